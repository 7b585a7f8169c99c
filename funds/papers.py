"""Papers made together: a day's receipts from one block of numbers, a voucher that pays out of several accounts.

The transfers are the pen's; the caller holds the fund's lock and has seen to it that a key is used once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count as count_from
from uuid import UUID, uuid5

from django.db import transaction

from welfare import thai, trail
from welfare.models import User

from . import ledger
from .held_books import Books, held_books
from .models import Account, Fund, Numbers, Receipt, Transfer, Voucher

Lines = Sequence[tuple[Account, Decimal]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one payer brings: `lines` of income account and baht, on one receipt with `key`."""

    key: UUID
    payer: str
    lines: Lines
    note: str = ""


def receive_all(fund: Fund, taken: Sequence[Taken], *, into: Account, on: date, by: User) -> list[Receipt]:
    """Make a receipt for each of `taken`, in their order, and move the money into the money account `into`.

    The numbers follow the last of the fund and Buddhist year without a gap. Raises what `ledger.post_all` raises.
    """
    with held_books(fund, by=by) as books:
        return receive_into(books, taken, into=into, on=on)


def receive_into(books: Books, taken: Sequence[Taken], *, into: Account, on: date) -> list[Receipt]:
    """Take money into books that are held; otherwise as `receive_all`."""
    fund, year = books.fund, thai.be_year(on)
    first = ledger.next_number(fund, Numbers.RECEIPT, year=year, count=len(taken))
    receipts = Receipt.objects.bulk_create(
        Receipt(
            key=one.key, fund=fund, year=year, number=number, on=on, amount=_sum(one.lines), payer=one.payer,
            note=one.note, by=books.by,
        )
        for number, one in enumerate(taken, start=first)
    )  # fmt: skip
    ledger.enter(books, [
        ledger.Entry(
            uuid5(one.key, str(position)), debit=into, credit=income, amount=amount, on=on, note=one.note,
            receipt=receipt,
        )
        for receipt, one in zip(receipts, taken, strict=True)
        for position, (income, amount) in enumerate(one.lines)
    ])  # fmt: skip
    books.acts += [_act("received", "receipt", receipt) for receipt in receipts]
    return receipts


@dataclass(frozen=True, slots=True)
class Dated:
    """What a payer brought on the day `on` of the past; the money went into `into`, or is in the opening balance."""

    taken: Taken
    into: Account
    on: date


@transaction.atomic
def receive_past(fund: Fund, taken: Sequence[Dated], *, by: User) -> list[Receipt]:
    """Make a receipt for each of `taken`, in their order, each on its own day; the numbers follow in its own year.

    Raises what `ledger.post_all` raises.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    years = Counter(thai.be_year(one.on) for one in taken)
    next_of = {
        year: count_from(ledger.next_number(fund, Numbers.RECEIPT, year=year, count=count))
        for year, count in sorted(years.items())
    }
    receipts = Receipt.objects.bulk_create(
        Receipt(
            key=one.taken.key, fund=fund, year=thai.be_year(one.on), number=next(next_of[thai.be_year(one.on)]),
            on=one.on, amount=_sum(one.taken.lines), payer=one.taken.payer[:200], note=one.taken.note, by=by,
        )
        for one in taken
    )  # fmt: skip
    entries = [
        ledger.Entry(
            uuid5(one.taken.key, str(position)), debit=one.into, credit=income, amount=amount, on=one.on,
            note=one.taken.note, receipt=receipt,
        )
        for receipt, one in zip(receipts, taken, strict=True)
        for position, (income, amount) in enumerate(one.taken.lines)
    ]  # fmt: skip
    ledger.post_all(fund, entries, by=by)
    trail.record_all([_act("received", "receipt", receipt) for receipt in receipts], by=by, fund=fund.pk)
    return receipts


@dataclass(frozen=True, slots=True)
class Given:
    """What was paid to `payee` on the day `on` of the past, on one voucher with `key`: `amount` baht for `costs`."""

    key: UUID
    payee: str
    purpose: str
    costs: Account
    amount: Decimal
    on: date


@transaction.atomic
def pay_past(fund: Fund, given: Sequence[Given], *, out_of: Account, by: User) -> list[tuple[Voucher, Transfer]]:
    """Make a voucher for each of `given`, in their order, each on its own day, and take its money out of `out_of`.

    The numbers follow in its own year. Gives each voucher with its entry. Raises what `ledger.post_all` raises.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    years = Counter(thai.be_year(one.on) for one in given)
    next_of = {
        year: count_from(ledger.next_number(fund, Numbers.VOUCHER, year=year, count=count))
        for year, count in sorted(years.items())
    }
    vouchers = Voucher.objects.bulk_create(
        Voucher(
            key=one.key, fund=fund, year=thai.be_year(one.on), number=next(next_of[thai.be_year(one.on)]), on=one.on,
            amount=one.amount, payee=one.payee[:200], purpose=one.purpose, by=by,
        )
        for one in given
    )  # fmt: skip
    entries = [
        ledger.Entry(one.key, one.costs, out_of, one.amount, one.on, one.purpose, voucher=voucher)
        for voucher, one in zip(vouchers, given, strict=True)
    ]
    transfers = ledger.post_all(fund, entries, by=by)
    trail.record_all([_act("paid out", "voucher", voucher) for voucher in vouchers], by=by, fund=fund.pk)
    return list(zip(vouchers, transfers, strict=True))


@transaction.atomic
def pay_back(
    fund: Fund, *, key: UUID, payee: str, purpose: str, lines: Lines, cash: Account, on: date, by: User,
    witness: str = "",
) -> Voucher:  # fmt: skip
    """Give money back on a new voucher: each of `lines` (income account, baht) is taken off what it had received.

    The same key gives the first voucher. Raises NotEnoughMoney when `cash` does not hold that much.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Voucher.objects.filter(key=key).first():
        return done
    year = thai.be_year(on)
    voucher = Voucher.objects.create(
        key=key, fund=fund, year=year, number=ledger.next_number(fund, Numbers.VOUCHER, year=year), on=on,
        amount=_sum(lines), payee=payee, purpose=purpose, witness=witness, by=by,
    )  # fmt: skip
    entries = [
        ledger.Entry(
            uuid5(key, str(position)), debit=income, credit=cash, amount=amount, on=on, note=purpose, voucher=voucher
        )
        for position, (income, amount) in enumerate(lines)
    ]
    ledger.post_all(fund, entries, by=by)
    trail.record_all([_act("paid out", "voucher", voucher)], by=by, fund=fund.pk)
    return voucher


def _act(act: str, subject: str, paper: Receipt | Voucher) -> trail.Act:
    return trail.Act(act, subject, paper.pk, {"paper": str(paper), "amount": paper.amount, "on": paper.on})


def _sum(lines: Lines) -> Decimal:
    return sum((amount for _account, amount in lines), Decimal(0))
