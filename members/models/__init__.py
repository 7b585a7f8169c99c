"""People, and what they give and receive."""

from funds.models import Plan

from .claim import ONCE_IN_A_LIFE, Claim, ClaimQuerySet, ClaimState, Held
from .claim_paper import ClaimFile, PaperSeen
from .claimed_day import ClaimedDay
from .collection import Collection, CollectionDraft, LapseWarning, Opening, OpeningCheck
from .consent import Consent, Consenter, ConsentWithdrawal, consenter
from .contribution import Contribution
from .decision import ClaimAct, ClaimStep, Decision, Signature, StandIn, Verdict
from .imports import (
    Import,
    ImportedClaim,
    ImportedHeir,
    ImportedMember,
    ImportedReceipt,
    ImportFile,
    ImportQuerySet,
    ImportWithdrawal,
    UnusedNumber,
)
from .imports import Kind as ImportKind
from .match import MatchLine, MatchLineQuerySet, MatchStrike
from .match import Why as WhyNotMatched
from .membership import Beneficiary, EndReason, Membership, MembershipQuerySet, MembershipStep, Relation, Standing, Step
from .merge import Distinction, DistinctionWithdrawal, Merge, MergedRecord, MergeQuerySet, MergeUndo, Moved
from .payout import Payout, PayoutQuerySet
from .person import Helped, HelpedInProvince, NoCitizenId, Person, PersonQuerySet, Sex
from .signal import SignalClosing, SignalKind, SignalReopening
from .whatif import WhatIf

__all__ = [
    "ONCE_IN_A_LIFE",
    "Beneficiary",
    "Claim",
    "ClaimAct",
    "ClaimFile",
    "ClaimQuerySet",
    "ClaimState",
    "ClaimStep",
    "ClaimedDay",
    "Collection",
    "CollectionDraft",
    "Consent",
    "ConsentWithdrawal",
    "Consenter",
    "Contribution",
    "Decision",
    "Distinction",
    "DistinctionWithdrawal",
    "EndReason",
    "Held",
    "Helped",
    "HelpedInProvince",
    "Import",
    "ImportFile",
    "ImportKind",
    "ImportQuerySet",
    "ImportWithdrawal",
    "ImportedClaim",
    "ImportedHeir",
    "ImportedMember",
    "ImportedReceipt",
    "LapseWarning",
    "MatchLine",
    "MatchLineQuerySet",
    "MatchStrike",
    "Membership",
    "MembershipQuerySet",
    "MembershipStep",
    "Merge",
    "MergeQuerySet",
    "MergeUndo",
    "MergedRecord",
    "Moved",
    "NoCitizenId",
    "Opening",
    "OpeningCheck",
    "PaperSeen",
    "Payout",
    "PayoutQuerySet",
    "Person",
    "PersonQuerySet",
    "Plan",
    "Relation",
    "Sex",
    "SignalClosing",
    "SignalKind",
    "SignalReopening",
    "Signature",
    "StandIn",
    "Standing",
    "Step",
    "UnusedNumber",
    "Verdict",
    "WhatIf",
    "WhyNotMatched",
    "consenter",
]
