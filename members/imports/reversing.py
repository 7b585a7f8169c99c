"""Money of a file taken back: each entry by its mirror on its own day, so that every year says again what it said."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from funds import ledger
from funds.models import BankMatch, Correction, Fund, MonthClose, Transfer
from members import claims
from members.models import Import, ImportWithdrawal, Payout, Person
from welfare import thai, trail
from welfare.bulk import in_parts
from welfare.models import User

from . import batches
from .paying_in import mirrored

AT_ONCE = 1000


def entries_of(done: Import) -> list[Transfer]:
    """Give the entries that an import of money made and that stand, in their order."""
    rows = Transfer.objects.filter(fund=done.fund_id, reversal__isnull=True)
    papers = [
        rows.filter(receipt__in=done.receipts.values("receipt")),
        rows.filter(pk__in=Payout.objects.filter(claim__imported__made_by=done).values("transfer")),
        rows.filter(key__in=mirrored(done)),
    ]
    found = [entry for paper in papers for entry in paper.select_related("debit", "credit")]
    return sorted(found, key=lambda entry: entry.pk)


def what_rests(done: Import) -> list[str]:
    """Name what rests on the entries of an import: months that are closed over them, lines of the bank, corrections."""
    return list(_resting(done, entries_of(done)))


def _resting(done: Import, entries: Sequence[Transfer]) -> Iterator[str]:
    if not entries:
        return
    first = min(entry.on for entry in entries).replace(day=1)
    closed = MonthClose.objects.of(done.fund).standing().filter(month__gte=first).order_by("-month")
    if (until := closed.values_list("month", flat=True).first()) is not None:
        yield _("The books are closed to the end of %(month)s.") % {"month": thai.long_month(until)}
    keys = [entry.pk for entry in entries]
    matched = sum(BankMatch.objects.filter(transfer__in=part).count() for part in in_parts(keys, AT_ONCE))
    asked = sum(
        Correction.objects.filter(receipt__in=part, decision__isnull=True).count()
        for part in in_parts([entry.receipt_id for entry in entries if entry.receipt_id], AT_ONCE)
    )
    for count, model in ((matched, BankMatch), (asked, Correction)):
        if count:
            yield f"{model._meta.verbose_name}: {count:,}"


@transaction.atomic
def take_back(done: Import, *, key: UUID, reason: str, on: date, by: User) -> ImportWithdrawal:
    """Turn every entry of an import back, none is deleted; what it had counted counts no more.

    The same key does it once.

    Raises AlreadyTakenBack, StillNeeded, and ledger.NotEnoughMoney where what came in was spent meanwhile.
    """

    def undo(fund: Fund, done: Import, key: UUID) -> int:
        entries = entries_of(done)
        for part in in_parts(entries, AT_ONCE):
            mirrors = [
                ledger.Entry(
                    uuid5(key, str(entry.pk)), debit=entry.credit, credit=entry.debit, amount=entry.amount, on=entry.on,
                    note=reason[:200], reversal_of=entry,
                )
                for entry in part
            ]  # fmt: skip
            ledger.post_all(fund, mirrors, by=by)
            acts = [
                trail.Act("turned back", "entry", entry.pk, {"amount": entry.amount, "on": entry.on, "reason": reason})
                for entry in part
            ]
            trail.record_all(acts, by=by, fund=fund.pk)
        helped = Person.objects.filter(payouts__claim__imported__made_by=done).distinct()
        claims.count_help(fund, list(helped))
        return done.count

    return batches.take_back(done, key=key, reason=reason, on=on, by=by, what_rests=what_rests, undo=undo)
