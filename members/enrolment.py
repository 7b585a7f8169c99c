"""The life of a membership: apply, admit, refuse, re-join, leave. Each step is a dated record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from funds import ledger, policies, totals
from funds.models import Branch, Fund, Measure, Numbers, Rejoining, Resolution
from welfare import thai, trail
from welfare.models import User

from .models import Beneficiary, EndReason, Membership, MembershipStep, Person, Step


class AlreadyMember(Exception):
    """The person is a member of this fund already, or has applied."""


class CitizenIdTaken(Exception):
    """The citizen ID is recorded for someone of another name."""


class NotApplying(Exception):
    """The membership does not wait for a resolution."""


class NotAMember(Exception):
    """The membership has ended, or has not begun."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the application form says of a person; `citizen_id` is 13 digits or empty with a reason."""

    title: str
    first_name: str
    last_name: str
    sex: str = ""
    born_on: date | None = None
    is_birth_year_only: bool = False
    citizen_id: str = ""
    no_citizen_id: str = ""
    house_number: str = ""
    moo: int | None = None
    place: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Heir:
    """A beneficiary as named on the form; `share` in per cent."""

    name: str
    relation: str
    share: int = 100
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds on an applicant: the person, an earlier spell in this fund, its others of that name."""

    person: Person | None
    earlier: Membership | None
    namesakes: Sequence[Membership]


def look_up(fund: Fund, applicant: Applicant) -> Known:
    """Say what the register holds on an applicant before anything is written.

    Raises AlreadyMember and CitizenIdTaken as `apply` would.
    """
    person = known_person(applicant)
    earlier = _earlier(fund, person) if person else None
    name = thai.search_text(f"{applicant.first_name} {applicant.last_name}")
    others = Membership.objects.of(fund).filter(person__search=name).exclude(person=person)
    return Known(person, earlier, list(others.select_related("person").order_by("number", "pk")[:5]))


def person_of(applicant: Applicant) -> Person:
    """Give the person with the applicant's citizen ID, with what the register lacked, or record a new one.

    Raises CitizenIdTaken when the ID is recorded for someone of another name, whose name is not told.
    """
    if known := known_person(applicant):
        return _completed(known, applicant)
    person = Person(
        sex=applicant.sex, born_on=applicant.born_on, is_birth_year_only=applicant.is_birth_year_only,
        no_citizen_id=applicant.no_citizen_id, house_number=applicant.house_number, moo=applicant.moo,
        place=applicant.place, phone=applicant.phone,
    ).named(title=applicant.title, first_name=applicant.first_name, last_name=applicant.last_name)  # fmt: skip
    if applicant.citizen_id:
        person.identified(applicant.citizen_id)
    person.save()
    return person


def known_person(applicant: Applicant) -> Person | None:
    """Give the person with the applicant's citizen ID, None for a new one. Raises CitizenIdTaken as `person_of`."""
    if not applicant.citizen_id:
        return None
    known = Person.objects.with_citizen_id(applicant.citizen_id).first()
    if known is not None and known.search != thai.search_text(f"{applicant.first_name} {applicant.last_name}"):
        raise CitizenIdTaken(
            _("This citizen ID is recorded for another name. Check the card; the provincial office can help.")
        )
    return known


def _completed(person: Person, applicant: Applicant) -> Person:
    """Write down what the register lacks; what it holds may be another fund's and stays."""
    lacking = [
        name
        for name in ("sex", "born_on", "house_number", "moo", "place", "phone")
        if not getattr(person, name) and getattr(applicant, name)
    ]
    for name in lacking:
        setattr(person, name, getattr(applicant, name))
    if "born_on" in lacking:
        person.is_birth_year_only = applicant.is_birth_year_only
    if lacking:
        person.save(update_fields=[*lacking, "is_birth_year_only"])
    return person


def _earlier(fund: Fund, person: Person) -> Membership | None:
    """Give the last membership of `person` in `fund`, which has ended. Raises AlreadyMember when it runs."""
    earlier = Membership.objects.of(fund).filter(person=person).order_by("-pk").first()
    if earlier is not None and earlier.ended_on is None:
        if earlier.joined_on is None:
            raise AlreadyMember(
                _("%(name)s has applied already; the application waits for a resolution.") % {"name": person.name}
            )
        raise AlreadyMember(
            _("%(name)s is already a member of this fund, number %(number)s.")
            % {"name": person.name, "number": earlier.number}
        )
    return earlier


