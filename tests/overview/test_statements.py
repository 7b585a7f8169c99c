"""The statements of all funds of a year: who has made theirs final, and all of them in one file."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from funds import statements
from funds.models import Fund, Statement
from tests.cast import signed_in
from tests.factories import close_books, give
from tests.pages import tables
from tests.papers import needs_pdftotext, page_count, text_of

PAGE = "/province/phuket/statements/"


@pytest.fixture
def two(fund, other_fund, treasurer, stranger):
    """A fund that made its statement of 2560 final, and one that did not, each with money of that year."""
    give(fund, "500.00", by=treasurer, on=date(2017, 3, 5))
    give(other_fund, "70.00", by=stranger, on=date(2017, 4, 5))
    close_books(fund, date(2017, 12, 1), by=treasurer)
    return statements.freeze(fund, date(2017, 1, 1), date(2017, 12, 31), key=uuid4(), by=treasurer)


def test_the_page_says_which_fund_has_and_which_has_not(two, fund, other_fund, province_officer):
    reader = signed_in(province_officer)
    rows = {row[0]: row[1:] for row in tables(reader.get(f"{PAGE}?year=2017"))[0]}

    assert rows[fund.short_name] == ["มีแล้ว", "31 ธ.ค. 2560", "500.00", two.sha256[:12]]
    assert rows[other_fund.short_name] == ["ยังไม่มี", "–", "–", "–"]
    assert rows["รวม"][2] == f"{sum(one.total for one in Statement.objects.all()):,.2f}"
    assert reader.get(f"{PAGE}?year=2016").context["have"] == 0


def test_the_page_asks_the_same_of_one_and_of_more(two, province_officer, django_assert_num_queries):
    reader = signed_in(province_officer)
    reader.get(PAGE)
    with django_assert_num_queries(4):
        reader.get(f"{PAGE}?year=2017")
    with django_assert_num_queries(4):
        reader.get(f"{PAGE}?year=2016")


@needs_pdftotext
def test_all_of_them_come_in_one_file_a_page_each_and_say_which_are_drafts(two, fund, other_fund, province_officer):
    reader = signed_in(province_officer)
    made = reader.get(f"{PAGE}paper/?year=2017").content
    words = text_of(made)

    assert page_count(made) == Fund.objects.of(fund.province).count()
    assert (two.sha256[:16] in words, words.count("ฉบับร่าง"), other_fund.name_th in words) == (
        True, page_count(made) - 1, True,
    )  # fmt: skip
    sent: Any = reader.get(f"{PAGE}file/?year=2017")
    table = b"".join(sent.streaming_content).decode("utf-8-sig")
    assert [line for line in table.splitlines() if line.startswith(other_fund.short_name) and ",70.00" in line]
