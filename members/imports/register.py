"""The dry run of a file of members: every row read, every fault and every double told, nothing written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from funds.models import Branch, Fund, Numbers
from funds.numbering import last_number
from members import openings
from members.models import Membership, Person, UnusedNumber
from welfare import citizen, sheets, thai
from welfare.sheets import Grid

from .columns import Entry, columns
from .rows import entry_of
from .understood import Known, Note, Progress, Understood, fault, nobody

AT_ONCE = 500
# The paper may have left numbers out; more than this between two of them is a slip of the pen.
WIDEST_GAP = 2_000


def understand(
    fund: Fund, grid: Grid, *, today: date, labels: Mapping[str, str] | None = None, progress: Progress = nobody
) -> Understood:
    """Read every row of `grid` as a member of `fund` and compare them with each other, the register and the province.

    `labels` says which column holds what, as `sheets.lay_out`. `progress` is told how many rows of how many are done.
    """
    wanted = columns(today)
    found = Understood(sheets.lay_out(grid, wanted, labels=labels))
    places = found.layout.places
    named_in = "name" if "name" in places else "first_name"
    wanted = tuple(replace(column, is_required=True) if column.name == named_in else column for column in wanted)
    found.missing = tuple(
        name
        for name, there in (("name", {"name", "first_name"}), ("joined_on", {"joined_on"}))
        if not there & set(places)
    )
    if found.missing:
        return found
    reading = sheets.read(grid, wanted, found.layout)
    found.faults, found.left_out = reading.faults, reading.left_out
    total = len(reading.rows)
    while reading.rows:
        part, reading.rows[:AT_ONCE] = reading.rows[:AT_ONCE], []
        found.entries += [entry for row in part if (entry := entry_of(row, found))]
        progress(len(found.entries), total * 2)
    _refuse_confirmed(fund, found)
    _compare(fund, found, lambda done: progress(total + done, total * 2))
    found.faults.sort(key=lambda fault: fault.row)
    return found


# All rows together.


def _refuse_confirmed(fund: Fund, found: Understood) -> None:
    """Refuse what the paper says of the time before the portal, once the opening of `fund` was confirmed."""
    told = [entry for entry in found.entries if entry.has_opening]
    if told and openings.confirmed(fund):
        column = next(name for name in ("paid_until", "match_rounds", "helped") if name in found.layout.places)
        for entry in told:
            fault(found, entry.row, column, "", _("The opening is confirmed. Leave this column out of the file."))


def _compare(fund: Fund, found: Understood, progress: Callable[[int], None]) -> None:
    """Compare the rows with each other, with the register of `fund`, and with the people of the province."""
    rows = (
        Membership.objects.of(fund)
        .order_by("pk")
        .values_list("pk", "number", "person", "person__search", "person__born_on", "person__citizen_hash", "ended_on")
    )
    register = [Known(*row) for row in rows.iterator(chunk_size=2000)]
    _branches(fund, found)
    _numbers(fund, found, register)
    by_hash = {each.citizen_hash: each for each in register if each.citizen_hash}
    by_number = {each.number: each for each in register if each.number}
    by_name: dict[str, Known] = {each.search: each for each in register}
    ids: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    kept = []
    for start in range(0, len(found.entries), AT_ONCE):
        part = found.entries[start : start + AT_ONCE]
        hashes = {entry.row: citizen.keyed_hash(entry.citizen_id) for entry in part if entry.citizen_id}
        rows_of = Person.objects.filter(citizen_hash__in=hashes.values()).values_list("citizen_hash", "pk", "search")
        people = {known: (pk, search) for known, pk, search in rows_of}
        for entry in part:
            key = hashes.get(entry.row)
            if entry.citizen_id and not _is_first(entry, ids, found):
                continue
            if key and _is_another(entry, people.get(key), found):
                continue
            before = by_hash.get(key) if key else None
            numbered = by_number.get(entry.number)
            if before is None and numbered and numbered.search == entry.search:
                before = numbered
            if before and _stands_already(entry, before, found):
                continue
            if numbered and before is None:
                fault(
                    found,
                    entry.row,
                    "number",
                    str(entry.number),
                    _("This number belongs to another member of the fund."),
                )
                continue
            if key in people:
                found.people[entry.row] = people[key][0]
                if before is None:
                    found.elsewhere.append(Note(entry.row, entry.name, _("also in another fund of the province")))
            if not key:
                _doubt(entry, names, by_name, found)
            names.setdefault(entry.search, entry)
            kept.append(entry)
        progress(start + len(part))
    found.entries = kept


def _is_first(entry: Entry, ids: dict[str, Entry], found: Understood) -> bool:
    if other := ids.get(entry.citizen_id):
        meant = _("The same citizen ID stands in row %(row)s.") % {"row": other.row}
        fault(found, entry.row, "citizen_id", citizen.mask(entry.citizen_id[-4:]), meant)
        return False
    ids[entry.citizen_id] = entry
    return True


def _is_another(entry: Entry, known: tuple[int, str] | None, found: Understood) -> bool:
    if known is None or known[1] == entry.search:
        return False
    meant = _("This citizen ID is recorded for another name. Check the card; the provincial office can help.")
    fault(found, entry.row, "citizen_id", citizen.mask(entry.citizen_id[-4:]), meant)
    return True


def _stands_already(entry: Entry, before: Known, found: Understood) -> bool:
    """Leave out who is a member already; let who has left before join again."""
    if before.ended_on is None or before.ended_on > entry.joined_on or before.number == entry.number:
        words = _("stands in the register already, number %(number)s") % {"number": before.number or "–"}
        found.known.append(Note(entry.row, entry.name, words))
        return True
    found.people[entry.row], found.rejoins[entry.row] = before.person, before.pk
    return False


def _doubt(entry: Entry, names: Mapping[str, Entry], by_name: Mapping[str, Known], found: Understood) -> None:
    """Tell a double of which only the name speaks; two birthdays that differ are two people."""
    if (other := names.get(entry.search)) and not _differ(other.born_on, entry.born_on):
        found.doubts.append(Note(entry.row, entry.name, _("the same name stands in row %(row)s") % {"row": other.row}))
    elif (known := by_name.get(entry.search)) and not _differ(known.born_on, entry.born_on):
        words = _("the register has the same name, number %(number)s") % {"number": known.number or "–"}
        found.doubts.append(Note(entry.row, entry.name, words))


def _differ(one: date | None, other: date | None) -> bool:
    return bool(one and other and one != other)


def _branches(fund: Fund, found: Understood) -> None:
    """Name the branches of the file that the fund does not have yet; they are made with the members."""
    known = {thai.search_text(branch.name) for branch in Branch.objects.filter(fund=fund)}
    named = dict.fromkeys(entry.branch for entry in found.entries if entry.branch)
    new = {thai.search_text(name): name for name in reversed(named)}
    found.branches = sorted((name for key, name in new.items() if key not in known), key=thai.sort_key)


def _numbers(fund: Fund, found: Understood, register: Sequence[Known]) -> None:
    """Refuse a number that stands twice in the file, was given to who is gone, or leaves too many others out."""
    last = last_number(fund, Numbers.MEMBER)
    unused = set(UnusedNumber.objects.filter(fund=fund).values_list("number", flat=True))
    standing = {each.number for each in register}
    first_rows: dict[int, int] = {}
    refused = set()
    highest = last
    for entry in sorted(_numbered(found.entries), key=lambda each: (each.number, each.row)):
        meant = ""
        if entry.number in first_rows:
            meant = _("The same number stands in row %(row)s.") % {"row": first_rows[entry.number]}
        elif entry.number <= last and entry.number not in standing | unused:
            meant = _("This number has been given out before.")
        elif entry.number > highest + WIDEST_GAP:
            meant = _("This number is far above all others; the one before it is %(number)s.") % {"number": highest}
        if meant:
            fault(found, entry.row, "number", str(entry.number), meant)
            refused.add(entry.row)
            continue
        first_rows[entry.number] = entry.row
        highest = max(highest, entry.number)
    found.entries = [entry for entry in found.entries if entry.row not in refused]


def _numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.number)
