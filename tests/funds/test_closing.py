from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import accounts, closing, counting, ledger, months
from funds.closing import Found
from funds.models import AccountKind, BankImport, BankLine, CashCount, MonthClose, MonthReopening, Transfer
from tests.factories import JAN_2560, MAY_DAY, cash_of, close_books, count_cash, give
from welfare.models import LogEntry

JANUARY, FEBRUARY, MARCH = date(2017, 1, 1), date(2017, 2, 1), date(2017, 3, 1)
END_OF_JANUARY, END_OF_FEBRUARY = date(2017, 1, 31), date(2017, 2, 28)


def bank_of(fund):
    return ledger.account(fund, AccountKind.BANK)


def to_bank(fund, amount, *, by, on=JAN_2560):
    return ledger.post(
        key=uuid4(), debit=bank_of(fund), credit=cash_of(fund), amount=Decimal(amount), on=on, by=by
    )  # fmt: skip


def close(fund, month, *, by, on=date(2017, 4, 1), bank="0", why="", key=None, together=False):
    found = {bank_of(fund).pk: Found(Decimal(bank)), cash_of(fund).pk: Found(None, why)}
    return closing.close_month(fund, month, key=key or uuid4(), found=found, on=on, by=by, with_earlier=together)


def test_notes_and_coins_come_to_their_worth():
    assert counting.worth({1000_00: 2, 20_00: 3, 50: 1, 25: 3}) == Decimal("2061.25")


def test_a_piece_that_thailand_has_not_is_no_money():
    with pytest.raises(KeyError):
        counting.worth({200_00: 1})


def test_a_count_keeps_its_pieces_and_happens_once(fund, treasurer):
    key = uuid4()

    counts = [
        counting.count_cash(cash_of(fund), key=key, pieces={500_00: 2, 25: 0, 1_00: 3}, on=END_OF_JANUARY, by=treasurer)
        for _ in range(2)
    ]

    assert counts[0] == counts[1]
    assert list(CashCount.objects.values_list("pieces", "total")) == [({"50000": 2, "100": 3}, Decimal(1003))]


def test_only_a_cash_box_is_counted(fund, treasurer):
    with pytest.raises(counting.NotACashBox):
        counting.count_cash(bank_of(fund), key=uuid4(), pieces={}, on=END_OF_JANUARY, by=treasurer)


def test_a_month_closes_when_cash_and_bank_agree_with_the_books(fund, treasurer):
    give(fund, "1000.00", by=treasurer)
    to_bank(fund, "400.00", by=treasurer)
    count = count_cash(fund, by=treasurer, on=END_OF_JANUARY)

    closed = close(fund, JANUARY, by=treasurer, bank="400")

    assert (closed.month, closed.by) == (JANUARY, treasurer)
    assert closed.balances == [
        {"account": cash_of(fund).pk, "kind": "cash", "name": "", "book": 60000, "found": 60000, "difference": 0,
         "explanation": "", "count": count.pk},
        {"account": bank_of(fund).pk, "kind": "bank", "name": "", "book": 40000, "found": 40000, "difference": 0,
         "explanation": "", "count": None},
    ]  # fmt: skip
    assert LogEntry.objects.filter(act="closed").values_list("by", "facts").get() == (
        treasurer.pk, {"month": "2017-01", "months": 1},
    )  # fmt: skip


