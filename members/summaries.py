"""What this room counts for pages that compose several rooms."""

from dataclasses import dataclass

from funds.models import Fund

from .models import Claim, Membership


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a fund: claims to decide, approved claims to pay, applications to bring to the committee."""

    decisions: int
    payments: int
    applications: int


def waiting(fund: Fund) -> Waiting:
    """Count what waits in `fund`. Three queries."""
    claims = Claim.objects.of(fund)
    return Waiting(
        decisions=claims.waiting().count(),
        payments=claims.unpaid().count(),
        applications=Membership.objects.of(fund).applying().count(),
    )
