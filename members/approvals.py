"""Approve or refuse claims: each signature that the fund's rule asks for, the last of which is the decision."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds import signing
from funds.models import Appointment, Fund, Signers
from welfare import thai
from welfare.models import User

from . import claim_log
from .claim_refusals import AlreadyDecided, NeverRaised, NotTheirTurn, OwnClaim, TooEarly
from .models import Claim, ClaimAct, ClaimState, ClaimStep, Decision, Membership, Signature, StandIn, Verdict
from .stakes import holders_of_stakes, refuse_stake_in


@dataclass(frozen=True, slots=True)
class Need:
    """One step of the approval of a claim, and who has signed it in this round."""

    step: signing.Step
    signed: tuple[Signature, ...]

    @property
    def missing(self) -> int:
        return max(self.step.count - len(self.signed), 0)


@dataclass(frozen=True, slots=True)
class Approval:
    """How far the approval of a claim has come in its `round`: every step in its order."""

    round: int
    needs: tuple[Need, ...]

    @property
    def next(self) -> Need | None:
        """The step that waits for a signature."""
        return next((need for need in self.needs if need.missing), None)

    @property
    def missing(self) -> int:
        return sum(need.missing for need in self.needs)

    @property
    def signatures(self) -> list[Signature]:
        return [signature for need in self.needs for signature in need.signed]


def approval_of(claim: Claim) -> Approval:
    """Read the steps that `claim` must pass, and its signatures of this round. Four queries at most."""
    steps = signing.steps_for(claim.fund, claim.amount, filed_on=claim.filed_on)
    number = 1 + ClaimStep.objects.filter(claim=claim, act=ClaimAct.RETURNED).count()
    rows = Signature.objects.filter(claim=claim, round=number).select_related("by").order_by("pk")
    signed = list(rows) if any(step.pk for step in steps) else []
    return Approval(
        number, tuple(Need(step, tuple(each for each in signed if each.step_id == step.pk)) for step in steps)
    )


def makers_of(claim: Claim) -> set[int]:
    """Give who filed or repaired `claim`, by primary key."""
    repaired = ClaimStep.objects.filter(claim=claim, act=ClaimAct.REPAIRED)
    return {claim.by_id, *repaired.values_list("by", flat=True)}


def signers_of(claim: Claim) -> set[int]:
    """Give who signed or decided `claim`, in any round, by primary key."""
    decided = Decision.objects.filter(claim=claim).values_list("by", flat=True)
    return set(Signature.objects.filter(claim=claim).values_list("by", flat=True).union(decided))


def may_sign(claim: Claim, step: signing.Step, by: User, *, on: date) -> bool:
    """Say whether `by` holds an office that signs `step` on the day `on`."""
    held = Appointment.objects.held_by(by, on=on).filter(fund=claim.fund_id, office__in=step.offices)
    return _of_branch(held.values_list("branch", flat=True), step, claim.membership)


def _of_branch(branches: object, step: signing.Step, membership: Membership | None) -> bool:
    found = list(branches)  # type: ignore[call-overload]
    if step.who != Signers.BRANCH or membership is None or membership.branch_id is None:
        return bool(found)
    return membership.branch_id in found


def free_for(claim: Claim, offices: frozenset[str], *, on: date) -> list[User]:
    """Give who holds one of `offices` of the fund and neither took a step on `claim` nor has a stake in it."""
    held = Appointment.objects.on(on).filter(fund=claim.fund_id, office__in=offices).select_related("user")
    users = {row.user_id: row.user for row in held.order_by("pk") if row.user.is_active}
    taken = makers_of(claim) | signers_of(claim) | holders_of_stakes(claim, users.values())
    return [user for pk, user in users.items() if pk not in taken]


def stand_in(claim: Claim, *, reason: str, on: date, by: User) -> StandIn | None:
    """Record that an officer of the province acts on `claim` for a missing person of the fund; once for each."""
    if not reason.strip():
        return None
    is_officer = Appointment.objects.held_by(by, on=on).filter(province=claim.fund.province_id).exists()
    if not is_officer:
        raise NotTheirTurn(_("Only an officer of the province stands in for someone of the fund."))
    made, is_new = StandIn.objects.get_or_create(claim=claim, by=by, defaults={"reason": reason.strip(), "on": on})
    if is_new:
        claim_log.record(claim, "stood in", by, reason=made.reason)
    return made


@transaction.atomic
def decide(
    claim: Claim, *, key: UUID, verdict: Verdict, on: date, by: User, amount: Decimal | None = None, reason: str = "",
    standing_in: str = "",
) -> Decision | Signature:  # fmt: skip
    """Sign a claim for `amount` baht (all that stands when not given), or refuse it with a reason.

    Gives the Signature while others must sign after it; the last one, and every refusal, is the Decision. The same
    key signs once. `standing_in` is why an officer of the province acts for the fund. Raises OwnClaim when `by`
    filed, repaired or signed it or has a stake in it, NotTheirTurn, AlreadyDecided, NeverRaised, and TooEarly when
    `on` is before the day it was filed.
    """
    fund = Fund.objects.locked().get(pk=claim.fund_id)
    done = Decision.objects.filter(key=key).first() or Signature.objects.filter(key=key).first()
    if done:
        return done
    if Decision.objects.filter(claim=claim).exists():
        raise AlreadyDecided(_("This claim has been decided before."))
    claim = Claim.objects.with_state().select_related("person", "membership").get(pk=claim.pk)
    claim.fund = fund
    if claim.state != ClaimState.WAITING:
        raise NotTheirTurn(_("This claim was sent back or withdrawn. It waits for no signature."))
    approval = approval_of(claim)
    _refuse(claim, approval, by, on)
    stand_in(claim, reason=standing_in, on=on, by=by)
    if verdict == Verdict.REFUSE:
        return _decided(claim, key, verdict, Decimal(0), reason, on, by)
    standing = min((signature.amount for signature in approval.signatures), default=claim.amount)
    approved = standing if amount is None else amount
    if approved > standing:
        raise NeverRaised(_("A claim may be lowered, never raised above what is asked or was signed for."))
    step = approval.next.step if approval.next else None
    if step and step.pk and not standing_in and not may_sign(claim, step, by, on=on):
        raise NotTheirTurn(_("This step is signed by %(who)s.") % {"who": Signers(step.who).label})
    if step and step.pk and approval.missing > 1:
        signed = Signature.objects.create(
            key=key, claim=claim, step_id=step.pk, round=approval.round, amount=approved, reason=reason, on=on, by=by
        )
        claim_log.record(claim, "signed", by, amount=str(approved))
        return signed
    return _decided(claim, key, verdict, approved, reason, on, by)


def _refuse(claim: Claim, approval: Approval, by: User, on: date) -> None:
    if by.pk in makers_of(claim):
        raise OwnClaim(_("You filed this claim. Another member of the committee decides it."))
    if any(signature.by_id == by.pk for signature in approval.signatures):
        raise OwnClaim(_("You have signed this claim. It waits for another person."))
    refuse_stake_in(claim, by)
    if on < claim.filed_on:
        raise TooEarly(_("The claim was filed on %(date)s.") % {"date": thai.long_date(claim.filed_on)})


def _decided(
    claim: Claim, key: UUID, verdict: Verdict, amount: Decimal, reason: str, on: date, by: User
) -> Decision:  # fmt: skip
    decision = Decision.objects.create(
        key=key, claim=claim, verdict=verdict, amount=amount, reason=reason, on=on, by=by
    )
    claim_log.record(claim, verdict.value, by, amount=str(amount))
    return decision
