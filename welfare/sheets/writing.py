"""Rows into files: CSV that Thai Excel opens with its letters right, and Excel with real dates and numbers."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from welfare import money, thai

from .excel import xlsxwriter

ROWS_AT_ONCE = 500
# What Excel would take for a formula when it opens a CSV file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# The calendar of พ.ศ. with Arabic digits, as Thai Excel names it.
BUDDHIST_DATE, PLAIN_DATE = "[$-107041E]d mmm yyyy;@", "d mmm yyyy"
LONGEST_IN_EXCEL = 32_767
FIRST_YEAR_OF_EXCEL = 1900


class Kind(StrEnum):
    """What stands in a column: it tells Excel how to sort, sum and show it."""

    TEXT = "text"
    DAY = "day"
    BAHT = "baht"
    COUNT = "count"


WIDTHS = {Kind.TEXT: 24, Kind.DAY: 14, Kind.BAHT: 16, Kind.COUNT: 10}


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of a file that is written: its heading, what it holds, its width in letters (0: by its kind)."""

    heading: str | Promise
    kind: Kind = Kind.TEXT
    width: int = 0


def csv_lines(columns: Sequence[Shown], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Write a CSV file piece by piece: UTF-8 with the mark by which Excel knows it, a formula made harmless by a quote.

    Days are written as people type them, in พ.ศ. for who reads Thai; amounts without thousands commas.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    file.write("\ufeff")
    writer.writerow([_harmless(str(column.heading)) for column in columns])
    kinds = [column.kind for column in columns]
    for count, row in enumerate(rows, start=1):
        writer.writerow([_written(kind, value) for kind, value in zip(kinds, row, strict=True)])
        if count % ROWS_AT_ONCE == 0:
            yield _taken(file)
    yield _taken(file)


def _taken(file: io.StringIO) -> bytes:
    written = file.getvalue()
    file.seek(0)
    file.truncate()
    return written.encode()


def _written(kind: Kind, value: Any) -> str:
    if value is None or value == "":
        return ""
    if kind == Kind.BAHT:
        return money.format_baht(value).replace(",", "")
    if kind == Kind.COUNT:
        return str(int(value))
    if kind == Kind.DAY:
        return value.isoformat() if _english() else thai.typed_date(value)
    return _harmless(str(value))


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def write_xlsx(file: IO[bytes], columns: Sequence[Shown], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Write an Excel file into `file`, row by row, so that a large one takes little memory.

    Days are dates that show พ.ศ., amounts and counts are numbers, a text is never a formula. The headings stay in
    sight and carry filters. `title` names the sheet.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(sheet_name(title) or None)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        Kind.DAY: book.add_format({"num_format": PLAIN_DATE if _english() else BUDDHIST_DATE, "align": "left"}),
        Kind.BAHT: book.add_format({"num_format": "#,##0.00"}),
        Kind.COUNT: book.add_format({"num_format": "#,##0"}),
        Kind.TEXT: book.add_format({"num_format": "@"}),
    }
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width or WIDTHS[column.kind])
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, str(column.heading), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is not None and value != "":
                _put(sheet, last, index, column.kind, value, formats[column.kind])
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def _put(sheet: Any, row: int, index: int, kind: Kind, value: Any, shape: Any) -> None:
    if kind in (Kind.BAHT, Kind.COUNT):
        sheet.write_number(row, index, Decimal(value), shape)
    elif kind == Kind.DAY and value.year >= FIRST_YEAR_OF_EXCEL:
        sheet.write_datetime(row, index, datetime(value.year, value.month, value.day), shape)  # noqa: DTZ001 a day has none
    else:
        words = thai.typed_date(value) if isinstance(value, date) else str(value)
        sheet.write_string(row, index, words[:LONGEST_IN_EXCEL], shape)


def sheet_name(title: str) -> str:
    """Give a name that Excel takes: at most 31 letters, without those it keeps for itself."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '")[:31].strip(" '")


def _english() -> bool:
    return (get_language() or "").startswith("en")
