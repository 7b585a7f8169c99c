"""One cell: what Excel or a person put into it, and what it means as a day, an amount, a number or a text."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from welfare import money, thai

Cell = str | float | int | bool | date | datetime | time | timedelta | None
Reader = Callable[[Cell], Any]

# Excel counts the days of its dates from here.
_EXCEL_BEGINS = date(1899, 12, 30)
# Numbers that can be such a count: of a year of ค.ศ. (1954 to 2119), and of one of พ.ศ. taken for it (2400 to 2600).
_COUNTED_DAYS = (range(20_000, 80_001), range(182_600, 256_001))
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
_WITH_TIME = re.compile(r"(.*\d)[\sT,]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(น\.?|[ap]m)?", flags=re.IGNORECASE)
_NOTHING = {"", "-", "–", "—", "−"}
# A formula that was made harmless keeps its quote in CSV.
_QUOTED = re.compile(r"'(?=[=+\-@\t\r])")


class CellNotUnderstood(ValueError):
    """A cell does not say what its column asks; `reason` says what is meant, in the reader's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_blank(cell: Cell) -> bool:
    """Say whether nothing stands in a cell."""
    if not isinstance(cell, str):
        return cell is None
    return not cell[:1].isalnum() and not thai.without_invisible(cell).strip()


def shown(cell: Cell) -> str:
    """Write a cell as a person sees it in Excel, days in พ.ศ."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return format(cell, ".15g") if abs(cell) < 1e15 else format(cell, ".2E")
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return thai.typed_date(day) if day.year < thai.EARLIEST_YEAR else f"{day.day}/{day.month}/{day.year}"
    return " ".join(str(cell).split())


def text(*, longest: int = 0) -> Reader:
    """Read a text; a number stays as its digits. A number that Excel shortened (3.10E+12) is refused: digits are lost.

    `longest` letters at most, 0 for any length.
    """

    def read(cell: Cell) -> str:
        words = shown(cell)
        if _SHORTENED.fullmatch(words):
            raise CellNotUnderstood(
                _("Excel has shortened a long number, its digits are lost. Set the column to Text and type it again.")
            )
        words = _QUOTED.sub("", words, count=1) if words.startswith("'") else words
        words = thai.tidy(words)
        if longest and len(words) > longest:
            raise CellNotUnderstood(_("This is too long: at most %(limit)s letters.") % {"limit": longest})
        return words

    return read


def day(*, today: date, allow_future: bool = False, earliest: date | None = None) -> Reader:
    """Read a day: a date of Excel (also one typed with a year of พ.ศ.), its number of days, or any Thai writing.

    A time of day behind it is left out. Bounds are those of `thai.parse_date`.
    """

    def read(cell: Cell) -> date | None:
        if isinstance(cell, str) and cell.strip() in _NOTHING:
            return None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            cell = _counted(cell)
        if isinstance(cell, date):
            written = f"{cell.day}/{cell.month}/{cell.year}"
        else:
            written = shown(cell)
            if timed := _WITH_TIME.fullmatch(written):
                written = timed[1]
        try:
            return thai.parse_date(written, today=today, allow_future=allow_future, earliest=earliest)
        except thai.DateNotUnderstood as problem:
            raise CellNotUnderstood(problem.reason) from None

    return read


def _counted(number: float) -> date | str:
    """Turn Excel's count of days into its day; give other numbers as the digits of a typed date."""
    if any(int(number) in days for days in _COUNTED_DAYS):
        return _EXCEL_BEGINS + timedelta(days=int(number))
    digits = shown(float(number))
    return digits.zfill(8) if len(digits) == 7 else digits


def baht(*, signed: bool = False, allow_zero: bool = False) -> Reader:
    """Read an amount of baht: a number of Excel as Excel shows it, or any writing of one; a dash is nothing.

    `signed` takes -500, (500) and 500.00- as less than zero.
    """

    def read(cell: Cell) -> Decimal | None:
        written = shown(cell)
        if written in _NOTHING:
            return None
        if isinstance(cell, date | time | timedelta | bool):
            raise CellNotUnderstood(_("Type an amount of baht, for example 1,200.50"))
        if isinstance(cell, int | float):
            written = format(Decimal(written), "f")
        sign, bare = _sign(written) if signed else (1, written)
        try:
            return sign * money.parse_baht(bare, allow_zero=allow_zero)
        except money.AmountNotUnderstood as problem:
            raise CellNotUnderstood(problem.reason) from None

    return read


def _sign(written: str) -> tuple[int, str]:
    less = re.fullmatch(r"[-−–]\s*(.+)|\((.+)\)|(.+\.\d\d)[-−–]", written)
    if less:
        return -1, next(part for part in less.groups() if part)
    return 1, written.removeprefix("+")


def whole(*, least: int = 0, most: int | None = None) -> Reader:
    """Read a whole number from `least` to `most`, in Arabic or Thai digits."""

    def read(cell: Cell) -> int | None:
        written = thai.arabic_digits(shown(cell)).replace(",", "")
        if written in _NOTHING:
            return None
        if isinstance(cell, date | bool) or not re.fullmatch(r"\d{1,15}", written, flags=re.ASCII):
            raise CellNotUnderstood(_("Type a whole number, for example 12."))
        number = int(written)
        if number < least or (most is not None and number > most):
            raise CellNotUnderstood(
                _("Type a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
                if most is not None
                else _("Type a whole number from %(least)s on.") % {"least": least}
            )
        return number

    return read
