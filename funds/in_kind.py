"""Help that is no money is recorded, and taken back where it was wrong; nothing here touches the books."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User
from welfare.money import ZERO

from .models import Fund, InKind, InKindWithdrawal, Source


class Refused(Exception):
    """What cannot be recorded; `args[0]` says why, in the reader's language."""


class NoReason(Refused):
    """A record is taken back without a reason."""


class AlreadyTakenBack(Refused):
    """The record was taken back before."""


@dataclass(frozen=True, slots=True)
class Given:
    """Help in kind of one source: how many times, and its worth in baht, in the period and since founding."""

    source: Source
    new_count: int = 0
    new: Decimal = ZERO
    ever_count: int = 0
    ever: Decimal = ZERO


@transaction.atomic
def record(fund: Fund, *, key: UUID, source: str, giver: str, what: str, worth: Decimal, on: date, by: User) -> InKind:
    """Record what `giver` gave that is no money, `worth` baht (0 where nobody valued it). The same key records once."""
    Fund.objects.locked().get(pk=fund.pk)
    if done := InKind.objects.filter(key=key).first():
        return done
    made = InKind.objects.create(key=key, fund=fund, source=source, giver=giver, what=what, worth=worth, on=on, by=by)
    _log(made, "recorded", by, note=what, amount=str(worth))
    return made


@transaction.atomic
def take_back(made: InKind, *, key: UUID, reason: str, on: date, by: User) -> InKindWithdrawal:
    """Take a wrong record back; it stays and counts no more. The same key does it once.

    Raises NoReason, AlreadyTakenBack.
    """
    Fund.objects.locked().get(pk=made.fund_id)
    if done := InKindWithdrawal.objects.filter(in_kind=made).first():
        if done.key == key:
            return done
        raise AlreadyTakenBack(_("This has been taken back before."))
    reason = " ".join(reason.split())
    if not reason:
        raise NoReason(_("Say why it is taken back."))
    back = InKindWithdrawal.objects.create(key=key, in_kind=made, reason=reason, on=on, by=by)
    _log(made, "taken back", by, reason=reason)
    return back


def given(fund: Fund, first: date, last: date) -> list[Given]:
    """Give the help in kind of each source that gave any up to `last`, in the order of the form, in one query."""
    rows = InKind.objects.of(fund).standing().until(last).order_by().values_list("source")
    new = Q(on__gte=first)
    sums: Mapping[str, tuple[int, Decimal | None, int, Decimal]] = defaultdict(lambda: (0, ZERO, 0, ZERO)) | {
        source: (new_count, new_worth, count, worth)
        for source, new_count, new_worth, count, worth in rows.annotate(
            new_count=Count("pk", filter=new), new_worth=Sum("worth", filter=new), count=Count("pk"), all=Sum("worth")
        )
    }
    return [
        Given(source, sums[source][0], sums[source][1] or ZERO, sums[source][2], sums[source][3])
        for source in Source
        if source in sums
    ]


def _log(made: InKind, act: str, by: User, **facts: str) -> None:
    trail.record(by=by, fund=made.fund_id, act=act, subject="help in kind", subject_pk=made.pk, facts=facts)
