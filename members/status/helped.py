"""What was paid in welfare, line by line of the official form: persons, cases and baht, ever and in the year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from funds.models import Fund
from members.models import Payout
from welfare.money import ZERO


@dataclass(frozen=True, slots=True)
class Helped:
    """Payments of one kind: persons (each once), cases and baht, since founding and `new` in the year."""

    persons: int = 0
    cases: int = 0
    baht: Decimal = ZERO
    new_persons: int = 0
    new_cases: int = 0
    new_baht: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Help:
    """All payments: by (official category, whether to people who are not members), and by the latter alone.

    The persons of the categories do not add up to those of `whole`: who was helped twice is counted once there.
    """

    parts: dict[tuple[str, bool], Helped]
    whole: dict[bool, Helped]

    @property
    def baht(self) -> Decimal:
        """All that was paid, to members and to others."""
        return sum((one.baht for one in self.whole.values()), ZERO)

    def part(self, category: str, *, outsiders: bool) -> Helped:
        return self.parts.get((category, outsiders), Helped())

    def all(self, *, outsiders: bool) -> Helped:
        return self.whole.get(outsiders, Helped())


def help_of(fund: Fund, first: date, day: date) -> Help:
    """Count the payments of `fund` up to `day` that stood then, and those since `first`, in two queries."""
    payouts: Any = Payout.objects.of(fund).until(day).standing(day).order_by()
    new = Q(on__gte=first)
    counted = {
        "persons": Count("person", distinct=True), "cases": Count("pk"), "baht": Sum("amount"),
        "new_persons": Count("person", distinct=True, filter=new), "new_cases": Count("pk", filter=new),
        "new_baht": Sum("amount", filter=new),
    }  # fmt: skip
    parts = payouts.values_list("category", "outsider").annotate(**counted)
    whole = payouts.values_list("outsider").annotate(**counted)
    return Help(
        {(category, outsider): _helped(*sums) for category, outsider, *sums in parts},
        {outsider: _helped(*sums) for outsider, *sums in whole},
    )


def _helped(persons: int, cases: int, baht: Decimal, new_persons: int, new_cases: int, new_baht: Any) -> Helped:
    return Helped(persons, cases, baht, new_persons, new_cases, new_baht or ZERO)
