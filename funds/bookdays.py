"""Up to which day a fund's books are kept: who has not paid is asked as of that day, not of a later one."""

from datetime import date

from .models import Fund, Transfer

# So long without any entry, and the books lay still: who paid on paper meanwhile is not in them.
# Source: our own decision, docs/decisions/0021-books-that-lie-still.md.
STILL_DAYS = 100


def kept_until(fund: Fund, today: date) -> date:
    """Give the day up to which the books of `fund` are kept: `today`, or the last entry before they lay still.

    Books lie still where more than STILL_DAYS days pass without an entry. They are kept again once they have been kept
    for as long: a single receipt after years does not make debtors of all who paid on paper meanwhile. A fund
    without entries keeps its books. One query, of the days with entries in the last STILL_DAYS and one before.
    """
    after = today
    days = Transfer.objects.of(fund).until(today).order_by("-on").values_list("on", flat=True).distinct()
    for on in days.iterator(chunk_size=STILL_DAYS):
        if (after - on).days > STILL_DAYS:
            return on
        if (today - on).days > STILL_DAYS:
            break
        after = on
    return today
