"""What a fund or a province counts as of a day, read from the totals that the pen keeps.

A page that asks here costs the same at thirteen thousand members and at six million. A day of None means all
that is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import Decimal
from functools import lru_cache
from operator import add, sub
from typing import Any

from django.db.models import Q, Sum

from welfare import thai
from welfare.money import ZERO, from_satang

from . import readings
from .models import Account, AccountKind, Fund, Measure, Province, Span, Transfer

Scope = Fund | Province
# What Figures count, as whole numbers: persons and cases, and satang.
Sums = list[int]
MEMBERS, BALANCE, HELPED_MEMBERS, HELPED_OUTSIDERS, CASES, PAID, RECEIVED, COSTS = range(8)
# Where the count and the satang of a kept total belong, by measure and whether it is of outsiders; 8 is nowhere.
NOWHERE = 8
PLACES = {
    (Measure.MEMBERS.value, False): (MEMBERS, NOWHERE), (Measure.MONEY.value, False): (NOWHERE, BALANCE),
    (Measure.HELPED.value, False): (HELPED_MEMBERS, NOWHERE), (Measure.HELPED.value, True): (HELPED_OUTSIDERS, NOWHERE),
    (Measure.BENEFIT.value, False): (CASES, PAID), (Measure.BENEFIT.value, True): (CASES, PAID),
    (Measure.INCOME.value, False): (NOWHERE, RECEIVED), (Measure.COST.value, False): (NOWHERE, COSTS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands at the end of a day, counted since founding.

    `members` are memberships active then. `helped_members` and `helped_outsiders` are persons, each once, as what they
    were when help first reached them. `cases` are payouts that stand. `balance`, `received`, `paid` (welfare) and
    `costs` (running costs) are baht.
    """

    members: int = 0
    balance: Decimal = ZERO
    helped_members: int = 0
    helped_outsiders: int = 0
    cases: int = 0
    paid: Decimal = ZERO
    received: Decimal = ZERO
    costs: Decimal = ZERO

    @property
    def helped(self) -> int:
        """Persons helped, members and others."""
        return self.helped_members + self.helped_outsiders

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(add, self._all(), other._all()))

    def __sub__(self, before: "Figures") -> "Figures":
        """Give what came between `before` and these: people who came less those who went, baht in and out."""
        return Figures(*map(sub, self._all(), before._all()))

    def _all(self) -> tuple[Any, ...]:
        return (
            self.members, self.balance, self.helped_members, self.helped_outsiders, self.cases, self.paid,
            self.received, self.costs,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the official form: `count` entries or cases and `amount` baht."""

    line: str
    outsiders: bool
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Figures with their parts: money received by source, welfare by category, running costs by kind.

    The parts of each add up to `figures.received`, `figures.cases` and `figures.paid`, `figures.costs`.
    """

    figures: Figures
    sources: tuple[Part, ...]
    categories: tuple[Part, ...]
    costs: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One Buddhist year: `balance` baht and `members` at its end, `helped` persons first helped, `paid` baht in it."""

    year: int
    balance: Decimal
    members: int
    helped: int
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of a day beside those of a year before: what stood then, and what came new in the year up to it.

    `new` and `new_then` run from the first of January to the day, and to the same day of the year before.
    """

    now: Figures
    then: Figures
    new: Figures
    new_then: Figures


def figures_of(scope: Scope, as_of: date | None = None) -> Figures:
    """Count one fund or one province at the end of `as_of`; people whom two funds helped count once in a province."""
    return breakdown_of(scope, as_of).figures


def breakdown_of(scope: Scope, as_of: date | None = None) -> Breakdown:
    """Count one fund or one province with the lines of the official form, in one query."""
    return breakdown(readings.whole(scope, as_of))


def figures_by_fund(province: Province, as_of: date | None = None) -> list[tuple[Fund, Figures]]:
    """Count every fund of `province` that was founded by `as_of`, in the order of lists, in two queries."""
    return by_fund(readings.read(province, as_of))


def breakdown(rows: Iterable[tuple[Any, ...]]) -> Breakdown:
    """Add up the rows of a reading's `whole`."""
    sums = _nothing()
    parts: dict[str, list[Part]] = defaultdict(list)
    for measure, line, outsiders, count, satang in rows:
        _add(sums, measure, outsiders, count, satang)
        if count or satang:
            parts[measure].append(Part(line, bool(outsiders), count, from_satang(satang)))
    return Breakdown(
        _figures(sums), tuple(parts[Measure.INCOME]), tuple(parts[Measure.BENEFIT]), tuple(parts[Measure.COST])
    )


def by_fund(reading: readings.Reading) -> list[tuple[Fund, Figures]]:
    """Give each fund of a reading, with what NAMES says of it, and its figures."""
    width = len(readings.NAMES)
    return [(_fund(row[:width]), _figures(row[width:])) for row in reading.funds]


@lru_cache(maxsize=1024)
def _fund(names: tuple[Any, ...]) -> Fund:
    """Give a fund that knows its names alone; it is for showing, and for all who show it."""
    return Fund(**dict(zip(readings.NAMES, names, strict=True)))


def at_own_days(days: Mapping[int, date]) -> dict[int, Figures]:
    """Count each fund at the end of its own day; `days` and the figures are by primary key. One query."""
    kept = _by_first(readings.at_own_days(days))
    return {fund: _figures(kept[fund]) for fund in days}


def by_province(rows: Iterable[tuple[Any, ...]]) -> dict[int, Figures]:
    """Give the figures of each province of a reading, by primary key."""
    return {province: _figures(sums) for province, sums in _by_first(rows).items()}


def by_year(rows: Iterable[tuple[Any, ...]]) -> dict[int, Sums]:
    """Sum a reading's `years` by the year in which anything was recorded."""
    kept: dict[str, Sums] = defaultdict(_nothing)
    for start, measure, _line, outsiders, count, satang in rows:
        _add(kept[str(start)[:4]], measure, outsiders, count, satang)
    return {int(year): sums for year, sums in kept.items()}


def trend(years: Mapping[int, Sums]) -> list[Year]:
    """Give each Buddhist year, from the first to the last in which anything was recorded."""
    stands, found = _nothing(), []
    for year in range(min(years, default=0), max(years, default=-1) + 1):
        new = years.get(year) or _nothing()
        stands = list(map(add, stands, new))
        found.append(
            Year(
                year + thai.BE, from_satang(stands[BALANCE]), stands[MEMBERS],
                new[HELPED_MEMBERS] + new[HELPED_OUTSIDERS], from_satang(new[PAID]),
            )
        )  # fmt: skip
    return found


def compared(reading: readings.Reading, years: Mapping[int, Sums], day: date) -> Compared:
    """Lay the figures of `day`, with which the reading ends, beside those of its `year_ago`."""
    ago = _nothing()
    for _start, measure, _line, outsiders, count, satang in reading.year_ago:
        _add(ago, measure, outsiders, count, satang)
    last = years_before(years, day.year)
    before = years_before(years, day.year - 1)
    now = years_before(years, MAXYEAR + 1)
    return Compared(
        _figures(now), _figures(list(map(add, before, ago))), _figures(list(map(sub, now, last))), _figures(ago)
    )


def years_before(years: Mapping[int, Sums], first: int) -> Sums:
    """Add up all years before the year `first`."""
    return [sum(each) for each in zip(_nothing(), *(sums for year, sums in years.items() if year < first), strict=True)]


def this_year(fund: Fund, today: date) -> tuple[Figures, Figures]:
    """Count `fund` since founding and in the calendar year of `today`, in one query."""
    kept = _by_first(readings.with_year_of(fund, today))
    return _figures(kept[Span.EVER.value]), _figures(kept[Span.YEAR.value])


def balances(fund: Fund, as_of: date | None = None) -> list[tuple[Account, Decimal]]:
    """Give every account of `fund` in the order of its chart with its balance at the end of `as_of`.

    Baht; a balance of income or of the opening is what came in by it, of any other what lies there or went out.
    """
    accounts = list(Account.objects.of(fund).order_by("pk"))
    if as_of is None:
        held = {account.pk: account.balance for account in accounts}
    else:
        held = defaultdict(Decimal)
        moved = Transfer.objects.of(fund).until(as_of).order_by()
        for account, amount in moved.values_list("debit").annotate(Sum("amount")):
            held[account] += amount
        for account, amount in moved.values_list("credit").annotate(Sum("amount")):
            held[account] -= amount
    return [(account, natural(account, held[account.pk])) for account in accounts]


def natural(account: Account, balance: Decimal) -> Decimal:
    """Turn debits less credits into what a reader of the statement expects: money that came in is more than zero."""
    return -balance if account.kind in (AccountKind.INCOME, AccountKind.OPENING) else balance


def is_more(account: Account, transfer: Transfer) -> bool:
    """Say whether `transfer` makes the balance of `account` more, as a reader of the statement sees it."""
    return (transfer.debit_id == account.pk) is (natural(account, Decimal(1)) > 0)


def balance_after(account: Account, transfer: Transfer) -> Decimal:
    """Give the balance of `account` in baht once `transfer` and all before it, by day and entry, were made."""
    more, less = _more_and_less(account, Q(on__lt=transfer.on) | Q(on=transfer.on, pk__lte=transfer.pk))
    return more - less


def moved(account: Account, first: date | None, last: date | None) -> tuple[Decimal, Decimal, Decimal]:
    """Give the balance of `account` before the day `first`, and the baht in and out of it from then to `last`.

    Both days are included; None is the beginning, or all that is recorded.
    """
    before = _more_and_less(account, Q(on__lt=first)) if first else (ZERO, ZERO)
    stretch = (Q(on__gte=first) if first else Q()) & (Q(on__lte=last) if last else Q())
    return before[0] - before[1], *_more_and_less(account, stretch)


def _more_and_less(account: Account, when: Q) -> tuple[Decimal, Decimal]:
    into = account.debits.filter(when).aggregate(sum=Sum("amount"))["sum"] or ZERO
    out = account.credits.filter(when).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return (into, out) if natural(account, Decimal(1)) > 0 else (out, into)


def _nothing() -> Sums:
    return [0] * (NOWHERE + 1)


def _add(sums: Sums, measure: str, outsiders: bool, count: int, satang: int) -> None:
    """Add one kept total where its count and its satang belong."""
    counted, amounted = PLACES.get((measure, outsiders), (NOWHERE, NOWHERE))
    sums[counted] += count
    sums[amounted] += satang


def _by_first(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Sums]:
    """Sum (whose, measure, outsiders, count, satang) by whose it is; who has nothing recorded has nothing."""
    kept: dict[Any, Sums] = defaultdict(_nothing)
    for whose, measure, outsiders, count, satang in rows:
        _add(kept[whose], measure, outsiders, count, satang)
    return kept


def _figures(sums: Sequence[int]) -> Figures:
    members, balance, helped_members, helped_outsiders, cases, paid, received, costs = sums[:NOWHERE]
    return Figures(
        members, from_satang(balance), helped_members, helped_outsiders, cases, from_satang(paid),
        from_satang(received), from_satang(costs),
    )  # fmt: skip
