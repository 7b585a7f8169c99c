"""The match request of a round: its criteria with what is open, what it says, sending it, and its papers."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, MatchRound, Source
from members import match_checks, match_criteria, match_lists, match_prints, match_stages, matching
from members.forms.matching import BOX, SendingForm, WordingForm, typed_before
from members.match_checks import Check, Facts
from members.match_lists import MatchList
from members.match_stages import Stand
from welfare import thai
from welfare.replicas import from_a_replica
from welfare.sheets import answers as files

from .match_rounds import round_of, stand_of
from .papers import inline


def where(fund: Fund, round: MatchRound, check: Check) -> str:
    """Give the address of the page that enters a fact, to the box itself, or that shows its rows of the year."""
    if check.where == match_checks.WORDING:
        return reverse(check.where, args=[fund.code, round.pk]) + f"#id_{BOX.get(check.name, check.name)}"
    if check.where == "members:match-round":
        return reverse(check.where, args=[fund.code, round.pk])
    return reverse(check.where, args=[fund.code]) + _query(round, check.where, check.name)


def _query(round: MatchRound, where: str, name: str, category: str = "") -> str:
    """Give the end of the address that shows the rows of the round's year alone."""
    first, last = match_criteria.year_of(round.counting_on).isoformat(), round.counting_on.isoformat()
    asked: dict[str, dict[str, str]] = {
        "funds:sources": {"first": first, "last": last},
        "funds:in-kind": {"from": first, "until": last}
        | ({} if name == "in_kind_all" else {"source": Source.LAO.value}),
        "members:payouts": {"from": first, "until": last, "outsiders": "no", "category": category},
    }
    said = {} if name == "first_paid" else asked.get(where, {})
    return "?" + urlencode({key: value for key, value in said.items() if value}) if said else ""


def said_by(stand: Stand, counted: MatchList | None = None) -> tuple[MatchList, Facts]:
    """Give the list and the criteria of a round: as they were sent, or as they are now."""
    if stand.request:
        stand.request.round = stand.round
        return counted or match_lists.sent(stand.request), match_checks.thawed(stand.request.figures)
    now = counted or match_lists.list_of(stand.round)
    return now, match_criteria.read(stand.round.fund, now, stand.round.wording)


@require_GET
@in_fund(Role.READER)
def match_criteria_page(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """The six criteria as a traffic light each, with what is missing and the page that enters it."""
    stand = stand_of(fund, round)
    counted, facts = said_by(stand)
    payouts = reverse("members:payouts", args=[fund.code])
    return render(request, "members/match_criteria.html", {
        "fund": fund, "stand": stand, "round": stand.round, "counted": counted,
        "paid": [(line, payouts + _query(stand.round, "members:payouts", "", line.category)) for line in facts.paid],
        "criteria": [
            (one, [(check, where(fund, stand.round, check)) for check in one.checks]) for one in facts.criteria
        ],
        "open": len(list(facts.open())), "told": match_checks.WORDING,
        "may_be_worded": stand.may_be_sent and request.rights["registrar"],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def match_wording(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Enter what the request says that no row of the portal tells."""
    found = round_of(fund, round)
    form = WordingForm(request.POST or None, initial=typed_before(found.wording))
    if form.is_bound and form.is_valid():
        try:
            matching.word(found, form.wording(), by=request.user)
        except matching.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What the request says is saved."))
            return redirect("members:match-criteria", fund.code, found.pk)
    return render(request, "members/match_wording.html", {"fund": fund, "round": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def match_sending(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Show what will be sent and what will happen, then keep it as it is."""
    stand = stand_of(fund, round)
    if stand.request:
        messages.info(request, _("A request of this round was sent on %(day)s.") % {
            "day": thai.long_date(stand.request.on)
        })  # fmt: skip
        return redirect("members:match-round", fund.code, round)
    counted, facts = said_by(stand)
    points = [(one, check, where(fund, stand.round, check)) for one, check in facts.open()]
    form = SendingForm(request.POST or None, open_count=len(points), initial={"seen": counted.fingerprint})
    if form.is_bound and form.is_valid() and _sent(request, stand, form, facts):
        return redirect("members:match-round", fund.code, round)
    if form.is_bound:  # what is shown now is what is sent next
        form.data = request.POST.copy()
        form.data["seen"] = counted.fingerprint
    return render(request, "members/match_sending.html", {
        "fund": fund, "round": stand.round, "form": form, "counted": counted, "points": points,
        "version": len(stand.versions) + 1, "not_counted": len(counted.lines) - counted.heads, "today": thai.today(),
    })  # fmt: skip


def _sent(request: FundRequest, stand: Stand, form: SendingForm, facts: Facts) -> bool:
    typed = form.cleaned_data
    try:
        made = matching.send(
            stand.round, key=typed["key"], seen=typed["seen"], on=thai.today(), by=request.user,
            papers=facts.kept(stand.round.wording),
        )  # fmt: skip
    except matching.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The request is kept as it was sent, with its list and its hash."))
    return made is not None


@require_GET
@in_fund(Role.READER)
@from_a_replica
def match_paper(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """The match request on the paper's layout: as it was sent, or a draft that says so."""
    stand, told = _papers(fund, round)
    return inline(
        match_prints.request(fund, stand, **told, day=thai.today()), f"match-{fund.code}-{stand.round.number}"
    )


@require_GET
@in_fund(Role.READER)
@from_a_replica
def match_sheet(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """The same request as an Excel file: the paper, its list, and who is not counted."""
    stand, told = _papers(fund, round)
    made = match_prints.request_sheet(fund, stand, **told, day=thai.today())
    name = f'attachment; filename="match-{fund.code}-{stand.round.number}.xlsx"'
    kind = files.CONTENT_TYPES[files.Format.XLSX]
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": name, "Cache-Control": "private"})


def _papers(fund: Fund, round: int) -> tuple[Stand, dict[str, Any]]:
    stand = match_stages.stands([round_of(fund, round)])[0]
    counted, facts = said_by(stand)
    return stand, {"counted": counted, "facts": facts}
