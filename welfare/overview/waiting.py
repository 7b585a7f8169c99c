"""Waiting for me: all that one reader may do next in a fund, and what waits for others, with since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import match_waiting, waiting
from members.match_waiting import Act
from members.models import Claim, ClaimQuerySet, ClaimState, Membership
from members.views.corrections import asked_of
from welfare import money, thai
from welfare.replicas import from_a_replica

from .unusual import open_count

MOST = 50
# The page on which each thing is done with a round of the state's match.
PAGES = {
    Act.SEND: "members:match-sending", Act.APPROVE: "members:match-approval",
    Act.PAY_BACK: "members:match-paying-back", Act.RECEIVE: "members:match-receipt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: who or what it is about, what is to be done, since when, how much (baht), and where."""

    title: str
    what: str
    since: str
    amount: str
    url: str
    claim_url: str = ""
    whom: str = ""


@require_GET
@in_fund(Role.READER)
@from_a_replica
def waiting_for_me(request: FundRequest, fund: Fund) -> HttpResponse:
    """What waits for the reader, by what is to be done; then what waits for others."""
    today, rights = thai.today(), request.rights
    asked = (
        (Role.DECIDER, _("Claims to sign"), _to_sign(fund, request, today)),
        (Role.CLERK, _("Claims to mend"), _to_mend(fund, request, today)),
        (Role.PAYER, _("Claims to pay"), _to_pay(fund, request, today)),
        (Role.SECOND, _("Corrections to decide"), _corrections(fund, request, today)),
        (Role.REGISTRAR, _("Applications for a resolution"), _applications(fund, today)),
    )
    groups = [(title, list(rows)) for role, title, rows in asked if rights[role]]
    mine = {row.url for _title, rows in groups for row in rows}
    is_asked = bool(groups) or any(rights[role] for role in match_waiting.WHOSE.values())
    own, for_others = _matches(fund, request, today)
    groups.append((_("State match"), own))
    return render(request, "overview/waiting.html", {
        "fund": fund, "groups": [(title, rows) for title, rows in groups if rows],
        "others": [*(row for row in _others(fund, today) if row.url not in mine), *for_others],
        "asks": is_asked,
        "signals": open_count(fund) if rights[Role.WATCHER] else 0,
    })  # fmt: skip


def since(first: date, today: date) -> str:
    """Say since when something waits."""
    days = max((today - first).days, 0)
    waited = ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"}
    return _("since %(date)s, %(waited)s") % {"date": thai.short_date(first), "waited": waited}


def _claims(found: ClaimQuerySet) -> ClaimQuerySet:
    return found.select_related("person", "term", "decision").order_by("filed_on", "pk")[:MOST]


def _row(fund: Fund, claim: Claim, first: date, today: date, name: str, whom: str = "") -> Row:
    decision = getattr(claim, "decision", None)
    return Row(
        claim.person.name, f"{claim.what} · {_('Claim %(claim)s') % {'claim': claim}}", since(first, today),
        money.format_baht(decision.amount if decision else claim.amount), reverse(name, args=[fund.code, claim.pk]),
        reverse("members:claim", args=[fund.code, claim.pk]), whom,
    )  # fmt: skip


def _to_sign(fund: Fund, request: FundRequest, today: date) -> Iterator[Row]:
    for claim in _claims(waiting.to_sign(fund, request.user, request.offices)):
        yield _row(fund, claim, claim.filed_on, today, "members:claim-decision")


def _to_mend(fund: Fund, request: FundRequest, today: date) -> Iterator[Row]:
    for claim in _claims(waiting.to_mend(fund, request.user)):
        yield _row(fund, claim, claim.filed_on, today, "members:claim-repair")


def _to_pay(fund: Fund, request: FundRequest, today: date) -> Iterator[Row]:
    for claim in _claims(waiting.to_pay(fund, request.user)):
        yield _row(fund, claim, claim.decision.on, today, "members:claim-payout")


def _corrections(fund: Fund, request: FundRequest, today: date) -> Iterator[Row]:
    for each in waiting.to_confirm(fund, request.user).with_records().order_by("on", "pk")[:MOST]:  # type: ignore[attr-defined]
        asked = asked_of(fund, each)
        url = reverse("members:correction", args=[fund.code, each.pk])
        yield Row(asked.paper, each.reason, since(each.on, today), money.format_baht(asked.amount), url)


def _applications(fund: Fund, today: date) -> Iterator[Row]:
    found = Membership.objects.of(fund).applying().select_related("person").order_by("applied_on", "pk")
    for each in found[:MOST]:
        url = reverse("members:admit", args=[fund.code, each.pk])
        yield Row(each.person.name, _("Applies to be a member"), since(each.applied_on, today), "", url)


def _matches(fund: Fund, request: FundRequest, today: date) -> tuple[list[Row], list[Row]]:
    """Give the rounds of the state's match with which the reader may do something, and those that wait for others."""
    own: list[Row] = []
    others: list[Row] = []
    for each in match_waiting.waiting(fund, today):
        title, baht = _("State match, round %(number)s") % {"number": each.number}, each.baht
        is_own = each.is_for(request.user, request.rights)
        row = Row(
            title, str(each.act.label), since(each.since, today), "" if baht is None else money.format_baht(baht),
            reverse(PAGES[each.act], args=[fund.code, each.pk]),
            reverse("members:match-round", args=[fund.code, each.pk]),
            "" if is_own else str(match_waiting.NAMES[each.act]),
        )  # fmt: skip
        (own if is_own else others).append(row)
    return own, others


def _others(fund: Fund, today: date) -> Iterable[Row]:
    """Give every claim that waits, with whom it waits for."""
    pages = {"clerk": "members:claim-repair", "payer": "members:claim-payout"}
    states = (ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED)
    for claim in _claims(waiting.with_whom(Claim.objects.of(fund)).filter(state__in=states)):
        first = claim.decision.on if claim.state == ClaimState.APPROVED else claim.filed_on
        whom = claim.whom  # type: ignore[attr-defined]
        yield _row(fund, claim, first, today, pages.get(whom, "members:claim-decision"), str(waiting.NAMES[whom]))
