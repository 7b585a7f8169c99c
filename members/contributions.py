"""Take members' contributions: one receipt for one payer, with what each member paid on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds import ledger
from funds.models import Account, AccountKind, Fund, Receipt, Source
from welfare.models import LogEntry, User

from .models import Contribution, Membership


class NotAMemberThen(Exception):
    """A contribution is dated before the membership began, or after it ended."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one member pays in baht; the days it covers are first and last day, or empty."""

    membership: Membership
    amount: Decimal
    covers_from: date | None = None
    covers_until: date | None = None
    is_entry_fee: bool = False


@transaction.atomic
def collect(
    fund: Fund, *, key: UUID, payer: str, paid: Sequence[Paid], into: Account, on: date, by: User, note: str = ""
) -> Receipt:
    """Take `paid` from `payer` on one new receipt; the money goes into the money account `into`.

    The same key gives the first receipt. Raises NotAMemberThen when someone was no member on `on`.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Receipt.objects.filter(key=key).first():
        return done
    for line in paid:
        if not line.membership.is_active(on):
            raise NotAMemberThen(_("%(name)s was not a member on that day.") % {"name": line.membership.person.name})
    sums: dict[Source, Decimal] = defaultdict(Decimal)
    for line in paid:
        sums[Source.ENTRY_FEE if line.is_entry_fee else Source.MEMBERS] += line.amount
    lines = [(ledger.account(fund, AccountKind.INCOME, source), amount) for source, amount in sums.items()]
    receipt = ledger.receive(fund, key=key, payer=payer, lines=lines, into=into, on=on, by=by, note=note)
    Contribution.objects.bulk_create(
        Contribution(
            fund=fund, membership=line.membership, receipt=receipt, is_entry_fee=line.is_entry_fee, amount=line.amount,
            on=on, covers_from=line.covers_from, covers_until=line.covers_until,
        )
        for line in paid
    )  # fmt: skip
    LogEntry.objects.create(
        by=by, fund=fund.pk, act="collected", subject="receipt", subject_pk=receipt.pk,
        facts={"amount": str(receipt.amount), "on": on.isoformat(), "members": len(paid)},
    )  # fmt: skip
    return receipt
