"""One payment voucher as it stands on paper, and printing vouchers and receipts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from funds import attachments, corrections
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Receipt, Transfer, Voucher
from members import looks, printing, prints
from members.forms.corrections import PrintForm
from members.models import Payout, Person

from .corrections import name_of
from .papers import inline


@require_GET
@in_fund(Role.READER)
def voucher(request: FundRequest, fund: Fund, voucher: int) -> HttpResponse:
    """One voucher: who was paid, for what, out of which account; void when it was turned back."""
    found = get_object_or_404(Voucher.objects.filter(fund=fund).select_related("by"), pk=voucher)
    moved = Transfer.objects.of(fund).filter(voucher=found).select_related("debit", "credit", "reversal__by")
    entries = list(moved.order_by("pk"))
    return render(request, "members/voucher.html", {
        "fund": fund, "voucher": found, "moved": entries,
        "payout": Payout.objects.of(fund).filter(voucher=found).select_related("claim__person", "claim__term").first(),
        "void": next((each.reversal for each in entries if hasattr(each, "reversal")), None),
        "asked": corrections.standing(found),
        "proofs": [
            (each, reverse("members:voucher-proof", args=[fund.code, found.pk, each.address]),
             reverse("members:voucher-proof-taking-back", args=[fund.code, found.pk, each.address]))
            for each in attachments.proofs_of(found)
        ],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def voucher_print(request: FundRequest, fund: Fund, voucher: int) -> HttpResponse:
    """Print a voucher: the original the first time, a copy with its count from then on."""
    found = get_object_or_404(Voucher.objects.filter(fund=fund).select_related("by"), pk=voucher)
    return _print(request, fund, found, reverse("members:voucher", args=[fund.code, found.pk]))


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def receipt_print(request: FundRequest, fund: Fund, receipt: int) -> HttpResponse:
    """Print a receipt: the original the first time, a copy with its count from then on."""
    found = get_object_or_404(Receipt.objects.of(fund).select_related("by"), pk=receipt)
    return _print(request, fund, found, reverse("members:receipt", args=[fund.code, found.pk]))


def _paid_in_person(paper: Voucher) -> Person | None:
    """Give who was paid on a voucher in person and has a citizen ID."""
    payout = Payout.objects.filter(voucher=paper).select_related("claim__person").first()
    person = payout.claim.person if payout else None
    return person if person and person.citizen_id and person.name == paper.payee else None


def _print(request: FundRequest, fund: Fund, paper: printing.Paper, back_url: str) -> HttpResponse:
    is_receipt = isinstance(paper, Receipt)
    usual = prints.RECEIPT_SIZE if is_receipt else prints.VOUCHER_SIZE
    payee = _paid_in_person(paper) if isinstance(paper, Voucher) and request.rights[Role.KEEPER] else None
    form = PrintForm(request.POST if request.method == "POST" else None, usual=usual, may_be_whole=payee is not None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        copy = printing.record(fund, paper, key=typed["key"], by=request.user)
        more: dict[str, Any] = {}
        if payee and typed["whole"]:
            more = {"number": looks.printed(payee, fund=fund, paper=str(paper), by=request.user)}
        make: Any = prints.receipt if is_receipt else prints.voucher
        made = make(fund, paper, copy=copy, size=typed["size"], **more)
        return inline(made, f"{printing.subject_of(paper)}-{paper.number}-{paper.year}")
    return render(request, "members/print.html", {
        "fund": fund, "name": name_of(paper), "back_url": back_url, "form": form, "prints": printing.prints_of(paper),
    })  # fmt: skip
