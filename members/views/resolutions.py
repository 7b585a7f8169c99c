"""The resolutions of a fund: who met, when, and what was decided."""

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Resolution
from members.forms.resolutions import ResolutionsForm
from members.resolved import decided
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .status_shown import address

PER_PAGE = 50


@require_GET
@in_fund(Role.READER)
@from_a_replica
def resolution_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The recorded resolutions of one fund, the latest first, with all that rests on each."""
    form = ResolutionsForm(request.GET, today=thai.today())
    form.is_valid()
    asked = form.cleaned_data
    found = Resolution.objects.of(fund).matching(asked.get("q") or "")
    for name, condition in (("body", "body"), ("from", "on__gte"), ("until", "on__lte")):
        if asked.get(name):
            found = found.filter(**{condition: asked[name]})
    rows = found.select_related("by").order_by("-on", "-pk")
    if sheets.asked(request):
        return _file(request, fund, rows)
    counts = found.aggregate(all=Count("pk"), days=Count("on", distinct=True))
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = counts["all"]
    page = paginator.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    rests = decided(shown)
    return render(request, "members/resolutions.html", {
        "fund": fund, "form": form, "page": page, "days": counts["days"], "is_asked": any(asked.values()),
        "rows": [
            (each, [(one.words, address(fund, one.page)) for one in rests.get(each.pk, ())])
            for each in shown
        ],
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, rows: QuerySet[Resolution]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Who met")), sheets.Shown(_("Number of the meeting")),
        sheets.Shown(_("Committee set")), sheets.Shown(_("What was decided"), width=60),
        sheets.Shown(_("Entered by"), width=28),
    )  # fmt: skip
    found = list(rows)
    rests = decided(found)
    return sheets.export(request, f"resolutions-{fund.code}", columns, (
        (each.on, each.get_body_display(), each.meeting, each.committee_set,
         "; ".join(one.words for one in rests.get(each.pk, ())), each.by)
        for each in found
    ))  # fmt: skip
