from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from funds import ledger
from funds.models import Account, AccountKind, Category, FundTotal, Measure, Numbers, Receipt, Transfer
from tests.factories import AUGUST, JAN_2560, MAY_DAY, cash_of, give


def balances(fund):
    return {
        (account.kind, account.line): account.balance
        for account in fund.accounts.exclude(balance=0).order_by("kind", "line")
    }


def pay_costs(fund, amount, *, by, on=MAY_DAY):
    costs = ledger.account(fund, AccountKind.BENEFIT, Category.ILLNESS)
    return ledger.pay_out(
        fund, key=uuid4(), payee="นางสมหญิง ใจดี", purpose="เจ็บป่วย", costs=costs, amount=Decimal(amount),
        cash=cash_of(fund), on=on, by=by,
    )  # fmt: skip


def test_money_received_moves_from_its_source_into_the_cash_box(fund, treasurer):
    give(fund, "1234.56", by=treasurer)

    assert balances(fund) == {("cash", ""): Decimal("1234.56"), ("income", "donation"): Decimal("-1234.56")}


def test_the_same_key_posts_once(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    key = uuid4()
    donation = ledger.account(fund, AccountKind.INCOME, "donation")

    posted = [
        ledger.post(key=key, debit=cash_of(fund), credit=donation, amount=Decimal(50), on=MAY_DAY, by=treasurer)
        for _ in range(2)
    ]

    assert posted[0] == posted[1]
    assert cash_of(fund).balance == Decimal(150)


def test_a_cash_box_never_pays_more_than_it_holds(fund, treasurer):
    give(fund, "100.00", by=treasurer)

    with pytest.raises(ledger.NotEnoughMoney):
        pay_costs(fund, "100.01", by=treasurer)

    assert cash_of(fund).balance == Decimal(100)
    assert Transfer.objects.count() == 1
    assert ledger.next_number(fund, Numbers.VOUCHER, year=2561) == 1


def test_a_reversal_mirrors_its_transfer_and_leaves_nothing_behind(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    _voucher, transfer = pay_costs(fund, "40.00", by=treasurer)

    ledger.reverse(transfer, key=uuid4(), on=AUGUST, by=treasurer, reason="จ่ายผิดคน")

    assert balances(fund) == {("cash", ""): Decimal(100), ("income", "donation"): Decimal(-100)}
    with pytest.raises(ledger.AlreadyReversed):
        ledger.reverse(transfer, key=uuid4(), on=AUGUST, by=treasurer, reason="อีกครั้ง")


def test_receipts_are_numbered_without_gaps_in_each_buddhist_year(fund, treasurer):
    for on in (JAN_2560, JAN_2560, MAY_DAY, date(2017, 12, 31), date(2018, 1, 1)):
        give(fund, "1.00", by=treasurer, on=on)

    assert list(Receipt.objects.order_by("pk").values_list("year", "number")) == [
        (2560, 1), (2560, 2), (2561, 1), (2560, 3), (2561, 2),
    ]  # fmt: skip


def test_a_posting_that_fails_gives_its_numbers_back(fund, treasurer):
    def give_and_fail():
        with transaction.atomic():
            give(fund, "1.00", by=treasurer)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_and_fail()

    give(fund, "1.00", by=treasurer)

    assert list(Receipt.objects.values_list("number", flat=True)) == [1]


def test_transfers_across_funds_are_refused(fund, other_fund, treasurer):
    with pytest.raises(ledger.CrossesFunds):
        ledger.post(
            key=uuid4(), debit=cash_of(fund), credit=cash_of(other_fund), amount=Decimal(1), on=MAY_DAY, by=treasurer
        )


def raw_transfer(fund, debit, credit, satang, by, **more):
    columns = {
        "key": uuid4().hex if connection.vendor == "sqlite" else uuid4(), "fund_id": fund.pk, "debit_id": debit.pk,
        "credit_id": credit.pk, "amount": satang, '"on"': "2018-05-01", "note": "", "by_id": by.pk,
        "at": "2018-05-01 00:00:00+00:00",
    } | more  # fmt: skip
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(columns))
        # The columns are this test's own.
        insert = f"INSERT INTO funds_transfer ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        cursor.execute(insert, list(columns.values()))


@pytest.mark.parametrize(("satang", "says"), [(0, "transfer_amount_is_positive"), (-1, "transfer_amount_is_positive")])
def test_the_database_refuses_a_transfer_of_nothing(fund, treasurer, satang, says):
    income = ledger.account(fund, AccountKind.INCOME, "donation")

    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        raw_transfer(fund, cash_of(fund), income, satang, treasurer)


def test_the_database_refuses_a_transfer_between_two_funds(fund, other_fund, treasurer):
    with pytest.raises(IntegrityError, match="never crosses funds"), transaction.atomic():
        raw_transfer(fund, cash_of(fund), cash_of(other_fund), 100, treasurer)


def test_the_database_refuses_a_reversal_of_another_sum(fund, treasurer):
    give(fund, "100.00", by=treasurer)
    transfer = Transfer.objects.get()

    with pytest.raises(IntegrityError, match="mirrors"), transaction.atomic():
        raw_transfer(fund, transfer.credit, transfer.debit, 9999, treasurer, reversal_of_id=transfer.pk)


@pytest.mark.parametrize("table", ["funds_transfer", "funds_receipt"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET amount = amount + 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_record(fund, treasurer, table, statement):
    give(fund, "100.00", by=treasurer)

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_database_refuses_money_below_zero(fund):
    with pytest.raises(IntegrityError, match="money_is_never_below_zero"), transaction.atomic():
        Account.objects.filter(pk=cash_of(fund).pk).update(balance=Decimal("-0.01"))


def kept(totals_of, day=None):
    return {
        (row.measure, row.line, row.outsiders): (row.count, row.amount)
        for row in totals_of.totals.as_of(day)
        if (row.count, row.amount) != (0, 0)
    }


def test_kept_totals_follow_every_posting_in_the_fund_and_its_province(fund, treasurer):
    give(fund, "100.00", by=treasurer, on=JAN_2560)
    _voucher, transfer = pay_costs(fund, "40.00", by=treasurer, on=MAY_DAY)

    expected = {
        (Measure.MONEY, "", False): (0, Decimal(60)),
        (Measure.INCOME, "donation", False): (1, Decimal(100)),
        (Measure.BENEFIT, "illness", False): (1, Decimal(40)),
    }
    assert kept(fund) == expected
    assert kept(fund.province) == expected

    ledger.reverse(transfer, key=uuid4(), on=AUGUST, by=treasurer, reason="จ่ายผิดคน")
    assert kept(fund) == {
        (Measure.MONEY, "", False): (0, Decimal(100)),
        (Measure.INCOME, "donation", False): (1, Decimal(100)),
    }


@pytest.mark.parametrize(
    ("day", "money"),
    [(date(2017, 1, 14), 0), (JAN_2560, 100), (date(2018, 4, 30), 100), (MAY_DAY, 60), (date(2019, 1, 1), 60)],
)
def test_totals_as_of_any_day_are_sums_of_whole_years_months_and_days(fund, treasurer, day, money):
    give(fund, "100.00", by=treasurer, on=JAN_2560)
    pay_costs(fund, "40.00", by=treasurer, on=MAY_DAY)

    found = sum(row.amount for row in FundTotal.objects.filter(fund=fund, measure=Measure.MONEY).as_of(day))

    assert found == money
