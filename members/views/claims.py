"""Claims: which wait for whom, one claim with all that happened to it, the decision, the payment."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from funds import ledger, regulations
from funds.access import FundRequest, Role, in_fund
from funds.models import Category, Fund, Transfer
from funds.rules import wording
from members import claims as acts
from members.forms.decisions import DecisionForm, PayoutForm
from members.models import Claim, ClaimQuerySet, ClaimState, EndReason, Verdict
from welfare import money, sheets, thai

from .answers import Step, step

PER_PAGE = 40
TABS = (ClaimState.WAITING, ClaimState.APPROVED, ClaimState.PAID, ClaimState.REFUSED)
BADGES: dict[str, str] = {
    ClaimState.WAITING: "wait", ClaimState.APPROVED: "wait", ClaimState.PAID: "done", ClaimState.REFUSED: "off",
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
    """One claim of the list: its state and since when it waits in words, the sum where it stands (baht)."""

    claim: Claim
    label: str
    badge: str
    since: str
    amount: Decimal


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
def claims(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The claims of one fund by where they stand; those that wait are shown first, the longest waiting on top."""
    words = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", ClaimState.WAITING)
    state = state if state in ClaimState.values else EVERY
    waits = state in (ClaimState.WAITING, ClaimState.APPROVED)
    sort = request.GET.get("sort", "")
    sort = sort if sort in ORDERS else "filed" if waits else "-filed"
    of_fund = Claim.objects.of(fund)
    counts = of_fund.count_by_state()
    found = of_fund.in_state(state).matching(words).with_state()
    found = found.select_related("person", "membership", "term", "decision", "payout__transfer__reversal")
    found = found.order_by(*ORDERS[sort])
    if sheets.asked(request):
        return _file(request, fund, found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = thai.today()
    context = {
        "fund": fund, "words": words, "state": state, "sort": sort, "page": page,
        "rows": [_row(claim, today) for claim in page.object_list],
        "tabs": [(tab.value, tab.label, counts.get(tab, 0)) for tab in TABS], "every": sum(counts.values()),
    }  # fmt: skip
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "members/claims.html#rows" if is_part else "members/claims.html", context)


def _row(claim: Claim, today: date) -> Row:
    approved = claim.state in (ClaimState.APPROVED, ClaimState.PAID)
    amount = claim.decision.amount if approved else claim.amount
    if claim.state == ClaimState.PAID and hasattr(claim.payout.transfer, "reversal"):
        return Row(claim, _("payment turned back"), "off", since(claim, today), amount)
    return Row(claim, str(ClaimState(claim.state).label), BADGES[claim.state], since(claim, today), amount)


