"""Send claims back for repair, repair them, withdraw them, and record that the money came to hand."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Fund
from welfare import thai
from welfare.models import User

from . import approvals, claim_log
from .claim_refusals import NotTheirTurn, OwnClaim, TooEarly
from .models import Claim, ClaimAct, ClaimState, ClaimStep
from .stakes import refuse_stake_in

# In which state each step may be taken.
FROM: dict[str, frozenset[str]] = {
    ClaimAct.RETURNED: frozenset({ClaimState.WAITING}),
    ClaimAct.REPAIRED: frozenset({ClaimState.RETURNED}),
    ClaimAct.WITHDRAWN: frozenset({ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED}),
    ClaimAct.CONFIRMED: frozenset({ClaimState.PAID}),
}


@transaction.atomic
def take(claim: Claim, act: ClaimAct, *, key: UUID, note: str, on: date, by: User) -> ClaimStep:
    """Record that `act` happened to `claim`; `note` says why, what was mended, or how it was confirmed.

    The same key records once. Raises NotTheirTurn where the claim stands elsewhere, OwnClaim when its filer sends it
    back, when who signed it repairs it, or when `by` has a stake in it, and TooEarly when `on` is before the filing.
    """
    Fund.objects.locked().get(pk=claim.fund_id)
    if done := ClaimStep.objects.filter(key=key).first():
        return done
    claim = Claim.objects.with_state().select_related("person", "membership").get(pk=claim.pk)
    if claim.state not in FROM[act]:
        raise NotTheirTurn(_("The claim stands elsewhere now. Look at it again."))
    if on < claim.filed_on:
        raise TooEarly(_("The claim was filed on %(date)s.") % {"date": thai.long_date(claim.filed_on)})
    _refuse(claim, act, by)
    step = ClaimStep.objects.create(key=key, claim=claim, act=act, note=" ".join(note.split()), on=on, by=by)
    claim_log.record(claim, act.value, by, note=step.note)
    return step


def _refuse(claim: Claim, act: ClaimAct, by: User) -> None:
    if act == ClaimAct.RETURNED and by.pk in approvals.makers_of(claim):
        raise OwnClaim(_("You filed this claim. Who looks at it sends it back."))
    if act == ClaimAct.REPAIRED and by.pk in approvals.signers_of(claim):
        raise OwnClaim(_("You have signed this claim. Another person repairs it."))
    if act != ClaimAct.WITHDRAWN:
        refuse_stake_in(claim, by)
