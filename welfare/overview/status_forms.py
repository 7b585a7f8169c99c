"""The status forms of a province: which fund has frozen its own, and all of them in one file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from funds.access import FundRequest, Role, in_province
from funds.forms import as_of
from funds.models import Fund, OfficialPaper, PaperKind, PaperRun, Province
from members.status import prints, runs, sheets
from members.views.status import sent
from welfare import replicas, thai
from welfare import sheets as files
from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.replicas import from_a_replica


class RunForm(PortalForm):
    """As of which day all forms are made."""

    key = KeyField()
    as_of = ThaiDateField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].label = _("As of")


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
@from_a_replica
def status_forms(request: FundRequest, province: Province) -> HttpResponseBase:
    """Which fund has frozen its form of the year and which has not; making all of them begins here."""
    today = thai.today()
    asked = as_of(request.GET, today)
    form = RunForm(request.POST or None, initial={"as_of": asked.day})
    if form.is_bound and form.is_valid():
        run = runs.begin(province, form.cleaned_data["as_of"], key=form.cleaned_data["key"], by=request.user)
        replicas.a_part(request, lambda where: runs.go_on(run, where=where))
        return redirect("province-status-run", province.slug, run.pk)
    year = thai.be_year(asked.day)
    frozen = OfficialPaper.objects.latest_of_each(province, PaperKind.STATUS, year)
    last = PaperRun.objects.of(province).filter(year=year).select_related("by").order_by("-pk").first()
    missing = dict(last.parts.values_list("fund", "missing")) if last else {}
    funds = Fund.objects.of(province).order_by("position")
    rows = [{"fund": fund, "paper": frozen.get(fund.pk), "missing": missing.get(fund.pk)} for fund in funds]
    if files.asked(request):
        return _file(request, province, year, rows)
    return render(request, "overview/status_forms.html", {
        "province": province, "as_of": asked, "year": year, "rows": rows, "form": form, "last": last,
        "made": len(missing), "have": len(frozen), "all": len(rows), "choices": _choices(year, today.year + thai.BE),
    })  # fmt: skip


def _file(request: FundRequest, province: Province, year: int, rows: list[dict[str, Any]]) -> HttpResponseBase:
    columns = (
        files.Shown(_("Fund"), width=36), files.Shown(_("Made final")), files.Shown(_("As of"), files.Kind.DAY),
        files.Shown(_("Still missing"), files.Kind.COUNT), files.Shown(_("Hash"), width=66),
    )  # fmt: skip
    return files.export(request, f"status-forms-{province.slug}-{year}", columns, (
        (row["fund"].short_name, *((_("has"), row["paper"].as_of) if row["paper"] else (_("has not"), None)),
         row["missing"], row["paper"].sha256 if row["paper"] else "")
        for row in rows
    ))  # fmt: skip


def _choices(year: int, this: int) -> list[dict[str, Any]]:
    """Offer this year and the two before it, each as of its last day."""
    days = [(this, "?"), *((one, f"?as_of={one - thai.BE}-12-31") for one in (this - 1, this - 2))]
    return [{"label": f"พ.ศ. {one}", "url": url, "current": one == year} for one, url in days]


def _run_of(province: Province, pk: int) -> PaperRun:
    return get_object_or_404(PaperRun.objects.of(province).select_related("by", "province"), pk=pk)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def status_run(request: FundRequest, province: Province, paper_run: int) -> HttpResponse:
    """How far a run is, and when it is done its files."""
    run = _run_of(province, paper_run)
    rows = run.parts.defer("content", "paper__content").select_related("fund", "paper")
    parts = list(rows.order_by("fund__position"))
    return render(request, "overview/status_run.html", {
        "province": province, "run": run, "parts": parts, "done": len(parts), "left": run.total - len(parts),
    })  # fmt: skip


@require_POST
@in_province(Role.PROVINCE_READER)
def status_run_part(request: FundRequest, province: Province, paper_run: int) -> HttpResponse:
    """Make the next part; the page that follows goes on by itself where scripts run."""
    run = _run_of(province, paper_run)
    replicas.a_part(request, lambda where: runs.go_on(run, where=where))
    return redirect("province-status-run", province.slug, paper_run)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def status_run_paper(request: FundRequest, province: Province, paper_run: int) -> HttpResponse:
    """All forms of a run in one PDF."""
    run = _run_of(province, paper_run)
    copies = [copy for _fund, copy in runs.copies(run)]
    if not copies:
        messages.error(request, _("No form is made yet."))
        return redirect("province-status-run", province.slug, paper_run)
    return sent(prints.pdf(copies), f"status-forms-{province.slug}-{run.year}.pdf")


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def status_run_file(request: FundRequest, province: Province, paper_run: int) -> HttpResponseBase:
    """All forms of a run in one Excel file, a sheet for each fund, written and sent piece by piece."""
    run = _run_of(province, paper_run)
    copies = ((fund.short_th, copy) for fund, copy in runs.copies(run))
    return files.workbook(f"status-forms-{province.slug}-{run.year}", lambda file: sheets.write(file, copies))
