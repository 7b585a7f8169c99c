"""The two-sided statement of a fund (งบการเงิน): what came in on the left, where it is and went on the right.

It is summed from the transfers, so both sides are equal by construction; a frozen copy keeps what it said with a hash.
Source: CODI status form, section 10, with the sources of section 4.3.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from welfare import thai
from welfare.models import LogEntry, User
from welfare.money import ZERO, from_satang, to_satang

from . import months
from .models import MONEY, Account, AccountKind, Category, Cost, Fund, Source, Statement, Transfer
from .rules.tenure import DAY

# The official order of each side: groups of lines, each line named by the kind and the line of its accounts.
BROUGHT_FORWARD = "brought_forward"
RECEIVED: tuple[tuple[str, ...], ...] = (
    (BROUGHT_FORWARD,),
    tuple(
        f"income:{source}"
        for source in (
            Source.MEMBERS, Source.CODI_SEED, Source.STATE_MATCH, Source.LAO, Source.OTHER_STATE, Source.ORGANISATIONS,
        )
    ),
    tuple(f"income:{source}" for source in (Source.ENTRY_FEE, Source.DONATION, Source.INTEREST, Source.OTHER)),
)  # fmt: skip
TO_MEMBERS, TO_OTHERS = "benefit", "benefit:outsiders"
COSTS = tuple(f"cost:{cost}" for cost in Cost)


class Refused(Exception):
    """A statement that does not freeze; `args[0]` says why, in the reader's language."""


class SidesDiffer(Refused):
    """Both sides must be equal."""


class NotClosed(Refused):
    """The months of a frozen statement are closed, and it ends with one."""


class NothingThen(Refused):
    """The period ends before it begins, or before the books do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: `amount` baht; `name` is that of the account where a fund has named it."""

    key: str
    amount: Decimal
    name: str = ""

    @property
    def label(self) -> str:
        """The words of the official form, in the reader's language."""
        return self.name or _label(self.key)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two-sided statement of the days from `first` to `last`: groups of lines on each side, as the form has them.

    `benefits` are the parts of the welfare paid by category, for members and for others.
    """

    first: date
    last: date
    received: tuple[tuple[Line, ...], ...]
    held: tuple[tuple[Line, ...], ...]
    benefits: tuple[Line, ...]

    @property
    def total_received(self) -> Decimal:
        return _total(self.received)

    @property
    def total_held(self) -> Decimal:
        return _total(self.held)

    @property
    def new_money(self) -> Decimal:
        """Baht received in the period, without what was brought forward."""
        return _total(self.received[1:])

    @property
    def costs(self) -> Decimal:
        """Baht of running costs in the period."""
        return _total(self.held[-1:])


def _total(groups: Sequence[Sequence[Line]]) -> Decimal:
    return sum((line.amount for group in groups for line in group), ZERO)


def drawn_up(fund: Fund, first: date, last: date) -> Sheet:
    """Draw up the statement of `fund` for the days from `first` to `last` from its transfers, in three queries."""
    accounts = list(Account.objects.of(fund).order_by("pk"))
    before: dict[int, Decimal] = defaultdict(Decimal)
    within: dict[int, Decimal] = defaultdict(Decimal)
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Transfer.objects.of(fund).until(last).order_by().values_list(side)
        for pk, earlier, new in rows.annotate(
            earlier=Sum("amount", filter=Q(on__lt=first)), new=Sum("amount", filter=Q(on__gte=first))
        ):
            before[pk] += (earlier or ZERO) * sign
            within[pk] += (new or ZERO) * sign
    by_line: dict[str, Decimal] = defaultdict(Decimal)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    money: dict[str, list[Line]] = {kind: [] for kind in MONEY}
    for account in accounts:
        new = within[account.pk]
        match account.kind:
            case AccountKind.INCOME:
                by_line[f"income:{account.line}"] -= new
            case AccountKind.OPENING:
                by_line[BROUGHT_FORWARD] -= new
            case AccountKind.COST:
                by_line[f"cost:{account.line}"] += new
            case AccountKind.BENEFIT:
                by_line[TO_OTHERS if account.outsiders else TO_MEMBERS] += new
                parts[f"benefit:{account.line}{':outsiders' if account.outsiders else ''}"] += new
            case _:
                by_line[BROUGHT_FORWARD] += before[account.pk]
                held = before[account.pk] + new
                money[account.kind].append(Line(f"{account.kind}:{account.pk}", held, account.name))
    paid = (Line(TO_MEMBERS, by_line[TO_MEMBERS]), Line(TO_OTHERS, by_line[TO_OTHERS]))
    return Sheet(
        first,
        last,
        received=tuple(tuple(Line(key, by_line[key]) for key in group) for group in RECEIVED),
        held=(
            (*money[AccountKind.BANK], *money[AccountKind.CASH]),
            paid,
            tuple(money[AccountKind.INVESTMENT]) or (Line(AccountKind.INVESTMENT, ZERO),),
            tuple(Line(key, by_line[key]) for key in COSTS),
        ),
        benefits=tuple(
            Line(key, parts[key])
            for suffix in ("", ":outsiders")
            for category in Category
            if parts[key := f"benefit:{category}{suffix}"]
        ),
    )


def _label(key: str) -> str:
    kind, _colon, line = key.partition(":")
    if key == BROUGHT_FORWARD:
        return _("Brought forward")
    if key == TO_MEMBERS:
        return _("Welfare paid to members")
    if key == TO_OTHERS:
        return _("Welfare paid to people who are not members")
    if kind == AccountKind.INCOME:
        return str(Source(line).label)
    if kind == AccountKind.COST:
        return str(Cost(line).label)
    if kind == AccountKind.BENEFIT:
        line, _colon, outsiders = line.partition(":")
        label = str(Category(line).label)
        return pgettext("welfare paid", "%(what)s, not members") % {"what": label} if outsiders else label
    return str(AccountKind(kind).label)


# Frozen.


def figures(sheet: Sheet) -> dict[str, Any]:
    """Give what a frozen copy keeps: each side as groups of lines, in satang."""

    def kept(lines: Sequence[Line]) -> list[dict[str, Any]]:
        return [{"line": line.key, "name": line.name, "satang": to_satang(line.amount)} for line in lines]

    return {
        "received": [kept(group) for group in sheet.received],
        "held": [kept(group) for group in sheet.held],
        "benefits": kept(sheet.benefits),
    }


def fingerprint(fund: Fund, first: date, last: date, kept: Mapping[str, Any], total: Decimal) -> str:
    """Give the SHA-256 of a statement: of its JSON in UTF-8 with sorted names and no spaces."""
    said = {
        "fund": fund.code, "first_on": first.isoformat(), "last_on": last.isoformat(), "figures": kept,
        "total": to_satang(total),
    }  # fmt: skip
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


@transaction.atomic
def freeze(fund: Fund, first: date, last: date, *, key: UUID, by: User) -> Statement:
    """Keep the statement of the days from `first` to `last` as it is now, with its hash.

    The same key gives the first copy. Raises NothingThen, NotClosed when the books are not closed to the end of
    `last`, SidesDiffer.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Statement.objects.filter(key=key).first():
        return done
    refuse_unready(fund, first, last)
    sheet = drawn_up(fund, first, last)
    refuse_unequal(sheet)
    kept = figures(sheet)
    statement = Statement.objects.create(
        key=key, fund=fund, first_on=first, last_on=last, figures=kept, total=sheet.total_held,
        sha256=fingerprint(fund, first, last, kept, sheet.total_held), by=by,
    )  # fmt: skip
    LogEntry.objects.create(
        by=by, fund=fund.pk, act="froze", subject="statement", subject_pk=statement.pk,
        facts={"first": first.isoformat(), "last": last.isoformat(), "sha256": statement.sha256},
    )  # fmt: skip
    return statement


