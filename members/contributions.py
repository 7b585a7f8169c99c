"""Take members' contributions: one receipt for one payer, with what each member paid on it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from funds import ledger, months, policies
from funds.models import Account, AccountKind, Fund, Receipt, Source, Transfer
from funds.policies import Terms
from funds.rules.tenure import DAY, Span, between
from welfare import thai, trail
from welfare.models import User

from . import passbook
from .models import Contribution, Membership, Opening, Plan


class NotAMemberThen(Exception):
    """A contribution is dated before the membership began, or after it ended."""


class AlreadyCovered(Exception):
    """A member has paid for some of these days before."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one member pays in baht; the days it covers are first and last day, or empty."""

    membership: Membership
    amount: Decimal
    covers_from: date | None = None
    covers_until: date | None = None
    is_entry_fee: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What a member may be asked for next: `rate` baht for one period of the plan, the first day not yet paid for.

    `paid_until` is the last day paid for. `entry_fee` is None once it was paid, else what the fund asks, maybe 0.
    """

    rate: Decimal | None
    covers_from: date
    paid_until: date | None
    entry_fee: Decimal | None


# How long one payment of a plan reaches; who pays any amount at any time covers no days.
PERIODS: dict[str, Span] = {
    Plan.DAILY: Span(days=1),
    Plan.MONTHLY: Span(1),
    Plan.QUARTERLY: Span(3),
    Plan.HALF_YEARLY: Span(6),
    Plan.YEARLY: Span(12),
}


def last_day_covered(plan: str, first: date, periods: int, *, joined_on: date | None = None) -> date:
    """Give the last day that `periods` payments of `plan` cover from the day `first` on. Not for Plan.FREE.

    Who joined on the 31st begins a month on its last day where it is shorter, and on the 31st again after it: two
    payments of a month reach as far as one of two months.
    """
    span = PERIODS[plan]
    after = Span(span.months * periods, span.days * periods).after(first)
    if span.months and joined_on and joined_on.day > first.day and (first + DAY).day == 1:
        last = months.last_day(after).day
        after = after.replace(day=min(joined_on.day, last))
    return after - DAY


def both_ends(
    plan: str, first: date, periods: int, amount: Decimal
) -> tuple[tuple[int, date], tuple[int, date]] | None:
    """Give how far `amount` baht reach from `first` at one baht a day, and how far in whole months: count, last day.

    None where the two are the same day, or the sum is no whole number of days and months.
    """
    if plan not in PERIODS or amount != int(amount):
        return None
    days = periods if plan == Plan.DAILY else int(amount)
    months, rest = divmod(days, 30) if plan == Plan.DAILY else (PERIODS[plan].months * periods, 0)
    if rest or not months or abs(days - months * 30) > months:
        return None
    by_days, by_months = Span(days=days).after(first) - DAY, Span(months).after(first) - DAY
    return None if by_days == by_months else ((days, by_days), (months, by_months))


def shares_of(receipts: Iterable[Receipt]) -> list[tuple[str, Decimal]]:
    """Give the baht that went to each share of the contributions on `receipts`, as booked; none where none is split."""
    rows = Transfer.objects.filter(
        receipt__in=[receipt.pk for receipt in receipts], reversal_of=None, credit__kind=AccountKind.INCOME,
        credit__line=Source.MEMBERS,
    )  # fmt: skip
    sums = rows.order_by("credit").values_list("credit__name").annotate(baht=Sum("amount"))
    return [(name, baht) for name, baht in sums if name]


def due(membership: Membership, *, today: date) -> Due:
    """Say what a member may be asked for next: by what the fund adopted, else as this member paid last.

    The first day not yet paid for is the day of joining for who never paid, and `today` for who has not joined.
    """
    terms = policies.in_force(membership.fund, today)
    paid = Contribution.objects.filter(membership=membership).standing()
    last = paid.filter(covers_until__isnull=False).order_by("-covers_until", "-pk").first()
    paid_until = passbook.paid_until([membership]).get(membership.pk)
    rate = None if terms.since and membership.plan in terms.rates else _per_period(last, membership)
    if rate is None and membership.plan in terms.rates:
        rate = terms.rates[membership.plan].amount
    return Due(
        rate=rate,
        covers_from=paid_until + DAY if paid_until else membership.joined_on or today,
        paid_until=paid_until,
        entry_fee=None if paid.filter(is_entry_fee=True).exists() else terms.entry_fee,
    )


def _per_period(paid: Contribution | None, membership: Membership) -> Decimal | None:
    """Divide what was paid by the periods of the member's plan that it covers; None when they are not whole."""
    plan = membership.plan
    if plan not in PERIODS or paid is None or paid.covers_from is None or paid.covers_until is None:
        return None
    span = PERIODS[plan]
    if span.days:
        periods = ((paid.covers_until - paid.covers_from).days + 1) // span.days
    else:
        periods = between(paid.covers_from, paid.covers_until + DAY).months // span.months
    last = last_day_covered(plan, paid.covers_from, periods, joined_on=membership.joined_on) if periods else None
    if not last or last != paid.covers_until:
        return None
    rate = (paid.amount / periods).quantize(Decimal("0.01"))
    return rate if rate * periods == paid.amount else None


