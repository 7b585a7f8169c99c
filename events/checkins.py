"""The day itself: who comes in is counted once, at however many desks, and however late a phone tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from . import quorum
from .models import Assembly, Attendance, CheckIn, Group, TakenBack


class NotOnTheList(Exception):
    """No badge of this assembly has this code, or whoever holds it withdrew."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a desk is told: who it is, when they came in, and whether this was the first time."""

    attendance: Attendance
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One group in the room: its places, who is on the list, who is present."""

    group: str
    places: int
    listed: int
    present: int


@transaction.atomic
def check_in(assembly: Assembly, code: str, *, key: UUID, at: datetime, desk: str, by: User) -> Arrival:
    """Let in who holds the badge `code`. The check-in itself says who did it and when, and is never changed.

    Someone who is in already is told so and counted once; the same `key` sent again is the same arrival, and as new as
    the first time. Raises NotOnTheList.
    """
    found = (
        Attendance.objects.of(assembly).standing().filter(code=code).select_for_update(of=("self",))
        .select_related("invitation__fund").first()
    )  # fmt: skip
    if found is None:
        raise NotOnTheList(_("No badge of this assembly has this code. Look for the name."))
    before = list(found.check_ins.order_by("turn").select_related("taken_back"))
    for each in before:
        if not hasattr(each, "taken_back"):
            return Arrival(found, each.at, is_new=each.key == key)
        if each.key == key:  # sent once more after it was taken back: it stays so
            return Arrival(found, each.at, is_new=False)
    made = CheckIn.objects.create(key=key, attendance=found, turn=len(before), desk=desk, at=at, by=by)
    return Arrival(found, made.at, is_new=True)


@transaction.atomic
def take_back(check_in: CheckIn, *, reason: str, by: User) -> TakenBack:
    """Say that a check-in was a mistake, and why; the person may then come in again. A second call changes nothing."""
    found = CheckIn.objects.select_for_update(of=("self",)).select_related("attendance__invitation").get(pk=check_in.pk)
    if gone := TakenBack.objects.filter(check_in=found).first():
        return gone
    attendance = found.attendance
    trail.record(
        by=by, act="took back a check-in", subject="assembly", subject_pk=attendance.invitation.assembly_id,
        facts={"name": attendance.name, "reason": reason},
    )  # fmt: skip
    return TakenBack.objects.create(check_in=found, reason=reason, by=by)


def heads(assembly: Assembly) -> list[Head]:
    """Count the room by group, in the order of groups; two queries."""
    is_in = Exists(CheckIn.objects.standing().filter(attendance=OuterRef("pk")))
    counted = {
        group: (listed, present)
        for group, listed, present in Attendance.objects.of(assembly).standing().annotate(is_in=is_in)
        .values_list("invitation__group").order_by()
        .annotate(listed=Count("pk"), present=Count("pk", filter=Q(is_in=True)))
    }  # fmt: skip
    places = dict(assembly.invitations.values_list("group").annotate(places=Sum("quota")).order_by())
    return [Head(group, places[group], *counted.get(group, (0, 0))) for group in Group.values if group in places]


def meter(assembly: Assembly, counted: Sequence[Head]) -> quorum.Meter:
    """Lay the room beside the rule of the assembly; one query."""
    came = CheckIn.objects.standing().filter(attendance__invitation__assembly=assembly)
    funds = came.filter(attendance__invitation__group=Group.FUND).values("attendance__invitation").distinct().count()
    return quorum.meter(
        assembly.quorum_of, assembly.quorum, persons=sum(head.present for head in counted), funds=funds,
        places=sum(head.places for head in counted),
    )  # fmt: skip
