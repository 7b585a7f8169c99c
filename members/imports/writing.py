"""Members of a file written in one transaction, with the totals, the numbers and the trail that belong to them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from funds import totals
from funds.models import Branch, Fund, Measure, Numbers
from funds.numbering import go_on_after, last_number
from members import openings
from members.models import (
    Beneficiary,
    Import,
    ImportedMember,
    ImportKind,
    Membership,
    NoCitizenId,
    Opening,
    Person,
    Plan,
    UnusedNumber,
)
from welfare import citizen, thai, trail
from welfare.bulk import in_parts, insert_rows, take_ids
from welfare.models import User
from welfare.sheets import Grid

from . import batches
from .columns import Entry
from .register import understand
from .understood import Progress, Understood, nobody

AT_ONCE = 1000


@transaction.atomic
def take_in(
    fund: Fund, grid: Grid, *, key: UUID, file_name: str, sha256: str, today: date, by: User,
    labels: Mapping[str, str] | None = None, plan: str = Plan.YEARLY, progress: Progress = nobody,
) -> Import:  # fmt: skip
    """Take the members of a file into `fund`: all of them or none. The same key gives the first import.

    The file is understood anew, as the register stands now; `labels` says which column holds what. `plan` stands where
    the file does not say how a member pays. Raises AlreadyTakenIn, NotUnderstood.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Import.objects.of(fund).filter(key=key).first():
        return done
    batches.refuse_known_file(fund, ImportKind.MEMBERS, sha256)
    found = understand(fund, grid, today=today, labels=labels, progress=lambda row, rows: progress(row, rows * 2))
    batches.refuse_faults(found)
    made = [Branch.objects.create(fund=fund, name=name).pk for name in found.branches]
    done = batches.begin(
        fund, found, key=key, kind=ImportKind.MEMBERS, file_name=file_name, sha256=sha256, by=by, branches=made
    )
    _number(fund, found.entries)
    opened_on = openings.day_of(fund) or today
    _write(fund, found, done, plan, by, opened_on, lambda row, rows: progress(rows + row, rows * 2))
    came: Counter[date] = Counter(entry.joined_on for entry in found.entries)
    came.subtract(entry.ended_on for entry in found.entries if entry.ended_on)
    totals.record(fund, [totals.Change(on, Measure.MEMBERS, count) for on, count in came.items() if count])
    return done


def _number(fund: Fund, entries: Sequence[Entry]) -> None:
    """Give a number to who has none, and keep in mind which numbers the paper left out."""
    last = last_number(fund, Numbers.MEMBER)
    taken = {entry.number for entry in entries if entry.number}
    highest = max(taken | {last})
    freed = UnusedNumber.objects.filter(fund=fund, is_freed=True).order_by("number")
    free = iter([number for number in freed.values_list("number", flat=True) if number not in taken])
    left_out = [number for number in range(last + 1, highest) if number not in taken]
    for entry in entries:
        if not entry.number:
            entry.number = next(free, 0) or (highest := highest + 1)
            taken.add(entry.number)
    go_on_after(fund, Numbers.MEMBER, highest)
    for part in in_parts(sorted(taken), 900):
        UnusedNumber.objects.filter(fund=fund, number__in=part).delete()
    UnusedNumber.objects.bulk_create(UnusedNumber(fund=fund, number=number) for number in left_out)


PEOPLE = (
    "id", "title", "first_name", "last_name", "sex", "born_on", "is_birth_year_only", "citizen_id", "citizen_hash",
    "citizen_last4", "no_citizen_id", "house_number", "moo", "place", "phone", "search", "sort_key",
)  # fmt: skip
MEMBERSHIPS = (
    "id", "fund_id", "person_id", "branch_id", "number", "plan", "applied_on", "joined_on", "tenure_from", "ended_on",
    "end_reason", "rejoins_id",
)  # fmt: skip
HEIRS = ("membership_id", "name", "relation", "share", "position", "phone", "valid_from")
MADE = ("made_by_id", "membership_id", "row", "is_new_person")


def _write(
    fund: Fund, found: Understood, done: Import, plan: str, by: User, opened_on: date, progress: Progress
) -> None:
    """Write people, memberships, beneficiaries, what the file made, and a line of the trail for each member."""
    known = {thai.search_text(branch.name): branch.pk for branch in Branch.objects.filter(fund=fund)}
    named = {entry.branch for entry in found.entries if entry.branch}
    branches = {name: known[thai.search_text(name)] for name in named}
    written = 0
    for part in in_parts(found.entries, AT_ONCE):
        new = [entry for entry in part if entry.row not in found.people]
        people = found.people | dict(zip((entry.row for entry in new), take_ids(Person, len(new)), strict=True))
        members = dict(zip((entry.row for entry in part), take_ids(Membership, len(part)), strict=True))
        insert_rows(Person, PEOPLE, _people(new, people), ids_are_taken=True)
        insert_rows(
            Membership, MEMBERSHIPS, _memberships(part, fund.pk, people, members, branches, found.rejoins, plan),
            ids_are_taken=True,
        )  # fmt: skip
        insert_rows(Beneficiary, HEIRS, _heirs(part, members))
        Opening.objects.bulk_create(
            Opening(
                membership_id=members[entry.row], paid_until=entry.paid_until, match_rounds=entry.match_rounds,
                has_been_helped=entry.is_helped, on=opened_on, by=by,
            )
            for entry in part
            if entry.has_opening
        )  # fmt: skip
        made = ((done.pk, members[entry.row], entry.row, entry.row not in found.people) for entry in part)
        insert_rows(ImportedMember, MADE, made)
        trail.record_all(
            [
                trail.Act(
                    "imported", "membership", members[entry.row],
                    {"on": entry.joined_on, "number": entry.number, "file": done.file_name, "row": entry.row},
                )
                for entry in part
            ],
            by=by, fund=fund.pk,
        )  # fmt: skip
        written += len(part)
        progress(written, len(found.entries))


def _people(entries: Sequence[Entry], ids: Mapping[int, int]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        number = entry.citizen_id
        yield (
            ids[entry.row], entry.title, entry.first_name, entry.last_name, entry.sex, _iso(entry.born_on),
            entry.is_birth_year_only, citizen.encrypt(number) if number else "",
            citizen.keyed_hash(number) if number else None, number[-4:],
            "" if number else NoCitizenId.NOT_AT_HAND.value, entry.house_number, entry.moo, entry.place, entry.phone,
            entry.search, thai.sort_key(f"{entry.first_name} {entry.last_name}"),
        )  # fmt: skip


def _memberships(
    entries: Sequence[Entry], fund: int, people: Mapping[int, int], ids: Mapping[int, int],
    branches: Mapping[str, int], rejoins: Mapping[int, int], plan: str,
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    for entry in entries:
        joined = entry.joined_on.isoformat()
        yield (
            ids[entry.row], fund, people[entry.row], branches[entry.branch] if entry.branch else None,
            entry.number, entry.plan or plan, joined, joined, joined, _iso(entry.ended_on), entry.end_reason,
            rejoins.get(entry.row),
        )  # fmt: skip


def _heirs(entries: Sequence[Entry], ids: Mapping[int, int]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        for position, (name, relation, share) in enumerate(entry.heirs, start=1):
            yield ids[entry.row], name, relation, share, position, "", entry.joined_on.isoformat()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
