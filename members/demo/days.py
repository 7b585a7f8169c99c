"""The calendar of a fund: each month its collection day and its committee meeting, and where general meetings fall."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .plan import LAST_DAY

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
GENERAL_MEETING_MONTH = 3


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a fund: its first and last day, when contributions are collected, when the committee meets."""

    number: int
    first: date
    last: date
    collection: date
    meeting: date


def months_of(founded_on: date, rng: Random, until: date = LAST_DAY) -> list[Month]:
    """Give each month from the founding to that of `until`; in the first month all is done on the founding day."""
    collecting, meeting = rng.randint(0, 1), rng.choice((SATURDAY, SUNDAY))
    first = founded_on.replace(day=1)
    months: list[Month] = []
    while first <= until:
        after = _next(first)
        # The last month ends early, so both days fall into its first two weeks.
        collection_on = _nth(first, SUNDAY, collecting)
        meeting_on = max(collection_on, _nth(first, meeting, 1))
        if not months:
            collection_on = meeting_on = founded_on
        months.append(Month(len(months), first, after - DAY, collection_on, meeting_on))
        first = after
    return months


def end_of(months: list[Month]) -> date:
    """Give the last day of which anything is entered: the end of the last month, or LAST_DAY within it."""
    return min(months[-1].last, LAST_DAY)


def month_at(months: list[Month], day: date) -> int:
    """Give the number of the month that `day` falls into."""
    first = months[0].first
    return (day.year - first.year) * 12 + day.month - first.month


def last_day_of(months: list[Month], number: int) -> date:
    """Give the last day of a month by its number; it may lie beyond LAST_DAY, since contributions are paid ahead."""
    if number < len(months):
        return months[number].last
    year, month = divmod(months[0].first.month - 1 + number, 12)
    year += months[0].first.year
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _next(first: date) -> date:
    return first.replace(year=first.year + 1, month=1) if first.month == 12 else first.replace(month=first.month + 1)


def _nth(first: date, weekday: int, weeks: int) -> date:
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * weeks)


def age_on(born_on: date, day: date) -> int:
    """Give full years of age."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
