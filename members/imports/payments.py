"""What a file of contributions may hold: a column for each month, or a row for each payment; and each payment in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Plan
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.sheets import Cell, Column, Grid, Layout, Row

from . import finding, months
from .columns import EARLIEST_JOIN, EXAMPLE, once
from .finding import Register, Spell
from .understood import Found, Note, fault

MOST_PAYMENTS = 120_000
LABELS: Mapping[str, Any] = {
    **finding.LABELS,
    "on": gettext_lazy("Paid on"),
    "amount": gettext_lazy("Contribution (baht)"),
    "entry_fee": gettext_lazy("Entry fee (baht)"),
    "month": gettext_lazy("For the month"),
    "covers_from": gettext_lazy("Covers from"),
    "covers_until": gettext_lazy("Covers until"),
    "book": gettext_lazy("Book of receipts"),
    "paper": gettext_lazy("Number of the paper receipt"),
}
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "on": ("วันที่ส่ง", "วันที่ส่งเงิน", "วันที่จ่าย", "วันที่ชำระ", "วันที่รับเงิน", "วันที่", "ว/ด/ป", "ว.ด.ป.", "วันเดือนปี",
           "วัน เดือน ปี", "ส่งเมื่อ", "paid on", "date"),
    "amount": ("จำนวนเงิน", "เงินสัจจะ", "เงินสัจจะ (บาท)", "ยอดเงิน", "จำนวน", "จำนวนเงินสัจจะ", "เงินสมทบสมาชิก", "ยอดส่ง",
               "บาท", "amount", "contribution"),
    "entry_fee": ("ค่าแรกเข้า", "ค่าสมัคร", "ค่าธรรมเนียมแรกเข้า", "ค่าธรรมเนียม", "entry fee"),
    "month": ("งวด", "งวดเดือน", "ประจำเดือน", "เดือน", "ของเดือน", "month"),
    "covers_from": ("ตั้งแต่วันที่", "ตั้งแต่", "เริ่มวันที่", "covers from", "from"),
    "covers_until": ("ถึงวันที่", "ถึง", "ส่งถึงวันที่", "ส่งถึง", "ชำระถึง", "covers until", "until"),
    "book": ("เล่มที่", "เล่ม", "ใบเสร็จเล่มที่", "book"),
    "paper": ("เลขที่ใบเสร็จ", "ใบเสร็จเลขที่", "ใบเสร็จ", "เลขใบเสร็จ", "เล่มที่/เลขที่", "เลขที่ใบเสร็จรับเงิน",
              "receipt no", "receipt"),
}  # fmt: skip
EXAMPLE_ROW: Mapping[str, str] = {
    "number": "1", "name": f"นางสมหญิง ใจดี {EXAMPLE}", "on": "5/1/2566", "amount": "30", "month": "ม.ค. 66",
    "entry_fee": "", "book": "3", "paper": "127",
}  # fmt: skip
# What registers write where a month was not paid, and where it was paid without saying how much.
UNPAID = {"-", "–", "—", "x", "X", "ขาด", "ขาดส่ง", "0", "๐", "ค้าง"}
TICKS = {"/", "✓", "✔", "√", "ส่ง", "จ่าย", "จ่ายแล้ว", "ส่งแล้ว"}
TICK = Decimal(-1)
ACROSS = "month:"
# What the rules ask of a plan on a day, in baht; None where they do not say.
Rate = Callable[[str, date], Decimal | None]


@dataclass(slots=True)
class Payment:
    """One contribution or entry fee as it was understood; `by_month` where only its month is known, not its day.

    `covers_from` and `covers_until` are empty until they are reckoned, and stay so for what covers no days.
    """

    row: int
    column: str
    spell: Spell
    on: date
    amount: Decimal
    is_entry_fee: bool = False
    by_month: date | None = None
    covers_from: date | None = None
    covers_until: date | None = None
    paper: str = ""
    is_before: bool = False

    @property
    def name(self) -> str:
        return self.spell.name


@dataclass(slots=True)
class Paid(Found[Payment]):
    """What a file of contributions says: `before` baht are in the opening balance already, `after` are new money."""

    opened_on: date | None = None
    years: tuple[str, ...] = ()

    @property
    def before(self) -> Decimal:
        return sum((each.amount for each in self.entries if each.is_before), ZERO)

    @property
    def after(self) -> Decimal:
        return sum((each.amount for each in self.entries if not each.is_before), ZERO)

    @property
    def members(self) -> int:
        return len({each.spell.person for each in self.entries})


def columns(today: date) -> tuple[Column, ...]:
    """Give the columns that a file of contributions may have, without its months."""
    day = sheets.day(today=today, earliest=EARLIEST_JOIN)
    later = sheets.day(today=today, earliest=EARLIEST_JOIN, allow_future=True)
    readers: Mapping[str, Callable[[Cell], Any]] = {
        "on": day, "amount": sheets.baht(allow_zero=True), "entry_fee": sheets.baht(allow_zero=True), "month": _month,
        "covers_from": later, "covers_until": later, "book": sheets.text(longest=20), "paper": sheets.text(longest=40),
    }  # fmt: skip
    own = tuple(Column(name, LABELS[name], once(read), KNOWN_AS[name]) for name, read in readers.items())
    return (*finding.columns(once), *own)


def _month(cell: Cell) -> date:
    if found := months.month_of(sheets.shown(cell)):
        return found
    raise sheets.CellNotUnderstood(_("Type the month and the year, for example ม.ค. 2566."))


def _of_month(cell: Cell) -> Decimal | None:
    """Read a cell of a month: baht, a tick for what the rules ask, or nothing."""
    words = sheets.shown(cell).strip()
    if words in UNPAID:
        return None
    if words in TICKS:
        return TICK
    found: Decimal | None = sheets.baht(allow_zero=True)(cell)
    return found or None


def lay_out(
    grid: Grid, today: date, labels: Mapping[str, str] | None, year: int | None
) -> tuple[Layout, tuple[Column, ...], bool]:
    """Find the columns, and those of months among them; say too whether months stand there of which no year is known.

    `year` (of ค.ศ.) is that of months without one; where it is not given, a year in the title above the table is.
    """
    wanted = columns(today)
    layout = sheets.lay_out(grid, wanted, labels=labels)
    if not layout.row or ("amount" in layout.places and "on" in layout.places):
        return layout, wanted, False
    above = " ".join(sheets.shown(cell) for row in grid.rows[: layout.row - 1] for cell in row)
    year = year or months.year_in(f"{above} {grid.sheet}")
    places, across, is_unclear = dict(layout.places), [], False
    for index, label in enumerate(layout.labels):
        if index in layout.places.values():
            continue
        if month := months.month_of(label, year=year):
            name = f"{ACROSS}{month.isoformat()}"
            if name not in places:
                places[name] = index
                across.append(Column(name, label, once(_of_month)))
        elif months.names_month(label):
            is_unclear = True
    if not across:
        return layout, wanted, is_unclear
    places.pop("amount", None)
    return replace(layout, places=places), (*wanted, *across), is_unclear


def is_wide(layout: Layout) -> bool:
    return any(name.startswith(ACROSS) for name in layout.places)


def payments_of(row: Row, register: Register, found: Paid, today: date, rate: Rate) -> Iterator[Payment]:
    """Give what one row says was paid. `rate` gives what the rules ask, for months that are ticked."""
    cells = row.cells
    if EXAMPLE in f"{cells.get('name')} {cells.get('last_name')}":
        found.left_out.append((row.number, str(cells.get("name") or cells.get("last_name"))))
        return
    fee, paper = cells.get("entry_fee") or ZERO, "/".join(filter(None, (cells.get("book"), cells.get("paper"))))
    given = [(name, cells[name]) for name in cells if name.startswith(ACROSS) and cells[name]]
    if not given and not fee and not cells.get("amount"):
        if not is_wide(found.layout):
            fault(found, row.number, "amount", "", _("Nothing stands here. Type the baht that were paid."))
        return
    spells = register.of(row.number, cells, found)
    if not spells:
        return
    for name, amount in given:
        yield from _across(row.number, name, amount, spells, found, today, rate)
    on = cells.get("on")
    if fee and not on:
        on = spells[-1].joined_on
    if not on and (month := cells.get("month")):
        on = _day_in(month, spells, today)
    if (fee or cells.get("amount")) and not on:
        fault(found, row.number, "on", "", _("Nothing stands here. Type the day on which it was paid."))
        return
    for amount, is_fee in ((fee, True), (cells.get("amount") or ZERO, False)):
        if not amount or not on:
            continue
        spell = finding.spell_on(spells, on)
        if spell is None:
            fault(found, row.number, "on", thai.typed_date(on), finding.when(spells))
            return
        column = "entry_fee" if is_fee else "amount"
        payment = Payment(
            row.number, column, spell, on, amount, is_fee, None if is_fee else cells.get("month"), paper=paper
        )
        if not is_fee:
            payment.covers_from, payment.covers_until = cells.get("covers_from"), cells.get("covers_until")
            first, last = payment.covers_from, payment.covers_until
            if (first and not last) or (first and last and last < first):
                column = "covers_until" if "covers_until" in found.layout.places else "covers_from"
                fault(
                    found, row.number, column, thai.typed_date(last or first), _("The last day comes before the first.")
                )
                return
        yield payment


def _across(
    row: int, name: str, amount: Decimal, spells: Sequence[Spell], found: Paid, today: date,
    rate: Rate,
) -> Iterator[Payment]:  # fmt: skip
    month = date.fromisoformat(name.removeprefix(ACROSS))
    on = _day_in(month, spells, today)
    spell = finding.spell_on(spells, on)
    if spell is None:
        fault(found, row, name, "" if amount == TICK else f"{amount}", finding.when(spells))
        return
    if amount == TICK:
        asked = rate(Plan.MONTHLY, on)
        if asked is None:
            fault(found, row, name, "✓", _("The rules do not say how much that is. Type the baht."))
            return
        amount = asked
    yield Payment(row, name, spell, on, amount, by_month=month)


def _day_in(month: date, spells: Sequence[Spell], today: date) -> date:
    """Choose the day of a payment of which only the month is known: its last, on which the member was still one."""
    last = min(months.last_day(month), today)
    for spell in spells:
        if spell.is_active(last):
            return last
        if spell.ended_on and month <= spell.ended_on <= last and spell.joined_on < spell.ended_on:
            return max(spell.ended_on - months.DAY, spell.joined_on)
    return last


def note(payment: Payment, words: str) -> Note:
    return Note(payment.row, payment.name, words)
