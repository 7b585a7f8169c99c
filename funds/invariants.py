"""What must hold of the records of the books, looked for in the rows: each one that does not hold is named.

Set by set: a few queries, however many records there are.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from welfare import thai
from welfare.money import ZERO, format_baht, from_satang

from . import months, statements
from .counting import worth
from .models import (
    MONEY,
    Account,
    BankMatch,
    CashCount,
    Correction,
    Fund,
    MonthClose,
    Receipt,
    Statement,
    Transfer,
    Voucher,
)
from .statement_form import arranged

Codes = Mapping[int, str]


class Held:
    """What each account held at the end of any day, from baht moved by account and day."""

    def __init__(self, moved: Mapping[int, Mapping[date, Decimal]]) -> None:
        self._days: dict[int, list[date]] = {pk: sorted(days) for pk, days in moved.items()}
        self._sums = {pk: list(accumulate(moved[pk][day] for day in days)) for pk, days in self._days.items()}

    def on(self, account: int, day: date) -> Decimal:
        """Give the debits less the credits of `account` up to the end of `day`, in baht."""
        count = bisect_right(self._days.get(account, ()), day)
        return self._sums[account][count - 1] if count else ZERO

    def before(self, account: int, day: date) -> Decimal:
        """Give the same up to the end of the day before `day`."""
        count = bisect_left(self._days.get(account, ()), day)
        return self._sums[account][count - 1] if count else ZERO


def faults(funds: Sequence[Fund], accounts: Mapping[int, Account], held: Held) -> list[str]:
    """Name every record of `funds` that breaks what must hold; `held` is summed from all their transfers."""
    codes = {fund.pk: fund.code for fund in funds}
    return [
        *_transfers(codes),
        *_papers(codes),
        *_corrections(codes),
        *_closes(codes, accounts, held),
        *_counts(codes),
        *_matches(codes),
        *_statements(codes, accounts, held),
    ]


def _transfers(codes: Codes) -> Iterable[str]:
    """An entry stays in its fund; what turns another one back is its mirror, and is not turned back itself."""
    rows = Transfer.objects.filter(fund__in=codes)
    stray = Q()
    for side in ("debit", "credit", "receipt", "voucher"):
        stray |= Q(**{f"{side}__isnull": False}) & ~Q(**{f"{side}__fund": F("fund")})
    for row in rows.filter(stray).order_by("pk"):
        yield f"{codes[row.fund_id]}: entry {row.pk} names an account or a paper of another fund"
    for row in rows.filter(reversal_of__isnull=False).select_related("reversal_of").order_by("pk"):
        turned = row.reversal_of
        assert turned is not None  # noqa: S101 the query keeps it so
        is_mirror = (row.debit_id, row.credit_id, row.amount) == (turned.credit_id, turned.debit_id, turned.amount)
        if not is_mirror or row.fund_id != turned.fund_id or turned.reversal_of_id is not None:
            yield f"{codes[row.fund_id]}: entry {row.pk} is not the mirror of entry {turned.pk} that it turns back"


def _papers(codes: Codes) -> Iterable[str]:
    """A paper is numbered in the Buddhist year of its day, and no entry of it has another day."""
    for paper in (Receipt, Voucher):
        kind = paper.__name__.lower()
        rows = paper.objects.filter(fund__in=codes)
        # Year by year: SQLite would ask Python for the year of each day.
        strange = Q()
        for year in rows.order_by("year").values_list("year", flat=True).distinct():
            within = date(year - thai.BE, 1, 1), date(year - thai.BE, 12, 31)
            strange |= Q(year=year) & ~Q(on__range=within)
        for row in rows.filter(strange).order_by("pk") if strange else ():
            yield f"{codes[row.fund_id]}: {kind} {row} is dated {row.on}"
        moved = Transfer.objects.filter(fund__in=codes, **{f"{kind}__isnull": False}).exclude(on=F(f"{kind}__on"))
        for row in rows.filter(pk__in=moved.values(kind)).order_by("pk"):
            yield f"{codes[row.fund_id]}: {kind} {row} of {row.on} has entries of another day"


def _corrections(codes: Codes) -> Iterable[str]:
    """What was decided to be turned back is; above the limit another person decided."""
    rows = Correction.objects.filter(fund__in=codes, decision__is_done=True).select_related("decision").order_by("pk")
    same = rows.filter(decision__needed=True, decision__by=F("by"))
    for row in same:
        yield f"{codes[row.fund_id]}: correction {row.pk} needed a second person, {row.by_id} asked and decided"
    stands = Transfer.objects.filter(reversal__isnull=True).filter(
        Q(pk=OuterRef("transfer")) | Q(receipt=OuterRef("receipt")) | Q(voucher=OuterRef("voucher"))
    )
    for row in rows.filter(Exists(stands)):
        yield f"{codes[row.fund_id]}: correction {row.pk} is done, but its paper stands"


def _closes(codes: Codes, accounts: Mapping[int, Account], held: Held) -> Iterable[str]:
    """Months close once, in their order, by one person and reopen by another; what a close says still holds."""
    closes: dict[int, list[MonthClose]] = defaultdict(list)
    for close in MonthClose.objects.filter(fund__in=codes).standing().order_by("fund", "month", "pk"):
        closes[close.fund_id].append(close)
    places: dict[int, list[int]] = defaultdict(list)
    for account in accounts.values():
        if account.kind in MONEY:
            places[account.fund_id].append(account.pk)
    for fund, found in closes.items():
        said = [close.month for close in found]
        if said != list(months.each(said[0], said[-1])):
            yield f"{codes[fund]}: the closed months from {said[0]} to {said[-1]} do not follow each other"
        for close in found:
            last = months.last_day(close.month)
            for kept in close.balances:
                book, now = from_satang(kept["book"]), held.on(kept["account"], last)
                if book != now:
                    yield (
                        f"{codes[fund]}: the close of {close.month:%Y-%m} says account {kept['account']} held "
                        f"{format_baht(book)} baht, the transfers give {format_baht(now)}"
                    )
                if not _is_explained(kept):
                    yield (
                        f"{codes[fund]}: the close of {close.month:%Y-%m} leaves a difference in account "
                        f"{kept['account']} unexplained"
                    )
            named = {kept["account"] for kept in close.balances}
            for pk in places[fund]:
                if pk not in named and held.on(pk, last):
                    yield f"{codes[fund]}: the close of {close.month:%Y-%m} leaves account {pk} out"
    reopened = MonthClose.objects.filter(fund__in=codes, reopening__by=F("by")).order_by("pk")
    for close in reopened:
        yield f"{codes[close.fund_id]}: {close.month:%Y-%m} was closed and reopened by the same person"


def _is_explained(kept: Mapping[str, Any]) -> bool:
    """Say whether what a close found is the books and the difference, and a difference has its reason."""
    if kept["found"] is None:
        return not kept["difference"]
    return kept["found"] - kept["book"] == kept["difference"] and (not kept["difference"] or bool(kept["explanation"]))


def _counts(codes: Codes) -> Iterable[str]:
    for row in CashCount.objects.filter(fund__in=codes).order_by("pk"):
        pieces = worth({int(value): count for value, count in row.pieces.items()})
        if pieces != row.total:
            yield (
                f"{codes[row.fund_id]}: cash count {row.pk} says {format_baht(row.total)} baht, its pieces give "
                f"{format_baht(pieces)}"
            )


def _matches(codes: Codes) -> Iterable[str]:
    """A bank line is the same money as its entry, and its import stands."""
    same = Q(line__amount=F("transfer__amount"), line__account=F("transfer__debit"))
    same |= Q(line__amount=-F("transfer__amount"), line__account=F("transfer__credit"))
    rows = BankMatch.objects.filter(line__fund__in=codes).select_related("line")
    for row in rows.filter(~same | Q(line__bank_import__withdrawal__isnull=False)).order_by("pk"):
        yield f"{codes[row.line.fund_id]}: bank line {row.line_id} is not the same money as entry {row.transfer_id}"


def _statements(codes: Codes, accounts: Mapping[int, Account], held: Held) -> Iterable[str]:
    """A frozen statement is as it was hashed, its sides are equal, and while its months are closed the rows agree."""
    by_fund: dict[int, list[Account]] = defaultdict(list)
    for pk in sorted(accounts):
        by_fund[accounts[pk].fund_id].append(accounts[pk])
    rows = MonthClose.objects.filter(fund__in=codes).standing().order_by("month").values_list("fund", "month")
    closed = dict(rows)
    for row in Statement.objects.filter(fund__in=codes).select_related("fund").order_by("pk"):
        name = f"{codes[row.fund_id]}: the statement {row.pk} of {row.first_on} to {row.last_on}"
        if not statements.is_unchanged(row):
            yield f"{name} is not the one that was frozen: its hash differs"
            continue
        then = statements.thawed(row)
        if not then.total_received == then.total_held == row.total:
            yield f"{name} has sides of {format_baht(then.total_received)} and {format_baht(then.total_held)} baht"
        if row.fund_id not in closed or months.last_day(closed[row.fund_id]) < row.last_on:
            continue
        ours = by_fund[row.fund_id]
        before = {account.pk: held.before(account.pk, row.first_on) for account in ours}
        within = {account.pk: held.on(account.pk, row.last_on) - before[account.pk] for account in ours}
        now = arranged(ours, row.first_on, row.last_on, before=before, within=within)
        for line, amount in statements.differences(then, now):
            yield (f"{name} says {line.key} {format_baht(line.amount)} baht, the transfers give {format_baht(amount)}")
