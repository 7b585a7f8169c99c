"""Announced beside recorded: figures once announced, what the rows say as of that day, and why the two differ."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Prefetch

from welfare import thai, trail
from welfare.models import User

from . import readings, summaries
from .models import Announced, Province, PublishedExplanation, PublishedFigure

SHIPPED = Path(__file__).parent / "data" / "published_figures.csv"
COLUMNS: Mapping[str, Announced] = {
    "funds": Announced.FUNDS, "members": Announced.MEMBERS, "money_baht": Announced.BALANCE,
    "people_helped": Announced.HELPED, "helped_baht": Announced.PAID_TO_MEMBERS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One announced figure and what the rows say as of its day; the explanations, the latest first."""

    figure: PublishedFigure
    recorded: Decimal
    explanations: list[PublishedExplanation] = field(default_factory=list)

    @property
    def difference(self) -> Decimal:
        return self.recorded - self.figure.figure

    @property
    def agrees(self) -> bool:
        """Say whether both say the same; "more than" is kept by anything that is not less."""
        return self.difference == 0 or (self.figure.is_at_least and self.difference > 0)

    @property
    def explanation(self) -> PublishedExplanation | None:
        """Give the latest explanation, if it is of the difference that there is now."""
        last = self.explanations[0] if self.explanations else None
        return last if last and last.difference == self.difference else None

    @property
    def is_open(self) -> bool:
        return not self.agrees and self.explanation is None


@transaction.atomic
def publish(
    province: Province, *, on: date, measure: str, figure: Decimal, source: str, remark: str = "",
    is_at_least: bool = False, key: UUID, by: User | None,
) -> PublishedFigure:  # fmt: skip
    """Record that `figure` (baht, or how many) of `measure` was announced of `province` as of the day `on`.

    `by` is None for what comes with the portal. The same key records once.
    """
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    if done := PublishedFigure.objects.filter(key=key).first():
        return done
    made = PublishedFigure.objects.create(
        key=key, province=province, on=on, measure=measure, figure=figure, source=source, remark=remark,
        is_at_least=is_at_least, by=by,
    )  # fmt: skip
    _renew(province)
    if by:
        trail.record(by=by, act="recorded", subject="announced figure", subject_pk=made.pk, facts={
            "figure": figure, "on": on, "source": source
        })  # fmt: skip
    return made


@transaction.atomic
def explain(compared: Compared, words: str, *, key: UUID, by: User) -> PublishedExplanation:
    """Say why a figure differs from the rows by as much as it does now. The same key explains once."""
    PublishedFigure.objects.select_for_update(no_key=True).get(pk=compared.figure.pk)
    if done := PublishedExplanation.objects.filter(key=key).first():
        return done
    made = PublishedExplanation.objects.create(
        key=key, figure=compared.figure, difference=compared.difference, words=words, by=by
    )
    _renew(compared.figure.province)
    trail.record(by=by, act="explained", subject="announced figure", subject_pk=compared.figure.pk, facts={
        "difference": compared.difference, "words": words
    })  # fmt: skip
    return made


def _renew(province: Province) -> None:
    Province.objects.filter(pk=province.pk).update(totals_version=uuid4())


def load(province: Province) -> int:
    """Record the figures that come with the portal where they are missing; give how many were.

    Source: funds/data/published_figures.csv, each row with where it was announced.
    """
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    count = PublishedFigure.objects.of(province).count()
    for row in rows:
        on = thai.parse_iso_either(row["as_of_be"])
        for column, measure in COLUMNS.items():
            if row[column]:
                publish(
                    province, on=on, measure=measure, figure=Decimal(row[column]), source=row["source"],
                    remark=row["remark"], is_at_least=bool(row["more_than"]) and measure != Announced.FUNDS,
                    key=uuid5(SPACE, f"{province.slug}:{row['as_of_be']}:{column}"), by=None,
                )  # fmt: skip
    return PublishedFigure.objects.of(province).count() - count


# Names the shipped figures, so that loading them again adds none.
SPACE = UUID("5f1c3f53-6f5c-4d83-9f3d-0c3a53a6a3b1")


def compared(province: Province, today: date) -> list[Compared]:
    """Lay every announced figure up to `today` beside the rows, the latest first; two queries and one for each day."""
    said = Prefetch("explanations", PublishedExplanation.objects.select_related("by").order_by("-pk"))
    found = PublishedFigure.objects.of(province).filter(on__lte=today).order_by("on", "pk")
    last = {(one.on, one.measure, one.source): one for one in found.select_related("by").prefetch_related(said)}
    recorded = {day: recorded_on(province, day) for day in {one.on for one in last.values()}}
    rows = [Compared(one, recorded[one.on][one.measure], list(one.explanations.all())) for one in last.values()]
    return sorted(
        rows, key=lambda row: (-row.figure.on.toordinal(), list(Announced).index(Announced(row.figure.measure)))
    )


def recorded_on(province: Province, day: date) -> dict[str, Decimal]:
    """Give what the rows say of each measure at the end of `day`."""
    whole = summaries.breakdown(readings.whole(province, day))
    paid = sum((part.amount for part in whole.categories if not part.outsiders), Decimal(0))
    return {
        Announced.FUNDS: Decimal(len(readings.names(province, day))),
        Announced.MEMBERS: Decimal(whole.figures.members),
        Announced.BALANCE: whole.figures.balance,
        Announced.HELPED: Decimal(whole.figures.helped),
        Announced.PAID_TO_MEMBERS: paid,
    }
