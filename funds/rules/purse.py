"""The yearly purse for people who are not members, counted for a day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from funds.rules.caps import Meter, Tally
from funds.rules.terms import Cap, RuleBook
from welfare.money import to_satang


def meter(
    book: RuleBook, day: date, paid: Iterable[tuple[date, Decimal]], *, granted: Decimal = Decimal(0)
) -> Meter | None:
    """Give the state of the purse in the year that holds `day`, `granted` baht taken then; None without a purse.

    `paid` is what people who are not members have had, as days and baht.
    """
    if book.purse is None:
        return None
    cap = Cap(of="baht", per="year", limit=book.purse, whose="purse", clause=book.purse_clause)
    tally = Tally(cap, book.purse, scope="non_members", year=book.cap_year, joined_on=None)
    for on, amount in paid:
        tally.count(on, to_satang(amount))
    tally.grant(day, to_satang(granted))
    return tally.meter(day)
