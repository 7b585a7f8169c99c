"""File, decide and pay claims. Nobody decides what they filed, and nobody pays what they decided."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, totals
from funds.models import Account, AccountKind, Fund, Measure, Numbers, Term, Transfer
from welfare import thai, trail
from welfare.models import User

from .enrolment import Applicant, person_of
from .models import Claim, Decision, Helped, HelpedInProvince, Membership, Payout, Person, Verdict


class AlreadyClaimed(Exception):
    """The person has a claim for the same benefit and day, not refused."""


class IsMember(Exception):
    """Help to someone who is not a member is asked for a member."""


class NeverRaised(Exception):
    """More is asked or approved than is allowed."""


class TooEarly(Exception):
    """A decision is dated before its claim, or a payment before its decision."""


class AlreadyDecided(Exception):
    """The claim has a decision."""


class AlreadyPaid(Exception):
    """The claim has a payout."""


class NotApproved(Exception):
    """The claim has no approval to pay by."""


class OwnClaim(Exception):
    """Who filed a claim does not decide it, and who approved it does not pay it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a claim asks: `judged` baht is what the rule allows, `amount` what is asked, `steps` the way there.

    `person` is an Applicant for someone not on record yet.
    """

    person: Person | Applicant
    membership: Membership | None
    category: str
    occurred_on: date
    judged: Decimal
    amount: Decimal
    term: Term | None = None
    until_on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    steps: list[Any] = field(default_factory=list)
    reason: str = ""
    claimant: str = ""


@transaction.atomic
def file(fund: Fund, request: Request, *, key: UUID, on: date, by: User) -> Claim:
    """Record a claim with the fund's next claim number of the Buddhist year. The same key files once.

    Raises AlreadyClaimed when the person has a claim for the same benefit and day, IsMember when help to an outsider
    is asked for a member, NeverRaised when more is asked than the rule allows, CitizenIdTaken as `person_of` does.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Claim.objects.filter(key=key).first():
        return done
    if request.amount > request.judged:
        raise NeverRaised(_("A claim may be lowered, never raised above what the rule allows."))
    person = person_of(request.person) if isinstance(request.person, Applicant) else request.person
    if request.membership is None:
        _refuse_member(fund, person, request.occurred_on)
    same = Claim.objects.of(fund).of_same_occurrence(
        person=person, term=request.term, category=request.category, on=request.occurred_on
    )
    if earlier := same.order_by("pk").first():
        raise AlreadyClaimed(
            _("Claim %(claim)s of %(date)s is for the same person, benefit and day.")
            % {"claim": earlier, "date": thai.short_date(earlier.filed_on)}
        )
    year = thai.be_year(on)
    claim = Claim.objects.create(
        key=key, fund=fund, year=year, number=ledger.next_number(fund, Numbers.CLAIM, year=year), person=person,
        membership=request.membership, term=request.term, category=request.category, occurred_on=request.occurred_on,
        until_on=request.until_on, facts=request.facts, judged=request.judged, steps=request.steps,
        amount=request.amount, reason=request.reason, claimant=request.claimant, filed_on=on, by=by,
    )  # fmt: skip
    _log(claim, "filed", by, amount=str(claim.amount))
    return claim


def _refuse_member(fund: Fund, person: Person, day: date) -> None:
    membership = Membership.objects.of(fund).active(day).filter(person=person).first()
    if membership is not None:
        raise IsMember(
            _("%(name)s was a member of this fund on that day, number %(number)s.")
            % {"name": person.name, "number": membership.number}
        )


@transaction.atomic
def decide(
    claim: Claim, *, key: UUID, verdict: Verdict, on: date, by: User, amount: Decimal | None = None, reason: str = ""
) -> Decision:
    """Approve a claim for `amount` baht (all that is asked when not given), or refuse it with a reason.

    The same key decides once. Raises OwnClaim when `by` filed it, AlreadyDecided when it has a decision,
    NeverRaised when more is approved than asked, TooEarly when `on` is before the day it was filed.
    """
    Fund.objects.locked().get(pk=claim.fund_id)
    if done := Decision.objects.filter(claim=claim).first():
        if done.key == key:
            return done
        raise AlreadyDecided(_("This claim has been decided before."))
    if claim.by_id == by.pk:
        raise OwnClaim(_("You filed this claim. Another member of the committee decides it."))
    if on < claim.filed_on:
        raise TooEarly(_("The claim was filed on %(date)s.") % {"date": thai.long_date(claim.filed_on)})
    approved = (claim.amount if amount is None else amount) if verdict == Verdict.APPROVE else Decimal(0)
    if approved > claim.amount:
        raise NeverRaised(_("A claim may be lowered, never raised above what is asked."))
    decision = Decision.objects.create(
        key=key, claim=claim, verdict=verdict, amount=approved, reason=reason, on=on, by=by
    )
    _log(claim, verdict.value, by, amount=str(approved))
    return decision


