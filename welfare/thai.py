"""Thai writing and the days of the Thai calendar: พ.ศ. in and out, Thai digits, names searched and sorted.

Dates are kept Gregorian; the years of พ.ศ. (543 more) live here, in forms, in templates and on sheets.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from welfare.letters import SORT_KEY_LENGTH as SORT_KEY_LENGTH
from welfare.letters import TITLES as TITLES
from welfare.letters import Title as Title
from welfare.letters import arabic_digits as arabic_digits
from welfare.letters import phone_digits as phone_digits
from welfare.letters import phone_written as phone_written
from welfare.letters import search_text as search_text
from welfare.letters import sort_key as sort_key
from welfare.letters import strip_title as strip_title
from welfare.letters import thai_digits as thai_digits
from welfare.letters import tidy as tidy
from welfare.letters import without_invisible as without_invisible

BE = 543
EARLIEST_YEAR, LATEST_YEAR = 2400, 2600

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
MONTHS_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateNotUnderstood(ValueError):
    """What was typed is no date; `reason` says why and how to mend it, in the reader's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def today() -> date:
    """Give the day it is in Thailand. Called by views, forms and commands only; below them a day is an argument."""
    return timezone.localdate()


def in_thailand(moment: datetime) -> datetime:
    """Give a moment as the clocks of Thailand show it; one without a zone is taken to be theirs."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


# Dates out.


def be_year(day: date) -> int:
    """Give the year of พ.ศ.: 2561 for a day of 2018."""
    return day.year + BE


def long_date(day: date) -> str:
    """Write a day in full: 14 สิงหาคม 2561, or 14 August 2018 for who reads English."""
    if _english():
        return f"{day.day} {MONTHS_ENGLISH[day.month - 1]} {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {be_year(day)}"


def short_date(day: date) -> str:
    """Write a day in short: 14 ส.ค. 2561, or 14 Aug 2018 for who reads English."""
    if _english():
        return f"{day.day} {MONTHS_ENGLISH[day.month - 1][:3]} {day.year}"
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day)}"


def long_month(day: date) -> str:
    """Write the month of a day: สิงหาคม 2561, or August 2018 for who reads English."""
    return long_date(day).partition(" ")[2]


def formal_date(day: date) -> str:
    """Write a day as a certificate does, always in Thai: วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑."""
    return thai_digits(f"วันที่ {day.day} {MONTHS[day.month - 1]} พุทธศักราช {be_year(day)}")


def typed_date(day: date) -> str:
    """Write a day as people type it into a form: 14/8/2561. `parse_date` reads it back."""
    return f"{day.day}/{day.month}/{be_year(day)}"


def _english() -> bool:
    return (translation.get_language() or "").startswith("en")


# Dates in.


def _month_names() -> dict[str, int]:
    """Every way to write a month, without dots, spaces and case."""
    names: dict[str, int] = {}
    for month, (full, short, english) in enumerate(zip(MONTHS, MONTHS_SHORT, MONTHS_ENGLISH, strict=True), start=1):
        stem = re.sub(r"(คม|ยน|พันธ์)$", "", full)
        names |= dict.fromkeys((full, stem, short.replace(".", ""), english.lower(), english[:3].lower()), month)
    return names | {"sept": 9, "กุมภาพัน": 2, "กรกฏาคม": 7, "กรกฏา": 7}


_MONTH_OF = _month_names()
# Longest first, so that มีนาคม is not read as มีนา; a dot or space may stand between the letters of a short name.
_MONTH = re.compile("|".join(r"[.\s]*".join(name) for name in sorted(_MONTH_OF, key=len, reverse=True)))
_BUDDHIST_ERA = re.compile(r"พุทธศักราช|พ\s*\.?\s*ศ(\s*\.|(?=[\s\d]))|\bb\.?e\b\.?")
_COMMON_ERA = re.compile(r"คริสต์?ศักราช|ค\s*\.?\s*ศ(\s*\.|(?=[\s\d]))|\b(c\.?e|a\.?d)\b\.?")
_FILLER = re.compile(r"วัน\S*ที่|เดือน|ปี|ที่|\bthe\b|\bof\b|(?<=\d)(st|nd|rd|th)\b")
_DAYS_BACK = {"วันนี้": 0, "today": 0, "เมื่อวาน": 1, "เมื่อวานนี้": 1, "yesterday": 1}
Era = Literal["BE", "CE", ""]


def parse_date(text: str, *, today: date, allow_future: bool = False, earliest: date | None = None) -> date:
    """Read a day in any writing that people use in Thailand.

    Understood: 12/3/2568, 12-03-2568, 12.3.68, 12 มี.ค. 2568, 12มี.ค.68, วันที่ 12 มีนาคม พ.ศ. 2568,
    ๑๒/๐๓/๒๕๖๘, 12 Mar 2025, 12032568, วันนี้, and with the year first 2568-03-12 and 2025-03-12.
    Four digits from 2400 are พ.ศ., 1857 to 2057 are ค.ศ.

    Two digits are พ.ศ.: the latest such year that is not in the future (the one nearest to `today` with
    `allow_future`). They are refused as unclear when a year of the near future, or one of ค.ศ. in the last ten years,
    could be meant as well, unless a Thai month, Thai digits or พ.ศ. says that it is พ.ศ., or `earliest` rules
    one of the two out.

    Raises DateNotUnderstood for anything else, for a day that is not in the calendar, for a year outside
    พ.ศ. 2400 to 2600, for a day after `today` (unless `allow_future`) and for one before `earliest`.
    """
    typed = " ".join(without_invisible(text).split())
    if (back := _DAYS_BACK.get(typed.lower())) is not None:
        return _bounded(today - timedelta(days=back), today=today, allow_future=allow_future, earliest=earliest)
    day, month, year, era = _parts(typed)
    if year >= 1000:
        found = make_date(full_year(year, era=era), month, day)
    elif year < 100 and era != "CE":
        found = _two_digits(day, month, year, era, today=today, allow_future=allow_future, earliest=earliest)
    else:
        raise DateNotUnderstood(_("The year %(year)s is unclear. Type all four digits of the year.") % {"year": year})
    return _bounded(found, today=today, allow_future=allow_future, earliest=earliest)


def _parts(typed: str) -> tuple[int, int, int, Era]:
    """Take a written date apart into day, month, year as written, and the era that its writing tells."""
    not_a_date = DateNotUnderstood(
        _("“%(typed)s” is not a date. Type day, month and year, for example 12/3/2568 or 12 มี.ค. 2568.")
        % {"typed": typed}
    )
    bare = arabic_digits(typed).lower()
    era: Era = "BE" if bare != typed.lower() else ""
    for pattern, said in ((_BUDDHIST_ERA, "BE"), (_COMMON_ERA, "CE")):
        bare, times = pattern.subn(" ", bare)
        if times:
            era = "BE" if said == "BE" else "CE"
    bare = _FILLER.sub(" ", bare)
    name = _MONTH.search(bare)
    if name:
        month = _MONTH_OF[re.sub(r"[.\s]", "", name.group())]
        if not era and not name.group()[0].isascii():
            era = "BE"
        bare = f"{bare[: name.start()]} {bare[name.end() :]}"
    elif compact := re.fullmatch(r"\s*(\d\d)(\d\d)(\d\d(?:\d\d)?)\s*", bare):
        bare = " ".join(compact.groups())
        if len(compact[3]) == 4 and not EARLIEST_YEAR - BE <= int(compact[3]) <= LATEST_YEAR:
            bare = f"{compact[1]}{compact[2]} {compact[3][:2]} {compact[3][2:]}"
    if not re.fullmatch(r"[\s\d/.,\\\-‐‑–—]+", bare):
        raise not_a_date
    written = re.findall(r"\d+", bare)
    if len(written) != (2 if name else 3) or any(len(number) > 4 for number in written):
        raise not_a_date
    if len(written[0]) >= 3:
        written.reverse()
    if len(written[0]) > 2 or len(written[-1]) == 1 or (not name and len(written[1]) > 2):
        raise not_a_date
    numbers = [int(number) for number in written]
    return (numbers[0], month if name else numbers[1], numbers[-1], era)


def full_year(year: int, *, era: Era = "") -> int:
    """Give the Gregorian year for a year written in full, of พ.ศ. or ค.ศ., told apart by its size or by `era`.

    Raises DateNotUnderstood when it is out of พ.ศ. 2400 to 2600, with the year probably meant where there is one.
    """
    first, last = EARLIEST_YEAR, LATEST_YEAR
    if first <= year <= last and era != "CE":
        return year - BE
    if first <= year + BE <= last and era != "BE":
        return year
    meant = None
    if first <= year <= last or first <= year - BE <= last:
        meant = year if year <= last else year - BE
    elif first <= year + 2 * BE <= last or first <= year + BE <= last:
        meant = year + BE if year + BE >= first else year + 2 * BE
    if meant is None:
        raise DateNotUnderstood(
            _("The year %(year)s cannot be right. Type a year from B.E. %(first)s to %(last)s.")
            % {"year": year, "first": first, "last": last}
        )
    raise DateNotUnderstood(
        _("The year %(year)s cannot be right. If B.E. %(meant)s is meant, type %(meant)s.")
        % {"year": year, "meant": meant}
    )


def make_date(year: int, month: int, day: int) -> date:
    """Give the day of the Gregorian `year`. Raises DateNotUnderstood, naming what the calendar has instead."""
    if not 1 <= month <= 12:
        raise DateNotUnderstood(
            _("There is no month %(month)s. Type the day first, then the month, then the year.") % {"month": month}
        )
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        english = _english()
        raise DateNotUnderstood(
            _("%(month)s %(year)s has %(days)s days; there is no day %(day)s.")
            % {
                "month": (MONTHS_ENGLISH if english else MONTHS)[month - 1],
                "year": year if english else year + BE,
                "days": days,
                "day": day,
            }
        )
    return date(year, month, day)


SOON = 5
LATELY = 10


def _two_digits(
    day: int, month: int, year: int, era: Era, *, today: date, allow_future: bool, earliest: date | None
) -> date:
    """Choose the century of a year of two digits, or refuse when two choices are likely."""
    buddhist = [century + year - BE for century in (EARLIEST_YEAR, EARLIEST_YEAR + 100)]
    if allow_future:
        chosen = min(buddhist, key=lambda each: abs(each - today.year))
    else:
        chosen = max(each for each in buddhist if each <= today.year)
    other: int | None = None
    if chosen + 100 in buddhist and chosen + 100 - today.year <= SOON:
        other = chosen + 100
    elif era == "" and 0 <= today.year - (2000 + year) <= LATELY:
        other = 2000 + year
    first = earliest.year if earliest else 0
    if other is not None and chosen < first <= other <= today.year:
        chosen = other
    elif other is not None and chosen >= first:
        raise DateNotUnderstood(
            _("The year %(year)02d could be %(one)s or %(other)s. Type all four digits of the year.")
            % {"year": year, "one": chosen + BE, "other": other + BE}
        )
    return make_date(chosen, month, day)


def _bounded(found: date, *, today: date, allow_future: bool, earliest: date | None) -> date:
    if found > today and not allow_future:
        raise DateNotUnderstood(
            _("%(date)s has not come yet. Type a day up to today, %(today)s.")
            % {"date": long_date(found), "today": long_date(today)}
        )
    if earliest and found < earliest:
        raise DateNotUnderstood(
            _("%(date)s is too early. Type a day from %(earliest)s on.")
            % {"date": long_date(found), "earliest": long_date(earliest)}
        )
    return found


def from_be_iso(text: str) -> date:
    """Read 2561-08-14 with a year of พ.ศ. Raises DateNotUnderstood for another form or era."""
    year, month, day = _iso(text)
    return make_date(full_year(year, era="BE"), month, day)


def parse_iso_either(text: str) -> date:
    """Read 2018-08-14 or 2561-08-14: a year from 2400 on is of พ.ศ. Raises DateNotUnderstood otherwise."""
    year, month, day = _iso(text)
    return make_date(full_year(year), month, day)


def _iso(text: str) -> tuple[int, int, int]:
    parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", arabic_digits(text.strip()), flags=re.ASCII)
    if parts is None:
        raise DateNotUnderstood(
            _("“%(typed)s” is not a date. Type it as 2561-08-14 or 2018-08-14.") % {"typed": text.strip()}
        )
    return int(parts[1]), int(parts[2]), int(parts[3])
