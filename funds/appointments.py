"""Offices: who holds which, from when to when, by which resolution; and that no two are held that check each other.

Rights follow an appointment and end with it (funds/access.py), so nothing here grants or takes a right by itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.models import User

from .models import NOT_TOGETHER, Appointment, Branch, Fund, Office, Province, Resolution


class Refused(Exception):
    """An appointment that the rules of offices do not allow; `args[0]` says why, in the reader's language."""


class NotTogether(Refused):
    """The person holds an office of this fund that is not held together with this one."""


class HeldAlready(Refused):
    """The person holds this office on one of these days already."""


class LastAdmin(Refused):
    """The province would be left without an administrator."""


class NotThatDay(Refused):
    """The term has ended already, or would end before it begins."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person without an account yet: the name shown, the user name offered, an e-mail if there is one."""

    display_name: str
    username: str
    email: str = ""


@transaction.atomic
def appoint(
    place: Fund | Province, *, key: UUID, whom: User | Newcomer, office: str, since: date, by: User,
    until: date | None = None, resolution: Resolution | None = None, branch: Branch | None = None,
) -> Appointment:  # fmt: skip
    """Record that `whom` holds `office` of `place` from `since` to `until`, or without an end; give the appointment.

    `branch` is that of a committee member who signs for it. A newcomer gets an account that nobody can open before an
    invitation (funds/invitations.py). The same key gives the first appointment. Raises NotTogether, HeldAlready,
    NotThatDay.
    """
    _lock(place)
    if done := Appointment.objects.filter(key=key).first():
        return done
    if until is not None and until < since:
        raise NotThatDay(_("The last day comes before the first."))
    user = _account(whom) if isinstance(whom, Newcomer) else whom
    where: dict[str, Any] = {"fund": place} if isinstance(place, Fund) else {"province": place}
    for held in Appointment.objects.filter(user=user, **where).overlapping(since, until):
        if held.office == office:
            raise HeldAlready(
                _("%(name)s is %(office)s since %(day)s already.")
                % {"name": user, "office": held.get_office_display(), "day": thai.long_date(held.since)}
            )
        if isinstance(place, Fund) and frozenset({held.office, office}) in NOT_TOGETHER:
            raise NotTogether(
                _("%(name)s is %(held)s of this fund. One person is not %(held)s and %(office)s: one checks the other.")
                % {"name": user, "held": held.get_office_display(), "office": Office(office).label}
            )
    made = Appointment.objects.create(
        user=user,
        office=office,
        since=since,
        until=until,
        resolution=resolution,
        branch=branch,
        key=key,
        by=by,
        **where,
    )
    _log(made, "appointed", by, resolution=str(resolution or ""))
    return made


@transaction.atomic
def end(appointment: Appointment, *, on: date, by: User) -> Appointment:
    """End an appointment with the day `on`, its last day, and give it. Raises NotThatDay, LastAdmin."""
    _lock(appointment.fund or appointment.province)
    found = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    if on < found.since:
        raise NotThatDay(_("The last day comes before the first."))
    if found.until is not None and found.until <= on:
        raise NotThatDay(_("This term ends on %(day)s already.") % {"day": thai.long_date(found.until)})
    if found.office == Office.ADMIN and found.until is None and not _other_admins(found):
        raise LastAdmin(_("This is the last administrator of the province. Appoint another one first."))
    before, found.until = found.until, on
    found.save(update_fields=["until"])
    _log(found, "ended", by, before=before)
    return found


def _other_admins(appointment: Appointment) -> bool:
    others = Appointment.objects.filter(
        province=appointment.province_id, office=Office.ADMIN, until__isnull=True, user__is_active=True
    )
    return others.exclude(pk=appointment.pk).exists()


def offered_name(place: Fund | Province, office: str) -> str:
    """Offer a free user name that is easy to remember: the office and the fund, with a number where that is taken."""
    first = f"{office}.{place.code if isinstance(place, Fund) else place.slug}"
    taken = set(User.objects.filter(username__startswith=first).values_list("username", flat=True))
    numbered = (f"{first}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (first, *numbered) if name not in taken)


def _account(newcomer: Newcomer) -> User:
    user = User(username=newcomer.username, display_name=newcomer.display_name, email=newcomer.email)
    user.set_unusable_password()
    user.save()
    return user


def _lock(place: Fund | Province | None) -> None:
    if isinstance(place, Fund):
        Fund.objects.locked().get(pk=place.pk)
    elif place is not None:
        Province.objects.select_for_update(no_key=True).get(pk=place.pk)


def _log(made: Appointment, act: str, by: User, *, before: date | None = None, resolution: str = "") -> None:
    facts = {
        "name": made.user.display_name, "office": made.get_office_display(), "since": made.since, "until": made.until,
        "resolution": resolution,
    }  # fmt: skip
    trail.record(
        by=by, fund=made.fund_id, act=act, subject="appointment", subject_pk=made.pk, facts=facts,
        before={"until": before} if act == "ended" else None,
    )  # fmt: skip
