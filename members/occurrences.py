"""One event is paid once: which days a claim holds, and which earlier claim holds one of them.

Source: our own decision, docs/decisions/0008-one-event-is-paid-once.md.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from funds.models import Fund
from welfare import thai

from .models import Claim, Held

DAY = timedelta(days=1)


def days_of(occurred_on: date, until_on: date | None, *, with_last: bool = False) -> tuple[date, ...]:
    """Give the days that an event holds: each night from `occurred_on` to the day of leaving, `with_last` that too."""
    last = until_on if until_on is not None else occurred_on
    count = max((last - occurred_on).days + (1 if with_last else 0), 1)
    return tuple(occurred_on + DAY * number for number in range(count))


def earlier(held: Held) -> Claim | None:
    """Give the first standing claim that holds a day of `held`. One query."""
    return Claim.objects.colliding(held).select_related("fund").order_by("pk").first()


def said(claim: Claim, *, fund: Fund, days: Iterable[date]) -> str:
    """Say why `claim` stands in the way, as far as someone of `fund` may know."""
    if claim.fund_id != fund.pk:
        return _(
            "Another fund of the province was asked for the same person, kind of help and day. One event is paid once; "
            "the provincial office knows which fund."
        )
    words = {"claim": claim, "date": thai.short_date(claim.filed_on)}
    if claim.occurred_on not in days:
        return _("Claim %(claim)s of %(date)s holds some of these nights. A night is paid once.") % words
    return _("Claim %(claim)s of %(date)s is for the same person, benefit and day.") % words
