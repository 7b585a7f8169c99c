"""Rounds of the state's match made by the acts alone."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from funds.models import Fund, MatchAmendment, MatchRequest, MatchRound, MatchVerdict
from members import match_amending, match_lists, matching, openings
from members.models import Membership, Plan
from tests.factories import JAN_2560, MAY_DAY, make_member
from welfare.models import User

SEPTEMBER = date(2018, 9, 30)
OCTOBER = date(2018, 10, 15)


def make_round(fund: Fund, *, by: User, number: int = 1, on: date = SEPTEMBER) -> MatchRound:
    return matching.begin(fund, key=uuid4(), number=number, counting_on=on, by=by)


def free_member(fund: Fund, *, by: User, on: date = JAN_2560, **details: Any) -> Membership:
    """Make a member who pays any amount at any time, so that nothing falls due."""
    return make_member(fund, by=by, on=on, plan=Plan.FREE, **details)


def send(round: MatchRound, *, by: User, **changed: object) -> MatchRequest:
    on = max(OCTOBER, round.counting_on)
    seen = match_lists.list_of(round).fingerprint
    return matching.send(round, **{"key": uuid4(), "seen": seen, "on": on, "by": by} | changed)  # type: ignore[arg-type]


def make_request(fund: Fund, *, by: User, number: int = 1, on: date = SEPTEMBER) -> MatchRequest:
    return send(make_round(fund, by=by, number=number, on=on), by=by)


def approve(request: MatchRequest, *, by: User, amount: str = "", **changed: object) -> MatchVerdict:
    baht = Decimal(amount) if amount else request.amount
    told = {"key": uuid4(), "amount": baht, "on": date(2018, 12, 1), "by": by} | changed
    return matching.approve(request, **told)  # type: ignore[arg-type]


def on_paper(member: Membership, *, by: User, rounds: int = 0, paid_until: date | None = None) -> None:
    """Write down what the paper said of a member before the portal."""
    facts = openings.Facts(member, member.joined_on or JAN_2560, paid_until=paid_until, match_rounds=rounds)
    openings.keep_facts(member.fund, [facts], on=MAY_DAY, by=by)


def amend(request: MatchRequest, amount: str, *, by: User, **changed: object) -> MatchAmendment:
    told = {"key": uuid4(), "amount": Decimal(amount), "on": date(2018, 12, 2), "by": by, "reason": "พิมพ์ผิด"} | changed
    return match_amending.amend(request, **told)  # type: ignore[arg-type]
