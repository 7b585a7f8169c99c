"""Which line of the bank is which entry of the books: suggested, recorded, parted while the month is open.

Nothing here moves money but `enter`, which asks the pen.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from welfare import thai
from welfare.models import User

from . import ledger
from .bank import Refused, log
from .models import Account, BankLine, BankMatch, Certainty, Fund, MonthClose, Transfer, TransferQuerySet

# How far apart the day of an entry and of its bank line may lie for it to be suggested: what is paid on the eve of a
# long holiday stands in the bank's book within that.
DAYS_APART = 5


class NotTheSameMoney(Refused):
    """A line is matched to an entry of another sum, account or direction."""


class AlreadyMatched(Refused):
    """The line or the entry is matched to another one."""


class MonthIsClosed(Refused):
    """What was matched in a closed month stays so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A bank line and the entry that it may be."""

    line: BankLine
    transfer: Transfer

    @property
    def days(self) -> int:
        """How many days lie between the two."""
        return abs((self.transfer.on - self.line.on).days)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Pairs of one account: `exact` are alone with their day and sum, `likely` have the same sum within 5 days."""

    exact: list[Pair] = field(default_factory=list)
    likely: list[Pair] = field(default_factory=list)


def signed(account: Account, transfer: Transfer) -> Decimal:
    """Give what `transfer` does to `account` in baht: more than zero when money comes in."""
    return transfer.amount if transfer.debit_id == account.pk else -transfer.amount


def entries(account: Account) -> TransferQuerySet:
    """Give every entry that moves money in or out of `account`."""
    return Transfer.objects.filter(Q(debit=account) | Q(credit=account))


def open_entries(account: Account, *, since: date | None = None, until: date | None = None) -> TransferQuerySet:
    """Give the entries of `account` without a bank line, from `since` to `until`.

    An entry and its reversal, when neither has a line, are left out: what was turned back never reached the bank.
    With `until`, what was matched or turned back only later is open.
    """
    found = entries(account)
    turned = Q(reversal__isnull=False, reversal__bank_match__isnull=True)
    unmatched = Q(bank_match__isnull=True)
    if until is not None:
        found = found.filter(on__lte=until)
        turned &= Q(reversal__on__lte=until)
        unmatched |= Q(bank_match__line__on__gt=until)
    if since is not None:
        found = found.filter(on__gte=since)
    turning = Q(reversal_of__isnull=False, reversal_of__bank_match__isnull=True)
    return found.filter(unmatched).filter(~turned, ~turning)


def suggest(account: Account) -> Suggestions:
    """Pair the open lines of `account` with its open entries: what is certain, and what is likely. Two queries."""
    lines = list(BankLine.objects.filter(account=account).standing().open().in_order())
    if not lines:
        return Suggestions()
    near = timedelta(days=DAYS_APART)
    found = open_entries(account, since=lines[0].on - near).filter(on__lte=lines[-1].on + near)
    transfers = list(found.select_related("debit", "credit", "receipt", "voucher").order_by("on", "pk"))
    exact = _exact(account, lines, transfers)
    paired = {pair.line.pk for pair in exact}, {pair.transfer.pk for pair in exact}
    lines = [line for line in lines if line.pk not in paired[0]]
    transfers = [transfer for transfer in transfers if transfer.pk not in paired[1]]
    return Suggestions(exact, _likely(account, lines, transfers))


def _exact(account: Account, lines: Iterable[BankLine], transfers: Iterable[Transfer]) -> list[Pair]:
    lines_of: dict[tuple[date, Decimal], list[BankLine]] = defaultdict(list)
    transfers_of: dict[tuple[date, Decimal], list[Transfer]] = defaultdict(list)
    for line in lines:
        lines_of[line.on, line.amount].append(line)
    for transfer in transfers:
        transfers_of[transfer.on, signed(account, transfer)].append(transfer)
    return [
        Pair(ours[0], transfers_of[alike][0])
        for alike, ours in lines_of.items()
        if len(ours) == 1 and len(transfers_of.get(alike, ())) == 1
    ]


def _likely(account: Account, lines: Iterable[BankLine], transfers: Iterable[Transfer]) -> list[Pair]:
    """Pair each line, oldest first, with the nearest entry of its sum; each entry once."""
    by_sum: dict[Decimal, list[Transfer]] = defaultdict(list)
    for transfer in transfers:
        by_sum[signed(account, transfer)].append(transfer)
    pairs = []
    for line in lines:
        near = [pair for each in by_sum[line.amount] if (pair := Pair(line, each)).days <= DAYS_APART]
        if near:
            nearest = min(near, key=lambda pair: (pair.days, pair.transfer.pk))
            by_sum[line.amount].remove(nearest.transfer)
            pairs.append(nearest)
    return pairs


