"""Who has not paid what fell due: derived from the rows as of any day, for a branch or a fund at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from funds import policies
from funds.models import Branch, Fund
from funds.policies import Due, Terms
from funds.rules.tenure import DAY
from welfare import thai
from welfare.money import ZERO

from . import duedays, passbook
from .models import LapseWarning, Membership, Plan


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a member stands with paying at the end of a day.

    `paid_until` is the last day paid for, None for who never paid. `missed` payments fell due before the day,
    `months` whole months are unpaid, `owed` baht are missing, None where the fund has no rate for the plan.
    `last_day` to pay comes before so many are missed that the membership ends; None where that ends none.
    `warned_on` is the day of a warning that still stands: since then nothing was paid beyond it.
    """

    membership: Membership
    paid_until: date | None
    missed: int
    months: int
    owed: Decimal | None
    last_day: date | None
    warned_on: date | None = None
    day: date = date.max

    @property
    def days_left(self) -> int | None:
        """Days in which to pay, 0 on the last of them, less than zero after it."""
        return None if self.last_day is None else (self.last_day - self.day).days

    @property
    def may_lapse(self) -> bool:
        """Whether as many payments are missed as end a membership."""
        return self.last_day is not None and self.day > self.last_day


def paid_through(membership: Membership, paid_until: date | None) -> date:
    """Give the day up to which a member owes nothing: the last one paid for, else the day before joining."""
    if membership.joined_on is None:
        raise ValueError("who has not joined owes nothing")
    return paid_until or membership.joined_on - DAY


def stand(membership: Membership, paid_until: date | None, terms: Terms, day: date) -> Stand:
    """Say where one member stands at the end of `day` by the `terms` of the fund; no query."""
    plan, through = membership.plan, paid_through(membership, paid_until)
    due = terms.rates.get(plan)
    days = due or Due(ZERO, grace_days=policies.GRACE_DAYS)
    missed = duedays.missed(plan, days, through, day)
    return Stand(
        membership, paid_until, missed,
        months=duedays.months_unpaid(through, day) if missed else 0,
        owed=owed(plan, due, missed, (day - through).days),
        last_day=duedays.last_day_to_pay(plan, days, through, terms.missed_to_lapse),
        day=day,
    )  # fmt: skip


def owed(plan: str, due: Due | None, missed: int, days: int) -> Decimal | None:
    """Give the baht of `missed` payments that leave so many `days` unpaid; None where the fund has no rate."""
    if not missed:
        return ZERO
    if due is None:
        return None
    return due.amount * (days if plan == Plan.DAILY else missed)


def stands(fund: Fund, memberships: Iterable[Membership], day: date) -> list[Stand]:
    """Say where each of `memberships`, which have joined, stands at the end of `day`. Six queries."""
    members, terms = list(memberships), policies.in_force(fund, day)
    until, warned = passbook.paid_until(members, as_of=day), _warned(members, day)
    found = []
    for member in members:
        now = stand(member, until.get(member.pk), terms, day)
        on = warned.get(member.pk)
        stands_still = on is not None and on > paid_through(member, now.paid_until)
        found.append(replace(now, warned_on=on) if stands_still else now)
    return found


def _warned(members: Sequence[Membership], day: date) -> dict[int, date]:
    """Give the last day on which each was warned, by the end of `day`."""
    rows = LapseWarning.objects.filter(membership__in=members, on__lte=day).values("membership")
    return dict(rows.annotate(last=Max("on")).values_list("membership", "last"))


def arrears(fund: Fund, day: date, *, branch: Branch | None = None) -> list[Stand]:
    """Give the members of `fund`, or of one `branch`, who have missed a payment by the end of `day`.

    By branch and member number. Seven queries, however many members.
    """
    members = Membership.objects.of(fund).active(day).exclude(plan=Plan.FREE).select_related("person", "branch")
    if branch is not None:
        members = members.filter(branch=branch)
    rows = members.order_by("branch__moo", "branch__name", "number")
    return [now for now in stands(fund, rows, day) if now.missed]


# How a list of arrears may be sorted; the longest late first where that is what is asked.
ORDERS: dict[str, Callable[[Stand], Any]] = {
    "number": lambda row: row.membership.number or 0,
    "name": lambda row: row.membership.person.sort_key,
    "missed": lambda row: row.missed,
    "owed": lambda row: row.owed or ZERO,
    "left": lambda row: row.last_day or date.max,
}


def chosen(late: Iterable[Stand], *, words: str = "", sort: str = "number") -> list[Stand]:
    """Keep the rows whose name holds all `words`, or whose number it is, sorted by `sort`, or `-sort` for downwards."""
    sought = thai.tidy(words).split()
    number = thai.arabic_digits(words.strip())
    rows = [
        row
        for row in late
        if str(row.membership.number) == number or all(word in row.membership.person.name for word in sought)
    ]
    return sorted(rows, key=ORDERS[sort.removeprefix("-")], reverse=sort.startswith("-"))


@dataclass(frozen=True, slots=True)
class Sums:
    """How many are in arrears, how much they owe in baht as far as known, how many may lapse, how many are warned."""

    members: int
    owed: Decimal
    may_lapse: int
    warned: int


def sums(late: Iterable[Stand]) -> Sums:
    """Add up a list of arrears."""
    rows = list(late)
    return Sums(
        len(rows),
        sum((row.owed or ZERO for row in rows), ZERO),
        sum(row.may_lapse for row in rows),
        sum(row.warned_on is not None for row in rows),
    )
