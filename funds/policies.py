"""How a fund takes contributions: the version in force on a day, and adopting a new one."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User
from welfare.money import share

from .models import Fund, Plan, Policy, Rate, Refund, Rejoining, Resolution, Share

# What holds for a fund that has not adopted anything: one baht a day, as the pledge of these funds has it.
# Source: domain knowledge of the contribution, Yasothon town fund: 30 a month, 90, 180, 360 a year.
ONE_BAHT_A_DAY: Mapping[str, Decimal] = {
    Plan.DAILY: Decimal(1), Plan.MONTHLY: Decimal(30), Plan.QUARTERLY: Decimal(90), Plan.HALF_YEARLY: Decimal(180),
    Plan.YEARLY: Decimal(360),
}  # fmt: skip
DUE_DAY, DUE_MONTH = 31, 1
# Where no day for paying is set, who has not paid a month after the paid time ran out has missed a payment.
# Source: our own decision, docs/decisions/0020-missed-payments.md.
GRACE_DAYS = 30


TermsOnDay = Callable[[date], "Terms"]


class NotWhole(Exception):
    """The shares of a contribution do not add up to 100 per cent."""


class TooLate(Exception):
    """A new version would begin before the one in force: what was judged by it stands."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one way of paying costs, in baht, and when it is due.

    Either on a day of a month, or `grace_days` after what was paid for has run out.
    """

    amount: Decimal
    due_day: int = DUE_DAY
    due_month: int = DUE_MONTH
    grace_days: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A policy as pages and acts read it; `rates` by plan, `shares` by name in per cent, in order.

    `since` is the day it was adopted from, None where a fund has adopted nothing.
    """

    entry_fee: Decimal = Decimal(0)
    missed_to_lapse: int = 3
    refund: str = Refund.NEVER
    rejoining: str = Rejoining.RESTART
    second_person_above: Decimal = Decimal(500)
    cost_ceiling: int = 20
    first_month: int = 1
    rates: Mapping[str, Due] = field(
        default_factory=lambda: {plan: Due(amount, grace_days=GRACE_DAYS) for plan, amount in ONE_BAHT_A_DAY.items()}
    )
    shares: Sequence[tuple[str, int]] = ()
    since: date | None = field(default=None, compare=False)

    def split(self, amount: Decimal) -> list[tuple[str, Decimal]]:
        """Split a contribution of `amount` baht into its shares, to the satang; one unnamed part without shares."""
        if not self.shares:
            return [("", amount)]
        names, weights = zip(*self.shares, strict=True)
        return [(name, part) for name, part in zip(names, share(amount, list(weights)), strict=True) if part]


def in_force(fund: Fund, day: date) -> Terms:
    """Give what holds for `fund` on `day`: its last adopted version, or one baht a day where there is none."""
    policy = Policy.objects.of(fund).in_force(day).prefetch_related("rates", "shares").first()
    return Terms() if policy is None else terms_of(policy)


def by_day(fund: Fund) -> TermsOnDay:
    """Read all versions of `fund` at once, in three queries; what is given says what holds on any day."""
    versions = [
        terms_of(policy) for policy in Policy.objects.of(fund).order_by("since").prefetch_related("rates", "shares")
    ]
    begins = [terms.since or date.min for terms in versions]

    def on(day: date) -> Terms:
        place = bisect_right(begins, day)
        return versions[place - 1] if place else Terms()

    return on


def terms_of(policy: Policy) -> Terms:
    """Read a stored version, with its rates and shares."""
    return Terms(
        entry_fee=policy.entry_fee,
        missed_to_lapse=policy.missed_to_lapse,
        refund=policy.refund,
        rejoining=policy.rejoining,
        second_person_above=policy.second_person_above,
        cost_ceiling=policy.cost_ceiling,
        first_month=policy.first_month,
        rates={
            rate.plan: Due(rate.amount, rate.due_day, rate.due_month, rate.grace_days) for rate in policy.rates.all()
        },
        shares=[
            (part.name, part.percent) for part in sorted(policy.shares.all(), key=lambda part: (part.position, part.pk))
        ],
        since=policy.since,
    )


@transaction.atomic
def adopt(fund: Fund, terms: Terms, *, since: date, by: User, resolution: Resolution | None = None) -> Policy:
    """Put `terms` in force from `since`; what came before stays as it was. The same version is adopted once.

    Raises NotWhole when the shares do not add up to 100 per cent, TooLate when a version that begins on
    `since` or later is there.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if terms.shares and sum(percent for _name, percent in terms.shares) != 100:
        raise NotWhole(_("The shares of a contribution must add up to 100 per cent."))
    later = list(Policy.objects.of(fund).filter(since__gte=since).prefetch_related("rates", "shares"))
    if [policy.since for policy in later] == [since] and terms_of(later[0]) == replace(terms, shares=[*terms.shares]):
        return later[0]
    if later:
        raise TooLate(_("A version that begins on that day or later is in force. Choose a later day."))
    policy = Policy.objects.create(
        fund=fund, since=since, resolution=resolution, entry_fee=terms.entry_fee,
        missed_to_lapse=terms.missed_to_lapse, refund=terms.refund, rejoining=terms.rejoining,
        second_person_above=terms.second_person_above, cost_ceiling=terms.cost_ceiling,
        first_month=terms.first_month, by=by,
    )  # fmt: skip
    Rate.objects.bulk_create(
        (
            Rate(
                policy=policy, plan=plan, amount=due.amount, due_day=due.due_day, due_month=due.due_month,
                grace_days=due.grace_days,
            )
            for plan, due in terms.rates.items()
        )
    )  # fmt: skip
    Share.objects.bulk_create(
        Share(policy=policy, name=name, percent=percent, position=position)
        for position, (name, percent) in enumerate(terms.shares, start=1)
    )
    trail.record(
        by=by, fund=fund.pk, act="adopted", subject="policy", subject_pk=policy.pk, facts={"since": since.isoformat()}
    )
    return policy
