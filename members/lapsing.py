"""From arrears to the end of a membership: warned first, then the committee confirms."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Fund, Resolution
from welfare import trail
from welfare.models import User

from . import arrears, enrolment
from .models import EndReason, LapseWarning, Membership, MembershipStep


class NotWarned(Exception):
    """A member was not warned since the last payment."""


class NotYet(Exception):
    """A member has not missed as many payments as end a membership, or the fund ends none for it."""


@transaction.atomic
def warn(fund: Fund, memberships: Iterable[Membership], *, key: UUID, on: date, by: User) -> list[LapseWarning]:
    """Record that those of `memberships` who have missed a payment by `on` were warned; give the warnings.

    The same key warns once. Who has paid meanwhile, or is warned already, is left out.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    members = _joined(fund, memberships)
    keys = {uuid5(key, str(member.pk)): member for member in members}
    if done := list(LapseWarning.objects.filter(key__in=keys).order_by("pk")):
        return done
    made = LapseWarning.objects.bulk_create(
        LapseWarning(key=uuid5(key, str(now.membership.pk)), membership=now.membership, missed=now.missed, on=on, by=by)
        for now in arrears.stands(fund, members, on)
        if now.missed and now.warned_on is None
    )
    if made:
        trail.record(
            by=by, fund=fund.pk, act="warned", subject="memberships", facts={"on": on.isoformat(), "members": len(made)}
        )
    return made


@transaction.atomic
def lapse(
    fund: Fund, memberships: Iterable[Membership], *, resolution: Resolution, key: UUID, by: User
) -> list[Membership]:
    """End `memberships` on the day of the committee's `resolution`, because of missed payments.

    The same key ends each once. Raises NotYet when one has not missed enough payments by then, NotWarned when one was
    not warned; none is ended then.
    """
    fund, on = Fund.objects.locked().get(pk=fund.pk), resolution.on
    members = _joined(fund, memberships)
    done = set(
        MembershipStep.objects.filter(key__in=[uuid5(key, str(member.pk)) for member in members]).values_list(
            "membership", flat=True
        )
    )
    for now in arrears.stands(fund, [member for member in members if member.pk not in done], on):
        name = now.membership.person.name
        if not now.may_lapse:
            raise NotYet(_("%(name)s has not missed so many payments that the membership ends.") % {"name": name})
        if now.warned_on is None:
            raise NotWarned(_("%(name)s was not warned before that meeting.") % {"name": name})
    return [
        enrolment.leave(
            member, key=uuid5(key, str(member.pk)), reason=EndReason.LAPSED, on=on, by=by, resolution=resolution
        )
        for member in members
    ]


def _joined(fund: Fund, memberships: Iterable[Membership]) -> list[Membership]:
    """Read the memberships as they are behind the fund's lock; who is no member of `fund` is left out."""
    rows = Membership.objects.of(fund).filter(pk__in=[member.pk for member in memberships], joined_on__isnull=False)
    return list(rows.select_related("person").order_by("pk"))
