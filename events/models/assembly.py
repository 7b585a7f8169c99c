"""The network's yearly gathering: when and where, what happens in which order, who is invited, when it may decide."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, Province
from welfare.thai import be_year


class QuorumOf(models.TextChoices):
    """What must be present before the assembly may decide."""

    PERSONS = "persons", _("this many persons are present")
    FUNDS = "funds", _("this many funds are present")
    PERCENT = "percent", _("this many per cent of the places are taken")


class Majority(models.TextChoices):
    """How many votes a resolution needs."""

    SIMPLE = "simple", _("more votes for than against")
    PRESENT = "present", _("more than half of those who voted or abstained")
    TWO_THIRDS = "two_thirds", _("two thirds of those who voted for or against")


class Group(models.TextChoices):
    """Whom an invitation calls."""

    FUND = "fund", _("welfare fund")
    STATE = "state", _("state agency")
    PRIVATE = "private", _("private sector")
    COUNCIL = "council", _("local council")
    CIVIL = "civil", _("civil society")
    PUBLIC = "public", _("by the public link")


class AssemblyQuerySet(models.QuerySet["Assembly"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)

    def published(self) -> Self:
        return self.filter(published_on__isnull=False)


class Assembly(models.Model):
    """One assembly (สมัชชา): a day and a place. Its number is typed as the network counts, which leaves years out."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    code = models.SlugField(_("address"), unique=True, max_length=60)
    number = models.CharField(_("number of the assembly"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=300)
    place = models.CharField(_("place"), max_length=200)
    on = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"))
    ends_at = models.TimeField(_("ends at"))
    sponsors = models.TextField(_("supported by"), blank=True, help_text=_("One in each line."))
    register_until = models.DateField(_("registration closes on"))
    quorum_of = models.CharField(_("quorum"), max_length=8, choices=QuorumOf, default=QuorumOf.FUNDS)
    quorum = models.PositiveSmallIntegerField(_("how many"), default=10)
    majority = models.CharField(_("majority"), max_length=12, choices=Majority, default=Majority.SIMPLE)
    published_on = models.DateField(_("public since"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = AssemblyQuerySet.as_manager()

    class Meta:
        verbose_name = _("assembly")
        verbose_name_plural = _("assemblies")
        constraints = (
            models.UniqueConstraint(
                fields=["province", "number"], condition=~Q(number=""), name="assembly_number_is_used_once",
                violation_error_message=_("Another assembly has this number."),
            ),
            models.CheckConstraint(
                name="assembly_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(
                name="assembly_registration_closes_by_the_day", condition=Q(register_until__lte=F("on")),
                violation_error_message=_("Registration closes on the day of the assembly at the latest."),
            ),
            models.CheckConstraint(name="assembly_quorum_is_some", condition=Q(quorum__gte=1)),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its name in words: by its number, by its year where it has none."""
        if self.number:
            return gettext("Assembly no. %(number)s") % {"number": self.number}
        return gettext("Assembly of %(year)s") % {"year": be_year(self.on)}

    @property
    def meeting(self) -> str:
        """The meeting as a fund's resolution names it: สมัชชา 8/2561."""
        return f"สมัชชา {self.number}/{be_year(self.on)}" if self.number else f"สมัชชา {be_year(self.on)}"

    def takes_registrations(self, today: date) -> bool:
        """Say whether one may still register on the day `today`; who comes on the day itself is a walk-in."""
        return today <= self.register_until


class AgendaItem(models.Model):
    """One line of the agenda; a line under another is a part of it. Times may be left open."""

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="agenda", verbose_name=_("assembly"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    position = models.PositiveSmallIntegerField(_("order"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    title = models.CharField(_("what happens"), max_length=300)
    speaker = models.CharField(_("speaker or in charge"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of the agenda")
        verbose_name_plural = _("agenda")
        constraints = (
            models.CheckConstraint(
                name="agenda_ends_after_it_begins",
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=_("It must end after it begins."),
            ),
        )

    def __str__(self) -> str:
        return self.title


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of(self, assembly: Assembly) -> Self:
        return self.filter(assembly=assembly)

    def in_order(self) -> Self:
        """Order as people read it: the funds in their order, then the others by name, the public last."""
        rank = models.Case(
            *(models.When(group=group, then=place) for place, group in enumerate(Group.values)), default=9
        )
        return self.annotate(rank=rank).order_by("rank", "fund__position", "name", "pk")


class Invitation(models.Model):
    """Who is asked to come, and how many places they have; the public link is one too, to everybody."""

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="invitations", verbose_name=_("assembly"))
    group = models.CharField(_("group"), max_length=8, choices=Group)
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    quota = models.PositiveSmallIntegerField(_("places"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (
            models.CheckConstraint(
                name="invitation_names_a_fund_or_another",
                condition=Q(group="fund", fund__isnull=False, name="")
                | Q(group="public", fund__isnull=True, name="")
                | (~Q(group__in=("fund", "public")) & Q(fund__isnull=True) & ~Q(name="")),
            ),
            models.UniqueConstraint(fields=["assembly", "fund"], name="a_fund_is_invited_once"),
            models.UniqueConstraint(
                fields=["assembly"], condition=Q(group="public"), name="an_assembly_has_one_public_link"
            ),
            models.UniqueConstraint(
                fields=["assembly", "group", "name"], condition=~Q(name=""), name="an_organisation_is_invited_once",
                violation_error_message=_("This one is invited already."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Whom it calls, in words."""
        return self.fund.name if self.fund else self.name or str(self.get_group_display())
