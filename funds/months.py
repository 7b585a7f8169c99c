"""The months of a fund's books: where they begin, how far they are closed, which one is late."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from .models import Fund, MonthClose, MonthReopening, Transfer
from .rules.tenure import DAY, Span

# A month is late when it is still open so many days after its end: by then the committee has met.
# Source: our own decision, docs/decisions/0004-months-close-in-order.md.
DAYS_TO_CLOSE = 15
ONE_MONTH = Span(1)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the books of a fund are closed. Months are their first days.

    `begins` is the month of the first entry, None where the books are empty; `closed` the last closed month.
    """

    begins: date | None
    closed: date | None

    @property
    def next(self) -> date | None:
        """The month to close next."""
        return following(self.closed) if self.closed else self.begins

    def open_until(self, month: date) -> list[date]:
        """Give the open months up to `month`, in their order."""
        return list(each(self.next, month)) if self.next else []

    def ended(self, today: date) -> list[date]:
        """Give the open months that may be closed on `today`: those whose last day has come."""
        return [month for month in self.open_until(today) if last_day(month) <= today]

    def late(self, today: date) -> list[date]:
        """Give the open months that should be closed by `today`."""
        return [month for month in self.ended(today) if is_late(month, today)]


@dataclass(frozen=True, slots=True)
class Month:
    """One month as a list shows it: `close` keeps entries out, `reopenings` are those of earlier closes."""

    first: date
    close: MonthClose | None = None
    reopenings: list[MonthReopening] = field(default_factory=list)
    is_next: bool = False
    is_late: bool = False
    has_ended: bool = True


def last_day(month: date) -> date:
    """Give the last day of the month of `month`."""
    return following(month) - DAY


def following(month: date) -> date:
    """Give the first day of the month after that of `month`."""
    return ONE_MONTH.after(month.replace(day=1))


def each(first: date, last: date) -> Iterator[date]:
    """Give the first day of every month from that of `first` to that of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = following(month)


def is_late(month: date, today: date) -> bool:
    """Say whether a month that is open should be closed by `today`."""
    return (today - last_day(month)).days > DAYS_TO_CLOSE


def stand(fund: Fund) -> Stand:
    """Say where the books of `fund` begin and how far they are closed, in two queries.

    What the paper says of the time before is no beginning: it moves no money, so no month of it is to be closed.
    """
    with_money = Transfer.objects.of(fund).moving_money()
    begins = with_money.order_by("on").values_list("on", flat=True).first()
    closed = MonthClose.objects.of(fund).standing().order_by("-month").values_list("month", flat=True).first()
    return Stand(begins.replace(day=1) if begins else None, closed)


def of_year(fund: Fund, stands: Stand, year: int, today: date) -> list[Month]:
    """Give the months of the calendar `year` in which `fund` kept books, the latest first, in one query.

    The month of `today` is the last of them.
    """
    if stands.begins is None:
        return []
    closes: dict[date, MonthClose] = {}
    reopenings: dict[date, list[MonthReopening]] = {}
    rows = MonthClose.objects.of(fund).filter(month__year=year).select_related("by", "reopening__by").order_by("pk")
    for close in rows:
        if hasattr(close, "reopening"):
            reopenings.setdefault(close.month, []).append(close.reopening)
        else:
            closes[close.month] = close
    first, last = max(stands.begins, date(year, 1, 1)), min(today, date(year, 12, 31))
    return [
        Month(
            month,
            close=closes.get(month),
            reopenings=reopenings.get(month, []),
            is_next=month == stands.next,
            is_late=month not in closes and is_late(month, today),
            has_ended=last_day(month) <= today,
        )
        for month in reversed(list(each(first, last)))
    ]


def read(text: str) -> date | None:
    """Read a month as addresses write it, 2018-07, as its first day; None for anything else."""
    year, _dash, month = text.partition("-")
    if re.fullmatch(r"\d{4}-\d{2}", text, flags=re.ASCII) and 1 <= int(month) <= 12 and int(year) > 0:
        return date(int(year), int(month), 1)
    return None
