"""Files of welfare that was paid on paper, read and taken in."""

from uuid import uuid4

from members.imports import helping, paying_out
from tests.factories import AUGUST

from .sheets_of_paper import grid

ROWS = ("เลขที่สมาชิก", "ชื่อ-สกุล", "ประเภทสวัสดิการ", "วันที่เกิดเหตุ", "จำนวนคืน", "วันที่จ่าย", "จำนวนเงิน", "ใบสำคัญเลขที่", "มติ")


def row(
    kind="นอนโรงพยาบาล",
    happened="3/2/2561",
    nights="",
    paid="10/2/2561",
    amount="200",
    *,
    number=1,
    name="",
    paper="",
    by="",
):
    return number, name, kind, happened, nights, paid, amount, paper, by


def understand(fund, rows):
    return helping.understand(fund, grid(rows, ROWS), today=AUGUST)


def take(fund, rows, by, *, key=None, sha256="a" * 64):
    return paying_out.take_in(
        fund, grid(rows, ROWS), key=key or uuid4(), file_name="สวัสดิการ.xlsx", sha256=sha256, today=AUGUST, by=by,
        source="สมุดจ่ายสวัสดิการ เล่ม 1",
    )  # fmt: skip
