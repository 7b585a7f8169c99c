"""What households pay: an entry fee, then thirty baht a month ahead, on one receipt for all of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from .days import Month, last_day_of, month_at
from .lives import Spell
from .people import House

ENTRY_FEE = 10_00  # satang
A_MONTH = 30_00


@dataclass(slots=True)
class Line:
    """What one member pays: satang for the days from `first` to `last`, or the entry fee, which covers none."""

    spell: Spell
    satang: int
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class Paid:
    """One receipt of a household."""

    on: date
    payer: str
    lines: list[Line] = field(default_factory=list)


def paid_by(houses: list[House], months: list[Month], rng: Random) -> list[Paid]:
    """Give every payment of every household, by day."""
    paid = [each for house in houses for each in _of_house(house, months, rng)]
    paid.sort(key=lambda each: each.on)
    return paid


def _of_house(house: House, months: list[Month], rng: Random) -> list[Paid]:
    due: dict[int, list[Line]] = defaultdict(list)
    # One household in twenty-five has not paid what fell due in the last months.
    is_late = rng.random() < 0.04
    period, anchor = house.period, house.anchor
    for someone in house.people:
        for spell in someone.spells:
            first = spell.month
            following = first + period - (first - anchor) % period
            due[first].append(Line(spell, ENTRY_FEE))
            due[first].append(
                Line(spell, A_MONTH * (following - first), spell.joined_on, last_day_of(months, following - 1))
            )
            for number in range(following, _stop(spell, months, is_late=is_late), period):
                due[number].append(
                    Line(spell, A_MONTH * period, months[number].first, last_day_of(months, number + period - 1))
                )
    receipts = []
    for number, lines in sorted(due.items()):
        month = months[number]
        is_joining = any(line.first is None for line in lines)
        on = month.meeting if is_joining or rng.random() < 0.1 else month.collection
        receipts.append(Paid(on, _payer(house, lines, on), lines))
    return receipts


def _stop(spell: Spell, months: list[Month], *, is_late: bool) -> int:
    """Give the first month for which a member does not pay."""
    if spell.ended_on is None:
        return len(months) - (7 if is_late else 0)
    month = month_at(months, spell.ended_on)
    return month - 6 if spell.end_reason == "lapsed" else month


def _payer(house: House, lines: list[Line], on: date) -> str:
    """The first of the household who is alive and grown up pays for all."""
    people = [line.spell.person for line in lines]
    for someone in house.people:
        if someone.born_on.year < on.year - 18 and (someone.died_on is None or someone.died_on > on):
            return someone.name
    return people[0].name


def paid_through(paid: list[Paid]) -> dict[int, list[tuple[date, date]]]:
    """Give, by the number of a member, the day of each payment and the last day it covers."""
    through: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for each in paid:
        for line in each.lines:
            if line.last is not None:
                through[line.spell.number].append((each.on, line.last))
    return through
