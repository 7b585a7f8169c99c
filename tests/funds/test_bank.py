from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from funds import bank, bankbook, ledger, matching, reconciling
from funds.bankbook import Line
from funds.models import Account, AccountKind, BankImport, BankLine, Transfer
from tests.factories import MAY_DAY, cash_of, give
from welfare import sheets
from welfare.models import LogEntry, User

TODAY = date(2018, 6, 30)
KEY = UUID("11111111-1111-4111-8111-111111111111")
BANK_FILE = """ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร
วันที่,รายการ,ถอน,ฝาก,คงเหลือ,รายละเอียด
,ยอดยกมา,,,"1,000.00",
1/5/2561,ฝากเงินสด,0.00,"5,000.00","6,000.00",สาขาราไวย์
2/5/2561,ค่าธรรมเนียม,20.00,,5980.00,
รวม,,20.00,5000.00,,
"""


@pytest.fixture
def account(fund) -> Account:
    return ledger.account(fund, AccountKind.BANK)


def line(amount: str, on: date = MAY_DAY, balance: str = "", text: str = "ฝากเงินสด", row: int = 2) -> Line:
    return Line(row, on, Decimal(amount), Decimal(balance) if balance else None, text)


def take_in(account: Account, *lines: Line, by: User, sha256: str = "") -> list[BankLine]:
    made = bank.import_lines(
        account, key=uuid4(), file_name="พฤษภาคม.csv", sha256=sha256 or uuid4().hex, columns={}, lines=lines, by=by
    )
    return list(made.lines.in_order())


def move(account: Account, amount: str, *, by: User, on: date = MAY_DAY) -> Transfer:
    """Take cash to the bank, or with a minus fetch it from there."""
    cash, baht = cash_of(account.fund), Decimal(amount)
    debit, credit = (account, cash) if baht > 0 else (cash, account)
    return ledger.post(key=uuid4(), debit=debit, credit=credit, amount=abs(baht), on=on, by=by)


# The file.


def test_a_bank_file_is_read_with_money_in_and_out_and_its_balances():
    layout, book = bankbook.read(sheets.open_file(BANK_FILE.encode()), today=TODAY)

    assert book == bankbook.Book(
        [
            Line(4, date(2018, 5, 1), Decimal("5000.00"), Decimal("6000.00"), "ฝากเงินสด · สาขาราไวย์"),
            Line(5, date(2018, 5, 2), Decimal("-20.00"), Decimal("5980.00"), "ค่าธรรมเนียม"),
        ],
        left_out=[(3, "ยอดยกมา · 1,000.00"), (6, "รวม · 20.00 · 5000.00")],
    )
    assert layout.named() == {
        "on": "วันที่", "amount_in": "ฝาก", "amount_out": "ถอน", "balance": "คงเหลือ", "text": "รายการ",
        "details": "รายละเอียด",
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    ["3/5/2561,-20.00,980.00\n2/5/2561,500.00,1000.00\n", "3/5/2561,500.00,1480.00\n3/5/2561,-20.00,980.00\n"],
    ids=["by day", "of one day"],
)
def test_a_file_that_begins_with_the_latest_line_is_turned_round(rows):
    _layout, book = bankbook.read(sheets.open_file(f"วันที่,จำนวนเงิน,คงเหลือ\n{rows}".encode()), today=TODAY)

    assert ([line.row for line in book.lines], book.breaks) == ([3, 2], [])


def test_balances_that_do_not_follow_name_their_lines():
    text = "วันที่,ถอน,ฝาก,คงเหลือ\n1/5/2561,100,,1100\n2/5/2561,50,,1150\n"

    _layout, book = bankbook.read(sheets.open_file(text.encode()), today=TODAY)

    assert [broken.row for broken in book.breaks] == [3]


def test_a_row_with_money_in_and_out_is_a_fault_and_a_file_without_amounts_asks_for_them():
    both = "วันที่,ถอน,ฝาก\n1/5/2561,100,200\n"
    with override("en"):
        _layout, book = bankbook.read(sheets.open_file(both.encode()), today=TODAY)
        _other, nothing = bankbook.read(sheets.open_file("วันที่,รายการ\n1/5/2561,ฝาก\n".encode()), today=TODAY)

    assert book.faults == [sheets.Fault(2, "B ถอน", "100", "This row has money both in and out.")]
    assert nothing == bankbook.Book(missing=("amount",))


