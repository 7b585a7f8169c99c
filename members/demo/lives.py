"""The lives of memberships: who joins when, who lapses, leaves, moves away or dies, and who comes back."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from random import Random

from .days import Month, age_on, end_of, month_at
from .people import House, Someone, entitle, household, newborn, settle
from .places import mixture_of, places_of
from .plan import LAST_DAY, FundPlan

PLANS = {12: "yearly", 6: "half_yearly", 3: "quarterly", 1: "monthly"}
# Of two hundred households: how many pay every so many months.
PERIODS = (12,) * 184 + (6,) * 11 + (3,) * 4 + (1,)
FATHERED = (19, 42)


@dataclass(slots=True, eq=False)
class Spell:
    """One membership from `joined_on` (in the month `month`) to `ended_on`, if it has ended."""

    person: Someone
    house: House
    month: int
    applied_on: date
    joined_on: date
    ended_on: date | None = None
    end_reason: str = ""
    before: "Spell | None" = None
    number: int = 0
    pk: int = 0
    heir: tuple[str, str] = ("", "")

    def is_active(self, day: date) -> bool:
        return self.joined_on <= day and (self.ended_on is None or self.ended_on > day)


def houses_of(plan: FundPlan, months: list[Month], rng: Random) -> list[House]:
    """Let households join until exactly `plan.members` memberships are active on LAST_DAY."""
    places, mixture = places_of(plan.code), mixture_of(plan.code)
    weights = [_pull(month) for month in months]
    houses: list[House] = []
    active = 0
    while active < plan.members:
        anchor = rng.choices(months, weights)[0]
        house = household(
            rng, kin=mixture.kin(rng), anchor=anchor.number, period=rng.choice(PERIODS), on=anchor.meeting
        )
        if rng.random() < 0.007 * (len(months) - anchor.number) / 12:
            house.moves_on = months[rng.randint(anchor.number, len(months) - 1)].meeting
        _live(rng, house, months)
        _keep(house, plan.members - active)
        active += sum(spell.ended_on is None for someone in house.people for spell in someone.spells)
        if house.people:
            branch = rng.randrange(len(places))
            settle(rng, house.people, branch=branch, moo=places[branch][0], place=places[branch][1])
            houses.append(house)
    return houses


def spells_of(houses: list[House]) -> list[Spell]:
    """Give all memberships in the order of their numbers, and number them."""
    spells = [spell for house in houses for someone in house.people for spell in someone.spells]
    spells.sort(key=lambda spell: spell.joined_on)
    for number, spell in enumerate(spells, start=1):
        spell.number = number
    return spells


def _pull(month: Month) -> float:
    """How many households a month draws: the founding most, then campaigns at the beginning of years."""
    if month.number == 0:
        return 16.0
    return (1.8 if month.first.month in (1, 2, 4) else 1.0) * (1.6 if month.number < 60 else 1.0)


def _live(rng: Random, house: House, months: list[Month]) -> None:
    """Let the people of a household join, have children and leave; who never joins is dropped."""
    anchor = house.anchor
    is_married = any(someone.role == "spouse" for someone in house.people)
    for someone in list(house.people):
        eager = 0.93 if someone.role == "head" else 0.8
        month = anchor if rng.random() < eager else anchor + rng.randint(2, 48)
        if rng.random() < 0.9 and month < len(months):
            _join(rng, someone, house, months, month)
    for mother in [each for each in house.people if each.sex == "F" and each.role != "parent"]:
        _bear(rng, mother, house, months)
    house.people = [someone for someone in house.people if someone.spells]
    for someone in house.people:
        couple = is_married and someone.role in ("head", "spouse")
        is_mother = bool(someone.children_on) or (
            someone.role in ("head", "spouse", "parent") and age_on(someone.born_on, LAST_DAY) > 45
        )
        entitle(rng, someone, is_married=couple or is_mother, may_ordain=not couple)


def _bear(rng: Random, mother: Someone, house: House, months: list[Month]) -> None:
    """Let a member have children, of whom many join."""
    for spell in mother.spells:
        day, end = spell.joined_on, spell.ended_on or end_of(months)
        while True:
            day += timedelta(days=int(rng.expovariate(0.07) * 365) + 300)
            if day >= end or not FATHERED[0] <= age_on(mother.born_on, day) <= FATHERED[1]:
                break
            mother.children_on.append(day)
            month = month_at(months, day) + rng.randint(1, 20)
            if rng.random() < 0.6 and month < len(months):
                _join(rng, newborn(rng, house, day), house, months, month)


def _join(rng: Random, someone: Someone, house: House, months: list[Month], month: int) -> None:
    """Let someone join in a month and stay until something ends it; who lapsed or left may come back."""
    joined_on = months[month].meeting
    if house.moves_on is not None and house.moves_on <= joined_on:
        return
    if someone.died_on is None:
        someone.died_on = _death(rng, someone.born_on, joined_on, end_of(months))
    elif someone.died_on <= joined_on:
        return
    applied_on = joined_on - timedelta(days=rng.randint(2, 24)) if month else joined_on
    spell = Spell(someone, house, month, max(applied_on, months[0].first), joined_on)
    if month and spell.applied_on < months[0].meeting:
        spell.applied_on = months[0].meeting
    someone.spells.append(spell)
    _end(rng, spell, months)
    if spell.end_reason in ("lapsed", "left") and spell.ended_on and rng.random() < 0.16:
        back = month_at(months, spell.ended_on) + rng.randint(5, 40)
        if back < len(months) and (someone.died_on is None or months[back].meeting < someone.died_on):
            first, count = spell, len(someone.spells)
            _join(rng, someone, house, months, back)
            if len(someone.spells) > count:
                someone.spells[count].before = first


def _end(rng: Random, spell: Spell, months: list[Month]) -> None:
    """Find what ends a membership first: death, the household moving away, or lapsing, leaving, being expelled."""
    ends: list[tuple[date, str]] = []
    if spell.person.died_on is not None:
        ends.append((spell.person.died_on, "died"))
    if spell.house.moves_on is not None:
        ends.append((spell.house.moves_on, "moved"))
    reason = rng.choices(("lapsed", "left", "expelled"), (60, 39, 1))[0]
    gone = spell.month + 8 + int(rng.expovariate(0.016) * 12)
    if gone < len(months):
        ends.append((months[gone].meeting, reason))
    if ends:
        spell.ended_on, spell.end_reason = min(ends)


def _death(rng: Random, born_on: date, alive_on: date, end: date) -> date | None:
    """Draw the day of death of someone alive on a day, after Gompertz; None when it lies beyond `end`."""
    base, growth = 0.00007, 0.088
    hazard = base * exp(growth * age_on(born_on, alive_on))
    years = log(1 - log(1 - rng.random()) * growth / hazard) / growth
    day = alive_on + timedelta(days=1 + int(min(years, 100) * 365))
    return day if day <= end - timedelta(days=20) else None


def _keep(house: House, room: int) -> None:
    """Drop people from a household until no more than `room` of its memberships are active."""
    for someone in reversed(list(house.people)):
        active = [spell for each in house.people for spell in each.spells if spell.ended_on is None]
        if len(active) <= room:
            return
        if someone.spells[-1].ended_on is None:
            house.people.remove(someone)
