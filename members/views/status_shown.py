"""How a form is shown on a page: its words, and each number with the address of its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from funds.models import Fund
from members.status.missing import Missing
from members.status.tree import Block, Cell, Form, Line, Number, Rows, Table, Ticks


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: words, or a number that may lead to its rows; `unit` says what it counts where no column does."""

    words: str
    is_number: bool = False
    url: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a table; `kind` is empty, "part" or "total"."""

    cells: tuple[ShownCell, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """What stands together: `lines` of a label and a cell each, or a table under its `label`.

    A table has a head for each column, with whether numbers stand in it.
    """

    lines: tuple[tuple[str, ShownCell], ...] = ()
    label: str = ""
    heads: tuple[tuple[str, bool], ...] = ()
    rows: tuple[ShownRow, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section of the form."""

    number: str
    title: str
    blocks: tuple[ShownBlock, ...]


def address(fund: Fund, rows: Rows | None) -> str:
    """Give the address of a page of rows within `fund`; nothing where there is none."""
    if rows is None:
        return ""
    return reverse(rows.page, args=[fund.code, *rows.args], query=dict(rows.asked) or None)


def shown(form: Form, fund: Fund, rows: Mapping[str, Rows]) -> list[ShownSection]:
    """Write the sections of `form`; `rows` are the pages of its numbers, by their keys."""

    def cell(said: Cell) -> ShownCell:
        if isinstance(said, str):
            return ShownCell(said)
        url = address(fund, rows.get(said.key)) if said.value else ""
        return ShownCell(said.bare, is_number=True, url=url, unit=said.counted)

    return [ShownSection(one.number, one.title, tuple(_blocks(one.blocks, cell))) for one in form.sections]


def _blocks(blocks: Iterable[Block], cell: Callable[[Cell], ShownCell]) -> Iterator[ShownBlock]:
    """Put lines that follow each other together; a table with two sides becomes one after the other."""
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, Table)):
        if not is_table:
            yield ShownBlock(lines=tuple(_line(block, cell) for block in group))
            continue
        for block in group:
            if isinstance(block, Table):
                for first, last in ((0, 2), (2, 4)) if block.sides else ((0, len(block.heads)),):
                    yield _table(block, first, last, cell)


def _line(block: Block, cell: Callable[[Cell], ShownCell]) -> tuple[str, ShownCell]:
    if isinstance(block, Line):
        return block.label, cell(block.number or block.words)
    if isinstance(block, Ticks):
        ticked = [words for words, is_ticked in block.boxes if is_ticked]
        return block.label, ShownCell(" · ".join([*ticked, *filter(None, [block.words])]))
    return block.title, ShownCell("")


def _table(table: Table, first: int, last: int, cell: Callable[[Cell], ShownCell]) -> ShownBlock:
    kept = [(row.kind, row.cells[first:last]) for row in table.rows if any(row.cells[first:last])]
    numbers = [any(isinstance(cells[at], Number) for _kind, cells in kept) for at in range(last - first)]
    heads = table.heads[first:last]
    return ShownBlock(
        label=heads[0] if table.sides else table.title, heads=tuple(zip(heads, numbers, strict=True)), note=table.note,
        rows=tuple(ShownRow(tuple(cell(each) for each in cells), kind) for kind, cells in kept),
    )  # fmt: skip


def lacks(found: list[Missing], fund: Fund) -> list[dict[str, object]]:
    """Write what is missing, with the address where it is entered."""
    return [{"what": one.what, "details": one.details, "url": address(fund, one.where)} for one in found]
