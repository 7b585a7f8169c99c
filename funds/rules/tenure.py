"""Spans of years, months and days counted on the calendar, and the years in which caps are counted.

One rule for every span: a span of months ends on the day with the same number; where the month has no
such day, on its last day (31 August and 6 months is 28 or 29 February; who is born on 29 February is a
year older on 28 February of a common year). The day itself counts: on it the span is complete.
Source: Civil and Commercial Code, section 193/5, for the last day of the month; docs/rulebooks.md, "Counting time".
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.thai import DateNotUnderstood, arabic_digits, full_year, make_date

DAY = timedelta(days=1)

_SPAN_PART = re.compile(r"(\d+)\s*(years?|months?|weeks?|days?|ปี|เดือน|สัปดาห์|วัน)\s*", re.IGNORECASE)
_MONTHS_IN = {"year": 12, "month": 1, "ปี": 12, "เดือน": 1}
_DAYS_IN = {"week": 7, "day": 1, "สัปดาห์": 7, "วัน": 1}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """So many months and then so many days after a day. 180 days and 6 months are different spans."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Give the day on which this span after `day` is complete."""
        if self.months:
            year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
            if year > MAXYEAR:
                return date.max  # the end of all calendars, for a span that never ends
            month += 1
            number = day.day
            if number > 28:
                number = min(number, calendar.monthrange(year, month)[1])
            day = date(year, month, number)
        try:
            return day + timedelta(days=self.days) if self.days else day
        except OverflowError:
            return date.max

    def written(self) -> str:
        """Give the span as rule books write it: "2 years 1 day"."""
        years, months = divmod(self.months, 12)
        counts = ((years, "year"), (months, "month"), (self.days, "day"))
        return " ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count) or "0 days"

    def words(self) -> str:
        """Give the span in the reader's language: "2 ปี 1 วัน"."""
        years, months = divmod(self.months, 12)
        said = []
        if years:
            said.append(ngettext("%(count)s year", "%(count)s years", years) % {"count": years})
        if months:
            said.append(ngettext("%(count)s month", "%(count)s months", months) % {"count": months})
        if self.days or not said:
            said.append(ngettext("%(count)s day", "%(count)s days", self.days) % {"count": self.days})
        return " ".join(said)


def parse_span(text: str) -> Span:
    """Read "6 months", "2 years 1 day", "180 days", "2 ปี 1 วัน". Raises ValueError for anything else."""
    rest = arabic_digits(text.strip())
    months = days = 0
    while rest:
        part = _SPAN_PART.match(rest)
        if part is None:
            break
        word = part[2].lower().removesuffix("s")
        months += int(part[1]) * _MONTHS_IN.get(word, 0)
        days += int(part[1]) * _DAYS_IN.get(word, 0)
        rest = rest[part.end() :]
    if rest or not text.strip():
        raise ValueError(_("“%(text)s” is not a length of time such as “6 months” or “2 years 1 day”") % {"text": text})
    return Span(months, days)


def parse_day(text: str) -> date:
    """Read an ISO date, Buddhist or common era (a year from 2400 on is Buddhist).

    Of a date known only to its year or month the first day is taken. Source: Civil and Commercial Code,
    section 16, for ages. Raises ValueError in words for anything else.
    """
    numbers = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", arabic_digits(text.strip()))
    if numbers is None:
        raise ValueError(_("“%(text)s” is not a date such as 2566-08-01 or 2023-08-01") % {"text": text})
    try:
        return make_date(full_year(int(numbers[1])), int(numbers[2] or 1), int(numbers[3] or 1))
    except DateNotUnderstood as problem:
        raise ValueError(problem.reason) from None


def between(start: date, day: date) -> Span:
    """Give the whole months from `start` to `day`, and the days beyond. Raises ValueError when `day` is earlier."""
    if day < start:
        raise ValueError(f"{day} is before {start}")
    months = (day.year - start.year) * 12 + day.month - start.month
    whole = Span(months)
    reached = whole.after(start)
    if reached > day:
        whole = Span(months - 1)
        reached = whole.after(start)
    return Span(whole.months, (day - reached).days)


def year_around(day: date, kind: str, joined_on: date | None = None) -> tuple[date, date]:
    """Give the first day of the cap year that holds `day`, and the first day after it.

    `kind` is "calendar", "october" (1 October to 30 September), "member_year" (from each anniversary of
    `joined_on`; a calendar year for who never joined) or the day a year starts as "MM-DD".
    """
    if kind == "member_year" and joined_on is not None and joined_on <= day:
        years = between(joined_on, day).months // 12
        return Span(years * 12).after(joined_on), Span(years * 12 + 12).after(joined_on)
    month, number = 1, 1
    if kind == "october":
        month = 10
    elif kind not in ("calendar", "member_year"):
        month, number = int(kind[:2]), int(kind[3:])
    first = date(day.year, month, number)
    if first > day:
        first = date(day.year - 1, month, number)
    return first, date(first.year + 1, month, number)
