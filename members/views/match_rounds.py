"""The rounds of a fund's state match, and the list of one: who counts, who does not and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import bookdays, heads, match_rules
from funds.access import FundRequest, Role, in_fund
from funds.models import Account, Fund, MatchRequest, MatchRound, Source
from members import match_amending, match_lists, match_stages, matching
from members.forms.matching import RoundForm
from members.match_lists import Line, MatchList
from members.match_stages import Stand
from members.models import MatchLine, MatchStrike, Membership, WhyNotMatched
from welfare import sheets, thai
from welfare.replicas import from_a_replica

PER_PAGE = 50
COUNTED, ALL = "", "all"
# How a list may be sorted; by name is done with the names.
ORDERS: dict[str, Callable[[Line], Any]] = {
    "number": lambda line: (line.number is None, line.number or 0, line.membership),
    "since": lambda line: (line.since or date.max, line.membership),
    "rounds": lambda line: (line.rounds, line.membership),
}


def round_of(fund: Fund, pk: int) -> MatchRound:
    """Give a round of `fund`, or answer 404."""
    found = get_object_or_404(MatchRound.objects.of(fund).select_related("by"), pk=pk)
    found.fund = fund
    return found


def stand_of(fund: Fund, pk: int) -> Stand:
    """Say where a round of `fund` stands, or answer 404."""
    return match_stages.stands([round_of(fund, pk)])[0]


@require_GET
@in_fund(Role.READER)
@from_a_replica
def match_rounds(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Every round of one fund: what was asked, approved, received and is to go back."""
    stands, today = match_stages.of(fund), thai.today()
    if sheets.asked(request):
        return _rounds_file(request, fund, stands)
    rule = match_rules.in_force(fund.province, today)
    return render(request, "members/match_rounds.html", {
        "fund": fund, "stands": stands, "rule": rule, "day": match_rules.counting_day(rule, today),
    })  # fmt: skip


