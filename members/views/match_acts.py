"""What becomes of a match request: withdrawn, decided, received, recalled, paid back; each typed, read back, saved."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funds import ledger
from funds.access import FundRequest, Role, in_fund
from funds.forms import EntryForm
from funds.models import Fund, MatchRequest
from members import match_amending, match_money, matching
from members.forms.matching import AmendmentForm, ApprovalForm, PayingBackForm, ReasonForm, RecallForm, ReceivingForm
from members.match_stages import Stand
from welfare import thai
from welfare.money import format_baht

from .match_rounds import stand_of


def sent_of(fund: Fund, round: int) -> tuple[Stand, MatchRequest]:
    """Give a round of `fund` with the request that stands, or answer 404."""
    stand = stand_of(fund, round)
    if stand.request is None:
        raise Http404
    stand.request.round = stand.round
    return stand, stand.request


def _took(
    request: FundRequest, fund: Fund, stand: Stand, form: EntryForm, record: Callable[[dict[str, Any]], object],
    told: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Ask, read back what was understood, then record; the step is in the button that was pressed."""
    step = request.POST.get("step", "check")
    page = {"fund": fund, "stand": stand, "round": stand.round, "form": form} | told
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "members/match_act_check.html", page | {"answers": form.answers()})
    if form.is_bound and form.is_valid() and step == "save":
        try:
            record(form.cleaned_data)
        except (matching.Refused, ledger.Refused) as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, told["done"])
            return redirect("members:match-round", fund.code, stand.round.pk)
    return render(request, "members/match_act.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def match_withdrawal(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Withdraw a request that is not decided, to send it again."""
    told = {
        "title": _("Withdraw the request"), "submit": _("Withdraw it"), "done": _("The request is withdrawn."),
        "lead": _("It stays on record with its list. What it says can be changed, and it is sent again."),
    }  # fmt: skip
    return _turned_down(request, fund, round, matching.withdraw, told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.PROVINCE_READER)
def match_refusal(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Record that a request was not approved."""
    told = {
        "title": _("Record that it was not approved"), "submit": _("Record it"), "done": _("It is recorded."),
        "lead": _("The fund may send the round again."),
    }  # fmt: skip
    return _turned_down(request, fund, round, matching.refuse, told)


def _turned_down(
    request: FundRequest, fund: Fund, round: int, act: Callable[..., object], told: dict[str, Any]
) -> HttpResponse:
    stand, sent = sent_of(fund, round)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            act(sent, key=typed["key"], reason=typed["reason"], on=thai.today(), by=request.user)
        except matching.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told["done"])
            return redirect("members:match-round", fund.code, round)
    page = {"fund": fund, "stand": stand, "round": stand.round, "form": form, "kind": "wrong"} | told
    return render(request, "members/match_act.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.PROVINCE_READER)
def match_approval(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Record what was approved: the sum, the letter, and who was left out."""
    stand, sent = sent_of(fund, round)
    form = ApprovalForm(
        request.POST or None, fund=fund, today=thai.today(), initial={"on": thai.today(), "amount": sent.amount}
    )

    def record(typed: dict[str, Any]) -> object:
        return matching.approve(
            sent, key=typed["key"], amount=typed["amount"], on=typed["on"], by=request.user, paper=typed["paper"],
            reason=typed["reason"], struck=typed["struck"],
        )  # fmt: skip

    return _took(request, fund, stand, form, record, {
        "title": _("Record the approval"), "submit": _("Check before saving"), "done": _("The approval is recorded."),
        "lead": _("The sum may be less than what was asked for, never more."),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.PROVINCE_READER)
def match_amendment(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Type an approval anew that was typed otherwise than its letter has it."""
    stand, sent = sent_of(fund, round)
    if not stand.sums.approved:
        messages.info(request, _("Nothing is approved yet, so there is nothing to amend."))
        return redirect("members:match-round", fund.code, round)
    paper = match_amending.stands(sent).paper
    usual = {"on": thai.today(), "amount": stand.sums.approved, "paper": paper}
    form = AmendmentForm(request.POST or None, fund=fund, today=thai.today(), initial=usual)

    def record(typed: dict[str, Any]) -> object:
        return match_amending.amend(
            sent, key=typed["key"], amount=typed["amount"], on=typed["on"], by=request.user, paper=typed["paper"],
            reason=typed["reason"], struck=typed["struck"],
        )  # fmt: skip

    lead = _(
        "What was typed first stays on record. %(received)s baht are received: if less is approved, the rest goes back."
    ) % {"received": format_baht(stand.sums.received)}
    return _took(request, fund, stand, form, record, {
        "title": _("Amend the approval"), "submit": _("Check before saving"), "done": _("The approval is amended."),
        "lead": lead,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def match_receipt(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Receive an approved match on a receipt, or say which entry of the books it is."""
    stand, sent = sent_of(fund, round)
    if link := request.POST.get("entry"):
        return _linked(request, fund, sent, link)
    form = ReceivingForm(
        request.POST or None,
        fund=fund,
        today=thai.today(),
        initial={"on": thai.today(), "amount": stand.sums.outstanding or None},
    )

    def record(typed: dict[str, Any]) -> object:
        return match_money.receive(
            sent, key=typed["key"], amount=typed["amount"], into=typed["into"], on=typed["on"], by=request.user
        )

    return _took(request, fund, stand, form, record, {
        "title": _("Receive the match"), "submit": _("Check before saving"), "done": _("The match is received."),
        "lead": _("A receipt is made, and the money stands in the books under its round."),
        "candidates": match_money.candidates(sent)[:20] if stand.sums.outstanding else [],
    })  # fmt: skip


def _linked(request: FundRequest, fund: Fund, sent: MatchRequest, entry: str) -> HttpResponse:
    found = get_object_or_404(match_money.candidates(sent), pk=entry if entry.isdecimal() else 0)
    try:
        match_money.link(sent, found, by=request.user)
    except matching.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The entry is the money of this round."))
    return redirect("members:match-round", fund.code, sent.round_id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.SETTLER)
def match_recall(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Record that some of a match is to be paid back."""
    stand, sent = sent_of(fund, round)
    form = RecallForm(request.POST or None, fund=fund, today=thai.today())

    def record(typed: dict[str, Any]) -> object:
        return match_money.recall(
            sent, key=typed["key"], amount=typed["amount"], reason=typed["reason"], on=typed["on"], by=request.user,
            struck=typed["struck"],
        )  # fmt: skip

    return _took(request, fund, stand, form, record, {
        "title": _("Record what is to be paid back"), "submit": _("Check before saving"), "done": _("It is recorded."),
        "lead": _("Where wrong members were counted, the sum goes back to the state."),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.PAYER)
def match_paying_back(request: FundRequest, fund: Fund, round: int) -> HttpResponse:
    """Pay back what is recalled, on a voucher."""
    stand, sent = sent_of(fund, round)
    form = PayingBackForm(
        request.POST or None,
        fund=fund,
        today=thai.today(),
        initial={"on": thai.today(), "amount": stand.sums.due_back or None},
    )

    def record(typed: dict[str, Any]) -> object:
        return match_money.pay_back(
            sent, key=typed["key"], amount=typed["amount"], cash=typed["cash"], on=typed["on"], by=request.user,
            witness=typed["witness"],
        )  # fmt: skip

    return _took(request, fund, stand, form, record, {
        "title": _("Pay some of the match back"), "submit": _("Check before saving"), "done": _("It is paid back."),
        "lead": _("A voucher is made, and the money is taken off what the round brought."),
    })  # fmt: skip
