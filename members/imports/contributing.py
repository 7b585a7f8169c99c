"""The dry run of a file of contributions: every payment read, reckoned and compared with the books, nothing written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from funds import policies
from funds.models import Fund, Plan
from funds.rules.tenure import Span
from members import openings
from members.contributions import PERIODS, last_day_covered
from members.models import Contribution, Opening
from welfare import sheets, thai
from welfare.money import format_baht
from welfare.sheets import Grid

from . import finding, months
from .finding import register_of
from .payments import MOST_PAYMENTS, Paid, Payment, Rate, is_wide, lay_out, note, payments_of
from .understood import Progress, fault, nobody

AT_ONCE = 500
DAY = timedelta(days=1)
Stretch = tuple[date, date]
# One payment as the books know it again: of whom, on which day, how much, whether an entry fee.
Mark = tuple[int, date, Decimal, bool]


def understand(
    fund: Fund, grid: Grid, *, today: date, labels: Mapping[str, str] | None = None, year: int | None = None,
    progress: Progress = nobody,
) -> Paid:  # fmt: skip
    """Read every payment in `grid` to `fund`, reckon which days it covers, and compare it with the books.

    `labels` says which column holds what; `year` (of ค.ศ.) is that of headings which name a month alone. A payment up
    to the day of the opening is in its balance already. `progress` is told how many rows of how many are done.
    """
    layout, wanted, is_unclear = lay_out(grid, today, labels, year)
    found = Paid(layout)
    found.opened_on = next((entry.on for entry in openings.opening_entries(fund)), None)
    found.missing = tuple(_missing(found, is_unclear))
    if found.missing:
        return found
    reading = sheets.read(grid, wanted, layout)
    found.faults, found.left_out = reading.faults, reading.left_out
    register, terms = register_of(fund), policies.by_day(fund)

    def rate(plan: str, day: date) -> Decimal | None:
        rates = terms(day).rates
        return rates[plan].amount if plan in rates else None

    total = len(reading.rows)
    for done, row in enumerate(reading.rows, start=1):
        found.entries += payments_of(row, register, found, today, rate)
        if done % AT_ONCE == 0:
            progress(done, total * 2)
    if len(found.entries) > MOST_PAYMENTS:
        words = _("This file holds too many payments: at most %(limit)s. Take it in year by year.")
        found.refusals.append(words % {"limit": f"{MOST_PAYMENTS:,}"})
    _refuse_closed(fund, found)
    books = _Books(fund, {each.spell.pk for each in found.entries})
    _leave_out_known(found, books)
    for payment in found.entries:
        payment.is_before = bool(found.opened_on and payment.on <= found.opened_on)
    _reckon(found, books, rate)
    _tell_doubles(found)
    progress(total * 2, total * 2)
    found.faults.sort(key=lambda each: each.row)
    return found


def _missing(found: Paid, is_unclear: bool) -> Iterable[str]:
    places = found.layout.places
    if not finding.is_named(found.layout):
        yield "number"
    if is_wide(found.layout):
        return
    if is_unclear:
        yield "year"
        return
    if not {"amount", "entry_fee"} & set(places):
        yield "amount"
    if not {"on", "month"} & set(places):
        yield "on"


def _refuse_closed(fund: Fund, found: Paid) -> None:
    until, meant = months.closed_until(fund)
    for payment in found.entries:
        if payment.on <= until:
            column = payment.column if payment.by_month or "on" not in found.layout.places else "on"
            fault(found, payment.row, column, thai.typed_date(payment.on), meant)


class _Books:
    """What the books hold of the members of a file: their payments, and the days that were paid for."""

    def __init__(self, fund: Fund, memberships: set[int]) -> None:
        self.marks: Counter[Mark] = Counter()
        self.months: Counter[tuple[int, date, Decimal]] = Counter()
        self.covered: dict[int, list[Stretch]] = defaultdict(list)
        rows = Contribution.objects.of(fund).standing().order_by("on", "pk")
        for pk, on, amount, is_fee, first, last in rows.values_list(
            "membership", "on", "amount", "is_entry_fee", "covers_from", "covers_until"
        ).iterator(chunk_size=5000):
            if pk not in memberships:
                continue
            self.marks[pk, on, amount, is_fee] += 1
            if first and last:
                self.covered[pk].append((first, last))
                self.months[pk, first.replace(day=1), amount] += 1
        opened = Opening.objects.filter(membership__fund=fund, paid_until__isnull=False)
        self.paid_until = dict(opened.values_list("membership", "paid_until"))

    def knows(self, payment: Payment) -> bool:
        """Say whether `payment` stands in the books; one that stands there is known once."""
        key = (payment.spell.pk, payment.on, payment.amount, payment.is_entry_fee)
        if self.marks[key]:
            self.marks[key] -= 1
            return True
        if payment.by_month and self.months[by_month := (payment.spell.pk, payment.by_month, payment.amount)]:
            self.months[by_month] -= 1
            return True
        return False


def _leave_out_known(found: Paid, books: _Books) -> None:
    kept = []
    for payment in found.entries:
        if books.knows(payment):
            words = _("%(amount)s baht of %(day)s stand in the books already")
            words %= {"amount": format_baht(payment.amount), "day": thai.short_date(payment.on)}
            found.known.append(note(payment, words))
        else:
            kept.append(payment)
    found.entries = kept


def _reckon(found: Paid, books: _Books, rate: Rate) -> None:
    """Say which days each payment covers: those that the file names, else those that the rules and the sum give."""
    own_months = {(each.spell.pk, each.by_month) for each in found.entries if each.by_month}
    for payment in sorted(found.entries, key=lambda each: (each.on, each.row)):
        if payment.is_entry_fee:
            continue
        covered = books.covered[payment.spell.pk]
        is_told = bool(payment.covers_until or payment.by_month)
        stretch = _stretch(payment, covered, books.paid_until.get(payment.spell.pk), rate, own_months)
        if stretch is None:
            payment.covers_from = payment.covers_until = None
            continue
        before = _paid_before(stretch, covered, None if payment.is_before else books.paid_until.get(payment.spell.pk))
        if before and is_told:
            meant = _("%(name)s has paid before for %(first)s to %(last)s.")
            meant %= {"name": payment.name, "first": thai.long_date(before[0]), "last": thai.long_date(before[1])}
            fault(found, payment.row, payment.column, format_baht(payment.amount), meant)
            continue
        payment.covers_from, payment.covers_until = (None, None) if before else stretch
        if not before:
            covered.append(stretch)


def _paid_before(stretch: Stretch, covered: Sequence[Stretch], paid_until: date | None) -> Stretch | None:
    first, last = stretch
    if paid_until and first <= paid_until:
        return first, paid_until
    return next((each for each in covered if each[0] <= last and first <= each[1]), None)


def _stretch(
    payment: Payment, covered: Sequence[Stretch], paid_until: date | None, rate: Rate,
    own_months: set[tuple[int, date]],
) -> Stretch | None:  # fmt: skip
    plan, spell = payment.spell.plan, payment.spell
    next_day = max((last for _first, last in covered), default=None)
    if paid_until and not payment.is_before:
        next_day = max(paid_until, next_day or paid_until)
    first = next_day + DAY if next_day else spell.joined_on
    if payment.covers_until:
        return payment.covers_from or min(first, payment.covers_until), payment.covers_until
    if plan == Plan.FREE:
        return None
    if month := payment.by_month:
        start = max(month, spell.joined_on) if spell.joined_on <= payment.on else month
        count = _months(payment, rate)
        # A sum for two months in one column leaves alone the month that has a column and a sum of its own.
        own = (number for number in range(1, count) if (spell.pk, Span(number).after(month)) in own_months)
        return start, Span(next(own, count)).after(month) - DAY
    asked = rate(plan, payment.on)
    if not asked or payment.amount % asked:
        return None
    return first, last_day_covered(plan, first, int(payment.amount / asked), joined_on=spell.joined_on)


def _months(payment: Payment, rate: Rate) -> int:
    """Give how many months a payment in the column of a month covers: so many as the sum is worth, one at least."""
    plan = payment.spell.plan
    asked = rate(plan, payment.on)
    if plan not in (Plan.DAILY, Plan.MONTHLY) and asked and payment.amount % asked == 0:
        return PERIODS[plan].months * int(payment.amount / asked)
    monthly = rate(Plan.MONTHLY, payment.on)
    return int(payment.amount / monthly) if monthly and payment.amount % monthly == 0 else 1


def _tell_doubles(found: Paid) -> None:
    """Tell the same payment in two rows: a person says whether it was paid twice or written twice."""
    seen: dict[tuple[Mark, str], int] = {}
    for payment in found.entries:
        if payment.by_month and not payment.paper:
            continue
        key = (payment.spell.pk, payment.on, payment.amount, payment.is_entry_fee), payment.paper
        if key in seen and seen[key] != payment.row:
            words = _("the same payment stands in row %(row)s") % {"row": seen[key]}
            found.doubts.append(note(payment, words))
        seen.setdefault(key, payment.row)