@transaction.atomic
def collect(
    fund: Fund, *, key: UUID, payer: str, paid: Sequence[Paid], into: Account, on: date, by: User, note: str = ""
) -> Receipt:
    """Take `paid` from `payer` on one new receipt; the money goes into the money account `into`.

    Each contribution goes to its shares where the fund has adopted some. The same key gives the first receipt.
    Raises NotAMemberThen when someone was no member on `on`, AlreadyCovered when someone has paid for one of these
    days before.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Receipt.objects.filter(key=key).first():
        return done
    refuse_what_cannot_be(fund, paid, on)
    terms = policies.in_force(fund, on)
    lines = [
        (ledger.account(fund, AccountKind.INCOME, source, name=name), amount)
        for (source, name), amount in parts(paid, terms).items()
    ]
    receipt = ledger.receive(fund, key=key, payer=payer, lines=lines, into=into, on=on, by=by, note=note)
    Contribution.objects.bulk_create(
        Contribution(
            fund=fund, membership=line.membership, receipt=receipt, is_entry_fee=line.is_entry_fee, amount=line.amount,
            on=on, covers_from=line.covers_from, covers_until=line.covers_until,
        )
        for line in paid
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="collected", subject="receipt", subject_pk=receipt.pk,
        facts={"amount": str(receipt.amount), "on": on.isoformat(), "members": len(paid)},
    )  # fmt: skip
    return receipt


def parts(paid: Sequence[Paid], terms: Terms) -> dict[tuple[Source, str], Decimal]:
    """Give the baht of `paid` by source and by the name of the share, each contribution split to the satang."""
    sums: dict[tuple[Source, str], Decimal] = defaultdict(Decimal)
    for line in paid:
        if line.is_entry_fee:
            sums[Source.ENTRY_FEE, ""] += line.amount
            continue
        for name, amount in terms.split(line.amount):
            sums[Source.MEMBERS, name] += amount
    return sums


def refuse_what_cannot_be(fund: Fund, paid: Sequence[Paid], on: date) -> None:
    """Raise NotAMemberThen or AlreadyCovered when one of `paid` cannot be taken on the day `on`.

    Called behind the fund's lock, so it looks at memberships as they are now, not as a page read them.
    """
    now = Membership.objects.of(fund).in_bulk([line.membership.pk for line in paid])
    for line in paid:
        if line.membership.pk not in now or not now[line.membership.pk].is_active(on):
            raise NotAMemberThen(_("%(name)s was not a member on that day.") % {"name": line.membership.person.name})
    _refuse_days_paid_before(paid)


def _refuse_days_paid_before(paid: Sequence[Paid]) -> None:
    stretches = [(line, line.covers_from, line.covers_until) for line in paid if line.covers_from and line.covers_until]
    if not stretches:
        return
    opened = dict(
        Opening.objects.filter(
            membership__in={line.membership.pk for line, _, _ in stretches}, paid_until__isnull=False
        ).values_list("membership", "paid_until")
    )
    before: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = Contribution.objects.filter(
        membership__in={line.membership.pk for line in paid}, covers_until__gte=min(first for _, first, _ in stretches)
    ).standing()
    for row in rows:
        if row.covers_from and row.covers_until:
            before[row.membership_id].append((row.covers_from, row.covers_until))
    for line, first, last in stretches:
        until = opened.get(line.membership.pk)
        if until and first <= until:
            raise AlreadyCovered(
                _("%(name)s has paid before up to %(date)s.")
                % {"name": line.membership.person.name, "date": thai.long_date(until)}
            )
        for paid_from, paid_until in before[line.membership.pk]:
            if paid_from <= last and first <= paid_until:
                raise AlreadyCovered(
                    _("%(name)s has paid before for %(first)s to %(last)s.")
                    % {
                        "name": line.membership.person.name,
                        "first": thai.long_date(paid_from),
                        "last": thai.long_date(paid_until),
                    }
                )
        before[line.membership.pk].append((first, last))
