"""One-time codes: made for a person by an officer, printed, used once. Kept as a hash; only the paper knows the code.

A first sign-in and a forgotten password go through the same door, because both are settled in person.
"""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from . import appointments
from .models import AccessCode, Appointment, Office, Province, Purpose

# Letters and digits that are not taken for each other on paper or on the telephone.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 12
GOOD_FOR = {Purpose.JOIN: timedelta(days=14), Purpose.PASSWORD: timedelta(hours=2)}


class Refused(Exception):
    """A code that is not given or not taken; `args[0]` says why, in the reader's language."""


class NotOneself(Refused):
    """Nobody makes a code for their own account: whoever sits at their screen could."""


class NotGood(Refused):
    """The code was used, withdrawn, replaced by a newer one, or is too old."""


class NameTaken(Refused):
    """Another person signs in with this user name."""


def new_code() -> str:
    """Make a code that cannot be guessed: 12 of 31 letters and digits, which is 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))


def spelled(code: str) -> str:
    """Write a code as paper shows it, in fours."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def read(typed: str) -> str:
    """Read a code as a person types it: capitals, spaces and dashes do not matter."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())[: LENGTH + 1]


def digest(code: str) -> str:
    return sha256(f"access code {code}".encode()).hexdigest()


@transaction.atomic
def issue(user: User, *, key: UUID, code: str, at: datetime, by: User) -> AccessCode:
    """Give `user` the code `code`, good for 14 days or, for a forgotten password, two hours; give the found.

    An earlier code stops being good. The same key gives the first one, whose code stays the first one.
    Raises NotOneself.
    """
    if user.pk == by.pk:
        raise NotOneself(_("Nobody makes a code for their own account. Ask another officer of the province."))
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if done := AccessCode.objects.filter(key=key).first():
        return done
    for old in AccessCode.objects.filter(user=user).standing():
        _withdraw(old, at=at, by=by)
    return _issue(user, key=key, code=code, at=at, by=by)


@transaction.atomic
def first_admin(province: Province, *, name: str, key: UUID, code: str, on: date, at: datetime) -> AccessCode:
    """Appoint the first administrator of `province` from the day `on`, who is given the code `code`; give it.

    Nobody stands above the first one, so the appointment is by themselves. Raises appointments.Refused.
    """
    username = appointments.offered_name(province, Office.ADMIN)
    user = User(username=username, display_name=name)
    user.set_unusable_password()
    user.save()
    appointments.appoint(province, key=key, whom=user, office=Office.ADMIN, since=on, by=user)
    return _issue(user, key=key, code=code, at=at, by=user)


def _issue(user: User, *, key: UUID, code: str, at: datetime, by: User) -> AccessCode:
    purpose = Purpose.PASSWORD if user.has_usable_password() else Purpose.JOIN
    made = AccessCode.objects.create(
        key=key, user=user, purpose=purpose, code_hash=digest(code), expires_at=at + GOOD_FOR[purpose], by=by
    )
    if purpose == Purpose.JOIN:
        _log(made, "invited", "access code", by)
    else:
        _log(made, "let set a new password", "user", by)
    return made


@transaction.atomic
def withdraw(code: AccessCode, *, at: datetime, by: User) -> AccessCode:
    """Take a code back before it is used, and give it. Raises NotGood when there is nothing to take."""
    found = AccessCode.objects.select_for_update(of=("self",), no_key=True).get(pk=code.pk)
    if found.used_at or found.withdrawn_at:
        raise NotGood(_("This code is not good any more."))
    _withdraw(found, at=at, by=by)
    return found


def find(code: str, *, at: datetime) -> AccessCode:
    """Give what `code` opens at the moment `at`. Raises NotGood."""
    found = AccessCode.objects.open(at).select_related("user", "by").filter(code_hash=digest(code)).first()
    if found is None or not found.user.is_active:
        raise NotGood(_("This code is not good: it was used or taken back, or it is too old. Ask for a new one."))
    return found


@transaction.atomic
def accept(code: str, *, username: str, email: str, password: str, at: datetime) -> User:
    """Open the account that `code` is for, with the user name and password chosen; give its user.

    For a forgotten password only the password is set. Sessions that are open elsewhere end with the old password.
    Raises NotGood, NameTaken.
    """
    found = AccessCode.objects.select_for_update(of=("self",), no_key=True).get(pk=find(code, at=at).pk)
    if found.used_at or found.withdrawn_at:
        raise NotGood(_("This code is not good any more."))
    user = User.objects.select_for_update(no_key=True).get(pk=found.user_id)
    if found.purpose == Purpose.JOIN:
        if User.objects.filter(username__iexact=username).exclude(pk=user.pk).exists():
            raise NameTaken(_("Another person signs in with this user name. Choose another one."))
        user.username, user.email = username, email
    user.set_password(password)
    user.save(update_fields=["username", "email", "password"])
    found.used_at = at
    found.save(update_fields=["used_at"])
    if found.purpose == Purpose.JOIN:
        _log(found, "accepted", "access code", user)
    else:
        _log(found, "set a new password", "user", user)
    return user


def tell(user: User, *, at: datetime) -> list[str]:
    """Say, once, which new passwords were set by a code that `user` gave or used since `user` was last told."""
    said = []
    resets = AccessCode.objects.filter(purpose=Purpose.PASSWORD, used_at__isnull=False)
    for one in resets.filter(user=user, told_person_at__isnull=True).select_related("by"):
        said.append(
            _("A new password was set for your account with a code from %(name)s. If that was not you, say so at once.")
            % {"name": one.by}
        )
        AccessCode.objects.filter(pk=one.pk).update(told_person_at=at)
    for one in resets.filter(by=user, told_officer_at__isnull=True).select_related("user"):
        said.append(_("%(name)s has set a new password with the code that you gave.") % {"name": one.user})
        AccessCode.objects.filter(pk=one.pk).update(told_officer_at=at)
    return said


def _withdraw(found: AccessCode, *, at: datetime, by: User) -> None:
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    _log(found, "withdrew", "access code", by)


def _log(found: AccessCode, act: str, subject: str, by: User) -> None:
    """Write down what was done with a code, in the chain of the fund that the person last got an office in."""
    held = Appointment.objects.filter(user=found.user_id).order_by("-pk").values_list("fund", flat=True).first()
    pk = found.pk if subject == "access code" else found.user_id
    trail.record(by=by, fund=held, act=act, subject=subject, subject_pk=pk, facts={"name": found.user.display_name})
