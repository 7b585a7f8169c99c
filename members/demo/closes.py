"""What the committees did with finished books: cash counted, months closed, last year's statement made final."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from funds import closing, counting, in_kind, months, statements
from funds.models import Account, AccountKind, Fund, Source
from welfare.models import User
from welfare.money import to_satang

from .plan import LAST_DAY, SILENT_AFTER

CLOSED = date(2018, 7, 1)
CLOSED_LATE = date(2018, 4, 1)  # where the treasurer is behind
LAST_YEAR = date(2017, 1, 1), date(2017, 12, 31)
GIVEN = (
    ("ห้องประชุมสำหรับประชุมใหญ่สามัญประจำปี", Decimal(3000)), ("เจ้าหน้าที่ช่วยจัดทำทะเบียนสมาชิก", Decimal(0)),
    ("รถรับส่งกรรมการไปประชุมเครือข่ายจังหวัด", Decimal(1800)), ("ตู้เก็บเอกสารและเครื่องพิมพ์", Decimal(6500)),
)  # fmt: skip


def close(fund: Fund, by: User) -> None:
    """Count the cash, close the months, make the statement of last year final, write down help in kind."""
    key = uuid5(UUID(int=0), fund.code)
    month = CLOSED_LATE if fund.position % 6 == 5 or fund.code in SILENT_AFTER else CLOSED
    on = months.following(month).replace(day=5)
    for box in Account.objects.of(fund).filter(kind=AccountKind.CASH):
        last = months.last_day(month)
        pieces = _pieces(counting.book_balance(box, last))
        counting.count_cash(box, key=uuid5(key, f"count {box.pk}"), pieces=pieces, on=last, by=by)
    found = {
        place.account.pk: closing.Found(place.book, "เศษสตางค์ไม่ได้นับ") for place in counting.places(fund, month, on=on)
    }
    closing.close_month(fund, month, key=uuid5(key, "close"), found=found, on=on, by=by, with_earlier=True)
    if month == CLOSED:  # who is late with the months is late with the statement
        statements.freeze(fund, *LAST_YEAR, key=uuid5(key, "statement"), by=by)
    for number, (what, worth) in enumerate(GIVEN):
        given_on = date(LAST_DAY.year - number // 2, 5 - number, 10 + fund.position % 15)
        in_kind.record(
            fund, key=uuid5(key, what), source=Source.LAO, giver=fund.authority_th, what=what, worth=worth, on=given_on,
            by=by,
        )  # fmt: skip


def _pieces(baht: Decimal) -> Mapping[int, int]:
    """Give the notes and coins that `baht` would lie in, the largest first; single satang are left out."""
    satang, found = to_satang(baht), {}
    for value in counting.PIECES:
        found[value], satang = divmod(satang, value)
    return {value: count for value, count in found.items() if count}