def test_what_was_chosen_by_hand_counts_more_than_the_headings():
    text = "วันที่,จำนวนเงิน,ยอด\n1/5/2561,999,100\n"
    labels = {"on": "วันที่", "amount": "ยอด"}

    _layout, book = bankbook.read(sheets.open_file(text.encode()), today=TODAY, labels=labels)

    assert book.lines == [Line(2, date(2018, 5, 1), Decimal("100.00"))]


# Taken in.


def test_lines_are_taken_in_with_what_the_columns_held_and_who_did_it(fund, account, treasurer):
    made = bank.import_lines(
        account, key=KEY, file_name="may.csv", sha256="a", columns={"on": "วันที่"}, lines=[line("5000")], by=treasurer
    )

    assert (bank.remembered(account), list(made.lines.values_list("position", "on", "amount", "text"))) == (
        {"on": "วันที่"}, [(1, MAY_DAY, Decimal("5000.00"), "ฝากเงินสด")]
    )  # fmt: skip
    assert LogEntry.objects.filter(fund=fund.pk, subject="bank import").values_list("act", "facts").get() == (
        "imported", {"account": account.pk, "file": "may.csv", "lines": 1, "known": 0},
    )  # fmt: skip


def test_the_same_key_takes_lines_in_once(account, treasurer):
    facts = {"file_name": "may.csv", "sha256": "a", "columns": {}, "lines": [line("5000")], "by": treasurer}
    made = [bank.import_lines(account, key=KEY, **facts) for _again in range(2)]

    assert (made[0], BankLine.objects.count()) == (made[1], 1)


def test_the_same_file_is_refused_with_the_day_it_was_taken_in(account, treasurer):
    take_in(account, line("5000"), by=treasurer, sha256="a")

    with override("en"), pytest.raises(bank.AlreadyImported, match=r"taken in before, on .* by นางประไพ ทองคำ"):
        take_in(account, line("6000"), by=treasurer, sha256="a")


def test_the_database_refuses_the_same_file_too(account, treasurer):
    take_in(account, line("5000"), by=treasurer, sha256="a")

    with pytest.raises(IntegrityError, match="taken in once"), transaction.atomic():
        BankImport.objects.create(key=uuid4(), fund=account.fund, account=account, sha256="a", by=treasurer)


def test_lines_of_an_earlier_file_are_passed_over_as_often_as_they_stand_there(account, treasurer):
    take_in(account, line("100"), line("100"), by=treasurer)

    new = take_in(account, line("100"), line("100"), line("100"), line("7"), by=treasurer)

    assert [each.amount for each in new] == [Decimal("100.00"), Decimal("7.00")]
    with pytest.raises(bank.NothingNew):
        take_in(account, line("7"), by=treasurer)


def test_lines_are_taken_into_a_bank_account_alone(fund, treasurer):
    with pytest.raises(bank.NotABank):
        take_in(cash_of(fund), line("100"), by=treasurer)


def test_an_import_taken_back_counts_no_more_and_its_file_may_come_again(account, treasurer):
    (wrong,) = take_in(account, line("-5000"), by=treasurer, sha256="a")
    back = [bank.take_back(wrong.bank_import, key=KEY, reason="สลับช่อง", on=TODAY, by=treasurer) for _again in range(2)]

    (right,) = take_in(account, line("5000"), by=treasurer, sha256="a")

    assert (back[0], list(reconciling.standing(account))) == (back[1], [right])
    with pytest.raises(bank.AlreadyTakenBack):
        bank.take_back(wrong.bank_import, key=uuid4(), reason="อีกครั้ง", on=TODAY, by=treasurer)
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        type(back[0]).objects.update(reason="")


def test_an_import_with_matched_lines_is_not_taken_back(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    (matched,) = take_in(account, line("5000"), by=treasurer)
    matching.match(matched, move(account, "5000", by=treasurer), by=treasurer)

    with pytest.raises(bank.StillMatched):
        bank.take_back(matched.bank_import, key=KEY, reason="สลับช่อง", on=TODAY, by=treasurer)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_line(account, treasurer, act):
    take_in(account, line("5000"), by=treasurer)

    def change():
        if act == "update":
            BankLine.objects.update(amount=Decimal(1))
        else:
            BankLine.objects.all()._raw_delete("default")

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        change()
