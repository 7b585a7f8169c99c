"""Count notes and coins, and say what lies in each place for money at the end of a month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User
from welfare.money import ZERO, from_satang

from . import months
from .models import Account, AccountKind, BankLine, CashCount, Fund, Transfer

# Notes and coins of Thailand, the largest first, in satang.
NOTES = (1000_00, 500_00, 100_00, 50_00, 20_00)
COINS = (10_00, 5_00, 2_00, 1_00, 50, 25)
PIECES = NOTES + COINS


class NotACashBox(Exception):
    """Notes and coins lie in cash boxes alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place for money at the end of a month's last day: baht by the books, and what was found there.

    For a cash box `found` is the `count` less what `moved` between that day and the day of the count. For a bank it
    is only suggested: the last balance of that month among the lines taken in from the bank, if there is one.
    """

    account: Account
    book: Decimal
    found: Decimal | None = None
    count: CashCount | None = None
    moved: Decimal = ZERO

    @property
    def is_counted(self) -> bool:
        """Notes and coins are counted; what a bank or a paper says is looked up."""
        return self.account.kind == AccountKind.CASH


def worth(pieces: Mapping[int, int]) -> Decimal:
    """Add up notes and coins: how many of each value in satang. Raises KeyError for a piece that Thailand has not."""
    if strange := set(pieces) - set(PIECES):
        raise KeyError(strange)
    return from_satang(sum(value * count for value, count in pieces.items()))


@transaction.atomic
def count_cash(account: Account, *, key: UUID, pieces: Mapping[int, int], on: date, by: User) -> CashCount:
    """Record the notes and coins counted in the cash box `account` at the end of the day `on`.

    `pieces` says how many there were of each value in satang. The same key gives the first count.
    Raises NotACashBox.
    """
    if account.kind != AccountKind.CASH:
        raise NotACashBox(_("Only a cash box is counted."))
    Fund.objects.locked().get(pk=account.fund_id)
    if done := CashCount.objects.filter(key=key).first():
        return done
    kept = {str(value): pieces[value] for value in PIECES if pieces.get(value)}
    count = CashCount.objects.create(
        key=key, fund_id=account.fund_id, account=account, on=on, pieces=kept, total=worth(pieces), by=by
    )
    trail.record(
        by=by, fund=account.fund_id, act="counted", subject="cash count", subject_pk=count.pk,
        facts={"account": account.pk, "on": on.isoformat(), "total": str(count.total)},
    )  # fmt: skip
    return count


def book_balance(account: Account, on: date) -> Decimal:
    """Give the baht in the money account `account` at the end of `on` by the books."""
    return _with_books([account], {}, on)[0].book


def places(fund: Fund, month: date, *, on: date) -> list[Place]:
    """Give every place for money of `fund` at the end of `month`, as it can be known on the day `on`."""
    last = months.last_day(month)
    accounts = list(Account.objects.of(fund).money().order_by("pk"))
    counts = _counts(accounts, month, on)
    said = _bank_balances(accounts, month)
    found = []
    for place in _with_books(accounts, {pk: count.on for pk, count in counts.items()}, last):
        pk = place.account.pk
        if count := counts.get(pk):
            found.append(Place(place.account, place.book, count.total - place.moved, count, place.moved))
        elif place.is_counted and not place.book:
            found.append(Place(place.account, place.book, ZERO))
        else:
            found.append(Place(place.account, place.book, said.get(pk)))
    return found


def _counts(accounts: Iterable[Account], month: date, on: date) -> dict[int, CashCount]:
    """Give each cash box the count that says most of its month's end.

    That is the first one on the last day or later, up to `on`; else the last one in the month. Of one day the
    latest entry holds.
    """
    last = months.last_day(month)
    best: dict[int, CashCount] = {}
    boxes = [account for account in accounts if account.kind == AccountKind.CASH]
    rows = CashCount.objects.filter(account__in=boxes, on__gte=month.replace(day=1), on__lte=on)
    for count in rows.select_related("by").order_by("on", "pk"):
        before = best.get(count.account_id)
        if before is None or before.on < last or before.on == count.on:
            best[count.account_id] = count
    return best


def _bank_balances(accounts: Iterable[Account], month: date) -> dict[int, Decimal]:
    banks = [account for account in accounts if account.kind == AccountKind.BANK]
    lines = BankLine.objects.standing().filter(
        account__in=banks, on__gte=month.replace(day=1), on__lte=months.last_day(month), balance__isnull=False
    )
    said = lines.order_by("on", "bank_import", "position").values_list("account", "balance")
    return {account: balance for account, balance in said if balance is not None}


def _with_books(accounts: Sequence[Account], then: Mapping[int, date], last: date) -> list[Place]:
    """Give each account's balance at the end of `last`, and what moved from that day to its own day in `then`."""
    own_day = {pk: Q(on__lte=on) for pk, on in then.items()}
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for side, sign in (("debit", 1), ("credit", -1)):
        counted = Q(pk__in=[])
        for pk, day in own_day.items():
            counted |= Q(**{side: pk}) & day
        rows = Transfer.objects.filter(**{f"{side}__in": accounts}).order_by().values_list(side)
        for pk, book, at_count in rows.annotate(
            book=Sum("amount", filter=Q(on__lte=last)), at_count=Sum("amount", filter=counted)
        ):
            sums[pk][0] += (book or ZERO) * sign
            sums[pk][1] += (at_count or ZERO) * sign
    return [
        Place(account, sums[account.pk][0], moved=sums[account.pk][1] - sums[account.pk][0]) for account in accounts
    ]
