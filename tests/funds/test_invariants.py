"""What must hold of the books' records holds, and each thing that is spoilt past the triggers is named."""

import json
import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import bank, books, ledger, matching, statements
from funds.models import AccountKind, BankMatch, CashCount, MonthClose, Statement, Transfer
from members import corrections
from tests.factories import MAY_DAY, cash_of, close_books, give, make_bank_line
from tests.prompt import without_triggers

MAY = date(2018, 5, 1)
OF_2560 = "rawai: the statement # of 2017-01-01 to 2017-12-31"


@pytest.fixture
def kept(fund, treasurer, chair):
    """A closed month with its count, a frozen statement, a correction above the limit, a matched bank line."""
    give(fund, "1000.00", by=treasurer)
    give(fund, "900.00", by=treasurer, on=MAY_DAY)
    asked = corrections.ask(fund, fund.receipts.get(amount=900), key=uuid4(), reason="ลงซ้ำ", on=MAY_DAY, by=treasurer)
    corrections.decide(asked, key=uuid4(), is_done=True, on=MAY_DAY, by=chair)
    interest = ledger.account(fund, AccountKind.INCOME, "interest")
    matching.enter(make_bank_line(fund, by=treasurer), interest, key=uuid4(), note="", by=treasurer)
    close_books(fund, MAY, by=treasurer)
    statements.freeze(fund, date(2017, 1, 1), date(2017, 12, 31), key=uuid4(), by=treasurer)
    assert books.faults(fund.province) == []
    return fund


def sql(statement, *parameters):
    table = statement.removeprefix("UPDATE ").removeprefix("DELETE FROM ").removeprefix("INSERT INTO ").split(" ")[0]
    without_triggers(table, statement, *parameters)


def an_entry_on_an_account_of_another_fund(fund, other):
    entry = Transfer.objects.get(fund=fund, credit__line="interest")
    sql("UPDATE funds_transfer SET fund_id = %s WHERE id = %s", other.pk, entry.pk)


def a_mirror(fund, other):
    sql("UPDATE funds_transfer SET amount = 80000 WHERE reversal_of_id IS NOT NULL")


def the_year_of_a_receipt(fund, other):
    sql("UPDATE funds_receipt SET \"on\" = '2019-01-15' WHERE fund_id = %s AND amount = 100000", fund.pk)


def a_correction_that_one_person_made_alone(fund, other):
    sql("UPDATE funds_correctiondecision SET by_id = (SELECT by_id FROM funds_correction)")


def a_correction_without_its_reversal(fund, other):
    sql("UPDATE funds_transfer SET reversal_of_id = NULL WHERE reversal_of_id IS NOT NULL")


def what_a_close_says(fund, other):
    close = MonthClose.objects.of(fund).get(month=MAY)
    close.balances[0] |= {"book": close.balances[0]["book"] + 100, "found": close.balances[0]["found"] + 100}
    sql("UPDATE funds_monthclose SET balances = %s WHERE id = %s", json.dumps(close.balances), close.pk)


def a_difference_without_its_reason(fund, other):
    close = MonthClose.objects.of(fund).get(month=MAY)
    close.balances[1] |= {"found": close.balances[1]["found"] + 7, "difference": 7}
    sql("UPDATE funds_monthclose SET balances = %s WHERE id = %s", json.dumps(close.balances), close.pk)


def an_account_that_a_close_leaves_out(fund, other):
    close = MonthClose.objects.of(fund).get(month=MAY)
    sql("UPDATE funds_monthclose SET balances = %s WHERE id = %s", json.dumps(close.balances[:1]), close.pk)


def a_close_in_the_middle(fund, other):
    sql("DELETE FROM funds_monthclose WHERE fund_id = %s AND month = '2018-02-01'", fund.pk)


def a_month_reopened_by_who_closed_it(fund, other):
    close = MonthClose.objects.of(fund).get(month=MAY)
    sql(
        "INSERT INTO funds_monthreopening (key, close_id, reason, \"on\", by_id, at) "
        "VALUES (%s, %s, 'ลืม', '2018-06-01', %s, '2018-06-01 00:00:00+00:00')",
        uuid4().hex, close.pk, close.by_id,
    )  # fmt: skip


def a_count(fund, other):
    sql("UPDATE funds_cashcount SET total = total + 25 WHERE fund_id = %s", fund.pk)


def a_match(fund, other):
    sql("UPDATE funds_bankline SET amount = 1300 WHERE fund_id = %s", fund.pk)


