"""Hand an office over: who goes writes down what is there, who comes confirms it. Two people, one record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .models import Appointment, Fund, Handover, Office


class Refused(Exception):
    """A handover that is not given or taken; `args[0]` says why, in the reader's language."""


class NotTheirs(Refused):
    """The office is not held by this person, or not by another one."""


class TakenAlready(Refused):
    """It was confirmed before."""


@transaction.atomic
def give(
    fund: Fund, *, key: UUID, office: str, figures: Mapping[str, Any], papers: str, on: date, at: datetime, by: User
) -> Handover:
    """Write down what `by` hands over with `office` of `fund`: `figures` of the portal and `papers` in words.

    The same key gives the first handover. Raises NotTheirs when `by` does not hold the office on the day `on`.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if done := Handover.objects.filter(key=key).first():
        return done
    if not Appointment.objects.held_by(by, on=on).filter(fund=fund, office=office).exists():
        raise NotTheirs(_("Only who holds an office hands it over."))
    made = Handover.objects.create(
        key=key, fund=fund, office=office, figures=trail.plain(figures), papers=papers, given_by=by, given_at=at
    )
    _log(made, "handed over", by)
    return made


@transaction.atomic
def take(handover: Handover, *, remark: str, on: date, at: datetime, by: User) -> Handover:
    """Confirm that `by`, who holds the office now, found what was handed over. Raises NotTheirs, TakenAlready."""
    Fund.objects.locked().get(pk=handover.fund_id)
    found = Handover.objects.select_for_update(of=("self",), no_key=True).get(pk=handover.pk)
    if found.taken_by_id is not None:
        raise TakenAlready(_("This handover was confirmed before."))
    holds = Appointment.objects.held_by(by, on=on).filter(fund=found.fund_id, office=found.office).exists()
    if found.given_by_id == by.pk or not holds:
        raise NotTheirs(_("The one who takes the office over confirms it, once in office."))
    found.taken_by, found.taken_at, found.remark = by, at, remark
    found.save(update_fields=["taken_by", "taken_at", "remark"])
    _log(found, "confirmed", by)
    return found


def _log(made: Handover, act: str, by: User) -> None:
    facts = {"office": str(Office(made.office).label), "note": made.remark}
    trail.record(by=by, fund=made.fund_id, act=act, subject="handover", subject_pk=made.pk, facts=facts)
