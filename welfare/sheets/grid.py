"""A file of rows, opened: Excel or CSV, whatever its letters and separators, as the cells that stand in it."""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from welfare.later import Later

from .cells import Cell, is_blank

if TYPE_CHECKING:
    import python_calamine as calamine
else:
    calamine = Later("python_calamine")

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 60_000
ZIP, OLD_EXCEL = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
# A cell this far out makes a reader fill everything before it with empty cells.
_FAR_OUT = re.compile(rb"""\br=["'](?:[A-Z]{3}|[A-Z]*\d{6})""")
_WEB_PAGE = re.compile(rb"^[\s\xef\xbb\xbf]*<(!doctype|html|table|meta|head)", re.IGNORECASE)
SEPARATORS = ",;\t|"


class NotReadable(ValueError):
    """The file is no sheet that can be read; `reason` says why and how to mend it, in the reader's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet: `rows[0]` is row 1 of the file. `others` names filled sheets that were not read."""

    rows: list[tuple[Cell, ...]]
    sheet: str = ""
    others: tuple[str, ...] = ()


def letter(index: int) -> str:
    """Name a column as a spreadsheet does: 0 → A, 26 → AA."""
    name, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(65 + rest) + name
    return name


def open_file(content: bytes) -> Grid:
    """Open an Excel or CSV file by what is in it, not by its name.

    Excel: the first visible sheet that holds anything. CSV: UTF-8 with or without a mark, UTF-16 with one, else
    Thai Windows; the separator is the one that gives the steadiest rows. Raises NotReadable.
    """
    if not content.strip():
        raise NotReadable(_("This file is empty."))
    if len(content) > LARGEST_FILE:
        raise NotReadable(_("This file is too large: at most %(limit)s MB.") % {"limit": LARGEST_FILE // 1024**2})
    if _WEB_PAGE.match(content):
        raise NotReadable(
            _("This is a web page under the name of an Excel file. Open it in Excel, save it as .xlsx and choose that.")
        )
    grid = _excel(content) if content.startswith((ZIP, OLD_EXCEL)) else Grid(list(_csv(_letters(content))))
    if not grid.rows:
        raise NotReadable(_("There is nothing in this file."))
    if len(grid.rows) > MOST_ROWS:
        raise NotReadable(_("This file has too many rows: at most %(limit)s.") % {"limit": f"{MOST_ROWS:,}"})
    return grid


# Excel.


def _excel(content: bytes) -> Grid:
    if content.startswith(ZIP):
        _refuse_bombs(content)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            filled: list[tuple[str, list[tuple[Cell, ...]]]] = []
            others = []
            for about in book.sheets_metadata:
                if about.typ != calamine.SheetTypeEnum.WorkSheet or about.visible != calamine.SheetVisibleEnum.Visible:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                if not sheet.height:
                    continue
                if filled:
                    others.append(about.name)
                elif rows := _trimmed(sheet.to_python(skip_empty_area=False)):
                    filled.append((about.name, rows))
    except calamine.PasswordError:
        raise NotReadable(_("This Excel file has a password. Save it without one and choose it again.")) from None
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise NotReadable(_("This file cannot be read. Save it as .xlsx or as CSV UTF-8 and choose that.")) from problem
    return Grid(filled[0][1], filled[0][0], tuple(others)) if filled else Grid([])


def _refuse_bombs(content: bytes) -> None:
    """Refuse a small file that would unpack into more than the machine holds."""
    too_much = NotReadable(
        _("This sheet is too large. Delete what stands far below and to the right of the table, then save it again.")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise too_much
            sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
            if any(_FAR_OUT.search(packed.read(name)) for name in sheets):
                raise too_much
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
        raise NotReadable(_("This file is damaged and cannot be read. Save it anew and choose it again.")) from problem


# CSV.


def _letters(content: bytes) -> str:
    """Turn bytes into letters. Raises NotReadable when no Thai file looks like this."""
    if content.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "cp874"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotReadable(_("This is not an Excel or CSV file. Save it as .xlsx or as CSV UTF-8 and choose that."))


def _csv(text: str) -> Iterator[tuple[Cell, ...]]:
    named = re.match(r"sep=(.)\r?\n", text, flags=re.IGNORECASE)
    separator = named[1] if named else _separator(text)
    if named:
        text = text[named.end() :]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise NotReadable(_("This file is damaged and cannot be read. Save it anew and choose it again.")) from problem
    return iter(_trimmed(([()] if named else []) + [tuple(row) for row in rows]))


def _separator(text: str) -> str:
    """Choose the separator that gives the most rows of one width; of equals, the widest."""

    def steadiness(separator: str) -> tuple[int, int]:
        sample = io.StringIO("\n".join(text.splitlines()[:200]))
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return count, width

    return max(SEPARATORS, key=steadiness)


def _trimmed(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Leave out empty rows at the end and empty cells at the end of a row; what comes before keeps its place."""
    kept = []
    for row in rows:
        width = len(row)
        while width and is_blank(row[width - 1]):
            width -= 1
        kept.append(tuple(row[:width]))
    while kept and not kept[-1]:
        kept.pop()
    return kept