@transaction.atomic
def apply(
    fund: Fund, *, key: UUID, applicant: Applicant, branch: Branch | None, plan: str, on: date, by: User,
    heirs: Sequence[Heir] = (),
) -> Membership:  # fmt: skip
    """Record an application that waits for a resolution. The same key gives the first membership.

    Raises AlreadyMember when the person is a member of `fund` or has applied, CitizenIdTaken as `person_of` does.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if done := MembershipStep.objects.filter(key=key).select_related("membership").first():
        return done.membership
    person = person_of(applicant)
    earlier = _earlier(fund, person)
    has_left = earlier is not None and earlier.end_reason != EndReason.REFUSED
    membership = Membership.objects.create(
        fund=fund, person=person, branch=branch, plan=plan, applied_on=on, rejoins=earlier if has_left else None
    )
    for position, heir in enumerate(heirs, start=1):
        Beneficiary.objects.create(
            membership=membership, name=heir.name, relation=heir.relation, share=heir.share, phone=heir.phone,
            position=position, valid_from=on,
        )  # fmt: skip
    _step(membership, Step.APPLIED, key=key, on=on, by=by)
    return membership


@transaction.atomic
def admit(
    membership: Membership, *, key: UUID, resolution: Resolution, on: date, by: User, tenure_from: date | None = None
) -> Membership:
    """Admit an applicant by `resolution`: a member from `on`, with the fund's next member number.

    The length of membership counts from `tenure_from`; where it is not given, from what `tenure_start` gives.
    The same key changes nothing more. Raises NotApplying when the membership does not wait for a resolution.
    """
    fund = Fund.objects.locked().get(pk=membership.fund_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if MembershipStep.objects.filter(key=key).exists():
        return membership
    if membership.joined_on is not None or membership.ended_on is not None:
        raise NotApplying(_("This application has been decided before."))
    membership.joined_on = on
    membership.tenure_from = tenure_from or tenure_start(membership, on)
    membership.number = ledger.next_number(fund, Numbers.MEMBER)
    membership.save(update_fields=["joined_on", "tenure_from", "number"])
    step = Step.REJOINED if membership.rejoins_id else Step.ADMITTED
    _step(membership, step, key=key, on=on, by=by, resolution=resolution)
    totals.record(fund, [totals.Change(on, Measure.MEMBERS, 1)])
    return membership


def tenure_start(membership: Membership, on: date) -> date:
    """Give the day from which the length of membership counts for who is admitted on the day `on`.

    That day, or for who re-joins a fund in which earlier years count on, so much sooner as the last membership lasted;
    the time between does not count.
    """
    earlier = membership.rejoins
    if earlier is None or earlier.tenure_from is None or earlier.ended_on is None:
        return on
    if policies.in_force(membership.fund, on).rejoining != Rejoining.CARRY_ON:
        return on
    return on - (earlier.ended_on - earlier.tenure_from)


@transaction.atomic
def enrol(
    fund: Fund, *, key: UUID, applicant: Applicant, branch: Branch | None, plan: str, on: date, resolution: Resolution,
    by: User, heirs: Sequence[Heir] = (),
) -> Membership:  # fmt: skip
    """Record an application and admit it by `resolution` on the same page, both on their own days."""
    membership = apply(fund, key=key, applicant=applicant, branch=branch, plan=plan, on=on, by=by, heirs=heirs)
    return admit(membership, key=uuid5(key, "admit"), resolution=resolution, on=max(on, resolution.on), by=by)


@transaction.atomic
def refuse(membership: Membership, *, key: UUID, resolution: Resolution, on: date, by: User, note: str) -> Membership:
    """Turn an application down by `resolution`. Raises NotApplying when it does not wait for one."""
    Fund.objects.locked().get(pk=membership.fund_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if MembershipStep.objects.filter(key=key).exists():
        return membership
    if membership.joined_on is not None or membership.ended_on is not None:
        raise NotApplying(_("This application has been decided before."))
    membership.ended_on, membership.end_reason = on, EndReason.REFUSED
    membership.save(update_fields=["ended_on", "end_reason"])
    _step(membership, Step.REFUSED, key=key, on=on, by=by, resolution=resolution, note=note)
    return membership


@transaction.atomic
def leave(
    membership: Membership, *, key: UUID, reason: EndReason, on: date, by: User, note: str = "",
    resolution: Resolution | None = None,
) -> Membership:  # fmt: skip
    """End a membership on the day `on` for `reason`. The same key ends it once.

    Raises NotAMember when it has ended before, or has not begun by `on`.
    """
    fund = Fund.objects.locked().get(pk=membership.fund_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if MembershipStep.objects.filter(key=key).exists():
        return membership
    if membership.joined_on is None or membership.ended_on is not None or on < membership.joined_on:
        raise NotAMember(_("This membership has ended before, or had not begun on that day."))
    membership.ended_on, membership.end_reason = on, reason
    membership.save(update_fields=["ended_on", "end_reason"])
    _step(membership, Step(reason.value), key=key, on=on, by=by, note=note, resolution=resolution)
    totals.record(fund, [totals.Change(on, Measure.MEMBERS, -1)])
    return membership


def _step(
    membership: Membership, step: Step, *, key: UUID, on: date, by: User, note: str = "",
    resolution: Resolution | None = None,
) -> None:  # fmt: skip
    MembershipStep.objects.create(
        membership=membership, step=step, key=key, on=on, by=by, note=note, resolution=resolution
    )
    trail.record(
        by=by, fund=membership.fund_id, act=step.value, subject="membership", subject_pk=membership.pk,
        facts={"on": on.isoformat(), "number": membership.number},
    )  # fmt: skip
