"""What people do with a claim: sign, refuse or send it back, mend it, pay it, withdraw it, confirm the money."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funds import ledger
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import approvals, claim_papers, claim_refusals, claim_steps, claims, payable
from members.forms.decisions import RETURN, DecisionForm, PayoutForm, StepForm
from members.models import Claim, ClaimAct, ClaimState, Decision, Verdict
from members.payable import Payable
from welfare import money, thai

from .answers import Step, step
from .claim import claim_of, is_standing_in


@require_http_methods(["GET", "POST"])
@in_fund(Role.SIGNER)
def claim_decision(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Approve, refuse or send back a claim: type, read back what follows, sign; never by who filed it."""
    found = claim_of(fund, claim)
    if found.state != ClaimState.WAITING:
        messages.info(request, _("Claim %(claim)s waits for no decision.") % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    approval = approvals.approval_of(found)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, claim=found, today=thai.today(),
        standing=min((one.amount for one in approval.signatures), default=found.amount),
        stands_in=is_standing_in(request, Role.DECIDER),
    )  # fmt: skip
    now = step(request, form)
    if now is Step.SAVE:
        try:
            said = _decide(found, form, request)
        except claim_refusals.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("members:claim", fund.code, found.pk)
    context: dict[str, Any] = {"fund": fund, "claim": found, "form": form, "approval": approval}
    if now is Step.CHECK:
        answers = form.answers(approval.missing)
        return render(request, "members/claim_decision_check.html", {**context, "answers": answers})
    taken = approvals.makers_of(found) | {one.by_id for one in approval.signatures}
    seen = {each.paper for each in claim_papers.seen(found)}
    context["unseen"] = [paper for paper in claim_papers.required(found) if paper not in seen]
    return render(request, "members/claim_decision.html", {**context, "is_own": request.user.pk in taken})


def _decide(claim: Claim, form: DecisionForm, request: FundRequest) -> str:
    """Do what the form says, and say in a sentence what became of the claim."""
    typed = form.cleaned_data
    if typed["verdict"] == RETURN:
        claim_steps.take(
            claim, ClaimAct.RETURNED, key=typed["key"], note=form.reason_given(), on=typed["on"], by=request.user
        )
        return _("Claim %(claim)s is sent back for repair.") % {"claim": claim}
    done = approvals.decide(
        claim, key=typed["key"], verdict=Verdict(typed["verdict"]), on=typed["on"], by=request.user,
        amount=typed["amount"], reason=form.reason_given(), standing_in=typed.get("standing_in", ""),
    )  # fmt: skip
    words = {"claim": claim, "amount": money.format_baht(done.amount)}
    if not isinstance(done, Decision):
        return _("You signed claim %(claim)s for %(amount)s baht. Others sign after you.") % words
    if done.verdict == Verdict.REFUSE:
        return _("Claim %(claim)s is refused.") % words
    return _("Claim %(claim)s is approved for %(amount)s baht. It waits for the treasurer to pay.") % words


@require_http_methods(["GET", "POST"])
@in_fund(Role.SETTLER)
def claim_payout(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Pay an approved claim: type, read back what will happen to the money, pay."""
    found = payable.read(fund, claim)
    if found is None:
        return _told_that_it_is_not_to_be_paid(request, claim_of(fund, claim))
    form = PayoutForm(
        request.POST if request.method == "POST" else None, claim=found.claim, places=found.places,
        today=thai.today(), stands_in=is_standing_in(request, Role.PAYER),
    )  # fmt: skip
    now = step(request, form)
    if now is Step.SAVE and (said := _pay(found, form, request)):
        messages.success(request, said)
        return redirect("members:claim", fund.code, claim)
    context = {"fund": fund, "claim": found.claim, "form": form}
    if now is Step.CHECK:
        return render(request, "members/claim_payout_check.html", {**context, "answers": form.answers()})
    taken = approvals.makers_of(found.claim) | approvals.signers_of(found.claim)
    return render(request, "members/claim_payout.html", {**context, "is_own": request.user.pk in taken})


def _told_that_it_is_not_to_be_paid(request: FundRequest, claim: Claim) -> HttpResponse:
    paid = claim.state == ClaimState.PAID
    text = _("Claim %(claim)s has been paid.") if paid else _("Claim %(claim)s is not approved.")
    messages.info(request, text % {"claim": claim})
    return redirect("members:claim", claim.fund.code, claim.pk)


def _pay(found: Payable, form: PayoutForm, request: FundRequest) -> str:
    """Pay as typed and say so; nothing, with the reason in the form, where it cannot be."""
    typed = form.cleaned_data
    try:
        payout = claims.settle(
            found, key=typed["key"], cash=typed["cash"], on=typed["on"], by=request.user, payee=typed["payee"],
            witness=typed["witness"], proof=typed["proof"], standing_in=typed.get("standing_in", ""),
        )  # fmt: skip
    except ledger.NotEnoughMoney as refusal:
        form.add_error("cash", str(refusal))
    except ledger.MonthIsClosed as refusal:
        form.add_error("on", str(refusal))
    except (claim_refusals.Refused, ledger.Refused) as refusal:
        form.add_error(None, str(refusal))
    else:
        paid = {"amount": money.format_baht(payout.amount), "voucher": payout.voucher}
        return _("%(amount)s baht paid on voucher %(voucher)s.") % paid
    return ""


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def claim_repair(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Say what was mended, and send a claim in again."""
    words = {
        "title": _("Mend the claim"), "label": _("What was mended"), "submit": _("Send it in again"),
        "lead": _("The sum and the facts stay. Where they are wrong, withdraw the claim and file it anew."),
        "said": _("Claim %(claim)s is sent in again. It waits for a decision."),
    }  # fmt: skip
    return _take(request, fund, claim, ClaimAct.REPAIRED, words)


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def claim_withdrawal(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Withdraw a claim that is not paid, as the claimant wishes."""
    words = {
        "title": _("Withdraw the claim"), "label": _("Why it is withdrawn"), "submit": _("Withdraw it"),
        "lead": _("It stays on record and is not paid. What it was for may be claimed anew."),
        "said": _("Claim %(claim)s is withdrawn."),
    }  # fmt: skip
    return _take(request, fund, claim, ClaimAct.WITHDRAWN, words)


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def claim_confirmation(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Record that the receiver has the money."""
    words = {
        "title": _("The receiver confirms"), "label": _("How it was confirmed"), "submit": _("Record it"),
        "lead": _("For example: signed the voucher, or said so by telephone."),
        "said": _("That the money of claim %(claim)s was received is recorded."),
    }  # fmt: skip
    return _take(request, fund, claim, ClaimAct.CONFIRMED, words)


def _take(request: FundRequest, fund: Fund, claim: int, act: ClaimAct, words: dict[str, str]) -> HttpResponse:
    found = claim_of(fund, claim)
    form = StepForm(
        request.POST if request.method == "POST" else None, claim=found, label=words["label"], today=thai.today()
    )
    is_open = found.state in claim_steps.FROM[act]
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            claim_steps.take(found, act, key=typed["key"], note=typed["note"], on=typed["on"], by=request.user)
        except claim_refusals.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words["said"] % {"claim": found})
            return redirect("members:claim", fund.code, found.pk)
    if not is_open and request.method == "GET":
        messages.info(request, _("Claim %(claim)s stands elsewhere now.") % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    last = found.acts.all()
    return render(request, "members/claim_step.html", {
        "fund": fund, "claim": found, "form": form, "words": words,
        "returned": last[len(last) - 1] if act == ClaimAct.REPAIRED and last else None,
    })  # fmt: skip
