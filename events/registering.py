"""Getting onto the list of an assembly and off it again; who waits moves up by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import codes, thai, trail
from welfare.models import User

from .models import Assembly, Attendance, Group, Invitation, Way, Withdrawal

CODE_LENGTH = 6
WAITING_PER_PLACE = 1  # as many may wait by the public link as there are places, and some
WAITING_AT_LEAST = 20
RETENTION_DAYS = 365


class NotRegistered(Exception):
    """Nobody was put on the list; the message says why."""


class Closed(NotRegistered):
    """Registration has ended."""


class AlreadyRegistered(NotRegistered):
    """Someone of this name stands on the same list."""


class Full(NotRegistered):
    """All places by the public link are taken, and so is the waiting list."""


class AlreadyCame(Exception):
    """Who was checked in cannot withdraw."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is to come."""

    name: str
    organisation: str = ""
    phone: str = ""


@transaction.atomic
def register(
    invitation: Invitation, guests: Sequence[Guest], *, way: str, key: UUID, on: date, by: User | None
) -> list[Attendance]:
    """Put `guests` on the list of `invitation`, in their order; above its quota they wait.

    A second call with the same `key` gives the same people back. Raises Closed after the last day of registration
    (who comes on the day is a walk-in), AlreadyRegistered and Full; nobody is then on the list.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("assembly", "fund").get(pk=invitation.pk)
    keys = [uuid5(key, str(place)) for place in range(len(guests))]
    if made := list(Attendance.objects.filter(key__in=keys).order_by("pk")):
        return made
    if way != Way.WALK_IN and not locked.assembly.takes_registrations(on):
        raise Closed(_("Registration closed on %(day)s.") % {"day": thai.long_date(locked.assembly.register_until)})
    _refuse_twice(locked, guests)
    if way == Way.LINK:
        _refuse_when_full(locked)
    made = [
        Attendance(
            key=each, invitation=locked, phone=guest.phone, code=codes.make(CODE_LENGTH), way=way, by=by
        ).named(guest.name, guest.organisation)
        for each, guest in zip(keys, guests, strict=True)
    ]  # fmt: skip
    for attendance in made:
        attendance.save()
    if by:
        trail.record(
            by=by, fund=locked.fund_id, act="registered for an assembly", subject="assembly",
            subject_pk=locked.assembly_id, facts={"invitation": locked.called, "people": [one.name for one in made]},
        )  # fmt: skip
    return made


def _refuse_twice(invitation: Invitation, guests: Sequence[Guest]) -> None:
    if invitation.group == Group.PUBLIC:  # two strangers may share a name; the list of the office shows both
        return
    there = Attendance.objects.standing().filter(invitation=invitation).values_list("name", flat=True)
    known = {thai.search_text(name) for name in there}
    for guest in guests:
        if (name := thai.search_text(guest.name)) in known:
            raise AlreadyRegistered(_("%(name)s is on this list already.") % {"name": guest.name})
        known.add(name)


def _refuse_when_full(invitation: Invitation) -> None:
    taken = Attendance.objects.queued().filter(invitation=invitation).count()
    if taken >= invitation.quota + max(invitation.quota * WAITING_PER_PLACE, WAITING_AT_LEAST):
        raise Full(_("All places are taken, and the waiting list is full."))


@transaction.atomic
def withdraw(attendance: Attendance, *, by: User | None) -> Withdrawal:
    """Take someone off the list; who waits first on it has a place from now on.

    A second call changes nothing. Raises AlreadyCame when they were checked in.
    """
    found = Attendance.objects.select_for_update(of=("self",)).select_related("invitation").get(pk=attendance.pk)
    if gone := Withdrawal.objects.filter(attendance=found).first():
        return gone
    if found.check_ins.standing().exists():
        raise AlreadyCame(_("%(name)s has been checked in and cannot withdraw.") % {"name": found.name})
    if by:
        trail.record(
            by=by, fund=found.invitation.fund_id, act="withdrew from an assembly", subject="assembly",
            subject_pk=found.invitation.assembly_id, facts={"name": found.name},
        )  # fmt: skip
    return Withdrawal.objects.create(attendance=found, by=by)


@transaction.atomic
def forget(assembly: Assembly, *, on: date, by: User) -> int:
    """Take out the telephone numbers of `assembly`, and the names of who came by the public link; give how many.

    Counts stay as they were. Called once the time of keeping is over.
    """
    waiting = Attendance.objects.of(assembly).filter(forgotten_on__isnull=True)
    count = waiting.count()
    for attendance in waiting.filter(invitation__group=Group.PUBLIC):
        attendance.named(_("name taken out")).save(update_fields=["name", "organisation", "search", "sort_key"])
    Attendance.objects.of(assembly).filter(forgotten_on__isnull=True).update(phone="", forgotten_on=on)
    trail.record(
        by=by, act="took out personal data", subject="assembly", subject_pk=assembly.pk, facts={"people": count}
    )
    return count
