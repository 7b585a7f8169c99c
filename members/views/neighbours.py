"""People whom a fund was asked to help without their being members: found by name, or by the whole citizen ID."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members.models import Person
from welfare import citizen, sheets, trail

PER_PAGE = 50
AT_ONCE = 1000


def neighbour_of(fund: Fund, pk: int) -> Person:
    """Give someone whom `fund` was asked to help as no member, or answer 404."""
    return get_object_or_404(Person.objects.neighbours_of(fund), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.KEEPER)
def neighbours(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The neighbours of one fund, searched by words that are posted: no address ever holds a citizen ID."""
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:100]
    here = reverse("members:neighbours", args=[fund.code])
    if number := citizen.whole(words):
        return _holder(request, fund, number, here)
    address = reverse("members:neighbours", args=[fund.code], query={"q": words} if words else None)
    if request.method == "POST":
        if not request.htmx:
            return redirect(address)
        request.GET = QueryDict(address.partition("?")[2])  # the links of the list keep what was asked
    of_fund = Q(claims__fund=fund)
    found: Any = Person.objects.neighbours_of(fund).filter(erased_on__isnull=True).matching(words)
    found = found.annotate(asked=Count("claims", filter=of_fund), last_on=Max("claims__filed_on", filter=of_fund))
    found = found.order_by("sort_key", "pk")
    if sheets.asked(request):
        return _file(request, fund, found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "members/neighbours.html#found" if is_part else "members/neighbours.html"
    answer = render(request, template, {"fund": fund, "words": words, "page": page})
    if request.method == "POST":
        answer["HX-Push-Url"] = address
    return answer


def _file(request: FundRequest, fund: Fund, people: Any) -> HttpResponseBase:
    """Send the list; that a list of people was taken out is written down."""
    columns = (
        sheets.Shown(_("Name"), width=32), sheets.Shown(_("Address"), width=48),
        sheets.Shown(_("Claims"), sheets.Kind.COUNT), sheets.Shown(_("Last claim on"), sheets.Kind.DAY),
    )  # fmt: skip
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="neighbours", facts={"rows": people.count()})
    rows = ((each.name, each.address(), each.asked, each.last_on) for each in people.iterator(chunk_size=AT_ONCE))
    return sheets.export(request, f"neighbours-{fund.code}", columns, rows)


def _holder(request: FundRequest, fund: Fund, number: str, here: str) -> HttpResponse:
    person = Person.objects.neighbours_of(fund).with_citizen_id(number).first()
    if person is None:
        messages.info(request, _("Nobody in this list has that citizen ID."))
    address = reverse("members:neighbour-data", args=[fund.code, person.pk]) if person else here
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)