def an_import_taken_back_with_its_match(fund, other):
    match = BankMatch.objects.select_related("line").get()
    sql(
        "INSERT INTO funds_bankwithdrawal (key, bank_import_id, reason, \"on\", by_id, at) "
        "VALUES (%s, %s, 'ผิดไฟล์', '2018-06-01', %s, '2018-06-01 00:00:00+00:00')",
        uuid4().hex, match.line.bank_import_id, match.by_id,
    )  # fmt: skip


def a_figure_of_a_statement(fund, other):
    frozen = Statement.objects.get(fund=fund)
    frozen.figures["received"][1][0]["satang"] += 100
    sql("UPDATE funds_statement SET figures = %s WHERE id = %s", json.dumps(frozen.figures), frozen.pk)


def a_statement_with_a_hash_of_its_own(fund, other):
    frozen = Statement.objects.select_related("fund").get(fund=fund)
    frozen.figures["received"][1][0]["satang"] += 100
    said = statements.fingerprint(fund, frozen.first_on, frozen.last_on, frozen.figures, frozen.total)
    sql(
        "UPDATE funds_statement SET figures = %s, sha256 = %s WHERE id = %s",
        json.dumps(frozen.figures),
        said,
        frozen.pk,
    )


def an_entry_of_a_frozen_year(fund, other):
    sql("UPDATE funds_transfer SET amount = 99900 WHERE fund_id = %s AND \"on\" = '2017-01-15'", fund.pk)


NAMED = [
    (an_entry_on_an_account_of_another_fund, ["chalong: entry # names an account or a paper of another fund"]),
    (a_mirror, ["rawai: entry # is not the mirror of entry # that it turns back"]),
    (the_year_of_a_receipt, [
        "rawai: receipt 1/2560 is dated 2019-01-15", "rawai: receipt 1/2560 of 2019-01-15 has entries of another day",
    ]),
    (a_correction_that_one_person_made_alone, ["rawai: correction # needed a second person, # asked and decided"]),
    (a_correction_without_its_reversal, ["rawai: correction # is done, but its paper stands"]),
    (what_a_close_says, [
        "rawai: the close of 2018-05 says account # held 1,001.00 baht, the transfers give 1,000.00",
    ]),
    (a_difference_without_its_reason, ["rawai: the close of 2018-05 leaves a difference in account # unexplained"]),
    (an_account_that_a_close_leaves_out, ["rawai: the close of 2018-05 leaves account # out"]),
    (a_close_in_the_middle, ["rawai: the closed months from 2017-01-01 to 2018-05-01 do not follow each other"]),
    (a_month_reopened_by_who_closed_it, ["rawai: 2018-05 was closed and reopened by the same person"]),
    (a_count, ["rawai: cash count # says 1,000.25 baht, its pieces give 1,000.00"]),
    (a_match, ["rawai: bank line # is not the same money as entry #"]),
    (an_import_taken_back_with_its_match, ["rawai: bank line # is not the same money as entry #"]),
    (a_figure_of_a_statement, [
        f"{OF_2560} is not the one that was frozen: its hash differs",
    ]),
    (a_statement_with_a_hash_of_its_own, [
        f"{OF_2560} has sides of 1,001.00 and 1,000.00 baht",
        f"{OF_2560} says income:members 1.00 baht, the transfers give 0.00",
    ]),
    (an_entry_of_a_frozen_year, [
        f"{OF_2560} says income:donation 1,000.00 baht, the transfers give 999.00",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "named"), NAMED, ids=[spoil.__name__ for spoil, _named in NAMED])
def test_what_is_spoilt_is_named(kept, other_fund, spoil, named):
    spoil(kept, other_fund)

    found = [re.sub(r"(entry|account|correction|count|line|statement|person,|of|cash:) \d+\b(?![-,])", r"\1 #", words)
             for words in books.faults(kept.province)]  # fmt: skip

    assert [words for words in named if words not in found] == []


def test_looking_costs_the_same_with_more_records(kept, treasurer, django_assert_max_num_queries):
    for number in range(3):
        wrong = make_bank_line(kept, f"{number + 2}.00", by=treasurer)
        bank.take_back(wrong.bank_import, key=uuid4(), reason="ผิดไฟล์", on=MAY_DAY, by=treasurer)
        statements.freeze(kept, date(2017, 1, 1), date(2017, number + 1, 28), key=uuid4(), by=treasurer)
    assert (Statement.objects.count(), CashCount.objects.count(), cash_of(kept).balance) == (4, 1, Decimal(1000))

    with django_assert_max_num_queries(26 + 18):
        assert books.faults(kept.province) == []
