"""The yearly status form as the rows stand: on the page, on paper as a draft, as a file, and frozen."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.forms import AsOf, as_of
from funds.models import Fund, OfficialPaper, PaperKind
from funds.rules.tenure import DAY
from members.forms.status import FreezeForm
from members.status import counted, prints, sheets
from members.status.freezing import NotYet, drawn_up, freeze
from members.status.gathered import gather
from members.status.missing import missing
from members.status.questions import PARTS
from members.status.sections import arrange
from members.status.tree import rows_of
from welfare import sheets as files
from welfare import thai
from welfare.replicas import from_a_replica

from . import status_lists
from .status_shown import lacks, shown

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(made: bytes, name: str, *, kind: str = "application/pdf") -> HttpResponse:
    """Send a paper to be shown, or a file to be kept."""
    disposition = content_disposition_header(kind == XLSX, name) or "inline"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type=kind, headers=headers)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def reports(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The official papers of a fund, and those that are frozen, the latest first."""
    frozen = OfficialPaper.objects.of(fund).defer("content").select_related("by").order_by("-pk")
    if files.asked(request):
        return status_lists.frozen_papers(request, fund, frozen)
    page = Paginator(frozen, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/reports.html", {"fund": fund, "page": page})


@require_GET
@in_fund(Role.READER)
@from_a_replica
def status_form(request: FundRequest, fund: Fund) -> HttpResponse:
    """The form as of a day, section by section; what is missing stands before it."""
    asked = as_of(request.GET, thai.today())
    found = gather(fund, asked.day)
    form, wanted = arrange(found), missing(found)
    year_end = found.first - DAY
    return render(request, "members/status_form.html", {
        "fund": fund, "as_of": asked, "form": form, "sections": shown(form, fund, rows_of(form)),
        "missing": lacks(wanted, fund), "count": sum(one.count for one in wanted), "parts": PARTS,
        "query": urlencode({"as_of": asked.day.isoformat()}),
        "choices": _choices(asked, year_end.isoformat(), thai.long_date(year_end)),
        "frozen": OfficialPaper.objects.of(fund).filter(kind=PaperKind.STATUS, year=found.year)
        .defer("content").order_by("-pk").first(),
    })  # fmt: skip


def _choices(asked: AsOf, year_end: str, told: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Today"), "url": "?", "current": asked.kept is None},
        {"label": told, "url": f"?as_of={year_end}", "current": asked.day.isoformat() == year_end},
    ]


@require_GET
@in_fund(Role.READER)
@from_a_replica
def status_paper(request: FundRequest, fund: Fund) -> HttpResponse:
    """The form on A4 as the rows stand; it says that it is a draft."""
    day = as_of(request.GET, thai.today()).day
    with override("th"):
        form = drawn_up(fund, day)
    return sent(prints.pdf([prints.Copy(form)]), f"status-form-{fund.code}-{day}.pdf")


@require_GET
@in_fund(Role.READER)
@from_a_replica
def status_file(request: FundRequest, fund: Fund) -> HttpResponse:
    """The form as an Excel file."""
    day = as_of(request.GET, thai.today()).day
    with override("th"):
        form = drawn_up(fund, day)
    made = sheets.xlsx([(fund.short_th, prints.Copy(form))])
    return sent(made, f"status-form-{fund.code}-{day}.xlsx", kind=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def status_freeze(request: FundRequest, fund: Fund) -> HttpResponse:
    """Freeze the form of the day in the address, once what is missing was looked at."""
    today = thai.today()
    asked = as_of(request.GET, today)
    form = FreezeForm(request.POST or None, initial={"as_of": asked.day})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = freeze(fund, typed["as_of"], key=typed["key"], on=today, by=request.user)
        except NotYet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The form is frozen. It can be printed and sent."))
            return redirect("members:official-paper", fund.code, made.pk)
    wanted = missing(gather(fund, asked.day))
    return render(request, "members/status_freeze.html", {
        "fund": fund, "form": form, "as_of": asked, "missing": lacks(wanted, fund),
        "count": sum(one.count for one in wanted),
        "back": reverse("members:status-form", args=[fund.code], query={"as_of": asked.day.isoformat()}),
    })  # fmt: skip


@require_GET
@in_fund(Role.READER)
@from_a_replica
def status_people(request: FundRequest, fund: Fund, group: str) -> HttpResponseBase:
    """The members whom one line of the form counts, as of the same day."""
    if group not in counted.LINES:
        raise Http404
    asked = as_of(request.GET, thai.today())
    rows = counted.members_of(fund, group, asked.day).select_related("person", "branch").order_by("number", "pk")
    if files.asked(request):
        return status_lists.people(request, fund, group, rows, asked.day)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/status_people.html", {
        "fund": fund, "as_of": asked, "page": page, "title": counted.name_of(group),
        "rows": [(each, each.standing(asked.day)) for each in page.object_list],
        "back": reverse("members:status-form", args=[fund.code], query={"as_of": asked.day.isoformat()}),
    })  # fmt: skip
