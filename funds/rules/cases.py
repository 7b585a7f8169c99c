"""What is known about one case: what happened, to whom, and what was paid before. Facts only, no rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from funds.rules.tenure import DAY, Span


class FactMissing(LookupError):
    """The rule asks for a fact that the case does not give; `fact` is the name of the field."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Line:
    """What one day counts in the books of caps: `units` of `unit` ("once", "night", "child", ...) and `amount` baht."""

    on: date
    unit: str
    units: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Usage:
    """One payment made before. `nights` are its dated nights (or days) paid, `night_count` those without dates.

    `asked` are the dates of the whole stay, paid or not, by which a later part of the stay is known.
    `amount` may be None where the term's rate tells it. `lines`, as an Entitlement gave them, attribute
    every baht to its day; without them each night takes its rate and the rest falls on `on`.
    `occurrence` names the occurrence where dates alone cannot tell two occurrences apart, `person` who of a
    family was paid.
    """

    term: str
    on: date
    amount: Decimal | None = None
    nights: tuple[date, ...] = ()
    night_count: int = 0
    children: int = 0
    items: int = 0
    occurrence: str = ""
    lines: tuple[Line, ...] = ()
    asked: tuple[date, ...] = ()
    person: str = ""

    def dates(self) -> tuple[date, ...]:
        """Give the dates of the stay as far as they are known."""
        return (*self.nights, *self.asked) if self.asked else self.nights

    def is_paid(self) -> bool:
        """Say whether anything was paid: an amount of zero records an occurrence that was refused."""
        return self.amount is None or self.amount > 0


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one case. Dates are days in Thailand, amounts baht.

    `used` are earlier payments to the same person, `family_used` to others of the same family, `purse_used`
    what the purse for people who are not members has paid, by day. `papers` None means: not looked at yet.
    """

    term: str
    occurred_on: date
    until_on: date | None = None
    night_count: int | None = None
    night_dates: tuple[date, ...] | None = None
    children: int = 1
    items: int = 1
    facts: Mapping[str, Decimal | bool | str] = field(default_factory=dict)
    is_member: bool = True
    joined_on: date | None = None
    left_on: date | None = None
    born_on: date | None = None
    years_paid: Span | None = None
    paid_through: date | None = None
    arrears: int | None = None
    person: str = ""
    claimant: str = ""
    claimant_role: str = ""
    beneficiaries: tuple[str, ...] = ()
    is_by_proxy: bool = False
    papers: tuple[str, ...] | None = None
    filed_on: date | None = None
    is_deadline_waived: bool = False
    occurrence: str = ""
    used: tuple[Usage, ...] = ()
    family_used: tuple[Usage, ...] = ()
    purse_used: tuple[tuple[date, Decimal], ...] = ()

    def dates(self, unit: str) -> tuple[date, ...] | None:
        """Give the dates of the case's nights (the last day is not a night) or days, None when not given."""
        if self.night_dates is not None:
            return tuple(sorted(set(self.night_dates)))
        count = self.night_count
        if count is None:
            if self.until_on is None:
                return None
            count = (self.until_on - self.occurred_on).days + (1 if unit == "day" else 0)
        return tuple(self.occurred_on + DAY * number for number in range(max(count, 0)))

    def last_day(self) -> date:
        """Give the day on which the occurrence was over, from which a deadline runs."""
        if self.until_on is not None:
            return self.until_on
        dates = self.dates("night")
        return max(self.occurred_on, dates[-1] + DAY) if dates else self.occurred_on
