"""How a fund approves claims: the steps that hold on a day, and adopting a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .models import OFFICES_OF_SIGNERS, Fund, Resolution, Signers, SigningRule, SigningStep


class NoStepForAll(Exception):
    """No step takes in the smallest claim: it could be paid with nobody's approval."""


class TooLate(Exception):
    """A new version would begin before the one in force: what was approved by it stands."""


@dataclass(frozen=True, slots=True)
class Step:
    """`count` people of `who` (one of Signers) sign claims above `above` baht; `pk` is its row, if it has one."""

    who: str
    count: int = 1
    above: Decimal = Decimal(0)
    pk: int | None = None

    @property
    def offices(self) -> frozenset[str]:
        return OFFICES_OF_SIGNERS[self.who]


# What holds for a fund that has adopted nothing: a second person decides.
# Source: our own decision, docs/decisions/0007-nobody-pays-alone.md.
ONE_SECOND_PERSON = (Step(Signers.COMMITTEE),)


def steps_for(fund: Fund, amount: Decimal, *, filed_on: date) -> tuple[Step, ...]:
    """Give the steps, in their order, that a claim of `amount` baht filed on that day must pass. One or two queries."""
    return steps_of(in_force(fund, filed_on), amount)


def steps_of(rule: SigningRule | None, amount: Decimal) -> tuple[Step, ...]:
    """Give the steps of a version (its steps loaded) that a claim of `amount` baht must pass."""
    if rule is None:
        return ONE_SECOND_PERSON
    return tuple(step for step in all_steps(rule) if amount > step.above)


def all_steps(rule: SigningRule | None) -> tuple[Step, ...]:
    """Give every step of a version, whatever the sum."""
    if rule is None:
        return ONE_SECOND_PERSON
    rows = sorted(rule.steps.all(), key=lambda step: step.position)
    return tuple(Step(row.who, row.count, row.above, row.pk) for row in rows)


def in_force(fund: Fund, day: date) -> SigningRule | None:
    """Give the version that holds on `day` with its steps; None where the fund has adopted none."""
    return SigningRule.objects.of(fund).in_force(day).prefetch_related("steps").first()


@transaction.atomic
def adopt(fund: Fund, steps: Sequence[Step], *, since: date, by: User, resolution: Resolution) -> SigningRule:
    """Put `steps` in force from `since`; what was filed before keeps its own. The same version is adopted once.

    Raises NoStepForAll when some claim would need nobody, TooLate when a version that begins then or later is there.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if not any(step.above == 0 for step in steps):
        raise NoStepForAll(_("At least one step must hold for every claim, however small."))
    later = list(SigningRule.objects.of(fund).filter(since__gte=since).prefetch_related("steps"))
    if [rule.since for rule in later] == [since] and [
        (step.who, step.count, step.above) for step in all_steps(later[0])
    ] == [(step.who, step.count, step.above) for step in steps]:
        return later[0]
    if later:
        raise TooLate(_("A version that begins on that day or later is in force. Choose a later day."))
    rule = SigningRule.objects.create(fund=fund, since=since, resolution=resolution, by=by)
    SigningStep.objects.bulk_create(
        SigningStep(rule=rule, position=position, who=step.who, count=step.count, above=step.above)
        for position, step in enumerate(steps, start=1)
    )
    trail.record(
        by=by, fund=fund.pk, act="adopted", subject="signing rule", subject_pk=rule.pk,
        facts={"since": since.isoformat()},
    )  # fmt: skip
    return rule
