"""Record how many people live in the villages of a fund, all of one year and source together."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .models import Branch, Fund, Province, VillagePopulation
from .village_files import Counted


class AlreadyCounted(Exception):
    """A village was counted in the year before; `args[0]` says so, in the reader's language."""


@transaction.atomic
def record(
    fund: Fund, people: Mapping[Branch, int], *, year: int, source: str, key: UUID, by: User
) -> list[VillagePopulation]:
    """Record the `people` of branches of `fund` in the year (พ.ศ.), counted by `source`. The same key records once."""
    Fund.objects.locked().get(pk=fund.pk)
    keys = {branch: uuid5(key, str(branch.pk)) for branch in people}
    if VillagePopulation.objects.filter(key__in=keys.values()).exists():
        return []
    made = VillagePopulation.objects.bulk_create(
        VillagePopulation(key=keys[branch], branch=branch, year=year, people=count, source=source, by=by)
        for branch, count in people.items()
    )
    trail.record(by=by, fund=fund.pk, act="recorded", subject="people of villages", facts={
        "year": year, "source": source, "count": len(made)
    })  # fmt: skip
    return made


def was_taken_in(key: UUID, rows: int) -> bool:
    """Say whether a file of so many rows was taken in with this key."""
    return VillagePopulation.objects.filter(key__in=[uuid5(key, str(row)) for row in range(1, rows + 1)]).exists()


@transaction.atomic
def take_in(fund: Fund, entries: Sequence[Counted], *, file_name: str, key: UUID, by: User) -> list[VillagePopulation]:
    """Record what a file says of villages, those that are new with it, all or nothing. The same key records once.

    Raises AlreadyCounted when a village of `entries` was counted in its year since the file was read.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if was_taken_in(key, max((entry.row for entry in entries), default=0)):
        return []
    known = set(VillagePopulation.objects.of(fund).values_list("branch", "year"))
    if any(entry.branch and (entry.branch.pk, entry.year) in known for entry in entries):
        raise AlreadyCounted(_("Something was recorded since the file was read. Look at it once more."))
    made: dict[str, Branch] = {}
    for entry in entries:
        if entry.branch is None and entry.name not in made:
            made[entry.name] = Branch.objects.create(fund=fund, name=entry.name, moo=entry.moo)
    rows = VillagePopulation.objects.bulk_create(
        VillagePopulation(
            key=uuid5(key, str(entry.row)), branch=entry.branch or made[entry.name], year=entry.year,
            people=entry.people, source=entry.source, by=by,
        )
        for entry in entries
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="imported", subject="people of villages", facts={"file": file_name, "count": len(rows)}
    )
    return rows


def latest(place: Fund | Province, year: int) -> dict[int, VillagePopulation]:
    """Give what is known last of each branch, by its primary key, of `year` (พ.ศ.) or the last one before it."""
    found = VillagePopulation.objects.filter(year__lte=year).select_related("branch").order_by("year", "pk")
    scoped = found.filter(branch__fund__province=place) if isinstance(place, Province) else found.filter(
        branch__fund=place
    )  # fmt: skip
    return _last(scoped)


def _last(rows: Iterable[VillagePopulation]) -> dict[int, VillagePopulation]:
    return {row.branch_id: row for row in rows}