@transaction.atomic
def pay(claim: Claim, *, key: UUID, cash: Account, on: date, by: User, payee: str = "", witness: str = "") -> Payout:
    """Pay an approved claim: its approved baht leave `cash` for the costs of its kind, on a new voucher.

    The same key pays once. Raises NotApproved, AlreadyPaid, OwnClaim when `by` approved it, TooEarly when `on` is
    before the decision, and ledger.NotEnoughMoney; the books are then untouched.
    """
    fund = Fund.objects.locked().get(pk=claim.fund_id)
    claim = Claim.objects.select_related("person", "decision", "term").get(pk=claim.pk)
    if done := Payout.objects.filter(claim=claim).first():
        if done.key == key:
            return done
        raise AlreadyPaid(_("This claim has been paid before."))
    decision = getattr(claim, "decision", None)
    if decision is None or decision.verdict != Verdict.APPROVE:
        raise NotApproved(_("This claim is not approved."))
    if decision.by_id == by.pk:
        raise OwnClaim(_("You approved this claim. Another officer pays it."))
    if on < decision.on:
        raise TooEarly(_("The claim was approved on %(date)s.") % {"date": thai.long_date(decision.on)})
    outsider = claim.is_for_outsider
    costs = ledger.account(fund, AccountKind.BENEFIT, claim.category, outsiders=outsider)
    voucher, transfer = ledger.pay_out(
        fund, key=key, payee=payee or claim.claimant or claim.person.name, purpose=purpose(claim), costs=costs,
        amount=decision.amount, cash=cash, on=on, by=by, witness=witness,
    )  # fmt: skip
    payout = Payout.objects.create(
        key=key, claim=claim, transfer=transfer, voucher=voucher, fund=fund, person=claim.person,
        category=claim.category, outsider=outsider, amount=decision.amount, on=on, by=by,
    )  # fmt: skip
    _count_help(fund, claim.person)
    _log(claim, "paid", by, amount=str(payout.amount), voucher=str(voucher))
    return payout


@transaction.atomic
def turn_back(payout: Payout, *, key: UUID, on: date, by: User, reason: str) -> Transfer:
    """Turn the money of a payout back on the day `on`, so that its case and its person count no more; give the mirror.

    The claim stays decided; what is due is claimed anew. The same key turns back once. Raises ledger.AlreadyReversed,
    and ledger.Refused where the books do not allow it.
    """
    fund = Fund.objects.locked().get(pk=payout.fund_id)
    if done := Transfer.objects.filter(key=key).first():
        return done
    mirror = ledger.reverse(payout.transfer, key=key, on=on, by=by, reason=reason)
    _count_help(fund, payout.person)
    _log(payout.claim, "turned back", by, amount=str(payout.amount), voucher=str(payout.voucher), reason=reason)
    return mirror


def purpose(claim: Claim) -> str:
    """Say in one line what a claim is paid for, in Thai as the voucher prints it."""
    with override("th"):
        return f"{claim.what} · {claim.person.name} · {thai.long_date(claim.occurred_on)}"


def _count_help(fund: Fund, person: Person) -> None:
    """Keep the first day on which `person` was helped, in the fund and in its province, after a change of payouts."""
    in_fund = _first_help(Helped, {"fund": fund}, Payout.objects.filter(fund=fund, person=person), person)
    everywhere = Payout.objects.filter(fund__province=fund.province, person=person)
    in_province = _first_help(HelpedInProvince, {"province": fund.province}, everywhere, person)
    totals.record(fund, in_fund, in_province=in_province)


def _first_help(model: Any, scope: dict[str, Any], payouts: Any, person: Person) -> list[totals.Change]:
    kept = model.objects.filter(**scope, person=person).first()
    first = payouts.filter(transfer__reversal__isnull=True).order_by("on", "pk").first()
    was = (kept.first_on, kept.outsider) if kept else None
    now = (first.on, first.outsider) if first else None
    if was == now:
        return []
    changes = []
    if was:
        changes.append(totals.Change(was[0], Measure.HELPED, -1, outsiders=was[1]))
        kept.delete()
    if now:
        changes.append(totals.Change(now[0], Measure.HELPED, 1, outsiders=now[1]))
        model.objects.create(**scope, person=person, first_on=now[0], outsider=now[1])
    return changes


def _log(claim: Claim, act: str, by: User, **facts: str) -> None:
    trail.record(
        by=by, fund=claim.fund_id, act=act, subject="claim", subject_pk=claim.pk, facts={"claim": str(claim), **facts}
    )
