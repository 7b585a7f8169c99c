"""Which claims wait for whom: read from the rules of approval and the records of each claim, in the database.

Whom a claim waits for is never stored. Who filed, repaired or signed a claim, and who shares the receiver's house, is
not waited for.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from funds.models import OFFICES_OF_SIGNERS, Correction, Fund, Signers, SigningRule, SigningStep
from welfare.models import User

from . import match_waiting
from .models import Claim, ClaimAct, ClaimQuerySet, ClaimState, ClaimStep, Decision, Membership, Person, Signature


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(counted=Count("pk")).values("counted")
    return Coalesce(Subquery(counted), Value(0))


# How those are named for whom a claim waits.
NAMES: dict[str, Any] = {
    "clerk": gettext_lazy("who files claims"), "payer": gettext_lazy("the treasurer"),
    **{who.value: who.label for who in Signers},
}  # fmt: skip


def with_next_signers(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Annotate `next_who`, one of Signers: from among whom the next signature comes."""
    rule = SigningRule.objects.filter(fund=OuterRef("fund"), since__lte=OuterRef("filed_on")).order_by("-since")
    returned = ClaimStep.objects.filter(claim=OuterRef("pk"), act=ClaimAct.RETURNED)
    signed = Signature.objects.filter(
        step=OuterRef("pk"), claim=OuterRef(OuterRef("pk")), round=OuterRef(OuterRef("round"))
    )
    missing = (
        SigningStep.objects.filter(rule=OuterRef("rule"), above__lt=OuterRef("amount"))
        .annotate(signed=_counted(signed, "step"))
        .filter(count__gt=F("signed"))
        .order_by("position")
    )
    return claims.annotate(
        rule=Subquery(rule.values("pk")[:1]), round=_counted(returned, "claim") + 1
    ).annotate(next_who=Coalesce(Subquery(missing.values("who")[:1]), Value(Signers.COMMITTEE)))  # fmt: skip


def _strange_to(reader: User) -> Q:
    """Say in the database that `reader` neither filed nor repaired a claim, and has no stake in it."""
    repaired = ClaimStep.objects.filter(claim=OuterRef("pk"), act=ClaimAct.REPAIRED, by=reader)
    actor = Person.objects.filter(account=reader)
    house = Q(
        ~Q(house_number=""), house_number=OuterRef("person__house_number"), place=OuterRef("person__place"),
        village=Coalesce(OuterRef("person__moo"), Value(0)),
    )  # fmt: skip
    has_stake = actor.annotate(village=Coalesce("moo", Value(0))).filter(Q(pk=OuterRef("person")) | house)
    return ~Q(by=reader) & ~Exists(repaired) & ~Exists(has_stake)


def to_sign(fund: Fund, reader: User, offices: Iterable[str]) -> ClaimQuerySet:
    """Give the claims whose next signature may be that of `reader`, who holds `offices` there."""
    held = frozenset(offices)
    mine = [who for who in Signers.values if held & OFFICES_OF_SIGNERS[who]]
    signed = Signature.objects.filter(claim=OuterRef("pk"), round=OuterRef("round"), by=reader)
    waiting: Any = with_next_signers(Claim.objects.of(fund).waiting())
    found: ClaimQuerySet = waiting.filter(_strange_to(reader), ~Exists(signed), next_who__in=mine)
    return found


def to_mend(fund: Fund, reader: User) -> ClaimQuerySet:
    """Give the claims that were sent back and that `reader` may mend: not one that they signed."""
    signed = Signature.objects.filter(claim=OuterRef("pk"), by=reader)
    return Claim.objects.of(fund).in_state(ClaimState.RETURNED).filter(~Exists(signed))


def to_pay(fund: Fund, reader: User) -> ClaimQuerySet:
    """Give the approved claims that `reader` may pay: none that they filed, repaired or signed."""
    signed = Signature.objects.filter(claim=OuterRef("pk"), by=reader)
    decided = Decision.objects.filter(claim=OuterRef("pk"), by=reader)
    return Claim.objects.of(fund).unpaid().filter(_strange_to(reader), ~Exists(signed), ~Exists(decided))


def to_confirm(fund: Fund, reader: User) -> QuerySet[Correction]:
    """Give the corrections that wait for a second person and that `reader` did not ask for."""
    return Correction.objects.of(fund).waiting().exclude(by=reader)


def with_whom(claims: ClaimQuerySet) -> Any:
    """Annotate `state` and `whom`: one of Signers, "clerk" or "payer", for whom each claim waits."""
    return with_next_signers(claims.with_state()).annotate(
        whom=Case(
            When(state=ClaimState.WAITING, then=F("next_who")),
            When(state=ClaimState.RETURNED, then=Value("clerk")),
            When(state=ClaimState.APPROVED, then=Value("payer")),
            default=Value(""),
            output_field=CharField(),
        )
    )


def count_for(fund: Fund, reader: User, *, offices: frozenset[str], rights: dict[str, bool], on: date) -> int:
    """Count, in one query, all that waits for `reader` in `fund` on the day `on`: signatures, repairs, payments,
    corrections, applications, rounds of the state's match."""
    parts: list[QuerySet[Any]] = [to_sign(fund, reader, offices)] if rights["decider"] else []
    if rights["clerk"]:
        parts.append(to_mend(fund, reader))
    if rights["payer"]:
        parts.append(to_pay(fund, reader))
    if rights["second"]:
        parts.append(to_confirm(fund, reader))
    if rights["registrar"]:
        parts.append(Membership.objects.of(fund).applying())
    counts: list[Any] = [_counted(part, "fund") for part in parts]
    if matches := match_waiting.counted(fund, reader, rights, on):
        counts.append(matches)
    if not counts:
        return 0
    total = counts[0]
    for each in counts[1:]:
        total = total + each
    return int(Fund.objects.filter(pk=fund.pk).values_list(total, flat=True).get())
