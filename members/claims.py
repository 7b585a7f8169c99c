"""File claims and pay them: nobody pays what they filed or signed, or have a stake in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, totals
from funds.held_books import Books, held_books
from funds.models import Account, AccountKind, Fund, Measure, Numbers, Term, Transfer
from welfare import thai
from welfare.bulk import in_parts
from welfare.models import User

from . import approvals, claim_log, occurrences, payable
from .claim_refusals import AlreadyClaimed, AlreadyPaid, IsMember, NeverRaised, NotApproved, OwnClaim, Refused, TooEarly
from .enrolment import Applicant, person_of
from .models import (
    Beneficiary,
    Claim,
    ClaimedDay,
    Held,
    Helped,
    HelpedInProvince,
    Membership,
    Payout,
    PayoutQuerySet,
    Person,
)
from .payable import Look, Payable
from .stakes import refuse_stake, refuse_stake_in

__all__ = [
    "AlreadyClaimed", "AlreadyPaid", "IsMember", "NeverRaised", "NotApproved", "OwnClaim", "Refused", "Request",
    "TooEarly", "count_help", "file", "pay", "purpose", "settle", "turn_back",
]  # fmt: skip


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
    heir: Beneficiary | None = None

    def held(self, fund: Fund, person: Person) -> Held:
        """Give the days that the claim will hold for `person`, and for what."""
        units = {line.get("unit") for line in self.facts.get("lines", ())}
        return Held(
            fund, person, self.category, self.term.code if self.term else "", self.membership is None,
            occurrences.days_of(self.occurred_on, self.until_on, with_last="day" in units), self.heir,
        )  # fmt: skip


@transaction.atomic
def file(fund: Fund, request: Request, *, key: UUID, on: date, by: User) -> Claim:
    """Record a claim with the fund's next claim number of the Buddhist year. The same key files once.

    Raises AlreadyClaimed when a claim of whatever fund holds the same day of the same kind of event, IsMember when
    help to an outsider is asked for a member, NeverRaised when more is asked than the rule allows, OwnClaim when `by`
    has a stake in it, CitizenIdTaken as `person_of` does.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Claim.objects.filter(key=key).first():
        return done
    if request.amount > request.judged:
        raise NeverRaised(_("A claim may be lowered, never raised above what the rule allows."))
    person = person_of(request.person) if isinstance(request.person, Applicant) else request.person
    if request.membership is None:
        _refuse_member(fund, person, request.occurred_on)
    refuse_stake(
        by, person=person, membership=request.membership, on=request.occurred_on, receivers=(request.claimant,)
    )
    held = request.held(fund, person)
    if standing := occurrences.earlier(held):
        raise AlreadyClaimed(occurrences.said(standing, fund=fund, days=held.days))
    year = thai.be_year(on)
    claim = Claim.objects.create(
        key=key, fund=fund, year=year, number=ledger.next_number(fund, Numbers.CLAIM, year=year), person=person,
        membership=request.membership, term=request.term, category=request.category, occurred_on=request.occurred_on,
        until_on=request.until_on, facts=request.facts, judged=request.judged, steps=request.steps,
        amount=request.amount, reason=request.reason, claimant=request.claimant, heir=request.heir, filed_on=on, by=by,
    )  # fmt: skip
    ClaimedDay.objects.bulk_create(ClaimedDay(claim=claim, person=person, day=day) for day in held.days)
    claim_log.record(claim, "filed", by, amount=str(claim.amount))
    return claim


def _refuse_member(fund: Fund, person: Person, day: date) -> None:
    membership = Membership.objects.of(fund).active(day).filter(person=person).first()
    if membership is not None:
        raise IsMember(
            _("%(name)s was a member of this fund on that day, number %(number)s.")
            % {"name": person.name, "number": membership.number}
        )


def pay(
    claim: Claim, *, key: UUID, cash: Account, on: date, by: User, payee: str = "", witness: str = "", proof: str = "",
    standing_in: str = "",
) -> Payout:  # fmt: skip
    """Pay an approved claim: its approved baht leave `cash` for the costs of its kind, on a new voucher.

    `witness` saw the cash handed over, `proof` is the bank's number of a transfer; `standing_in` is why an officer of
    the province pays for the fund. The same key pays once. Raises NotApproved, AlreadyPaid, OwnClaim when `by` filed,
    repaired or signed the claim or has a stake in it, TooEarly when `on` is before the decision, and
    ledger.NotEnoughMoney; the books are then untouched.
    """
    found = payable.read(claim.fund, claim.pk)
    if found is None:
        if done := Payout.objects.select_related("voucher").filter(claim=claim).first():
            return _if_repeated(done, key)
        raise NotApproved(_("This claim is not approved."))
    told = {"payee": payee, "witness": witness, "proof": proof, "standing_in": standing_in}
    return settle(found, key=key, cash=cash, on=on, by=by, **told)


