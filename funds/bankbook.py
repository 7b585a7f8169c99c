"""A bank's file read as the lines of its book, oldest first, whatever the bank calls its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import sheets
from welfare.money import ZERO
from welfare.sheets import Column, Fault, Grid, Layout

# No account of a community welfare fund is older than the first of these funds, so a year written 25 is 2025 (2568).
# Source: the pilots of 2548 (2005).
EARLIEST = date(2005, 1, 1)
MOST_LINES = 3000
LONGEST_TEXT = 300
MONEY_COLUMNS = ("amount_in", "amount_out", "amount")

LABELS: Mapping[str, Any] = {
    "on": gettext_lazy("Date"),
    "amount_in": gettext_lazy("Money put in"),
    "amount_out": gettext_lazy("Money taken out"),
    "amount": gettext_lazy("Amount with its sign"),
    "balance": gettext_lazy("Balance"),
    "text": gettext_lazy("What it is"),
    "details": gettext_lazy("Details"),
}
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "on": (
        "วันที่", "วันที่ทำรายการ", "วันทำรายการ", "วันที่รายการ", "วันเดือนปี", "ว/ด/ป", "วัน/เดือน/ปี", "วันที่/เวลา", "วันที่มีผล",
        "date", "transaction date", "tran date", "trans date", "posting date", "date/time", "effective date",
    ),
    "amount_in": (
        "ฝาก", "ฝากเงิน", "เงินฝาก", "เงินเข้า", "ยอดฝาก", "รายการฝาก", "จำนวนเงินฝาก", "จำนวนเงินเข้า", "รับ", "รับเข้า",
        "เครดิต", "deposit", "deposits", "deposit amount", "credit", "credit amount", "money in", "paid in", "cr",
    ),
    "amount_out": (
        "ถอน", "ถอนเงิน", "เงินถอน", "เงินออก", "ยอดถอน", "รายการถอน", "จำนวนเงินถอน", "จำนวนเงินออก", "หักบัญชี", "จ่าย",
        "เดบิต", "withdrawal", "withdrawals", "withdraw", "withdrawal amount", "debit", "debit amount", "money out",
        "taken out", "dr",
    ),
    "amount": ("จำนวนเงิน", "จำนวน", "ยอดเงิน", "amount", "transaction amount", "amount with its sign"),
    "balance": (
        "คงเหลือ", "ยอดคงเหลือ", "เงินคงเหลือ", "ยอดเงินคงเหลือ", "จำนวนเงินคงเหลือ", "balance", "outstanding balance",
        "ledger balance", "available balance", "running balance",
    ),
    "text": (
        "รายการ", "ประเภทรายการ", "คำอธิบาย", "คำอธิบายรายการ", "รหัสรายการ", "description", "transaction", "descriptions",
        "transaction description", "transaction type", "type", "code", "what it is", "particulars",
    ),
    "details": (
        "รายละเอียด", "หมายเหตุ", "บันทึกช่วยจำ", "รายละเอียดรายการ", "details", "detail", "note", "remark", "remarks",
        "memo", "reference",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One movement as the bank wrote it: `amount` baht in (positive) or out; `row` is its row in the file."""

    row: int
    on: date
    amount: Decimal
    balance: Decimal | None = None
    text: str = ""

    @property
    def is_in(self) -> bool:
        return self.amount > 0

    @property
    def taken_out(self) -> Decimal:
        """The baht that went out, as a number above zero."""
        return -self.amount

    @property
    def same(self) -> tuple[date, Decimal, Decimal | None, str]:
        """What two lines have alike when they are the same movement in two files."""
        return self.on, self.amount, self.balance, self.text


@dataclass(frozen=True, slots=True)
class Book:
    """What a file says: its lines oldest first, every fault, rows left out, and where balances do not follow.

    `missing` names columns that must be chosen first. `breaks` are lines whose balance is not the one before it
    plus the amount: a sign or a column is then read wrongly, or lines are missing.
    """

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    breaks: list[Line] = field(default_factory=list)
    missing: tuple[str, ...] = ()


