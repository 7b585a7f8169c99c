"""Papers to print: the voucher, the receipt and the claim form, each as a PDF in the browser."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Receipt, Voucher
from members import prints
from members.models import Payout

from .claim import claim_of, sees_causes


@require_GET
@in_fund(Role.READER)
def voucher_paper(request: FundRequest, fund: Fund, voucher: int) -> HttpResponse:
    """A payment voucher to look at, on A4 or as asked, marked as a copy: the original comes of printing alone."""
    found = get_object_or_404(Voucher.objects.filter(fund=fund).select_related("by"), pk=voucher)
    payout = Payout.objects.filter(voucher=found).first()
    with_cause = payout is None or sees_causes(request, claim_of(fund, payout.claim_id))
    return inline(
        prints.voucher(fund, found, copy=True, size=_size(request, prints.VOUCHER_SIZE), with_cause=with_cause),
        f"voucher-{found.number}-{found.year}",
    )


@require_GET
@in_fund(Role.READER)
def receipt_paper(request: FundRequest, fund: Fund, receipt: int) -> HttpResponse:
    """A receipt to look at, on A5 or the size asked for, marked as a copy: the original comes of printing alone."""
    found = get_object_or_404(Receipt.objects.filter(fund=fund).select_related("by"), pk=receipt)
    return inline(
        prints.receipt(fund, found, copy=True, size=_size(request, prints.RECEIPT_SIZE)),
        f"receipt-{found.number}-{found.year}",
    )


@require_GET
@in_fund(Role.READER)
def claim_paper(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """The claim form on A4, for the signatures of the centre and the chair."""
    found = claim_of(fund, claim)
    made = prints.claim(fund, found, copy="copy" in request.GET, with_cause=sees_causes(request, found))
    return inline(made, f"claim-{found.number}-{found.year}")


def _size(request: FundRequest, usual: str) -> str:
    asked = request.GET.get("size", "")
    return asked if asked in prints.SIZES else usual


def inline(made: bytes, name: str) -> HttpResponse:
    """Show a PDF in the browser under `name`; nobody on the way keeps it."""
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private"},
    )
