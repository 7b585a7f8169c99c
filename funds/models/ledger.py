"""The books: accounts, the transfers between them, and the papers that prove them.

A transfer names one account to debit and one to credit and a positive amount, so the books balance by
construction. Transfers are written only by funds/ledger.py and never edited: the database refuses.
"""

import re
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare import thai
from welfare.money import AmountNotUnderstood, BahtField, parse_baht

from .fund import Fund
from .regulation import Category


class AccountKind(models.TextChoices):
    """What an account holds."""

    CASH = "cash", _("cash in hand")
    BANK = "bank", _("bank deposit")
    INVESTMENT = "investment", _("other investment")
    OPENING = "opening", _("opening balance")
    INCOME = "income", _("money received")
    BENEFIT = "benefit", _("welfare paid")
    COST = "cost", _("running costs")


MONEY = (AccountKind.CASH, AccountKind.BANK, AccountKind.INVESTMENT)


class Source(models.TextChoices):
    """Where money comes from, as the official form splits it (section 4.3)."""

    MEMBERS = "members", _("members' contributions")
    ENTRY_FEE = "entry_fee", _("entry fees")
    CODI_SEED = "codi_seed", _("CODI seed money")
    STATE_MATCH = "state_match", _("state match through CODI")
    LAO = "lao", _("local authority")
    OTHER_STATE = "other_state", _("other state agencies")
    ORGANISATIONS = "organisations", _("surplus of community organisations")
    INTEREST = "interest", _("bank interest")
    DONATION = "donation", _("donations")
    OTHER = "other", pgettext_lazy("source of money", "other income")


MOST_ROUNDS = 99


class Cost(models.TextChoices):
    """What running a fund costs, as the official statement splits it."""

    WAGES = "wages", _("wages")
    TRAVEL = "travel", _("travel")
    PAPER = "paper", _("paper and office supplies")
    MEETINGS = "meetings", _("activities and meetings")
    OTHER = "other", pgettext_lazy("running cost", "other costs")