def _rounds_file(request: FundRequest, fund: Fund, stands: Sequence[Stand]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Round"), sheets.Kind.COUNT), sheets.Shown(_("Counting day"), sheets.Kind.DAY),
        sheets.Shown(_("State"), width=30), sheets.Shown(_("Members counted"), sheets.Kind.COUNT),
        sheets.Shown(_("Asked for (baht)"), sheets.Kind.BAHT), sheets.Shown(_("Approved (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Received (baht)"), sheets.Kind.BAHT), sheets.Shown(_("Paid back (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    return sheets.export(request, f"match-{fund.code}", columns, (
        (one.round.number, one.round.counting_on, one.stage.label, one.request.heads if one.request else None,
         one.asked, one.sums.approved, one.sums.received, one.sums.paid_back)
        for one in stands
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def match_round_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Begin a round: its number and its counting day."""
    today = thai.today()
    rule = match_rules.in_force(fund.province, today)
    usual = {"number": _next_number(fund), "counting_on": match_rules.counting_day(rule, today)}
    form = RoundForm(request.POST or None, initial=usual)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = matching.begin(
                fund, key=typed["key"], number=typed["number"], counting_on=typed["counting_on"], by=request.user
            )
        except matching.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Round %(round)s is begun.") % {"round": made.number})
            return redirect("members:match-round", fund.code, made.pk)
    return render(request, "members/match_round_new.html", {"fund": fund, "form": form})


def _next_number(fund: Fund) -> int:
    """Give the number after the last round that the portal or the books know."""
    begun = MatchRound.objects.of(fund).aggregate(last=Max("number"))["last"] or 0
    booked = Account.objects.of(fund).filter(line=Source.STATE_MATCH).aggregate(last=Max("round"))["last"] or 0
    return int(max(begun, booked)) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One membership of a list as a page shows it."""

    line: Line
    membership: Membership
    why: str
    struck: str


@require_GET
@in_fund(Role.READER)
@from_a_replica
def match_round(request: FundRequest, fund: Fund, round: int) -> HttpResponseBase:
    """One round: where it stands, what it comes to, and its list by reason, searched and sorted."""
    stand = stand_of(fund, round)
    version = _version(request, stand)
    counted = match_lists.sent(version) if version else match_lists.list_of(stand.round)
    show, words = request.GET.get("show", COUNTED), request.GET.get("q", "").strip()[:100]
    sort = request.GET.get("sort", "")
    lines = chosen(fund, counted, show=show, words=words, sort=sort)
    if sheets.asked(request):
        return _list_file(request, fund, stand.round, rows_of(fund, lines, version))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    standing = stand.request
    return render(request, "members/match_round.html", {
        "fund": fund, "stand": stand, "round": stand.round, "version": version, "counted": counted,
        "match": counted.match, "page": page, "rows": rows_of(fund, page.object_list, version), "words": words,
        "sort": sort, "show": show, "tabs": _tabs(counted), "struck": _struck(version),
        "changes": _changes(fund, standing) if standing and version == standing else [],
        "amendments": match_amending.of(standing) if standing and stand.sums.approved else [],
        "not_counted": len(counted.lines) - counted.heads, "still": None if version else _still(fund, counted.on),
    })  # fmt: skip


def _still(fund: Fund, on: date) -> date | None:
    """Give the day on which the books lay still, where that is before the counting day."""
    kept = bookdays.kept_until(fund, today := thai.today())
    return kept if kept < min(on, today) else None


def _version(request: FundRequest, stand: Stand) -> MatchRequest | None:
    """Give the sent version that is asked for, else the one that stands; None shows the list as it is now."""
    asked = request.GET.get("version", "")
    found = next((one for one in stand.versions if str(one.version) == asked), None)
    if asked and found is None:
        raise Http404
    found = found or stand.request
    if found:
        found.round = stand.round
    return found


def chosen(fund: Fund, counted: MatchList, *, show: str, words: str = "", sort: str = "") -> list[Line]:
    """Keep the lines with the reason `show` whose name or number matches `words`, in the order `sort`."""
    lines = [line for line in counted.lines if show in (line.why, ALL)]
    if words:
        found = set(Membership.objects.of(fund).matching(words).values_list("pk", flat=True))
        lines = [line for line in lines if line.membership in found]
    key = sort.removeprefix("-")
    if key == "name":
        names = dict(Membership.objects.of(fund).values_list("pk", "person__sort_key"))
        lines.sort(key=lambda line: (names[line.membership], line.membership), reverse=sort.startswith("-"))
    elif key in ORDERS:
        lines.sort(key=ORDERS[key], reverse=sort.startswith("-"))
    return lines


def rows_of(fund: Fund, lines: Iterable[Line], version: MatchRequest | None) -> list[Row]:
    """Give `lines` with their members and why each is not counted or was struck off. Two queries."""
    found = list(lines)
    keys = [line.membership for line in found]
    members = Membership.objects.of(fund).select_related("person").in_bulk(keys)
    struck = {}
    if version:
        rows = MatchStrike.objects.filter(line__request=version, line__membership__in=keys)
        struck = dict(rows.values_list("line__membership", "reason"))
    return [
        Row(line, members[line.membership], str(WhyNotMatched(line.why).label) if line.why else "",
            struck.get(line.membership, ""))
        for line in found
    ]  # fmt: skip


def _tabs(counted: MatchList) -> list[tuple[str, str, int]]:
    """Give what may be shown: the counted, then each reason that holds of somebody, and all."""
    reasons = [
        (why.value, str(WhyNotMatched(why.value).label), counted.by_reason[why.value])
        for why in reversed(heads.Why)
        if counted.by_reason[why.value]
    ]
    return [(COUNTED, _("Members counted"), counted.heads), *reasons, (ALL, _("All"), len(counted.lines))]


def _struck(version: MatchRequest | None) -> int:
    return MatchLine.objects.filter(request=version, strike__isnull=False).count() if version else 0


def _changes(fund: Fund, request: MatchRequest) -> list[tuple[Membership, str, bool]]:
    """Name who would be counted otherwise today: the member, why, and whether one was counted who is not any more."""
    found = match_lists.changes(request)
    members = Membership.objects.of(fund).select_related("person").in_bulk([one.membership for one in found])
    return [
        (members[one.membership], str(WhyNotMatched(one.now or one.was).label), one.is_counted_no_more) for one in found
    ]


def _list_file(request: FundRequest, fund: Fund, round: MatchRound, rows: list[Row]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Number"), sheets.Kind.COUNT), sheets.Shown(_("Name"), width=32),
        sheets.Shown(_("In the fund since"), sheets.Kind.DAY),
        sheets.Shown(_("Rounds matched before"), sheets.Kind.COUNT), sheets.Shown(_("Why not counted"), width=34),
    )  # fmt: skip
    return sheets.export(request, f"match-{fund.code}-{round.number}", columns, (
        (row.line.number, row.membership.person.name, row.line.since, row.line.rounds,
         row.why or (_("struck off: %(reason)s") % {"reason": row.struck} if row.struck else ""))
        for row in rows
    ))  # fmt: skip
