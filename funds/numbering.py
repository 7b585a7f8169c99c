"""Running numbers of a fund: the next ones, and those that a paper had given before the portal."""

from django.db import connection, transaction

from .models import Fund, Numbers, Series

_NEXT = """
    INSERT INTO funds_series (fund_id, "of", year, "last") VALUES (%s, %s, %s, %s)
    ON CONFLICT (fund_id, "of", year) DO UPDATE SET "last" = funds_series."last" + excluded."last" RETURNING "last"
"""


def next_number(fund: Fund, of: Numbers, *, year: int = 0, count: int = 1) -> int:
    """Take the next `count` running numbers and give the first of them, in one statement.

    `year` is Buddhist Era, 0 for a series that runs on for ever. A transaction that fails gives its
    numbers back, so none is missing; the caller holds the fund's lock, so none is given twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [fund.pk, Numbers(of).value, year, count])
        last: int = cursor.fetchone()[0]
    return last - count + 1


def last_number(fund: Fund, of: Numbers, *, year: int = 0) -> int:
    """Give the last number given out in a series, 0 before the first."""
    return Series.objects.filter(fund=fund, of=of, year=year).values_list("last", flat=True).first() or 0


@transaction.atomic
def go_on_after(fund: Fund, of: Numbers, number: int, *, year: int = 0) -> None:
    """Let a series go on after `number`, where it has not come so far yet; the caller holds the fund's lock."""
    Series.objects.get_or_create(fund=fund, of=of, year=year)
    Series.objects.filter(fund=fund, of=of, year=year, last__lt=number).update(last=number)
