"""When an assembly may decide, and when a resolution passes: plain arithmetic, shown with its numbers."""

from dataclasses import dataclass
from math import ceil

PERSONS, FUNDS, PERCENT = "persons", "funds", "percent"
SIMPLE, PRESENT, TWO_THIRDS = "simple", "present", "two_thirds"


@dataclass(frozen=True, slots=True)
class Meter:
    """How far an assembly is from its quorum: `done` of `needed`, in persons or in funds."""

    done: int
    needed: int
    counts_funds: bool

    @property
    def is_reached(self) -> bool:
        return self.done >= self.needed


def meter(rule: str, quorum: int, *, persons: int, funds: int, places: int) -> Meter:
    """Lay who is present beside what the rule asks for.

    `persons` and `funds` are present; `places` is the sum of all quotas, of which PERCENT asks a part, rounded up.
    """
    if rule == FUNDS:
        return Meter(funds, quorum, counts_funds=True)
    needed = ceil(places * quorum / 100) if rule == PERCENT else quorum
    return Meter(persons, max(needed, 1), counts_funds=False)


def passes(rule: str, *, votes_for: int, votes_against: int, votes_abstain: int) -> bool:
    """Say whether a resolution passes; votes that tie do not pass."""
    if rule == PRESENT:
        return 2 * votes_for > votes_for + votes_against + votes_abstain
    if rule == TWO_THIRDS:
        return votes_for > 0 and 3 * votes_for >= 2 * (votes_for + votes_against)
    return votes_for > votes_against
