"""Villages and their people from a file: chosen, shown as it is understood, taken in whole or not at all."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import village_files, villages
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from funds.village_files import Found
from funds.village_forms import VillageFileForm
from welfare import thai

MOST_SHOWN = 200


@require_GET
@in_fund(Role.REGISTRAR)
def fund_villages_template(request: FundRequest, fund: Fund) -> FileResponse:
    """A sheet to begin with: the villages of the fund, their people to be filled in."""
    empty = village_files.template(fund, year=thai.be_year(thai.today()))
    return FileResponse(empty, as_attachment=True, filename="แบบประชากรหมู่บ้าน.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def fund_villages_file(request: FundRequest, fund: Fund) -> HttpResponse:
    """Choose a file, see how every row is understood, take it in."""
    form = VillageFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_bound or not form.is_valid():
        return render(request, "overview/fund_villages_file.html", {"fund": fund, "form": form})
    if villages.was_taken_in(form.cleaned_data["key"], len(form.grid.rows)):
        return redirect("fund-villages", fund.code)
    found = village_files.understand(fund, form.grid, this_year=thai.be_year(thai.today()))
    refusal = ""
    if request.POST.get("step") == "save" and found.may_be_taken_in:
        try:
            return _taken_in(request, fund, form, found)
        except villages.AlreadyCounted as problem:
            refusal = str(problem)
    return render(request, "overview/fund_villages_check.html", _shown(fund, form, found) | {"refusal": refusal})


def _taken_in(request: FundRequest, fund: Fund, form: VillageFileForm, found: Found) -> HttpResponse:
    typed = form.cleaned_data
    villages.take_in(fund, found.entries, file_name=typed["name"], key=typed["key"], by=request.user)
    count = len(found.entries)
    words = ngettext("%(count)s row is taken in.", "%(count)s rows are taken in.", count)
    messages.success(request, words % {"count": f"{count:,}"})
    return redirect("fund-villages", fund.code)


def _shown(fund: Fund, form: VillageFileForm, found: Found) -> dict[str, Any]:
    return {
        "fund": fund, "found": found, "kept": form.kept_values(), "shown": found.entries[:MOST_SHOWN],
        "people": sum(entry.people for entry in found.entries),
        "new": len({entry.name for entry in found.entries if entry.branch is None}),
        "lead": _("Nothing is taken in yet. Look at each row."),
    }  # fmt: skip
