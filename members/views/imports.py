"""Files of the paper register: choose, see how every row is understood, take in, take back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members.forms.imports import ImportBackForm, ImportFileForm, RegisterColumnsForm
from members.imports import files, undoing, writing
from members.imports.columns import LABELS
from members.imports.register import understand
from members.imports.understood import Understood
from members.models import Import, ImportFile, ImportKind
from welfare import thai
from welfare.sheets import Grid

PER_PAGE = 50
MOST_SHOWN = 200
KIND = ImportKind.MEMBERS


@require_GET
@in_fund(Role.REGISTRAR)
def import_list(request: FundRequest, fund: Fund) -> HttpResponse:
    """What was taken in, the newest first, and files that wait."""
    rows = Import.objects.of(fund).select_related("by", "withdrawal").order_by("-pk")
    waiting = ImportFile.objects.filter(fund=fund).select_related("by").defer("content").order_by("-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/imports.html", {"fund": fund, "page": page, "waiting": waiting})


@require_GET
@in_fund(Role.REGISTRAR)
def import_template(request: FundRequest, fund: Fund) -> FileResponse:
    """An empty register with headings and an example."""
    return FileResponse(files.template(), as_attachment=True, filename="แบบทะเบียนสมาชิก.xlsx")


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Choose the file."""
    form = ImportFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), fund=fund, kind=KIND)
    if form.is_bound and form.is_valid():
        files.forget_old(fund, now=timezone.now())
        kept = files.keep(
            fund, form.content, key=form.cleaned_data["key"], kind=KIND, name=form.cleaned_data["file"].name,
            by=request.user,
        )  # fmt: skip
        if kept.fund_id == fund.pk:
            return redirect("members:import-check", fund.code, kept.key)
    return render(request, "members/import_new.html", {"fund": fund, "form": form})


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_check(request: FundRequest, fund: Fund, chosen: UUID) -> HttpResponse:
    """How every row of a chosen file is understood; from here it is taken in, read again, or given up."""
    if done := Import.objects.of(fund).filter(key=chosen).first():
        return redirect("members:import", fund.code, done.pk)
    file = _chosen(fund, chosen)
    step = request.POST.get("step", "")
    if step == "give up":
        file.delete()
        return redirect("members:imports", fund.code)
    if step == "read":
        file.columns = RegisterColumnsForm.chosen(request.POST)
        file.save(update_fields=["columns"])
        return redirect("members:import-check", fund.code, chosen)
    grid, found = _understood(fund, file)
    form = RegisterColumnsForm(request.POST if step == "save" else None, layout=found.layout, doubts=found.doubts)
    if step == "save" and form.is_valid():
        try:
            return _taken_in(request, file, grid, form)
        except writing.Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "members/import_check.html", {
        "fund": fund, "file": file, "found": found, "form": form, "sheet": grid.sheet, "others": grid.others,
        "missing": [LABELS[name] for name in found.missing], "shown": found.entries[:MOST_SHOWN],
        "faults": found.faults[:MOST_SHOWN], "most": MOST_SHOWN,
    })  # fmt: skip


def _chosen(fund: Fund, key: UUID) -> ImportFile:
    return get_object_or_404(ImportFile.objects.filter(fund=fund).select_related("by"), key=key)


def _understood(fund: Fund, file: ImportFile) -> tuple[Grid, Understood]:
    grid = files.grid_of(file)
    labels = file.columns or writing.remembered(fund, file.kind) or None
    found = understand(fund, grid, today=thai.today(), labels=labels, progress=files.telling(file.key))
    files.forget_progress(file.key)
    return grid, found


def _taken_in(request: FundRequest, file: ImportFile, grid: Grid, form: RegisterColumnsForm) -> HttpResponse:
    done = writing.take_in(
        file.fund, grid, key=file.key, file_name=file.name, sha256=file.sha256, today=thai.today(), by=request.user,
        labels=form.chosen(request.POST), plan=form.cleaned_data["plan"], progress=files.telling(file.key),
    )  # fmt: skip
    file.delete()
    files.forget_progress(done.key)
    words = ngettext("%(count)s member is taken in.", "%(count)s members are taken in.", done.count)
    messages.success(request, words % {"count": f"{done.count:,}"})
    return redirect("members:import", file.fund.code, done.pk)


@require_GET
@in_fund(Role.REGISTRAR)
def import_marked(request: FundRequest, fund: Fund, chosen: UUID) -> FileResponse:
    """The chosen file with its faults marked."""
    file = _chosen(fund, chosen)
    grid, found = _understood(fund, file)
    name = f"{file.name.rsplit('.', 1)[0]} {_('with marks')}.xlsx"
    return FileResponse(files.marked(grid, found), as_attachment=True, filename=name)


@require_GET
@in_fund(Role.REGISTRAR)
def import_progress(request: FundRequest, fund: Fund, chosen: UUID) -> JsonResponse:
    """How far the work on a file is."""
    get_object_or_404(ImportFile.objects.filter(fund=fund).only("pk"), key=chosen)
    return JsonResponse(files.told(chosen))


@require_GET
@in_fund(Role.REGISTRAR)
def import_page(request: FundRequest, fund: Fund, imported: int) -> HttpResponse:
    """One file that was taken in, and the members it made."""
    done = get_object_or_404(Import.objects.of(fund).select_related("by", "withdrawal__by"), pk=imported)
    rows = done.members.select_related("membership__person", "membership__branch").order_by("row")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/import.html", {"fund": fund, "done": done, "page": page})


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_back(request: FundRequest, fund: Fund, imported: int) -> HttpResponse:
    """Take a file back, or see what rests on it."""
    done = get_object_or_404(Import.objects.of(fund).select_related("by"), pk=imported)
    form = ImportBackForm(request.POST if request.method == "POST" else None)
    resting = [] if hasattr(done, "withdrawal") else undoing.what_rests(done)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            undoing.take_back(done, key=typed["key"], reason=typed["reason"], on=thai.today(), by=request.user)
        except writing.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file %(file)s is taken back.") % {"file": done.file_name})
            return redirect("members:import", fund.code, done.pk)
    return render(request, "members/import_back.html", {"fund": fund, "done": done, "form": form, "resting": resting})
