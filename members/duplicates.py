"""Entries of one fund that may be one human being: noticed by what they share, decided by a human."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from funds.models import Fund
from welfare import trail
from welfare.models import User

from .models import Claim, Distinction, DistinctionWithdrawal, Membership, Merge, Person, PersonQuerySet
from .pairs import may_share_birthday

# What entries are grouped by: the fields that must be alike.
NAME, TELEPHONE, BIRTHDAY = ("search",), ("phone", "first_name"), ("first_name", "born_on", "moo")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries, the earlier one first, and in words what they share."""

    one: Person
    other: Person
    reasons: tuple[str, ...]


def people_of(fund: Fund) -> PersonQuerySet:
    """Give everyone on record of `fund`: its members of all times, and whom it was asked to help."""
    member = Membership.objects.filter(fund=fund, person=OuterRef("pk"))
    helped = Claim.objects.filter(fund=fund, person=OuterRef("pk"))
    return Person.objects.filter(Exists(member) | Exists(helped), erased_on__isnull=True)


def inside(fund: Fund) -> list[Alike]:
    """Give the pairs of `fund` that nobody has decided on, by name. Four queries at most, however many people."""
    people = people_of(fund)
    found: dict[tuple[int, int], Alike] = {}
    for fields in (NAME, TELEPHONE, BIRTHDAY):
        for group in _groups(people, fields):
            for one, other in combinations(group, 2):
                if (pair := (one.pk, other.pk)) not in found and (reasons := likeness(one, other)):
                    found[pair] = Alike(one, other, reasons)
    if not found:
        return []
    firsts = {one for one, _other in found}
    apart = set(Distinction.objects.standing().filter(one__in=firsts).values_list("one", "other"))
    rows = [alike for pair, alike in found.items() if pair not in apart]
    return sorted(rows, key=lambda alike: (alike.one.sort_key, alike.one.pk, alike.other.pk))


def _groups(people: PersonQuerySet, fields: tuple[str, ...]) -> Iterable[list[Person]]:
    known = people.exclude(phone="") if fields == TELEPHONE else people
    if fields == BIRTHDAY:
        known = known.filter(born_on__isnull=False, moo__isnull=False, is_birth_year_only=False)
    many = known.order_by().values(*fields).annotate(count=Count("pk")).filter(count__gt=1)
    groups: dict[tuple[object, ...], list[Person]] = defaultdict(list)
    for person in known.filter(**{f"{fields[0]}__in": many.values(fields[0])}).order_by("pk"):
        groups[tuple(getattr(person, name) for name in fields)].append(person)
    return groups.values()


def likeness(one: Person, other: Person) -> tuple[str, ...]:
    """Say what two entries share that makes one human being likely; nothing where two citizen IDs are known."""
    if one.citizen_hash and other.citizen_hash:
        return ()
    has_birthdays = one.born_on is not None and other.born_on is not None
    is_born_alike = may_share_birthday(one, other)
    has_phone = one.phone != "" and one.phone == other.phone
    said = []
    if one.search == other.search:
        if has_birthdays and is_born_alike:
            said.append(_("the same name and birthday"))
        if is_born_alike and shares_village(one, other):
            said.append(_("the same name and village"))
        if has_phone:
            said.append(_("the same name and telephone"))
    elif one.first_name == other.first_name:
        if has_phone and is_born_alike:
            said.append(_("the same first name and telephone, another surname"))
        if has_birthdays and one.born_on == other.born_on and shares_village(one, other):
            said.append(_("the same first name, birthday and village, another surname"))
    return tuple(said)


def shares_village(one: Person, other: Person) -> bool:
    """Say whether two entries name the same village, by its number or, where one has none, by its name."""
    if one.moo is not None and other.moo is not None:
        return one.moo == other.moo
    return one.place != "" and one.place == other.place


def told_apart(fund: Fund) -> list[Distinction]:
    """Give the pairs that someone of `fund` told apart, the latest first."""
    rows = Distinction.objects.of(fund).standing().select_related("one", "other", "by")
    return list(rows.order_by("-pk"))


def merged(fund: Fund) -> list[Merge]:
    """Give the merges made in `fund`, those undone too, the latest first."""
    return list(Merge.objects.of(fund).select_related("kept", "gone", "by", "undo").order_by("-pk"))


def distinction_of(one: Person, other: Person) -> Distinction | None:
    """Give the standing word that the two are two people."""
    pair = Q(one=min(one.pk, other.pk), other=max(one.pk, other.pk))
    return Distinction.objects.standing().filter(pair).select_related("by").order_by("-pk").first()


@transaction.atomic
def tell_apart(one: Person, other: Person, *, fund: Fund, note: str, key: UUID, on: date, by: User) -> Distinction:
    """Remember that the two are two people, said by whom and when. The same key, or who says it again, says it once."""
    Fund.objects.locked().get(pk=fund.pk)
    done = Distinction.objects.filter(key=key).first() or distinction_of(one, other)
    if done is not None:
        return done
    first, second = sorted((one.pk, other.pk))
    done = Distinction.objects.create(
        key=key, fund=fund, one_id=first, other_id=second, note=note.strip(), on=on, by=by
    )  # fmt: skip
    for pk in (first, second):
        trail.record(
            by=by, fund=fund.pk, act="told people apart", subject="person", subject_pk=pk,
            facts={"entry": first + second - pk, "note": done.note, "on": on},
        )  # fmt: skip
    return done


@transaction.atomic
def ask_again(told: Distinction, *, key: UUID, on: date, by: User) -> DistinctionWithdrawal:
    """Put a pair that was told apart among the open ones again. Twice is once."""
    Fund.objects.locked().get(pk=told.fund_id)
    done = DistinctionWithdrawal.objects.filter(withdrawn=told).first()
    if done is None:
        done = DistinctionWithdrawal.objects.create(key=key, withdrawn=told, on=on, by=by)
        for pk, other in ((told.one_id, told.other_id), (told.other_id, told.one_id)):
            trail.record(
                by=by, fund=told.fund_id, act="asked again whether they are one", subject="person", subject_pk=pk,
                facts={"entry": other, "on": on},
            )  # fmt: skip
    return done
