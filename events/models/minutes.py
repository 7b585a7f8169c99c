"""What an assembly wrote down and resolved, and what became of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, Resolution

from .assembly import Assembly, Majority


class Minutes(models.Model):
    """One version of the minutes (รายงานการประชุม); a change is a new version."""

    key = models.UUIDField(_("key"), unique=True)
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="minutes", verbose_name=_("assembly"))
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("minutes"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = (
            models.UniqueConstraint(fields=["assembly", "version"], name="minutes_have_one_of_each_version"),
        )

    def __str__(self) -> str:
        return f"{self.assembly} {self.version}"


class Approval(models.Model):
    """A version of the minutes was approved; from then on the minutes and resolutions of that day stay."""

    assembly = models.OneToOneField(Assembly, models.PROTECT, related_name="approval", verbose_name=_("assembly"))
    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="approval", verbose_name=_("minutes"))
    on = models.DateField(_("approved on"))
    approved_by = models.CharField(_("approved by"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    class Meta:
        verbose_name = _("approval of the minutes")
        verbose_name_plural = _("approvals of minutes")
        constraints = (models.CheckConstraint(name="approval_says_by_whom", condition=~Q(approved_by="")),)

    def __str__(self) -> str:
        return f"{self.minutes} {self.on}"


class Manner(models.TextChoices):
    """How a resolution was taken."""

    ADOPTED = "adopted", _("adopted without a vote")
    VOTED = "voted", _("voted on")


class Purpose(models.TextChoices):
    """What a resolution does in the law of a fund."""

    NONE = "none", _("a resolution of the network")
    RULE_BOOK = "rule_book", _("adopts the rule book of a fund")
    COMMITTEE = "committee", _("elects the committee of a fund")


class AssemblyResolutionQuerySet(models.QuerySet["AssemblyResolution"]):
    def of(self, assembly: Assembly) -> Self:
        return self.filter(assembly=assembly)


class AssemblyResolution(models.Model):
    """A resolution (มติ) of an assembly. Where it is law for a fund, `resolution` is what the fund's papers rest on."""

    key = models.UUIDField(_("key"), unique=True)
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="resolutions", verbose_name=_("assembly"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("resolution"), max_length=300)
    text = models.TextField(_("in full"), blank=True)
    manner = models.CharField(_("how it was taken"), max_length=8, choices=Manner)
    majority = models.CharField(_("majority"), max_length=12, choices=Majority)
    votes_for = models.PositiveSmallIntegerField(_("for"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("against"), default=0)
    votes_abstain = models.PositiveSmallIntegerField(_("abstained"), default=0)
    owner = models.CharField(_("who sees to it"), max_length=200, blank=True)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    purpose = models.CharField(_("what it does"), max_length=10, choices=Purpose, default=Purpose.NONE)
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolution of the fund")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = AssemblyResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution of an assembly")
        verbose_name_plural = _("resolutions of assemblies")
        constraints = (
            models.UniqueConstraint(fields=["assembly", "number"], name="assembly_resolutions_are_numbered"),
            models.CheckConstraint(
                name="assembly_resolution_has_votes_where_voted",
                condition=Q(manner="adopted", votes_for=0, votes_against=0, votes_abstain=0)
                | (Q(manner="voted") & (Q(votes_for__gt=0) | Q(votes_against__gt=0))),
                violation_error_message=_("Type the votes for and against."),
            ),
            models.CheckConstraint(
                name="assembly_resolution_names_the_fund_it_binds",
                condition=Q(purpose="none", fund__isnull=True, resolution__isnull=True)
                | (~Q(purpose="none") & Q(fund__isnull=False)),
                violation_error_message=_("Choose the fund whose rule book or committee this is."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Outcome(models.TextChoices):
    """What became of a resolution."""

    DONE = "done", _("done")
    OPEN = "open", _("still open")
    DROPPED = "dropped", _("dropped")


class FollowUp(models.Model):
    """What a later assembly was told of a resolution."""

    key = models.UUIDField(_("key"), unique=True)
    resolution = models.ForeignKey(
        AssemblyResolution, models.PROTECT, related_name="follow_ups", verbose_name=_("resolution")
    )
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+", verbose_name=_("told to"))
    outcome = models.CharField(_("what became of it"), max_length=8, choices=Outcome)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = (
            models.CheckConstraint(
                name="a_dropped_resolution_says_why", condition=~Q(outcome="dropped") | ~Q(note=""),
                violation_error_message=_("Say why it was dropped."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.resolution} {self.get_outcome_display()}"
