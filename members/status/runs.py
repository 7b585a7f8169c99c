"""The status forms of all funds of a province, made a few at a time: what is done stays, the rest goes on from there.

A fund that has frozen its form of the year is there with it; any other with a draft as its rows stand.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import override

from funds.models import Fund, OfficialPaper, PaperKind, PaperRun, PaperRunPart, Province
from welfare import replicas, thai, trail
from welfare.models import User

from .gathered import gather
from .missing import count_missing
from .prints import Copy
from .sections import arrange
from .tree import from_json, to_json

# So many funds are made at a time, which takes about a second.
FUNDS_AT_A_TIME = 3
# A run is no record: what was frozen is kept elsewhere. Older ones than these go.
RUNS_KEPT = 5


@transaction.atomic
def begin(province: Province, as_of: date, *, key: UUID, by: User) -> PaperRun:
    """Begin a run over the funds of `province` as of `as_of`; `go_on` then makes them. The same key begins once."""
    total = Fund.objects.of(province).count()
    run, is_new = PaperRun.objects.get_or_create(
        key=key,
        defaults={"province": province, "year": thai.be_year(as_of), "as_of": as_of, "total": total, "by": by},
    )
    if is_new:
        kept = PaperRun.objects.of(province).order_by("-pk").values_list("pk", flat=True)[:RUNS_KEPT]
        PaperRun.objects.of(province).exclude(pk__in=list(kept)).delete()
        trail.record(
            by=by, act="printed", subject="status forms", subject_pk=run.pk,
            facts={"year": run.year, "on": as_of, "count": total},
        )  # fmt: skip
    return run


def go_on(run: PaperRun, *, most: int = FUNDS_AT_A_TIME, where: str = DEFAULT_DB_ALIAS) -> int:
    """Make the next `most` forms of `run` from the database `where`, and give how many funds are left.

    Nobody waits while they are made; of two that make the same form at once, the first is kept.
    """
    made = set(run.parts.values_list("fund", flat=True))
    with replicas.reading(where), override("th"):
        funds = Fund.objects.filter(province=run.province_id).exclude(pk__in=made)
        waiting = list(funds.select_related("province", "district").order_by("position"))
        frozen = OfficialPaper.objects.latest_of_each(run.province, PaperKind.STATUS, run.year)
        parts = [_part(run, fund, frozen.get(fund.pk)) for fund in waiting[:most]]
    with transaction.atomic():
        run = PaperRun.objects.select_for_update().get(pk=run.pk)
        made = set(run.parts.values_list("fund", flat=True))
        PaperRunPart.objects.bulk_create(part for part in parts if part.fund_id not in made)
    return len(waiting) - len(parts)


def _part(run: PaperRun, fund: Fund, frozen: OfficialPaper | None) -> PaperRunPart:
    found = gather(fund, run.as_of)
    content = frozen.content if frozen else to_json(arrange(found))
    return PaperRunPart(run=run, fund=fund, paper=frozen, content=content, missing=count_missing(found))


def copies(run: PaperRun) -> Iterator[tuple[Fund, Copy]]:
    """Give the forms of `run` that are made, in the order of the funds, in one query, a few at a time."""
    rows = run.parts.select_related("fund", "paper__by").order_by("fund__position")
    for part in rows.iterator(chunk_size=FUNDS_AT_A_TIME):
        yield part.fund, Copy(from_json(part.content), part.paper)
