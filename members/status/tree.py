"""An official form as it reads: sections of lines, tables and boxes to tick; each number knows the page of its rows.

It travels as JSON, amounts in whole satang, and comes back as it was; the pages of the rows stay behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from welfare.money import format_baht, from_satang, to_satang


class Unit(StrEnum):
    """What a number counts."""

    PERSONS = "persons"
    CASES = "cases"
    PLACES = "places"
    TIMES = "times"
    BAHT = "baht"


@dataclass(frozen=True, slots=True)
class Rows:
    """The page that shows the rows of a number: the name of its address, what it takes, and what it is asked for."""

    page: str
    args: tuple[Any, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A count, or baht; None where it is not known. `key` tells it from all others of its form."""

    key: str
    value: int | Decimal | None
    unit: Unit
    rows: Rows | None = field(default=None, compare=False)

    @property
    def bare(self) -> str:
        """The number alone, as it stands in a column."""
        if self.value is None:
            return ""
        return format_baht(self.value) if self.unit == Unit.BAHT else f"{self.value:,}"

    @property
    def counted(self) -> str:
        """What it counts, in the reader's language."""
        return {
            Unit.PERSONS: _("persons"), Unit.CASES: _("cases"), Unit.PLACES: pgettext("villages", "places"),
            Unit.TIMES: _("times"), Unit.BAHT: _("baht"),
        }[self.unit]  # fmt: skip

    @property
    def words(self) -> str:
        """The number with what it counts, for where no column says it."""
        return f"{self.bare} {self.counted}" if self.bare else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: in words, or in a number."""

    label: str
    words: str = ""
    number: Number | None = None

    @property
    def said(self) -> str:
        return self.number.words if self.number else self.words


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes of which some are ticked; `words` are written after the last."""

    label: str
    boxes: tuple[tuple[str, bool], ...]
    words: str = ""


Cell = Number | str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `kind` is empty, "part" of the row above, or the "total"."""

    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. The first column holds words, unless `sides` says that the table has two halves."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: str = ""
    sides: bool = False


Block = Line | Ticks | Table


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section of the form."""

    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and in which post."""

    what: str
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form of one fund: of `year` (พ.ศ.), which began on `first`, as of the day `as_of`."""

    name: str
    place: str
    year: int
    first: date
    as_of: date
    sections: tuple[Section, ...]
    signers: tuple[Signer, ...]

    def numbers(self) -> Iterator[tuple[str, Number]]:
        """Give each number with the words that stand before it."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Line) and block.number:
                    yield f"{section.number} {block.label}", block.number
                elif isinstance(block, Table):
                    for row in block.rows:
                        yield from ((f"{section.number} {told}", number) for told, number in _told(block, row))


def _told(table: Table, row: TableRow) -> Iterator[tuple[str, Number]]:
    words = ""
    for head, cell in zip(table.heads, row.cells, strict=True):
        if isinstance(cell, str):
            words = cell or words
        else:
            yield f"{words}: {head}", cell


def rows_of(form: Form) -> Mapping[str, Rows]:
    """Give the page of the rows of each number that has one, by its key."""
    return {number.key: number.rows for _words, number in form.numbers() if number.rows}


def differences(then: Form, now: Form) -> list[tuple[str, Number, Number | None]]:
    """Give each number that says something else by now: its words, as it was, as it is."""
    stands = {number.key: number for _words, number in now.numbers()}
    return [
        (words, number, stands.get(number.key))
        for words, number in then.numbers()
        if (found := stands.get(number.key)) is None or found.value != number.value
    ]


# As JSON and back.


def to_json(form: Form) -> dict[str, Any]:
    """Give all that a form says, in what JSON can hold."""
    return {
        "name": form.name, "place": form.place, "year": form.year, "first": form.first.isoformat(),
        "as_of": form.as_of.isoformat(),
        "sections": [
            {"number": one.number, "title": one.title, "blocks": [_block_to_json(block) for block in one.blocks]}
            for one in form.sections
        ],
        "signers": [{"what": one.what, "name": one.name, "post": one.post} for one in form.signers],
    }  # fmt: skip


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"line": block.label, "words": block.words} | (
            {"number": _cell_to_json(block.number)} if block.number else {}
        )
    if isinstance(block, Ticks):
        return {"ticks": block.label, "boxes": [list(box) for box in block.boxes], "words": block.words}
    return {
        "table": block.title, "heads": list(block.heads), "note": block.note, "sides": block.sides,
        "rows": [{"kind": row.kind, "cells": [_cell_to_json(cell) for cell in row.cells]} for row in block.rows],
    }  # fmt: skip


def _cell_to_json(cell: Cell) -> Any:
    if isinstance(cell, str):
        return cell
    whole = cell.value if cell.value is None or cell.unit != Unit.BAHT else to_satang(cell.value)
    return {"key": cell.key, "value": whole, "unit": str(cell.unit)}


def from_json(kept: Mapping[str, Any]) -> Form:
    """Give the form that was kept; its numbers have no rows."""
    return Form(
        kept["name"], kept["place"], kept["year"], date.fromisoformat(kept["first"]),
        date.fromisoformat(kept["as_of"]),
        tuple(
            Section(one["number"], one["title"], tuple(_block_from_json(block) for block in one["blocks"]))
            for one in kept["sections"]
        ),
        tuple(Signer(one["what"], one["name"], one["post"]) for one in kept["signers"]),
    )  # fmt: skip


def _block_from_json(kept: Mapping[str, Any]) -> Block:
    if "line" in kept:
        number = _cell_from_json(kept["number"]) if "number" in kept else None
        return Line(kept["line"], kept["words"], None if isinstance(number, str) else number)
    if "ticks" in kept:
        return Ticks(kept["ticks"], tuple((words, is_ticked) for words, is_ticked in kept["boxes"]), kept["words"])
    rows = tuple(TableRow(tuple(_cell_from_json(cell) for cell in row["cells"]), row["kind"]) for row in kept["rows"])
    return Table(kept["table"], tuple(kept["heads"]), rows, kept["note"], kept["sides"])


def _cell_from_json(kept: Any) -> Cell:
    if isinstance(kept, str):
        return kept
    unit = Unit(kept["unit"])
    value = kept["value"]
    return Number(kept["key"], from_satang(value) if unit == Unit.BAHT and value is not None else value, unit)
