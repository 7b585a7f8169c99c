"""Households and who lives in them: sex, age, kin and names, as they were on the day the household first joined."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from . import names
from .days import age_on
from .plan import LAST_DAY

if TYPE_CHECKING:
    from .lives import Spell


@dataclass(slots=True, eq=False)
class Someone:
    """An invented person. `role` is the place in the household: head, spouse, child, parent, grandchild or alone."""

    role: str
    sex: str
    born_on: date
    first_name: str
    last_name: str
    title: str = ""
    house_number: str = ""
    moo: int | None = None
    place: str = ""
    branch: int = 0
    is_birth_year_only: bool = False
    no_citizen_id: str = ""
    phone: str = ""
    died_on: date | None = None
    children_on: list[date] = field(default_factory=list)
    spells: list["Spell"] = field(default_factory=list)
    pk: int = 0

    @property
    def name(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}"


@dataclass(slots=True, eq=False)
class House:
    """People under one roof who pay together: every `period` months, counted from the month `anchor`."""

    kin: str
    surname: str
    anchor: int
    period: int
    people: list[Someone] = field(default_factory=list)
    moves_on: date | None = None


def household(rng: Random, *, kin: str, anchor: int, period: int, on: date) -> House:
    """Make a household as it was on the day `on`."""
    house = House(kin, names.surname(rng, kin), anchor, period)
    head_age = int(rng.triangular(22, 78, 44))
    head = _add(rng, house, "head", "F" if rng.random() < 0.56 else "M", head_age, on)
    spouse = None
    if rng.random() < (0.62 if head_age < 68 else 0.35):
        younger = rng.randint(-3, 6) * (1 if head.sex == "M" else -1)
        spouse = _add(rng, house, "spouse", "F" if head.sex == "M" else "M", max(20, head_age - younger), on)
    mother = head if head.sex == "F" else spouse
    if mother is not None:
        mother_age = age_on(mother.born_on, on)
        for _child in range(rng.choice((0, 1, 2, 2, 2, 3))):
            child_age = mother_age - rng.randint(19, 36)
            if 0 <= child_age < 30 and rng.random() < (0.85 if child_age < 18 else 0.6):
                _add(rng, house, "child", rng.choice("MF"), child_age, on)
    if head_age < 56 and rng.random() < 0.26:
        _add(rng, house, "parent", "F" if rng.random() < 0.62 else "M", head_age + rng.randint(20, 31), on)
    if head_age >= 55 and rng.random() < 0.3:
        _add(rng, house, "grandchild", rng.choice("MF"), max(0, head_age - rng.randint(45, 60)), on)
    return house


def newborn(rng: Random, house: House, born_on: date) -> Someone:
    """Add a child to a household on the day it is born."""
    return _add(rng, house, "child", rng.choice("MF"), 0, born_on, born_on=born_on)


def neighbour(rng: Random, kin: str, on: date, *, ages: tuple[int, int, int]) -> Someone:
    """Make someone who is no member, on the day `on` between two ages and mostly around a third."""
    house = House(kin, names.surname(rng, kin), 0, 12)
    someone = _add(rng, house, "alone", rng.choice("MF"), int(rng.triangular(*ages)), on)
    entitle(rng, someone, is_married=rng.random() < 0.6)
    return someone


def _add(rng: Random, house: House, role: str, sex: str, age: int, on: date, *, born_on: date | None = None) -> Someone:
    born_on = born_on or on - timedelta(days=age * 365 + age // 4 + rng.randint(1, 364))
    last_name = house.surname
    # A wife, or a mother who lives with her daughter, may have kept her own name.
    if role in ("spouse", "parent") and sex == "F" and rng.random() < 0.15:
        last_name = names.surname(rng, house.kin)
    someone = Someone(role, sex, born_on, names.given_name(rng, house.kin, sex, born_on), last_name)
    if age >= 55 and rng.random() < 0.08:
        someone.born_on, someone.is_birth_year_only = born_on.replace(month=1, day=1), True
    house.people.append(someone)
    return someone


def entitle(rng: Random, someone: Someone, *, is_married: bool, may_ordain: bool = False) -> None:
    """Give the title of the last day of the demo, or of the last day of life."""
    age = age_on(someone.born_on, someone.died_on or LAST_DAY)
    someone.title = names.title(rng, someone.sex, age, is_married=is_married, may_ordain=may_ordain)


def settle(rng: Random, people: list[Someone], *, branch: int, moo: int | None, place: str) -> None:
    """Give people of one household their address, some a telephone, and a few no citizen ID."""
    number = f"{rng.randint(1, 240)}/{rng.randint(1, 48)}" if rng.random() < 0.72 else str(rng.randint(1, 240))
    # 060-000-01xx is in no numbering plan, so it rings nobody.
    phone = f"06000001{rng.randint(0, 99):02d}" if rng.random() < 0.2 else ""
    for someone in people:
        someone.house_number, someone.moo, someone.place, someone.branch = number, moo, place, branch
        if someone.role in ("head", "alone"):
            someone.phone = phone
        if rng.random() < 0.02:
            someone.no_citizen_id = rng.choice(("not_at_hand", "never_registered"))
