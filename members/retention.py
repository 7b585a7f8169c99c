"""How long each kind of personal data is kept, what is over its term, and doing what follows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from funds.models import Fund
from welfare.models import User

from . import consents, erasure
from .models import Claim, ClaimFile, ClaimQuerySet, Consent, Decision, Membership, Person

# Health papers are needed while a decision can be disputed: two years after it (docs/privacy.md).
YEARS_OF_HEALTH_PAPERS = 2
# After a withdrawal the person has a month to change their mind; the papers are hidden from the first day.
DAYS_AFTER_WITHDRAWAL = 30


@dataclass(frozen=True, slots=True)
class Due:
    """One kind of data that is over its term: how many records, and what is done with them."""

    kind: str
    count: int
    do: Callable[[date, User], int]


def due(today: date) -> list[Due]:
    """Give each kind with what is over its term on `today`."""
    return [
        Due("health papers", _papers(today).count(), _forget_papers),
        Due("people", sum(1 for _person in _people(today)), _erase_people),
    ]


def _papers(today: date) -> ClaimQuerySet:
    """Give the claims whose health papers are over their term: decided long ago, or without consent for a month."""
    files = ClaimFile.objects.filter(claim=OuterRef("pk"), attachment__withdrawal__isnull=True)
    decided = Decision.objects.filter(claim=OuterRef("pk"), on__lt=erasure.after_years(today, -YEARS_OF_HEALTH_PAPERS))
    agreed = Consent.objects.filter(person=OuterRef("person"), fund=OuterRef("fund"))
    lately = agreed.filter(withdrawal__on__gte=today - timedelta(days=DAYS_AFTER_WITHDRAWAL))
    claims = Claim.objects.filter(Exists(files), category__in=consents.HEALTH)
    return claims.filter(Exists(decided)) | claims.filter(~Exists(agreed.standing()), ~Exists(lately))


def _forget_papers(today: date, by: User) -> int:
    return erasure.forget_files(_papers(today), reason="ครบกำหนดเก็บรักษา", by=by)


def _people(today: date) -> Iterator[Person]:
    """Give the people whose term is over; who is a member anywhere, or has an open claim, is not among them."""
    running = Membership.objects.filter(person=OuterRef("pk"), ended_on__isnull=True)
    known = Membership.objects.filter(person=OuterRef("pk"))
    helped = Claim.objects.filter(person=OuterRef("pk"))
    rows = Person.objects.filter(~Exists(running), erased_on__isnull=True)
    rows = rows.filter(Exists(known)) | rows.filter(Exists(helped))
    for person in rows.order_by("pk").iterator(chunk_size=500):
        if not erasure.refusals(person, today):
            yield person


def _erase_people(today: date, by: User) -> int:
    count = 0
    for person in list(_people(today)):
        fund = _fund_of(person)
        erasure.erase(person, fund=fund, reason="ครบกำหนดเก็บรักษา", on=today, by=by)
        count += 1
    return count


def _fund_of(person: Person) -> Fund:
    """Give the fund that dealt with `person` last: its trail says that they were erased."""
    last = Membership.objects.filter(person=person).select_related("fund").order_by("-pk").first()
    return last.fund if last else Claim.objects.filter(person=person).select_related("fund").latest("pk").fund
