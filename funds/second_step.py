"""Who needs a second step at sign-in: administrators of a province, and officers of a fund that decided so."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction

from welfare import trail
from welfare.models import User

from .models import OFFICES_OF_A_PROVINCE, Fund, Office, Province


def is_missing(user: User, offices: frozenset[str], fund: Fund | None, province: Province, *, on: date) -> bool:
    """Say whether `user`, who acts in `offices`, must have a second step on the day `on` and has none.

    Asks the database only where one is required.
    """
    begins = [province.second_step_from] if Office.ADMIN in offices else []
    if fund is not None and offices - frozenset(OFFICES_OF_A_PROVINCE):
        begins.append(fund.second_step_from)
    return any(begin is not None and begin <= on for begin in begins) and not is_mfa_enabled(user)


@transaction.atomic
def require(fund: Fund, *, since: date | None, by: User) -> Fund:
    """Let the officers of `fund` need a second step from the day `since` on, or not at all; give the fund."""
    found = Fund.objects.locked().get(pk=fund.pk)
    if found.second_step_from == since:
        return found
    before, found.second_step_from = found.second_step_from, since
    found.save(update_fields=["second_step_from"])
    trail.record(
        by=by, fund=fund.pk, act="required", subject="second factor", subject_pk=fund.pk, facts={"since": since},
        before={"since": before},
    )  # fmt: skip
    return found


@transaction.atomic
def lift(user: User, *, by: User) -> None:
    """Take away every second step of `user`, whose telephone is lost; the password alone is left until a new one."""
    gone, _kinds = Authenticator.objects.filter(user=user).delete()
    if gone:
        trail.record(
            by=by, act="took away", subject="second factor", subject_pk=user.pk, facts={"name": user.display_name}
        )
