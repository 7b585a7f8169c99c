"""The agenda and the minutes of an assembly: written, versioned, approved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events import agenda, resolving
from events.forms.agenda import AgendaForm, written
from events.forms.resolving import ApprovalForm, MinutesForm
from events.models import Approval, Minutes
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import thai

from .assemblies import assembly_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def agenda_change(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Write the agenda, as one writes it on paper."""
    found = assembly_of(province, assembly)
    form = AgendaForm(request.POST or None, initial={"lines": written(agenda.lines_of(found))})
    if form.is_bound and form.is_valid():
        agenda.write(found, form.cleaned_data["lines"], by=request.user)
        messages.success(request, _("The agenda is saved."))
        return redirect("events:assembly", province.slug, found.pk)
    return render(request, "events/agenda_change.html", {"province": province, "assembly": found, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
def minutes(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """The minutes as they stand, their versions, and their approval; `version` shows an earlier one."""
    found = assembly_of(province, assembly)
    versions = list(found.minutes.select_related("by").order_by("-version"))
    asked = request.GET.get("version", "")
    shown = next((each for each in versions if str(each.version) == asked), versions[0] if versions else None)
    return render(request, "events/minutes.html", {
        "province": province, "assembly": found, "versions": versions, "shown": shown,
        "approval": Approval.objects.filter(assembly=found).select_related("minutes", "by").first(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def minutes_new(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Write the next version of the minutes."""
    found = assembly_of(province, assembly)
    last = found.minutes.order_by("-version").first()
    form = MinutesForm(
        request.POST or None, initial={"seen": last.version if last else 0, "text": last.text if last else ""}
    )
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            resolving.draft(found, typed["text"], seen=typed["seen"], key=typed["key"], by=request.user)
        except resolving.NotTheLatest as refusal:
            form.add_error(None, str(refusal))
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["seen"] = str(last.version if last else 0)  # type: ignore[index]
        except resolving.Approved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("A new version of the minutes is saved."))
            return redirect("events:minutes", province.slug, found.pk)
    return render(request, "events/minutes_new.html", {
        "province": province, "assembly": found, "form": form, "last": last,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def minutes_approval(request: FundRequest, province: Province, minutes: int) -> HttpResponse:
    """Approve a version of the minutes: nothing of that day is changed any more."""
    rows = Minutes.objects.filter(assembly__province=province).select_related("assembly__province")
    found = get_object_or_404(rows, pk=minutes)
    form = ApprovalForm(request.POST or None, earliest=found.assembly.on, initial={"on": thai.today()})
    if form.is_bound and form.is_valid():
        try:
            resolving.approve(found, **form.cleaned_data, by=request.user)
        except resolving.NotTheLatest as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The minutes are approved."))
            return redirect("events:minutes", province.slug, found.assembly_id)
    return render(request, "events/minutes_approval.html", {
        "province": province, "assembly": found.assembly, "minutes": found, "form": form,
    })  # fmt: skip
