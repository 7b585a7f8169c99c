"""Where somebody is a member: in one's own province by any part of a name, in the country by more of it and a reason.

No fund's register is open to another province. Who works for a province may learn in which fund somebody is a member,
with the name half hidden, to telephone there. docs/decisions/0050-where-somebody-is-a-member.md says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from funds.models import Province
from welfare import citizen, thai, trail
from welfare.models import User

from .looks import LOOKED_FOR, SUBJECT
from .models import Membership, MembershipQuerySet, Person

LEAST, LEAST_AT_HOME = 3, 2  # letters
MOST = 50
PARTS_OF_NAMES = "person_by_part_of_name"  # the index without which a part of a name is not looked for in the country
HIDDEN = "…"


class NotLookedFor(ValueError):
    """The words are too few, fit too many people, or cannot be looked for here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """One membership; `name` is half hidden where the reader's office does not reach."""

    membership: Membership
    name: str
    is_open: bool


def at_home(province: Province, words: str) -> list[Found]:
    """Give who is in the register of any fund of `province`, by a part of the name or a citizen ID. One query.

    Raises NotLookedFor.
    """
    if not citizen.whole(words):
        _check(words, LEAST_AT_HOME, every=False)
    return _shown(Membership.objects.filter(fund__province=province).matching(words), province)


@transaction.atomic
def in_the_country(province: Province, words: str, *, beginning: bool, reason: str, by: User) -> list[Found]:
    """Give where people are members in any province, who was looked for written down with the reason.

    `words` are a citizen ID, or three letters and more of a name: its `beginning`, or any part of it. Of who is found
    alone it is written down in the trail of their own fund. Three queries, and those of the trail. Raises NotLookedFor.
    """
    number = citizen.whole(words)
    if number:
        people = list(Person.objects.with_citizen_id(number).values_list("pk", flat=True))
    else:
        _check(words, LEAST, every=not beginning)  # a beginning is one text, however its words are parted
        people = _by_name(words, beginning=beginning)
    found = _shown(Membership.objects.filter(person__in=people), province)
    whom = {each.membership.person_id: each.membership for each in found}
    only = next(iter(whom.values())) if len(whom) == 1 else None
    trail.record(
        by=by, act=LOOKED_FOR, subject=SUBJECT, subject_pk=only.person_id if only else None,
        fund=only.fund_id if only else None,
        facts={"reason": reason, "words": citizen.mask(number[-4:]) if number else words, "rows": len(found)},
    )  # fmt: skip
    return found


def can_look_for_parts() -> bool:
    """Say whether this database finds a part of a name in the whole country without reading all names."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [PARTS_OF_NAMES])
        return bool(cursor.fetchone()[0])


def half_hidden(person: Person) -> str:
    """Write the beginning of each name, enough for who knows the person: สมชาย ใจดี as สม… ใจ…"""
    names = (person.first_name, person.last_name)
    return " ".join(name[: min(2, len(name) - 1)] + HIDDEN for name in names if name)


# Inside.


def _check(words: str, least: int, *, every: bool) -> None:
    """Refuse words too short to be looked for: `every` one in the country, all together at home."""
    letters = [len(word) for word in thai.search_text(words).split()]
    if not letters or (min(letters) if every else max(letters)) < least:
        raise NotLookedFor(
            _("Type at least %(count)s letters of the name, or the whole citizen ID.") % {"count": least}
        )


def _by_name(words: str, *, beginning: bool) -> list[int]:
    """Give the primary keys of people by an index of all names; at most MOST. Raises NotLookedFor."""
    said = thai.search_text(words)
    plain = connection.ops.prep_for_like_query
    likes = [f"{plain(said)}%"] if beginning else [f"%{plain(word)}%" for word in said.split()]
    column = "search" if beginning else "lower(search)"
    if connection.vendor == "postgresql":
        conditions, params = [f"{column} LIKE %s"] * len(likes), likes
    else:  # SQLite folds case in LIKE and takes no index for it; letters lie in its index as they are counted
        conditions, params = ["search >= %s", "search < %s"], [said, said + chr(0x10FFFF)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Whoever wants few of many is tempted to read names until they are found: not where nobody has the name.
            cursor.execute("SELECT set_config('enable_seqscan', 'off', true), to_regclass(%s)", [PARTS_OF_NAMES])
            has_parts = cursor.fetchone()[1] is not None
        else:
            has_parts = False
        if not beginning and not has_parts:
            raise NotLookedFor(
                _("This database finds no part of a name in the whole country. Look for how the name begins.")
            )
        cursor.execute(
            # The names of column and conditions are ours.
            f"SELECT id FROM members_person WHERE {' AND '.join(conditions)} AND erased_on IS NULL LIMIT {MOST + 1}",  # noqa: S608
            params,
        )
        found = [row[0] for row in cursor.fetchall()]
    if len(found) > MOST:
        raise NotLookedFor(_("More than %(count)s people have such a name. Type the surname too.") % {"count": MOST})
    return found


def _shown(found: MembershipQuerySet, province: Province) -> list[Found]:
    rows: Iterable[Membership] = (
        found.filter(Q(joined_on__isnull=False) | Q(ended_on__isnull=True))
        .select_related("person", "fund__district", "fund__province")
        .order_by("person__sort_key", "person", "pk")[: MOST + 1]
    )
    return [
        Found(each, each.person.name if is_open else half_hidden(each.person), is_open)
        for each in rows
        for is_open in (each.fund.province_id == province.pk,)
    ]