def settle(
    found: Payable, *, key: UUID, cash: Account, on: date, by: User, payee: str = "", witness: str = "",
    proof: str = "", standing_in: str = "",
) -> Payout:  # fmt: skip
    """Pay a claim that was read for its payment; what may have changed since is looked at. Otherwise as `pay`."""
    claim, decision = found.claim, found.claim.decision
    payee = payee or claim.claimant or claim.person.name
    with held_books(claim.fund, by=by) as books:
        now = payable.look(claim, by=by)
        books.know(now.standing)
        if now.paid_by is not None:
            return _if_repeated(Payout.objects.select_related("voucher").get(claim=claim), key)
        now.refuse()
        if now.payer_is_known:
            refuse_stake_in(claim, by, payee=payee)
        if on < decision.on:
            raise TooEarly(_("The claim was approved on %(date)s.") % {"date": thai.long_date(decision.on)})
        approvals.stand_in(claim, reason=standing_in, on=on, by=by)
        outsider = claim.is_for_outsider
        costs = found.costs or ledger.account(books.fund, AccountKind.BENEFIT, claim.category, outsiders=outsider)
        voucher, transfer = ledger.pay_from(
            books, key=key, payee=payee, purpose=purpose(claim), costs=costs, amount=decision.amount, cash=cash, on=on,
            witness=witness,
        )  # fmt: skip
        payout = Payout.objects.create(
            key=key, claim=claim, transfer=transfer, voucher=voucher, fund=books.fund, person=claim.person,
            category=claim.category, outsider=outsider, amount=decision.amount, proof=proof or None, on=on, by=by,
        )  # fmt: skip
        _count_person(books, now, payout)
        books.acts.append(claim_log.act_on(claim, "paid", amount=str(payout.amount), voucher=str(voucher)))
    return payout


def _if_repeated(done: Payout, key: UUID) -> Payout:
    """Give the payout again to who sends it again; raise AlreadyPaid to everyone else."""
    if done.key != key:
        raise AlreadyPaid(_("This claim has been paid before."))
    return done


def _count_person(books: Books, now: Look, payout: Payout) -> None:
    """Count who was helped for the first time. Whom the fund helped before that day is counted, in the province too."""
    if now.helped_on and now.helped_on <= payout.on:
        return
    if now.helped_on or (now.helped_in_province_on and now.helped_in_province_on > payout.on):
        count_help(books.fund, [payout.person])  # paid for an earlier day than what is on record: all of it is read
        return
    first: dict[str, Any] = {"person": payout.person, "first_on": payout.on, "outsider": payout.outsider}
    change = totals.Change(payout.on, Measure.HELPED, 1, outsiders=payout.outsider)
    Helped.objects.create(fund=books.fund, **first)
    books.elsewhere.append(change)
    if now.helped_in_province_on is None:
        HelpedInProvince.objects.create(province_id=books.fund.province_id, **first)
        books.in_province.append(change)


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
    count_help(fund, [payout.person])
    claim_log.record(
        payout.claim, "turned back", by, amount=str(payout.amount), voucher=str(payout.voucher), reason=reason
    )
    return mirror


def purpose(claim: Claim) -> str:
    """Say in one line what a claim is paid for, in Thai as the voucher prints it."""
    with override("th"):
        return f"{claim.what} · {claim.person.name} · {thai.long_date(claim.occurred_on)}"


def count_help(fund: Fund, people: Sequence[Person]) -> None:
    """Keep the first day on which each of `people` was helped, in the fund and in its province, after payouts changed.

    Eight queries for a thousand people as for one.
    """
    for part in in_parts(people, 1000):
        in_fund = _first_help(Helped, {"fund": fund}, Payout.objects.filter(fund=fund), part)
        everywhere = Payout.objects.filter(fund__province=fund.province_id)
        in_province = _first_help(HelpedInProvince, {"province_id": fund.province_id}, everywhere, part)
        totals.record(fund, in_fund, in_province=in_province)


def _first_help(
    model: Any, scope: dict[str, Any], payouts: PayoutQuerySet, people: Sequence[Person]
) -> list[totals.Change]:
    kept = {row.person_id: row for row in model.objects.filter(**scope, person__in=people)}
    standing = payouts.filter(person__in=people, transfer__reversal__isnull=True).order_by("on", "pk")
    first: dict[int, tuple[date, bool]] = {}
    for pk, on, outsider in standing.values_list("person", "on", "outsider"):
        first.setdefault(pk, (on, outsider))
    changes, gone, new = [], [], []
    for person in people:
        row = kept.get(person.pk)
        was, now = (row.first_on, row.outsider) if row else None, first.get(person.pk)
        if was == now:
            continue
        if row and was:
            changes.append(totals.Change(was[0], Measure.HELPED, -1, outsiders=was[1]))
            gone.append(row.pk)
        if now:
            changes.append(totals.Change(now[0], Measure.HELPED, 1, outsiders=now[1]))
            new.append(model(**scope, person=person, first_on=now[0], outsider=now[1]))
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(new)
    return changes
