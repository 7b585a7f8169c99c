"""What a member may ask for now, benefit by benefit.

Judged by the same engine as a claim, with what is on record; of what only a claim tells (a grade, a bill) the best is
supposed, and one night, one child, one item.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from funds import regulations
from funds.models import Fund, Term
from funds.rules import benefits, descriptions, terms
from funds.rules.benefits import Entitlement
from funds.rules.caps import Meter
from funds.rules.cases import Case, FactMissing
from funds.rules.tenure import DAY

from . import entitlements
from .entitlements import Asked
from .models import Membership

PLENTY = Decimal(10_000_000)
SUPPOSED = 12  # facts at most, before a benefit is only described


@dataclass(frozen=True, slots=True)
class Outlook:
    """One benefit for one member on a day: whether it may be asked for, why not, what it gives and what is left.

    `amount` is baht where the rule alone gives the sum, None where it depends on nights, counts or facts.
    """

    name: str
    clause: str
    is_open: bool
    why_not: tuple[str, ...]
    gives: tuple[str, ...]
    amount: Decimal | None
    meters: tuple[Meter, ...]


def outlook_of(fund: Fund, membership: Membership, *, on: date) -> list[Outlook]:
    """Give every benefit of the rules in force on the day that is open to members, in the book's order."""
    regulation = regulations.in_force(fund, on)
    if regulation is None:
        return []
    found = list(Term.objects.filter(regulation=regulation).select_related("regulation").order_by("position"))
    if not found:
        return []
    book = regulations.book_of(regulation)
    heirs = entitlements.beneficiaries_of(membership, on)
    asked = Asked(occurred_on=on, until_on=on + DAY, claimant=heirs[0].name if heirs else membership.person.name)
    case = entitlements.case_of(
        fund, book, found[0], person=membership.person, membership=membership, asked=asked
    )  # fmt: skip
    return [_outlook(book, replace(case, term=term.code), membership) for term in found if is_open_to_members(term)]


def is_open_to_members(term: Term) -> bool:
    """Say whether members may ask for a benefit."""
    return term.rule.get("for", "members") in ("members", "both")


def _outlook(book: terms.RuleBook, case: Case, membership: Membership) -> Outlook:
    rule = book.term(case.term)
    if "beneficiary" not in rule.payees:
        role = "member" if "member" in rule.payees or not rule.payees else rule.payees[0]
        case = replace(case, claimant=membership.person.name if role == "member" else "", claimant_role=role)
    judged = _supposing(book, case, rule)
    gives = tuple(descriptions.describe(rule))
    if judged is None:
        return Outlook(rule.name, rule.clause, True, (), gives, None, ())
    depends = set(rule.measures()) - set(terms.SPAN_MEASURES) or any(pay.per != "once" for pay in rule.pays)
    return Outlook(
        rule.name, rule.clause, judged.eligible, tuple(step.sentence() for step in judged.refusals), gives,
        None if depends or not judged.eligible else judged.amount,
        tuple(meter for meter in judged.meters if meter.start or meter.cap.per == "life"),
    )  # fmt: skip


def _supposing(book: terms.RuleBook, case: Case, rule: terms.Term) -> Entitlement | None:
    """Judge `case`, supposing the best of each fact that only a claim tells; None where too many are missing."""
    for _number in range(SUPPOSED):
        try:
            return benefits.judge(book, case)
        except FactMissing as missing:
            if missing.fact in ("born_on", "joined_on", "years_paid", "until_on"):
                return None
            case = replace(case, facts={**case.facts, missing.fact: _best(rule, missing.fact)})
    return None


def _best(rule: terms.Term, fact: str) -> Decimal | bool | str:
    conditions = [condition for condition in rule.conditions if condition.fact == fact]
    for condition in conditions:
        if condition.must_be is not None:
            return condition.must_be
    reaches = [condition.reach for condition in conditions]
    reaches += [rung.reach for ladder in rule.ladders() if ladder.by == fact for rung in ladder.rungs]
    for reach in reaches:
        if reach.choices:
            return reach.choices[0]
        if reach.start is not None:
            return Decimal(str(reach.start))
    return PLENTY
