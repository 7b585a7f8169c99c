"""Whom each member names to receive the death benefit: one of the household, else a relative who lives elsewhere."""

from datetime import date
from random import Random

from . import names
from .days import age_on
from .lives import Spell
from .plan import LAST_DAY

# What a person of the second role is to one of the first.
RELATIONS = {
    ("head", "spouse"): "spouse", ("head", "child"): "child", ("head", "parent"): "parent",
    ("head", "grandchild"): "grandchild", ("spouse", "head"): "spouse", ("spouse", "child"): "child",
    ("spouse", "parent"): "relative", ("spouse", "grandchild"): "grandchild", ("child", "head"): "parent",
    ("child", "spouse"): "parent", ("child", "child"): "sibling", ("child", "parent"): "relative",
    ("child", "grandchild"): "relative", ("parent", "head"): "child", ("parent", "spouse"): "relative",
    ("parent", "child"): "grandchild", ("parent", "grandchild"): "relative", ("grandchild", "head"): "relative",
    ("grandchild", "spouse"): "relative", ("grandchild", "child"): "relative", ("grandchild", "parent"): "relative",
}  # fmt: skip
NEAREST = ("spouse", "child", "parent", "sibling", "grandchild", "relative")


def name_heirs(spells: list[Spell], rng: Random) -> None:
    """Let every member name one."""
    for spell in spells:
        spell.heir = _nearest(spell) or _elsewhere(spell, rng)


def _nearest(spell: Spell) -> tuple[str, str] | None:
    """Give the nearest grown-up of the household who outlives the member."""
    someone, end = spell.person, spell.ended_on or LAST_DAY
    found = [
        (NEAREST.index(relation), other, relation)
        for other in spell.house.people
        if other is not someone
        and (relation := RELATIONS.get((someone.role, other.role)))
        and age_on(other.born_on, end) >= 18
        and (other.died_on is None or other.died_on > end)
    ]
    if not found:
        return None
    _place, other, relation = min(found, key=lambda each: each[0])
    return other.name, ("mother" if other.sex == "F" else "father") if relation == "parent" else relation


def _elsewhere(spell: Spell, rng: Random) -> tuple[str, str]:
    someone, house = spell.person, spell.house
    age = age_on(someone.born_on, LAST_DAY)
    relation = rng.choices(("child" if age > 42 else "sibling", "sibling", "relative", "other"), (60, 24, 12, 4))[0]
    sex = rng.choice("MF")
    years = -26 if relation == "child" else rng.randint(-8, 8)
    born_on = date(min(someone.born_on.year - years, 1996), 1, 1)
    surname = someone.last_name if relation in ("child", "sibling") else names.surname(rng, house.kin)
    given = names.given_name(rng, house.kin, sex, born_on)
    title = names.title(rng, sex, age_on(born_on, LAST_DAY), is_married=rng.random() < 0.6, may_ordain=False)
    return f"{title}{given} {surname}", relation
