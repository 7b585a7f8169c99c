from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funds import bookdays
from tests.factories import AUGUST, give

TODAY = date(2026, 11, 25)


def enter(fund, by, *days):
    for day in days:
        give(fund, "10.00", by=by, on=day)


@pytest.mark.parametrize(
    ("ago", "kept"),
    [
        ([], 0),
        ([0], 0),
        ([100, 150], 0),
        ([101], 101),
        ([3000], 3000),
        ([0, 3000], 3000),
        ([0, 50, 99, 3000], 3000),
        ([0, 50, 101, 3000], 0),
        ([0, 100, 201], 201),
        ([0, 101, 201], 101),
    ],
)
def test_books_are_kept_to_the_last_entry_before_they_lay_still(fund, treasurer, ago, kept):
    enter(fund, treasurer, *(TODAY - timedelta(days=days) for days in ago))

    assert bookdays.kept_until(fund, TODAY) == TODAY - timedelta(days=kept)


def test_what_is_dated_later_or_of_another_fund_does_not_keep_the_books(fund, other_fund, treasurer, stranger):
    enter(fund, treasurer, AUGUST, TODAY)
    enter(other_fund, stranger, TODAY - timedelta(days=1))

    assert bookdays.kept_until(fund, TODAY - timedelta(days=1)) == AUGUST


def test_the_day_is_found_with_one_query(fund, treasurer):
    enter(fund, treasurer, AUGUST)

    with CaptureQueriesContext(connection) as asked:
        bookdays.kept_until(fund, TODAY)

    assert len(asked) == 1
