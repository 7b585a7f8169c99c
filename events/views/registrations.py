"""The list of an assembly: searched, filtered, sent to Excel, printed as badges; one person with what happened."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from events import registering
from events.forms.registering import OfficePeopleForm
from events.models import Assembly, Attendance, AttendanceQuerySet, Group, Way
from events.prints import badges
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .assemblies import assembly_of

PER_PAGE = 50
STATES = ("all", "came", "missing", "waiting", "withdrawn")


@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_province(Role.PROVINCE_READER)
@from_a_replica
def registrations(request: FundRequest, province: Province, assembly: int) -> HttpResponseBase:
    """Everybody on the list of an assembly."""
    found = assembly_of(province, assembly)
    asked = request.GET.get("state", "")
    chosen = {
        "words": request.GET.get("q", "").strip()[:100], "group": request.GET.get("group", ""),
        "state": asked if asked in STATES else "all",
    }  # fmt: skip
    rows = chosen_rows(found, **chosen)
    if sheets.asked(request):
        return _file(request, found, rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for each in page.object_list:
        each.said = standing_of(each)  # type: ignore[attr-defined]
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "events/registrations.html#rows" if is_part else "events/registrations.html", {
        "province": province, "assembly": found, "page": page, "chosen": chosen, "groups": Group.choices,
        "count": page.paginator.count, "tabs": _tabs(chosen["state"]),
    })  # fmt: skip


def chosen_rows(assembly: Assembly, *, words: str, group: str, state: str) -> AttendanceQuerySet:
    """Give the people of `assembly` that were asked for, by name."""
    rows = Attendance.objects.of(assembly).matching(words)
    if group in Group.values:
        rows = rows.filter(invitation__group=group)
    if state == "withdrawn":
        rows = rows.filter(withdrawal__isnull=False)
    elif state == "waiting":
        rows = rows.waiting()
    elif state == "came":
        rows = rows.standing().present()
    elif state == "missing":
        rows = rows.seated().missing()
    shown = rows.with_place().with_arrival().select_related("invitation__fund", "withdrawal")
    return shown.order_by("sort_key", "pk")


def _tabs(state: str) -> list[tuple[str, str, bool]]:
    names = {
        "all": _("All"), "came": _("Came"), "missing": _("Not here yet"), "waiting": _("Waiting list"),
        "withdrawn": _("Withdrawn"),
    }  # fmt: skip
    return [(name, names[name], name == state) for name in STATES]


def standing_of(attendance: Any) -> str:
    """Say in words how someone stands on the list; the row must carry `before` and `came_at`."""
    if hasattr(attendance, "withdrawal"):
        return _("withdrawn")
    if attendance.came_at:
        return _("came at %(time)s") % {"time": f"{thai.in_thailand(attendance.came_at):%H:%M}"}
    if attendance.way != Way.WALK_IN and attendance.before >= attendance.invitation.quota:
        return _("waits as no. %(number)s") % {"number": attendance.before - attendance.invitation.quota + 1}
    return _("has a place")


def _file(request: FundRequest, assembly: Assembly, rows: AttendanceQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Name"), width=32), sheets.Shown(_("Organisation or post"), width=32),
        sheets.Shown(_("On the list of"), width=32), sheets.Shown(_("Kind of guest")), sheets.Shown(_("How")),
        sheets.Shown(_("State")), sheets.Shown(_("Came at")), sheets.Shown(_("Telephone")), sheets.Shown(_("Code")),
    )  # fmt: skip
    is_organiser = request.rights["organiser"]

    def lines() -> Iterator[tuple[object, ...]]:
        each: Any
        for each in rows:
            came = f"{thai.in_thailand(each.came_at):%H:%M}" if each.came_at else ""
            phone = thai.phone_written(each.phone) if is_organiser else ""
            yield (
                each.name, each.organisation, each.invitation.called, each.invitation.get_group_display(),
                each.get_way_display(), standing_of(each), came, phone, each.code,
            )  # fmt: skip

    return sheets.export(request, f"assembly-{assembly.code}", columns, lines())


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.DESK)
def registration_new(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Enter people for any list, or somebody who came on the day."""
    found = assembly_of(province, assembly)
    form = OfficePeopleForm(request.POST or None, assembly=found, walk_in=thai.today() >= found.on)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = registering.register(
                typed["invitation"], typed["people"], way=typed["way"], key=typed["key"], on=thai.today(),
                by=request.user,
            )  # fmt: skip
        except registering.NotRegistered as refusal:
            form.add_error(None, str(refusal))
        else:
            if typed["way"] == Way.WALK_IN and len(made) == 1:
                messages.success(request, _("%(name)s is on the list. Check in now.") % {"name": made[0].name})
                return redirect("events:attendance", province.slug, made[0].pk)
            messages.success(request, _("%(count)s people are on the list.") % {"count": len(made)})
            return redirect("events:registrations", province.slug, found.pk)
    return render(request, "events/registration_new.html", {"province": province, "assembly": found, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
def attendance(request: FundRequest, province: Province, attendance: int) -> HttpResponse:
    """One person of the list: who, how they stand, every check-in and what was taken back."""
    rows = Attendance.objects.of_province(province).with_place().with_arrival()
    found = get_object_or_404(
        rows.select_related("invitation__assembly", "invitation__fund", "withdrawal", "by"), pk=attendance
    )
    check_ins = found.check_ins.select_related("by", "taken_back__by").order_by("turn")
    return render(request, "events/attendance.html", {
        "province": province, "assembly": found.invitation.assembly, "attendance": found, "check_ins": check_ins,
        "standing": standing_of(found), "is_gone": hasattr(found, "withdrawal"), "key": uuid4(),
    })  # fmt: skip


@require_POST
@in_province(Role.DESK)
def attendance_withdrawal(request: FundRequest, province: Province, attendance: int) -> HttpResponse:
    """Take someone off the list; who waits first moves up."""
    found = get_object_or_404(Attendance.objects.of_province(province), pk=attendance)
    try:
        registering.withdraw(found, by=request.user)
    except registering.AlreadyCame as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s is off the list. Who waits first has the place now.") % {"name": found.name}
        )
    return redirect("events:attendance", province.slug, found.pk)


@require_GET
@in_province(Role.DESK)
@from_a_replica
def badge_sheet(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Badges of those with a place, eight on a sheet; with `person` one alone."""
    found = assembly_of(province, assembly)
    rows = Attendance.objects.of(found).seated()
    if (person := request.GET.get("person", "")).isdecimal():
        rows = rows.filter(pk=int(person))
    if (group := request.GET.get("group", "")) in Group.values:
        rows = rows.filter(invitation__group=group)
    shown = rows.select_related("invitation__fund").order_by(
        F("invitation__fund__position").asc(nulls_last=True), "sort_key"
    )
    made = badges(found, list(shown), address=lambda code: request.build_absolute_uri(f"/badges/{code}/"))
    return HttpResponse(
        made, content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="badges-{found.code}.pdf"', "Cache-Control": "private"},
    )  # fmt: skip