class AccountQuerySet(models.QuerySet["Account"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def money(self) -> Self:
        """Keep the accounts that hold money: cash boxes, banks, investments."""
        return self.filter(kind__in=MONEY)


class Account(models.Model):
    """A place for money, or a line of income or cost, in one fund's books.

    `line` is a Source for income, a benefit category for welfare paid, a Cost for running costs, and
    empty elsewhere. The state's match has an account for each `round`; 0 is none, or not known.
    `balance` is debits less credits in baht, kept by the pen.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="accounts", verbose_name=_("fund"))
    kind = models.CharField(_("kind"), max_length=12, choices=AccountKind)
    line = models.CharField(_("line"), max_length=16, blank=True)
    outsiders = models.BooleanField(_("for people who are not members"), default=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    round = models.PositiveSmallIntegerField(_("round of the match"), default=0)
    balance = BahtField(_("balance (baht)"), default=0)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "kind", "line", "outsiders", "name", "round"], name="account_stands_once_in_the_chart"
            ),
            models.CheckConstraint(
                name="only_the_match_has_rounds",
                condition=Q(round=0) | Q(kind=AccountKind.INCOME, line=Source.STATE_MATCH, round__lte=MOST_ROUNDS),
            ),
            models.CheckConstraint(
                name="money_is_never_below_zero",
                condition=~Q(kind__in=MONEY) | Q(balance__gte=0),
                violation_error_message=_("There is not that much money in this account."),
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.label)

    @property
    def label(self) -> str:
        """What the account is called on paper, in the reader's language."""
        lines: dict[str, type[models.TextChoices]] = {
            AccountKind.INCOME: Source,
            AccountKind.BENEFIT: Category,
            AccountKind.COST: Cost,
        }
        if self.kind in lines and self.line:
            label = str(lines[self.kind](self.line).label)
            return _("%(source)s, round %(round)s") % {"source": label, "round": self.round} if self.round else label
        return str(AccountKind(self.kind).label)


class Paper(models.Model):
    """A numbered paper of a fund: its number runs without gaps within a Buddhist year."""

    key = models.UUIDField(_("key"), unique=True)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("date"))
    amount = BahtField(_("amount (baht)"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def matching(self, words: str) -> Self:
        """Keep those with the number `words` (12 or 12/2561), or whose payer's name holds every word."""
        if number := re.fullmatch(r"(\d{1,9})(?:/(\d{4}))?", thai.arabic_digits(words).strip(), flags=re.ASCII):
            found = self.filter(number=int(number[1]))
            return found.filter(year=int(number[2])) if number[2] else found
        for word in thai.tidy(words).split():
            self = self.filter(payer__contains=word)
        return self

    def with_turned_back(self) -> Self:
        """Annotate `is_turned_back`: whether any of its money was turned back in the books."""
        turned_back = Transfer.objects.filter(receipt=models.OuterRef("pk"), reversal__isnull=False)
        return self.annotate(is_turned_back=models.Exists(turned_back))


class Receipt(Paper):
    """A receipt (ใบเสร็จรับเงิน): who paid in, how much, when."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="receipts", verbose_name=_("fund"))
    payer = models.CharField(_("received from"), max_length=200)
    note = models.CharField(_("note"), max_length=200, blank=True)

    is_turned_back: bool  # where the query was asked for it by `with_turned_back`

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        indexes = (models.Index(fields=["fund", "on", "year", "number"], name="receipts_of_a_fund_by_day"),)
        constraints = (
            models.UniqueConstraint(fields=["fund", "year", "number"], name="receipt_number_never_repeats"),
            models.CheckConstraint(name="receipt_amount_is_positive", condition=Q(amount__gt=0)),
        )

    @property
    def book(self) -> int:
        """Which book of receipts this one stands in; `fund` must be loaded."""
        return (self.number - 1) // self.fund.receipts_per_book + 1


class Voucher(Paper):
    """A payment voucher (ใบสำคัญจ่ายเงิน): who was paid, for what, who saw it."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="vouchers", verbose_name=_("fund"))
    payee = models.CharField(_("paid to"), max_length=200)
    purpose = models.CharField(_("for"), max_length=300)
    witness = models.CharField(_("witness"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment voucher")
        verbose_name_plural = _("payment vouchers")
        constraints = (
            models.UniqueConstraint(fields=["fund", "year", "number"], name="voucher_number_never_repeats"),
            models.CheckConstraint(name="voucher_amount_is_positive", condition=Q(amount__gt=0)),
        )


class TransferQuerySet(models.QuerySet["Transfer"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def until(self, day: date) -> Self:
        return self.filter(on__lte=day)

    def moving_money(self) -> Self:
        """Keep what moves money in or out of a cash box, a bank or an investment."""
        return self.filter(Q(debit__kind__in=MONEY) | Q(credit__kind__in=MONEY))

    def touching(self, *accounts: Account) -> Self:
        """Keep what moves money in or out of any of `accounts`."""
        return self.filter(Q(debit__in=accounts) | Q(credit__in=accounts))

    def matching(self, words: str) -> Self:
        """Keep entries of the paper (12/2561) or the sum typed, or that hold every word in the note or a name."""
        if number := re.fullmatch(r"(\d{1,9})/(\d{4})", thai.arabic_digits(words).strip(), flags=re.ASCII):
            found = {"number": int(number[1]), "year": int(number[2])}
            return self.filter(
                Q(**{f"receipt__{name}": value for name, value in found.items()})
                | Q(**{f"voucher__{name}": value for name, value in found.items()})
            )
        named = Q()
        for word in thai.tidy(words).split():
            named &= Q(note__contains=word) | Q(receipt__payer__contains=word) | Q(voucher__payee__contains=word)
        try:
            return self.filter(named | Q(amount=parse_baht(words)))
        except AmountNotUnderstood:
            return self.filter(named)


class Transfer(models.Model):
    """`amount` baht moved out of `credit` into `debit` on the day `on`.

    The database refuses to change or delete one, to join accounts of two funds, and an amount that is
    not more than zero; a mistake is mended by a reversal, which names what it turns back.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="transfers", verbose_name=_("fund"))
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits", verbose_name=_("debit"))
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits", verbose_name=_("credit"))
    amount = BahtField(_("amount (baht)"))
    on = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    receipt = models.ForeignKey(
        Receipt, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("receipt")
    )
    voucher = models.ForeignKey(
        Voucher, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("voucher")
    )
    reversal_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name=_("turns back")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        indexes = (
            models.Index(fields=["fund", "on", "id"], name="transfer_of_fund_by_day"),
            # Nearly every row has no `reversal_of`: without an index of the few that have, SQLite, once it knows how
            # the values lie, takes the unique one for useless and reads every transfer to find a mirror.
            models.Index(
                fields=["reversal_of"], condition=Q(reversal_of__isnull=False), name="transfer_that_turns_back"
            ),
            models.Index(
                fields=["fund", "reversal_of"], condition=Q(reversal_of__isnull=False), name="reversals_of_a_fund"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="transfer_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount must be more than zero."),
            ),
            models.CheckConstraint(
                name="transfer_has_two_sides",
                condition=~Q(debit=F("credit")),
                violation_error_message=_("Money cannot move from an account into itself."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
