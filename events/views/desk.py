"""The desk at the door: by camera, by code or by three letters of a name; every answer is ready to be read aloud."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import checkins
from events.forms.registering import ReasonForm
from events.models import Assembly, Attendance, CheckIn, Group
from funds.access import OFFICES, FundRequest, Role, in_province
from funds.models import Appointment, Province
from welfare import codes, thai
from welfare.models import User
from welfare.replicas import from_a_replica

from .assemblies import assembly_of

FOUND_MAX = 12
LETTERS_MIN = 3
# A phone that was without a line tells of the day it was used; what it says beyond is a wrong clock.
OLDEST, AHEAD = timedelta(hours=36), timedelta(minutes=2)


@require_GET
@in_province(Role.DESK)
def desk(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """The page of one desk; with `q` the people whose names match."""
    found = assembly_of(province, assembly)
    words = request.GET.get("q", "").strip()
    context = {
        "province": province,
        "assembly": found,
        "words": words,
        "key": uuid4(),
        "code": request.GET.get("code", ""),
    }
    if words or request.htmx:
        context |= _matches(found, words)
    return render(request, "events/desk.html#found" if request.htmx else "events/desk.html", context)


def _matches(assembly: Assembly, words: str) -> dict[str, Any]:
    if len(words) < LETTERS_MIN:
        return {"people": [], "too_short": bool(words)}
    rows = Attendance.objects.of(assembly).standing().matching(words).with_arrival()
    people = list(rows.select_related("invitation__fund").order_by("sort_key", "pk")[: FOUND_MAX + 1])
    return {
        "people": [(each, uuid4()) for each in people[:FOUND_MAX]], "is_more": len(people) > FOUND_MAX,
        "nobody": not people,
    }  # fmt: skip


@require_POST
@in_province(Role.DESK)
def check_in(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Let one person in; a page with scripts is answered in words, one without is sent back to its desk."""
    said = _say(request, assembly_of(province, assembly))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(said)
    (messages.success if said["kind"] == "done" else messages.warning)(request, said["words"])
    return redirect("events:desk", province.slug, assembly)


def _say(request: FundRequest, assembly: Assembly) -> dict[str, str]:
    sent = request.POST
    # A badge's QR code is an address; a hand scanner types it, and people type what stands below it.
    code = codes.read(sent.get("code", "").rstrip("/ \r\n").rpartition("/")[2])
    try:
        arrival = checkins.check_in(
            assembly, code, key=UUID(sent.get("key", "")), at=_moment(sent.get("at", ""), timezone.now()),
            desk=sent.get("desk", "").strip()[:40], by=request.user,
        )  # fmt: skip
    except ValueError:
        return {"kind": "wrong", "words": _("This page was not opened in full. Open it again.")}
    except checkins.NotOnTheList as refusal:
        return {
            "kind": "wrong",
            "words": str(refusal) if code else _("This is not a code of a badge. Type it once more."),
        }
    time = f"{thai.in_thailand(arrival.at):%H:%M}"
    facts = {"name": arrival.attendance.name, "time": time}
    said = _("%(name)s came in at %(time)s") if arrival.is_new else _("%(name)s is in already, since %(time)s")
    from_where = arrival.attendance.organisation or arrival.attendance.invitation.called
    return {"kind": "done" if arrival.is_new else "wait", "words": said % facts, "more": from_where}


def _moment(sent: str, now: datetime) -> datetime:
    """Read when a phone saw somebody; now, where its clock cannot be right."""
    try:
        at = parse_datetime(sent)
    except ValueError:
        at = None
    return at if at and timezone.is_aware(at) and now - OLDEST < at < now + AHEAD else now


@require_GET
@in_province(Role.DESK)
@from_a_replica
def room(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Who is in the room by group, and whether the assembly may decide; asked for again every few seconds."""
    found = assembly_of(province, assembly)
    return render(request, "events/room.html#room" if request.htmx else "events/room.html", {
        "province": province, "assembly": found, **counted(found),
    })  # fmt: skip


def counted(assembly: Assembly) -> dict[str, Any]:
    """Count the room as pages show it: a row for each group, the sum, the quorum."""
    heads = checkins.heads(assembly)
    return {
        "heads": [(Group(head.group).label, head) for head in heads],
        "listed": sum(head.listed for head in heads),
        "present": sum(head.present for head in heads), "meter": checkins.meter(assembly, heads),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.DESK)
def taking_back(request: FundRequest, province: Province, check_in: int) -> HttpResponse:
    """Take a check-in back, with the reason."""
    rows = CheckIn.objects.standing().filter(attendance__invitation__assembly__province=province)
    found = get_object_or_404(rows.select_related("attendance__invitation"), pk=check_in)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        checkins.take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The check-in is taken back."))
        return redirect("events:attendance", province.slug, found.attendance_id)
    return render(request, "events/taking_back.html", {"province": province, "check_in": found, "form": form})


@require_GET
@login_required
def badge(request: HttpRequest, badge: str) -> HttpResponse:
    """Where the QR code of a badge leads: to the desk, for those who may receive people; nowhere for others."""
    found = get_object_or_404(
        Attendance.objects.select_related("invitation__assembly__province"), code=codes.read(badge) or "-"
    )
    assembly = found.invitation.assembly
    held = Appointment.objects.held_by(request.user, on=thai.today()) if isinstance(request.user, User) else None
    if held is None or not held.filter(province=assembly.province, office__in=OFFICES[Role.DESK]).exists():
        raise Http404
    return redirect(reverse("events:desk", args=[assembly.province.slug, assembly.pk]) + f"?code={found.code}")
