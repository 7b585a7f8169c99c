"""How a fund takes contributions and guards its books: from a day, by a resolution, never edited."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Fund
from .resolution import Resolution


class Plan(models.TextChoices):
    """How often a member pays."""

    DAILY = "daily", _("daily")
    MONTHLY = "monthly", _("monthly")
    QUARTERLY = "quarterly", _("quarterly")
    HALF_YEARLY = "half_yearly", _("half-yearly")
    YEARLY = "yearly", _("yearly")
    FREE = "free", _("any amount at any time")


class Refund(models.TextChoices):
    """Whether someone who leaves gets contributions back."""

    NEVER = "never", _("never")
    UNHELPED = "unhelped", _("only if no benefit was ever received")


class Rejoining(models.TextChoices):
    """From when the length of membership counts after re-joining."""

    RESTART = "restart", _("counts anew")
    CARRY_ON = "carry_on", _("earlier years count on")


class PolicyQuerySet(models.QuerySet["Policy"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def in_force(self, day: date) -> Self:
        """Keep the version that holds on `day`: the last one that had begun."""
        return self.filter(since__lte=day).order_by("-since", "-pk")[:1]


class Policy(models.Model):
    """What a fund's regulation says of paying in: entry fee, missed payments, refunds, checks on corrections.

    `missed_to_lapse` payments end a membership, 0 where none do. Corrections above `second_person_above` baht
    need a second person. Running costs stay under `cost_ceiling` per cent of the money received in a year.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="policies", verbose_name=_("fund"))
    since = models.DateField(_("in force from"))
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolution")
    )
    entry_fee = BahtField(_("entry fee (baht)"), default=Decimal(0))
    missed_to_lapse = models.PositiveSmallIntegerField(_("missed payments that end a membership"), default=3)
    refund = models.CharField(_("refund on leaving"), max_length=12, choices=Refund, default=Refund.NEVER)
    rejoining = models.CharField(_("after re-joining"), max_length=12, choices=Rejoining, default=Rejoining.RESTART)
    second_person_above = BahtField(_("corrections above this need a second person (baht)"), default=Decimal(500))
    cost_ceiling = models.PositiveSmallIntegerField(
        _("ceiling of running costs (per cent)"), default=20, validators=[MaxValueValidator(100)]
    )
    first_month = models.PositiveSmallIntegerField(
        _("first month of the financial year"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of paying in")
        verbose_name_plural = _("rules of paying in")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "since"],
                name="one_policy_from_a_day",
                violation_error_message=_("There is a version from this day already."),
            ),
            models.CheckConstraint(name="policy_entry_fee_is_not_negative", condition=Q(entry_fee__gte=0)),
            models.CheckConstraint(
                name="policy_percentages_and_months_exist",
                condition=Q(cost_ceiling__lte=100, first_month__gte=1, first_month__lte=12),
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund} {self.since}"


class Rate(models.Model):
    """What one way of paying costs under a policy: `amount` baht each time, due on `due_day` of its month.

    For a yearly payer `due_month` is the month; half-yearly and quarterly ones are due every six and three
    months from it. Where `grace_days` is given there is no such day: each member pays within so many days after
    what was paid for has run out. Free payers have no rate.
    """

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="rates", verbose_name=_("rules of paying in"))
    plan = models.CharField(_("pays"), max_length=12, choices=Plan)
    amount = BahtField(_("amount (baht)"))
    due_day = models.PositiveSmallIntegerField(_("due day"), default=31)
    due_month = models.PositiveSmallIntegerField(_("due month"), default=1)
    grace_days = models.PositiveSmallIntegerField(
        _("days to pay after the paid time has run out"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("contribution rate")
        verbose_name_plural = _("contribution rates")
        constraints = (
            models.UniqueConstraint(fields=["policy", "plan"], name="one_rate_of_a_plan"),
            models.CheckConstraint(name="rate_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="rate_is_due_on_a_day",
                condition=Q(due_day__gte=1, due_day__lte=31, due_month__gte=1, due_month__lte=12),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_plan_display()} {self.amount}"


class Share(models.Model):
    """One part of each contribution, such as 50 % for benefits; the parts of a policy add up to 100 %."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="shares", verbose_name=_("rules of paying in"))
    name = models.CharField(_("name"), max_length=60)
    percent = models.PositiveSmallIntegerField(_("per cent"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("share of each contribution")
        verbose_name_plural = _("shares of each contribution")
        constraints = (
            models.UniqueConstraint(fields=["policy", "name"], name="one_share_of_a_name"),
            models.CheckConstraint(name="share_percent_is_some", condition=Q(percent__gte=1, percent__lte=100)),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.percent} %"
