"""The bank's book beside the fund's books: what each says on a day, and which lines and entries make the difference."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Q

from welfare.money import ZERO

from . import matching
from .counting import book_balance
from .models import Account, AccountKind, BankLine, BankLineQuerySet, Fund, Transfer


@dataclass(frozen=True, slots=True)
class Compared:
    """One bank account at the end of `day`, in baht. `bank` is None where no line says a balance.

    `lines` stand in the bank's book alone, `entries` in the fund's books alone, both from the first line on.
    `rest` is the difference that they do not explain: what was different before the first line was taken in.
    """

    account: Account
    day: date
    book: Decimal
    bank: Decimal | None = None
    bank_on: date | None = None
    lines: list[BankLine] = field(default_factory=list)
    entries: list[Transfer] = field(default_factory=list)

    @property
    def lines_sum(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def entries_sum(self) -> Decimal:
        return sum((matching.signed(self.account, entry) for entry in self.entries), ZERO)

    @property
    def difference(self) -> Decimal | None:
        """What the bank says less what the books say."""
        return None if self.bank is None else self.bank - self.book

    @property
    def rest(self) -> Decimal | None:
        return None if self.difference is None else self.difference - self.lines_sum + self.entries_sum

    @property
    def agrees(self) -> bool:
        """Whether both say the same, and nothing is open on either side."""
        return self.difference == ZERO and not self.lines and not self.entries


@dataclass(frozen=True, slots=True)
class Place:
    """A bank account in a list: how many lines it has, how many are open, and until when lines were taken in."""

    account: Account
    lines: int
    open_lines: int
    last_on: date | None


def compare(account: Account, day: date) -> Compared:
    """Compare one bank account as of the end of `day`: what was matched only later is open. Five queries."""
    book = book_balance(account, day)
    lines = standing(account).filter(on__lte=day)
    since = lines.aggregate(first=Min("on"))["first"]
    if since is None:
        return Compared(account, day, book)
    last = lines.filter(balance__isnull=False).order_by("on", "bank_import", "position").last()
    open_lines = lines.filter(Q(match__isnull=True) | Q(match__transfer__on__gt=day)).in_order()
    entries = matching.open_entries(account, since=since, until=day)
    return Compared(
        account,
        day,
        book,
        bank=last.balance if last else None,
        bank_on=last.on if last else None,
        lines=list(open_lines),
        entries=list(entries.select_related("debit", "credit", "receipt", "voucher").order_by("on", "pk")),
    )


def standing(account: Account) -> BankLineQuerySet:
    """Give the lines of `account`, without those of imports that were taken back."""
    return BankLine.objects.filter(account=account).standing()


def places(fund: Fund) -> list[Place]:
    """Give the bank accounts of `fund` with their lines counted. Two queries."""
    accounts = list(Account.objects.of(fund).filter(kind=AccountKind.BANK).order_by("pk"))
    return list(_counted(accounts))


def _counted(accounts: Iterable[Account]) -> Iterable[Place]:
    rows = BankLine.objects.filter(account__in=accounts).standing().order_by().values_list("account")
    counts = {
        pk: (lines, open_lines, last)
        for pk, lines, open_lines, last in rows.annotate(
            lines=Count("pk"), open_lines=Count("pk", filter=Q(match__isnull=True)), last=Max("on")
        )
    }
    for account in accounts:
        yield Place(account, *counts.get(account.pk, (0, 0, None)))
