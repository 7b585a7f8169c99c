"""Contributions of a file written in one transaction: receipts, entries of the books, and what each member paid."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, papers, policies
from funds.models import Account, AccountKind, Fund, Source, Transfer
from members import contributions, openings
from members.contributions import Paid as PaidPart
from members.models import Contribution, Import, ImportedReceipt, ImportKind, Membership
from welfare.bulk import in_parts, insert_rows
from welfare.models import User
from welfare.money import ZERO, to_satang
from welfare.sheets import Grid

from . import batches
from .contributing import understand
from .payments import Paid, Payment
from .understood import Progress, nobody

AT_ONCE = 1000
CONTRIBUTIONS = (
    "fund_id", "membership_id", "receipt_id", "is_entry_fee", "amount", "on", "covers_from", "covers_until",
)  # fmt: skip
MADE = ("made_by_id", "receipt_id", "row", "paper")


@transaction.atomic
def take_in(
    fund: Fund, grid: Grid, *, key: UUID, file_name: str, sha256: str, today: date, by: User, into: Account,
    labels: Mapping[str, str] | None = None, year: int | None = None, progress: Progress = nobody,
) -> Import:  # fmt: skip
    """Take the contributions of a file into the books of `fund`: all of them or none.

    The same key gives the first import.

    What was paid up to the day of the opening is in its balance: it comes out of that and moves no money. What was paid
    later goes into the money account `into`. Each payment has a receipt of the portal, which names the number that
    stands on paper; payments of one paper and day share one. Raises AlreadyTakenIn, NotUnderstood, and what the pen
    raises.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Import.objects.of(fund).filter(key=key).first():
        return done
    batches.refuse_known_file(fund, ImportKind.CONTRIBUTIONS, sha256)
    found = understand(
        fund, grid, today=today, labels=labels, year=year, progress=lambda row, rows: progress(row, rows * 2)
    )
    batches.refuse_faults(found)
    done = batches.begin(fund, found, key=key, kind=ImportKind.CONTRIBUTIONS, file_name=file_name, sha256=sha256, by=by)
    groups = _by_paper(found.entries)
    written = 0
    for part in in_parts(groups, AT_ONCE):
        _write(fund, done, part, into, by)
        written += len(part)
        progress(len(groups) + written, len(groups) * 2)
    for entry in _out_of_the_opening(fund, found, done):
        ledger.post_all(fund, [entry], by=by)
    return done


def _by_paper(payments: Sequence[Payment]) -> list[list[Payment]]:
    """Put together what stands on one receipt, in the order of the days: one paper and day, else one row and day."""
    groups: dict[tuple[date, str, int], list[Payment]] = defaultdict(list)
    for payment in sorted(payments, key=lambda each: (each.on, each.row)):
        groups[payment.on, payment.paper, 0 if payment.paper else payment.row].append(payment)
    return list(groups.values())


def _write(fund: Fund, done: Import, groups: Sequence[Sequence[Payment]], into: Account, by: User) -> None:
    terms = policies.by_day(fund)
    opening = ledger.account(fund, AccountKind.OPENING)
    accounts: dict[tuple[Source, str], Account] = {}
    taken = []
    for group in groups:
        first = group[0]
        paid = [PaidPart(Membership(pk=each.spell.pk), each.amount, is_entry_fee=each.is_entry_fee) for each in group]
        sums = contributions.parts(paid, terms(first.on))
        for what in sums:
            if what not in accounts:
                accounts[what] = ledger.account(fund, AccountKind.INCOME, what[0], name=what[1])
        with override("th"):
            note = (
                _("From the paper register, receipt %(paper)s") % {"paper": first.paper}
                if first.paper
                else _("From the paper register")
            )
        lines = [(accounts[what], baht) for what, baht in sums.items()]
        key = uuid5(done.key, f"{first.row} {first.on} {first.paper}")
        place = opening if first.is_before else into
        taken.append(papers.Dated(papers.Taken(key, first.name, lines, note), place, first.on))
    receipts = papers.receive_past(fund, taken, by=by)
    insert_rows(Contribution, CONTRIBUTIONS, _contributions(fund, groups, [receipt.pk for receipt in receipts]))
    insert_rows(
        ImportedReceipt, MADE,
        ((done.pk, receipt.pk, group[0].row, group[0].paper) for receipt, group in zip(receipts, groups, strict=True)),
    )  # fmt: skip


def _contributions(
    fund: Fund, groups: Sequence[Sequence[Payment]], receipts: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    for receipt, group in zip(receipts, groups, strict=True):
        for each in group:
            yield (
                fund.pk, each.spell.pk, receipt, each.is_entry_fee, to_satang(each.amount), each.on.isoformat(),
                each.covers_from.isoformat() if each.covers_from else None,
                each.covers_until.isoformat() if each.covers_until else None,
            )  # fmt: skip


def _out_of_the_opening(fund: Fund, found: Paid, done: Import) -> Iterator[ledger.Entry]:
    """Take off again what the opening had named as contributions or fees, now that their own rows tell it."""
    if found.opened_on is None:
        return
    opening = ledger.account(fund, AccountKind.OPENING)
    for source, is_fee in ((Source.MEMBERS, False), (Source.ENTRY_FEE, True)):
        told = sum((each.amount for each in found.entries if each.is_before and each.is_entry_fee == is_fee), ZERO)
        named = sum(
            (
                entry.amount for entry in openings.opening_entries(fund)
                if (entry.credit.kind, entry.credit.line) == (AccountKind.INCOME, source)
            ),
            ZERO,
        )  # fmt: skip
        account = ledger.account(fund, AccountKind.INCOME, source)
        before = Transfer.objects.of(fund).filter(
            debit=account, credit=opening, on=found.opened_on, reversal__isnull=True, reversal_of__isnull=True
        )
        left = named - (before.aggregate(sum=Sum("amount"))["sum"] or ZERO)
        if (amount := min(told, left)) > 0:
            with override("th"):
                note = _("Named in the opening balance, told by the paper register now")
            key = uuid5(done.key, f"opening {source}")
            yield ledger.Entry(
                key, debit=account, credit=opening, amount=Decimal(amount), on=found.opened_on, note=note
            )


def mirrored(done: Import) -> list[UUID]:
    """Give the keys of the entries by which an import took something out of the opening."""
    return [uuid5(done.key, f"opening {source}") for source in (Source.MEMBERS, Source.ENTRY_FEE)]
