"""Contributions (เงินสัจจะ): given to the fund, not the member's savings."""

from datetime import date
from functools import cache
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, Receipt, Source, Transfer
from welfare.money import BahtField

from .collection import Collection
from .membership import Membership


@cache
def _stands() -> Q:
    turned_back = Transfer.objects.filter(receipt=OuterRef("receipt"), reversal__isnull=False)
    fees = Exists(turned_back.filter(credit__line=Source.ENTRY_FEE))
    others = Exists(turned_back.exclude(credit__line=Source.ENTRY_FEE))
    return Q(~fees, is_entry_fee=True) | Q(~others, is_entry_fee=False)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def until(self, day: date) -> Self:
        return self.filter(on__lte=day)

    def standing(self) -> Self:
        """Leave out what was turned back in the books."""
        return self.filter(_stands())


class Contribution(models.Model):
    """What one member paid on one receipt, and the stretch of time it covers.

    `covers_from` and `covers_until` are first and last day; both are empty for an entry fee and for
    free amounts. A receipt may hold several members' contributions; they add up to its amount.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    # The index that begins with it is named below.
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="contributions", verbose_name=_("membership"), db_index=False
    )
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, blank=True, related_name="contributions",
        verbose_name=_("collection day"),
    )  # fmt: skip
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", verbose_name=_("receipt"))
    is_entry_fee = models.BooleanField(_("entry fee"), default=False)
    amount = BahtField(_("amount (baht)"))
    on = models.DateField(_("paid on"))
    covers_from = models.DateField(_("covers from"), null=True, blank=True)
    covers_until = models.DateField(_("covers until"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = (
            models.Index(fields=["fund", "on", "id"], name="contribution_of_fund_by_day"),
            # Up to when somebody has paid is read from its end, a row for each member.
            models.Index(fields=["membership", "covers_until"], name="contributions_of_a_member"),
        )
        constraints = (
            models.CheckConstraint(
                name="contribution_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount must be more than zero."),
            ),
            models.CheckConstraint(
                name="contribution_covers_days_in_order",
                condition=Q(covers_from__isnull=True, covers_until__isnull=True)
                | Q(covers_from__isnull=False, covers_until__isnull=False, covers_until__gte=F("covers_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
