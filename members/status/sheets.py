"""The status form as an Excel file: a sheet for each fund, with the lines of the paper."""

import io
from collections.abc import Iterable, Iterator
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare import thai
from welfare.sheets import Leaf, LeafRow, write_leaves

from .prints import Copy
from .tree import Block, Form, Line, Number, Ticks


def xlsx(copies: Iterable[tuple[str, Copy]]) -> bytes:
    """Give a workbook of a few forms."""
    file = io.BytesIO()
    write(file, copies)
    return file.getvalue()


def write(file: IO[bytes], copies: Iterable[tuple[str, Copy]]) -> None:
    """Write forms into one workbook, each on a sheet under the name that comes with it; one form at a time is held."""
    with override("th"):
        write_leaves(file, (Leaf(name, _rows(copy)) for name, copy in copies))


def _rows(copy: Copy) -> Iterator[LeafRow]:
    form, frozen = copy.form, copy.frozen
    yield LeafRow((_("Status form of a community welfare fund"),), bold=True)
    yield LeafRow((form.name,), bold=True)
    yield LeafRow((form.place,))
    yield LeafRow((f"พ.ศ. {form.year}", thai.long_date(form.first), thai.long_date(form.as_of)))
    yield LeafRow((_("Frozen"), thai.long_date(thai.in_thailand(frozen.at).date())) if frozen else (_("Draft"),))
    if frozen:
        yield LeafRow(("SHA-256", frozen.sha256))
    yield from _sections(form)


def _sections(form: Form) -> Iterator[LeafRow]:
    for section in form.sections:
        yield LeafRow(())
        yield LeafRow((f"{section.number} {section.title}",), bold=True)
        for block in section.blocks:
            yield from _block(block)
    yield LeafRow(())
    for signer in form.signers:
        yield LeafRow((signer.what, signer.name, signer.post))


def _block(block: Block) -> Iterator[LeafRow]:
    if isinstance(block, Line):
        yield LeafRow(
            (block.label, block.number.value, block.number.counted) if block.number else (block.label, block.words)
        )
    elif isinstance(block, Ticks):
        yield LeafRow((block.label,))
        for words, is_ticked in block.boxes:
            yield LeafRow((f"    {words}", "✓" if is_ticked else ""))
        if block.words:
            yield LeafRow((f"    {block.words}",))
    else:
        yield LeafRow(block.heads, bold=True)
        for row in block.rows:
            values = tuple(cell.value if isinstance(cell, Number) else cell for cell in row.cells)
            yield LeafRow(values, bold=row.kind == "total")
        if block.note:
            yield LeafRow((block.note,))
