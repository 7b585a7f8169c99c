"""The state match in numbers: which members a round counts, what it asks for, whether members are spread widely.

Pure; the match rounds build on it. Source: CODI status form FY2567, section 3.2, and the request's criteria; 365 baht
for each member and round. A rule with another rate or day is a row with its date: funds/match_rules.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from funds.rules.tenure import Span

SUBDISTRICT = "tao"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a round goes by: baht a head, how often a member is matched, the full months in the fund by the day.

    `day` and `month` are the usual counting day. So many per cent of the villages must have members, by the kind of
    authority, and so many basic kinds of welfare be paid. `since` is None for what holds where no rule was entered.
    """

    head_rate: Decimal = Decimal(365)
    rounds_max: int = 3
    months_min: int = 12
    month: int = 9
    day: int = 30
    spread_subdistrict: int = 50
    spread_municipality: int = 20
    kinds_min: int = 3
    source: str = "แบบแสดงสถานะกองทุนสวัสดิการชุมชน และแบบเสนอขอรับการสนับสนุน ปีงบประมาณ 2567 (พอช.)"
    since: date | None = None


RULE = Rule()
HEAD_RATE, ROUNDS_MAX = RULE.head_rate, RULE.rounds_max


class Why(StrEnum):
    """Why a membership is not counted in a round; the first that holds, in this order."""

    APPLYING = "applying"
    LATER = "later"
    DIED = "died"
    LAPSED = "lapsed"
    LEFT = "left"
    SHORT = "short"
    MATCHED_OUT = "matched_out"
    OWING = "owing"


# Of these a round says why, because they were members on its day.
MEMBERS_STILL = (Why.SHORT, Why.MATCHED_OUT, Why.OWING)


@dataclass(frozen=True, slots=True)
class Head:
    """One membership as a round looks at it: its days, in how many rounds it was matched before, whether it owes.

    `joined_on` is empty for who was not admitted; `end_reason` is that of the membership.
    """

    joined_on: date | None
    ended_on: date | None = None
    rounds: int = 0
    end_reason: str = ""
    is_paid_up: bool = True

    def has_ended(self, on: date) -> bool:
        """Say whether the membership was over by the end of `on`."""
        return self.ended_on is not None and self.ended_on <= on

    def has_full_year(self, on: date, rule: Rule = RULE) -> bool:
        """Say whether the member is one at the end of `on`, and has been for a full year by then."""
        return (
            self.joined_on is not None and Span(rule.months_min).after(self.joined_on) <= on and not self.has_ended(on)
        )


def why_not(head: Head, on: date, rule: Rule = RULE) -> Why | None:
    """Say why a round of the counting day `on` does not count `head`; None where it does."""
    if head.joined_on is None:
        return Why.APPLYING
    if head.joined_on > on:
        return Why.LATER
    if head.has_ended(on):
        return {"died": Why.DIED, "lapsed": Why.LAPSED}.get(head.end_reason, Why.LEFT)
    if not head.has_full_year(on, rule):
        return Why.SHORT
    if head.rounds >= rule.rounds_max:
        return Why.MATCHED_OUT
    return None if head.is_paid_up else Why.OWING


@dataclass(frozen=True, slots=True)
class Match:
    """What a round comes to: `members` on the day, of these a `full_year`, of these matched as often as may be.

    `owing` are of a full year, may be matched, and have not paid what fell due.
    """

    members: int
    full_year: int
    matched_out: int
    owing: int = 0
    rate: Decimal = HEAD_RATE

    @property
    def heads(self) -> int:
        """Give how many members are counted."""
        return self.full_year - self.matched_out - self.owing

    @property
    def amount(self) -> Decimal:
        """Give what is asked for, in baht."""
        return self.heads * self.rate


def summed(reasons: Iterable[Why | None], rate: Decimal = HEAD_RATE) -> Match:
    """Add up why each membership is not counted, None where it is."""
    members = full_year = matched_out = owing = 0
    for why in reasons:
        if why is not None and why not in MEMBERS_STILL:
            continue
        members += 1
        full_year += why != Why.SHORT
        matched_out += why == Why.MATCHED_OUT
        owing += why == Why.OWING
    return Match(members, full_year, matched_out, owing, rate)


def counted(heads: Iterable[Head], on: date, rule: Rule = RULE) -> Match:
    """Count the members of a round on its day, 30 September."""
    return summed((why_not(head, on, rule) for head in heads), rule.head_rate)


def spread_min(authority_kind: str, rule: Rule = RULE) -> int:
    """Give the per cent of villages, or communities, that must have members: half in a subdistrict, else a fifth."""
    return rule.spread_subdistrict if authority_kind == SUBDISTRICT else rule.spread_municipality


def is_spread(authority_kind: str, *, with_members: int, villages: int, rule: Rule = RULE) -> bool:
    """Say whether enough of the villages (or communities) of the area have members; never with none in the area."""
    return villages > 0 and Fraction(with_members, villages) >= Fraction(spread_min(authority_kind, rule), 100)
