"""The lines of a passbook as the paper one has them: paid and missed, one below the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funds import policies
from funds.rules.tenure import DAY

from . import arrears
from .models import Contribution, Membership


@dataclass(frozen=True, slots=True)
class Line:
    """One line: baht `paid` on the day `on`, or `missed` payments of baht `owed` that were never made for these days.

    `number` counts the paid lines alone, as the real passbook does; 0 for a missed one. `treasurer` received the money.
    """

    number: int
    on: date | None
    first: date | None
    last: date | None
    paid: Decimal | None = None
    missed: int = 0
    owed: Decimal | None = None
    is_entry_fee: bool = False
    treasurer: str = ""
    receipt: str = ""
    receipt_pk: int | None = None


def lines(membership: Membership, day: date, *, judged: date | None = None) -> list[Line]:
    """Give the lines of one passbook up to the end of `day`, in six queries; what was turned back is left out.

    What was not paid is called missed up to `judged`, where the books are not kept so far as `day`.
    """
    if membership.joined_on is None:
        return []
    terms = policies.by_day(membership.fund)
    given = Contribution.objects.filter(membership=membership).until(day).standing()
    rows = list(given.select_related("receipt__by").order_by("on", "pk"))
    return list(_lines(membership, rows, terms, min(day, judged or day)))


def _lines(membership: Membership, rows: list[Contribution], terms: policies.TermsOnDay, day: date) -> Iterator[Line]:
    opening = getattr(membership, "opening", None)
    through = arrears.paid_through(membership, opening.paid_until if opening else None)
    for number, row in enumerate(rows, start=1):
        if row.covers_from and row.covers_from > through + DAY:
            # What was skipped stays missed, a payment that fell due on its last day too.
            yield from _missed(membership, through, row.covers_from - DAY, row.covers_from, terms)
        yield Line(
            number, row.on, row.covers_from, row.covers_until, paid=row.amount, is_entry_fee=row.is_entry_fee,
            treasurer=str(row.receipt.by), receipt=str(row.receipt), receipt_pk=row.receipt_id,
        )  # fmt: skip
        through = max(through, row.covers_until or through)
    last = min(day, membership.ended_on - DAY) if membership.ended_on else day
    yield from _missed(membership, through, last, last, terms)


def _missed(membership: Membership, through: date, last: date, day: date, terms: policies.TermsOnDay) -> Iterator[Line]:
    """Say what was missed in the days after `through` up to `last`, if a payment fell due in them before `day`."""
    rules = terms(last)
    missed = arrears.stand(membership, through, rules, day).missed
    if missed:
        due = rules.rates.get(membership.plan)
        owed = arrears.owed(membership.plan, due, missed, (last - through).days)
        yield Line(0, None, through + DAY, last, missed=missed, owed=owed)
