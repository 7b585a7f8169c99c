"""Corrections: what is to be turned back and why, who decides, and what became of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import corrections as books
from funds import ledger, policies
from funds.access import FundRequest, Role, in_fund
from funds.models import Correction, CorrectionQuerySet, Fund, Receipt, Transfer, Voucher
from members import corrections as acts
from members.forms.corrections import CorrectionForm, VerdictForm
from welfare import sheets, thai
from welfare.replicas import from_a_replica

PER_PAGE = 50
STATES = ("waiting", "done", "declined", "all")


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction as pages show it: the paper in words with its address, its sum, and where the correction stands."""

    correction: Correction
    paper: str
    url: str
    amount: Decimal

    @property
    def state(self) -> str:
        decision = getattr(self.correction, "decision", None)
        if decision is None:
            return "waiting"
        return "done" if decision.is_done else "declined"

    @property
    def label(self) -> str:
        return {"waiting": _("waits for a second person"), "done": _("turned back"), "declined": _("declined")}[
            self.state
        ]


def asked_of(fund: Fund, correction: Correction) -> Asked:
    """Write `correction` for a page; its paper must be loaded."""
    paper = books.paper_of(correction)
    return Asked(correction, name_of(paper), address_of(fund, paper), paper.amount)


def name_of(paper: books.Paper) -> str:
    """Name a paper or an entry in words."""
    if isinstance(paper, Receipt):
        return _("Receipt %(paper)s") % {"paper": paper}
    if isinstance(paper, Voucher):
        return _("Voucher %(paper)s") % {"paper": paper}
    return _("Entry of %(date)s") % {"date": thai.short_date(paper.on)}


def address_of(fund: Fund, paper: books.Paper) -> str:
    """Give the address of the page of a paper or an entry."""
    name = {Receipt: "members:receipt", Voucher: "members:voucher", Transfer: "funds:entry"}[type(paper)]
    return reverse(name, args=[fund.code, paper.pk])


@require_GET
@in_fund(Role.READER)
@from_a_replica
def corrections(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The corrections of one fund by where they stand, the latest first."""
    state = request.GET.get("state", "all")
    state = state if state in STATES else "all"
    words = request.GET.get("q", "").strip()[:100]
    every = Correction.objects.of(fund).matching(words)
    counts = every.count_by_state()
    chosen = {"waiting": every.waiting(), "done": every.done(), "declined": every.declined(), "all": every}[state]
    rows = chosen.with_records().order_by("-on", "-pk")
    if sheets.asked(request):
        return _file(request, fund, rows)
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = counts[state]
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "members/corrections.html", {
        "fund": fund, "state": state, "counts": counts, "page": page, "words": words,
        "rows": [asked_of(fund, correction) for correction in page.object_list],
        "limit": policies.in_force(fund, thai.today()).second_person_above,
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, rows: CorrectionQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Asked on"), sheets.Kind.DAY), sheets.Shown(_("What is turned back")),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT), sheets.Shown(_("Reason"), width=40),
        sheets.Shown(_("Asked by")), sheets.Shown(_("State")), sheets.Shown(_("Decided by")),
    )  # fmt: skip
    lines = (
        (each.correction.on, each.paper, each.amount, each.correction.reason, each.correction.by, each.label,
         each.correction.decision.by if each.state != "waiting" else "")
        for each in (asked_of(fund, correction) for correction in rows.iterator(chunk_size=500))
    )  # fmt: skip
    return sheets.export(request, f"corrections-{fund.code}", columns, lines)


def correction_in(fund: Fund, pk: int) -> Correction:
    """Give a correction of `fund` with its records. Raises Http404."""
    return get_object_or_404(Correction.objects.of(fund).with_records(), pk=pk)


@require_GET
@in_fund(Role.READER)
def correction(request: FundRequest, fund: Fund, correction: int) -> HttpResponse:
    """One correction: who asked, why, and what became of it."""
    found = correction_in(fund, correction)
    may_decide = request.rights[Role.SECOND] and found.by_id != request.user.pk
    page = {"fund": fund, "asked": asked_of(fund, found), "may_decide": may_decide}
    return render(request, "members/correction.html", page)


@require_http_methods(["GET", "POST"])
@in_fund(Role.SECOND)
def correction_decision(request: FundRequest, fund: Fund, correction: int) -> HttpResponse:
    """Decide on a correction above the fund's limit; never by who asked for it."""
    found = correction_in(fund, correction)
    if hasattr(found, "decision"):
        return redirect("members:correction", fund.code, found.pk)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            decision = acts.decide(
                found, key=typed["key"], is_done=typed["verdict"] == "done", on=thai.today(), by=request.user,
                note=typed["note"],
            )  # fmt: skip
        except (books.Refused, ledger.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            done = _("It is turned back.") if decision.is_done else _("The correction is declined.")
            messages.success(request, done)
            return redirect("members:correction", fund.code, found.pk)
    return render(request, "members/correction_decision.html", {
        "fund": fund, "asked": asked_of(fund, found), "form": form, "is_own": found.by_id == request.user.pk,
        "consequences": acts.consequences(books.paper_of(found)),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.CORRECTOR)
def receipt_correction(request: FundRequest, fund: Fund, receipt: int) -> HttpResponse:
    """Turn a receipt back, or ask for it."""
    return _turn_back(request, fund, get_object_or_404(Receipt.objects.of(fund), pk=receipt))


@require_http_methods(["GET", "POST"])
@in_fund(Role.CORRECTOR)
def voucher_correction(request: FundRequest, fund: Fund, voucher: int) -> HttpResponse:
    """Turn a voucher back, or ask for it."""
    return _turn_back(request, fund, get_object_or_404(Voucher.objects.filter(fund=fund), pk=voucher))


@require_http_methods(["GET", "POST"])
@in_fund(Role.CORRECTOR)
def entry_correction(request: FundRequest, fund: Fund, entry: int) -> HttpResponse:
    """Turn an entry without a paper back, or ask for it."""
    return _turn_back(request, fund, get_object_or_404(Transfer.objects.of(fund), pk=entry))


def _turn_back(request: FundRequest, fund: Fund, paper: books.Paper) -> HttpResponse:
    """Ask why, say what will happen, then do it or wait for a second person."""
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    refused, today = "", thai.today()
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            asked = acts.ask(fund, paper, key=typed["key"], reason=typed["reason"], on=today, by=request.user)
        except (books.Refused, ledger.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            done = hasattr(asked, "decision")
            words = _("It is turned back.") if done else _("Asked. It is turned back when a second person confirms.")
            messages.success(request, words)
            return redirect("members:correction", fund.code, asked.pk)
    else:
        try:
            books.refuse(paper)
        except books.Refused as refusal:
            refused = str(refusal)
    return render(request, "members/correction_new.html", {
        "fund": fund, "paper": name_of(paper), "paper_url": address_of(fund, paper), "amount": paper.amount,
        "form": form, "refused": refused, "consequences": acts.consequences(paper),
        "needs_second": books.needs_second_person(fund, paper.amount, today),
        "limit": policies.in_force(fund, today).second_person_above, "today": today,
    })  # fmt: skip
