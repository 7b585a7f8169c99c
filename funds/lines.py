"""Money in by source and welfare by official category: every fund of a province beside the others.

Since founding, in the year of a day up to it, and in the same days of the year before; read from the kept totals.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from welfare.money import from_satang

from . import readings
from .models import Measure, Province

STRETCHES = ("ever", "year", "last")


class Cell(NamedTuple):
    """Where a sum stands: in which stretch of time, fund (primary key) and line, and whether to people not members."""

    stretch: str
    fund: int
    line: str
    outsiders: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """How many entries or cases, and how much in satang."""

    count: int = 0
    satang: int = 0

    @property
    def baht(self) -> Decimal:
        return from_satang(self.satang)


@dataclass(frozen=True, slots=True)
class Lines:
    """The sums of one measure by cell."""

    cells: dict[Cell, Sum]

    def has(self, *, line: str) -> bool:
        """Say whether anything was ever recorded under `line`."""
        return any(cell.line == line and kept != Sum() for cell, kept in self.cells.items())

    def sum(
        self, stretch: str, *, fund: int | None = None, line: str | None = None, outsiders: bool | None = None
    ) -> Sum:
        """Add up the cells of `stretch`, of one fund, line or side where it is named."""
        asked = (fund, line, outsiders)
        found = [
            kept for cell, kept in self.cells.items()
            if cell.stretch == stretch
            and all(want is None or want == has for want, has in zip(asked, cell[1:], strict=True))
        ]  # fmt: skip
        return Sum(sum(kept.count for kept in found), sum(kept.satang for kept in found))


def read(province: Province, measure: Measure, day: date, *, is_all: bool) -> Lines:
    """Read one measure of all funds of `province` at the end of `day`, in one query.

    With `is_all` nothing that is recorded is later than `day`.
    """
    rows = readings.lines_by_fund(province, measure.value, day, is_all=is_all)
    return Lines({
        Cell(stretch, fund, line, bool(outsiders)): Sum(count, satang)
        for stretch, fund, line, outsiders, count, satang in rows
    })  # fmt: skip
