"""A fund's page for everyone and the notice for the village board tell what is closed, and name nobody."""

from datetime import date

import pytest
from django.test import Client

from funds.models import Fund
from tests.factories import (
    approve,
    close_books,
    give,
    make_branch,
    make_claim,
    make_member,
    make_outsider,
    make_regulation,
    pay,
)
from tests.pages import tables
from tests.papers import needs_pdftotext, page_count, text_of
from welfare.models import User

JUNE = date(2019, 6, 20)


@pytest.fixture
def helped(fund: Fund, secretary: User, chair: User, treasurer: User) -> Fund:
    """A fund of six members that helped one in birth and six neighbours in illness, and closed the year 2562."""
    make_regulation(fund, by=secretary)
    make_branch(fund, "ศูนย์บ้านหาดทราย")
    give(fund, "10000.00", by=secretary, on=date(2019, 1, 5))
    first, *_others = [make_member(fund, by=secretary) for _each in range(6)]
    asked = [make_claim(fund, by=secretary, person=first.person, membership=first, category="birth", on=JUNE)]
    asked += [make_claim(fund, by=secretary, person=make_outsider(), amount="1000.00", on=JUNE) for _each in range(6)]
    for claim in asked:
        approve(claim, by=chair, on=JUNE)
        pay(claim, by=treasurer, on=JUNE)
    close_books(fund, date(2019, 12, 1), by=treasurer)
    return fund


def test_the_page_tells_what_is_closed_and_hides_what_few_received(helped):
    page = Client().get("/funds/rawai/about/", {"any": "one"})

    money_in, money_out, by_kind = tables(page)[:3]
    assert money_in[1:] == [["เงินบริจาค", "10,000.00"], ["รวม", "10,000.00"]]
    assert money_out[1:] == [["จ่ายสวัสดิการ 7 ครั้ง", "6,500.00"], ["รวม", "6,500.00"]]
    assert [row[1:] for row in by_kind[1:]] == [["7", "6,500.00"]]  # birth and illness, together
    words = page.content.decode()
    assert all(part in words for part in ("31 ธันวาคม 2562", "3,500.00", "ปี 2562", "ศูนย์บ้านหาดทราย"))


def test_what_the_rule_book_pays_is_told_in_words(helped):
    words = Client().get("/funds/rawai/about/").content.decode()

    assert "ตามระเบียบข้อบังคับที่ใช้ตั้งแต่วันที่ 15 มกราคม 2560" in words
    assert "500" in words.split("ตามระเบียบข้อบังคับ")[1]


@needs_pdftotext
@pytest.mark.parametrize("path", ["about/", "notice/"])
def test_nobody_is_named(helped, chair, secretary, treasurer, path):
    answer = Client().get(f"/funds/rawai/{path}")
    words = text_of(answer.content) if path == "notice/" else answer.content.decode()

    names = {part for user in (chair, secretary, treasurer) for part in str(user).split()[:1]}
    names |= {person.last_name for person in (make_outsider(),)}
    assert [name for name in names if name in words] == []


@needs_pdftotext
def test_the_notice_fits_one_page_and_says_what_the_page_says(helped):
    answer = Client().get("/funds/rawai/notice/")
    words = text_of(answer.content)

    assert answer.headers["Content-Type"] == "application/pdf"
    assert page_count(answer.content) == 1
    figures = ("31 ธันวาคม 2562", "3,500.00", "10,000.00", "6,500.00", "7 ครั้ง", "http://testserver/funds/rawai/about/")
    assert [figure for figure in figures if figure not in words] == []


@pytest.mark.parametrize("path", ["about/", "notice/"])
def test_a_copy_that_is_still_true_is_not_sent_again(helped, path):
    first = Client().get(f"/funds/rawai/{path}")
    again = Client().get(f"/funds/rawai/{path}", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@needs_pdftotext
def test_a_fund_that_has_closed_nothing_tells_nothing_yet(fund, secretary):
    give(fund, "777.00", by=secretary)

    assert "777.00" not in Client().get("/funds/rawai/about/").content.decode()
    assert "ยังไม่มีตัวเลขให้ประกาศ" in text_of(Client().get("/funds/rawai/notice/").content)
    assert Client().get("/funds/nowhere/about/").status_code == 404


def test_the_page_costs_the_same_however_much_was_given(helped, django_assert_num_queries):
    Client().get("/funds/rawai/about/")
    with django_assert_num_queries(12):
        Client().get("/funds/rawai/about/")
