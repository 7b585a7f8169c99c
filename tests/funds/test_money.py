"""The statement of a fund, and entries that are no contribution and no claim: read back, then saved once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from funds.models import Account, AccountKind, Fund, Receipt, Source, Transfer, Voucher
from tests.cast import signed_in
from tests.factories import MAY_DAY, cash_of, give
from tests.pages import links, tables
from welfare.models import User

JOURNAL = "/funds/rawai/journal/"
MONEY = "/funds/rawai/money/"


def bank_of(fund: Fund) -> Account:
    return ledger.account(fund, AccountKind.BANK)


@pytest.fixture
def moved(fund: Fund, treasurer: User) -> Fund:
    """Money in, most of it to the bank, and a cost."""
    give(fund, "5000.00", by=treasurer, on=date(2017, 3, 1))
    bank, paper = bank_of(fund), ledger.account(fund, AccountKind.COST, "paper")
    ledger.post(
        key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal("4000.50"), on=date(2017, 3, 2), by=treasurer
    )
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal("120.25"), cash=bank,
        on=MAY_DAY, by=treasurer,
    )  # fmt: skip
    return fund


def test_the_statement_has_two_sides_of_one_sum_on_any_day(moved, auditor):
    reader = signed_in(auditor)

    came_in, went = tables(reader.get(MONEY))
    assert (came_in[-1][1], went[-1][1]) == ("5,000.00", "5,000.00")
    assert [row[1] for row in went[1:-1]] == ["4,879.75", "999.50", "3,880.25", "120.25", "120.25"]
    came_in, went = tables(reader.get(MONEY, {"as_of": "31/12/2560"}))
    assert [row[1] for row in went[1:]] == ["5,000.00", "999.50", "4,000.50", "5,000.00"]


def test_each_line_of_the_statement_opens_into_its_rows(moved, auditor):
    addresses = links(signed_in(auditor).get(MONEY, {"as_of": "2/3/2560"}))

    assert f"{MONEY}accounts/{bank_of(moved).pk}/?first=2017-03-01&last=2017-03-02" in addresses


def test_only_who_may_enter_is_offered_to(moved, treasurer, auditor):
    entries = {f"{MONEY}income/new/", f"{MONEY}costs/new/", f"{MONEY}deposits/new/"}

    assert entries <= set(links(signed_in(treasurer).get(MONEY)))
    assert entries & set(links(signed_in(auditor).get(MONEY))) == set()


def grant(fund: Fund, **changed: str) -> dict[str, str]:
    return {
        "key": str(uuid4()), "source": Source.STATE_MATCH, "round": "๓", "amount": "๓,๖๕๐.๕๐",
        "payer": "พอช. สำนักงานภาคใต้", "into": str(bank_of(fund).pk), "on": "12 มี.ค. 2561", "note": "รอบที่ 3",
    } | changed  # fmt: skip


def test_a_grant_is_read_back_before_it_is_saved(fund, treasurer):
    page = signed_in(treasurer).post(f"{MONEY}income/new/", grant(fund))

    said = page.content.decode()
    assert page.status_code == 200
    assert [words for words in ("12 มีนาคม 2561", "3,650.50", "สามพันหกร้อยห้าสิบบาทห้าสิบสตางค์") if words not in said] == []
    assert Receipt.objects.count() == 0


def test_a_grant_that_was_read_back_is_received_once_on_a_receipt(fund, treasurer):
    reader, saved = signed_in(treasurer), grant(fund, step="save")

    answers = [reader.post(f"{MONEY}income/new/", saved) for _twice in range(2)]

    receipt = Receipt.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"/funds/rawai/receipts/{receipt.pk}/"] * 2
    assert (str(receipt), receipt.payer, receipt.amount, receipt.on, receipt.by) == (
        "1/2561", "พอช. สำนักงานภาคใต้", Decimal("3650.50"), date(2018, 3, 12), treasurer
    )  # fmt: skip
    transfer = Transfer.objects.get()
    assert (transfer.debit, transfer.credit.line, transfer.credit.round) == (bank_of(fund), Source.STATE_MATCH, 3)


def test_going_back_keeps_what_was_typed(fund, treasurer):
    page = signed_in(treasurer).post(f"{MONEY}income/new/", grant(fund, step="edit"))

    said = page.content.decode()
    assert 'value="๓,๖๕๐.๕๐"' in said
    assert 'value="12 มี.ค. 2561"' in said
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": "-5"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"on": "31/02/2568"}, "on"),
        ({"source": Source.MEMBERS}, "source"),
        ({"payer": " "}, "payer"),
        ({"into": "0"}, "into"),
        ({"round": ""}, "round"),
        ({"round": "0"}, "round"),
        ({"round": "100"}, "round"),
        ({"source": Source.LAO, "round": "2"}, "round"),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_field_and_nothing_is_saved(fund, treasurer, changed, field):
    page = signed_in(treasurer).post(f"{MONEY}income/new/", grant(fund, step="save", **changed))

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert Receipt.objects.count() == 0


def test_money_of_another_fund_cannot_be_chosen(fund, other_fund, treasurer):
    page = signed_in(treasurer).post(f"{MONEY}income/new/", grant(fund, step="save", into=str(cash_of(other_fund).pk)))

    assert list(page.context["form"].errors) == ["into"]


def expense(fund: Fund, **changed: str) -> dict[str, str]:
    return {
        "key": str(uuid4()), "line": "travel", "amount": "300", "payee": "นายขับ รถตู้", "purpose": "ค่ารถไปสมัชชา",
        "cash": str(cash_of(fund).pk), "on": "1/5/2561", "witness": "", "step": "save",
    } | changed  # fmt: skip


def test_a_cost_is_paid_on_a_voucher(fund, treasurer):
    give(fund, "1000.00", by=treasurer)

    answer = signed_in(treasurer).post(f"{MONEY}costs/new/", expense(fund))

    voucher = Voucher.objects.get()
    assert answer.headers["Location"] == f"/funds/rawai/vouchers/{voucher.pk}/"
    assert (str(voucher), voucher.payee, voucher.purpose, voucher.amount) == (
        "1/2561", "นายขับ รถตู้", "ค่ารถไปสมัชชา", Decimal("300.00")
    )  # fmt: skip
    assert Account.objects.get(fund=fund, kind=AccountKind.COST, line="travel").balance == Decimal("300.00")


def test_a_cost_beyond_the_cash_is_refused_and_nothing_moves(fund, treasurer):
    give(fund, "299.99", by=treasurer)

    page = signed_in(treasurer).post(f"{MONEY}costs/new/", expense(fund))

    assert [str(error) for error in page.context["form"].non_field_errors()] == ["เงินในบัญชีนี้มีไม่พอ"]
    assert Voucher.objects.count() == 0
    assert cash_of(fund).balance == Decimal("299.99")


def test_cash_is_taken_to_the_bank(fund, treasurer):
    give(fund, "1000.00", by=treasurer)
    asked = {
        "key": str(uuid4()), "credit": str(cash_of(fund).pk), "debit": str(bank_of(fund).pk), "amount": "750.25",
        "on": "1/5/2561", "note": "", "step": "save",
    }  # fmt: skip

    answer = signed_in(treasurer).post(f"{MONEY}deposits/new/", asked)

    assert answer.headers["Location"] == f"{JOURNAL}{Transfer.objects.latest('pk').pk}/"
    assert (cash_of(fund).balance, bank_of(fund).balance) == (Decimal("249.75"), Decimal("750.25"))


def test_money_cannot_be_moved_to_where_it_lies(fund, treasurer):
    cash = str(cash_of(fund).pk)
    asked = {"key": str(uuid4()), "credit": cash, "debit": cash, "amount": "1", "on": "1/5/2561", "step": "save"}

    page = signed_in(treasurer).post(f"{MONEY}deposits/new/", asked)

    assert list(page.context["form"].errors) == ["debit"]
