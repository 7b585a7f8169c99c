"""Recompute from the rows what this room keeps beside them, for every fund of a province, and name each difference.

Set by set, not row by row: a few grouped queries, however many funds there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Sum

from welfare.money import ZERO, format_baht

from . import invariants
from .models import MONEY, Account, AccountKind, Fund, Measure, Numbers, Province, Receipt, Series, Transfer, Voucher
from .totals import spans

MEASURES = (Measure.MONEY, Measure.INCOME, Measure.BENEFIT, Measure.COST)

# What the rows give: (measure, line, outsiders, day) → count and baht.
ByDay = dict[tuple[str, str, bool, date], tuple[int, Decimal]]
# Account → day → debits less credits in baht.
Moved = dict[int, dict[date, Decimal]]
NOTHING = (0, ZERO)


def faults(province: Province) -> list[str]:
    """Name every difference between totals, balances, running numbers and papers of `province` and its transfers."""
    funds = list(Fund.objects.of(province).order_by("position"))
    accounts = {account.pk: account for account in Account.objects.filter(fund__in=funds)}
    codes = {fund.pk: fund.code for fund in funds}
    by_fund, moved = _recounted(funds, accounts)
    held = {pk: sum(days.values(), ZERO) for pk, days in moved.items()}
    found = []
    for fund in funds:
        found += [f"{fund.code}: {words}" for words in differences(fund, by_fund[fund.pk], MEASURES)]
    found += [f"{province.slug}: {words}" for words in differences(province, added(by_fund.values()), MEASURES)]
    found += [
        f"{codes[account.fund_id]}: account {account.pk} {account.kind} {account.line}: kept "
        f"{format_baht(account.balance)} baht, the transfers give {format_baht(held.get(account.pk, ZERO))}"
        for account in accounts.values()
        if account.balance != held.get(account.pk, ZERO)
    ]
    found += gaps(funds, Numbers.RECEIPT, Receipt.objects.filter(fund__in=funds).values("fund", "year"))
    found += gaps(funds, Numbers.VOUCHER, Voucher.objects.filter(fund__in=funds).values("fund", "year"))
    for paper in (Receipt, Voucher):
        rows: Any = paper.objects.filter(fund__in=funds).annotate(moved=Sum("transfers__amount"))
        found += [
            f"{codes[row.fund_id]}: {paper.__name__.lower()} {row} says {format_baht(row.amount)} baht, its transfers "
            f"give {format_baht(row.moved or 0)}"
            for row in rows.exclude(moved=F("amount")).order_by("fund", "year", "number")
        ]
    return found + invariants.faults(funds, accounts, invariants.Held(moved))


def _recounted(funds: Iterable[Fund], accounts: Mapping[int, Account]) -> tuple[dict[int, ByDay], Moved]:
    """Sum the transfers by fund, day and line, and by account and day: debits less credits in baht."""
    by_fund: dict[int, ByDay] = defaultdict(dict)
    moved: Moved = defaultdict(lambda: defaultdict(Decimal))
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Transfer.objects.filter(fund__in=funds).values_list(side, "on")
        for pk, on, count, amount in rows.annotate(Count("pk"), Sum("amount")):
            account, signed = accounts[pk], amount * sign
            moved[pk][on] += signed
            kind, line, days = account.kind, account.line, by_fund[account.fund_id]
            if kind in MONEY:
                _add(days, (Measure.MONEY.value, "", False, on), 0, signed)
            elif kind == AccountKind.INCOME:
                _add(days, (Measure.INCOME.value, line, False, on), -sign * count, -signed)
            elif kind == AccountKind.BENEFIT:
                _add(days, (Measure.BENEFIT.value, line, account.outsiders, on), sign * count, signed)
            elif kind == AccountKind.COST:
                _add(days, (Measure.COST.value, line, False, on), sign * count, signed)
    return by_fund, moved


def _add(days: dict[Any, tuple[int, Decimal]], key: object, count: int, amount: Decimal) -> None:
    before = days.get(key, NOTHING)
    days[key] = before[0] + count, before[1] + amount


def added(several: Iterable[ByDay]) -> ByDay:
    """Add what the rows of several funds give."""
    total: ByDay = {}
    for days in several:
        for key, (count, amount) in days.items():
            _add(total, key, count, amount)
    return total


def differences(scope: Fund | Province, by_day: ByDay, measures: Iterable[Measure]) -> list[str]:
    """Compare the totals kept for `scope` with what its rows give by day; name every difference of `measures`."""
    expected: dict[tuple[str, str, bool, str, date], tuple[int, Decimal]] = {}
    for (measure, line, outsiders, on), (count, amount) in by_day.items():
        for span, start in spans(on):
            _add(expected, (measure, line, outsiders, span, start), count, amount)
    rows = scope.totals.filter(measure__in=list(measures))
    kept = {
        (measure, line, outsiders, span, start): (count, amount)
        for measure, line, outsiders, span, start, count, amount in rows.values_list(
            "measure", "line", "outsiders", "span", "start", "count", "amount"
        )
    }
    return [
        f"{' '.join(filter(None, (measure, line, 'outsiders' if outsiders else '')))} {span} {start}: kept "
        f"{said(kept.get(key, NOTHING))}, the rows give {said(expected.get(key, NOTHING))}"
        for key in sorted(expected.keys() | kept.keys())
        if kept.get(key, NOTHING) != expected.get(key, NOTHING)
        for measure, line, outsiders, span, start in (key,)
    ]


def said(kept: tuple[int, Decimal]) -> str:
    return f"{kept[0]} and {format_baht(kept[1])} baht"


def gaps(
    funds: Iterable[Fund], of: Numbers, rows: QuerySet[Any, Any], unused: Mapping[int, Collection[int]] | None = None
) -> list[str]:
    """Name each series of running numbers that does not run from 1 to the last one given out.

    `rows` are the numbered rows, grouped by `fund` and `year`; their numbers are unique in a group. `unused` gives,
    by fund, the numbers that are known to stand for nothing.
    """
    codes = {fund.pk: fund.code for fund in funds}
    stand = {
        (row["fund"], row["year"]): (row["rows"], row["lowest"], row["highest"])
        for row in rows.annotate(rows=Count("number"), lowest=Min("number"), highest=Max("number")).order_by()
    }
    last = {
        (fund, year): number
        for fund, year, number in Series.objects.filter(of=of, fund__in=codes).values_list("fund", "year", "last")
    }
    found = []
    for fund, year in sorted(stand.keys() | last.keys()):
        given, (count, lowest, highest) = last.get((fund, year), 0), stand.get((fund, year), (0, 1, 0))
        if free := (unused or {}).get(fund):
            count, lowest, highest = count + len(free), min(lowest, *free), max(highest, *free)
        if (count, lowest, highest) != (given, 1, given):
            found.append(
                f"{codes[fund]}: {of.value} numbers{f' {year}' if year else ''}: the last given out is {given}, "
                f"{count} stand from {lowest} to {highest}"
            )
    return found
