"""A sheet given back with marks: what was not understood is coloured, and the last column says what is meant."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import IO, Any

from django.utils.translation import gettext as _

from .cells import Cell, shown
from .excel import xlsxwriter
from .grid import Grid
from .reading import Fault


def write_marked(file: IO[bytes], grid: Grid, faults: Iterable[Fault], notes: Iterable[tuple[int, str]] = ()) -> None:
    """Write the cells of `grid` as an Excel file, row by row in their places, with `faults` marked.

    `notes` are words for the last column of a row that is no fault. A text is never a formula.
    """
    said: dict[int, list[str]] = defaultdict(list)
    wrong: dict[int, set[int]] = defaultdict(set)
    for fault in faults:
        said[fault.row].append(f"{fault.column}: {fault.meant}" if fault.column else fault.meant)
        if found := re.match(r"[A-Z]+\b", fault.column):
            wrong[fault.row].add(index_of(found[0]))
    for row, words in notes:
        said[row].append(words)
    width = max((len(row) for row in grid.rows), default=0)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    marked = {"bg_color": "#FFD6D6", "border": 1, "border_color": "#B3261E"}
    kinds = ("@", "0.###############", "d/m/yyyy")
    plain = {kind: book.add_format({"num_format": kind}) for kind in kinds}
    bad = {kind: book.add_format({"num_format": kind, **marked}) for kind in kinds}
    words_format = book.add_format({"font_color": "#B3261E", "text_wrap": True})
    sheet.set_column(0, max(width - 1, 0), 16)
    sheet.set_column(width, width, 60)
    for number, cells in enumerate(grid.rows, start=1):
        here = wrong.get(number, set())
        for index in range(max(len(cells), *(each + 1 for each in here)) if here else len(cells)):
            cell = cells[index] if index < len(cells) else None
            _put(sheet, number - 1, index, cell, bad if index in here else plain)
        if number in said:
            sheet.write_string(number - 1, width, "\n".join(said[number]), words_format)
        elif number == 1:
            sheet.write_string(0, width, _("What to mend"), words_format)
    book.close()


def index_of(letters: str) -> int:
    """Give the index of a column by its letters: A → 0, AA → 26."""
    index = 0
    for sign in letters:
        index = index * 26 + ord(sign) - 64
    return index - 1


def _put(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, date):
        moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 a day has none
        sheet.write_datetime(row, column, moment, formats["d/m/yyyy"])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell, formats["0.###############"])
    else:
        sheet.write_string(row, column, shown(cell), formats["@"])
