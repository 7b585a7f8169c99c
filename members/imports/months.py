"""Headings that are months, as a paper register writes them: one column for each month of a year."""

import re
from datetime import date

from django.utils.translation import gettext as _

from funds.models import Fund, MonthClose
from funds.months import last_day as last_day
from funds.rules.tenure import DAY as DAY
from welfare import thai

from .columns import EARLIEST_JOIN

_BY_NUMBER = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})")
_FIRST_DAY = re.compile(r"0?1\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})")
_YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")
_AROUND = re.compile(r"\((บาท|baht)\)|ประจำเดือน|เดือน|งวด|['’]")


def month_of(heading: str, *, year: int | None = None) -> date | None:
    """Give the first day of the month that a heading names, None where it names none.

    Understood: ม.ค. 66, มกราคม 2566, ม.ค.66, Jan 2023, 1/66, 01/2566, 1/1/2566 and a day of Excel. Two digits are
    พ.ศ. `year` (of ค.ศ.) is for headings that name the month alone.
    """
    words = thai.arabic_digits(thai.without_invisible(heading)).strip()
    if found := _FIRST_DAY.fullmatch(words):
        return _made(found[2], int(found[1]))
    if found := _BY_NUMBER.fullmatch(words):
        return _made(found[2] or found[3], int(found[1] or found[4]))
    bare = _AROUND.sub(" ", words.lower())
    if not re.search(r"\d", bare):
        return _named(f"1 {bare} {year + thai.BE}") if year and bare.strip() else None
    return _named(f"1 {bare}") if re.match(r"\s*[^\d\s]", bare) else None


def _named(written: str) -> date | None:
    try:
        found = thai.parse_date(written, today=EARLIEST_JOIN, allow_future=True, earliest=EARLIEST_JOIN)
    except thai.DateNotUnderstood:
        return None
    return found if found.day == 1 else None


def names_month(heading: str) -> bool:
    """Say whether a heading is a month, with its year or without."""
    return month_of(heading, year=EARLIEST_JOIN.year) is not None


def year_in(words: str) -> int | None:
    """Give the year (of ค.ศ.) that a title above a table names, None where it names none or several."""
    found = {int(year) for year in _YEAR.findall(thai.arabic_digits(words))}
    return found.pop() - thai.BE if len(found) == 1 else None


def _made(year: str, month: int) -> date | None:
    if not 1 <= month <= 12 or len(year) not in (2, 4):
        return None
    number = int(year)
    full = 2500 + number - thai.BE if len(year) == 2 else number - thai.BE if number >= 2400 else number
    return date(full, month, 1) if EARLIEST_JOIN.year <= full <= 2100 else None


def closed_until(fund: Fund) -> tuple[date, str]:
    """Give the last day that the closed books of `fund` keep entries out of, and the words for who enters one there."""
    closed = MonthClose.objects.of(fund).standing().order_by("-month").values_list("month", flat=True).first()
    if closed is None:
        return date.min, ""
    meant = _("The books are closed to the end of %(month)s. Use a later day, or ask the chair to reopen the month.")
    return last_day(closed), meant % {"month": thai.long_month(closed)}
