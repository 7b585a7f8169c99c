"""Files of contributions, read and taken in, and what the books say after it."""

from decimal import Decimal
from uuid import uuid4

from funds import books as fund_books
from funds.models import Account
from members import books
from members.imports import contributing, paying_in, reversing
from tests.factories import AUGUST, cash_of
from welfare import trail
from welfare.money import ZERO

from .sheets_of_paper import grid

ROWS = ("เลขที่สมาชิก", "ชื่อ-สกุล", "วันที่ส่ง", "จำนวนเงิน", "ใบเสร็จเลขที่")


def understand(fund, rows, headings=ROWS, **more):
    return contributing.understand(fund, grid(rows, headings), today=AUGUST, **more)


def take(fund, rows, by, headings=ROWS, *, key=None, sha256="a" * 64, **more):
    return paying_in.take_in(
        fund, grid(rows, headings), key=key or uuid4(), file_name="สัจจะ.xlsx", sha256=sha256, today=AUGUST, by=by,
        into=cash_of(fund), **more,
    )  # fmt: skip


def back(done, by, key=None):
    return reversing.take_back(done, key=key or uuid4(), reason="ผิดไฟล์", on=AUGUST, by=by)


def faults(fund):
    return fund_books.faults(fund.province) + books.faults(fund.province) + list(trail.faults())


def balances(fund):
    """Give the baht of each kind of account, as its books say them."""
    found: dict[str, Decimal] = {}
    for account in Account.objects.of(fund):
        found[account.kind] = found.get(account.kind, ZERO) + account.balance
    return {kind: baht for kind, baht in found.items() if baht}


def kept(fund):
    return {
        (row.measure, row.span, row.start.isoformat(), row.line): (row.count, row.amount)
        for row in fund.totals.exclude(count=0, amount=0)
    }


def paid(found):
    return [(each.row, each.on, each.amount, each.covers_from, each.covers_until) for each in found.entries]
