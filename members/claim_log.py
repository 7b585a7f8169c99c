"""Write what was done with a claim into the trail."""

from welfare import trail
from welfare.models import User

from .models import Claim


def record(claim: Claim, act: str, by: User, **facts: str) -> None:
    """Record `act` on `claim`, in the transaction that does it."""
    trail.record_all([act_on(claim, act, **facts)], by=by, fund=claim.fund_id)


def act_on(claim: Claim, act: str, **facts: str) -> trail.Act:
    """Give `act` on `claim` as the trail takes it, for who writes down several acts together."""
    return trail.Act(act, "claim", claim.pk, {"claim": str(claim), **facts})
