"""Entries that may be one human being, noticed by name, birth and village; and who is a member of several funds.

Two entries never share a citizen ID, and two different IDs are two people. So a pair lacks the ID of one at least.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from funds.models import Fund, Province

from .models import Distinction, Membership, Person


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, the earlier one first."""

    one: Person
    other: Person
    code: str = ""  # of a fund in which the earlier one stands


def across(province: Province) -> list[Pair]:
    """Give the pairs of which the entries stand in different funds of `province`."""
    members = Membership.objects.filter(fund__province=province)
    found = _pairs(Person.objects.filter(pk__in=members.values("person"), erased_on__isnull=True))
    people = [person.pk for pair in found for person in (pair.one, pair.other)]
    funds: dict[int, set[str]] = defaultdict(set)
    for person, code in members.filter(person__in=people).values_list("person", "fund__code"):
        funds[person].add(code)
    told = Distinction.objects.standing().filter(one__in=people).values_list("one", "other")
    apart = set(told) if found else set()
    return [
        Pair(pair.one, pair.other, min(funds[pair.one.pk]))
        for pair in found
        if not funds[pair.one.pk] & funds[pair.other.pk] and (pair.one.pk, pair.other.pk) not in apart
    ]


def in_several_funds(province: Province) -> list[tuple[Person, list[Membership]]]:
    """Give people who are members of more than one fund of `province` now, with their running memberships."""
    running = Membership.objects.filter(fund__province=province, ended_on__isnull=True, joined_on__isnull=False)
    # The counts are asked first: of fifty thousand people few stand in two funds.
    many = running.order_by().values("person").annotate(funds=Count("fund")).filter(funds__gt=1).values("person")
    found: dict[Person, list[Membership]] = defaultdict(list)
    rows = (
        running.filter(person__in=many).select_related("person", "fund").order_by("person__sort_key", "fund__position")
    )
    for one in rows:
        found[one.person].append(one)
    return list(found.items())


def is_elsewhere(person: Person, fund: Fund) -> bool:
    """Say whether `person` is a member of another fund of the province of `fund`: a fund is told no more than that."""
    others = Membership.objects.filter(person=person, ended_on__isnull=True, joined_on__isnull=False)
    return others.filter(fund__province=fund.province_id).exclude(fund=fund).exists()


def _pairs(people: QuerySet[Person]) -> list[Pair]:
    alike = people.order_by().values("search").annotate(count=Count("pk")).filter(count__gt=1).values("search")
    groups: dict[tuple[str, int | None, str], list[Person]] = defaultdict(list)
    for person in people.filter(search__in=alike).order_by("pk"):
        groups[person.search, person.moo, person.place if person.moo is None else ""].append(person)
    return [Pair(one, other) for group in groups.values() for one, other in _of(group)]


def _of(group: Sequence[Person]) -> Iterable[tuple[Person, Person]]:
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            both_known = one.citizen_hash and other.citizen_hash
            if not both_known and may_share_birthday(one, other):
                yield one, other


def may_share_birthday(one: Person, other: Person) -> bool:
    """Say whether the two may be born on one day, as far as it is known of both."""
    if one.born_on is None or other.born_on is None:
        return True
    if one.is_birth_year_only or other.is_birth_year_only:
        return one.born_on.year == other.born_on.year
    return one.born_on == other.born_on