def test_closing_twice_with_one_key_closes_once(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    count_cash(fund, by=treasurer, on=END_OF_JANUARY)
    key = uuid4()

    assert close(fund, JANUARY, by=treasurer, key=key) == close(fund, JANUARY, by=treasurer, key=key)


def test_cash_that_was_not_counted_keeps_a_month_open(fund, treasurer):
    give(fund, "100.00", by=treasurer)

    with pytest.raises(closing.NotCounted) as refusal:
        close(fund, JANUARY, by=treasurer)

    assert (refusal.value.account, MonthClose.objects.count()) == (cash_of(fund).pk, 0)


def test_an_empty_box_needs_no_count(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    to_bank(fund, "100.00", by=treasurer)

    assert close(fund, JANUARY, by=treasurer, bank="100").month == JANUARY


def test_a_bank_book_that_nobody_looked_up_keeps_a_month_open(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    count_cash(fund, by=treasurer, on=END_OF_JANUARY)

    with pytest.raises(closing.NotCounted) as refusal:
        closing.close_month(fund, JANUARY, key=uuid4(), found={}, on=END_OF_FEBRUARY, by=treasurer)

    assert refusal.value.account == bank_of(fund).pk


def test_a_difference_must_be_explained(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    counting.count_cash(cash_of(fund), key=uuid4(), pieces={50_00: 1}, on=END_OF_JANUARY, by=treasurer)

    with pytest.raises(closing.NotExplained):
        close(fund, JANUARY, by=treasurer, why="  ")
    closed = close(fund, JANUARY, by=treasurer, why="เหรัญญิกถือไว้จ่ายค่ารถ")

    assert (closed.balances[0]["difference"], closed.balances[0]["explanation"]) == (-5000, "เหรัญญิกถือไว้จ่ายค่ารถ")


def test_cash_counted_after_the_month_is_reckoned_back_to_its_end(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    give(fund, "50.00", by=treasurer, on=date(2017, 2, 2))
    counting.count_cash(cash_of(fund), key=uuid4(), pieces={100_00: 1, 50_00: 1}, on=date(2017, 2, 3), by=treasurer)

    place = counting.places(fund, JANUARY, on=date(2017, 2, 5))[0]

    assert (place.book, place.moved, place.found) == (Decimal(100), Decimal(50), Decimal(100))


def test_the_count_nearest_to_the_end_of_the_month_says_what_lay_in_the_box(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    for on, pieces in (
        (date(2017, 1, 20), {20_00: 1}),
        (END_OF_JANUARY, {20_00: 2}),
        (END_OF_JANUARY, {100_00: 1}),
        (date(2017, 2, 9), {20_00: 3}),
    ):
        counting.count_cash(cash_of(fund), key=uuid4(), pieces=pieces, on=on, by=treasurer)

    assert counting.places(fund, JANUARY, on=MAY_DAY)[0].found == Decimal(100)


def test_the_last_line_of_the_bank_suggests_its_balance(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    taken = BankImport.objects.create(
        key=uuid4(), fund=fund, account=bank_of(fund), file_name="bank.csv", sha256="0" * 64, by=treasurer
    )
    for position, (on, balance) in enumerate([(JAN_2560, "70"), (date(2017, 1, 30), "90"), (FEBRUARY, "80")]):
        BankLine.objects.create(
            fund=fund, bank_import=taken, account=bank_of(fund), position=position, on=on, amount=Decimal(1),
            balance=Decimal(balance),
        )  # fmt: skip

    assert counting.places(fund, JANUARY, on=MAY_DAY)[1].found == Decimal(90)


def test_a_month_that_has_not_ended_stays_open(fund, treasurer):
    give(fund, "100.00", by=treasurer)

    with pytest.raises(closing.NotTheMonthsTurn):
        close(fund, JANUARY, by=treasurer, on=date(2017, 1, 30))


def test_months_close_in_their_order(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    count_cash(fund, by=treasurer, on=END_OF_FEBRUARY)

    with pytest.raises(closing.EarlierMonthsOpen):
        close(fund, FEBRUARY, by=treasurer)
    with pytest.raises(closing.NotTheMonthsTurn):
        close(fund, date(2016, 12, 1), by=treasurer)


def test_a_fund_that_starts_late_closes_all_earlier_months_together(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    give(fund, "20.00", by=treasurer, on=MARCH)
    count_cash(fund, by=treasurer, on=date(2017, 3, 31))

    close(fund, MARCH, by=treasurer, together=True)

    assert [
        (each.month, each.balances[0]["book"], each.balances[0]["found"])
        for each in MonthClose.objects.order_by("month")
    ] == [(JANUARY, 10000, None), (FEBRUARY, 10000, None), (MARCH, 12000, 12000)]


def test_a_closed_month_and_all_before_it_refuse_entries(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    close_books(fund, JANUARY, by=treasurer)

    for on in (END_OF_JANUARY, date(2016, 12, 31)):
        with pytest.raises(ledger.MonthIsClosed) as refusal:
            give(fund, "1.00", by=treasurer, on=on)
        assert refusal.value.field == "on"
    give(fund, "1.00", by=treasurer, on=FEBRUARY)

    assert Transfer.objects.count() == 2


def test_a_closed_month_turns_no_entry_back_but_the_next_one_does(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    close_books(fund, JANUARY, by=treasurer)
    entry = Transfer.objects.get()

    with pytest.raises(ledger.MonthIsClosed):
        ledger.reverse(entry, key=uuid4(), on=END_OF_JANUARY, by=treasurer, reason="ผิด")

    assert ledger.reverse(entry, key=uuid4(), on=FEBRUARY, by=treasurer, reason="ผิด").on == FEBRUARY


def test_closing_one_fund_leaves_another_open(fund, other_fund, treasurer):
    give(fund, "100.00", by=treasurer)
    close_books(fund, JANUARY, by=treasurer)

    give(other_fund, "1.00", by=treasurer)

    assert cash_of(other_fund).balance == Decimal(1)


def test_another_person_reopens_a_month_with_a_reason_and_all_months_after_it(fund, treasurer, chair):
    give(fund, "100.00", by=treasurer)
    close_books(fund, FEBRUARY, by=treasurer)
    january = MonthClose.objects.get(month=JANUARY)

    with pytest.raises(closing.SamePerson):
        closing.reopen_month(january, key=uuid4(), reason="ลงผิด", on=MARCH, by=treasurer)
    with pytest.raises(closing.NoReason):
        closing.reopen_month(january, key=uuid4(), reason=" ", on=MARCH, by=chair)
    closing.reopen_month(january, key=uuid4(), reason="ลงผิด", on=MARCH, by=chair)

    assert list(MonthReopening.objects.order_by("close__month").values_list("close__month", "reason", "by")) == [
        (JANUARY, "ลงผิด", chair.pk), (FEBRUARY, "ลงผิด", chair.pk),
    ]  # fmt: skip
    give(fund, "1.00", by=treasurer)
    assert months.stand(fund) == months.Stand(begins=JANUARY, closed=None)
    assert LogEntry.objects.get(act="reopened").facts == {"month": "2017-01", "months": 2, "reason": "ลงผิด"}


def test_reopening_happens_once_and_the_month_closes_again(fund, treasurer, chair):
    give(fund, "100.00", by=treasurer)
    closed, key = close_books(fund, JANUARY, by=treasurer), uuid4()

    for _ in range(2):
        closing.reopen_month(closed, key=key, reason="ลงผิด", on=FEBRUARY, by=chair)
    with pytest.raises(closing.NotTheMonthsTurn):
        closing.reopen_month(closed, key=uuid4(), reason="ลงผิด", on=FEBRUARY, by=chair)
    again = close_books(fund, JANUARY, by=treasurer)

    assert list(MonthClose.objects.of(fund).standing()) == [again]


def test_the_database_itself_lets_nobody_reopen_what_they_closed(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    closed = close_books(fund, JANUARY, by=treasurer)

    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        MonthReopening.objects.create(key=uuid4(), close=closed, reason="ลงผิด", on=FEBRUARY, by=treasurer)


def test_a_month_is_late_sixteen_days_after_its_end(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    stands = months.stand(fund)

    assert (stands.late(date(2017, 2, 15)), stands.late(date(2017, 2, 16))) == ([], [JANUARY])
    assert stands.ended(date(2017, 2, 28)) == [JANUARY, FEBRUARY]


def test_another_cash_box_and_another_bank_stand_beside_the_first(fund, treasurer):
    box = accounts.open_account(fund, kind=AccountKind.CASH, name=" กล่องสาขา  บ้านพอน ", by=treasurer)

    assert (box.name, ledger.account(fund, AccountKind.CASH)) == ("กล่องสาขา บ้านพอน", cash_of(fund))
    assert cash_of(fund) != box
    with pytest.raises(accounts.NameTaken):
        accounts.open_account(fund, kind=AccountKind.CASH, name="กล่องสาขา บ้านพอน", by=treasurer)
    with pytest.raises(accounts.NoPlaceForMoney):
        accounts.open_account(fund, kind=AccountKind.INCOME, name="รายได้", by=treasurer)


def test_looking_at_the_places_for_money_costs_the_same_with_many(fund, treasurer, django_assert_num_queries):
    give(fund, "100.00", by=treasurer)
    with django_assert_num_queries(5):
        counting.places(fund, JANUARY, on=MAY_DAY)
    for number in range(3):
        box = accounts.open_account(fund, kind=AccountKind.CASH, name=f"กล่อง {number}", by=treasurer)
        counting.count_cash(box, key=uuid4(), pieces={}, on=END_OF_JANUARY, by=treasurer)

    with django_assert_num_queries(5):
        found = counting.places(fund, JANUARY, on=MAY_DAY)

    assert [place.account.kind for place in found] == ["cash", "bank", "cash", "cash", "cash"]
