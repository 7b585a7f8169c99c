"""What this room counts for pages that compose several rooms."""

from dataclasses import dataclass

from funds.models import Correction, Fund
from welfare.models import User

from .models import Claim, Membership


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a fund for one reader: claims to decide or to pay, applications for the committee, corrections.

    `corrections` are those that the reader did not ask for.
    """

    decisions: int
    payments: int
    applications: int
    corrections: int


def waiting(fund: Fund, *, reader: User) -> Waiting:
    """Count what waits in `fund` for `reader`. Four queries."""
    claims = Claim.objects.of(fund)
    return Waiting(
        decisions=claims.waiting().count(),
        payments=claims.unpaid().count(),
        applications=Membership.objects.of(fund).applying().count(),
        corrections=Correction.objects.of(fund).waiting().exclude(by=reader).count(),
    )
