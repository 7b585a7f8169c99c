"""One entry of the journal: its accounts, its paper, and the entry that turned it back or that it turns back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from funds import corrections
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Transfer


@require_GET
@in_fund(Role.READER)
def entry(request: FundRequest, fund: Fund, entry: int) -> HttpResponse:
    """One entry, with the pair it may be half of."""
    rows = Transfer.objects.of(fund).select_related(
        "debit", "credit", "receipt", "voucher", "by", "reversal__by", "reversal_of__receipt", "reversal_of__voucher",
        "bank_match__line__account",
    )  # fmt: skip
    found = get_object_or_404(rows, pk=entry)
    asked = corrections.standing(found)
    is_alone = found.receipt_id is None and found.voucher_id is None and found.reversal_of_id is None
    return render(request, "funds/correction_entry.html", {
        "fund": fund, "entry": found, "asked": asked, "may_turn_back": is_alone and not hasattr(found, "reversal"),
    })  # fmt: skip
