"""What a fund gives back to who leaves it, by its rule: nothing, or the contributions of who was never helped."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, papers, policies
from funds.models import Account, AccountKind, Fund, Refund, Source, Voucher
from welfare import trail
from welfare.models import User
from welfare.money import ZERO

from .models import Contribution, EndReason, Membership, MembershipStep, Opening, Payout

# Who is expelled or lapses gets nothing back, and who dies leaves the death benefit.
# Source: Umong town fund, Lamphun: never, unless the member resigns having received no benefit.
LEAVES_FREELY = (EndReason.LEFT, EndReason.MOVED)


class NothingToGiveBack(Exception):
    """The fund's rule gives this member nothing back."""


def refund(membership: Membership, *, reason: str, on: date) -> Decimal:
    """Give the baht that go back to a member who leaves for `reason` on the day `on`: what was contributed, or 0.

    Entry fees stay with the fund. Up to ten queries.
    """
    terms = policies.in_force(membership.fund, on)
    if terms.refund != Refund.UNHELPED or reason not in LEAVES_FREELY or was_helped(membership):
        return ZERO
    return sum(_by_share(membership).values(), ZERO)


def was_helped(membership: Membership) -> bool:
    """Say whether the fund ever paid this person a benefit, in this or an earlier membership."""
    paid = Payout.objects.filter(
        fund=membership.fund_id, person=membership.person_id, transfer__reversal__isnull=True
    ).exists()
    return (
        paid
        or Opening.objects.filter(
            membership__fund=membership.fund_id, membership__person=membership.person_id, has_been_helped=True
        ).exists()
    )


def _by_share(membership: Membership) -> dict[str, Decimal]:
    """Give the baht contributed by the name of the share that they went to."""
    paid = Contribution.objects.filter(membership=membership, is_entry_fee=False).standing().order_by("on", "pk")
    sums: dict[str, Decimal] = defaultdict(Decimal)
    terms = policies.by_day(membership.fund)
    for row in paid:
        for name, amount in terms(row.on).split(row.amount):
            sums[name] += amount
    return sums


def voucher_of(membership: Membership) -> Voucher | None:
    """Give the voucher by which contributions were given back when this membership ended, if there is one."""
    step = _last_step(membership)
    return Voucher.objects.filter(key=_key(step.key)).first() if step else None


@transaction.atomic
def give_back(membership: Membership, *, cash: Account, on: date, by: User, witness: str = "") -> Voucher:
    """Pay a member who left the contributions back from `cash` on a voucher, once.

    The money is taken off what the fund received from members, share by share. Raises NothingToGiveBack when the
    rule of the day on which the membership ended gives nothing, ledger.NotEnoughMoney when `cash` does not hold it.
    """
    fund = Fund.objects.locked().get(pk=membership.fund_id)
    step = _last_step(membership)
    if step is not None and (done := Voucher.objects.filter(key=_key(step.key)).first()):
        return done
    membership = Membership.objects.select_related("person").get(pk=membership.pk)
    if (
        step is None
        or membership.ended_on is None
        or not refund(membership, reason=membership.end_reason, on=membership.ended_on)
    ):
        raise NothingToGiveBack(_("The fund's rule gives this member nothing back."))
    shares = _by_share(membership)
    lines = [
        (ledger.account(fund, AccountKind.INCOME, Source.MEMBERS, name=name), amount) for name, amount in shares.items()
    ]
    with override("th"):
        purpose = _("Contributions given back to member number %(number)s on leaving") % {"number": membership.number}
    voucher = papers.pay_back(
        fund, key=_key(step.key), payee=membership.person.name, purpose=purpose, lines=lines, cash=cash, on=on, by=by,
        witness=witness,
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="gave back", subject="membership", subject_pk=membership.pk,
        facts={"amount": str(voucher.amount), "on": on.isoformat()},
    )  # fmt: skip
    return voucher


def _last_step(membership: Membership) -> MembershipStep | None:
    return MembershipStep.objects.filter(membership=membership, step__in=LEAVES_FREELY).order_by("-pk").first()


def _key(step: UUID) -> UUID:
    """A membership ends once, so what is given back for it has one key."""
    return uuid5(step, "refund")
