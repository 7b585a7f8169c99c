"""Contributions of the paper are posted by the pen, all or none, and turned back whole."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger, months, policies
from funds.models import Account, AccountKind, Measure, Source
from members import passbook
from members.imports import batches
from members.models import Contribution, ImportedReceipt
from tests.factories import AUGUST, cash_of, citizen_id, close_books, make_member
from welfare import thai

from .paying import back, balances, faults, kept, take, understand


def test_money_of_before_comes_out_of_the_opening_and_money_of_later_into_the_box(fund, member, opened, treasurer):
    assert balances(fund) == {"cash": 10000, "opening": -9600, "income": -400}
    rows = [(1, "", "5/2/2560", 360, "12/34"), (1, "", "5/3/2561", 100, ""), (1, "", "5/7/2561", 40, "")]

    done = take(fund, rows, treasurer)

    # 400 baht of the opening are told by rows now, 60 more come out of what was not explained; 40 baht are new.
    assert balances(fund) == {"cash": 10040, "opening": -9540, "income": -500}
    assert kept(fund)[Measure.INCOME, "Y", "2017-01-01", Source.MEMBERS] == (1, Decimal(360))
    assert kept(fund)[Measure.MONEY, "E", "1900-01-01", ""] == (0, Decimal(10040))
    assert months.stand(fund).begins == date(2018, 6, 1)
    receipts = ImportedReceipt.objects.order_by("row")
    assert [(str(each.receipt), each.paper, each.receipt.note) for each in receipts] == [
        ("1/2560", "12/34", "จากทะเบียนกระดาษ ใบเสร็จเลขที่ 12/34"), ("1/2561", "", "จากทะเบียนกระดาษ"),
        ("2/2561", "", "จากทะเบียนกระดาษ"),
    ]  # fmt: skip
    assert passbook.passbook(member).paid == Decimal(500)
    assert (done.count, faults(fund)) == (3, [])


def test_a_batch_taken_back_says_of_every_year_what_was_said_before(fund, member, opened, treasurer):
    before = kept(fund), balances(fund)
    done = take(fund, [(1, "", "5/2/2560", 360, "12/34"), (1, "", "5/7/2561", 40, "")], treasurer)

    key = uuid4()
    assert back(done, treasurer, key) == back(done, treasurer, key)

    assert (kept(fund), balances(fund)) == before
    assert (Contribution.objects.count(), Contribution.objects.standing().count()) == (2, 0)
    assert faults(fund) == []
    with pytest.raises(batches.AlreadyTakenBack):
        back(done, treasurer)
    take(fund, [(1, "", "5/2/2560", 360, "12/34")], treasurer)
    assert (str(ImportedReceipt.objects.latest("pk").receipt), faults(fund)) == ("2/2560", [])


def test_a_batch_stays_when_a_month_was_closed_over_it_or_its_money_is_spent(fund, member, treasurer):
    done = take(fund, [(1, "", "5/7/2561", 40, "")], treasurer)
    costs = ledger.account(fund, AccountKind.COST, "paper")
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้าน", purpose="กระดาษ", costs=costs, amount=Decimal(30), cash=cash_of(fund),
        on=AUGUST, by=treasurer,
    )  # fmt: skip
    with pytest.raises(ledger.NotEnoughMoney):
        back(done, treasurer)

    close_books(fund, date(2018, 7, 1), by=treasurer)
    with pytest.raises(batches.StillNeeded) as refusal:
        back(done, treasurer)
    assert refusal.value.records == ["ปิดบัญชีแล้วถึงสิ้นเดือนกรกฎาคม 2561"]


def test_one_wrong_row_keeps_all_out_and_the_same_file_is_known(fund, member, treasurer):
    with pytest.raises(batches.NotUnderstood):
        take(fund, [(1, "", "5/2/2560", 360, ""), (7, "", "5/2/2560", 360, "")], treasurer)
    assert Contribution.objects.count() == 0

    key, rows = uuid4(), [(1, "", "5/2/2560", 360, "")]
    assert take(fund, rows, treasurer, key=key) == take(fund, rows, treasurer, key=key)
    with pytest.raises(batches.AlreadyTakenIn):
        take(fund, rows, treasurer)


def test_payments_of_one_paper_share_a_receipt_and_fees_stand_apart(fund, secretary, treasurer):
    for _each in range(2):
        make_member(fund, by=secretary)
    headings = ("เลขที่สมาชิก", "ชื่อ", "วันที่ส่ง", "จำนวนเงิน", "ค่าแรกเข้า", "เล่มที่", "เลขที่ใบเสร็จ")
    take(fund, [(1, "", "5/2/2560", 360, 50, 3, 7), (2, "", "5/2/2560", 360, "", 3, 7)], treasurer, headings)

    receipt = fund.receipts.get()
    assert (receipt.amount, ImportedReceipt.objects.get().paper) == (Decimal(770), "3/7")
    assert sorted(Contribution.objects.values_list("is_entry_fee", "amount")) == [
        (False, Decimal(360)), (False, Decimal(360)), (True, Decimal(50)),
    ]  # fmt: skip
    assert faults(fund) == []


def test_contributions_are_split_as_the_rules_of_their_day_say(fund, member, treasurer):
    terms = policies.Terms(shares=(("สวัสดิการ", 70), ("กองกลาง", 30)))
    policies.adopt(fund, terms, since=date(2018, 1, 1), by=treasurer)
    take(fund, [(1, "", "5/2/2560", 100, ""), (1, "", "5/2/2561", 100, "")], treasurer)

    income = Account.objects.of(fund).filter(kind=AccountKind.INCOME, line=Source.MEMBERS).exclude(balance=0)
    assert dict(income.values_list("name", "balance")) == {"": -100, "สวัสดิการ": -70, "กองกลาง": -30}
    assert faults(fund) == []


def test_preview_is_what_is_written(fund, secretary, treasurer):
    cards = [citizen_id() for _each in range(3)]
    for plan, card in zip(("monthly", "yearly", "daily"), cards, strict=True):
        make_member(fund, by=secretary, plan=plan, citizen_id=card)
    headings = ("เลขบัตรประชาชน", "ชื่อ", *(f"{short} 61" for short in thai.MONTHS_SHORT[:6]))
    rows = [(card, "", *((30 * (place + step)) % 120 or "-" for step in range(6))) for place, card in enumerate(cards)]
    rows[1] = (cards[1], "", 360, "", "", "", "", "")
    seen = understand(fund, rows, headings)
    assert seen.faults == []

    take(fund, rows, treasurer, headings)

    said = sorted(
        (each.spell.pk, each.on, each.amount, str(each.covers_from), str(each.covers_until)) for each in seen.entries
    )
    rows_written = Contribution.objects.values_list("membership", "on", "amount", "covers_from", "covers_until")
    assert sorted((pk, on, amount, str(first), str(last)) for pk, on, amount, first, last in rows_written) == said
    assert faults(fund) == []
