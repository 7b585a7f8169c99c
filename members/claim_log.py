"""Write what was done with a claim into the trail."""

from welfare import trail
from welfare.models import User

from .models import Claim


def record(claim: Claim, act: str, by: User, **facts: str) -> None:
    """Record `act` on `claim`, in the transaction that does it."""
    trail.record(
        by=by, fund=claim.fund_id, act=act, subject="claim", subject_pk=claim.pk, facts={"claim": str(claim), **facts}
    )
