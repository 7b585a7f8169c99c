"""Files of the paper's past: choose, see how every row is understood, take in, take back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import ledger
from funds.access import FundRequest, Role, in_fund, refusal
from funds.models import Fund
from members.forms.imports import ColumnsForm, ImportBackForm, ImportFileForm, kept, posted
from members.imports import batches, files
from members.imports.kinds import KINDS, Kind, kind_of
from members.imports.understood import Found
from members.models import Import, ImportFile, ImportKind
from welfare import sheets, thai
from welfare.replicas import from_a_replica
from welfare.sheets import Grid

from . import import_lists

PER_PAGE = 50
MOST_SHOWN = 200


@require_GET
@in_fund(Role.REGISTRAR)
@from_a_replica
def import_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The kinds of file, what was taken in, the newest first, and files that wait."""
    rows = Import.objects.of(fund).select_related("by", "withdrawal__by").order_by("-pk")
    if sheets.asked(request):
        return import_lists.files_taken_in(request, fund, rows)
    kept_files = ImportFile.objects.filter(fund=fund).select_related("by").defer("content").order_by("-pk")
    waiting = [(file, files.how_far(file.key, now=timezone.now())) for file in kept_files]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    kinds = [kind for kind in KINDS.values() if _may(request, kind)]
    return render(request, "members/imports.html", {"fund": fund, "page": page, "waiting": waiting, "kinds": kinds})


def _may(request: FundRequest, kind: Kind) -> bool:
    """Say whether the reader takes in this kind: the money of the past is the treasurer's, as that of today is."""
    return not kind.is_money or request.rights[Role.COLLECTOR]


def _kind(request: FundRequest, name: str) -> Kind:
    kind = kind_of(name)
    if not _may(request, kind):
        raise PermissionDenied(refusal(Role.COLLECTOR))
    return kind


