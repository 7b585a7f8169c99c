"""Laws of the books that hold after any history of receipts, payments, moves, reversals, closes and reopenings."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funds import books, closing, ledger, months, statements
from funds.models import MONEY, AccountKind, Category, Cost, MonthClose, Source, Transfer
from tests.factories import cash_of, close_books
from welfare.money import from_satang

BEGIN = date(2018, 1, 1)
DAYS = st.integers(0, 120).map(lambda after: BEGIN + timedelta(after))
SATANG = st.integers(1, 200_000)

STEPS = st.one_of(
    st.tuples(st.just("receive"), DAYS, SATANG, st.sampled_from(Source.values)),
    st.tuples(st.just("receive"), DAYS, SATANG, st.sampled_from(Source.values)),
    st.tuples(st.just("help"), DAYS, SATANG, st.sampled_from(Category.values)),
    st.tuples(st.just("spend"), DAYS, SATANG, st.sampled_from(Cost.values)),
    st.tuples(st.just("move"), DAYS, SATANG, st.booleans()),
    st.tuples(st.just("reverse"), DAYS, st.integers(0, 30)),
    st.tuples(st.just("close"), st.integers(0, 3)),
    st.tuples(st.just("reopen"), st.integers(0, 3)),
)


class History:
    """The books of one fund, and beside them the plainest telling of what happened."""

    def __init__(self, fund, treasurer, chair):
        self.fund, self.treasurer, self.chair = fund, treasurer, chair
        self.told = []  # (day, debit, credit, satang)

    def take(self, step):
        what, *facts = step
        if what == "close":
            return self.close(facts[0])
        if what == "reopen":
            return self.reopen(facts[0])
        before, closed, refusal = Transfer.objects.count(), months.stand(self.fund).closed, None
        try:
            with transaction.atomic():
                getattr(self, what)(*facts)
        except ledger.Refused as refused:
            refusal = refused
        new = list(Transfer.objects.order_by("pk")[before:])
        is_closed = closed is not None and facts[0].replace(day=1) <= closed
        assert not (is_closed and new)
        assert is_closed or not isinstance(refusal, ledger.MonthIsClosed)
        assert not (refusal and new)
        self.told += [(entry.on, entry.debit_id, entry.credit_id, entry.amount) for entry in new]
        return None

    def receive(self, on, satang, source):
        line = ledger.account(self.fund, AccountKind.INCOME, source)
        ledger.receive(
            self.fund, key=uuid4(), payer="ผู้จ่าย", lines=[(line, from_satang(satang))], into=cash_of(self.fund), on=on,
            by=self.treasurer,
        )  # fmt: skip

    def pay(self, on, satang, costs):
        ledger.pay_out(
            self.fund, key=uuid4(), payee="ผู้รับ", purpose="จ่าย", costs=costs, amount=from_satang(satang),
            cash=cash_of(self.fund), on=on, by=self.treasurer,
        )  # fmt: skip

    def help(self, on, satang, category):
        outsiders = satang % 2 == 0
        self.pay(on, satang, ledger.account(self.fund, AccountKind.BENEFIT, category, outsiders=outsiders))

    def spend(self, on, satang, cost):
        self.pay(on, satang, ledger.account(self.fund, AccountKind.COST, cost))

    def move(self, on, satang, back):
        into, out = ledger.account(self.fund, AccountKind.BANK), cash_of(self.fund)
        into, out = (out, into) if back else (into, out)
        ledger.post(key=uuid4(), debit=into, credit=out, amount=from_satang(satang), on=on, by=self.treasurer)

    def reverse(self, on, number):
        entries = list(Transfer.objects.filter(reversal_of=None).order_by("pk"))
        if entries:
            ledger.reverse(entries[number % len(entries)], key=uuid4(), on=on, by=self.treasurer, reason="ผิด")

    def close(self, number):
        month = months.ONE_MONTH.after(BEGIN).replace(month=number + 1)
        # A day before a later entry may hold less than nothing: nobody counts that, so nobody closes it.
        if not months.stand(self.fund).open_until(month) or self.held(months.last_day(month)) < 0:
            return
        close_books(self.fund, month, by=self.treasurer)

    def reopen(self, number):
        close = MonthClose.objects.of(self.fund).standing().filter(month=BEGIN.replace(month=number + 1)).first()
        if close:
            closing.reopen_month(close, key=uuid4(), reason="ผิด", on=date(2018, 6, 1), by=self.chair)

    def held(self, day):
        box = cash_of(self.fund).pk
        return sum(
            (amount if debit == box else -amount if credit == box else 0)
            for on, debit, credit, amount in self.told
            if on <= day
        )


@pytest.fixture
def history(fund, treasurer, chair):
    return lambda: History(fund, treasurer, chair)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=16), days=st.tuples(DAYS, DAYS).map(sorted))
def test_after_any_history_the_books_balance_and_tell_what_happened(history, steps, days):
    with transaction.atomic():
        told = history()
        for step in steps:
            told.take(step)
        fund, (first, last) = told.fund, days

        # Every balance is what its rows give, and all of them together are nothing.
        for account in fund.accounts.all():
            rows = [
                amount if account.pk == debit else -amount
                for _on, debit, credit, amount in told.told
                if account.pk in (debit, credit)
            ]
            assert account.balance == sum(rows)
        assert fund.accounts.aggregate(all=Sum("balance"))["all"] == 0
        assert books.faults(fund.province) == []

        # Both sides of any statement are equal: opening + in − out = closing, and closing is the next opening.
        sheet = statements.drawn_up(fund, first, last)
        after = statements.drawn_up(fund, last + timedelta(1), last + timedelta(400))
        ends = sum(
            (line.amount for group in sheet.held for line in group if line.key.partition(":")[0] in MONEY), Decimal(0)
        )
        assert sheet.total_received == sheet.total_held
        paid = sum((line.amount for line in sheet.held[1]), Decimal(0)) + sheet.costs
        assert sheet.received[0][0].amount + sheet.new_money - paid == ends == after.received[0][0].amount
        transaction.set_rollback(True)
