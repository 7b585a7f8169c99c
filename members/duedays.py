"""When payments fall due, and how many a member has missed: arithmetic on days, no rows.

A payment falls due on the fund's day of the month, or some days after what was paid for has run out. Each due
day that comes while the day is not paid for, and passes, is a missed payment.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, islice, takewhile

from funds.models import Plan
from funds.policies import Due
from funds.rules.tenure import DAY, Span, between

# Months between two payments. Who gives a baht a day brings the days of a month together.
# Source: our own decision, docs/decisions/0020-missed-payments.md.
MONTHS = {Plan.DAILY: 1, Plan.MONTHLY: 1, Plan.QUARTERLY: 3, Plan.HALF_YEARLY: 6, Plan.YEARLY: 12}
END_OF_TIME = date(9000, 1, 1)


def due_days(plan: str, due: Due, paid_through: date) -> Iterator[date]:
    """Give the days on which payments fall due after `paid_through`, the last day paid for, in their order.

    None for who pays any amount at any time.
    """
    if plan not in MONTHS:
        return
    step = MONTHS[Plan(plan)]
    if due.grace_days is not None:
        ahead: Iterator[date] = (Span(step * number).after(paid_through + DAY) for number in count())
        days: Iterator[date] = (Span(days=due.grace_days).after(first) for first in ahead)
    else:
        days = _fixed_days(step, due, paid_through)
    yield from takewhile(lambda day: day < END_OF_TIME, days)


def _fixed_days(step: int, due: Due, paid_through: date) -> Iterator[date]:
    """Give the fund's own days: `due_day` of `due_month` and of every `step` months from it."""
    months = paid_through.year * 12 + paid_through.month - 1
    months -= (months - (due.due_month - 1)) % step
    for month in count(months, step):
        day = _day_of(month, due.due_day)
        if day > paid_through:
            yield day


def _day_of(month: int, number: int) -> date:
    """Give the day `number` of a month, or its last day where there is none; months count from the year 0."""
    first = date(month // 12, month % 12 + 1, 1)
    return min(first + (number - 1) * DAY, Span(1).after(first) - DAY)


def missed(plan: str, due: Due, paid_through: date, day: date) -> int:
    """Count the payments that fell due before `day` and were not made."""
    return sum(1 for _due in takewhile(lambda falls: falls < day, due_days(plan, due, paid_through)))


def last_day_to_pay(plan: str, due: Due, paid_through: date, payments: int) -> date | None:
    """Give the last day on which fewer than `payments` are missed; None where none ever are, or `payments` is 0."""
    return next(islice(due_days(plan, due, paid_through), payments - 1, None), None) if payments else None


def months_unpaid(paid_through: date, day: date) -> int:
    """Count the whole months from the day after `paid_through` to the end of `day`."""
    return between(paid_through + DAY, day + DAY).months if day > paid_through else 0
