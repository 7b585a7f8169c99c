"""What was paid in welfare: the rows behind the figures; cases and persons are counted apart."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import helpings
from members.forms import lists
from members.forms.decisions import PayoutsForm
from members.models import Payout, PayoutQuerySet
from welfare import money, sheets
from welfare.replicas import from_a_replica

PER_PAGE = 40


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def payouts(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The payments of one fund, the latest first, of a stretch of time and a kind if asked."""
    form = PayoutsForm(request.GET)
    form.is_valid()
    found = _chosen(fund, form)
    sums = found.aggregate(cases=Count("pk"), people=Count("person", distinct=True), paid=Sum("amount"))
    order = lists.sort(request.GET.get("sort", ""), lists.PAYOUTS)
    rows = found.select_related("person", "claim__term", "claim__membership", "voucher").order_by(*order.columns)
    if sheets.asked(request):
        return _file(request, fund, rows)
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = sums["cases"]
    back = _turned_back(fund, form)
    context = {
        "back": back, "net_cases": sums["cases"] - back["cases"],
        "net_paid": (sums["paid"] or money.ZERO) - (back["paid"] or money.ZERO),
        "fund": fund, "form": form, "page": paginator.get_page(request.GET.get("page")), "cases": sums["cases"],
        "people": sums["people"], "paid": sums["paid"] or money.ZERO, "chosen": form.cleaned_data,
        "sort": order.key,
    }  # fmt: skip
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "members/payouts.html#rows" if is_part else "members/payouts.html", context)


def _file(request: FundRequest, fund: Fund, payouts: PayoutQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Name")), sheets.Shown(_("Member number"), sheets.Kind.COUNT),
        sheets.Shown(_("Paid on"), sheets.Kind.DAY), sheets.Shown(_("For"), width=36),
        sheets.Shown(_("Category in the report")), sheets.Shown(_("Claim")), sheets.Shown(_("Voucher")),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    return sheets.export(request, f"payouts-{fund.code}", columns, (
        (each.person.name, each.claim.membership.number if each.claim.membership else None, each.on, each.claim.what,
         each.get_category_display(), each.claim, each.voucher, each.amount)
        for each in payouts.iterator(chunk_size=1000)
    ))  # fmt: skip


def _turned_back(fund: Fund, form: PayoutsForm) -> dict[str, Any]:
    """Sum what was turned back in the days asked for of payments made before them: figures of these days lack it."""
    asked = form.cleaned_data
    if not asked.get("from"):
        return {"cases": 0, "paid": money.ZERO}
    found = _of_kind(helpings.turned_back(fund, asked["from"], asked.get("until")), asked)
    return found.matching(asked.get("q") or "").aggregate(cases=Count("pk"), paid=Sum("amount"))


def _of_kind(found: PayoutQuerySet, asked: dict[str, Any]) -> PayoutQuerySet:
    if asked.get("category"):
        found = found.filter(category=asked["category"])
    if asked.get("outsiders"):
        found = found.filter(outsider=asked["outsiders"] == "yes")
    return found


def _chosen(fund: Fund, form: PayoutsForm) -> PayoutQuerySet:
    """Keep the payments that were asked for; what was turned back by the last day asked for is left out."""
    asked = form.cleaned_data
    until = asked.get("until")
    found = Payout.objects.of(fund).standing(until).matching(asked.get("q") or "")
    if asked.get("from"):
        found = found.filter(on__gte=asked["from"])
    if until:
        found = found.until(until)
    return _of_kind(found, asked)
