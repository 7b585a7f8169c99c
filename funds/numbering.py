"""Running numbers that a paper had given before the portal: the series goes on after the highest of them."""

from django.db import transaction

from .models import Fund, Numbers, Series


def last_number(fund: Fund, of: Numbers, *, year: int = 0) -> int:
    """Give the last number given out in a series, 0 before the first."""
    return Series.objects.filter(fund=fund, of=of, year=year).values_list("last", flat=True).first() or 0


@transaction.atomic
def go_on_after(fund: Fund, of: Numbers, number: int, *, year: int = 0) -> None:
    """Let a series go on after `number`, where it has not come so far yet; the caller holds the fund's lock."""
    Series.objects.get_or_create(fund=fund, of=of, year=year)
    Series.objects.filter(fund=fund, of=of, year=year, last__lt=number).update(last=number)
