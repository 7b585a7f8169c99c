"""The meetings whose resolutions the demo rests on: the founding, every month's committee, a general meeting a year."""

from datetime import date
from typing import Any

from welfare.thai import BE

from .days import GENERAL_MEETING_MONTH, Month

COLUMNS = ("id", "fund_id", "body", "committee_set", "meeting", "on", "by_id")
TERM_MONTHS = 48


def meetings_of(fund: int, months: list[Month], *, first_pk: int, by: int) -> tuple[list[tuple[Any, ...]], list[int]]:
    """Give the rows of one fund's meetings, and the key of the one that resolves in each month.

    The founding meeting admits the founders; committees serve four years.
    """
    rows: list[tuple[Any, ...]] = []
    resolving: list[int] = []
    number, year = 0, 0
    for month in months:
        on: date = month.meeting
        if on.year != year:
            number, year = 0, on.year
        committee = str(month.number // TERM_MONTHS + 1)
        if month.number == 0 or on.month == GENERAL_MEETING_MONTH:
            meeting = f"1/{year + BE}"
            row = (first_pk + len(rows), fund, "general_meeting", "", meeting, on.isoformat(), by)
            rows.append(row)
        if month.number:
            number += 1
            meeting = f"{number}/{year + BE}"
            row = (first_pk + len(rows), fund, "committee", committee, meeting, on.isoformat(), by)
            rows.append(row)
        resolving.append(rows[-1][0])
    return rows, resolving
