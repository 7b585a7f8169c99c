"""Memberships and their life: each step from the application to the end is a dated record."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funds.models import Branch, Fund, Plan, Resolution
from welfare import citizen, thai

from .person import Person


class EndReason(models.TextChoices):
    """Why a membership ended."""

    REFUSED = "refused", _("not admitted")
    LAPSED = "lapsed", _("lapsed after missed payments")
    LEFT = "left", _("resigned")
    DIED = "died", _("died")
    MOVED = "moved", _("moved away")
    EXPELLED = "expelled", _("expelled")
    TWICE = "twice", _("was entered twice")


class Standing(models.TextChoices):
    """Where a membership stands on a day; read from its dates, never stored."""

    MEMBER = "member", _("member")
    APPLYING = "applying", _("waits for a resolution")
    ENDED = "ended", _("no longer a member")
    REFUSED = "refused", _("not admitted")


def _stands(standing: str, day: date) -> Q:
    """Say in the database what `Membership.standing` says of a row."""
    over, joined = Q(ended_on__lte=day), Q(joined_on__lte=day)
    return {
        Standing.MEMBER: joined & Q(Q(ended_on__isnull=True) | Q(ended_on__gt=day)),
        Standing.APPLYING: Q(applied_on__lte=day)
        & Q(Q(joined_on__isnull=True) | Q(joined_on__gt=day))
        & Q(Q(ended_on__isnull=True) | Q(ended_on__gt=day)),
        Standing.ENDED: over & Q(joined_on__isnull=False),
        Standing.REFUSED: over & Q(joined_on__isnull=True),
    }[Standing(standing)]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self, standing: str, day: date) -> Self:
        """Keep those who stood so at the end of `day`."""
        return self.filter(_stands(standing, day))

    def count_by_standing(self, day: date) -> dict[str, int]:
        """Count, in one query, the memberships of each standing at the end of `day`."""
        counts = self.aggregate(
            **{standing.value: models.Count("pk", filter=_stands(standing, day)) for standing in Standing}
        )
        return {name: counts[name] for name in Standing.values}

    def active(self, day: date) -> Self:
        """Keep those who were members at the end of `day`."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), joined_on__lte=day)

    def applying(self) -> Self:
        """Keep applications that wait for a resolution."""
        return self.filter(joined_on__isnull=True, ended_on__isnull=True)

    def matching(self, words: str) -> Self:
        """Keep those whose name, member number or last four digits of the citizen ID match `words`.

        A whole citizen ID is looked up by its hash; a title before the name is ignored.
        """
        digits = citizen.digits(words)
        if digits and digits == thai.search_text(words).replace("-", "").replace(" ", ""):
            if len(digits) == citizen.LENGTH:
                return self.filter(person__citizen_hash=citizen.keyed_hash(digits))
            by_number = Q(number=int(digits)) if len(digits) < 10 else Q()
            return self.filter(by_number | Q(person__citizen_last4=digits))
        for word in thai.search_text(words).split():
            self = self.filter(person__search__contains=word)
        return self


class Membership(models.Model):
    """One spell of one person's membership in one fund; re-joining begins a new one.

    `joined_on` is empty until a resolution admits; `number` is given then and never used again.
    `tenure_from` is where the length of membership counts from, which the fund may carry over
    when a former member re-joins. On `ended_on` the person is no longer a member.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    number = models.PositiveIntegerField(_("member number"), null=True, blank=True)
    plan = models.CharField(_("pays"), max_length=12, choices=Plan, default=Plan.YEARLY)
    applied_on = models.DateField(_("applied on"))
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    tenure_from = models.DateField(_("length of membership counts from"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=EndReason, blank=True)
    rejoins = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="rejoined", verbose_name=_("re-joins after")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = (
            models.Index(fields=["fund", "joined_on"], name="membership_by_joining"),
            models.Index(fields=["fund", "ended_on"], name="membership_by_end"),
            models.Index(fields=["fund", "person"], name="membership_by_person"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "number"],
                name="member_number_never_repeats",
                violation_error_message=_("This member number has been given out before."),
            ),
            models.UniqueConstraint(
                fields=["fund", "person"],
                condition=Q(ended_on__isnull=True),
                name="person_is_active_once_in_a_fund",
                violation_error_message=_("This person is already a member of this fund, or has applied."),
            ),
            models.CheckConstraint(
                name="membership_number_comes_with_admission",
                condition=Q(joined_on__isnull=True, number__isnull=True, tenure_from__isnull=True)
                | Q(joined_on__isnull=False, number__isnull=False, tenure_from__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_ends_with_a_reason",
                condition=Q(ended_on__isnull=True, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="membership_days_are_in_order",
                condition=(Q(joined_on__isnull=True) | Q(joined_on__gte=F("applied_on")))
                & (Q(ended_on__isnull=True) | Q(joined_on__isnull=True) | Q(ended_on__gte=F("joined_on"))),
                violation_error_message=_("A membership begins after the application and ends after it begins."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number or '–'} {self.person}"

    def is_active(self, day: date) -> bool:
        """Say whether the person was a member at the end of `day`."""
        return self.standing(day) == Standing.MEMBER

    def standing(self, day: date) -> Standing:
        """Say where this membership stood at the end of `day`."""
        if self.ended_on is not None and self.ended_on <= day:
            return Standing.REFUSED if self.joined_on is None else Standing.ENDED
        if self.joined_on is None or self.joined_on > day:
            return Standing.APPLYING
        return Standing.MEMBER


class Step(models.TextChoices):
    """The steps of a membership's life."""

    APPLIED = "applied", _("applied")
    ADMITTED = "admitted", _("admitted by resolution")
    REFUSED = "refused", _("not admitted")
    REJOINED = "rejoined", _("re-joined")
    MOVED_BRANCH = "moved_branch", _("moved to another branch")
    LAPSED = "lapsed", _("lapsed after missed payments")
    LEFT = "left", _("resigned")
    DIED = "died", _("died")
    MOVED = "moved", _("moved away")
    EXPELLED = "expelled", _("expelled")
    TWICE = "twice", _("was entered twice")


class MembershipStep(models.Model):
    """One dated record in the life of a membership; the database refuses to change or delete it."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="steps", verbose_name=_("membership"))
    step = models.CharField(_("step"), max_length=12, choices=Step)
    on = models.DateField(_("date"))
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolution")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)
    key = models.UUIDField(_("key"), unique=True)

    class Meta:
        verbose_name = _("step of a membership")
        verbose_name_plural = _("steps of memberships")
        indexes = (models.Index(fields=["membership", "on", "id"], name="steps_of_a_membership"),)

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.on}"


class Relation(models.TextChoices):
    """How the named beneficiary is related to the member, as the paper form lists it."""

    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("child")
    FATHER = "father", _("father")
    MOTHER = "mother", _("mother")
    SIBLING = "sibling", _("brother or sister")
    GRANDCHILD = "grandchild", _("grandchild, nephew or niece")
    RELATIVE = "relative", _("other relative")
    OTHER = "other", _("not related")


class Beneficiary(models.Model):
    """Someone whom a member named to receive the death benefit, with a share in per cent."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="beneficiaries", verbose_name=_("membership")
    )
    name = models.CharField(_("name"), max_length=200)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    share = models.PositiveSmallIntegerField(_("share (per cent)"), default=100)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    valid_from = models.DateField(_("named on"))
    valid_until = models.DateField(_("named until"), null=True, blank=True)

    class Meta:
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")
        constraints = (models.CheckConstraint(name="share_is_a_percentage", condition=Q(share__gte=1, share__lte=100)),)

    def __str__(self) -> str:
        return self.name
