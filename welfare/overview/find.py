"""Find somebody for provincial staff: in the registers of their province, or where in the country they are a member."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from funds.access import FundRequest, Role, in_province
from funds.models import Province
from members import whereabouts
from welfare import thai

from .find_forms import FindForm


class Row(NamedTuple):
    """One membership that was found; without a `url` it is another province's to open."""

    name: str
    url: str
    number: int | None
    fund: str
    place: str
    state: str


@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
def find(request: FundRequest, province: Province) -> HttpResponse:
    """Search by what is posted: no address has a name. In the country names are half hidden, and who looked stays."""
    is_asked = request.method == "POST"
    form = FindForm(request.POST if is_asked else None, initial={"way": FindForm.AT_HOME})
    context: dict[str, Any] = {"province": province, "form": form, "most": whereabouts.MOST}
    if not is_asked:
        context["has_parts"] = form.offers(parts=whereabouts.can_look_for_parts())
    elif form.is_valid():
        try:
            found = form.look(province, by=request.user)
        except whereabouts.NotLookedFor as refusal:
            form.add_error("q", str(refusal))
        else:
            context |= {
                "is_done": True,
                "rows": _rows(found[: whereabouts.MOST]),
                "is_cut": len(found) > whereabouts.MOST,
            }
    return render(request, "overview/find.html", context | {"asked": is_asked})


def _rows(found: list[whereabouts.Found]) -> list[Row]:
    today, rows = thai.today(), []
    for each in found:
        one, fund = each.membership, each.membership.fund
        url = reverse("members:member", args=[fund.code, one.pk]) if each.is_open else ""
        number = one.number if each.is_open else None
        place = f"{fund.district.name} · {fund.province.name}"
        rows.append(Row(each.name, url, number, fund.short_name, place, str(one.standing(today).label)))
    return rows
