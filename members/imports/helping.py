"""The dry run of a file of welfare paid: every row read and compared with each other and with the claims on record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from funds.models import Fund
from members import openings
from members.models import ONCE_IN_A_LIFE, Claim, ClaimedDay
from welfare import sheets, thai
from welfare.bulk import in_parts
from welfare.money import format_baht
from welfare.sheets import Grid, Row

from . import finding, months
from .benefits import Book, Help, Helps, Unknown, book_of, columns
from .columns import EXAMPLE
from .finding import Register, register_of
from .outsiders import Outsiders, outsiders_of
from .understood import Note, Progress, fault, nobody

AT_ONCE = 500


def understand(
    fund: Fund, grid: Grid, *, today: date, labels: Mapping[str, str] | None = None, progress: Progress = nobody
) -> Helps:
    """Read every row of `grid` as welfare that `fund` paid on paper, up to the day of its opening.

    `labels` says which column holds what, as `sheets.lay_out`. `progress` is told how many rows of how many are done.
    """
    wanted = columns(today)
    found = Helps(sheets.lay_out(grid, wanted, labels=labels))
    places = found.layout.places
    missing = [] if finding.is_named(found.layout) else ["number"]
    found.missing = (*missing, *(name for name in ("kind", "paid_on", "amount") if name not in places))
    if found.missing:
        return found
    found.opened_on = next((entry.on for entry in openings.opening_entries(fund)), None)
    if found.opened_on is None:
        found.refusals.append(
            _("Enter the opening balance first: welfare of the past comes out of it and moves no money of today.")
        )
    reading = sheets.read(grid, wanted, found.layout)
    found.faults, found.left_out = reading.faults, reading.left_out
    register, book, total = register_of(fund), book_of(fund), len(reading.rows)
    others = outsiders_of(fund, reading.rows)
    found.cards = others.cards
    closed = months.closed_until(fund)
    for done, row in enumerate(reading.rows, start=1):
        found.entries += _helps(row, register, others, book, found, closed)
        if done % AT_ONCE == 0:
            progress(done, total * 2)
    _compare(fund, found)
    progress(total * 2, total * 2)
    found.faults.sort(key=lambda each: each.row)
    return found


def _helps(
    row: Row, register: Register, others: Outsiders, book: Book, found: Helps, closed: tuple[date, str]
) -> Iterator[Help]:
    cells = row.cells
    if EXAMPLE in f"{cells.get('name')} {cells.get('last_name')}":
        found.left_out.append((row.number, str(cells.get("name") or cells.get("last_name"))))
        return
    outsider = others.of(row.number, cells, register, found)
    spells = [outsider] if outsider else register.of(row.number, cells, found)
    if not spells:
        return
    paid_on, occurred_on = cells["paid_on"], cells.get("occurred_on") or cells["paid_on"]
    until_on = cells.get("until_on")
    if nights := cells.get("nights"):
        until_on = occurred_on + timedelta(days=nights)
    spell = outsider or finding.spell_on(spells, occurred_on, with_the_last=True)
    happened = "occurred_on" if cells.get("occurred_on") else "paid_on"
    if spell is None:
        fault(found, row.number, happened, thai.typed_date(occurred_on), finding.when(spells))
        return
    if until_on and until_on < occurred_on:
        fault(found, row.number, "until_on", thai.typed_date(until_on), _("The last day comes before the first."))
        return
    if meant := _why_not(paid_on, occurred_on, found, closed):
        fault(found, row.number, "paid_on", thai.typed_date(paid_on), meant)
        return
    try:
        category, term = book.meaning(cells["kind"], occurred_on, is_outsider=outsider is not None)
    except Unknown as problem:
        fault(found, row.number, "kind", cells["kind"], str(problem))
        return
    yield Help(
        row.number, spell, category, term, occurred_on, until_on, paid_on, cells["amount"], cells.get("payee") or "",
        cells.get("source") or "", cells.get("paper") or "", outsider is not None,
    )  # fmt: skip


def _why_not(paid_on: date, occurred_on: date, found: Helps, closed: tuple[date, str]) -> str:
    """Say why welfare of that day cannot be taken in; nothing where it can."""
    if paid_on < occurred_on:
        return _("This was paid before it happened.")
    if found.opened_on and paid_on > found.opened_on:
        meant = _("This was paid after the opening of %(day)s. File it as a claim, and have it decided and paid.")
        return meant % {"day": thai.long_date(found.opened_on)}
    return closed[1] if paid_on <= closed[0] else ""


class _Other(NamedTuple):
    """A claim on record, or a row before this one, that holds days."""

    fund: int
    category: str
    code: str
    is_outsider: bool
    days: frozenset[date]
    said: str
    amount: Any
    paid_on: date | None

    @property
    def mark(self) -> tuple[int, date, Any, date | None]:
        """What tells that it is the same help, not another one of that day."""
        return self.fund, min(self.days, default=date.min), self.amount, self.paid_on


def _compare(fund: Fund, found: Helps) -> None:
    """Leave out what stands on record, and refuse what holds a day that another one holds: one event is paid once."""
    held = _held(fund, sorted({each.spell.person for each in found.entries}))
    kept = []
    for entry in found.entries:
        code, days = entry.term.code if entry.term else "", frozenset(entry.days)
        other = _in_the_way(fund, entry, code, days, held[entry.spell.person])
        mine = fund.pk, entry.occurred_on, entry.amount, entry.paid_on
        if other and other.said and other.mark == mine:
            words = _("%(amount)s baht of %(day)s stand in the books already")
            words %= {"amount": format_baht(entry.amount), "day": thai.short_date(entry.paid_on)}
            found.known.append(Note(entry.row, entry.name, words))
            continue
        if other:
            column = "occurred_on" if "occurred_on" in found.layout.places else "paid_on"
            meant = other.said or _("The same help stands in another row of the file.")
            fault(found, entry.row, column, thai.typed_date(entry.occurred_on), meant)
            continue
        here = _Other(fund.pk, entry.category, code, entry.is_outsider, days, "", entry.amount, entry.paid_on)
        held[entry.spell.person].append(here)
        kept.append(entry)
    found.entries = kept
    rows = {each.row for each in kept}
    found.doubts = [each for each in found.doubts if each.row in rows]


def _in_the_way(fund: Fund, entry: Help, code: str, days: frozenset[date], others: Sequence[_Other]) -> _Other | None:
    """Give what holds a day of `entry`, as ClaimQuerySet.colliding and the database see it."""
    for other in others:
        if other.category != entry.category:
            continue
        is_alike = other.fund != fund.pk or not code or not other.code or code == other.code
        is_alike = is_alike or other.is_outsider != entry.is_outsider
        if is_alike and (entry.category in ONCE_IN_A_LIFE or days & other.days):
            return other
    return None


def _held(fund: Fund, people: Sequence[int]) -> dict[int, list[_Other]]:
    found: dict[int, list[_Other]] = defaultdict(list)
    for part in in_parts(people, AT_ONCE):
        claims = Claim.objects.filter(person__in=part).standing()
        held: dict[int, set[date]] = defaultdict(set)
        for pk, day in ClaimedDay.objects.filter(claim__in=claims.values("pk")).values_list("claim", "day"):
            held[pk].add(day)
        for claim in claims.select_related("term", "payout").order_by("pk"):
            words = _(
                "Another fund of the province was asked for the same person, kind of help and day. One event is paid "
                "once; the provincial office knows which fund."
            )
            if claim.fund_id == fund.pk:
                words = _("Claim %(claim)s of %(date)s is for the same person, benefit and day.")
                words %= {"claim": claim, "date": thai.short_date(claim.filed_on)}
            payout = getattr(claim, "payout", None)
            found[claim.person_id].append(
                _Other(
                    claim.fund_id, claim.category, claim.term.code if claim.term else "", claim.membership_id is None,
                    frozenset(held[claim.pk]), words, payout.amount if payout else None, payout.on if payout else None,
                )
            )  # fmt: skip
    return found
