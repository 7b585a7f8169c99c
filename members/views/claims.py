"""The list of claims: which wait and since when, which are done with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import entitlements, waiting
from members.models import Claim, ClaimQuerySet, ClaimState
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .limits import Limit, limit_of

PER_PAGE = 40
# Always shown; the others where there is something behind them.
TABS = (ClaimState.WAITING, ClaimState.APPROVED, ClaimState.PAID, ClaimState.REFUSED)
BADGES: dict[str, str] = {
    ClaimState.WAITING: "wait", ClaimState.RETURNED: "wait", ClaimState.APPROVED: "wait", ClaimState.PAID: "done",
}  # fmt: skip
EVERY = "all"
NEWEST, OLDEST = ("-filed_on", "-pk"), ("filed_on", "pk")
ORDERS: dict[str, tuple[str, ...]] = {
    "filed": OLDEST,
    "-filed": NEWEST,
    "name": ("person__sort_key", *NEWEST),
    "-name": ("-person__sort_key", *NEWEST),
    "amount": ("amount", *NEWEST),
    "-amount": ("-amount", *NEWEST),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of the list: its state, for whom and since when it waits in words, the sum where it stands (baht)."""

    claim: Claim
    label: str
    badge: str
    whom: str
    since: str
    amount: Decimal


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def claims(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The claims of one fund by where they stand; those that wait are shown first, the longest waiting on top."""
    words = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", ClaimState.WAITING)
    state = state if state in ClaimState.values else EVERY
    waits = state in BADGES and state != ClaimState.PAID
    sort = request.GET.get("sort", "")
    sort = sort if sort in ORDERS else "filed" if waits else "-filed"
    of_fund = Claim.objects.of(fund)
    counts = of_fund.count_by_state()
    found = waiting.with_whom(of_fund.in_state(state).matching(words))
    found = found.select_related("person", "membership", "term", "decision", "payout")
    found = found.order_by(*ORDERS[sort])
    if sheets.asked(request):
        return _file(request, fund, found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today, is_part = thai.today(), request.htmx and not request.htmx.history_restore_request
    context = {
        "fund": fund, "words": words, "state": state, "sort": sort, "page": page,
        "rows": [_row(claim, today) for claim in page.object_list],
        "tabs": [(tab.value, tab.label, counts.get(tab, 0)) for tab in ClaimState if tab in TABS or tab in counts],
        "every": sum(counts.values()), "purse": None if is_part else _purse(fund, today),
    }  # fmt: skip
    return render(request, "members/claims.html#rows" if is_part else "members/claims.html", context)


def _row(claim: Claim, today: date) -> Row:
    approved = claim.state in (ClaimState.APPROVED, ClaimState.PAID, ClaimState.REVERSED)
    amount = claim.decision.amount if approved else claim.amount
    whom = str(waiting.NAMES.get(claim.whom, ""))  # type: ignore[attr-defined]
    label, badge = str(ClaimState(claim.state).label), BADGES.get(claim.state, "off")
    return Row(claim, label, badge, whom, since(claim, today), amount)


def _purse(fund: Fund, today: date) -> Limit | None:
    """Say how much of this year's purse for people who are not members is used and left, where the rules set one."""
    meter = entitlements.purse_meter(fund, today)
    return limit_of(meter) if meter else None


def _file(request: FundRequest, fund: Fund, claims: ClaimQuerySet) -> HttpResponseBase:
    today = thai.today()
    columns = (
        sheets.Shown(_("Claim")), sheets.Shown(_("Name")), sheets.Shown(_("Member number"), sheets.Kind.COUNT),
        sheets.Shown(_("For"), width=36), sheets.Shown(_("Happened on"), sheets.Kind.DAY),
        sheets.Shown(_("Filed on"), sheets.Kind.DAY), sheets.Shown(_("State")), sheets.Shown(_("Waits for")),
        sheets.Shown(_("Waiting or done")),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    rows = (_row(claim, today) for claim in claims.iterator(chunk_size=1000))
    return sheets.export(request, f"claims-{fund.code}", columns, (
        (row.claim, row.claim.person.name, row.claim.membership.number if row.claim.membership else None,
         row.claim.what, row.claim.occurred_on, row.claim.filed_on, row.label, row.whom, row.since,
         row.amount)
        for row in rows
    ))  # fmt: skip


def since(claim: Claim, today: date) -> str:
    """Say since when a claim waits, or on which day it was done with; its records must be loaded."""
    if claim.state in (ClaimState.PAID, ClaimState.REVERSED):
        return _("paid on %(date)s") % {"date": thai.short_date(claim.payout.on)}
    if claim.state == ClaimState.REFUSED:
        return _("refused on %(date)s") % {"date": thai.short_date(claim.decision.on)}
    if claim.state == ClaimState.WITHDRAWN:
        return _("filed on %(date)s") % {"date": thai.short_date(claim.filed_on)}
    start = claim.decision.on if claim.state == ClaimState.APPROVED else claim.filed_on
    days = max((today - start).days, 0)
    waited = ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"}
    return _("since %(date)s, %(waited)s") % {"date": thai.short_date(start), "waited": waited}
