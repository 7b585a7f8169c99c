"""From what is on record of a person to what the rule grants: fills in a benefit case and has it judged.

The rule book is read as it was adopted; every day is an argument. Judging asks six queries at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import regulations
from funds.models import Fund, Term
from funds.rules import benefits, purse
from funds.rules.benefits import Entitlement
from funds.rules.caps import Meter
from funds.rules.casefiles import entitlement_fields
from funds.rules.cases import Case, FactMissing, Line, Usage
from funds.rules.checks import asks_for_payments
from funds.rules.tenure import DAY
from funds.rules.terms import RuleBook
from welfare.money import format_baht, share

from . import passbook
from .claims import Request
from .enrolment import Applicant
from .models import Beneficiary, Claim, EndReason, Membership, Person

__all__ = [
    "Asked",
    "Entitlement",
    "FactMissing",
    "beneficiaries_of",
    "case_of",
    "judge",
    "purse_meter",
    "request_of",
    "share_of",
    "used_by",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the claim form says: what happened from `occurred_on` to `until_on` (the day of leaving), and the counts.

    `facts` are those the rule names itself, numbers as Decimal. `claimant` is who asks and would receive,
    with `claimant_role` one of funds.rules.terms.PAYEES or empty; `heir` is the named one whose share is asked for.
    """

    occurred_on: date
    until_on: date | None = None
    children: int = 1
    items: int = 1
    facts: Mapping[str, Decimal | bool | str] = field(default_factory=dict)
    claimant: str = ""
    claimant_role: str = ""
    heir: Beneficiary | None = None
    filed_on: date | None = None
    is_deadline_waived: bool = False


def judge(
    fund: Fund, term: Term, *, person: Person | None, membership: Membership | None, asked: Asked,
    book: RuleBook | None = None, without: Claim | None = None,
) -> Entitlement:  # fmt: skip
    """Judge what `asked` is worth by `term`, in baht; `without` leaves one claim out of what was used before.

    `person` is None for someone not on record yet; `book` is the term's, where it has been read before.
    Raises FactMissing when the rule asks for a fact not given.
    """
    book = book or regulations.book_of(term.regulation)
    case = case_of(fund, book, term, person=person, membership=membership, asked=asked, without=without)
    return benefits.judge(book, case)


def case_of(
    fund: Fund, book: RuleBook, term: Term, *, person: Person | None, membership: Membership | None, asked: Asked,
    without: Claim | None = None,
) -> Case:  # fmt: skip
    """Give the benefit case: what was asked, with all that is on record of the person in `fund`."""
    case = Case(
        term=term.code, occurred_on=asked.occurred_on, until_on=asked.until_on, children=asked.children,
        items=asked.items, facts=asked.facts, is_member=membership is not None, claimant=asked.claimant,
        claimant_role=asked.claimant_role, filed_on=asked.filed_on, is_deadline_waived=asked.is_deadline_waived,
    )  # fmt: skip
    if person is not None:
        used = used_by(fund, person, without=without, but_for_heirs=asked.heir is not None)
        case = replace(case, person=person.name, born_on=person.born_on, used=used)
        if any(cap.whose == "family" for cap in (*book.term(term.code).caps, *book.caps)):
            case = replace(case, family_used=_family_used(fund, person, without))
    if membership is not None:
        return _with_membership(case, membership, book)
    return replace(case, purse_used=_purse_used(fund, without)) if book.purse is not None else case


def _with_membership(case: Case, membership: Membership, book: RuleBook) -> Case:
    """Add what is on record of the membership; what the rule does not ask for is not looked up."""
    term = book.term(case.term)
    day, left_on = case.occurred_on, membership.ended_on
    if left_on == day and membership.end_reason != EndReason.DIED:
        left_on -= DAY  # who left on a day was no member at its end; who died on it was one
    paid = passbook.paid_until([membership], as_of=day) if asks_for_payments(book, term) else {}
    heirs = tuple(heir.name for heir in beneficiaries_of(membership, day)) if "beneficiary" in term.payees else ()
    return replace(
        case,
        joined_on=counts_from(membership, day),
        left_on=left_on,
        paid_through=paid.get(membership.pk),
        beneficiaries=heirs,
    )


def counts_from(membership: Membership, day: date) -> date | None:
    """Give the day from which the length of membership counts, as of `day`."""
    if membership.joined_on and membership.joined_on > day:
        return membership.joined_on  # a tenure carried over does not cover the time between two spells
    return membership.tenure_from


def beneficiaries_of(membership: Membership, on: date) -> QuerySet[Beneficiary]:
    """Give those whom the member had named by the day `on`, in their order."""
    return Beneficiary.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), membership=membership, valid_from__lte=on
    ).order_by("position", "pk")


def used_by(
    fund: Fund, person: Person, *, without: Claim | None = None, but_for_heirs: bool = False
) -> tuple[Usage, ...]:
    """Give what the person was paid by `fund`, or has been promised or asked for and not been refused.

    The shares of other heirs are left out where one heir asks for theirs: together they are one benefit.
    """
    claims = _standing(fund, without).filter(person=person, term__isnull=False)
    if but_for_heirs:
        claims = claims.filter(heir__isnull=True)
    return tuple(usage_of(claim) for claim in _lean(claims).order_by("occurred_on", "pk"))


