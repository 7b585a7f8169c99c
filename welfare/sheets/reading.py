"""A grid read as typed rows: its headings are found wherever they stand, and every fault is collected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from welfare import thai

from .cells import Cell, CellNotUnderstood, Reader, is_blank, shown
from .grid import Grid, letter

# Headings are looked for in so many rows from the top: above them stand titles, often in merged cells.
HIGHEST_HEADINGS = 40
_TOTAL = re.compile(r"^(รวม|ยอดรวม|ยอดยกมา|ยอดยกไป|ยกมา|ยกไป|total|sub ?total|grand total|balance (b/f|c/f)|b/f|c/f)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for: `heading` is its name in messages, `known_as` other headings it goes by."""

    name: str
    heading: str | Promise
    read: Reader
    known_as: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where columns stand: `row` holds the headings (0 where there are none), `labels` names every column of the file.

    `places` maps the name of a Column to its index in a row.
    """

    row: int
    labels: tuple[str, ...]
    places: Mapping[str, int]

    def named(self) -> dict[str, str]:
        """Give the label of each column that was found, to be remembered for the next file of this kind."""
        return {name: self.labels[index] for name, index in self.places.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: `column` is its letter and heading, `found` stands there, `meant` is asked for."""

    row: int
    column: str
    found: str
    meant: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, `number` as a spreadsheet counts: its cells by the name of their Column."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows that were understood, every fault of the others, and the rows that are totals or headings again."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def lay_out(grid: Grid, columns: Sequence[Column], *, labels: Mapping[str, str] | None = None) -> Layout:
    """Find the row of headings, and in it each of `columns` in any order.

    `labels` says for a column's name which label of the file it is, "" for none; those not named there are found by
    their headings. A file without headings has letters for labels.
    """
    chosen = {name: label for name, label in (labels or {}).items() if label}
    wanted = {_bare(label) for label in chosen.values()}
    known = {_bare(word) for column in columns for word in (str(column.heading), *column.known_as)}
    row = _heading_row(grid, wanted or known) or _heading_row(grid, known)
    width = max((len(each) for each in grid.rows), default=0)
    found = _labels(grid.rows[row - 1] if row else (), width)
    by_label = {_bare(label): index for index, label in reversed(list(enumerate(found)))}
    places: dict[str, int] = {}
    for name, label in chosen.items():
        if _bare(label) in by_label:
            places[name] = by_label[_bare(label)]
    for column in columns:
        if column.name in places or (labels is not None and labels.get(column.name) == ""):
            continue
        for word in (str(column.heading), *column.known_as):
            index = by_label.get(_bare(word))
            if row and index is not None and index not in places.values():
                places[column.name] = index
                break
    return Layout(row, found, places)


def _heading_row(grid: Grid, words: set[str]) -> int:
    """Give the row (counted from 1) with the most headings of `words`; else the first of texts alone; else 0."""
    best, most = 0, 0
    for number, row in enumerate(grid.rows[:HIGHEST_HEADINGS], start=1):
        count = len({_bare(shown(cell)) for cell in row} & words)
        if count > most:
            best, most = number, count
    if most >= 2:
        return best
    for number, row in enumerate(grid.rows[:HIGHEST_HEADINGS], start=1):
        filled = [cell for cell in row if not is_blank(cell)]
        if len(filled) >= 2:
            return number if all(isinstance(cell, str) and not _has_digits(cell) for cell in filled) else best
    return best


def _has_digits(words: str) -> bool:
    return bool(re.search(r"\d", words))


def _labels(headings: tuple[Cell, ...], width: int) -> tuple[str, ...]:
    """Name every column by its heading, a second one of a name by its count, one without by its letter."""
    found: list[str] = []
    for index in range(width):
        words = shown(headings[index]) if index < len(headings) else ""
        name = words or letter(index)
        count = sum(1 for earlier in found if earlier == name or earlier.startswith(f"{name} ("))
        found.append(f"{name} ({count + 1})" if count else name)
    return tuple(found)


def _bare(words: str) -> str:
    """Reduce a heading to its letters: spaces, dots, brackets and the unit in them do not tell two headings apart."""
    words = re.sub(r"\((บาท|baht|thb)\)", "", thai.without_invisible(words).lower())
    return re.sub(r"[\s.:/_\-*\"'“”]+", "", words)


def read(grid: Grid, columns: Sequence[Column], layout: Layout) -> Reading:
    """Read every row below the headings by its columns; all faults are collected, not the first alone.

    Empty rows are passed over. A row of totals, and headings that are printed again, are left out and said so.
    """
    reading = Reading()
    headings = grid.rows[layout.row - 1] if layout.row else None
    there = [(column, layout.places[column.name]) for column in columns if column.name in layout.places]
    wanted = [index for column, index in there if column.is_required]
    for number, row in enumerate(grid.rows[layout.row :], start=layout.row + 1):
        if not row:
            continue
        if row == headings or _is_total(row, wanted):
            reading.left_out.append((number, " · ".join(shown(cell) for cell in row if not is_blank(cell))))
            continue
        cells, faults = _read_row(number, row, there, layout)
        if faults:
            reading.faults.extend(faults)
        else:
            reading.rows.append(Row(number, cells))
    return reading


def _is_total(row: tuple[Cell, ...], wanted: Sequence[int]) -> bool:
    """Say whether a row sums up others: its first word says so, or another does where a `wanted` cell is empty."""
    first = next(shown(cell) for cell in row if not is_blank(cell))
    if _TOTAL.match(first.lower()):
        return True
    return any(is_blank(_at(row, index)) for index in wanted) and any(_TOTAL.match(shown(cell).lower()) for cell in row)


def _read_row(
    number: int, row: tuple[Cell, ...], there: Sequence[tuple[Column, int]], layout: Layout
) -> tuple[dict[str, Any], list[Fault]]:
    cells: dict[str, Any] = {}
    faults, width = [], len(row)
    for column, index in there:
        cell = row[index] if index < width else None
        try:
            value = None if is_blank(cell) else column.read(cell)
            if value is None and column.is_required:
                raise CellNotUnderstood(_("Nothing stands here. Type %(column)s.") % {"column": column.heading})
        except CellNotUnderstood as problem:
            faults.append(Fault(number, place(layout, index), shown(cell), problem.reason))
        else:
            cells[column.name] = value
    return cells, faults


def _at(row: tuple[Cell, ...], index: int) -> Cell:
    return row[index] if index < len(row) else None


def place(layout: Layout, index: int) -> str:
    """Name a column by its letter and heading: C จำนวนเงิน."""
    return f"{letter(index)} {layout.labels[index]}" if layout.labels[index] != letter(index) else letter(index)