def columns(today: date) -> tuple[Column, ...]:
    """Give the columns that a bank's file may have."""
    money = sheets.baht(signed=True, allow_zero=True)
    readers = {"on": sheets.day(today=today, earliest=EARLIEST), "text": sheets.text(), "details": sheets.text()}
    return tuple(
        Column(name, str(label), readers.get(name, money), KNOWN_AS[name], is_required=name == "on")
        for name, label in LABELS.items()
    )


def read(grid: Grid, *, today: date, labels: Mapping[str, str] | None = None) -> tuple[Layout, Book]:
    """Read a bank's file; `labels` says which column of the file holds what, where that was chosen."""
    wanted = columns(today)
    layout = sheets.lay_out(grid, wanted, labels=labels)
    places = dict(layout.places)
    if "amount_in" in places or "amount_out" in places:
        places.pop("amount", None)
    layout = Layout(layout.row, layout.labels, places)
    missing = tuple(name for name in ("on",) if name not in places)
    if not any(name in places for name in MONEY_COLUMNS):
        missing += ("amount",)
    if missing:
        return layout, Book(missing=missing)
    grid, quiet = _without_quiet_rows(grid, layout)
    reading = sheets.read(grid, wanted, layout)
    faults, lines = list(reading.faults), []
    for row in reading.rows:
        into, out = row.cells.get("amount_in") or ZERO, row.cells.get("amount_out") or ZERO
        if into and out:
            where = sheets.place(layout, places["amount_out"])
            faults.append(Fault(row.number, where, sheets.shown(float(out)), _("This row has money both in and out.")))
            continue
        words = (row.cells.get(name) for name in ("text", "details"))
        lines.append(
            Line(
                row.number, row.cells["on"], row.cells.get("amount") or (into - abs(out)), row.cells.get("balance"),
                " · ".join(each for each in words if each)[:LONGEST_TEXT],
            )
        )  # fmt: skip
    if len(lines) > MOST_LINES:
        too_many = _("At most %(limit)s lines at a time: divide the file by months.") % {"limit": f"{MOST_LINES:,}"}
        faults.append(Fault(lines[MOST_LINES].row, "", "", too_many))
    lines = oldest_first(lines)
    left_out = sorted(reading.left_out + quiet)
    return layout, Book(lines, sorted(faults, key=lambda fault: fault.row), left_out, breaks(lines))


def _without_quiet_rows(grid: Grid, layout: Layout) -> tuple[Grid, list[tuple[int, str]]]:
    """Empty the rows in which no money moves, such as a balance brought forward or words below the table."""
    money = [layout.places[name] for name in MONEY_COLUMNS if name in layout.places]
    rows, quiet = list(grid.rows), []
    for index in range(layout.row, len(rows)):
        row = rows[index]
        if row and not any(_moves(row[place]) for place in money if place < len(row)):
            quiet.append((index + 1, " · ".join(sheets.shown(cell) for cell in row if not sheets.is_blank(cell))))
            rows[index] = ()
    return Grid(rows, grid.sheet, grid.others), quiet


def _moves(cell: sheets.Cell) -> bool:
    return sheets.shown(cell).strip(" -–—0.,") != ""


def oldest_first(lines: Sequence[Line]) -> list[Line]:
    """Put lines in the order in which they happened, from a file that begins with the latest or with the oldest."""
    forwards, backwards = list(lines), list(reversed(lines))
    if not lines or lines[0].on < lines[-1].on:
        turned = False
    else:
        turned = lines[0].on > lines[-1].on or len(breaks(backwards)) < len(breaks(forwards))
    return sorted(backwards if turned else forwards, key=lambda line: line.on)


def breaks(lines: Sequence[Line]) -> list[Line]:
    """Give the lines whose balance is not that of the line before plus their own amount."""
    return [
        line
        for before, line in pairwise(lines)
        if before.balance is not None and line.balance is not None and before.balance + line.amount != line.balance
    ]
