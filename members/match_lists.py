"""Who counts in a round of the state's match, and why not: read from the rows for any counting day."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import Count, F, Max, Q, Sum
from django.utils.translation import gettext as _

from funds import heads, match_rules, policies
from funds.heads import Head, Rule
from funds.models import Fund, MatchRequest, MatchRound
from funds.policies import Due, Terms
from funds.rules.tenure import DAY
from welfare.money import ZERO

from . import duedays
from .models import Contribution, MatchLine, Membership, Opening, WhyNotMatched

REASONS: Mapping[str, heads.Why] = {why.value: why for why in heads.Why}


@dataclass(frozen=True, slots=True)
class Line:
    """One membership in a list: `why` it is not counted, empty where it is; `rounds` matched before."""

    membership: int
    number: int | None
    why: str
    since: date | None
    ended_on: date | None
    rounds: int


@dataclass(frozen=True)
class MatchList:
    """Every membership that a fund ever had, by number, as a round of the day `on` looks at it."""

    on: date
    rule: Rule
    lines: Sequence[Line]

    @cached_property
    def by_reason(self) -> Counter[str]:
        """How many are not counted, by the reason; those who are counted under the empty word."""
        return Counter(line.why for line in self.lines)

    @cached_property
    def match(self) -> heads.Match:
        return heads.summed((REASONS.get(line.why) for line in self.lines), self.rule.head_rate)

    @property
    def heads(self) -> int:
        return self.by_reason[""]

    @property
    def amount(self) -> Decimal:
        """What is asked for, in baht: the members counted at the round's rate."""
        return self.heads * self.rule.head_rate

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the list: of its lines as JSON in UTF-8 without spaces, in their order."""
        said = [
            [line.membership, line.number, line.why, _iso(line.since), _iso(line.ended_on), line.rounds]
            for line in self.lines
        ]
        written = json.dumps([_iso(self.on), said], ensure_ascii=False, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def list_of(round: MatchRound) -> MatchList:
    """Count the members for a round by its day and the rule of that day, from what is recorded now."""
    return count(round.fund, round.counting_on, match_rules.in_force(round.fund.province, round.counting_on))


def count(fund: Fund, on: date, rule: Rule) -> MatchList:
    """Look at every membership of `fund` for the counting day `on`. Eight queries, however many members.

    The full year runs from the day that the paper or the portal says the person joined; who came back after leaving
    begins a new one, even where the fund lets the earlier years count for its own benefits. Rounds are those of the
    person in this fund: on the paper before the portal, and in approved requests of earlier days.
    """
    rows = Membership.objects.of(fund).order_by(F("number").asc(nulls_last=True), "pk")
    fields = (
        "pk", "number", "person", "joined_on", "tenure_from", "ended_on", "end_reason", "plan", "rejoins",
    )  # fmt: skip
    terms, rounds, paid = policies.in_force(fund, on), _rounds(fund, on), _paid_until(fund, on)
    lines = []
    for pk, number, person, joined_on, tenure_from, ended_on, reason, plan, rejoins in rows.values_list(*fields):
        since = joined_on if joined_on is None or rejoins or tenure_from is None else min(joined_on, tenure_from)
        head = Head(since, ended_on, rounds.get(person, 0), reason)
        why = heads.why_not(head, on, rule)
        if why is None and _owes(terms, plan, paid.get(pk, joined_on - DAY), on):
            why = heads.Why.OWING
        lines.append(Line(pk, number, why.value if why else "", since, ended_on, head.rounds))
    return MatchList(on, rule, lines)


def _owes(terms: Terms, plan: str, paid_through: date, on: date) -> bool:
    """Say whether a payment fell due before `on` and was not made by then."""
    due = terms.rates.get(plan) or Due(ZERO, grace_days=policies.GRACE_DAYS)
    first = next(duedays.due_days(plan, due, paid_through), None)
    return first is not None and first < on


def _rounds(fund: Fund, on: date) -> Counter[int]:
    """Count how often each person was matched in `fund` before the counting day `on`."""
    found: Counter[int] = Counter()
    paper = Opening.objects.filter(membership__fund=fund, match_rounds__gt=0).values_list("membership__person")
    for person, rounds in paper.annotate(rounds=Sum("match_rounds")):
        found[person] += rounds
    lines = MatchLine.objects.of(fund).matched().filter(request__round__counting_on__lt=on)
    for person, rounds in lines.values_list("membership__person").annotate(rounds=Count("pk")):
        found[person] += rounds
    return found


def _paid_until(fund: Fund, on: date) -> dict[int, date]:
    """Give the last day that each membership had paid for by the end of `on`, as members.passbook does for a few."""
    given = Contribution.objects.of(fund).until(on).standing().filter(covers_until__isnull=False).order_by()
    found: dict[int, date] = dict(given.values_list("membership").annotate(last=Max("covers_until")))
    openings = Opening.objects.filter(membership__fund=fund, on__lte=on, paid_until__isnull=False)
    for pk, day in openings.values_list("membership", "paid_until"):
        if day:
            found[pk] = max(day, found.get(pk, day))
    return found


# What was sent.


def sent(request: MatchRequest) -> MatchList:
    """Give the list of a request as it was sent. One query; the request's round, fund and province must be loaded."""
    rows = MatchLine.objects.filter(request=request).order_by("position")
    fields = ("membership", "membership__number", "why", "since", "ended_on", "rounds")
    rule = match_rules.in_force(request.round.fund.province, request.round.counting_on)
    return MatchList(request.round.counting_on, rule, [Line(*row) for row in rows.values_list(*fields)])


