"""How likely someone dies within a year, by age and sex: the Thai table of 2560, lighter or heavier where asked.

Source: ตารางมรณะไทย ประเภทสามัญ พ.ศ. 2560 (Thai mortality table, ordinary life, without margin), made by the Society
of Actuaries of Thailand for the Office of Insurance Commission; deaths a year among 1,000. docs/foresight.md says why.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "life_table.csv"
OLDEST = 99  # who is older is taken to be of this age, at which the table ends

FEMALE, MALE = "F", "M"


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Deaths within a year as a part of one, by sex and age in whole years."""

    rates: Mapping[str, tuple[Decimal, ...]]

    def rate(self, sex: str, age: int) -> Decimal:
        """Give the part of people of this sex and age who die within a year; the mean of both where sex is unknown."""
        years = min(max(age, 0), OLDEST)
        if sex in self.rates:
            return self.rates[sex][years]
        return sum((rates[years] for rates in self.rates.values()), Decimal(0)) / len(self.rates)

    def times(self, factor: Decimal) -> "LifeTable":
        """Give the table with every rate multiplied by `factor`, never above one."""
        return LifeTable({
            sex: tuple(min(rate * factor, Decimal(1)) for rate in rates) for sex, rates in self.rates.items()
        })  # fmt: skip


@lru_cache(maxsize=1)
def thai() -> LifeTable:
    """Read the Thai table of 2560."""
    with open(TABLE, encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return LifeTable({
        FEMALE: tuple(Decimal(row["female"]) / 1000 for row in rows),
        MALE: tuple(Decimal(row["male"]) / 1000 for row in rows),
    })  # fmt: skip