def _file(request: FundRequest, fund: Fund, claims: ClaimQuerySet) -> HttpResponseBase:
    today = thai.today()
    columns = (
        sheets.Shown(_("Claim")), sheets.Shown(_("Name")), sheets.Shown(_("Member number"), sheets.Kind.COUNT),
        sheets.Shown(_("For"), width=36), sheets.Shown(_("Happened on"), sheets.Kind.DAY),
        sheets.Shown(_("Filed on"), sheets.Kind.DAY), sheets.Shown(_("State")), sheets.Shown(_("Waiting or done")),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    rows = (_row(claim, today) for claim in claims.iterator(chunk_size=1000))
    return sheets.export(request, f"claims-{fund.code}", columns, (
        (row.claim, row.claim.person.name, row.claim.membership.number if row.claim.membership else None,
         row.claim.what, row.claim.occurred_on, row.claim.filed_on, row.label, row.since, row.amount)
        for row in rows
    ))  # fmt: skip


def since(claim: Claim, today: date) -> str:
    """Say since when a claim waits, or on which day it was done with; its records must be loaded."""
    if claim.state == ClaimState.PAID:
        return _("paid on %(date)s") % {"date": thai.short_date(claim.payout.on)}
    if claim.state == ClaimState.REFUSED:
        return _("refused on %(date)s") % {"date": thai.short_date(claim.decision.on)}
    start = claim.filed_on if claim.state == ClaimState.WAITING else claim.decision.on
    days = max((today - start).days, 0)
    waited = ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"}
    return _("since %(date)s, %(waited)s") % {"date": thai.short_date(start), "waited": waited}


def _claim(fund: Fund, pk: int) -> Claim:
    return get_object_or_404(Claim.objects.of(fund).with_state().with_records(), pk=pk)


@require_GET
@in_fund(Role.READER)
def claim(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """One claim: what was asked, why this sum, who did what and when, and for whom it waits."""
    found = _claim(fund, claim)
    membership = found.membership
    tells_of_death = (
        found.category == Category.DEATH and membership is not None and membership.end_reason != EndReason.DIED
        and found.state != ClaimState.REFUSED
    )  # fmt: skip
    back = _back(found)
    return render(request, "members/claim.html", {
        "fund": fund, "claim": found, "facts": _facts(found), "waits": _waits(request, fund, found),
        "tells_of_death": tells_of_death, "back": back, "badge": "off" if back else BADGES[found.state],
        "label": _("payment turned back") if back else ClaimState(found.state).label,
    })  # fmt: skip


def _back(claim: Claim) -> Transfer | None:
    """Give the entry that turned the payment of a claim back."""
    if claim.state != ClaimState.PAID:
        return None
    return Transfer.objects.filter(reversal_of=claim.payout.transfer_id).select_related("by").first()


def _facts(claim: Claim) -> list[tuple[str, str]]:
    """Give the facts that the rule asked for, as label and words."""
    said: list[tuple[str, str]] = []
    for name, unit in (("children", "child"), ("items", "item")):
        if name in claim.facts:
            said.append((wording.fact_name(name), wording.counted(claim.facts[name], unit)))
    named = claim.facts.get("facts", {})
    if named and claim.term:
        labels = {condition.fact: condition.label for condition in regulations.rule_of(claim.term).conditions}
        said += [(wording.fact_name(name, labels.get(name, "")), wording.value(value)) for name, value in named.items()]
    if claim.facts.get("vouched_by"):
        said.append((_("Who vouches for it"), claim.facts["vouched_by"]))
    return said


@dataclass(frozen=True, slots=True)
class Waits:
    """For whom a claim waits, and the door that opens for this reader, if one does."""

    text: str
    url: str = ""
    label: str = ""


def _waits(request: FundRequest, fund: Fund, claim: Claim) -> Waits | None:
    if claim.state == ClaimState.WAITING:
        text = _("It waits for the chair or a committee member who did not file it.")
        if claim.by_id == request.user.pk:
            return Waits(_("You filed this claim, so someone else decides: the chair or a committee member."))
        if not request.rights[Role.DECIDER]:
            return Waits(text)
        return Waits(text, reverse("members:claim-decision", args=[fund.code, claim.pk]), _("Decide on this claim"))
    if claim.state == ClaimState.APPROVED:
        text = _("It is approved and waits for the treasurer to pay.")
        if claim.decision.by_id == request.user.pk:
            return Waits(_("You approved this claim, so someone else pays: the treasurer."))
        if not request.rights[Role.PAYER]:
            return Waits(text)
        return Waits(text, reverse("members:claim-payout", args=[fund.code, claim.pk]), _("Pay this claim"))
    return None


@require_http_methods(["GET", "POST"])
@in_fund(Role.DECIDER)
def claim_decision(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Approve or refuse a claim; never by who filed it."""
    found = _claim(fund, claim)
    if found.state != ClaimState.WAITING:
        messages.info(request, _("Claim %(claim)s has been decided.") % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, claim=found, today=thai.today())
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            decision = acts.decide(
                found, key=typed["key"], verdict=Verdict(typed["verdict"]), on=typed["on"], by=request.user,
                amount=typed["amount"], reason=form.reason_given(),
            )  # fmt: skip
        except (acts.OwnClaim, acts.AlreadyDecided, acts.NeverRaised, acts.TooEarly) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _decided(found, decision.verdict, decision.amount))
            return redirect("members:claim", fund.code, found.pk)
    is_own = found.by_id == request.user.pk
    return render(
        request, "members/claim_decision.html", {"fund": fund, "claim": found, "form": form, "is_own": is_own}
    )


def _decided(claim: Claim, verdict: str, amount: object) -> str:
    if verdict == Verdict.REFUSE:
        return _("Claim %(claim)s is refused.") % {"claim": claim}
    return _("Claim %(claim)s is approved for %(amount)s baht. It waits for the treasurer to pay.") % {
        "claim": claim, "amount": money.format_baht(amount),  # type: ignore[arg-type]
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.PAYER)
def claim_payout(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Pay an approved claim: type, read back what will happen to the money, pay."""
    found = _claim(fund, claim)
    if found.state != ClaimState.APPROVED:
        paid = found.state == ClaimState.PAID
        text = _("Claim %(claim)s has been paid.") if paid else _("Claim %(claim)s is not approved.")
        messages.info(request, text % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    form = PayoutForm(
        request.POST if request.method == "POST" else None, claim=found, fund=fund, today=thai.today()
    )  # fmt: skip
    now = step(request, form)
    if now is Step.SAVE:
        entry = form.cleaned_data
        try:
            payout = acts.pay(
                found, key=entry["key"], cash=entry["cash"], on=entry["on"], by=request.user, payee=entry["payee"],
                witness=entry["witness"],
            )  # fmt: skip
        except ledger.NotEnoughMoney as refusal:
            form.add_error("cash", str(refusal))
        except ledger.MonthIsClosed as refusal:
            form.add_error("on", str(refusal))
        except (acts.OwnClaim, acts.AlreadyPaid, acts.NotApproved, acts.TooEarly, ledger.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            paid_words = {"amount": money.format_baht(payout.amount), "voucher": payout.voucher}
            messages.success(request, _("%(amount)s baht paid on voucher %(voucher)s.") % paid_words)
            return redirect("members:claim", fund.code, found.pk)
    context = {"fund": fund, "claim": found, "form": form, "is_own": found.decision.by_id == request.user.pk}
    if now is Step.CHECK:
        return render(request, "members/claim_payout_check.html", {**context, "answers": form.answers()})
    return render(request, "members/claim_payout.html", context)
