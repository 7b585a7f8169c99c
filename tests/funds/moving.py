"""Money in and out of a fund, in the fewest words."""

from decimal import Decimal
from uuid import uuid4

from funds import ledger
from funds.models import AccountKind
from tests.factories import MAY_DAY, cash_of


def income(fund, source, amount, *, by, on=MAY_DAY, into=None, round=0):
    line = ledger.account(fund, AccountKind.INCOME, source, round=round)
    ledger.receive(
        fund, key=uuid4(), payer="ผู้จ่าย", lines=[(line, Decimal(amount))], into=into or cash_of(fund), on=on, by=by
    )


def spend(fund, kind, line, amount, *, by, on=MAY_DAY, outsiders=False):
    costs = ledger.account(fund, kind, line, outsiders=outsiders)
    return ledger.pay_out(
        fund, key=uuid4(), payee="ผู้รับ", purpose="จ่าย", costs=costs, amount=Decimal(amount), cash=cash_of(fund), on=on,
        by=by,
    )  # fmt: skip
