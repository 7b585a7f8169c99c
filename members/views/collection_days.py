"""The collection days of a fund: the sheets to choose, what was posted before, one day and its receipts."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import bookdays
from funds.access import FundRequest, Role, in_fund
from funds.models import Branch, Fund
from members import collections, contributions, printing, prints, sheet_prints
from members.forms import lists
from members.forms.corrections import PrintForm
from members.forms.lists import CollectionsForm
from members.models import Collection, CollectionDraft, Contribution, Membership
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .collections import WHOLE_FUND
from .papers import inline

PER_PAGE = 30


@require_GET
@in_fund(Role.READER)
@from_a_replica
def collection_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The branches with their sheets, and the collection days before, the latest first."""
    members = Membership.objects.of(fund).active(thai.today())
    counts = dict(members.order_by().values_list("branch").annotate(Count("pk")))
    drafts = {draft.branch_id: draft for draft in CollectionDraft.objects.filter(fund=fund, by=request.user)}
    branches = Branch.objects.filter(fund=fund).order_by("moo", "name")
    choices: list[tuple[int, str, int, CollectionDraft | None]] = [
        (branch.pk, branch.name, counts.get(branch.pk, 0), drafts.get(branch.pk)) for branch in branches
    ]
    if not choices or None in counts or None in drafts:
        choices.append((WHOLE_FUND, _("The whole fund"), sum(counts.values()), drafts.get(None)))
    form, order = CollectionsForm(request.GET, fund=fund), lists.sort(request.GET.get("sort", ""), lists.COLLECTIONS)
    past = _past(fund, form).select_related("branch", "into", "by").order_by(*order.columns)
    if sheets.asked(request):
        return _file(request, fund, past)
    return render(request, "members/collections.html", {
        "fund": fund, "choices": choices, "page": Paginator(past, PER_PAGE).get_page(request.GET.get("page")),
        "form": form, "is_chosen": any(form.cleaned_data.values()), "sort": order.key,
        "years": [thai.be_year(bookdays.kept_until(fund, thai.today())) + more for more in (-1, 0, 1)],
    })  # fmt: skip


def _past(fund: Fund, form: CollectionsForm) -> QuerySet[Collection]:
    """Keep the collection days of the branch and between the days that were asked for."""
    form.is_valid()
    asked = form.cleaned_data
    found = Collection.objects.filter(fund=fund)
    if asked.get("branch"):
        found = found.filter(branch=asked["branch"])
    if asked.get("since"):
        found = found.filter(on__gte=asked["since"])
    return found.filter(on__lte=asked["until"]) if asked.get("until") else found


def _file(request: FundRequest, fund: Fund, past: QuerySet[Collection]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Collection day"), sheets.Kind.DAY), sheets.Shown(_("Branch"), width=36),
        sheets.Shown(_("Received as")), sheets.Shown(_("Receipts (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Cash counted"), sheets.Kind.BAHT), sheets.Shown(_("Difference (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Why it differs from the receipts"), width=36), sheets.Shown(_("Entered by")),
    )  # fmt: skip
    return sheets.export(request, f"collections-{fund.code}", columns, (
        (day.on, day.branch or _("The whole fund"), day.into, day.total, day.counted, day.difference, day.explanation,
         day.by)
        for day in past.iterator(chunk_size=1000)
    ))  # fmt: skip


@require_GET
@in_fund(Role.READER)
@from_a_replica
def collection(request: FundRequest, fund: Fund, collection: int) -> HttpResponseBase:
    """One collection day: its receipts, what was counted, and what differed."""
    found = get_object_or_404(
        Collection.objects.filter(fund=fund).select_related("branch", "into", "by"), pk=collection
    )
    receipts = collections.receipts_of(found)
    for receipt in receipts:
        receipt.fund = fund
    if sheets.asked(request):
        return _file_of_receipts(request, fund, found, receipts)
    members = Contribution.objects.filter(collection=found).aggregate(
        members=Count("membership", filter=Q(is_entry_fee=False))
    )
    return render(request, "members/collection.html", {
        "fund": fund, "collection": found, "receipts": receipts, "members": members["members"],
        "shares": contributions.shares_of(receipts),
        "first": receipts[0], "last": receipts[-1], "place": found.branch_id or WHOLE_FUND,
    })  # fmt: skip


def _file_of_receipts(
    request: FundRequest, fund: Fund, collection: Collection, receipts: Iterable[Any]
) -> HttpResponseBase:  # fmt: skip
    columns = (
        sheets.Shown(_("Received from"), width=36), sheets.Shown(_("Number")),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT), sheets.Shown(_("State")),
    )  # fmt: skip
    return sheets.export(request, f"collection-{fund.code}-{collection.on}-{collection.pk}", columns, (
        (each.payer, each, each.amount, _("turned back") if each.is_turned_back else "") for each in receipts
    ))  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def collection_receipts(request: FundRequest, fund: Fund, collection: int) -> HttpResponse:
    """Print all receipts of a collection day, a page each: originals the first time, copies from then on."""
    found = get_object_or_404(Collection.objects.filter(fund=fund), pk=collection)
    given = collections.receipts_of(found)
    form = PrintForm(request.POST if request.method == "POST" else None, usual=prints.RECEIPT_SIZE)
    if form.is_bound and form.is_valid():
        copies = printing.record_all(fund, given, key=form.cleaned_data["key"], by=request.user)
        made = sheet_prints.receipts(fund, given, copies=copies, size=form.cleaned_data["size"])
        return inline(made, f"receipts-{found.on}")
    return render(request, "members/print_all.html", {
        "fund": fund, "collection": found, "form": form, "count": len(given), "before": printing.printed_before(given),
    })  # fmt: skip
