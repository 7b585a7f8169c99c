"""The money of an approved match: received by the pen or found in the books, recalled, paid back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, papers
from funds.models import (
    Account,
    AccountKind,
    MatchMoney,
    MatchRecall,
    MatchRequest,
    Outcome,
    Source,
    Transfer,
    TransferQuerySet,
)
from welfare.models import User
from welfare.money import ZERO, format_baht

from .matching import NotOpen, TooMuch, counted_lines, log, opened, strike

PAYER = "สถาบันพัฒนาองค์กรชุมชน (องค์การมหาชน)"


@dataclass(frozen=True, slots=True)
class Sums:
    """Baht of one approved request: what came of it, what is to go back, and what went back."""

    approved: Decimal = ZERO
    received: Decimal = ZERO
    recalled: Decimal = ZERO
    paid_back: Decimal = ZERO

    @property
    def outstanding(self) -> Decimal:
        """What is still to come; what went back beyond the recalls, before an approval was amended, comes again."""
        return max(self.approved - self.received + max(self.paid_back - self.recalled, ZERO), ZERO)

    @property
    def due_back(self) -> Decimal:
        """What is still to be paid back: what is recalled, at least what came beyond an approval that was amended."""
        return max(max(self.recalled, self.received - self.approved) - self.paid_back, ZERO)


def sums(requests: Iterable[MatchRequest]) -> dict[int, Sums]:
    """Give the sums of each of `requests` by its primary key, in three queries; entries turned back do not count."""
    keys = [request.pk for request in requests]
    moved = MatchMoney.objects.filter(request__in=keys, transfer__reversal__isnull=True).order_by()
    money = {
        pk: (received or ZERO, back or ZERO)
        for pk, received, back in moved.values_list("request").annotate(
            received=Sum("transfer__amount", filter=Q(is_back=False)),
            back=Sum("transfer__amount", filter=Q(is_back=True)),
        )
    }
    recalled = dict(
        MatchRecall.objects.filter(request__in=keys).order_by().values_list("request").annotate(sum=Sum("amount"))
    )
    standing: Any = MatchRequest.objects.filter(pk__in=keys).approved().with_approval()
    approved = dict(standing.values_list("pk", "approved_baht"))
    none = (ZERO, ZERO)
    return {
        pk: Sums(approved.get(pk, ZERO), money.get(pk, none)[0], recalled.get(pk, ZERO), money.get(pk, none)[1])
        for pk in keys
    }


def sums_of(request: MatchRequest) -> Sums:
    return sums([request])[request.pk]


def candidates(request: MatchRequest) -> TransferQuerySet:
    """Give entries of the books that may be this match: state money of its round, or of no known round, unlinked."""
    found: TransferQuerySet = Transfer.objects.filter(
        fund=request.round.fund_id, credit__kind=AccountKind.INCOME, credit__line=Source.STATE_MATCH,
        credit__round__in=(0, request.round.number), match_money__isnull=True, reversal__isnull=True,
        reversal_of__isnull=True,
    )  # fmt: skip
    return found.select_related("receipt", "credit", "debit").order_by("-on", "-pk")


@transaction.atomic
def receive(request: MatchRequest, *, key: UUID, amount: Decimal, into: Account, on: date, by: User) -> MatchMoney:
    """Receive `amount` baht of an approved match into the money account `into`, on a receipt. The same key once.

    Raises NotOpen, TooMuch, and what the pen raises.
    """
    request = opened(request)
    if done := MatchMoney.objects.filter(transfer__receipt__key=key).first():
        return done
    _refuse_beyond(request, amount)
    fund = request.round.fund
    income = ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=request.round.number)
    with override("th"):
        note = _("State match, round %(round)s") % {"round": request.round.number}
    receipt = ledger.receive(fund, key=key, payer=PAYER, lines=[(income, amount)], into=into, on=on, by=by, note=note)
    return _link(request, Transfer.objects.get(receipt=receipt), by)


@transaction.atomic
def link(request: MatchRequest, transfer: Transfer, *, by: User) -> MatchMoney:
    """Say that `transfer`, which is in the books, is money of this match. Raises NotOpen, TooMuch."""
    request = opened(request)
    if done := MatchMoney.objects.filter(request=request, transfer=transfer).first():
        return done
    if not candidates(request).filter(pk=transfer.pk).exists():
        raise NotOpen(_("This entry is no state match of this round, or belongs to another request."))
    _refuse_beyond(request, transfer.amount)
    return _link(request, transfer, by)


def _refuse_beyond(request: MatchRequest, amount: Decimal) -> None:
    refuse_unapproved(request)
    left = sums_of(request).outstanding
    if amount > left:
        raise TooMuch(
            _("%(left)s baht of what was approved are still to come, not more.") % {"left": format_baht(left)}
        )


def refuse_unapproved(request: MatchRequest) -> None:
    """Raise NotOpen unless the request, with its verdict loaded, is approved."""
    verdict = getattr(request, "verdict", None)
    if verdict is None or verdict.outcome != Outcome.APPROVED:
        raise NotOpen(_("The request is not approved."))


def _link(request: MatchRequest, transfer: Transfer, by: User, *, is_back: bool = False) -> MatchMoney:
    made = MatchMoney.objects.create(request=request, transfer=transfer, is_back=is_back, by=by)
    act = "paid a match back" if is_back else "received a match"
    day, amount = transfer.on.isoformat(), str(transfer.amount)
    log(request.round, act, by, amount=amount, on=day, entry=transfer.pk)
    return made


@transaction.atomic
def recall(
    request: MatchRequest, *, key: UUID, amount: Decimal, reason: str, on: date, by: User, struck: Iterable[int] = ()
) -> MatchRecall:
    """Record that `amount` baht of an approved match are to be paid back; `struck` members use up no round by it.

    The same key records once. Raises NotOpen, TooMuch beyond what was received, NotInTheList.
    """
    request = opened(request)
    if done := MatchRecall.objects.filter(key=key).first():
        return done
    refuse_unapproved(request)
    now = sums_of(request)
    left = now.received - now.recalled
    if not ZERO < amount <= left:
        raise TooMuch(
            _("At most %(most)s baht can be paid back: what was received and is not recalled yet.")
            % {"most": format_baht(left)}
        )
    lines = counted_lines(request, set(struck))
    made = MatchRecall.objects.create(key=key, request=request, amount=amount, reason=reason, on=on, by=by)
    strike(lines, reason, on, by)
    log(
        request.round, "recalled a match", by, amount=str(amount), reason=reason,
        struck=[line.membership.number for line in lines],
    )  # fmt: skip
    return made


@transaction.atomic
def pay_back(
    request: MatchRequest, *, key: UUID, amount: Decimal, cash: Account, on: date, by: User, witness: str = ""
) -> MatchMoney:
    """Pay `amount` baht of what is recalled back from `cash` on a voucher; it is taken off what the round brought.

    The same key pays once. Raises NotOpen, TooMuch, and what the pen raises.
    """
    request = opened(request)
    if done := MatchMoney.objects.filter(transfer__voucher__key=key).first():
        return done
    refuse_unapproved(request)
    left = sums_of(request).due_back
    if amount > left:
        raise TooMuch(_("%(left)s baht are to be paid back, not more.") % {"left": format_baht(left)})
    fund = request.round.fund
    with override("th"):
        purpose = _("State match of round %(round)s paid back") % {"round": request.round.number}
    income = ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=request.round.number)
    voucher = papers.pay_back(
        fund, key=key, payee=PAYER, purpose=purpose, lines=[(income, amount)], cash=cash, on=on, by=by, witness=witness
    )
    return _link(request, Transfer.objects.get(voucher=voucher), by, is_back=True)
