"""People, and what they give and receive."""

from funds.models import Plan

from .claim import Claim, ClaimQuerySet, ClaimState
from .collection import Collection, CollectionDraft, LapseWarning, Opening, OpeningCheck
from .contribution import Contribution
from .decision import ClaimAct, ClaimStep, Decision, Signature, StandIn, Verdict
from .membership import Beneficiary, EndReason, Membership, MembershipQuerySet, MembershipStep, Relation, Standing, Step
from .payout import Payout, PayoutQuerySet
from .person import Helped, HelpedInProvince, NoCitizenId, Person, PersonQuerySet, Sex

__all__ = [
    "Beneficiary",
    "Claim",
    "ClaimAct",
    "ClaimQuerySet",
    "ClaimState",
    "ClaimStep",
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
    "Signature",
    "StandIn",
    "Standing",
    "Step",
    "Verdict",
]
