"""The journal shows every transfer with its paper and a running balance."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from funds import ledger
from funds.models import Account, AccountKind, Fund, Source, Transfer
from funds.views.journal import PER_PAGE
from tests.cast import signed_in
from tests.factories import MAY_DAY, cash_of, give
from tests.pages import links, tables
from welfare.models import User

JOURNAL = "/funds/rawai/journal/"
MONEY = "/funds/rawai/money/"


@pytest.fixture
def moved(fund: Fund, treasurer: User) -> Fund:
    """Money in, to the bank, a cost, and a gift that was turned back."""
    give(fund, "5000.00", by=treasurer, on=date(2017, 3, 1))
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(
        key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal("4000.50"), on=date(2017, 3, 2), by=treasurer,
        note="ฝากธนาคาร",
    )  # fmt: skip
    paper = ledger.account(fund, AccountKind.COST, "paper")
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal("120.25"),
        cash=bank, on=MAY_DAY, by=treasurer,
    )  # fmt: skip
    give(fund, "10.00", by=treasurer, on=MAY_DAY)
    gift = Transfer.objects.of(fund).get(amount=Decimal(10))
    ledger.reverse(gift, key=uuid4(), on=MAY_DAY, by=treasurer, reason="ลงซ้ำ")
    return fund


def lines(page) -> list[list[str]]:
    return tables(page)[0][1:]


def bank_of(fund: Fund) -> Account:
    return ledger.account(fund, AccountKind.BANK)


def test_every_transfer_is_a_line_the_latest_first(moved, auditor):
    shown = lines(signed_in(auditor).get(JOURNAL))

    assert [(row[0], row[2]) for row in shown] == [
        ("1 พ.ค. 2561", "10.00"), ("1 พ.ค. 2561", "10.00"), ("1 พ.ค. 2561", "120.25"), ("2 มี.ค. 2560", "4,000.50"),
        ("1 มี.ค. 2560", "5,000.00"),
    ]  # fmt: skip
    assert "ลงซ้ำ" in shown[0][1]
    assert "1/2561 ร้านเครื่องเขียน" in shown[2][1]
    assert "1/2560 ผู้มีจิตศรัทธา" in shown[4][1]
    assert "นางประไพ ทองคำ" in shown[4][1]


def test_one_account_runs_with_its_balance(moved, auditor):
    shown = lines(signed_in(auditor).get(JOURNAL, {"account": str(bank_of(moved).pk)}))

    assert [row[2:] for row in shown] == [["", "120.25", "3,880.25"], ["4,000.50", "", "4,000.50"]]


def test_an_account_of_income_grows_by_what_came_in(moved, auditor):
    donations = ledger.account(moved, AccountKind.INCOME, Source.DONATION)

    shown = lines(signed_in(auditor).get(JOURNAL, {"account": donations.pk}))

    assert [row[2:] for row in shown] == [
        ["", "10.00", "5,000.00"], ["10.00", "", "5,010.00"], ["5,000.00", "", "5,000.00"],
    ]  # fmt: skip


def figures(page) -> list[str]:
    return re.findall(r'stat__figure">([\d,.-]+)', page.content.decode())


def test_the_sums_are_of_the_stretch_shown(moved, auditor):
    reader = signed_in(auditor)

    assert figures(reader.get(JOURNAL)) == ["5,000.00", "0.00", "120.25", "4,879.75"]
    assert figures(reader.get(JOURNAL, {"until": "31/12/2560"})) == ["5,000.00", "0.00", "0.00", "5,000.00"]
    assert figures(reader.get(JOURNAL, {"from": "1 ม.ค. 2561"})) == ["0.00", "0.00", "120.25", "4,879.75"]
    assert figures(reader.get(JOURNAL, {"from": "1/1/2561", "account": str(bank_of(moved).pk)})) == [
        "4,000.50", "0.00", "120.25", "3,880.25",
    ]  # fmt: skip


def test_a_stretch_keeps_its_first_and_last_day(moved, auditor):
    shown = lines(signed_in(auditor).get(JOURNAL, {"from": "2/3/2560", "until": "2/3/2560"}))

    assert [row[2] for row in shown] == ["4,000.50"]


def test_a_day_that_is_none_is_explained_and_left_out(moved, auditor):
    page = signed_in(auditor).get(JOURNAL, {"until": "31/2/2561", "from": "1/1/2561"})

    assert "ไม่มีวันที่ 31" in page.content.decode()
    assert len(lines(page)) == 3


def test_an_account_of_another_fund_is_not_shown(moved, auditor, other_fund):
    page = signed_in(auditor).get(JOURNAL, {"account": str(cash_of(other_fund).pk)})

    assert len(lines(page)) == 5
    assert page.status_code == 200


def test_a_page_holds_so_many_lines_and_the_balance_runs_on_over_the_pages(moved, auditor, treasurer):
    for number in range(PER_PAGE):
        give(moved, f"{number + 1}.00", by=treasurer, on=MAY_DAY)
    reader, cash = signed_in(auditor), cash_of(moved)

    first = reader.get(JOURNAL, {"account": cash.pk})
    second = reader.get(JOURNAL, {"account": str(cash.pk), "page": "2"})

    assert (len(lines(first)), len(lines(second))) == (PER_PAGE, 4)
    assert f"?account={cash.pk}&page=2" in links(first)
    assert lines(first)[-1][2:] == ["1.00", "", "1,000.50"]
    assert [row[2:] for row in lines(second)] == [
        ["", "10.00", "999.50"], ["10.00", "", "1,009.50"], ["", "4,000.50", "999.50"], ["5,000.00", "", "5,000.00"],
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "๒", "99999999999"])
def test_a_page_number_that_is_none_is_the_first(moved, auditor, page):
    assert len(lines(signed_in(auditor).get(JOURNAL, {"page": page}))) == 5


def test_a_page_past_the_last_says_there_is_nothing(moved, auditor):
    page = signed_in(auditor).get(JOURNAL, {"page": "9"})

    assert (page.status_code, tables(page)) == (200, [])


def test_the_journal_asks_the_same_at_one_line_and_at_many(moved, auditor, treasurer, django_assert_num_queries):
    reader = signed_in(auditor)
    for until in ("1/3/2560", ""):
        with django_assert_num_queries(5):
            page = reader.get(JOURNAL, {"until": until})
    for account in (bank_of(moved), cash_of(moved)):
        with django_assert_num_queries(8):
            reader.get(JOURNAL, {"account": account.pk})
    for number in range(PER_PAGE):
        give(moved, f"{number + 1}.00", by=treasurer, on=MAY_DAY)
    with django_assert_num_queries(5):
        page = reader.get(JOURNAL)
    assert len(page.content) < 50_000


def test_the_books_are_open_to_their_readers_and_entries_to_the_treasurer(
    fund, treasurer, chair, auditor, stranger, former_treasurer
):
    def asked(user: User | None, address: str) -> int:
        return (signed_in(user) if user else Client()).get(address).status_code

    readers = (treasurer, chair, auditor, stranger, former_treasurer, None)
    assert [asked(user, JOURNAL) for user in readers] == [200, 200, 200, 404, 404, 302]
    assert [asked(user, MONEY) for user in readers] == [200, 200, 200, 404, 404, 302]
    for page in ("income", "costs", "deposits"):
        assert [asked(user, f"{MONEY}{page}/new/") for user in readers] == [200, 403, 403, 404, 404, 302]


def test_a_line_of_the_form_opens_into_its_entries_and_what_they_come_to(busy, treasurer):
    page = signed_in(treasurer).get(reverse("funds:journal", args=[busy.code]), {"line": "income:members"})

    assert (str(page.context["title"]), [one["figure"] for one in page.context["sums"]]) == (
        "เงินสัจจะสมาชิก", ["365.25"],
    )  # fmt: skip
    assert signed_in(treasurer).get(page.request["PATH_INFO"], {"line": "no:such:line"}).context["lines"] == []


def test_each_line_of_a_statement_opens_into_entries_that_add_up_to_it(busy, treasurer):
    client = signed_in(treasurer)
    page = client.get(reverse("funds:statement-draft", args=[busy.code]), {"first": "2018-01-01", "last": "2018-12-31"})

    shown = page.context
    cells = [cell for side in shown["sides"] for group in side.groups for cell in group] + list(shown["benefits"])
    opened = {
        cell.label: client.get(cell.url).context["sums"][0]["figure"] for cell in cells if "/journal/" in cell.url
    }

    assert len(opened) == 9
    assert opened == {cell.label: f"{cell.baht}.{cell.satang}" for cell in cells if cell.label in opened}
