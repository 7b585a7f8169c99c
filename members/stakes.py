"""Who has a stake in a claim: the receiver, the named beneficiaries, and everyone of the same household.

A user is known as a person by `Person.account`. A household is one house number, village number and place; a named
beneficiary is known by the name on the member's form. The database refuses the same (view members_claim_stake).
Source: our own decision, docs/decisions/0007-nobody-pays-alone.md.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from welfare.models import User

from .claim_refusals import OwnClaim
from .models import Beneficiary, Claim, Membership, Person


def refuse_stake(
    by: User, *, person: Person, membership: Membership | None, on: date, receivers: Iterable[str] = ()
) -> None:
    """Raise OwnClaim when `by` is `person`, shares the house, was named by `membership` on the day, or receives."""
    actor = Person.objects.filter(account=by).first()
    if actor is None:
        return
    if actor.pk == person.pk:
        raise OwnClaim(_("The money is for you. Others file, decide and pay it."))
    if shares_house(actor, person):
        raise OwnClaim(_("The money is for someone of your household. Others file, decide and pay it."))
    if names_of(actor) & {*receivers, *_named(membership, on)}:
        raise OwnClaim(_("You are a named beneficiary of it, or receive it. Others file, decide and pay it."))


def refuse_stake_in(claim: Claim, by: User, *, payee: str = "") -> None:
    """Raise OwnClaim when `by` has a stake in `claim`, its person and membership loaded, or is its payee."""
    refuse_stake(
        by, person=claim.person, membership=claim.membership, on=claim.occurred_on, receivers=(claim.claimant, payee)
    )


def holders_of_stakes(claim: Claim, users: Iterable[User]) -> set[int]:
    """Give the primary keys of those `users` who have a stake in `claim`. Two queries."""
    actors = list(Person.objects.filter(account__in=[user.pk for user in users]))
    receivers = {claim.claimant, *_named(claim.membership, claim.occurred_on)} if actors else set()
    return {
        actor.account_id
        for actor in actors
        if actor.account_id
        and (actor.pk == claim.person_id or shares_house(actor, claim.person) or names_of(actor) & receivers)
    }


def shares_house(one: Person, other: Person) -> bool:
    """Say whether two people live in one house, as far as both addresses are on record."""
    return bool(one.house_number) and (one.house_number, one.moo or 0, one.place) == (
        other.house_number, other.moo or 0, other.place,
    )  # fmt: skip


def names_of(person: Person) -> set[str]:
    """Give the ways in which a form writes the name: with the title and without."""
    return {person.name, f"{person.first_name} {person.last_name}".strip()}


def _named(membership: Membership | None, on: date) -> set[str]:
    if membership is None:
        return set()
    named = Beneficiary.objects.filter(membership=membership).exclude(valid_until__lt=on)
    return set(named.values_list("name", flat=True))