def refuse_unready(fund: Fund, first: date, last: date) -> None:
    """Refuse a period that cannot be frozen yet. Raises NothingThen, NotClosed."""
    stands = months.stand(fund)
    if last < first or stands.begins is None or last < stands.begins:
        raise NothingThen(_("There is no entry in these days. Choose other days."))
    if stands.closed is None or last > months.last_day(stands.closed):
        until = max(last, stands.begins)
        opened = [thai.long_month(month) for month in stands.open_until(until)]
        raise NotClosed(
            _("Close the books to the end of %(month)s first: what is open can still change.") % {"month": opened[-1]}
        )


def refuse_unequal(sheet: Sheet) -> None:
    """Refuse a statement whose sides differ. Raises SidesDiffer."""
    if sheet.total_received != sheet.total_held:
        raise SidesDiffer(_("Both sides must be equal. Ask the province to check the books."))


def thawed(statement: Statement) -> Sheet:
    """Give a frozen statement as a sheet again."""

    def lines(kept: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
        return tuple(Line(line["line"], from_satang(line["satang"]), line["name"]) for line in kept)

    kept = statement.figures
    return Sheet(
        statement.first_on,
        statement.last_on,
        received=tuple(lines(group) for group in kept["received"]),
        held=tuple(lines(group) for group in kept["held"]),
        benefits=lines(kept["benefits"]),
    )


def is_unchanged(statement: Statement) -> bool:
    """Say whether a frozen copy is the one that was hashed; its `fund` must be loaded."""
    return statement.sha256 == fingerprint(
        statement.fund, statement.first_on, statement.last_on, statement.figures, statement.total
    )


def differences(then: Sheet, now: Sheet) -> list[tuple[Line, Decimal]]:
    """Give each line that says something else by now: the line as it was, and its baht now.

    A line that is new by now was nothing before.
    """
    was, stands = _by_key(then), _by_key(now)
    nothing = {key: Line(key, ZERO, line.name) for key, line in stands.items()}
    return [
        (line, stands[key].amount if key in stands else ZERO)
        for key, line in (nothing | was).items()
        if line.amount != (stands[key].amount if key in stands else ZERO)
    ]


def _by_key(sheet: Sheet) -> dict[str, Line]:
    return {line.key: line for group in (*sheet.received, *sheet.held, sheet.benefits) for line in group}


def financial_year(day: date, first_month: int) -> tuple[date, date]:
    """Give the first and last day of the financial year of `day`, which begins with the month `first_month`."""
    first = date(day.year if day.month >= first_month else day.year - 1, first_month, 1)
    return first, first.replace(year=first.year + 1) - DAY
