"""What a portal does by the clock: its books and its trail checked, a copy made and read back, officers reminded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

import funds.books
import members.books
import members.retention
from funds.models import Province
from members.imports import files
from welfare import trail
from welfare.models import Chore, Session
from welfare.upkeep import Duty, Outcome

from . import copies
from .reminders import send as send_reminders

DAY = timedelta(days=1)
# A chore of every day may begin a little earlier than the day before.
EVERY_DAY, EVERY_WEEK = DAY - timedelta(hours=1), 7 * DAY - timedelta(hours=1)


def integrity(at: datetime) -> Outcome:
    """Recompute all kept totals and every seal of the trail."""
    provinces = list(Province.objects.order_by("pk"))
    books = [fault for province in provinces for fault in funds.books.faults(province) + members.books.faults(province)]
    seals = [fault.what for fault in trail.faults()]
    found = books + seals
    return Outcome(not found, "; ".join(found[:3]) if found else "The books and the trail agree with their rows.")


def backup(at: datetime) -> Outcome:
    """Make a copy of the database and of the files."""
    copy = copies.make(at)
    return Outcome(is_well=True, words=f"{copy.name}, {copy.size:,} bytes")


def rehearsal(at: datetime) -> Outcome:
    """Read the newest copy back; one is made where there is none."""
    copy = copies.latest() or copies.make(at)
    read = copies.rehearse(copy, timezone.now)
    return Outcome(bool(read.is_whole), read.words or f"{read.name} was read back whole.")


def retention(at: datetime) -> Outcome:
    """Count the personal data that is over its term; taking it out is for people: `manage.py retention --do`."""
    found = members.retention.due(timezone.localdate(at))
    words = ", ".join(f"{kind.kind}: {kind.count:,}" for kind in found)
    return Outcome(is_well=True, words=f"over the term: {words}")


def reminders(at: datetime) -> Outcome:
    """Write to the officers for whom something waits, where the portal sends letters at all."""
    if not settings.SENDS_MAIL:
        return Outcome(is_well=True, words="No letters: PORTAL_MAIL is not set. What waits stands on each one's page.")
    return Outcome(is_well=True, words=f"{send_reminders(timezone.localdate(at))} letters sent")


def sessions(at: datetime) -> Outcome:
    """Drop sessions that have ended."""
    count, _kinds = Session.objects.filter(expire_date__lt=at).delete()
    return Outcome(is_well=True, words=f"{count} ended sessions dropped")


def waiting_files(at: datetime) -> Outcome:
    """Forget files that were chosen a week ago and not taken in: they hold citizen IDs, and people have them still."""
    return Outcome(is_well=True, words=f"{files.forget_old(now=at)} files that nobody took in forgotten")


DUTIES = (
    Duty("integrity", EVERY_DAY, integrity),
    Duty("backup", EVERY_DAY, backup),
    Duty("rehearsal", EVERY_WEEK, rehearsal),
    Duty("retention", EVERY_WEEK, retention),
    Duty("sessions", EVERY_DAY, sessions),
    Duty("reminders", EVERY_WEEK, reminders),
    Duty("waiting files", EVERY_DAY, waiting_files),
)


def remembered() -> Iterator[tuple[Duty, Chore | None]]:
    """Give each duty with what is remembered of its last time. One query."""
    known = {chore.name: chore for chore in Chore.objects.all()}
    for duty in DUTIES:
        yield duty, known.get(duty.name)
