"""Registers as villages keep them, written as files."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from tests.factories import citizen_id
from welfare.sheets import Grid, open_file

HEADINGS = ("เลขที่สมาชิก", "ชื่อ - สกุล", "เลขบัตรประชาชน", "ว/ด/ป เกิด", "บ้านเลขที่", "หมู่ที่", "วันที่สมัคร", "ศูนย์",
            "ผู้รับผลประโยชน์", "ความสัมพันธ์")  # fmt: skip


def line(number: Any, name: str, *, born: Any = "1/5/2503", joined: Any = "15/1/2560", card: Any = None, branch="",
         heir="นายสมชาย ใจดี", relation="สามี") -> tuple[Any, ...]:  # fmt: skip
    """Give one row of the paper; without `card` a citizen ID of its own."""
    return number, name, citizen_id() if card is None else card, born, "12/3", 4, joined, branch, heir, relation


def csv(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, above=(), encoding="utf-8") -> bytes:
    return "\n".join(",".join(str(cell) for cell in row) for row in (*above, headings, *rows)).encode(encoding)


def xlsx(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, title: str = "") -> bytes:
    """Write an Excel file; `title` stands on top in merged cells, and days are days of Excel."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "d/m/yyyy"})
    sheet = book.add_worksheet("ทะเบียน")
    first = 0
    if title:
        sheet.merge_range(0, 0, 1, len(headings) - 1, title)
        first = 3
    for place, row in enumerate((headings, *rows), start=first):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    book.close()
    return file.getvalue()


def grid(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> Grid:
    return open_file(csv(rows, headings))
