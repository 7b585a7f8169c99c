"""A table of figures: shown on a page with the address of the rows behind each, and sent as a file of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from welfare import money, sheets


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and what stands under it: whole numbers, baht, words, or with `is_signed` a change."""

    label: str
    kind: sheets.Kind = sheets.Kind.COUNT
    is_signed: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind != sheets.Kind.TEXT or self.is_signed

    def written(self, value: Any) -> str:
        """Write `value` as a page shows it; what is not known is a dash."""
        if value is None or value == "":
            return "–"
        if self.kind == sheets.Kind.BAHT:
            return money.format_baht(value)
        return f"{value:,}" if self.kind == sheets.Kind.COUNT else str(value)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, with the address of the rows that make it up."""

    value: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is of, and its figures in the order of the columns."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""
    note: str = ""


class Words(NamedTuple):
    """A cell in words, with the address of its rows and the head of its column."""

    words: str
    url: str
    head: str
    kind: str


class Line(NamedTuple):
    """A row in words."""

    label: str
    url: str
    note: str
    cells: list[Words]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side; `total`, where they add up, is their sum."""

    caption: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    keys: tuple[str, ...] = field(default=())

    def lines(self) -> list[Line]:
        """Give the rows in words."""
        return [self._line(row) for row in self.rows]

    def last(self) -> Line | None:
        return self._line(self.total) if self.total else None

    def heads(self) -> list[dict[str, Any]]:
        """Give the columns with what the rows may be sorted by, where they may."""
        keys = self.keys or ("",) * len(self.columns)
        return [
            {"label": column.label, "key": key, "kind": "number" if column.is_number else ""}
            for column, key in zip(self.columns, keys, strict=True)
        ]

    def _line(self, row: Row) -> Line:
        return Line(row.label, row.url, row.note, [
            Words(column.written(cell.value), cell.url, column.label, "number" if column.is_number else "")
            for column, cell in zip(self.columns, row.cells, strict=True)
        ])  # fmt: skip

    def file(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """Send the figures as the file that was asked for, the total as its last line."""
        shown = [sheets.Shown(self.head, width=36)] + [
            sheets.Shown(column.label, column.kind) for column in self.columns
        ]
        rows = [*self.rows, *([self.total] if self.total else [])]
        return sheets.export(request, name, shown, ((row.label, *(cell.value for cell in row.cells)) for row in rows))


def row(label: str, values: Sequence[Any], urls: Sequence[str] = (), url: str = "", note: str = "") -> Row:
    """Make a line of `values`, each with the address at its place in `urls`."""
    addresses = urls or [""] * len(values)
    return Row(label, tuple(Cell(value, at) for value, at in zip(values, addresses, strict=True)), url, note)


def change(now: Decimal | int, then: Decimal | int) -> str:
    """Write by how much a figure is more or less than another: +1,234 or −56.00."""
    difference = now - then
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    size = abs(difference)
    return sign + (money.format_baht(size) if isinstance(size, Decimal) else f"{size:,}")
