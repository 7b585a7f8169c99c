"""What a membership gave and received: the sums of its passbook, and up to which day members have paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery, Sum

from .models import Contribution, Membership, Payout


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
    """Give, by primary key, the last day each of `memberships` had paid for by the end of `as_of`. One query.

    What the paper said when the fund began with the portal counts too; who never paid is left out.
    """
    last = Contribution.objects.filter(membership=OuterRef("pk"), covers_until__isnull=False).until(as_of).standing()
    found = Membership.objects.filter(pk__in=[each.pk for each in memberships]).annotate(
        # From the end of each member's own: what lies before it is not read.
        last=Subquery(last.order_by("-covers_until").values("covers_until")[:1]),
        carried=FilteredRelation("opening", condition=Q(opening__on__lte=as_of)),
    )
    days = {pk: (last, carried) for pk, last, carried in found.values_list("pk", "last", "carried__paid_until")}
    return {pk: max(filter(None, both)) for pk, both in days.items() if any(both)}
