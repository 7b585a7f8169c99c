"""Resolutions of an assembly: the list, one with what rests on it and what became of it, recording and correcting."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events import resolving
from events.forms.resolving import WORDING, FollowUpForm, ResolutionForm
from events.models import Approval, Assembly, AssemblyResolution, FollowUp, Outcome
from funds.access import FundRequest, Role, in_province
from funds.models import Appointment, Province, Regulation
from welfare import sheets
from welfare.replicas import from_a_replica

from .assemblies import assembly_of


def resolution_of(province: Province, pk: int) -> AssemblyResolution:
    """Give a resolution of an assembly of `province`. Answers 404 for another's."""
    rows = AssemblyResolution.objects.filter(assembly__province=province)
    return get_object_or_404(rows.select_related("assembly__province", "fund", "resolution", "by"), pk=pk)


def later(resolution: AssemblyResolution) -> QuerySet[Assembly]:
    """Give the assemblies after the one that took `resolution`."""
    return Assembly.objects.of(resolution.assembly.province).filter(on__gt=resolution.assembly.on).order_by("on")


def latest_told(resolutions: list[AssemblyResolution]) -> dict[int, FollowUp]:
    """Give what was told last of each of `resolutions`, by primary key."""
    rows = FollowUp.objects.filter(resolution__in=resolutions).select_related("assembly").order_by("pk")
    return {row.resolution_id: row for row in rows}


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def resolution_list(request: FundRequest, province: Province, assembly: int) -> HttpResponseBase:
    """What this assembly resolved, and what earlier ones left open for it."""
    found = assembly_of(province, assembly)
    rows = list(AssemblyResolution.objects.of(found).select_related("fund").order_by("number"))
    told = latest_told(rows)
    earlier = list(
        AssemblyResolution.objects.filter(assembly__province=province, assembly__on__lt=found.on)
        .select_related("assembly", "fund").order_by("-assembly__on", "number")
    )  # fmt: skip
    said = latest_told(earlier)
    waiting = [
        (each, said.get(each.pk)) for each in earlier
        if resolving.is_passed(each) and (each.pk not in said or said[each.pk].outcome == Outcome.OPEN)
    ]  # fmt: skip
    if sheets.asked(request):
        return _file(request, found, [*((row, told.get(row.pk)) for row in rows), *waiting])
    return render(request, "events/resolutions.html", {
        "province": province, "assembly": found, "waiting": waiting,
        "rows": [(row, resolving.is_passed(row), told.get(row.pk)) for row in rows],
        "is_approved": Approval.objects.filter(assembly=found).exists(),
    })  # fmt: skip


def _file(
    request: FundRequest, assembly: Assembly, rows: list[tuple[AssemblyResolution, FollowUp | None]]
) -> HttpResponseBase:
    """Send what this assembly resolved, then what earlier ones left open for it."""
    columns = (
        sheets.Shown(_("Assembly"), width=36), sheets.Shown(_("Number"), sheets.Kind.COUNT),
        sheets.Shown(_("Resolution"), width=48), sheets.Shown(_("Fund"), width=36),
        sheets.Shown(_("How it was taken")), sheets.Shown(_("Result of the vote")), sheets.Shown(_("Who sees to it")),
        sheets.Shown(_("To be done by"), sheets.Kind.DAY), sheets.Shown(_("What became of it")),
        sheets.Shown(_("Note"), width=36),
    )  # fmt: skip
    return sheets.export(request, f"resolutions-{assembly.code}", columns, (
        (assembly.title if row.assembly_id == assembly.pk else row.assembly.title, row.number, row.title, row.fund,
         row.get_manner_display(), _("passed") if resolving.is_passed(row) else _("not passed"), row.owner, row.due_on,
         told.get_outcome_display() if told else "", told.note if told else "")
        for row, told in rows
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def resolution_new(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Record a resolution."""
    found = assembly_of(province, assembly)
    form = ResolutionForm(request.POST or None, province=province)
    if form.is_bound and form.is_valid():
        try:
            made = resolving.record(found, form.wording(), key=form.cleaned_data["key"], by=request.user)
        except resolving.Approved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Resolution no. %(number)s is recorded.") % {"number": made.number})
            return redirect("events:assembly-resolution", province.slug, made.pk)
    return render(request, "events/resolution_new.html", {"province": province, "assembly": found, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
def resolution(request: FundRequest, province: Province, resolution: int) -> HttpResponse:
    """One resolution: its votes, the law that rests on it, and what became of it."""
    found = resolution_of(province, resolution)
    rests: dict[str, Any] = {}
    if found.resolution:
        rests = {
            "regulations": Regulation.objects.filter(resolution=found.resolution).order_by("pk"),
            "appointments": Appointment.objects.filter(resolution=found.resolution)
            .select_related("user").order_by("pk"),
        }  # fmt: skip
    return render(request, "events/resolution.html", {
        "province": province, "assembly": found.assembly, "resolution": found, "is_passed": resolving.is_passed(found),
        "told": found.follow_ups.select_related("assembly", "by").order_by("pk"), "has_later": later(found).exists(),
        "is_approved": Approval.objects.filter(assembly=found.assembly).exists(), **rests,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def resolution_change(request: FundRequest, province: Province, resolution: int) -> HttpResponse:
    """Correct a resolution while the minutes are a draft."""
    found = resolution_of(province, resolution)
    kept = {name: getattr(found, name) for name in WORDING} | {"key": found.key}
    form = ResolutionForm(request.POST or None, province=province, initial=kept)
    if form.is_bound and form.is_valid():
        try:
            resolving.reword(found, form.wording(), by=request.user)
        except resolving.Approved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("events:assembly-resolution", province.slug, found.pk)
    return render(request, "events/resolution_change.html", {
        "province": province, "assembly": found.assembly, "resolution": found, "form": form,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def follow_up(request: FundRequest, province: Province, resolution: int) -> HttpResponse:
    """Record what a later assembly was told of a resolution."""
    found = resolution_of(province, resolution)
    assemblies = later(found)
    form = FollowUpForm(request.POST or None, later=assemblies, initial={"assembly": assemblies.first()})
    if form.is_bound and form.is_valid():
        resolving.follow_up(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("What became of it is recorded."))
        return redirect("events:assembly-resolution", province.slug, found.pk)
    return render(request, "events/follow_up.html", {
        "province": province, "assembly": found.assembly, "resolution": found, "form": form,
        "has_later": assemblies.exists(),
    })  # fmt: skip
