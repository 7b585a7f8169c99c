"""The pen: the only place that writes transfers, papers and their running numbers.

It holds the fund's lock while it writes, keeps every total in the same transaction, and refuses what
would join two funds, take money that is not there, or use a number twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from welfare import thai, trail
from welfare.bulk import add_to_each, insert_rows
from welfare.models import User
from welfare.money import from_satang, to_satang

from . import totals
from .held_books import Books, held_books
from .models import MONEY, Account, Fund, Numbers, Receipt, Series, Transfer, Voucher
from .numbering import next_number as next_number


class Refused(Exception):
    """A posting that the books do not allow; `args[0]` says why, in the reader's language.

    `field` is the field of a form that the reason stands beside, if one does.
    """

    field: str | None = None


class CrossesFunds(Refused):
    """The accounts belong to different funds."""


class NotEnoughMoney(Refused):
    """The account does not hold that much."""


class AlreadyReversed(Refused):
    """The transfer was turned back before."""


class MonthIsClosed(Refused):
    """The entry is dated in a month that is closed, or before one."""

    field = "on"


class BooksNotEmpty(Refused):
    """The fund has transfers; a whole past is written into empty books only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One transfer to post: `amount` baht out of `credit` into `debit` on the day `on`."""

    key: UUID
    debit: Account
    credit: Account
    amount: Decimal
    on: date
    note: str = ""
    receipt: Receipt | None = None
    voucher: Voucher | None = None
    reversal_of: Transfer | None = None


def account(
    fund: Fund, kind: str, line: str = "", *, outsiders: bool = False, name: str | None = None, round: int = 0
) -> Account:
    """Give the account of `fund` for `kind` and `line`, of that `name` and match `round`; open it when needed."""
    chart = Account.objects.filter(fund=fund, kind=kind, line=line, outsiders=outsiders, round=round)
    found = (chart if name is None else chart.filter(name=name)).order_by("pk").first()
    if found is None:
        found, _created = chart.get_or_create(
            name=name or "", defaults={"fund": fund, "kind": kind, "line": line, "outsiders": outsiders, "round": round}
        )
    return found


def post(
    *, key: UUID, debit: Account, credit: Account, amount: Decimal, on: date, by: User, note: str = "",
    receipt: Receipt | None = None, voucher: Voucher | None = None,
) -> Transfer:  # fmt: skip
    """Move `amount` baht out of `credit` into `debit`, and give the transfer.

    `key` is made before sending: the same key posts once, and a repeat gives the first transfer.
    Raises CrossesFunds when the accounts are of two funds, MonthIsClosed when the books are closed on that day,
    NotEnoughMoney when a money account would fall below zero.
    """
    if done := Transfer.objects.filter(key=key).first():
        return done
    entry = Entry(key, debit, credit, amount, on, note, receipt, voucher)
    with held_books(_fund_of(entry), by=by) as books:
        made, is_new = _enter_once(books, [entry])[0]
        if is_new:
            _write_down("moved", "entry", made, books, debit=str(debit), credit=str(credit))
    return made


def post_all(fund: Fund, entries: Sequence[Entry], *, by: User) -> list[Transfer]:
    """Post `entries` of one fund together: all of them or none.

    Raises CrossesFunds, MonthIsClosed and NotEnoughMoney as `post` does.
    """
    with held_books(fund, by=by) as books:
        return [made for made, _is_new in _enter_once(books, entries)]


def _enter_once(books: Books, entries: Sequence[Entry]) -> list[tuple[Transfer, bool]]:
    """Enter those of `entries` that are not yet, and give the transfer of each and whether it is new."""
    posted = {transfer.key: transfer for transfer in Transfer.objects.filter(key__in=[each.key for each in entries])}
    new = {made.key: made for made in enter(books, [each for each in entries if each.key not in posted])}
    return [(new.get(each.key) or posted[each.key], each.key in new) for each in entries]


def enter(books: Books, entries: Sequence[Entry]) -> list[Transfer]:
    """Enter new `entries` into the books that are held, and give their transfers.

    Raises CrossesFunds, MonthIsClosed and NotEnoughMoney as `post` does.
    """
    fund = books.fund
    for entry in entries:
        if entry.debit.fund_id != fund.pk or entry.credit.fund_id != fund.pk:
            raise CrossesFunds(_("Money cannot move between two funds."))
    _refuse_closed_months(books, entries)
    made = Transfer.objects.bulk_create(
        Transfer(
            key=entry.key, fund=fund, debit=entry.debit, credit=entry.credit, amount=entry.amount, on=entry.on,
            note=entry.note, receipt=entry.receipt, voucher=entry.voucher, reversal_of=entry.reversal_of, by=books.by,
        )
        for entry in entries
    )  # fmt: skip
    _move_balances(made)
    books.changes += totals.changes_of(made)
    return made


def reverse(transfer: Transfer, *, key: UUID, on: date, by: User, reason: str) -> Transfer:
    """Turn `transfer` back by its mirror on the day `on`, and give the mirror.

    Raises AlreadyReversed when that was done before, NotEnoughMoney when the money is gone.
    """
    with held_books(transfer.fund, by=by) as books:
        done = Transfer.objects.filter(reversal_of=transfer).first()
        if done and done.key != key:
            raise AlreadyReversed(_("This entry has been turned back before."))
        if done:
            return done
        mirror = Entry(
            key, debit=transfer.credit, credit=transfer.debit, amount=transfer.amount, on=on, note=reason,
            reversal_of=transfer,
        )  # fmt: skip
        made = enter(books, [mirror])[0]
        _write_down("turned back", "entry", transfer, books, by_entry=made.pk, reason=reason)
    return made


def receive(
    fund: Fund, *, key: UUID, payer: str, lines: Sequence[tuple[Account, Decimal]], into: Account, on: date, by: User,
    note: str = "",
) -> Receipt:  # fmt: skip
    """Take money in on a new receipt: each of `lines` (income account, baht) moves into the money account `into`.

    The receipt's number follows the last of the fund and Buddhist year. The same key gives the first receipt.
    """
    with held_books(fund, by=by) as books:
        if done := Receipt.objects.filter(key=key).first():
            return done
        year = thai.be_year(on)
        receipt = Receipt.objects.create(
            key=key, fund=fund, year=year, number=next_number(fund, Numbers.RECEIPT, year=year), on=on,
            amount=sum((amount for _account, amount in lines), Decimal(0)), payer=payer, note=note, by=by,
        )  # fmt: skip
        enter(books, [
            Entry(uuid5(key, str(place)), debit=into, credit=income, amount=amount, on=on, note=note, receipt=receipt)
            for place, (income, amount) in enumerate(lines)
        ])  # fmt: skip
        _write_down("received", "receipt", receipt, books, paper=str(receipt))
    return receipt


def pay_out(
    fund: Fund, *, key: UUID, payee: str, purpose: str, costs: Account, amount: Decimal, cash: Account, on: date,
    by: User, witness: str = "",
) -> tuple[Voucher, Transfer]:  # fmt: skip
    """Pay `amount` baht from the money account `cash` for `costs` on a new voucher; give it and its transfer.

    The voucher's number follows the last of the fund and Buddhist year. The same key gives the first voucher.
    Raises NotEnoughMoney when `cash` does not hold that much.
    """
    with held_books(fund, by=by) as books:
        if done := Voucher.objects.filter(key=key).first():
            return done, Transfer.objects.get(key=key)
        return pay_from(
            books, key=key, payee=payee, purpose=purpose, costs=costs, amount=amount, cash=cash, on=on, witness=witness
        )


def pay_from(
    books: Books, *, key: UUID, payee: str, purpose: str, costs: Account, amount: Decimal, cash: Account, on: date,
    witness: str = "",
) -> tuple[Voucher, Transfer]:  # fmt: skip
    """Pay out of books that are held, under a key that is new; otherwise as `pay_out`."""
    year = thai.be_year(on)
    voucher = Voucher.objects.create(
        key=key, fund=books.fund, year=year, number=next_number(books.fund, Numbers.VOUCHER, year=year), on=on,
        amount=amount, payee=payee, purpose=purpose, witness=witness, by=books.by,
    )  # fmt: skip
    entry = Entry(key, debit=costs, credit=cash, amount=amount, on=on, note=purpose, voucher=voucher)
    transfer = enter(books, [entry])[0]
    _write_down("paid out", "voucher", voucher, books, paper=str(voucher))
    return voucher, transfer


RECEIPT_COLUMNS = ("id", "key", "fund_id", "year", "number", "on", "amount", "payer", "note", "by_id", "at")
VOUCHER_COLUMNS = (
    "id", "key", "fund_id", "year", "number", "on", "amount", "payee", "purpose", "witness", "by_id", "at",
)  # fmt: skip
TRANSFER_COLUMNS = (
    "id", "key", "fund_id", "debit_id", "credit_id", "amount", "on", "note", "receipt_id", "voucher_id", "by_id", "at",
)  # fmt: skip
Rows = Sequence[Sequence[Any]]


@transaction.atomic
def write_history(fund: Fund, *, receipts: Rows, vouchers: Rows, transfers: Rows) -> list[totals.Change]:
    """Write a fund's whole past at once, papers and transfers, and set its balances and running numbers from them.

    Each row has the columns named above, with its own id, amounts in satang and days as ISO texts. That numbers
    run without gaps and that no money account was ever below zero is the caller's to see to; `manage.py check_books`
    names what is not so. Gives what the transfers change, for `totals.write_history` to keep with all else.
    Raises BooksNotEmpty when the fund has transfers.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if Transfer.objects.of(fund).exists():
        raise BooksNotEmpty(_("A whole past is written into empty books only."))
    insert_rows(Receipt, RECEIPT_COLUMNS, receipts)
    insert_rows(Voucher, VOUCHER_COLUMNS, vouchers)
    insert_rows(Transfer, TRANSFER_COLUMNS, transfers)
    for of, papers in ((Numbers.RECEIPT, receipts), (Numbers.VOUCHER, vouchers)):
        last = {row[3]: row[4] for row in sorted(papers, key=lambda row: row[4])}
        Series.objects.bulk_create(Series(fund=fund, of=of, year=year, last=number) for year, number in last.items())
    accounts = Account.objects.of(fund).in_bulk()
    moved: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in transfers:
        for account, sign in ((row[3], 1), (row[4], -1)):
            day = moved[account, row[6], sign]
            day[0] += 1
            day[1] += sign * row[5]
    changes: list[totals.Change] = []
    held: dict[int, int] = defaultdict(int)
    for (pk, on, sign), (count, satang) in moved.items():
        held[pk] += satang
        changes += totals.changes_in(accounts[pk], date.fromisoformat(on), sign * count, from_satang(satang))
    for pk, satang in held.items():
        Account.objects.filter(pk=pk).update(balance=from_satang(satang))
    return changes


