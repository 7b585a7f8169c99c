"""Who is late: one light for each fund and month, from what was entered, closed and compared by a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Min, Q

from . import months
from .models import FundTotal, Measure, MonthClose, Province, Span


class State(StrEnum):
    """How a month of a fund stands, best first."""

    DONE = "done"
    DIFFERS = "differs"
    WAITS = "waits"
    LATE = "late"
    SILENT = "silent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Light:
    """One month of one fund: whether anything was entered, whether it is closed, and compared without a difference.

    `close` is the primary key of what keeps it closed. Before the books began, and in months to come, it is NONE.
    """

    month: date
    state: State
    has_entries: bool = False
    is_closed: bool = False
    is_compared: bool = False
    close: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """What a close says of its month: whether every place of money was compared, and agreed with the books."""

    pk: int
    is_compared: bool


def light(month: date, day: date, *, begins: date | None, has_entries: bool, closed: Closed | None) -> Light:
    """Judge one month as of `day`; `begins` is the first month of the books, None where there are none."""
    if begins is None or month < begins or month > day:
        return Light(month, State.NONE)
    if closed:
        state = State.DONE if closed.is_compared else State.DIFFERS
        return Light(month, state, has_entries, True, closed.is_compared, closed.pk)
    if not months.is_late(month, day):
        return Light(month, State.WAITS, has_entries)
    return Light(month, State.LATE if has_entries else State.SILENT, has_entries)


def of_year(province: Province, day: date) -> Mapping[int, list[Light]]:
    """Give the twelve months of the year of `day` for every fund of `province`, as they stood on it; three queries.

    A fund without books, or with none of them yet, has twelve months of NONE.
    """
    year = list(months.each(day.replace(month=1, day=1), day.replace(month=12, day=1)))
    kept = FundTotal.objects.filter(fund__province=province, span=Span.MONTH, start__lte=day, measure=Measure.MONEY)
    begins = dict(kept.order_by().values_list("fund").annotate(Min("start")))
    entered = set(kept.filter(start__gte=year[0]).order_by().values_list("fund", "start").distinct())
    closes = MonthClose.objects.filter(fund__province=province, month__gte=year[0], month__lte=day, on__lte=day)
    closes = closes.filter(Q(reopening__isnull=True) | Q(reopening__on__gt=day)).order_by("pk")
    closed = {
        (fund, month): Closed(pk, bool(balances) and all(one.get("difference") == 0 for one in balances))
        for pk, fund, month, balances in closes.values_list("pk", "fund", "month", "balances")
    }
    return {
        fund: [
            light(
                month, day, begins=begins.get(fund), has_entries=(fund, month) in entered,
                closed=closed.get((fund, month)),
            )
            for month in year
        ]
        for fund in province.funds.values_list("pk", flat=True)
    }  # fmt: skip
