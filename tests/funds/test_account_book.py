"""The book of an account runs from what was brought forward to what is carried on: on screen, in a file, on paper."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from funds.models import AccountKind, Transfer
from funds.views import account_book
from tests.cast import signed_in
from tests.factories import MAY_DAY, cash_of, give
from tests.pages import links, tables
from tests.papers import needs_pdftotext, text_of
from welfare.thai import today


@pytest.fixture
def moved(fund, treasurer):
    """Cash in 2560; in May 2561 cash to the bank, a cost, and a gift that was turned back."""
    give(fund, "5000.00", by=treasurer, on=date(2017, 3, 1))
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(
        key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal("4000.50"), on=MAY_DAY, by=treasurer,
        note="ฝากธนาคาร",
    )  # fmt: skip
    paper = ledger.account(fund, AccountKind.COST, "paper")
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal("120.25"),
        cash=cash_of(fund), on=date(2018, 5, 2), by=treasurer,
    )  # fmt: skip
    give(fund, "10.00", by=treasurer, on=date(2018, 5, 3))
    ledger.reverse(Transfer.objects.get(amount=10), key=uuid4(), on=date(2018, 5, 3), by=treasurer, reason="ลงซ้ำ")
    return fund


def book(fund, account=None):
    return f"/funds/rawai/money/accounts/{(account or cash_of(fund)).pk}/"


def figures(page):
    return re.findall(r'stat__figure">([\d,.-]+)', page.content.decode())


def test_a_book_begins_with_the_month_of_its_last_entry_and_runs_oldest_first(moved, auditor):
    page = signed_in(auditor).get(book(moved))

    rows = tables(page)[0][1:]
    assert [row[-3:] for row in rows] == [
        ["", "", "5,000.00"], ["", "4,000.50", "999.50"], ["", "120.25", "879.25"], ["10.00", "", "889.25"],
        ["", "10.00", "879.25"], ["10.00", "4,130.75", "879.25"],
    ]  # fmt: skip
    assert (rows[0][0], rows[1][0], "เงินฝากธนาคาร" in rows[1][1]) == ("ยอดยกมา", "1 พ.ค. 2561", True)
    assert figures(page) == ["5,000.00", "10.00", "4,130.75", "879.25"]


def test_the_months_before_and_after_are_one_step_away(moved, auditor):
    reader = signed_in(auditor)
    around = [link for link in links(reader.get(book(moved))) if link.startswith("?first=2018")]

    assert around == ["?first=2018-04-01&last=2018-04-30", "?first=2018-06-01&last=2018-06-30"]
    assert figures(reader.get(book(moved) + around[1])) == ["879.25", "0.00", "0.00", "879.25"]


def test_every_address_that_a_book_offers_is_understood(moved, treasurer, auditor):
    give(moved, "1.00", by=treasurer, on=today())
    reader = signed_in(auditor)
    offered = [link for link in links(reader.get(book(moved))) if link.startswith("?first=")]

    assert len(offered) == 4  # this month, this year, since founding, the month before; none after
    for link in offered:
        assert figures(reader.get(book(moved) + link)), link


def test_an_account_of_cost_or_income_grows_by_what_was_added(moved, auditor):
    paper = ledger.account(moved, AccountKind.COST, "paper")

    page = signed_in(auditor).get(book(moved, paper))

    assert [row[-3:] for row in tables(page)[0][1:-1]] == [["", "", "0.00"], ["120.25", "", "120.25"]]
    assert "เพิ่ม (บาท)" in page.content.decode()


def test_an_account_that_never_moved_says_so(fund, auditor):
    page = signed_in(auditor).get(book(fund))

    assert (tables(page), figures(page)) == ([], ["0.00"] * 4)
    assert "ไม่มีรายการในช่วงวันนี้" in page.content.decode()


def test_the_balance_runs_on_over_the_pages(moved, treasurer, auditor, monkeypatch):
    monkeypatch.setattr(account_book, "PER_PAGE", 2)

    second = signed_in(auditor).get(book(moved), {"page": 2})

    assert [row[-1] for row in tables(second)[0][1:]] == ["879.25", "889.25", "879.25", "879.25"]


def test_the_file_says_what_the_page_says_and_opens_in_thai(moved, auditor):
    sent = b"".join(signed_in(auditor).get(book(moved), {"format": "csv"}))

    assert sent.startswith(b"\xef\xbb\xbf")
    rows = sent.decode("utf-8-sig").splitlines()
    assert [row.split(",")[-2] for row in rows[1:]] == ["5000.00", "999.50", "879.25", "889.25", "879.25"]


def test_days_that_are_not_understood_are_explained_and_print_nothing(moved, auditor):
    reader, asked = signed_in(auditor), {"first": "31/2/2561", "last": "1/5/2561"}

    assert "ไม่มีวันที่ 31" in reader.get(book(moved), asked).content.decode()
    assert reader.get(book(moved) + "paper/", asked).status_code == 404


def test_a_book_too_long_for_paper_asks_for_fewer_days(moved, auditor, monkeypatch):
    monkeypatch.setattr(account_book, "MOST_ON_PAPER", 3)

    answer = signed_in(auditor).get(book(moved) + "paper/", {"first": "1/5/2561", "last": "31/5/2561"})

    assert answer["Location"] == book(moved) + "?first=2018-05-01&last=2018-05-31"


@needs_pdftotext
def test_the_book_on_paper_has_every_entry_and_both_carried_balances(moved, auditor):
    made = signed_in(auditor).get(book(moved) + "paper/")

    lines = [re.sub(r"\s+", " ", line).strip() for line in text_of(made.content).splitlines()]
    assert lines[0] == "สมุดเงินสด"
    assert [line for line in lines if "ยอดยก" in line] == [
        "1 พ.ค. 2561 ยอดยกมา 5,000.00", "รวม และยอดยกไป 10.00 4,130.75 879.25"
    ]  # fmt: skip
    assert any(line.startswith("2 พ.ค. 2561") and line.endswith("120.25 879.25") for line in lines)


def test_a_book_asks_the_same_of_one_entry_and_of_many(moved, auditor, django_assert_num_queries):
    reader = signed_in(auditor)
    for days in ({"first": "1/3/2560", "last": "31/3/2560"}, {"first": "1/5/2561", "last": "31/5/2561"}):
        with django_assert_num_queries(15):
            reader.get(book(moved), days)