def _write_down(act: str, subject: str, made: Receipt | Voucher | Transfer, books: Books, **facts: object) -> None:
    books.acts.append(trail.Act(act, subject, made.pk, {"amount": made.amount, "on": made.on, **facts}))


def _refuse_closed_months(books: Books, entries: Sequence[Entry]) -> None:
    """Months close in order, so that the last closed one keeps out all that is dated in it or before it."""
    first = min((entry.on for entry in entries), default=None)
    if first and (until := books.standing.closed_until) and first.replace(day=1) <= until:
        raise MonthIsClosed(
            _("The books are closed to the end of %(month)s. Use a later day, or ask the chair to reopen the month.")
            % {"month": thai.long_month(until)}
        )


def _fund_of(entry: Entry) -> Fund:
    if entry.debit.fund_id != entry.credit.fund_id:
        raise CrossesFunds(_("Money cannot move between two funds."))
    return entry.debit.fund


def _move_balances(transfers: Sequence[Transfer]) -> None:
    """Add each transfer to the kept balances of its two accounts, all in one statement."""
    moved: dict[int, int] = defaultdict(int)
    kinds: dict[int, str] = {}
    for transfer in transfers:
        moved[transfer.debit_id] += to_satang(transfer.amount)
        moved[transfer.credit_id] -= to_satang(transfer.amount)
        kinds |= {transfer.debit_id: transfer.debit.kind, transfer.credit_id: transfer.credit.kind}
    changed = {pk: change for pk, change in sorted(moved.items()) if change}
    taken = {pk for pk, change in changed.items() if change < 0 and kinds[pk] in MONEY}
    if changed and add_to_each(Account, "balance", changed, never_below_zero=taken) != len(changed):
        raise NotEnoughMoney(_("There is not that much money in this account."))
