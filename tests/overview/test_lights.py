"""One light for each fund and month: what was entered, closed and compared by the day asked for."""

from datetime import date

import pytest

from funds import lights
from funds.lights import Closed, State
from funds.models import MonthClose
from tests.cast import signed_in
from tests.factories import close_books, give
from tests.pages import links, tables

PAGE = "/province/phuket/lights/"
MARCH = date(2018, 3, 1)


@pytest.mark.parametrize(("day", "begins", "has_entries", "closed", "state"), [
    (date(2018, 4, 15), MARCH, True, None, State.WAITS), (date(2018, 4, 16), MARCH, True, None, State.LATE),
    (date(2018, 4, 16), MARCH, False, None, State.SILENT),
    (date(2018, 4, 16), MARCH, True, Closed(1, True), State.DONE),
    (date(2018, 4, 16), MARCH, True, Closed(1, False), State.DIFFERS),
    (date(2018, 4, 16), date(2018, 4, 1), False, None, State.NONE), (date(2018, 2, 28), MARCH, True, None, State.NONE),
    (date(2018, 4, 16), None, False, None, State.NONE),
])  # fmt: skip
def test_a_month_has_the_light_of_what_was_done_by_the_day(day, begins, has_entries, closed, state):
    assert lights.light(MARCH, day, begins=begins, has_entries=has_entries, closed=closed).state == state


@pytest.fixture
def books(fund, treasurer):
    """Rawai: January entered and closed on 31 January, nothing in February, March entered."""
    give(fund, "100.00", by=treasurer, on=date(2018, 1, 10))
    close_books(fund, date(2018, 1, 1), by=treasurer)
    give(fund, "50.00", by=treasurer, on=date(2018, 3, 10))


def states(province, fund, day):
    return [one.state.value for one in lights.of_year(province, day)[fund.pk]]


def test_the_lights_of_a_year_are_those_of_its_books_on_the_day(books, province, fund, other_fund):
    assert states(province, fund, date(2018, 4, 20)) == ["done", "silent", "late", "waits"] + ["none"] * 8
    assert states(province, fund, date(2018, 3, 12)) == ["done", "waits", "waits"] + ["none"] * 9
    assert states(province, fund, date(2018, 1, 30)) == ["waits"] + ["none"] * 11
    assert states(province, other_fund, date(2018, 4, 20)) == ["none"] * 12


def test_each_light_is_a_word_and_opens_its_month(books, province_officer):
    page = signed_in(province_officer).get(PAGE, {"as_of": "20/4/2561"})

    first = tables(page)[0][1]
    assert first == ["ราไวย์", "● ครบ", "■ เงียบ", "▲ ช้า", "○ รอ", *["·"] * 8, "2"]
    close = MonthClose.objects.get()
    assert links(page)[f"/funds/rawai/months/{close.pk}/"] == "● ครบ"
    assert "1 กองทุนมีเดือนที่ควรปิดบัญชีแล้วแต่ยังไม่ปิด" in page.content.decode()


def test_the_page_asks_the_same_of_every_number_of_months(
    books, fund, treasurer, province_officer, django_assert_num_queries
):
    reader = signed_in(province_officer)
    for _time in range(2):
        with django_assert_num_queries(7):
            reader.get(PAGE, {"as_of": "20/4/2561"})
        close_books(fund, date(2018, 2, 1), by=treasurer, on=date(2018, 4, 1)) if _time == 0 else None


def test_a_province_without_books_has_no_light(province_officer):
    page = signed_in(province_officer).get(PAGE)

    assert "ทุกกองทุนที่มีบัญชีปิดบัญชีทันกำหนด" in page.content.decode()
