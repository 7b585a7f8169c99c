"""People, and what they give and receive."""

from .claim import Claim, ClaimState, Decision, Payout, Verdict
from .contribution import Contribution
from .membership import Beneficiary, EndReason, Membership, MembershipStep, Plan, Relation, Step
from .person import Helped, HelpedInProvince, NoCitizenId, Person, Sex

__all__ = [
    "Beneficiary",
    "Claim",
    "ClaimState",
    "Contribution",
    "Decision",
    "EndReason",
    "Helped",
    "HelpedInProvince",
    "Membership",
    "MembershipStep",
    "NoCitizenId",
    "Payout",
    "Person",
    "Plan",
    "Relation",
    "Sex",
    "Step",
    "Verdict",
]
