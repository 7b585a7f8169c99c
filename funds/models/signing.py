"""Who must sign a claim before it is paid: steps by office and sum, from a day, by a resolution, never edited."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Fund, Office
from .resolution import Resolution


class Signers(models.TextChoices):
    """From among whom the signers of a step come."""

    COMMITTEE = "committee", _("the chair or committee members")
    BRANCH = "branch", _("committee members of the member’s branch")
    CHAIR = "chair", _("the chair")


OFFICES_OF_SIGNERS: dict[str, frozenset[str]] = {
    Signers.COMMITTEE: frozenset({Office.CHAIR, Office.COMMITTEE}),
    Signers.BRANCH: frozenset({Office.COMMITTEE}),
    Signers.CHAIR: frozenset({Office.CHAIR}),
}


class SigningRuleQuerySet(models.QuerySet["SigningRule"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def in_force(self, day: date) -> Self:
        """Keep what had begun by `day`, the last version first."""
        return self.filter(since__lte=day).order_by("-since")


class SigningRule(models.Model):
    """One version of how a fund approves claims; the day a claim is filed picks the version."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="signing_rules", verbose_name=_("fund"))
    since = models.DateField(_("in force from"))
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="+", verbose_name=_("resolution"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = SigningRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of approval")
        verbose_name_plural = _("rules of approval")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "since"],
                name="one_signing_rule_from_a_day",
                violation_error_message=_("There is a version from this day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund} {self.since}"


class SigningStep(models.Model):
    """`count` people from among `who` sign every claim above `above` baht; steps are taken in their order."""

    rule = models.ForeignKey(SigningRule, models.PROTECT, related_name="steps", verbose_name=_("rule of approval"))
    position = models.PositiveSmallIntegerField(_("order"))
    who = models.CharField(_("who signs"), max_length=12, choices=Signers)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    above = BahtField(_("for claims above (baht)"), default=Decimal(0))

    class Meta:
        verbose_name = _("step of approval")
        verbose_name_plural = _("steps of approval")
        constraints = (
            models.UniqueConstraint(fields=["rule", "position"], name="signing_steps_have_an_order"),
            models.CheckConstraint(
                name="signing_step_has_signers", condition=Q(count__gte=1, count__lte=9, above__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.get_who_display()} {self.count}"
