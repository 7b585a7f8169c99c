"""The two-sided statement of a fund (งบการเงิน): what came in on the left, where it is and went on the right.

It is summed from the transfers, so both sides are equal by construction; a frozen copy keeps what it said with a hash.
Source: CODI status form, section 10, with the sources of section 4.3.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.models import User
from welfare.money import ZERO, from_satang, to_satang

from . import months
from .models import Account, Fund, Statement, Transfer
from .rules.tenure import DAY
from .statement_form import Line, Sheet, arranged


class Refused(Exception):
    """A statement that does not freeze; `args[0]` says why, in the reader's language."""


class SidesDiffer(Refused):
    """Both sides must be equal."""


class NotClosed(Refused):
    """The months of a frozen statement are closed, and it ends with one."""


class NothingThen(Refused):
    """The period ends before it begins, or before the books do."""


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
    return arranged(accounts, first, last, before=before, within=within)


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
    trail.record(
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
