"""The whole past of a fund's books as lines for `welfare.filling`: papers, entries, balances, numbers and kept totals.

For books that are empty. Nothing is written one by one, so every balance, number and total is set from the lines
themselves; `manage.py check_books` recomputes them all. Amounts are whole satang, days are ISO texts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection

from welfare.bulk import running_key
from welfare.filling import NOTHING, Filling
from welfare.thai import BE

from .founding import chart
from .ledger import RECEIPT_COLUMNS, TRANSFER_COLUMNS, VOUCHER_COLUMNS
from .models import (
    BEGINNING,
    Account,
    AccountKind,
    Branch,
    Fund,
    FundTotal,
    Measure,
    Numbers,
    ProvinceTotal,
    Receipt,
    Series,
    Source,
    Span,
    Transfer,
    Voucher,
)

ACCOUNT_COLUMNS = ("id", "fund_id", "kind", "line", "outsiders", "name", "round", "balance")
SERIES_COLUMNS = ("fund_id", "of", "year", "last")
TOTAL_COLUMNS = ("fund_id", "span", "start", "measure", "line", "outsiders", "count", "amount")
TABLES = (Account, Receipt, Voucher, Transfer, Series, FundTotal, ProvinceTotal, Branch)
MONEY_ACCOUNT = (AccountKind.BANK.value, "", False)
OPENING = (AccountKind.OPENING.value, "", False)
CONTRIBUTIONS = (AccountKind.INCOME.value, Source.MEMBERS.value, False)
BENEFIT = AccountKind.BENEFIT.value
MONEY_TOTAL = f"{Measure.MONEY.value}\t\t0"
CONTRIBUTIONS_TOTAL = f"{Measure.INCOME.value}\t{Source.MEMBERS.value}\t0"
MEMBERS_TOTAL = f"{Measure.MEMBERS.value}\t\t0"
HELPED_TOTAL = (f"{Measure.HELPED.value}\t\t0", f"{Measure.HELPED.value}\t\t1")
_BENEFIT_TOTAL = Measure.BENEFIT.value
_RECEIPT, _VOUCHER = Numbers.RECEIPT.value, Numbers.VOUCHER.value
_YEAR, _MONTH, _DAY = Span.YEAR.value, Span.MONTH.value, Span.DAY.value
_EVER = f"{Span.EVER.value}\t{BEGINNING.isoformat()}\t"

# The province's totals are the sums of its funds'; whom two of them helped is counted off afterwards.
_SUM_UP = """
    INSERT INTO funds_provincetotal (province_id, span, start, measure, line, outsiders, count, amount)
    SELECT fund.province_id, span, start, measure, line, outsiders, SUM(count), SUM(amount)
    FROM funds_fundtotal AS total JOIN funds_fund AS fund ON fund.id = total.fund_id
    GROUP BY fund.province_id, span, start, measure, line, outsiders
