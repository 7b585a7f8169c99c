"""A file of members taken back: what it made goes, as long as nothing rests on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction

from funds import totals
from funds.models import Branch, Fund, Measure
from members import openings
from members.models import (
    Beneficiary,
    Import,
    ImportedHeir,
    ImportedMember,
    ImportWithdrawal,
    Membership,
    Opening,
    Person,
    UnusedNumber,
)
from welfare import trail
from welfare.bulk import in_parts
from welfare.models import User

from . import batches

AT_ONCE = 500


def what_rests(done: Import) -> list[str]:
    """Name the kinds of record that rest on the members of an import, and of how many there are."""
    made = ImportedMember.objects.filter(made_by=done)
    members = list(made.values_list("membership", flat=True))
    people = list(made.filter(is_new_person=True).values_list("membership__person", flat=True))
    counts: Counter[str] = Counter()
    # What the file said of the time before goes with it, until that was compared with the paper and confirmed.
    own = {Beneficiary, ImportedMember} | ({Opening} if openings.confirmed(done.fund) is None else set[Any]())
    for model, keys, ours in (
        (Membership, members, own), (Person, people, set[Any]()),
    ):  # fmt: skip
        for other, name in _pointing(model):
            if other in ours:
                continue
            for part in in_parts(keys, AT_ONCE):
                rows = other._default_manager.filter(**{f"{name}__in": part})
                if other is Membership and model is Person:
                    rows = rows.exclude(imported__made_by=done)
                counts[str(other._meta.verbose_name)] += rows.count()
    later = ImportedHeir.objects.filter(heir__membership__imported__made_by=done)
    counts[str(ImportedHeir._meta.verbose_name)] += later.count()
    return [f"{name}: {count:,}" for name, count in counts.items() if count]


def _pointing(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Give every model that points to `model`, and by which field; those of higher floors too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and relation.field.concrete:
            yield relation.related_model, relation.field.name


@transaction.atomic
def take_back(done: Import, *, key: UUID, reason: str, on: date, by: User) -> ImportWithdrawal:
    """Take an import back: its members, the people and branches it made go, and their numbers may be used again.

    The same key takes back once. Raises AlreadyTakenBack, StillNeeded.
    """

    def undo(fund: Fund, done: Import, _key: UUID) -> int:
        return _take_away(fund, done, by)

    return batches.take_back(done, key=key, reason=reason, on=on, by=by, what_rests=what_rests, undo=undo)


def _take_away(fund: Fund, done: Import, by: User) -> int:
    made = list(
        ImportedMember.objects.filter(made_by=done)
        .order_by("pk")
        .values_list(
            "pk", "membership", "membership__person", "is_new_person", "membership__number", "membership__joined_on",
            "membership__ended_on",
        )
    )  # fmt: skip
    for part in in_parts(made, AT_ONCE):
        members = [row[1] for row in part]
        ImportedMember.objects.filter(pk__in=[row[0] for row in part])._raw_delete("default")
        Opening.objects.filter(membership__in=members)._raw_delete("default")
        Beneficiary.objects.filter(membership__in=members)._raw_delete("default")
        Membership.objects.filter(pk__in=members)._raw_delete("default")
        Person.objects.filter(pk__in=[row[2] for row in part if row[3]])._raw_delete("default")
        UnusedNumber.objects.bulk_create(
            UnusedNumber(fund=fund, number=row[4], is_freed=True) for row in part if row[4]
        )
        trail.record_all(
            [trail.Act("taken back", "membership", row[1], {}, {"number": row[4], "on": row[5]}) for row in part],
            by=by, fund=fund.pk,
        )  # fmt: skip
    _unmake_branches(done)
    came: Counter[date] = Counter(row[6] for row in made if row[6])
    came.subtract(row[5] for row in made if row[5])
    totals.record(fund, [totals.Change(day, Measure.MEMBERS, count) for day, count in came.items() if count])
    return len(made)


def _unmake_branches(done: Import) -> None:
    """Take away the branches that the file made and that stand empty."""
    for branch in Branch.objects.filter(pk__in=done.branches):
        if not any(other._default_manager.filter(**{name: branch}).exists() for other, name in _pointing(Branch)):
            branch.delete()
