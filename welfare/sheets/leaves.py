"""Papers as a workbook: one leaf for each, its rows as they stand on the paper, numbers that can be summed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from welfare.later import Later

from .writing import LONGEST_IN_EXCEL, sheet_name

if TYPE_CHECKING:
    import xlsxwriter
else:
    xlsxwriter = Later("xlsxwriter")

# Words, a count (int), an amount in baht (Decimal), or nothing.
Value = str | int | Decimal | None
WIDTHS = (52, 18, 18, 18, 18)


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
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    shapes = {
        (kind, bold): book.add_format(
            {"num_format": number, "bold": bold, "valign": "top", "text_wrap": kind == "words"}
        )
        for kind, number in (("words", "@"), ("count", "#,##0"), ("baht", "#,##0.00"))
        for bold in (False, True)
    }
    names: set[str] = set()
    for leaf in leaves:
        name = sheet_name(leaf.title)
        while name.lower() in names:
            name = f"{name[:27]} {len(names)}"
        names.add(name.lower())
        sheet = book.add_worksheet(name or None)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(leaf.rows):
            for column, value in enumerate(row.values):
                if isinstance(value, Decimal):
                    sheet.write_number(number, column, value, shapes["baht", row.bold])
                elif isinstance(value, int):
                    sheet.write_number(number, column, value, shapes["count", row.bold])
                elif value:
                    sheet.write_string(number, column, value[:LONGEST_IN_EXCEL], shapes["words", row.bold])
    book.close()
