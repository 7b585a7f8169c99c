"""The assembly before its day: planned, changed, its agenda written, its guests invited, shown to the public."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Fund, Province
from welfare import trail
from welfare.models import User

from .models import Assembly, Group, Invitation, Majority, QuorumOf


class NumberTaken(Exception):
    """Another assembly of the province has this number."""


class TakesPlaceAlready(Exception):
    """What was to be taken away is in use; the message says by whom."""


@dataclass(frozen=True, slots=True)
class Details:
    """What an assembly is planned with. `quorum` counts what `quorum_of` says."""

    theme: str
    place: str
    on: date
    starts_at: time
    ends_at: time
    register_until: date
    number: str = ""
    sponsors: str = ""
    quorum_of: str = QuorumOf.FUNDS
    quorum: int = 10
    majority: str = Majority.SIMPLE


@transaction.atomic
def plan(province: Province, details: Details, *, key: UUID, fund_quota: int, public_quota: int, by: User) -> Assembly:
    """Plan an assembly: every fund of the province is invited with `fund_quota` places, the public with its own.

    A second call with the same `key` gives the first one back. Raises NumberTaken.
    """
    Province.objects.select_for_update().get(pk=province.pk)
    if made := Assembly.objects.filter(key=key).first():
        return made
    _refuse_a_taken_number(province, details.number)
    assembly = Assembly.objects.create(
        key=key, province=province, code=_address(province, details.on), by=by, **asdict(details)
    )
    Invitation.objects.bulk_create(
        [Invitation(assembly=assembly, group=Group.FUND, fund=fund, quota=fund_quota)
         for fund in Fund.objects.of(province).order_by("position")]
        + [Invitation(assembly=assembly, group=Group.PUBLIC, quota=public_quota)]
    )  # fmt: skip
    _log(assembly, "planned an assembly", by=by, on=details.on.isoformat(), number=details.number)
    return assembly


@transaction.atomic
def revise(assembly: Assembly, details: Details, *, public_quota: int, by: User) -> Assembly:
    """Change what was planned; the address stays, because it is printed and sent. Raises NumberTaken."""
    found = Assembly.objects.select_for_update().get(pk=assembly.pk)
    _refuse_a_taken_number(found.province, details.number, but=found)
    for name, value in asdict(details).items():
        setattr(found, name, value)
    found.save()
    found.invitations.filter(group=Group.PUBLIC).update(quota=public_quota)
    _log(found, "changed an assembly", by=by, on=details.on.isoformat(), number=details.number)
    return found


@transaction.atomic
def publish(assembly: Assembly, *, on: date, by: User) -> None:
    """Show the day to everyone, and take registrations by the public link."""
    if Assembly.objects.filter(pk=assembly.pk, published_on__isnull=True).update(published_on=on):
        _log(assembly, "published an assembly", by=by)


@transaction.atomic
def hide(assembly: Assembly, *, by: User) -> None:
    """Take the day off the public pages again."""
    if Assembly.objects.filter(pk=assembly.pk, published_on__isnull=False).update(published_on=None):
        _log(assembly, "hid an assembly", by=by)


@transaction.atomic
def invite(assembly: Assembly, *, group: str, name: str, quota: int, by: User) -> Invitation:
    """Invite an organisation with `quota` places; called again, only its places change."""
    made, _created = Invitation.objects.update_or_create(
        assembly=assembly, group=group, name=name.strip(), defaults={"quota": quota}
    )
    _log(assembly, "invited to an assembly", by=by, invited=made.name, quota=quota)
    return made


@transaction.atomic
def set_quotas(assembly: Assembly, quotas: Mapping[int, int], *, by: User) -> None:
    """Set the places of invitations, given by primary key; who came first keeps a place, the last wait."""
    changed = []
    for invitation in assembly.invitations.select_for_update().filter(pk__in=quotas):
        if invitation.quota != quotas[invitation.pk]:
            changed.append(f"{invitation.called}: {invitation.quota} → {quotas[invitation.pk]}")
            invitation.quota = quotas[invitation.pk]
            invitation.save(update_fields=["quota"])
    if changed:
        _log(assembly, "changed the places of an assembly", by=by, places=changed)


@transaction.atomic
def uninvite(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises TakesPlaceAlready when someone is on its list."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.attendances.exists() or found.group == Group.PUBLIC:
        raise TakesPlaceAlready(_("People are on this list already. Set its places to 0 instead."))
    _log(found.assembly, "took back an invitation", by=by, invited=found.called)
    found.delete()


def _refuse_a_taken_number(province: Province, number: str, *, but: Assembly | None = None) -> None:
    others = Assembly.objects.of(province).filter(number=number)
    if number and any(each != but for each in others):
        raise NumberTaken(_("Another assembly has this number."))


def _address(province: Province, on: date) -> str:
    """Give a free address: the province and the day, and a count where a day has two."""
    first = f"{province.slug}-{on:%Y-%m-%d}"
    taken = set(Assembly.objects.filter(code__startswith=first).values_list("code", flat=True))
    return next(
        code for count in range(1, len(taken) + 2) if (code := first if count == 1 else f"{first}-{count}") not in taken
    )


def _log(assembly: Assembly, act: str, *, by: User, **facts: object) -> None:
    trail.record(by=by, act=act, subject="assembly", subject_pk=assembly.pk, facts=facts)
