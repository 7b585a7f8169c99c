"""What is still open on the last day: claims that wait, approved ones not yet paid, one refused, new applications."""

from dataclasses import dataclass
from datetime import date
from random import Random

from .benefits import Happening, Help, Judge
from .days import DAY, Month, end_of
from .lives import Spell
from .outsiders import someone_helped
from .people import Someone, entitle, household, settle
from .places import mixture_of, places_of
from .plan import LAST_DAY, FundPlan


@dataclass(slots=True)
class Application:
    """Someone who applied on a day; `refused_in` is the month whose meeting turned the application down."""

    person: Someone
    applied_on: date
    heir: tuple[str, str]
    refused_in: Month | None = None


def open_claims(plan: FundPlan, spells: list[Spell], months: list[Month], referee: Judge) -> list[Help]:
    """Give two or three claims that wait (one a neighbour's), one or two approved and unpaid, and a refused one."""
    rng = referee.rng
    fates = ["approved"] * rng.randint(1, 2) + ["refused"] + ["waiting"] * rng.randint(1, 2)
    meeting, since = months[-1].meeting, months[-1].first - DAY * 16
    settled = [spell for spell in spells if spell.ended_on is None and spell.joined_on.year < LAST_DAY.year]
    found: list[Help] = []
    for spell in rng.sample(settled, min(len(settled), 3 * len(fates))):
        if len(found) == len(fates):
            break
        on = since - DAY * rng.randint(2, 14)
        claim = referee.judged(spell, Happening("hospital", on, on + DAY * rng.randint(2, 5)))
        if claim is None:
            continue
        fate = fates[len(found)]
        if fate == "waiting":
            claim.filed_on = end_of(months) - DAY * rng.randint(0, (end_of(months) - meeting).days)
        else:
            claim.filed_on, claim.decided_on = meeting - DAY * rng.randint(3, 12), meeting
        if fate == "refused":
            referee.refuse(claim)
        found.append(claim)
    neighbour = someone_helped(plan, months[-1], rng)
    neighbour.decided_on = neighbour.paid_on = None
    return [*found, neighbour]


def applications(plan: FundPlan, months: list[Month], rng: Random) -> list[Application]:
    """Give one to three applications that wait for the next meeting, and up to two that were turned down before."""
    found = []
    for number in range(rng.randint(1, 3)):
        end = end_of(months)
        on = end - DAY * rng.randint(0, (end - months[-1].meeting).days + number)
        found.append(_application(plan, on, rng))
    for _number in range(rng.randint(0, 2)):
        month = rng.choice(months[6:])
        turned_down = _application(plan, month.meeting - DAY * rng.randint(3, 20), rng)
        turned_down.refused_in = month
        found.append(turned_down)
    return found


def _application(plan: FundPlan, on: date, rng: Random) -> Application:
    house = household(rng, kin=mixture_of(plan.code).kin(rng), anchor=0, period=12, on=on)
    people = house.people[:2]
    places = places_of(plan.code)
    branch = rng.randrange(len(places))
    settle(rng, people, branch=branch, moo=places[branch][0], place=places[branch][1])
    for someone in people:
        entitle(rng, someone, is_married=len(people) > 1)
    heir = (people[1].name, "spouse") if people[-1].role == "spouse" else ("", "")
    return Application(people[0], on, heir)
