"""What everyone may see of a gathering: the day without anybody's personal data, and registering oneself."""

from datetime import UTC
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from events import agenda, checkins, registering, resolving
from events.calendar import ics
from events.forms.registering import StrangerForm
from events.models import Approval, Assembly, AssemblyResolution, Attendance, DayFile, Group, Way
from welfare import codes, qr, thai
from welfare.replicas import from_a_replica

from .registrations import standing_of


def shown(day: str) -> Assembly:
    """Give an assembly that the public may see. Answers 404 for any other."""
    return get_object_or_404(Assembly.objects.published().select_related("province"), code=day)


@require_GET
@from_a_replica
def days(request: HttpRequest) -> HttpResponse:
    """Every assembly that the public may see, the latest first."""
    rows = Assembly.objects.published().select_related("province").order_by("-on", "-pk")
    return render(request, "events/days.html", {"rows": rows, "today": thai.today()})


@require_GET
@from_a_replica
def day(request: HttpRequest, day: str) -> HttpResponse:
    """The public page of an assembly: what, where, when, the agenda, what was resolved, how many came."""
    found = shown(day)
    rows = AssemblyResolution.objects.of(found).select_related("fund").order_by("number")
    heads = [(Group(head.group).label, head.present) for head in checkins.heads(found) if head.present]
    public = found.invitations.get(group=Group.PUBLIC)
    return render(request, "events/day.html", {
        "assembly": found, "agenda": agenda.lines_of(found), "sponsors": found.sponsors.splitlines(), "heads": heads,
        "came": sum(present for _group, present in heads),
        "resolutions": [row for row in rows if resolving.is_passed(row)],
        "takes": public.quota > 0 and found.takes_registrations(thai.today()),
        "approval": Approval.objects.filter(assembly=found).select_related("minutes").first(),
        "files": DayFile.objects.of(found).public().order_by("pk"), "today": thai.today(),
    })  # fmt: skip


@require_GET
def day_calendar(request: HttpRequest, day: str) -> HttpResponse:
    """The day for a calendar."""
    found = shown(day)
    page = request.build_absolute_uri(reverse("events:day", args=[found.code]))
    made = ics(found, stamped_at=timezone.now().astimezone(UTC), address=page)
    return HttpResponse(
        made, content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.code}.ics"'},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def day_registration(request: HttpRequest, day: str) -> HttpResponse:
    """Register oneself, while registration is open and there is room."""
    found = shown(day)
    public = found.invitations.get(group=Group.PUBLIC)
    form = StrangerForm(request.POST or None)
    if public.quota == 0 or not found.takes_registrations(thai.today()):
        return render(request, "events/day_closed.html", {"assembly": found})
    if form.is_bound and form.is_valid():
        try:
            (made,) = registering.register(
                public, [form.guest()], way=Way.LINK, key=form.cleaned_data["key"], on=thai.today(), by=None
            )
        except registering.NotRegistered as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:place", made.key)
    taken = Attendance.objects.queued().filter(invitation=public).count()
    return render(request, "events/day_registration.html", {
        "assembly": found, "form": form, "left": max(public.quota - taken, 0), "days": registering.RETENTION_DAYS,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, place: UUID) -> HttpResponse:
    """One's own registration, opened by the address that was given out: the badge's code, the place, withdrawing."""
    rows = Attendance.objects.filter(way=Way.LINK, forgotten_on__isnull=True).with_place().with_arrival()
    found: Any = get_object_or_404(rows.select_related("invitation__assembly__province", "withdrawal"), key=place)
    if request.method == "POST":
        try:
            registering.withdraw(found, by=None)
        except registering.AlreadyCame as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your name is off the list."))
        return redirect("events:place", found.key)
    return render(request, "events/place.html", {
        "attendance": found, "assembly": found.invitation.assembly, "standing": standing_of(found),
        "code": codes.written(found.code), "qr": qr.svg(request.build_absolute_uri(f"/badges/{found.code}/")),
        "is_gone": hasattr(found, "withdrawal"), "waits": found.before >= found.invitation.quota,
    })  # fmt: skip