def candidates(line: BankLine) -> list[Pair]:
    """Give the open entries of the line's account and sum, whenever they were made, the nearest first."""
    account = line.account
    side = {"debit": account} if line.amount > 0 else {"credit": account}
    rows = open_entries(account).filter(amount=abs(line.amount), **side)
    pairs = [Pair(line, each) for each in rows.select_related("debit", "credit", "receipt", "voucher")]
    return sorted(pairs, key=lambda pair: (pair.days, pair.transfer.pk))


@transaction.atomic
def match(line: BankLine, transfer: Transfer, *, by: User) -> BankMatch:
    """Record that `line` is the entry `transfer`. How certain that is, is told by the day and by what else is open.

    The same pair is recorded once. Raises NotTheSameMoney, AlreadyMatched.
    """
    Fund.objects.locked().get(pk=line.fund_id)
    pair, suggested = Pair(line, transfer), suggest(line.account)
    certainty = Certainty.SUGGESTED if pair in suggested.likely else Certainty.BY_HAND
    return _match(line, transfer, Certainty.EXACT if pair in suggested.exact else certainty, by)


@transaction.atomic
def match_all(account: Account, pairs: Iterable[tuple[int, int]], *, by: User) -> list[BankMatch]:
    """Record all `pairs` (keys of line and entry) that are still suggested; others were dealt with meanwhile."""
    Fund.objects.locked().get(pk=account.fund_id)
    suggested, wanted = suggest(account), set(pairs)
    return [
        _match(pair.line, pair.transfer, certainty, by)
        for certainty, found in ((Certainty.EXACT, suggested.exact), (Certainty.SUGGESTED, suggested.likely))
        for pair in found
        if (pair.line.pk, pair.transfer.pk) in wanted
    ]


def _match(line: BankLine, transfer: Transfer, certainty: Certainty, by: User) -> BankMatch:
    stands = BankMatch.objects.filter(Q(line=line) | Q(transfer=transfer)).first()
    if stands and (stands.line_id, stands.transfer_id) == (line.pk, transfer.pk):
        return stands
    if stands:
        raise AlreadyMatched(_("The line or the entry is matched to another one."))
    if line.account_id not in (transfer.debit_id, transfer.credit_id) or signed(line.account, transfer) != line.amount:
        raise NotTheSameMoney(_("The entry moves another sum, or another account."))
    made = BankMatch.objects.create(line=line, transfer=transfer, certainty=certainty, by=by)
    log(line.account, "matched", "bank line", line.pk, by, entry=transfer.pk, how=certainty.value)
    return made


@transaction.atomic
def unmatch(line: BankLine, *, by: User) -> None:
    """Part `line` from its entry; nothing is done when it has none. Raises MonthIsClosed when its month is closed."""
    Fund.objects.locked().get(pk=line.fund_id)
    found = BankMatch.objects.filter(line=line).select_related("transfer").first()
    if found is None:
        return
    first = min(line.on, found.transfer.on)
    closed = MonthClose.objects.filter(fund=line.fund_id).standing().order_by("-month").first()
    if closed and first.replace(day=1) <= closed.month:
        raise MonthIsClosed(
            _("The books are closed to the end of %(month)s: what was matched then stays.")
            % {"month": thai.long_month(closed.month)}
        )
    found.delete()
    log(line.account, "parted", "bank line", line.pk, by, entry=found.transfer_id)


@transaction.atomic
def enter(line: BankLine, other: Account, *, key: UUID, note: str, by: User) -> BankMatch:
    """Enter a bank line that the books do not have: its money comes from `other` or goes there, on its own day.

    The bank's book is its proof, so it has no paper of the fund. The same key enters once.
    Raises AlreadyMatched, and ledger.Refused where the books do not allow it.
    """
    Fund.objects.locked().get(pk=line.fund_id)
    if BankMatch.objects.filter(line=line).exclude(transfer__key=key).exists():
        raise AlreadyMatched(_("The line or the entry is matched to another one."))
    came_in = line.amount > 0
    transfer = ledger.post(
        key=key, debit=line.account if came_in else other, credit=other if came_in else line.account,
        amount=abs(line.amount), on=line.on, by=by, note=note,
    )  # fmt: skip
    return _match(line, transfer, Certainty.EXACT, by)