def _family_used(fund: Fund, person: Person, without: Claim | None) -> tuple[Usage, ...]:
    """Give what `fund` paid to others of the same house, as far as the addresses are on record."""
    if not person.house_number:
        return ()
    house = Person.objects.filter(house_number=person.house_number, moo=person.moo, place=person.place)
    claims = _standing(fund, without).filter(person__in=house.exclude(pk=person.pk), term__isnull=False)
    return tuple(usage_of(claim) for claim in _lean(claims).order_by("occurred_on", "pk"))


def _lean(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Load what `usage_of` reads, and neither the steps of the sums nor the rules behind them."""
    kept = ("occurred_on", "until_on", "facts", "amount", "term__code", "decision__amount")
    return claims.select_related("term", "decision").only(*kept)


def _standing(fund: Fund, without: Claim | None) -> QuerySet[Claim]:
    claims = Claim.objects.of(fund).standing()
    return claims if without is None else claims.exclude(pk=without.pk)


def _granted(claim: Claim) -> Decimal:
    decision = getattr(claim, "decision", None)
    return decision.amount if decision is not None else claim.amount


def usage_of(claim: Claim) -> Usage:
    """Give what a claim counts against later ones; its term and decision must be loaded."""
    amount = _granted(claim)
    lines = tuple(_lines(claim.facts.get("lines", ())))
    usage = Usage(
        term=claim.term.code if claim.term else "",
        on=claim.occurred_on,
        amount=amount,
        nights=tuple(line.on for line in lines if line.unit in ("night", "day")),
        children=sum(line.units for line in lines if line.unit == "child"),
        items=sum(line.units for line in lines if line.unit == "item"),
    )
    if sum((line.amount for line in lines), Decimal(0)) == amount:
        return replace(usage, lines=lines)
    if not lines and claim.until_on is not None:
        nights = range((claim.until_on - claim.occurred_on).days)
        return replace(usage, nights=tuple(claim.occurred_on + DAY * night for night in nights))
    return usage


def _lines(kept: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    for line in kept:
        yield Line(date.fromisoformat(line["on"]), line["unit"], line["units"], Decimal(line["amount"]))


def _purse_used(fund: Fund, without: Claim | None) -> tuple[tuple[date, Decimal], ...]:
    """Give, by day, what people who are not members had from the fund, or have asked for."""
    by_day: dict[date, Decimal] = defaultdict(Decimal)
    for claim in _standing(fund, without).filter(membership__isnull=True).select_related("decision"):
        by_day[claim.occurred_on] += _granted(claim)
    return tuple(sorted(by_day.items()))


def purse_meter(fund: Fund, on: date, *, granted: Decimal = Decimal(0)) -> Meter | None:
    """Give the yearly purse for people who are not members, as the rules in force on the day `on` set it.

    `granted` is what would be taken from it that day (baht). None where no rules set a purse. Three queries.
    """
    book = regulations.rule_book(fund, on)
    if book is None or book.purse is None:
        return None
    return purse.meter(book, on, _purse_used(fund, None), granted=granted)


def request_of(
    entitlement: Entitlement, term: Term, *, person: Person | Applicant, membership: Membership | None, asked: Asked,
    amount: Decimal, reason: str = "", vouched_by: str = "",
) -> Request:  # fmt: skip
    """Give the claim to file: what was asked, what the rule allows, and every step to it in both languages."""
    judged = entitlement_fields(entitlement)
    allowed = entitlement.amount
    if asked.heir is not None and membership is not None:
        allowed = share_of(entitlement.amount, asked.heir, list(beneficiaries_of(membership, asked.occurred_on)))
        judged["steps"].append(_share_step(asked.heir, entitlement.amount, allowed))
    facts: dict[str, Any] = {"lines": judged["lines"]}
    asks = regulations.measures_of(term)
    if "children" in asks:
        facts["children"] = asked.children
    if "items" in asks:
        facts["items"] = asked.items
    if asked.facts:
        facts["facts"] = {name: value if isinstance(value, bool) else str(value) for name, value in asked.facts.items()}
    if vouched_by:
        facts["vouched_by"] = vouched_by
    return Request(
        person=person, membership=membership, term=term, category=term.category, occurred_on=asked.occurred_on,
        until_on=asked.until_on, facts=facts, judged=allowed, steps=judged["steps"], amount=amount,
        reason=reason, claimant=asked.claimant, heir=asked.heir,
    )  # fmt: skip


def share_of(total: Decimal, heir: Beneficiary, heirs: Sequence[Beneficiary]) -> Decimal:
    """Give the part of `total` baht that falls to `heir`; the parts of all `heirs` add up to it, to the satang."""
    parts = share(total, [each.share for each in heirs])
    return parts[[each.pk for each in heirs].index(heir.pk)]


def _share_step(heir: Beneficiary, total: Decimal, part: Decimal) -> dict[str, Any]:
    said = {}
    for language in ("th", "en"):
        with override(language):
            said[language] = _("%(name)s was named for %(share)s per cent of %(total)s baht: %(part)s baht") % {
                "name": heir.name, "share": heir.share, "total": format_baht(total), "part": format_baht(part)
            }  # fmt: skip
    return {"code": "share", "clause": "", "passed": True, **said, "figures": {"share": heir.share}}
