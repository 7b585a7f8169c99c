"""Caps in words, for pages."""

from dataclasses import dataclass

from funds.rules import wording
from funds.rules.caps import Meter
from funds.rules.tenure import DAY
from welfare import money, thai


@dataclass(frozen=True, slots=True)
class Limit:
    """One cap in words: how much it is and in which period, what was used before, what this takes, what is left.

    `is_over` where more than that is asked: help by category is decided by the committee, not by the rule.
    """

    limit: str
    period: str
    used: str
    granted: str
    left: str
    is_over: bool = False


def limit_of(meter: Meter, *, before: bool = False) -> Limit:
    """Say one cap in words; `before` leaves out what the case at hand would take."""
    of, period = meter.cap.of, ""
    if meter.start and meter.end:
        period = f"{thai.short_date(meter.start)} – {thai.short_date(meter.end - DAY)}"
    left = max(meter.limit - meter.used, money.ZERO) if before else meter.left
    return Limit(
        limit=f"{wording.quantity(meter.limit, of)} {wording.period(meter.cap)}",
        period=period,
        used=wording.quantity(meter.used, of),
        granted=wording.quantity(meter.granted, of),
        left=wording.quantity(left, of),
        is_over=meter.used + meter.granted > meter.limit,
    )
