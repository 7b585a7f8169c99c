"""People, and what they give and receive."""

from funds.models import Plan

from .claim import Claim, ClaimQuerySet, ClaimState, Decision, Payout, PayoutQuerySet, Verdict
from .collection import Collection, CollectionDraft, LapseWarning, Opening, OpeningCheck
from .contribution import Contribution
from .membership import Beneficiary, EndReason, Membership, MembershipQuerySet, MembershipStep, Relation, Standing, Step
from .person import Helped, HelpedInProvince, NoCitizenId, Person, PersonQuerySet, Sex

__all__ = [
    "Beneficiary",
    "Claim",
    "ClaimQuerySet",
    "ClaimState",
    "Collection",
    "CollectionDraft",
    "Contribution",
    "Decision",
    "EndReason",
    "Helped",
    "HelpedInProvince",
    "LapseWarning",
    "Membership",
    "MembershipQuerySet",
    "MembershipStep",
    "NoCitizenId",
    "Opening",
    "OpeningCheck",
    "Payout",
    "PayoutQuerySet",
    "Person",
    "PersonQuerySet",
    "Plan",
    "Relation",
    "Sex",
    "Standing",
    "Step",
    "Verdict",
]
