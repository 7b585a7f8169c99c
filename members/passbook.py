"""What a membership gave and received: the sums of its passbook, and up to which day members have paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Sum

from .models import Contribution, Membership, Opening, Payout


@dataclass(frozen=True, slots=True)
class Passbook:
    """What one membership gave and what its person received from the fund; baht, and how many times.

    `paid_until` is the last day paid for.
    """

    paid: Decimal
    payments: int
    paid_until: date | None
    received: Decimal
    cases: int


def passbook(membership: Membership) -> Passbook:
    """Sum up a passbook; what was turned back in the books does not count. Four queries."""
    given = Contribution.objects.filter(membership=membership).standing()
    paid = given.aggregate(amount=Sum("amount"), count=Count("pk"))
    received = Payout.objects.filter(
        fund=membership.fund_id, person=membership.person_id, transfer__reversal__isnull=True
    ).aggregate(amount=Sum("amount"), count=Count("pk"))
    return Passbook(
        paid=paid["amount"] or Decimal(0),
        payments=paid["count"],
        paid_until=paid_until([membership]).get(membership.pk),
        received=received["amount"] or Decimal(0),
        cases=received["count"],
    )


def paid_until(memberships: Iterable[Membership], *, as_of: date = date.max) -> dict[int, date]:
    """Give, by primary key, the last day each of `memberships` had paid for by the end of `as_of`. Two queries.

    What the paper said when the fund began with the portal counts too; who never paid is left out.
    """
    members = list(memberships)
    given = (
        Contribution.objects.filter(membership__in=members, covers_until__isnull=False)
        .until(as_of)
        .standing()
        .values("membership")
        .annotate(last=Max("covers_until"))
    )
    found = dict(given.values_list("membership", "last"))
    openings = Opening.objects.filter(membership__in=members, on__lte=as_of, paid_until__isnull=False)
    for membership, day in openings.values_list("membership", "paid_until"):
        if day:
            found[membership] = max(day, found.get(membership, day))
    return found
