"""What comes by itself each month or year, such as the sum for the old: who falls due, and filing for them in one go.

Each has a claim of their own, judged by itself and approved as any other; the list is filed once however often it is
sent.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction

from funds import regulations
from funds.models import Fund, Regulation, Term
from funds.rules import benefits, terms
from funds.rules.cases import Case, FactMissing, Usage
from welfare.models import User

from . import claims, entitlements, passbook
from .claim_refusals import AlreadyClaimed, OwnClaim
from .entitlements import Asked
from .models import Claim, Membership
from .outlook import is_open_to_members

# The keys of claims filed from a list come from here, so that the same list files once.
LISTS = UUID("7c1f6f0e-6a5e-4f0e-9a55-1c1f0d3b7a10")


@dataclass(frozen=True, slots=True)
class Due:
    """One member who falls due, with the baht that the rule gives and the steps to it."""

    membership: Membership
    amount: Decimal
    steps: tuple[benefits.Step, ...]


def recurring_terms(regulation: Regulation | None) -> list[Term]:
    """Give the benefits that ask for nothing that is not on record and have a cap by the month or year."""
    if regulation is None:
        return []
    book = regulations.book_of(regulation)
    found = Term.objects.filter(regulation=regulation).select_related("regulation").order_by("position")
    return [term for term in found if is_open_to_members(term) and _recurs(book.term(term.code))]


def _recurs(rule: terms.Term) -> bool:
    is_told = set(rule.measures()) - set(terms.SPAN_MEASURES) or any(pay.per != "once" for pay in rule.pays)
    return not is_told and any(cap.per in ("month", "year") for cap in rule.caps)


def due(fund: Fund, term: Term, *, on: date) -> list[Due]:
    """Give the members who fall due for `term` on the day, by number. Six queries, however many they are."""
    book = regulations.book_of(term.regulation)
    members = list(Membership.objects.of(fund).active(on).select_related("person", "branch").order_by("number"))
    used = _used(fund, members)
    paid_until = passbook.paid_until(members, as_of=on)
    found = []
    for member in members:
        case = Case(
            term=term.code, occurred_on=on, person=member.person.name, born_on=member.person.born_on,
            joined_on=entitlements.counts_from(member, on), paid_through=paid_until.get(member.pk),
            used=tuple(used[member.person_id]), claimant=member.person.name, claimant_role="member", filed_on=on,
        )  # fmt: skip
        try:
            judged = benefits.judge(book, case)
        except FactMissing:
            continue
        if judged.eligible:
            found.append(Due(member, judged.amount, judged.steps))
    return found


def _used(fund: Fund, members: Iterable[Membership]) -> dict[int, list[Usage]]:
    used: dict[int, list[Usage]] = defaultdict(list)
    people = {member.person_id for member in members}
    rows = Claim.objects.of(fund).standing().filter(term__isnull=False).select_related("term", "decision")
    for claim in rows.order_by("occurred_on", "pk"):
        if claim.person_id in people:
            used[claim.person_id].append(entitlements.usage_of(claim))
    return used


@transaction.atomic
def file_all(fund: Fund, term: Term, *, chosen: Collection[int], on: date, by: User) -> tuple[list[Claim], list[Due]]:
    """File a claim for each of the memberships `chosen` that is due for `term` on the day; give them, and who is left.

    Left out are those whom `by` has a stake in, and those for whom a claim holds the day. The same list files once.
    """
    Fund.objects.locked().get(pk=fund.pk)
    filed, left = [], []
    for each in due(fund, term, on=on):
        if each.membership.pk not in chosen:
            continue
        try:
            with transaction.atomic():
                filed.append(_file(fund, term, each, on=on, by=by))
        except (AlreadyClaimed, OwnClaim):
            left.append(each)
    return filed, left


def _file(fund: Fund, term: Term, due: Due, *, on: date, by: User) -> Claim:
    member = due.membership
    asked = Asked(occurred_on=on, claimant=member.person.name, claimant_role="member", filed_on=on)
    judged = entitlements.judge(fund, term, person=member.person, membership=member, asked=asked)
    request = entitlements.request_of(
        judged, term, person=member.person, membership=member, asked=asked, amount=judged.amount
    )
    request = replace(request, facts=request.facts | {"from_list": True})
    return claims.file(fund, request, key=uuid5(LISTS, f"{term.pk} {member.pk} {on}"), on=on, by=by)