"""

# (day, "measure, line, outsiders" as a line holds them) → count and satang.
ByDay = dict[tuple[str, str], list[int]]


class Free:
    """The next free primary key of each table that other rows name; tables are empty, so all begin at 1."""

    def __init__(self) -> None:
        self._next: dict[type, int] = defaultdict(lambda: 1)

    def take(self, model: type, count: int = 1) -> int:
        """Take `count` keys that run on and give the first."""
        first = self._next[model]
        self._next[model] += count
        return first


class Past:
    """The books of one fund from its first day: every method writes lines, `finish` what is kept beside them."""

    def __init__(self, fund: int, filling: Filling, free: Free, *, by: int) -> None:
        self.fund, self.by = fund, by
        self._filling, self._free = filling, free
        self._chart = [(each.kind, each.line, each.outsiders) for each in chart(Fund(pk=fund))]
        first = free.take(Account, len(self._chart))
        self._accounts = {place: first + number for number, place in enumerate(self._chart)}
        self._balances: dict[int, int] = dict.fromkeys(self._accounts.values(), 0)
        self._last: dict[tuple[str, int], int] = defaultdict(int)
        self.by_day: ByDay = defaultdict(lambda: [0, 0])

    def open_with(self, satang: int, on: str) -> None:
        """Bring in what the fund held on the day it began."""
        if satang:
            self._move(MONEY_ACCOUNT, OPENING, satang, on, "", NOTHING, NOTHING)

    def receive(self, satang: int, on: str, payer: str, note: str) -> int:
        """Take contributions in on one receipt; give its primary key. Days come in order."""
        pk, key, year, number = self._paper(Receipt, "r", _RECEIPT, on)
        line = f"{pk}\t{key}\t{self.fund}\t{year}\t{number}\t{on}\t{satang}\t{payer}\t{note}\t{self.by}\t{moment(on)}"
        self._filling.add(Receipt, RECEIPT_COLUMNS, [line])
        self._move(MONEY_ACCOUNT, CONTRIBUTIONS, satang, on, note, pk, NOTHING)
        income = self.by_day[on, CONTRIBUTIONS_TOTAL]
        income[0] += 1
        income[1] += satang
        return pk

    def pay(
        self, satang: int, on: str, category: str, payee: str, purpose: str, *, outsider: bool
    ) -> tuple[int, int, str]:
        """Pay welfare on a voucher; give the primary keys of voucher and transfer, and the voucher's own key."""
        pk, key, year, number = self._paper(Voucher, "v", _VOUCHER, on)
        line = (
            f"{pk}\t{key}\t{self.fund}\t{year}\t{number}\t{on}\t{satang}\t{payee}\t{purpose}\t\t{self.by}\t{moment(on)}"
        )
        self._filling.add(Voucher, VOUCHER_COLUMNS, [line])
        place = (BENEFIT, category, outsider)
        transfer = self._move(place, MONEY_ACCOUNT, satang, on, purpose, NOTHING, pk)
        benefit = self.by_day[on, f"{_BENEFIT_TOTAL}\t{category}\t{outsider:d}"]
        benefit[0] += 1
        benefit[1] += satang
        return pk, transfer, key

    def number(self, of: str, on: str) -> tuple[int, int]:
        """Give the Buddhist year of a day and the next number of a series that begins anew with each."""
        year = int(on[:4]) + BE
        self._last[of, year] = number = self._last[of, year] + 1
        return year, number

    def count(self, day: str, total: str, count: int) -> None:
        """Count members or people helped on a day."""
        self.by_day[day, total][0] += count

    def finish(self, *, members: int, began_on: str) -> int:
        """Write accounts, running numbers and totals; give how many satang were missing.

        Where more was paid out than came in, what is missing is brought in on the day the fund began.
        """
        missing = max(0, -self._balances[self._accounts[MONEY_ACCOUNT]])
        self.open_with(missing, began_on)
        self._filling.add(
            Account, ACCOUNT_COLUMNS,
            [
                f"{pk}\t{self.fund}\t{kind}\t{line}\t{outsiders:d}\t\t0\t{self._balances[pk]}"
                for (kind, line, outsiders), pk in self._accounts.items()
            ],
        )  # fmt: skip
        series = [f"{self.fund}\t{of}\t{year}\t{last}" for (of, year), last in self._last.items()]
        if members:
            series.append(f"{self.fund}\t{Numbers.MEMBER.value}\t0\t{members}")
        self._filling.add(Series, SERIES_COLUMNS, series)
        self._filling.add(FundTotal, TOTAL_COLUMNS, _totals(self.fund, self.by_day))
        return missing

    def _paper(self, model: type, kind: str, of: str, on: str) -> tuple[int, str, int, int]:
        pk = self._free.take(model)
        return pk, running_key(kind, pk), *self.number(of, on)

    def _move(
        self, debit: tuple[str, str, bool], credit: tuple[str, str, bool], satang: int, on: str, note: str,
        receipt: int | str, voucher: int | str,
    ) -> int:  # fmt: skip
        pk = self._free.take(Transfer)
        into, out_of = self._accounts[debit], self._accounts[credit]
        self._balances[into] += satang
        self._balances[out_of] -= satang
        self.by_day[on, MONEY_TOTAL][1] += satang if debit == MONEY_ACCOUNT else -satang
        line = (
            f"{pk}\t{running_key('t', pk)}\t{self.fund}\t{into}\t{out_of}\t{satang}\t{on}\t{note}\t{receipt}\t{voucher}"
            f"\t{self.by}\t{moment(on)}"
        )
        self._filling.add(Transfer, TRANSFER_COLUMNS, [line])
        return pk


def moment(day: str) -> str:
    """Give ten o'clock in Thailand on a day, as databases keep it."""
    return f"{day} 03:00:00"


def _totals(fund: int, by_day: ByDay) -> Iterator[str]:
    """Give the kept totals of a fund: each change by day, month, year and in all."""
    wider: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (day, total), (count, satang) in by_day.items():
        for span in (f"{_MONTH}\t{day[:8]}01\t", f"{_YEAR}\t{day[:4]}-01-01\t", _EVER):
            kept = wider[span + total]
            kept[0] += count
            kept[1] += satang
        if count or satang:
            yield f"{fund}\t{_DAY}\t{day}\t{total}\t{count}\t{satang}"
    for key, (count, satang) in wider.items():
        if count or satang:
            yield f"{fund}\t{key}\t{count}\t{satang}"


def sum_up() -> None:
    """Write the totals of all provinces from those of their funds."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM_UP)


def days(texts: Iterable[str]) -> None:
    """Raise ValueError when one of `texts` is no day as 2026-01-31."""
    for text in texts:
        if len(text) != len("2026-01-31"):
            raise ValueError(f"{text} is no day as 2026-01-31")
        date.fromisoformat(text)
