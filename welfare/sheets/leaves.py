"""Papers as a workbook: one leaf for each, its rows as they stand on the paper, numbers that can be summed.

Written by hand, as plain XML in a zip: a workbook of so few kinds of cells takes a third of the time so.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import IO

from .grid import letter
from .writing import LONGEST_IN_EXCEL, sheet_name

# Words, a count (int), an amount in baht (Decimal), or nothing.
Value = str | int | Decimal | None
WIDTHS = (52, 18, 18, 18, 18)
ROWS_AT_ONCE = 200
LONG_AGO = (2001, 1, 1, 0, 0, 0)  # the same rows give the same bytes on any day
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Excel's own numbers for a text, whole numbers with commas, and amounts with satang.
FORMATS = {"words": 49, "count": 3, "baht": 4}
# The style of a cell by its kind, plain and bold; 0 is nobody's.
STYLES = {kind: (1 + 2 * place, 2 + 2 * place) for place, kind in enumerate(FORMATS)}
# What XML cannot hold, and what Excel would read as an escape of its own.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One row; a `bold` one is a heading or a total."""

    values: Sequence[Value]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of the workbook, under the name on its tab."""

    title: str
    rows: Iterable[LeafRow]


def write_leaves(file: IO[bytes], leaves: Iterable[Leaf]) -> None:
    """Write an Excel file into `file`, one sheet for each of `leaves`; a name used before gets a number.

    Row by row, so that the forms of many funds take little memory.
    """
    names: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for leaf in leaves:
            names.append(_name(leaf.title, names))
            with book.open(_part(f"xl/worksheets/sheet{len(names)}.xml"), "w") as sheet:
                _sheet(sheet, leaf.rows)
        for name, words in _frame(names).items():
            book.writestr(_part(name), HEAD + words)


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _name(title: str, taken: Sequence[str]) -> str:
    """Give a name that no other sheet has, however its letters are written."""
    used = {name.lower() for name in taken}
    name = sheet_name(title) or f"Sheet{len(taken) + 1}"
    while name.lower() in used:
        name = f"{name[:27]} {len(taken)}"
    return name


def _sheet(sheet: IO[bytes], rows: Iterable[LeafRow]) -> None:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(WIDTHS, start=1)
    )
    lines = [f'{HEAD}<worksheet xmlns="{MAIN}"><cols>{widths}</cols><sheetData>']
    for number, row in enumerate(rows, start=1):
        cells = "".join([_cell(f"{_letter(place)}{number}", value, row.bold) for place, value in enumerate(row.values)])
        if cells:
            lines.append(f'<row r="{number}">{cells}</row>')
        if len(lines) >= ROWS_AT_ONCE:
            sheet.write("".join(lines).encode())
            lines = []
    sheet.write(("".join(lines) + "</sheetData></worksheet>").encode())


_letter = lru_cache(letter)


def _cell(place: str, value: Value, bold: bool) -> str:
    if isinstance(value, str):
        style = STYLES["words"][bold]
        return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_words(value)}</is></c>' if value else ""
    if value is None:
        return ""
    style = STYLES["baht" if isinstance(value, Decimal) else "count"][bold]
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


@lru_cache(maxsize=2000)  # the words of a form stand on the form of every fund
def _words(value: str) -> str:
    words = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", value[:LONGEST_IN_EXCEL]))
    return f'<t xml:space="preserve">{escape(words, quote=False)}</t>'


def _frame(names: Sequence[str]) -> dict[str, str]:
    """Give the parts that say which sheets there are and how their cells look."""
    numbers = range(1, len(names) + 1)
    listed = [f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)]
    joined = [_relation(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    kinds = [_override(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(listed)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(*joined, _relation("styles", "styles", "styles.xml")),
        "xl/styles.xml": _styles(),
        "_rels/.rels": _relations(_relation("rId1", "officeDocument", "xl/workbook.xml")),
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join([_override("/xl/workbook.xml", "sheet.main"), _override("/xl/styles.xml", "styles"), *kinds])
        + "</Types>",
    }


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{KINDS}.{kind}+xml"/>'


def _styles() -> str:
    """Give the looks that STYLES counts, behind the one that is nobody's."""
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    looks = "".join(
        f'<xf numFmtId="{number}" fontId="{bold}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'applyAlignment="1"><alignment vertical="top" wrapText="{int(kind == "words")}"/></xf>'
        for kind, number in FORMATS.items()
        for bold in (0, 1)
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain}</cellStyleXfs>'
        f'<cellXfs count="{1 + 2 * len(FORMATS)}">{plain}{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