@require_GET
@in_fund(Role.REGISTRAR)
def import_template(request: FundRequest, fund: Fund) -> FileResponse:
    """An empty sheet with headings and an example."""
    kind = _kind(request, request.GET.get("kind", ""))
    empty = files.template(kind.example, kind.known_as, kind.sheet)
    return FileResponse(empty, as_attachment=True, filename=f"แบบ{kind.sheet}.xlsx")


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Choose the file."""
    kind = _kind(request, request.GET.get("kind", ""))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportFileForm(*sent, fund=fund, kind=kind.name)
    if form.is_bound and form.is_valid():
        files.forget_old(now=timezone.now())
        kept_file = files.keep(
            fund, form.content, key=form.cleaned_data["key"], kind=kind.name, name=form.cleaned_data["file"].name,
            by=request.user,
        )  # fmt: skip
        if kept_file.fund_id == fund.pk:
            return redirect("members:import-check", fund.code, kept_file.key)
    return render(request, "members/import_new.html", {"fund": fund, "form": form, "kind": kind})


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_check(request: FundRequest, fund: Fund, chosen: UUID) -> HttpResponse:
    """How every row of a chosen file is understood; from here it is taken in, read again, or given up."""
    if done := Import.objects.of(fund).filter(key=chosen).first():
        return redirect("members:import", fund.code, done.pk)
    file = _chosen(fund, chosen)
    kind, step = _kind(request, file.kind), request.POST.get("step", "")
    if step == "give up":
        file.delete()
        return redirect("members:imports", fund.code)
    if step == "read":
        file.columns = posted(kind, request.POST)
        file.save(update_fields=["columns"])
        return redirect("members:import-check", fund.code, chosen)
    grid, found = _understood(fund, file, kind)
    sent = request.POST if step == "save" else None
    form = ColumnsForm(sent, fund=fund, kind=kind, found=found, chosen=kept(kind, file)[1])
    if step == "save" and form.is_valid():
        try:
            return _taken_in(request, file, grid, form)
        except (batches.Refused, ledger.Refused) as problem:
            form.add_error(None, str(problem))
    return render(request, "members/import_check.html", {
        "fund": fund, "file": file, "found": found, "form": form, "sheet": grid.sheet, "others": grid.others,
        "kind": kind, "shown": found.entries[:MOST_SHOWN], "faults": found.faults[:MOST_SHOWN], "most": MOST_SHOWN,
        "missing": [kind.labels.get(name) or form[name].label for name in found.missing],
    })  # fmt: skip


def _chosen(fund: Fund, key: UUID) -> ImportFile:
    return get_object_or_404(ImportFile.objects.filter(fund=fund).select_related("by"), key=key)


def _understood(fund: Fund, file: ImportFile, kind: Kind) -> tuple[Grid, Found[Any]]:
    grid = files.grid_of(file)
    labels, read = kept(kind, file)
    labels = labels or batches.remembered(fund, file.kind)
    with files.telling(file.key) as progress:
        return grid, kind.understand(fund, grid, today=thai.today(), labels=labels or None, progress=progress, **read)


def _taken_in(request: FundRequest, file: ImportFile, grid: Grid, form: ColumnsForm) -> HttpResponse:
    kind = form.kind
    labels: Mapping[str, str] = {
        name: label for name, label in posted(kind, request.POST).items() if name in kind.labels
    }
    choices = form.choices() | kept(kind, file)[1]
    # With the file that waits: a line that breaks leaves what was taken in without the file, or the file alone.
    with files.telling(file.key) as progress, transaction.atomic():
        done = kind.take_in(
            file.fund, grid, key=file.key, file_name=file.name, sha256=file.sha256, today=thai.today(), by=request.user,
            labels=labels, progress=progress, **choices,
        )  # fmt: skip
        file.delete()
    messages.success(request, _counted(done))
    return redirect("members:import", file.fund.code, done.pk)


def _counted(done: Import) -> str:
    words = {
        ImportKind.MEMBERS: ngettext("%(count)s member is taken in.", "%(count)s members are taken in.", done.count),
        ImportKind.CONTRIBUTIONS: ngettext(
            "%(count)s contribution is taken in.", "%(count)s contributions are taken in.", done.count
        ),
        ImportKind.PAYOUTS: ngettext("%(count)s payout is taken in.", "%(count)s payouts are taken in.", done.count),
        ImportKind.HEIRS: ngettext(
            "The beneficiaries of %(count)s member are taken in.",
            "The beneficiaries of %(count)s members are taken in.", done.count,
        ),
    }[ImportKind(done.kind)]  # fmt: skip
    return words % {"count": f"{done.count:,}"}


@require_GET
@in_fund(Role.REGISTRAR)
def import_marked(request: FundRequest, fund: Fund, chosen: UUID) -> FileResponse:
    """The chosen file with its faults marked."""
    file = _chosen(fund, chosen)
    grid, found = _understood(fund, file, _kind(request, file.kind))
    name = f"{file.name.rsplit('.', 1)[0]} {_('with marks')}.xlsx"
    return FileResponse(files.marked(grid, found), as_attachment=True, filename=name)


@require_GET
@in_fund(Role.REGISTRAR)
def import_progress(request: FundRequest, fund: Fund, chosen: UUID) -> JsonResponse:
    """How far the work on a file is; nothing of nothing before it is kept, and when it is over."""
    if waiting := ImportFile.objects.filter(key=chosen).only("fund").first():
        if waiting.fund_id != fund.pk:
            raise Http404
        return JsonResponse(files.told(chosen))
    return JsonResponse({"done": 0, "total": 0})


@require_GET
@in_fund(Role.REGISTRAR)
@from_a_replica
def import_page(request: FundRequest, fund: Fund, imported: int) -> HttpResponseBase:
    """One file that was taken in, and what it made."""
    done = get_object_or_404(Import.objects.of(fund).select_related("by", "withdrawal__by"), pk=imported)
    _kind(request, done.kind)
    if sheets.asked(request):
        return import_lists.what_it_made(request, fund, done)
    page = Paginator(import_lists.rows_of(done), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/import.html", {"fund": fund, "done": done, "page": page})


@require_http_methods(["GET", "POST"])
@in_fund(Role.REGISTRAR)
def import_back(request: FundRequest, fund: Fund, imported: int) -> HttpResponse:
    """Take a file back, or see what rests on it."""
    done = get_object_or_404(Import.objects.of(fund).select_related("by", "fund"), pk=imported)
    kind = _kind(request, done.kind)
    form = ImportBackForm(request.POST if request.method == "POST" else None)
    resting = [] if hasattr(done, "withdrawal") else kind.what_rests(done)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            kind.take_back(done, key=typed["key"], reason=typed["reason"], on=thai.today(), by=request.user)
        except (batches.Refused, ledger.Refused) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The file %(file)s is taken back.") % {"file": done.file_name})
            return redirect("members:import", fund.code, done.pk)
    return render(request, "members/import_back.html", {
        "fund": fund, "done": done, "form": form, "resting": resting, "kind": kind,
    })  # fmt: skip
