"""The assemblies of a province: the list, one with its doors, planning and changing it, showing it to the public."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import agenda, assemblies, checkins
from events.forms.assemblies import AssemblyForm
from events.models import Approval, Assembly, Attendance, DayFile
from events.registering import RETENTION_DAYS, forget
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica


def assembly_of(province: Province, pk: int) -> Assembly:
    """Give an assembly of `province`. Answers 404 for another's."""
    return get_object_or_404(Assembly.objects.of(province), pk=pk)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def assembly_list(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every assembly, the latest first."""
    rows = Assembly.objects.of(province).order_by("-on", "-pk")
    if sheets.asked(request):
        return _file(request, province, rows)
    return render(request, "events/assemblies.html", {"province": province, "rows": rows, "today": thai.today()})


def _file(request: FundRequest, province: Province, rows: Iterable[Assembly]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Assembly"), width=36), sheets.Shown(_("Theme"), width=36),
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Place"), width=36), sheets.Shown(_("Public page")),
    )  # fmt: skip
    return sheets.export(request, f"assemblies-{province.slug}", columns, (
        (row.title, row.theme, row.on, row.place, _("shown") if row.published_on else _("not shown")) for row in rows
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def assembly_new(request: FundRequest, province: Province) -> HttpResponse:
    """Plan an assembly."""
    form = AssemblyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = assemblies.plan(
                province, form.details(), key=typed["key"], fund_quota=typed["fund_quota"],
                public_quota=typed["public_quota"], by=request.user,
            )  # fmt: skip
        except assemblies.NumberTaken as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("The assembly is planned. Every fund is invited."))
            return redirect("events:assembly", province.slug, made.pk)
    return render(request, "events/assembly_new.html", {"province": province, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def assembly_change(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Change the plan of an assembly."""
    found = assembly_of(province, assembly)
    form = AssemblyForm(request.POST or None, assembly=found)
    if form.is_bound and form.is_valid():
        try:
            assemblies.revise(found, form.details(), public_quota=form.cleaned_data["public_quota"], by=request.user)
        except assemblies.NumberTaken as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("events:assembly", province.slug, found.pk)
    return render(request, "events/assembly_change.html", {"province": province, "assembly": found, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def assembly(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """One assembly: what it is, its agenda, and the doors to everything around it."""
    found, today = assembly_of(province, assembly), thai.today()
    heads = checkins.heads(found)
    kept = Attendance.objects.of(found).filter(forgotten_on__isnull=True)
    return render(request, "events/assembly.html", {
        "province": province, "assembly": found, "agenda": agenda.lines_of(found),
        "listed": sum(head.listed for head in heads), "present": sum(head.present for head in heads),
        "places": sum(head.places for head in heads), "waiting": Attendance.objects.of(found).waiting().count(),
        "resolutions": found.resolutions.count(), "files": DayFile.objects.of(found).standing().count(),
        "approval": Approval.objects.filter(assembly=found).first(), "versions": found.minutes.count(),
        "may_forget": found.on + timedelta(days=RETENTION_DAYS) <= today and kept.exists(),
        "keep_until": found.on + timedelta(days=RETENTION_DAYS),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def assembly_forgetting(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Take out the personal data that is no longer needed, once the time of keeping is over."""
    found = assembly_of(province, assembly)
    keep_until = found.on + timedelta(days=RETENTION_DAYS)
    if request.method == "POST" and keep_until <= thai.today():
        count = forget(found, on=thai.today(), by=request.user)
        messages.success(request, _("Personal data of %(count)s people is taken out.") % {"count": count})
        return redirect("events:assembly", province.slug, found.pk)
    return render(request, "events/assembly_forgetting.html", {
        "province": province, "assembly": found, "keep_until": keep_until, "is_due": keep_until <= thai.today(),
    })  # fmt: skip


@require_POST
@in_province(Role.ORGANISER)
def assembly_publication(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Show the day to everyone, or take it off the public pages again."""
    found = assembly_of(province, assembly)
    if request.POST.get("show") == "no":
        assemblies.hide(found, by=request.user)
        messages.success(request, _("The public no longer sees this assembly."))
    else:
        assemblies.publish(found, on=thai.today(), by=request.user)
        messages.success(request, _("Everyone can see this assembly now."))
    return redirect("events:assembly", province.slug, found.pk)
