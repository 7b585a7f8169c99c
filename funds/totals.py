"""Keep the totals that pages read, in the transaction that writes their rows. funds/books.py recomputes them.

Every act locks its fund first and its province, here, after it: always in that order, so two writers never
wait for each other in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from welfare.bulk import insert_rows, upsert_sums
from welfare.money import to_satang

from .models import (
    BEGINNING,
    MONEY,
    Account,
    AccountKind,
    Fund,
    FundTotal,
    Measure,
    Province,
    ProvinceTotal,
    Span,
    Transfer,
)

# (span, first day, measure, line, for outsiders) → count and whole satang.
Sums = dict[tuple[str, date, str, str, bool], list[int]]
KEYS = ("span", "start", "measure", "line", "outsiders")
SUMS = ("count", "amount")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one measure on the day `on`: `count` rows or persons, `amount` baht; either may be negative."""

    on: date
    measure: Measure
    count: int = 0
    amount: Decimal = Decimal(0)
    line: str = ""
    outsiders: bool = False


def spans(day: date) -> tuple[tuple[str, date], ...]:
    """Give the four stretches of time in which a change on `day` is kept."""
    return (
        (Span.EVER.value, BEGINNING),
        (Span.YEAR.value, day.replace(month=1, day=1)),
        (Span.MONTH.value, day.replace(day=1)),
        (Span.DAY.value, day),
    )


def record(fund: Fund, changes: Iterable[Change], *, in_province: Iterable[Change] | None = None) -> None:
    """Add `changes` to the kept totals of `fund` and of its province; the caller holds the fund's lock.

    `in_province` replaces the changes of the province where they differ: a person helped by a second
    fund is new to that fund, not to the province.
    """
    changes = list(changes)
    _renew(fund.province_id)
    _add(FundTotal, "fund_id", fund.pk, changes)
    _add(ProvinceTotal, "province_id", fund.province_id, changes if in_province is None else list(in_province))


def count_off(province: int, changes: Iterable[Change]) -> None:
    """Add `changes` to the kept totals of a province alone: what the sums of its funds count twice."""
    _add(ProvinceTotal, "province_id", province, list(changes))


def _add(model: type[FundTotal] | type[ProvinceTotal], scope: str, pk: int, changes: list[Change]) -> None:
    rows = [(pk, *key, *kept) for key, kept in _summed(changes).items() if kept != [0, 0]]
    if rows:
        upsert_sums(model, (scope, *KEYS), SUMS, rows)


def _summed(changes: Iterable[Change]) -> Sums:
    """Sum changes, as counts and whole satang, over every stretch of time in which they are kept."""
    sums: Sums = defaultdict(lambda: [0, 0])
    for change in changes:
        satang = to_satang(change.amount)
        measure, line, outsiders = change.measure.value, change.line, change.outsiders
        for span, start in spans(change.on):
            kept = sums[span, start, measure, line, outsiders]
            kept[0] += change.count
            kept[1] += satang
    return sums


def _renew(province: int) -> None:
    """Give the province's totals a new version; this takes its lock until the transaction ends."""
    Province.objects.filter(pk=province).update(totals_version=uuid4())


def write_history(province: Province, changes: Mapping[int, Iterable[Change]]) -> None:
    """Keep the totals of a whole past at once: `changes` by the fund's primary key, where nothing is kept yet.

    The province's are the sums of its funds', so nobody may have been helped by two of them.
    """
    _renew(province.pk)
    all_funds: Sums = defaultdict(lambda: [0, 0])
    for pk, of_fund in changes.items():
        sums = _summed(of_fund)
        for key, (count, satang) in sums.items():
            kept = all_funds[key]
            kept[0] += count
            kept[1] += satang
        insert_rows(FundTotal, ("fund_id", *KEYS, *SUMS), _rows(pk, sums))
    insert_rows(ProvinceTotal, ("province_id", *KEYS, *SUMS), _rows(province.pk, all_funds))


def _rows(pk: int, sums: Sums) -> list[tuple[object, ...]]:
    """Give rows for the database, in the order of its keys; SQLite keeps days as texts."""
    return sorted((pk, key[0], key[1].isoformat(), *key[2:], *kept) for key, kept in sums.items() if kept != [0, 0])


def changes_of(transfers: Iterable[Transfer]) -> list[Change]:
    """Give what `transfers` change: money in the fund, income by source, welfare by category, running costs.

    The accounts of each transfer must be loaded. A reversal counts one case back.
    """
    return [
        change
        for transfer in transfers
        for account, sign in ((transfer.debit, 1), (transfer.credit, -1))
        for change in changes_in(account, transfer.on, sign, transfer.amount * sign)
    ]


def changes_in(account: Account, on: date, count: int, signed: Decimal) -> Iterator[Change]:
    """Give what it changes that `account` was debited `count` times for `signed` baht; credits are negative."""
    if account.kind in MONEY:
        yield Change(on, Measure.MONEY, 0, signed)
    elif account.kind == AccountKind.INCOME:
        yield Change(on, Measure.INCOME, -count, -signed, account.line)
    elif account.kind == AccountKind.BENEFIT:
        yield Change(on, Measure.BENEFIT, count, signed, account.line, account.outsiders)
    elif account.kind == AccountKind.COST:
        yield Change(on, Measure.COST, count, signed, account.line)
