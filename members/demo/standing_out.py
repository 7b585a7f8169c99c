"""What stands out in one fund's history: a member of a very high age without news, nights that two claims ask for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .benefits import Happening, Help, Judge
from .contributions import Paid
from .days import DAY
from .lives import Spell
from .plan import LAST_DAY, WITH_A_VERY_OLD_MEMBER, WITH_NIGHTS_CLAIMED_TWICE, FundPlan

AGE = 106
NO_NEWS = timedelta(days=400)


def write(
    plan: FundPlan, spells: list[Spell], paid: Iterable[Paid], helps: Iterable[Help], referee: Judge
) -> list[Help]:
    """Let one fund have a member older than 105 of whom nothing was heard, and give another the claim that overlaps.

    In a fund that is too small for it nothing stands out.
    """
    claims = list(helps)
    if plan.code == WITH_A_VERY_OLD_MEMBER:
        _age(spells, paid, claims)
    return list(_claimed_again(claims, referee)) if plan.code == WITH_NIGHTS_CLAIMED_TWICE else []


def _age(spells: list[Spell], paid: Iterable[Paid], claims: list[Help]) -> None:
    """Write a year of birth that makes the oldest member without news AGE: an old slip, or a death nobody told of."""
    since = LAST_DAY - NO_NEWS
    heard_of = {line.spell.person for each in paid if each.on > since for line in each.lines}
    heard_of |= {claim.person for claim in claims if claim.filed_on > since}
    quiet = [spell for spell in spells if spell.ended_on is None and spell.person not in heard_of]
    if quiet:
        oldest = min(quiet, key=lambda spell: spell.person.born_on).person
        oldest.born_on, oldest.is_birth_year_only = date(LAST_DAY.year - AGE, 1, 1), True


def _claimed_again(claims: list[Help], referee: Judge) -> Iterator[Help]:
    """Claim the last nights of a mother in hospital once more, as illness; it waits for the committee."""
    births = [claim for claim in claims if claim.term == "birth" and claim.paid_on and claim.until_on]
    if not births:
        return
    last = max(births, key=lambda claim: claim.filed_on)
    if last.spell is None or last.until_on is None:
        raise ValueError("the stay at the birth is no member's")
    claim = referee.judged(last.spell, Happening("hospital", last.occurred_on, last.until_on + DAY))
    if claim is None:
        raise ValueError("the nights claimed again would not be paid for")
    claim.filed_on = LAST_DAY - DAY * 7  # before the last entry of the books, up to which signals are looked for
    yield claim
