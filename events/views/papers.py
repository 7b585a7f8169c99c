"""Papers and photographs of an assembly: sent, shown, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from events import papers
from events.forms.papers import PapersForm, TakeBackForm
from events.models import DayFile
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import media

from .assemblies import assembly_of
from .public import shown


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
def files(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """The papers and photographs of an assembly; organisers send more."""
    found = assembly_of(province, assembly)
    is_sent = request.method == "POST" and request.rights["organiser"]
    form = PapersForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        kept = papers.attach(
            found, typed["papers"], caption=typed["caption"], is_public=typed["is_public"], key=typed["key"],
            by=request.user,
        )  # fmt: skip
        said = ngettext("%(count)d file is attached.", "%(count)d files are attached.", len(kept))
        messages.success(request, said % {"count": len(kept)})
        return redirect("events:files", province.slug, found.pk)
    rows = DayFile.objects.of(found).standing().select_related("by").order_by("pk")
    return render(request, "events/files.html", {"province": province, "assembly": found, "rows": rows, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
def file(request: FundRequest, province: Province, file: UUID) -> HttpResponse:
    """One file, as it was kept."""
    found = get_object_or_404(DayFile.objects.filter(assembly__province=province).standing(), address=file)
    return served(found)


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def file_taking_back(request: FundRequest, province: Province, file: UUID) -> HttpResponse:
    """Show a file no more, with the reason."""
    rows = DayFile.objects.filter(assembly__province=province).standing().select_related("assembly")
    found = get_object_or_404(rows, address=file)
    form = TakeBackForm(request.POST or None)
    if form.is_bound and form.is_valid():
        papers.take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The file is taken back and is not shown any more."))
        return redirect("events:files", province.slug, found.assembly_id)
    return render(request, "events/file_taking_back.html", {
        "province": province, "assembly": found.assembly, "file": found, "form": form,
    })  # fmt: skip


@require_GET
def day_file(request: HttpRequest, day: str, file: UUID) -> HttpResponse:
    """A file that everyone may see."""
    return served(get_object_or_404(DayFile.objects.of(shown(day)).public(), address=file))


def served(found: DayFile) -> HttpResponse:
    try:
        made = media.content(found.address, found.sha256)
    except media.NotAsKept as problem:
        raise Http404(str(problem)) from None
    return media.served(made, found.kind, found.name)
