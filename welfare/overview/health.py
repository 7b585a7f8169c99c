"""Whether the portal is alive, ready, and in order: for load balancers, for programs that watch, and for admins."""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_province
from funds.models import Appointment, Office, Province
from members import whereabouts
from welfare import metrics, replicas, thai
from welfare.models import Backup, User
from welfare.templatetags.thai import thai_datetime

from . import chores, copies

DISK_MIN = 500 * 1024 * 1024  # bytes: what a day of a busy province writes, many times over
BACKUP_MAX_AGE = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the portal: whether it is in order, in one sentence; `is_needed` when no page works without it."""

    part: str
    label: str
    is_well: bool
    words: str
    is_needed: bool = False


def database() -> Check:
    """Ask the database for one answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        is_well, words = True, _("%(name)s answers.") % {"name": connection.display_name}
    except DatabaseError:
        is_well, words = False, _("The database does not answer.")
    return Check("database", _("Database"), is_well, words, is_needed=True)


@lru_cache(maxsize=1)
def _leaves() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations() -> Check:
    """Compare the shape of the database with that of the program."""
    behind = sorted(
        f"{app}.{name}" for app, name in _leaves() - set(MigrationRecorder(connection).applied_migrations())
    )
    words = _("The database has not been brought up to date: %(names)s") % {"names": ", ".join(behind)}
    return Check(
        "migrations", _("Shape of the database"), not behind,
        words if behind else _("The database fits this version of the portal."), is_needed=True,
    )  # fmt: skip


def disk() -> Check:
    """Look at the room left in the data folder."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    words = _("%(free)s GB of %(all)s GB are free.") % {
        "free": f"{usage.free / 1e9:,.1f}", "all": f"{usage.total / 1e9:,.1f}"
    }  # fmt: skip
    return Check("disk", _("Room on the disk"), usage.free >= DISK_MIN, words, is_needed=True)


def replica(one: replicas.Replica) -> Check:
    """Look at one replica; without it pages come from the primary, so none stops."""
    label = _("Copy for reading (%(name)s)") % {"name": one.alias}
    if one.is_fresh():
        words = _("It is at most %(seconds)s seconds behind; lists and dashboards are read there.")
        return Check(one.alias, label, True, words % {"seconds": f"{one.age():.1f}"})
    words = _("It is left out: %(why)s Pages come from the main database.")
    late = _("it is behind by more than %(seconds)s seconds.") % {"seconds": f"{settings.REPLICA_LAG_MAX:g}"}
    return Check(one.alias, label, False, words % {"why": one.fault or late})


def kept_totals() -> Check:
    """Look at the last time that all totals and the trail were recomputed."""
    last = next(chore for duty, chore in chores.remembered() if duty is chores.DUTIES[0])
    label = _("Books and trail")
    if last is None or last.ended_at is None:
        return Check("totals", label, is_well=True, words=_("They have not been checked by the clock yet."))
    when = thai_datetime(last.ended_at)
    if last.is_well:
        return Check("totals", label, True, _("On %(when)s everything agreed with its rows.") % {"when": when})
    return Check("totals", label, False, f"{when}: {last.words}")


def backup(now: datetime) -> Check:
    """Look at the newest copy, and whether the last one read back was whole."""
    newest = copies.latest()
    label = _("Backup")
    if newest is None:
        return Check("backup", label, is_well=settings.DEMO, words=_("No copy has been made yet."))
    when = thai_datetime(newest.at)
    read = Backup.objects.exclude(rehearsed_at=None).order_by("-rehearsed_at").first()
    if read is not None and not read.is_whole:
        return Check("backup", label, is_well=False, words=f"{read.name}: {read.words}")
    words = _("The newest copy is of %(when)s.") % {"when": when}
    if read is not None:
        words += " " + _("Last read back whole: %(when)s.") % {"when": thai_datetime(read.rehearsed_at)}
    return Check("backup", label, is_well=now - newest.at <= BACKUP_MAX_AGE, words=words)


def names() -> Check:
    """Look whether a part of a name is found in the whole country; without it the page says what is."""
    label = _("Finding names in the whole country")
    if whereabouts.can_look_for_parts():
        return Check("names", label, is_well=True, words=_("Any part of a name is found."))
    words = _("Only how a name begins is found: PostgreSQL lacks pg_trgm. docs/operations.md says how to add it.")
    return Check("names", label, is_well=False, words=words)


def checks(now: datetime) -> list[Check]:
    """Look at every part; where the database does not answer, the parts that lie in it are not asked."""
    found = [database(), disk()]
    if found[0].is_well:
        found += [migrations()]
        if found[-1].is_well:
            found += [kept_totals(), backup(now)]
            found += [names()] if connection.vendor == "postgresql" else []
        found += [replica(one) for one in replicas.looked_at()]
    return found


@never_cache
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing is asked of anyone."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served (200, else 503); the parts one by one to admins, and to who shows the token."""
    found = checks(timezone.now())
    is_ready = all(check.is_well for check in found if check.is_needed)
    status = 200 if is_ready else 503
    if not (_shows_token(request) or _is_admin(request)):
        return HttpResponse("ready\n" if is_ready else "not ready\n", content_type="text/plain", status=status)
    parts = {check.part: {"well": check.is_well, "words": check.words} for check in found}
    return JsonResponse({"ready": is_ready, "well": all(check.is_well for check in found), "parts": parts},
                        status=status, json_dumps_params={"ensure_ascii": False})  # fmt: skip


@never_cache
@require_GET
def measured(request: HttpRequest) -> HttpResponse:
    """Give what the portal measures of itself, to who shows the token; a page that is not there to anybody else."""
    if not _shows_token(request):
        raise Http404
    parts = {check.part: check.is_well for check in checks(timezone.now())}
    return HttpResponse(metrics.written(parts), content_type=metrics.CONTENT_TYPE)


@never_cache
@require_GET
@in_province(Role.ORGANISER)
def state(request: FundRequest, province: Province) -> HttpResponse:
    """Show the state of everything in plain words: each part, the chores, the newest copies."""
    found = checks(timezone.now())
    return render(request, "overview/state.html", {
        "province": province, "checks": found, "is_well": all(check.is_well for check in found),
        "chores": [(label_of(duty.name), chore) for duty, chore in chores.remembered()],
        "copies": Backup.objects.order_by("-at", "-pk")[:10],
    })  # fmt: skip


def label_of(chore: str) -> str:
    labels: dict[str, Callable[[], str]] = {
        "integrity": lambda: _("Check the books and the trail"), "backup": lambda: _("Make a copy"),
        "rehearsal": lambda: _("Read the newest copy back"), "sessions": lambda: _("Drop ended sessions"),
        "retention": lambda: _("Count personal data that is over its term"),
        "reminders": lambda: _("Write to officers what waits for them"),
        "waiting files": lambda: _("Forget files that nobody took in"),
    }  # fmt: skip
    return labels[chore]() if chore in labels else chore


def _shows_token(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode())


def _is_admin(request: HttpRequest) -> bool:
    user: Any = request.user
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return False
    return Appointment.objects.held_by(user, on=thai.today()).filter(office=Office.ADMIN).exists()
