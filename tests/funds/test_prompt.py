"""Every table of the books refuses a hand at a database prompt: nothing in them is changed, deleted or replaced."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from funds import bank, closing, counting, in_kind, ledger, matching, policies, statements
from funds.models import Account, AccountKind, BankLine, CashCount, Numbers, Receipt, Series, Statement, Transfer
from members import corrections
from tests.factories import (
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    close_books,
    give,
    make_bank_line,
    make_branch,
    make_claim,
    make_collection,
    make_contribution,
    make_in_kind,
    make_member,
    make_outsider,
    pay,
)

KEPT = (
    "funds_transfer", "funds_receipt", "funds_voucher", "funds_cashcount", "funds_monthclose", "funds_monthreopening",
    "funds_statement", "funds_bankimport", "funds_bankline", "funds_bankwithdrawal", "funds_correction",
    "funds_correctiondecision", "funds_inkind", "funds_inkindwithdrawal",
    "funds_policy", "funds_rate", "funds_share", "members_contribution", "members_membershipstep",
    "members_claim", "members_decision", "members_payout", "members_collection",
)  # fmt: skip
MATCHES = "funds_bankmatch"  # a match is parted, as a whole, while its month is open
# What replaces a row, or empties a table, without asking for DELETE.
RULES = ("funds_policy", "funds_rate", "funds_share")
EMPTIED = [table for table in (*KEPT, MATCHES) if table not in RULES]


@pytest.fixture
def kept(fund, treasurer, secretary, chair):
    """One record at least in every table of the books."""
    terms = policies.Terms(shares=[("กองกลาง", 70), ("สำรอง", 30)])
    policies.adopt(fund, terms, since=date(2016, 1, 1), by=chair)
    give(fund, "1000.00", by=treasurer)
    make_contribution(make_member(fund, by=secretary), by=treasurer)
    make_collection(make_member(fund, by=secretary, branch=make_branch(fund), first_name="แก้ว"), by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider())
    approve(claim, by=chair)
    pay(claim, by=treasurer)
    paper = ledger.account(fund, AccountKind.COST, "paper")
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal(20), cash=cash_of(fund),
        on=MAY_DAY, by=treasurer,
    )  # fmt: skip
    corrections.ask(fund, fund.vouchers.get(purpose="กระดาษ"), key=uuid4(), reason="ผิดร้าน", on=MAY_DAY, by=treasurer)
    matching.enter(
        make_bank_line(fund, by=treasurer), ledger.account(fund, AccountKind.INCOME, "interest"), key=uuid4(), note="",
        by=treasurer,
    )  # fmt: skip
    wrong = make_bank_line(fund, "7.00", by=treasurer)
    bank.take_back(wrong.bank_import, key=uuid4(), reason="ผิดไฟล์", on=MAY_DAY, by=treasurer)
    in_kind.take_back(make_in_kind(fund, by=treasurer), key=uuid4(), reason="ลงซ้ำ", on=MAY_DAY, by=treasurer)
    closed = close_books(fund, date(2018, 5, 1), by=treasurer)
    statements.freeze(fund, date(2017, 1, 1), date(2017, 12, 31), key=uuid4(), by=treasurer)
    closing.reopen_month(closed, key=uuid4(), reason="ลืมดอกเบี้ย", on=date(2018, 6, 2), by=chair)
    return fund


def refused(statement, *parameters, says="is never"):
    with pytest.raises(IntegrityError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
        return cursor.fetchone()[0]


def test_what_is_kept_is_never_changed_deleted_replaced_or_emptied(kept):
    with connection.cursor() as cursor:
        # What waits for the end of the transaction keeps a table of PostgreSQL from being emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    for table in (*KEPT, MATCHES):
        before = count(table)
        assert before, f"{table} has no row"
        refused(f"UPDATE {table} SET id = id")  # noqa: S608
        if table != MATCHES:
            refused(f"DELETE FROM {table}")  # noqa: S608
        if table in EMPTIED:
            refused(
                f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql"
                else f"REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
            )  # fmt: skip
        assert count(table) == before


def test_a_match_is_parted_only_while_its_months_are_open(kept, treasurer):
    close_books(kept, date(2018, 5, 1), by=treasurer)

    refused("DELETE FROM funds_bankmatch", says="a match of a closed month stays")


@pytest.mark.parametrize("changed", ["kind = 'bank'", "line = 'lao'", "outsiders = (1 = 1)", "fund_id = fund_id + 1"])
def test_an_account_keeps_its_place_in_the_chart(fund, changed):
    cash_of(fund)

    refused(f"UPDATE funds_account SET {changed} WHERE fund_id = %s AND kind = 'cash'", fund.pk, says="its place")  # noqa: S608


def test_a_running_number_only_grows(fund, treasurer):
    give(fund, "1.00", by=treasurer)

    refused("UPDATE funds_series SET last = 0 WHERE fund_id = %s AND last > 0", fund.pk, says="only grows")
    refused("UPDATE funds_series SET year = 2559 WHERE fund_id = %s AND last > 0", fund.pk, says="only grows")
    refused("DELETE FROM funds_series WHERE fund_id = %s AND last > 0", fund.pk)
    assert Series.objects.get(fund=fund, of=Numbers.RECEIPT).last == 1


def test_a_count_is_the_sum_of_its_pieces(fund, treasurer):
    made = {"fund": fund, "account": cash_of(fund), "on": JAN_2560, "by": treasurer}

    with pytest.raises(IntegrityError, match="sum of its notes"), transaction.atomic():
        CashCount.objects.create(key=uuid4(), pieces={"10000": 3}, total=Decimal(301), **made)
    assert CashCount.objects.create(key=uuid4(), pieces={"10000": 3, "25": 1}, total=Decimal("300.25"), **made).pk
    assert CashCount.objects.create(key=uuid4(), pieces={}, total=Decimal(0), **made).pk


@pytest.mark.parametrize("side", ["received", "held"])
def test_a_statement_whose_sides_differ_is_not_stored(fund, treasurer, side):
    give(fund, "100.00", by=treasurer)
    sheet = statements.drawn_up(fund, JAN_2560, JAN_2560)
    kept = statements.figures(sheet)
    kept[side][1][0]["satang"] += 1

    with pytest.raises(IntegrityError, match="sides of a statement"), transaction.atomic():
        Statement.objects.create(
            key=uuid4(), fund=fund, first_on=JAN_2560, last_on=JAN_2560, figures=kept, total=sheet.total_held,
            sha256="0" * 64, by=treasurer,
        )  # fmt: skip


@pytest.mark.parametrize("on", [date(2017, 1, 31), date(2017, 1, 1), date(2016, 11, 5)])
def test_no_entry_gets_in_before_the_end_of_the_last_closed_month(fund, treasurer, on):
    give(fund, "100.00", by=treasurer, on=date(2017, 1, 2))
    close_books(fund, date(2017, 1, 1), by=treasurer)
    donation = Account.objects.get(fund=fund, line="donation")
    entry = {"key": uuid4(), "fund": fund, "debit": cash_of(fund), "credit": donation, "amount": 5, "by": treasurer}

    with pytest.raises(IntegrityError, match="takes no entries"), transaction.atomic():
        Transfer.objects.create(on=on, **entry)
    assert Transfer.objects.create(on=date(2017, 2, 1), **entry).pk


def test_the_walk_meets_what_the_pen_and_the_pages_write(kept):
    assert (Receipt.objects.count(), BankLine.objects.count(), counting.PIECES[0]) == (3, 2, 100_000)
