"""Close a month when what was counted and what the bank says agree with the books, or each difference is explained.

Months close in order and reopen with all that come after them: docs/decisions/0004-months-close-in-order.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.models import User
from welfare.money import format_baht, to_satang

from . import months
from .counting import Place, places
from .models import Account, Fund, MonthClose, MonthReopening, Transfer


class Refused(Exception):
    """A close that the books do not allow; `args[0]` says why, in the reader's language."""


class NotTheMonthsTurn(Refused):
    """The month is closed already, has not ended, or lies before the first entry of the books."""


class EarlierMonthsOpen(Refused):
    """An earlier month is open and was not asked to be closed together with this one."""


class NotCounted(Refused):
    """What lies in an account was not counted, or not looked up; `account` is its primary key."""

    def __init__(self, reason: str, account: int) -> None:
        super().__init__(reason)
        self.account = account


class NotExplained(NotCounted):
    """What was counted differs from the books, and nobody said why."""


class SamePerson(Refused):
    """Who closed a month does not reopen it."""


class NoReason(Refused):
    """A month is not reopened without a reason."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one account, in baht; `explanation` says why it differs from the books, where it does."""

    amount: Decimal | None = None
    explanation: str = ""


@transaction.atomic
def close_month(
    fund: Fund, month: date, *, key: UUID, found: Mapping[int, Found], on: date, by: User, with_earlier: bool = False
) -> MonthClose:
    """Close the books of `fund` to the end of `month`, and give the close.

    `found` says by account what the bank book or another paper says at the end of its last day, and why that or a
    cash count differs from the books; cash itself is taken from its count. Earlier open months are closed by the
    same act where `with_earlier` asks for it: a fund that starts late has their papers, but no counts of them.
    The same key gives the first close. Raises NotTheMonthsTurn, EarlierMonthsOpen, NotCounted, NotExplained.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := MonthClose.objects.filter(key=key).first():
        return done
    month = month.replace(day=1)
    opened = months.stand(fund).open_until(month)
    if not opened:
        raise NotTheMonthsTurn(_("%(month)s needs no closing.") % {"month": thai.long_month(month)})
    if months.last_day(month) > on:
        raise NotTheMonthsTurn(_("%(month)s has not ended yet.") % {"month": thai.long_month(month)})
    if len(opened) > 1 and not with_earlier:
        raise EarlierMonthsOpen(
            _("%(month)s is still open. Close the months in their order.") % {"month": thai.long_month(opened[0])}
        )
    balances = [_compared(place, found.get(place.account.pk, Found())) for place in places(fund, month, on=on)]
    earlier = _balances_by_month(fund, opened[:-1])
    closes = MonthClose.objects.bulk_create(
        MonthClose(key=uuid5(key, each.isoformat()), fund=fund, month=each, balances=earlier[each], on=on, by=by)
        for each in opened[:-1]
    )
    closes.append(MonthClose.objects.create(key=key, fund=fund, month=month, balances=balances, on=on, by=by))
    trail.record(
        by=by, fund=fund.pk, act="closed", subject="month", subject_pk=closes[-1].pk,
        facts={"month": f"{month:%Y-%m}", "months": len(closes)},
    )  # fmt: skip
    return closes[-1]


def difference(place: Place, found: Found) -> Decimal | None:
    """Give what was found less the books, in baht; None where nothing was found yet."""
    amount = place.found if place.is_counted else found.amount
    return None if amount is None else amount - place.book


def _compared(place: Place, found: Found) -> dict[str, object]:
    """Give one account as a close keeps it, in satang. Raises NotCounted, NotExplained."""
    account, differs = place.account, difference(place, found)
    if differs is None:
        raise NotCounted(
            _("%(account)s: count the money first.") % {"account": account}
            if place.is_counted
            else _("%(account)s: write the balance that its book shows.") % {"account": account},
            account.pk,
        )
    explanation = " ".join(found.explanation.split())
    if differs and not explanation:
        raise NotExplained(
            _("%(account)s: differs from the books by %(difference)s baht. Say why.")
            % {"account": account, "difference": format_baht(differs)},
            account.pk,
        )
    return _kept(place) | {
        "found": to_satang(place.book + differs),
        "difference": to_satang(differs),
        "explanation": explanation if differs else "",
        "count": place.count.pk if place.count else None,
    }


def _kept(place: Place) -> dict[str, object]:
    account = place.account
    return {"account": account.pk, "kind": account.kind, "name": account.name, "book": to_satang(place.book)}


def _balances_by_month(fund: Fund, closing: Sequence[date]) -> dict[date, list[dict[str, object]]]:
    """Give what the books say at the end of each of `closing`, which follow each other: nothing was counted then."""
    accounts = list(Account.objects.of(fund).money().order_by("pk"))
    if not closing:
        return {}
    days: dict[date, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Transfer.objects.filter(**{f"{side}__in": accounts}, on__lte=months.last_day(closing[-1])).order_by()
        for pk, on, amount in rows.values_list(side, "on").annotate(Sum("amount")):
            days[max(on.replace(day=1), closing[0])][pk] += amount * sign
    held: dict[int, Decimal] = defaultdict(Decimal)
    found = {}
    for month in closing:
        for pk, amount in days[month].items():
            held[pk] += amount
        found[month] = [
            _kept(Place(account, held[account.pk])) | {"found": None, "difference": 0, "explanation": "", "count": None}
            for account in accounts
        ]
    return found


@transaction.atomic
def reopen_month(close: MonthClose, *, key: UUID, reason: str, on: date, by: User) -> list[MonthReopening]:
    """Reopen a closed month with all closed months after it, whose balances rest on it; give the reopenings.

    The same key gives the first reopenings. Raises NotTheMonthsTurn when it is open again already, SamePerson when
    `by` closed one of these months, NoReason.
    """
    fund = Fund.objects.locked().get(pk=close.fund_id)
    if done := MonthReopening.objects.filter(key=key).first():
        return [done]
    closes = list(reopened_with(close))
    if not closes or closes[0] != close:
        raise NotTheMonthsTurn(_("%(month)s is open again already.") % {"month": thai.long_month(close.month)})
    if any(each.by_id == by.pk for each in closes):
        raise SamePerson(_("A month is reopened by another person than the one who closed it."))
    reason = " ".join(reason.split())
    if not reason:
        raise NoReason(_("Say why the month is reopened."))
    made = [
        MonthReopening.objects.create(
            key=key if each == close else uuid5(key, each.month.isoformat()), close=each, reason=reason, on=on, by=by
        )
        for each in closes
    ]
    trail.record(
        by=by, fund=fund.pk, act="reopened", subject="month", subject_pk=close.pk,
        facts={"month": f"{close.month:%Y-%m}", "months": len(made), "reason": reason},
    )  # fmt: skip
    return made


def reopened_with(close: MonthClose) -> Iterable[MonthClose]:
    """Give `close`, while it stands, and the standing closes after it, in their order."""
    later = MonthClose.objects.of(close.fund).standing().filter(month__gte=close.month)
    return later.select_related("by").order_by("month")
