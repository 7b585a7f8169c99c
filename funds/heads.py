"""The state match in numbers: which members a round counts, what it asks for, whether members are spread widely.

Pure; the match rounds build on it. Source: CODI status form FY2567, section 3.2; 365 baht for each member and round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from funds.rules.tenure import Span

HEAD_RATE = Decimal(365)
ROUNDS_MAX = 3
FULL_YEAR = Span(12)
# The share of villages, or communities, that must have members: half in a subdistrict, a fifth in a municipality.
SPREAD_OF_MUNICIPALITY = Fraction(1, 5)
SPREAD_OF_SUBDISTRICT = Fraction(1, 2)
SUBDISTRICT = "tao"


@dataclass(frozen=True, slots=True)
class Head:
    """One membership as a round looks at it: its days, and in how many rounds it was matched before."""

    joined_on: date
    ended_on: date | None = None
    rounds: int = 0

    def has_full_year(self, on: date) -> bool:
        """Say whether the member is one at the end of `on`, and has been for a full year by then."""
        return FULL_YEAR.after(self.joined_on) <= on and (self.ended_on is None or self.ended_on > on)


@dataclass(frozen=True, slots=True)
class Match:
    """What a round comes to: `members` on the day, of these a `full_year`, of these matched as often as may be."""

    members: int
    full_year: int
    matched_out: int

    @property
    def heads(self) -> int:
        """Give how many members are counted."""
        return self.full_year - self.matched_out

    @property
    def amount(self) -> Decimal:
        """Give what is asked for, in baht."""
        return self.heads * HEAD_RATE


def counted(heads: Iterable[Head], on: date) -> Match:
    """Count the members of a round on its day, 30 September."""
    members = full_year = matched_out = 0
    for head in heads:
        if head.joined_on > on or (head.ended_on is not None and head.ended_on <= on):
            continue
        members += 1
        if head.has_full_year(on):
            full_year += 1
            matched_out += head.rounds >= ROUNDS_MAX
    return Match(members, full_year, matched_out)


def is_spread(authority_kind: str, *, with_members: int, villages: int) -> bool:
    """Say whether enough of the villages (or communities) of the area have members; never with none in the area."""
    least = SPREAD_OF_SUBDISTRICT if authority_kind == SUBDISTRICT else SPREAD_OF_MUNICIPALITY
    return villages > 0 and Fraction(with_members, villages) >= least
