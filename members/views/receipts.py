"""The receipts of a fund, and one of them as it stands on paper."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from funds import corrections
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Receipt, ReceiptQuerySet, Transfer
from members import contributions
from members.forms import lists
from members.forms.register import ReceiptsForm
from members.models import Contribution
from welfare import sheets
from welfare.replicas import from_a_replica

PER_PAGE = 50


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def receipts(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The receipts of one fund, the newest first, searched by number, payer and days."""
    form = ReceiptsForm(request.GET)
    form.is_valid()
    words, since, until = (form.cleaned_data.get(name) for name in ("q", "since", "until"))
    found = Receipt.objects.of(fund).matching(words or "")
    if since:
        found = found.filter(on__gte=since)
    if until:
        found = found.filter(on__lte=until)
    order = lists.sort(request.GET.get("sort", ""), lists.RECEIPTS)
    rows = found.with_turned_back().select_related("by").order_by(*order.columns)
    if sheets.asked(request):
        return _file(request, fund, rows)
    sums = found.aggregate(count=Count("pk"), amount=Sum("amount"))
    # From the few that turn back to what they turned back: the other way reads every transfer of the country.
    back = Transfer.objects.of(fund).filter(reversal_of__isnull=False, reversal_of__receipt__in=found)
    gone = back.aggregate(amount=Sum("reversal_of__amount"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for receipt in page.object_list:
        receipt.fund = fund
    context = {
        "fund": fund, "form": form, "words": words, "since": since, "until": until, "page": page,
        "count": sums["count"], "total": (sums["amount"] or Decimal(0)) - (gone["amount"] or Decimal(0)),
        "turned_back": gone["amount"], "sort": order.key,
    }  # fmt: skip
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "members/receipts.html#rows" if is_part else "members/receipts.html", context)


def _file(request: FundRequest, fund: Fund, receipts: ReceiptQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Number")), sheets.Shown(_("Date"), sheets.Kind.DAY),
        sheets.Shown(_("Received from"), width=36), sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Note"), width=36), sheets.Shown(_("State")), sheets.Shown(_("Entered by")),
    )  # fmt: skip
    return sheets.export(request, f"receipts-{fund.code}", columns, (
        (each, each.on, each.payer, each.amount, each.note, _("turned back") if each.is_turned_back else "", each.by)
        for each in receipts.iterator(chunk_size=1000)
    ))  # fmt: skip


@require_GET
@in_fund(Role.READER)
def receipt(request: FundRequest, fund: Fund, receipt: int) -> HttpResponse:
    """One receipt: who paid, for whom, for which days, and the sum in words."""
    found = get_object_or_404(Receipt.objects.of(fund).with_turned_back().select_related("by"), pk=receipt)
    found.fund = fund
    given = Contribution.objects.of(fund).filter(receipt=found).select_related("membership__person").order_by("pk")
    moved = list(
        Transfer.objects.of(fund).filter(receipt=found).select_related("credit", "debit", "reversal__by").order_by("pk")
    )
    return render(request, "members/receipt.html", {
        "fund": fund, "receipt": found, "given": list(given), "moved": moved,
        "void": next((each.reversal for each in moved if hasattr(each, "reversal")), None),
        "asked": corrections.standing(found), "shares": contributions.shares_of([found]),
    })  # fmt: skip
