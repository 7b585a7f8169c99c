"""A process killed between any two statements of a posting leaves all of it, or nothing."""

import os
import signal
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from funds import books, closing, counting, ledger
from funds.models import (
    Account,
    AccountKind,
    CashCount,
    Category,
    Correction,
    CorrectionDecision,
    FundTotal,
    MonthClose,
    ProvinceTotal,
    Receipt,
    Series,
    Transfer,
    Voucher,
)
from members import corrections
from tests.factories import JAN_2560, cash_of, give
from tests.killing import in_a_process_of_its_own
from welfare.models import LogEntry

pytestmark = pytest.mark.django_db(transaction=True)

KEY = UUID(int=7)
TABLES = (
    Account, CashCount, Correction, CorrectionDecision, FundTotal,
    LogEntry, MonthClose, ProvinceTotal, Receipt, Series, Transfer, Voucher,
)  # fmt: skip


def state():
    """Give every row of the books."""
    return {model.__name__: sorted(map(str, model.objects.values())) for model in TABLES}


def post(fund, by):
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(key=KEY, debit=bank, credit=cash_of(fund), amount=Decimal(40), on=JAN_2560, by=by)


def receive(fund, by):
    lines = [(ledger.account(fund, AccountKind.INCOME, source), Decimal(30)) for source in ("members", "entry_fee")]
    ledger.receive(fund, key=KEY, payer="นางสมหญิง ใจดี", lines=lines, into=cash_of(fund), on=JAN_2560, by=by)


def pay_out(fund, by):
    ledger.pay_out(
        fund, key=KEY, payee="นางสมหญิง ใจดี", purpose="เจ็บป่วย",
        costs=ledger.account(fund, AccountKind.BENEFIT, Category.ILLNESS), amount=Decimal(25), cash=cash_of(fund),
        on=JAN_2560, by=by,
    )  # fmt: skip


def close_month(fund, by):
    bank = ledger.account(fund, AccountKind.BANK)
    closing.close_month(
        fund, date(2017, 3, 1), key=KEY, found={bank.pk: closing.Found(Decimal(0))}, on=date(2017, 4, 1), by=by,
        with_earlier=True,
    )  # fmt: skip


def turn_back(fund, by):
    corrections.ask(fund, fund.receipts.get(), key=KEY, reason="ลงซ้ำ", on=JAN_2560, by=by)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes that fork")
@pytest.mark.parametrize("act", [post, receive, pay_out, close_month, turn_back])
def test_a_killed_process_leaves_all_or_nothing(act, fund, treasurer):
    give(fund, "100.00", by=treasurer)
    counting.count_cash(cash_of(fund), key=UUID(int=8), pieces={100_00: 1}, on=date(2017, 3, 31), by=treasurer)
    before, province = state(), fund.province

    statements = 0
    assert in_a_process_of_its_own(act, fund.pk, treasurer.pk, last=0) == -signal.SIGKILL
    assert state() == before
    while (ended := in_a_process_of_its_own(act, fund.pk, treasurer.pk, last=statements + 1)) == -signal.SIGKILL:
        statements += 1
        assert state() == before, f"killed before statement {statements}"

    assert ended == 0
    assert statements > 8
    after = state()
    assert after != before
    assert books.faults(province) == []
    act(fund, treasurer)
    assert state() == after
