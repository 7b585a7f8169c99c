"""Which days may be told: never two with few cases or few persons between them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds import months, telling
from funds.telling import SMALL, Stand, Told, told_days
from tests.factories import approve, close_books, give, make_claim, make_outsider, pay

JAN, FEB, MAR, APR = (months.last_day(date(2018, month, 1)) for month in (1, 2, 3, 4))
SEPTEMBER = date(2018, 9, 30)


def stand(day: date, cases: int, helped: int | None = None, paid: int | None = None) -> Stand:
    return Stand(day, cases, cases * 50_000 if paid is None else paid, cases if helped is None else helped)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ([stand(JAN, 5), stand(FEB, 10)], [JAN, FEB]),
        ([stand(JAN, 4), stand(FEB, 9)], [FEB]),
        ([stand(JAN, 5), stand(FEB, 9), stand(MAR, 10)], [JAN, MAR]),
        ([stand(JAN, 5), stand(FEB, 5), stand(MAR, 5)], [JAN, FEB, MAR]),
        # Six cases for one person, who was new: one neighbour.
        ([stand(JAN, 5), stand(FEB, 11, helped=6)], [JAN]),
        # Six paid and five turned back.
        ([stand(JAN, 6), stand(FEB, 12), stand(MAR, 7)], [JAN, FEB]),
        # One paid and another turned back: no case more, but other baht.
        ([stand(JAN, 6), stand(FEB, 6, paid=123)], [JAN]),
        ([stand(SEPTEMBER, 6), stand(date(2018, 10, 31), 20), stand(date(2018, 11, 30), 30)], [SEPTEMBER]),
    ],
)  # fmt: skip
def test_a_day_that_would_leave_few_between_is_passed_over(ends, told):
    assert told_days([], ends) == told


def test_what_was_announced_comes_first_unless_it_was_small_itself():
    half = date(2018, 2, 14)

    assert told_days([stand(half, 8)], [stand(JAN, 5), stand(FEB, 9), stand(MAR, 13)]) == [half, MAR]
    assert told_days([stand(half, 3)], [stand(JAN, 0), stand(FEB, 5)]) == [JAN, FEB]


CHANGES = st.lists(st.tuples(st.integers(-3, 12), st.integers(0, 12)), max_size=40)


@given(CHANGES)
def test_no_two_days_that_are_told_differ_by_few(changes):
    ends, cases, helped, month = [], 0, 0, date(2015, 1, 1)
    for more_cases, more_helped in changes:
        cases, helped = cases + more_cases, helped + more_helped
        ends.append(Stand(months.last_day(month), cases, cases * 100, helped))
        month = months.following(month)

    told = set(told_days([], ends))
    kept = [Stand(date.min)] + [end for end in ends if end.day in told]
    differences = {
        abs(getattr(one, what) - getattr(other, what))
        for one in kept for other in kept for what in ("cases", "helped")
    }  # fmt: skip
    assert differences & set(range(1, SMALL)) == set()


def test_what_a_fund_tells_does_not_change_by_what_comes_later():
    ends = [stand(JAN, 5), stand(FEB, 9), stand(MAR, 10)]

    assert all(told_days([], ends[:count]) == [day for day in told_days([], ends) if day <= ends[count - 1].day]
               for count in (1, 2, 3))  # fmt: skip


def test_before_its_books_begin_a_fund_tells_every_day_and_then_only_some():
    told = Told(begins=date(2018, 2, 1), closed=date(2018, 4, 1), days=(MAR, APR))

    days = (date(2017, 12, 5), JAN, date(2018, 2, 28), MAR, date(2018, 4, 29), date(2019, 1, 1))
    assert [told.until(day) for day in days] == [date(2017, 12, 5), JAN, JAN, MAR, MAR, APR]
    assert telling.common({1: told, 2: Told()}, date(2018, 4, 29)) == MAR
    assert telling.common({1: told, 2: Told(begins=date(2018, 3, 1))}, APR) == JAN


def pay_neighbours(fund, count, *, chair, secretary, treasurer, on):
    for _each in range(count):
        claim = make_claim(fund, by=secretary, person=make_outsider(), amount="100.00", on=on)
        approve(claim, by=chair, on=on)
        pay(claim, by=treasurer, on=on)


def test_a_fund_tells_a_month_once_it_is_closed(fund, province, chair, secretary, treasurer, django_assert_num_queries):
    give(fund, "10000.00", by=secretary, on=date(2018, 3, 1))
    pay_neighbours(fund, 5, chair=chair, secretary=secretary, treasurer=treasurer, on=date(2018, 4, 3))
    province.refresh_from_db()
    open_books = telling.told_of(province)[fund.pk]
    close_books(fund, date(2018, 4, 1), by=treasurer)
    closed_books = telling.told_of(province)[fund.pk]

    assert (open_books.days, open_books.until(APR)) == ([], FEB)
    assert (closed_books.days, closed_books.until(APR)) == ([MAR, APR], APR)
    with django_assert_num_queries(1):
        assert telling.told_of(province)[fund.pk] is closed_books
