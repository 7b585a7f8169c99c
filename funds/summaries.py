"""What a fund or a province counts as of a day, read from the totals that the pen keeps.

A page that asks here costs the same at thirteen thousand members and at six million. A day of None means all
that is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add, sub
from typing import Any

from django.db.models import Q, Sum

from welfare import thai
from welfare.money import ZERO, from_satang

from . import readings
from .models import Account, AccountKind, Fund, Measure, Province, Span, Transfer

Scope = Fund | Province
# (measure, outsiders) → count and satang.
Kept = Mapping[tuple[str, bool], tuple[int, int]]
NOTHING = (0, 0)


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
    """Count every fund of `province` that was founded by `as_of`, in the order of lists, in three queries."""
    return by_fund(readings.read(province, as_of))


def breakdown(rows: Iterable[tuple[Any, ...]]) -> Breakdown:
    """Add up the rows of a reading's `whole`."""
    sums: dict[tuple[str, bool], tuple[int, int]] = {}
    parts: dict[str, list[Part]] = defaultdict(list)
    for measure, line, outsiders, count, satang in rows:
        before = sums.get((measure, bool(outsiders)), NOTHING)
        sums[measure, bool(outsiders)] = before[0] + count, before[1] + satang
        if count or satang:
            parts[measure].append(Part(line, bool(outsiders), count, from_satang(satang)))
    return Breakdown(
        _figures(sums), tuple(parts[Measure.INCOME]), tuple(parts[Measure.BENEFIT]), tuple(parts[Measure.COST])
    )


def by_fund(reading: readings.Reading) -> list[tuple[Fund, Figures]]:
    """Give each fund of a reading, with what NAMES says of it, and its figures."""
    kept: dict[int, dict[tuple[str, bool], tuple[int, int]]] = defaultdict(dict)
    for fund, measure, outsiders, count, satang in reading.by_fund:
        kept[fund][measure, bool(outsiders)] = count, satang
    return [
        (Fund(**dict(zip(readings.NAMES, names, strict=True))), _figures(kept[names[0]])) for names in reading.funds
    ]


def at_own_days(days: Mapping[int, date]) -> dict[int, Figures]:
    """Count each fund at the end of its own day; `days` and the figures are by primary key. One query."""
    kept: dict[int, dict[tuple[str, bool], tuple[int, int]]] = {fund: {} for fund in days}
    for fund, measure, outsiders, count, satang in readings.at_own_days(days):
        kept[fund][measure, bool(outsiders)] = count, satang
    return {fund: _figures(each) for fund, each in kept.items()}


def by_province(rows: Iterable[tuple[Any, ...]]) -> dict[int, Figures]:
    """Give the figures of each province of a reading, by primary key."""
    kept: dict[int, dict[tuple[str, bool], tuple[int, int]]] = defaultdict(dict)
    for province, measure, outsiders, count, satang in rows:
        kept[province][measure, bool(outsiders)] = count, satang
    return {province: _figures(sums) for province, sums in kept.items()}


def trend(rows: Iterable[tuple[Any, ...]], now: Figures, as_of: date | None = None) -> list[Year]:
    """Give each Buddhist year of a reading's `years`, from the first to the last in which anything was recorded.

    `now` are the figures as of `as_of`; the year of `as_of` ends on that day.
    """
    changes: dict[int, dict[tuple[str, bool], tuple[int, int]]] = defaultdict(dict)
    for start, measure, outsiders, count, satang in rows:
        changes[int(str(start)[:4])][measure, bool(outsiders)] = count, satang
    in_year = {year: _figures(kept) for year, kept in changes.items()}
    if as_of is not None and (rest := now - sum(in_year.values(), Figures())) != Figures():
        in_year[as_of.year] = rest
    return list(_years(in_year))


def compared(reading: readings.Reading, now: Figures, day: date) -> Compared:
    """Lay the figures of `day` beside those of a year before; the reading has its years and that day's `year_ago`."""
    then = breakdown(reading.year_ago).figures
    by_year: dict[int, dict[tuple[str, bool], tuple[int, int]]] = defaultdict(dict)
    for start, measure, outsiders, count, satang in reading.years:
        by_year[int(str(start)[:4])][measure, bool(outsiders)] = count, satang

    def before(year: int) -> Figures:
        return sum((_figures(kept) for of, kept in by_year.items() if of < year), Figures())

    return Compared(now, then, now - before(day.year), then - before(day.year - 1))


def this_year(fund: Fund, today: date) -> tuple[Figures, Figures]:
    """Count `fund` since founding and in the calendar year of `today`, in one query."""
    kept: dict[bool, dict[tuple[str, bool], tuple[int, int]]] = {True: {}, False: {}}
    for span, measure, outsiders, count, satang in readings.with_year_of(fund, today):
        kept[span == Span.EVER][measure, bool(outsiders)] = count, satang
    return _figures(kept[True]), _figures(kept[False])


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


def _figures(kept: Kept) -> Figures:
    to_members, to_outsiders = kept.get((Measure.BENEFIT, False), NOTHING), kept.get((Measure.BENEFIT, True), NOTHING)
    return Figures(
        members=kept.get((Measure.MEMBERS, False), NOTHING)[0],
        balance=from_satang(kept.get((Measure.MONEY, False), NOTHING)[1]),
        helped_members=kept.get((Measure.HELPED, False), NOTHING)[0],
        helped_outsiders=kept.get((Measure.HELPED, True), NOTHING)[0],
        cases=to_members[0] + to_outsiders[0],
        paid=from_satang(to_members[1] + to_outsiders[1]),
        received=from_satang(kept.get((Measure.INCOME, False), NOTHING)[1]),
        costs=from_satang(kept.get((Measure.COST, False), NOTHING)[1]),
    )


def _years(in_year: Mapping[int, Figures]) -> Iterable[Year]:
    stands = Figures()
    for year in range(min(in_year, default=0), max(in_year, default=-1) + 1):
        new = in_year.get(year, Figures())
        stands += new
        yield Year(year + thai.BE, stands.balance, stands.members, new.helped, new.paid)
