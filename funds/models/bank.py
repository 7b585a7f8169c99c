"""What the bank says: imported lines of a bank book, each matched to an entry or left open."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare import thai
from welfare.money import AmountNotUnderstood, BahtField, parse_baht

from .fund import Fund
from .ledger import Account, Transfer


class BankImport(models.Model):
    """One file of bank lines. The same file is recognised by its hash; `columns` is remembered for the next.

    The database takes the same file into the same account once, unless the first time was taken back.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="bank_imports", verbose_name=_("bank account"))
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    columns = models.JSONField(_("which column holds what"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by"))
    at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("import of bank lines")
        verbose_name_plural = _("imports of bank lines")
        indexes = (models.Index(fields=["account", "sha256"], name="bank_imports_by_hash"),)

    def __str__(self) -> str:
        return self.file_name


class BankWithdrawal(models.Model):
    """An import taken back because it was read wrongly: its lines count no more, and the file may be taken in again."""

    key = models.UUIDField(_("key"), unique=True)
    bank_import = models.OneToOneField(
        BankImport, models.PROTECT, related_name="withdrawal", verbose_name=_("import of bank lines")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("taken back on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("import of bank lines taken back")
        verbose_name_plural = _("imports of bank lines taken back")
        constraints = (models.CheckConstraint(name="withdrawal_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.bank_import} {self.on}"


class BankLineQuerySet(models.QuerySet["BankLine"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out the lines of imports that were taken back."""
        return self.filter(bank_import__withdrawal__isnull=True)

    def open(self) -> Self:
        """Keep the lines that no entry of the books is matched to."""
        return self.filter(match__isnull=True)

    def matching(self, words: str) -> Self:
        """Keep the lines whose text holds every word, or whose sum in or out is the amount typed."""
        found = Q()
        for word in thai.tidy(words).split():
            found &= Q(text__icontains=word)
        try:
            amount = parse_baht(words, allow_zero=True)
        except AmountNotUnderstood:
            return self.filter(found)
        return self.filter(found | Q(amount=amount) | Q(amount=-amount))

    def in_order(self) -> Self:
        """Put lines in the order in which the bank wrote them, oldest first."""
        return self.order_by("on", "bank_import", "position")


class BankLine(models.Model):
    """One line of the bank book: `amount` baht in (positive) or out (negative)."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    bank_import = models.ForeignKey(BankImport, models.PROTECT, related_name="lines", verbose_name=_("import"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="bank_lines", verbose_name=_("bank account"))
    position = models.PositiveIntegerField(_("line"))
    on = models.DateField(_("date"))
    amount = BahtField(_("amount (baht)"))
    balance = BahtField(_("balance (baht)"), null=True, blank=True)
    text = models.CharField(_("text"), max_length=300, blank=True)

    objects = BankLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank line")
        verbose_name_plural = _("bank lines")
        indexes = (models.Index(fields=["account", "on", "id"], name="bank_lines_by_day"),)
        constraints = (
            models.UniqueConstraint(fields=["bank_import", "position"], name="bank_line_is_taken_in_once"),
            models.CheckConstraint(name="bank_line_moves_money", condition=~Q(amount=0)),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"

    @property
    def taken_out(self) -> Decimal:
        """The baht that went out, as a number above zero."""
        return -self.amount


class Certainty(models.TextChoices):
    """How a bank line and an entry came together."""

    EXACT = "exact", _("same day and sum")
    SUGGESTED = "suggested", _("suggested and confirmed")
    BY_HAND = "by_hand", _("chosen by hand")


class BankMatch(models.Model):
    """A bank line and the entry of the books that it is; undone by removing it while the month is open."""

    line = models.OneToOneField(BankLine, models.PROTECT, related_name="match", verbose_name=_("bank line"))
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="bank_match", verbose_name=_("entry"))
    certainty = models.CharField(_("how"), max_length=12, choices=Certainty)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("matched by"))
    at = models.DateTimeField(_("matched at"), auto_now_add=True)

    class Meta:
        verbose_name = _("match of a bank line")
        verbose_name_plural = _("matches of bank lines")

    def __str__(self) -> str:
        return f"{self.line} {self.get_certainty_display()}"