@dataclass(frozen=True, slots=True)
class Change:
    """A member who would be counted otherwise today than in the list that was sent; `was` and `now` are reasons."""

    membership: int
    was: str
    now: str

    @property
    def is_counted_no_more(self) -> bool:
        return not self.was


def changes(request: MatchRequest) -> list[Change]:
    """Name who of a sent list is counted otherwise by what is recorded now: a death, a payment, a correction.

    Members alone: who came later, or left earlier than the list says, is named where it changes the sum.
    """
    before = {line.membership: line.why for line in sent(request).lines}
    struck = set(MatchLine.objects.filter(request=request, strike__isnull=False).values_list("membership", flat=True))
    return [
        Change(line.membership, was, line.why)
        for line in list_of(request.round).lines
        if (was := before.get(line.membership, WhyNotMatched.APPLYING)) != line.why
        and not (was and line.why)
        and line.membership not in struck
    ]


def history(membership: Membership) -> list[MatchLine]:
    """Give the lists of standing requests that a person is counted in, in this fund, the oldest round first."""
    rows = MatchLine.objects.filter(
        Q(request__verdict__isnull=True) | Q(request__verdict__outcome="approved"),
        membership__person=membership.person_id, membership__fund=membership.fund_id, why="", strike__isnull=True,
    )  # fmt: skip
    return list(rows.select_related("request__round", "request__verdict").order_by("request__round__counting_on"))


def words_of(membership: Membership) -> str:
    """Say in which rounds the state matched a person in this fund; empty where it did not. One query.

    The membership's `opening` must be loaded, where there is one.
    """
    opening = getattr(membership, "opening", None)
    before = opening.match_rounds if opening else 0
    said = [_("%(count)s on paper before the portal") % {"count": before}] if before else []
    for line in history(membership):
        words = _("Round %(round)s") % {"round": line.request.round.number}
        waits = _("waits for approval")
        said.append(words if hasattr(line.request, "verdict") else f"{words} ({waits})")
    return ", ".join(said)


def facts(counted: MatchList) -> dict[str, Any]:
    """Give what a request keeps of its list: how many are counted, and how many not, by the reason."""
    return {
        "members": counted.match.members, "full_year": counted.match.full_year,
        "not_counted": {why: number for why, number in sorted(counted.by_reason.items()) if why},
    }  # fmt: skip
