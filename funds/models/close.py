"""The end of a month: money counted, cash and bank compared with the books, the month closed."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Fund
from .ledger import Account


class CashCount(models.Model):
    """Notes and coins counted in one cash box: `pieces` maps a value in satang to how many there were."""

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="counts", verbose_name=_("cash box"))
    on = models.DateField(_("counted on"))
    pieces = models.JSONField(_("notes and coins"), default=dict)
    total = BahtField(_("counted (baht)"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("counted by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("cash count")
        verbose_name_plural = _("cash counts")
        indexes = (models.Index(fields=["fund", "account", "-on", "-id"], name="cash_counts_of_an_account"),)
        constraints = (models.CheckConstraint(name="cash_count_is_not_negative", condition=Q(total__gte=0)),)

    def __str__(self) -> str:
        return f"{self.on} {self.total}"


class MonthCloseQuerySet(models.QuerySet["MonthClose"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Keep the closes that were not reopened."""
        return self.filter(reopening__isnull=True)

    def holding(self, day: date) -> Self:
        """Keep the close that keeps entries of `day` out."""
        return self.standing().filter(month=day.replace(day=1))


class MonthClose(models.Model):
    """A closed month of one fund's books: the database takes no entry dated in it.

    `month` is its first day. `balances` lists each money account with what the books say, what was counted or
    stands in the bank book, the difference and its explanation. Reopening is a record of its own.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="closes", verbose_name=_("fund"))
    month = models.DateField(_("month"))
    balances = models.JSONField(_("balances"), default=list)
    on = models.DateField(_("closed on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("closed by"))
    at = models.DateTimeField(_("closed at"), auto_now_add=True)

    objects = MonthCloseQuerySet.as_manager()

    class Meta:
        verbose_name = _("month close")
        verbose_name_plural = _("month closes")
        indexes = (models.Index(fields=["fund", "month"], name="closes_of_a_fund"),)

    def __str__(self) -> str:
        return f"{self.fund} {self.month:%Y-%m}"


class MonthReopening(models.Model):
    """A closed month opened again by another person, with a reason."""

    key = models.UUIDField(_("key"), unique=True)
    close = models.OneToOneField(MonthClose, models.PROTECT, related_name="reopening", verbose_name=_("month close"))
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("reopened on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reopened by"))
    at = models.DateTimeField(_("reopened at"), auto_now_add=True)

    class Meta:
        verbose_name = _("month reopening")
        verbose_name_plural = _("month reopenings")
        constraints = (models.CheckConstraint(name="reopening_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.close} {self.on}"


class Statement(models.Model):
    """A frozen two-sided statement: what it said, when, and the hash that tells a changed copy.

    `figures` holds both sides in satang by line; `total` is what both sides come to.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="statements", verbose_name=_("fund"))
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    figures = models.JSONField(_("figures"))
    total = BahtField(_("total of each side (baht)"))
    sha256 = models.CharField(_("hash"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("frozen by"))
    at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = (
            models.CheckConstraint(name="statement_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))),
        )

    def __str__(self) -> str:
        return f"{self.fund} {self.first_on} {self.last_on}"
