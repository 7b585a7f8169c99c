"""A fund whose books hold something of everything."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import accounts, ledger
from funds.models import AccountKind, Category, Cost
from tests.factories import JAN_2560, MAY_DAY, cash_of, give
from tests.funds.moving import income, spend


@pytest.fixture
def busy(fund, treasurer):
    """A fund that brought 1,000 baht into 2561 and moved money of every kind in it."""
    give(fund, "1000.00", by=treasurer, on=JAN_2560)
    income(fund, "members", "365.25", by=treasurer)
    income(fund, "state_match", "730", by=treasurer)
    income(fund, "organisations", "40", by=treasurer)
    bank = ledger.account(fund, AccountKind.BANK)
    income(fund, "interest", "1.75", by=treasurer, into=bank)
    ledger.post(key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal(500), on=MAY_DAY, by=treasurer)
    shop = accounts.open_account(fund, kind=AccountKind.INVESTMENT, name="หุ้นร้านค้าชุมชน", by=treasurer)
    ledger.post(key=uuid4(), debit=shop, credit=bank, amount=Decimal(100), on=MAY_DAY, by=treasurer)
    spend(fund, AccountKind.BENEFIT, Category.ILLNESS, "300", by=treasurer)
    spend(fund, AccountKind.BENEFIT, Category.DISASTER, "200", by=treasurer, outsiders=True)
    spend(fund, AccountKind.COST, Cost.PAPER, "37.50", by=treasurer)
    _voucher, wrong = spend(fund, AccountKind.COST, Cost.WAGES, "10", by=treasurer)
    ledger.reverse(wrong, key=uuid4(), on=date(2018, 5, 2), by=treasurer, reason="ผิด")
    income(fund, "donation", "99", by=treasurer, on=date(2019, 1, 1))
    return fund
