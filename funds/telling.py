"""Which days a fund may tell everyone about, so that two of them never give away what few people received.

A fund tells the ends of months that it has closed. Between two days that are told lie no cases or SMALL and more, and
no person newly helped or SMALL and more: a day that would leave fewer between is passed over, and the fund goes on with
the next. October and November are never told, so that the few cases of one month do not hold up the end of a year.
What was announced at an assembly was told before any of them, and comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db.models import Max, Min, Sum

from welfare.money import to_satang

from . import months, readings
from .models import FundTotal, Measure, MonthClose, Province, Span

SMALL = 5  # so few cases or persons, but not none, are not told
NEVER_TOLD = (10, 11)
# What was announced counts only where the books of the time are closed up to so many days before it: those that are
# still being entered would tell each entry.
DAYS_BEFORE_ANNOUNCED = 183
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """What had been given by the end of `day`, since founding: cases, satang, persons helped."""

    day: date
    cases: int = 0
    paid: int = 0
    helped: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """The days that one fund tells: all before its books begin, in the month `begins`, then `days`, in their order."""

    begins: date | None = None
    closed: date | None = None
    days: Sequence[date] = field(default=())

    def until(self, day: date) -> date:
        """Give the last day that is told up to `day`."""
        if self.begins is None or day < self.begins:
            return day
        return max((told for told in self.days if told <= day), default=self.begins - DAY)

    def has_closed(self, month: date) -> bool:
        """Say whether `month` is closed, or lies before anything was entered."""
        return self.begins is None or month < self.begins or (self.closed is not None and month <= self.closed)


def told_days(announced: Iterable[Stand], ends: Iterable[Stand]) -> list[date]:
    """Choose the days that are told: those `announced`, then, in their order, the `ends` of closed months."""
    stands = [Stand(date.min)]
    for stand in chain(announced, (end for end in ends if end.day.month not in NEVER_TOLD)):
        if all(_may_stand_beside(stand, other) for other in stands):
            stands.append(stand)
    return sorted(stand.day for stand in stands[1:])


def _may_stand_beside(one: Stand, other: Stand) -> bool:
    cases, helped = abs(one.cases - other.cases), abs(one.helped - other.helped)
    if cases == 0 and one.paid != other.paid:
        return False
    return not 0 < cases < SMALL and not 0 < helped < SMALL


def told_of(province: Province, announced: Sequence[date] = ()) -> Mapping[int, Told]:
    """Give what each fund of `province` tells, by primary key; a fund without books is left out.

    As long as nothing is entered or closed it is remembered, and costs one query.
    """
    closes = MonthClose.objects.filter(fund__province=province)
    newest = closes.aggregate(closed=Max("pk"), reopened=Max("reopening"))
    return _told_of(province, str(province.totals_version), tuple(newest.values()), tuple(announced))


@lru_cache(maxsize=8)
def _told_of(
    province: Province, _version: str, _closes: tuple[Any, ...], announced: tuple[date, ...]
) -> Mapping[int, Told]:
    standing = MonthClose.objects.filter(fund__province=province).standing()
    closed = dict(standing.order_by().values_list("fund").annotate(Max("month")))
    kept = FundTotal.objects.filter(fund__province=province, span=Span.MONTH).order_by()
    begins = dict(kept.filter(measure=Measure.MONEY).values_list("fund").annotate(Min("start")))
    changes: dict[int, dict[date, dict[str, tuple[int, int]]]] = defaultdict(dict)
    helps = kept.filter(measure__in=(Measure.BENEFIT, Measure.HELPED)).values_list("fund", "start", "measure")
    for fund, start, measure, count, amount in helps.annotate(Sum("count"), Sum("amount")):
        changes[fund].setdefault(start, {})[measure] = count, to_satang(amount)
    said = _announced(province, announced)
    told = {}
    for fund, first in begins.items():
        stood = [stand for stand in said[fund] if _stood(stand.day, first, closed.get(fund))]
        ends = _ends(changes[fund], first, closed.get(fund))
        told[fund] = Told(first, closed.get(fund), told_days(stood, ends))
    return told


def _stood(day: date, first: date, closed: date | None) -> bool:
    return first <= day and closed is not None and (day - months.last_day(closed)).days < DAYS_BEFORE_ANNOUNCED


def _ends(changes: Mapping[date, Mapping[str, tuple[int, int]]], first: date, last: date | None) -> Iterable[Stand]:
    cases = paid = helped = 0
    for month in months.each(first, last) if last else ():
        change = changes.get(month, {})
        count, amount = change.get(Measure.BENEFIT, (0, 0))
        cases, paid, helped = cases + count, paid + amount, helped + change.get(Measure.HELPED, (0, 0))[0]
        yield Stand(months.last_day(month), cases, paid, helped)


def _announced(province: Province, days: Iterable[date]) -> Mapping[int, list[Stand]]:
    said: dict[int, list[Stand]] = defaultdict(list)
    for day in days:
        sums: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
        for fund, measure, _outsiders, count, satang in readings.by_fund(province, day):
            before = sums[fund].get(measure, (0, 0))
            sums[fund][measure] = before[0] + count, before[1] + satang
        for fund, change in sums.items():
            cases, paid = change.get(Measure.BENEFIT, (0, 0))
            said[fund].append(Stand(day, cases, paid, change.get(Measure.HELPED, (0, 0))[0]))
    return said


def common(told: Mapping[int, Told], day: date) -> date:
    """Give the last day up to `day` that all funds tell."""
    while (earlier := min((each.until(day) for each in told.values()), default=day)) < day:
        day = earlier
    return day
