"""The collection-day sheet of a branch: its rows in the paper's order, and reading back what was typed into them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funds import policies
from funds.models import Branch, Fund, Plan
from funds.months import following
from funds.policies import Terms
from funds.rules.tenure import DAY
from welfare import thai
from welfare.money import AmountNotUnderstood, format_baht, parse_baht

from . import arrears, duedays, passbook
from .collections import Line
from .contributions import PERIODS, Paid, last_day_covered
from .models import Membership

ALL_DUE = (".", "-", "*")  # one key of the number pad for the sum that is due
MOST_PERIODS = 3660


@dataclass(frozen=True, slots=True)
class Row:
    """One member on the sheet. `due` baht are asked up to the end of the month, None where nothing is.

    `rate` is what one period costs, None where the fund has none or the member pays any amount; `covers_from` is the
    first day not yet paid for.
    """

    membership: Membership
    paid_until: date | None
    covers_from: date
    rate: Decimal | None
    due: Decimal | None
    amount: str = ""
    pays_with: str = ""
    problem: str = ""

    @property
    def key(self) -> Decimal | None:
        """What the key for the sum due stands for: what is due, else one period."""
        return self.due or self.rate


def members_of(fund: Fund, branch: Branch | None, day: date) -> list[Membership]:
    """Give the members of `branch`, or of the whole fund, at the end of `day` in the order of their numbers."""
    members = Membership.objects.of(fund).active(day).select_related("person")
    return list((members.filter(branch=branch) if branch else members).order_by("number"))


def rows(fund: Fund, members: Iterable[Membership], day: date) -> list[Row]:
    """Give a row for each of `members`, with what is asked on a collection day. Five queries."""
    found, terms = list(members), policies.in_force(fund, day)
    until = passbook.paid_until(found, as_of=day)
    return [_row(member, until.get(member.pk), terms, day) for member in found]


def _row(member: Membership, paid_until: date | None, terms: Terms, day: date) -> Row:
    through, rate = arrears.paid_through(member, paid_until), terms.rates.get(member.plan)
    if rate is None or member.plan == Plan.FREE:
        return Row(member, paid_until, through + DAY, None, None)
    end = following(day)
    missed = duedays.missed(member.plan, rate, through, end)
    due = arrears.owed(member.plan, rate, missed, (end - DAY - through).days) or None
    return Row(member, paid_until, through + DAY, rate.amount, due)


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet as typed: its rows with what stands in them and what is wrong, and the lines to post."""

    rows: list[Row]
    lines: list[Line]

    @property
    def problems(self) -> list[Row]:
        return [row for row in self.rows if row.problem]

    @property
    def total(self) -> Decimal:
        """Baht of the lines that were understood."""
        return sum((line.paid.amount for line in self.lines), Decimal(0))

    @property
    def payers(self) -> int:
        return len({line.payer.pk for line in self.lines})


def read(fund: Fund, asked: Iterable[Row], typed: Mapping[str, tuple[str, str]], day: date) -> Read:
    """Read what was `typed` beside each member: by primary key the amount, and the number of who paid it all.

    One query where somebody pays who stands on no row of the sheet.
    """
    by_pk = {str(row.membership.pk): row for row in asked}
    payers = _payers(fund, by_pk.values(), typed, day)
    found, lines = [], []
    for pk, row in by_pk.items():
        amount, pays_with = (text.strip() for text in typed.get(pk, ("", "")))
        problem, line = "", None
        try:
            line = _line(row, amount, pays_with, payers, typed)
        except (AmountNotUnderstood, _Unclear) as unclear:
            problem = unclear.reason
        if line:
            lines.append(line)
        shown = row if not (amount or pays_with) else _typed(row, amount, pays_with, problem, line)
        found.append(shown)
    return Read(found, lines)


def _typed(row: Row, amount: str, pays_with: str, problem: str, line: Line | None) -> Row:
    if line and amount in ALL_DUE:
        amount = format_baht(line.paid.amount)
    return Row(row.membership, row.paid_until, row.covers_from, row.rate, row.due, amount, pays_with, problem)


class _Unclear(Exception):
    """A row that cannot be posted; `reason` says why and how to mend it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _payers(fund: Fund, asked: Iterable[Row], typed: Mapping[str, tuple[str, str]], day: date) -> dict[int, Membership]:
    """Give who may be named as payer, by member number: all of the sheet, and others of the fund who are named."""
    payers = {row.membership.number: row.membership for row in asked if row.membership.number}
    named = {number for _amount, who in typed.values() if (number := _number(who)) is not None}
    if others := named - payers.keys():
        rows = Membership.objects.of(fund).active(day).filter(number__in=others).select_related("person")
        payers |= {member.number: member for member in rows if member.number}
    return payers


def _number(text: str) -> int | None:
    digits = thai.arabic_digits(text.strip())
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _line(
    row: Row, amount: str, pays_with: str, payers: Mapping[int, Membership], typed: Mapping[str, tuple[str, str]]
) -> Line | None:
    if not amount:
        return None
    if amount in ALL_DUE:
        if row.key is None:
            raise _Unclear(_("No sum is due here. Type the amount."))
        baht = row.key
    else:
        baht = parse_baht(amount)
    payer = row.membership
    if pays_with:
        found = payers.get(_number(pays_with) or 0)
        if found is None:
            raise _Unclear(_("“%(number)s” is no member number here.") % {"number": pays_with})
        payer = found
        if found != row.membership and typed.get(str(found.pk), ("", ""))[1].strip() not in ("", str(found.number)):
            raise _Unclear(_("Number %(number)s is paid for by somebody else.") % {"number": found.number})
    return Line(_paid(row, baht), payer)


def _paid(row: Row, baht: Decimal) -> Paid:
    """Say which days `baht` cover: whole periods from the first day not yet paid for."""
    plan = row.membership.plan
    if plan not in PERIODS:
        return Paid(row.membership, baht)
    if row.rate is None:
        raise _Unclear(_("The fund has no rate for who pays %(plan)s. Take this on the member's own page.") % {
            "plan": row.membership.get_plan_display()})  # fmt: skip
    periods, rest = divmod(baht, row.rate)
    if rest or periods > MOST_PERIODS:
        raise _Unclear(
            _("Not a whole number of %(rate)s baht. Mend it, or take it on the member's own page.")
            % {"rate": format_baht(row.rate)}
        )
    last = last_day_covered(plan, row.covers_from, int(periods), joined_on=row.membership.joined_on)
    return Paid(row.membership, baht, row.covers_from, last)
