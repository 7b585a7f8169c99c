"""Twelve years of one fund, made out of its plan: the same plan gives the same history."""

from dataclasses import dataclass, replace
from random import Random

from funds.rules.terms import RuleBook

from . import standing_out
from .benefits import Help, Judge, claims_of, help_exactly
from .contributions import paid_by, paid_through
from .days import Month, months_of
from .heirs import name_heirs
from .lives import Spell, houses_of, spells_of
from .money import Cost, Incoming, closing, collected, costs_of, given
from .open_matters import Application, applications, open_claims
from .outsiders import helped_outsiders
from .people import Someone
from .plan import SEED, FundPlan


@dataclass(slots=True)
class History:
    """All that happened in one fund, as values: no row, no key, no clock."""

    plan: FundPlan
    months: list[Month]
    spells: list[Spell]
    applications: list[Application]
    helps: list[Help]
    incoming: list[Incoming]
    costs: list[Cost]

    def people(self) -> list[Someone]:
        """Give everybody once: members in the order of their numbers, then applicants, then neighbours."""
        everybody = [spell.person for spell in self.spells]
        everybody += [each.person for each in self.applications]
        everybody += [claim.person for claim in self.helps]
        return list(dict.fromkeys(everybody))


def history_of(plan: FundPlan, book: RuleBook, *, authority: str, said: dict[object, str]) -> History:
    """Make the history of one fund, whose members are judged by `book` from its founding on.

    `said` keeps steps of judgements that have been put into words, for the next fund. Raises ValueError
    when the plan cannot be met: more people helped than there are, or more money than it may end with.
    """
    rng = Random(f"{SEED} {plan.code}")  # noqa: S311 -- the demo must come out the same each time
    months = months_of(plan.founded_on, rng, plan.entered_until)
    houses = houses_of(plan, months, rng)
    spells = spells_of(houses)
    name_heirs(spells, rng)
    paid = paid_by(houses, months, rng)
    referee = Judge(replace(book, in_force_from=plan.founded_on), months, paid_through(paid), rng, said)
    helps = help_exactly(plan.helped_members, spells, claims_of(spells, referee), referee)
    helps += helped_outsiders(plan, months, rng)
    incoming = collected(paid) + given(plan, spells, paid, months, rng)
    costs = costs_of(plan, months, rng)
    flows = [(each.on, each.satang) for each in incoming]
    flows += [(cost.on, -cost.satang) for cost in costs]
    flows += [(claim.paid_on, -claim.satang) for claim in helps if claim.paid_on]
    incoming += closing(plan, authority, flows, months, rng)
    helps += open_claims(plan, spells, months, referee)
    applied = applications(plan, months, rng)
    helps += standing_out.write(plan, spells, paid, helps, referee)
    helps.sort(key=lambda claim: claim.filed_on)
    return History(plan, months, spells, applied, helps, incoming, costs)
