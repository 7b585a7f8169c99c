"""Record how many people live in the villages of a fund, all of one year and source together."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from django.db import transaction

from welfare import trail
from welfare.models import User

from .models import Branch, Fund, Province, VillagePopulation


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


def latest(place: Fund | Province, year: int) -> dict[int, VillagePopulation]:
    """Give what is known last of each branch, by its primary key, of `year` (พ.ศ.) or the last one before it."""
    found = VillagePopulation.objects.filter(year__lte=year).select_related("branch").order_by("year", "pk")
    scoped = found.filter(branch__fund__province=place) if isinstance(place, Province) else found.filter(
        branch__fund=place
    )  # fmt: skip
    return _last(scoped)


def _last(rows: Iterable[VillagePopulation]) -> dict[int, VillagePopulation]:
    return {row.branch_id: row for row in rows}
