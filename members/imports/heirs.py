"""A file of beneficiaries: whom members of this fund had named on paper, read, compared, written, and taken back."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Fund
from members.models import Beneficiary, Claim, Import, ImportedHeir, ImportKind, ImportWithdrawal, Relation
from welfare import sheets, thai, trail
from welfare.bulk import in_parts
from welfare.models import User
from welfare.sheets import Cell, Column, Grid, Row

from . import batches, columns, finding
from .columns import EARLIEST_JOIN, EXAMPLE, HEIRS, RELATIONS, chosen, once
from .finding import Register, Spell, register_of
from .understood import Found, Note, Progress, fault, nobody

AT_ONCE = 500
OWN = tuple(f"heir{place}_{part}" for place in range(1, HEIRS + 1) for part in ("name", "relation", "share"))
LABELS: Mapping[str, Any] = {
    **finding.LABELS, **{name: columns.LABELS[name] for name in OWN}, "named_on": gettext_lazy("Named on"),
}  # fmt: skip
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    **columns.KNOWN_AS,
    "named_on": ("วันที่ระบุ", "ระบุเมื่อ", "วันที่แต่งตั้ง", "ตั้งแต่วันที่", "named on"),
    "heir1_name": (*columns.KNOWN_AS["heir1_name"], "ชื่อผู้รับ", "ผู้รับผลประโยชน์ชื่อ"),
}
EXAMPLE_ROW: Mapping[str, str] = {
    "number": "1", "name": f"นางสมหญิง ใจดี {EXAMPLE}", "heir1_name": "นายสมชาย ใจดี", "heir1_relation": "สามี",
    "heir1_share": "50", "heir2_name": "เด็กชายเอก ใจดี", "heir2_relation": "บุตร", "heir2_share": "50",
}  # fmt: skip
Heir = tuple[str, str, int | None]


@dataclass(slots=True)
class Naming:
    """Whom one member named: name, relation and share of each. `since` is the day from which it holds."""

    row: int
    spell: Spell
    heirs: list[Heir] = field(default_factory=list)
    since: date | None = None
    replaces: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.spell.name


def wanted(today: date) -> tuple[Column, ...]:
    """Give the columns that a file of beneficiaries may have."""
    readers: dict[str, Callable[[Cell], Any]] = {"named_on": sheets.day(today=today, earliest=EARLIEST_JOIN)}
    for place in range(1, HEIRS + 1):
        readers[f"heir{place}_name"] = sheets.text(longest=200)
        readers[f"heir{place}_relation"] = chosen(RELATIONS, Relation.choices)
        readers[f"heir{place}_share"] = sheets.whole(least=1, most=100)
    own = (Column(name, LABELS[name], once(read), KNOWN_AS[name]) for name, read in readers.items())
    return (*finding.columns(once), *own)


def understand(
    fund: Fund, grid: Grid, *, today: date, labels: Mapping[str, str] | None = None, progress: Progress = nobody
) -> Found[Naming]:
    """Read whom members named: up to three in a row, or a row for each of them.

    Where a member had named somebody before, the file comes in their place from `today`, or from the day it says.
    `labels` says which column holds what. `progress` is told how many rows of how many are done.
    """
    looked_for = wanted(today)
    found: Found[Naming] = Found(sheets.lay_out(grid, looked_for, labels=labels))
    missing = [] if finding.is_named(found.layout) else ["number"]
    found.missing = (*missing, *(name for name in ("heir1_name",) if name not in found.layout.places))
    if found.missing:
        return found
    reading = sheets.read(grid, looked_for, found.layout)
    found.faults, found.left_out = reading.faults, reading.left_out
    register, by_person, total = register_of(fund), dict[int, Naming](), len(reading.rows)
    for done, row in enumerate(reading.rows, start=1):
        _read(row, register, by_person, found)
        if done % AT_ONCE == 0:
            progress(done, total * 2)
    _share(found, by_person)
    _compare(found, by_person, today)
    progress(total * 2, total * 2)
    found.faults.sort(key=lambda each: each.row)
    return found


def _read(row: Row, register: Register, by_person: dict[int, Naming], found: Found[Naming]) -> None:
    cells = row.cells
    if EXAMPLE in f"{cells.get('name')} {cells.get('last_name')}":
        found.left_out.append((row.number, str(cells.get("name") or cells.get("last_name"))))
        return
    spells = register.of(row.number, cells, found)
    if not spells:
        return
    named = list(_named(cells))
    if not named:
        fault(found, row.number, "heir1_name", "", _("Nothing stands here. Type the name."))
        return
    naming = by_person.setdefault(spells[-1].person, Naming(row.number, spells[-1]))
    naming.heirs += named
    naming.since = cells.get("named_on") or naming.since


def _named(cells: Mapping[str, Any]) -> Iterator[Heir]:
    for place in range(1, HEIRS + 1):
        name = cells.get(f"heir{place}_name")
        if name not in (None, "", "-"):
            relation = cells.get(f"heir{place}_relation") or Relation.OTHER.value
            yield str(name), str(relation), cells.get(f"heir{place}_share")


def _share(found: Found[Naming], by_person: dict[int, Naming]) -> None:
    """Share alike where no shares stand; refuse shares that do not come to 100 per cent for a member."""
    for person, naming in list(by_person.items()):
        shares = [share for _name, _relation, share in naming.heirs]
        count = len(shares)
        if not any(shares):
            alike = [100 // count + (place < 100 % count) for place in range(count)]
            naming.heirs = [(each[0], each[1], share) for each, share in zip(naming.heirs, alike, strict=True)]
        elif sum(share or 0 for share in shares) != 100:
            said = " + ".join(str(share or 0) for share in shares)
            fault(found, naming.row, "heir1_share", said, _("The shares come to 100 per cent together."))
            del by_person[person]


def _compare(found: Found[Naming], by_person: Mapping[int, Naming], today: date) -> None:
    standing: dict[int, list[Beneficiary]] = defaultdict(list)
    for part in in_parts([each.spell.pk for each in by_person.values()], AT_ONCE):
        rows = Beneficiary.objects.filter(membership__in=part, valid_until__isnull=True).order_by("position", "pk")
        for heir in rows:
            standing[heir.membership_id].append(heir)
    for naming in by_person.values():
        before = standing[naming.spell.pk]
        if [(heir.name, heir.share) for heir in before] == [(name, share) for name, _relation, share in naming.heirs]:
            found.known.append(Note(naming.row, naming.name, _("the same beneficiaries stand in the register already")))
            continue
        naming.replaces = [heir.pk for heir in before]
        naming.since = naming.since or (today if before else naming.spell.joined_on)
        if late := [heir for heir in before if heir.valid_from >= naming.since]:
            meant = _("Others were named on %(day)s. Type a later day, or correct it on the member's page.")
            column = "named_on" if "named_on" in found.layout.places else "heir1_name"
            meant %= {"day": thai.long_date(late[0].valid_from)}
            fault(found, naming.row, column, thai.typed_date(naming.since), meant)
            continue
        found.entries.append(naming)


@transaction.atomic
def take_in(
    fund: Fund, grid: Grid, *, key: UUID, file_name: str, sha256: str, today: date, by: User,
    labels: Mapping[str, str] | None = None, progress: Progress = nobody,
) -> Import:  # fmt: skip
    """Write down whom members of `fund` named: all of the file or none. The same key gives the first import.

    Who stood there before is kept, until the day before. Raises AlreadyTakenIn, NotUnderstood.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Import.objects.of(fund).filter(key=key).first():
        return done
    batches.refuse_known_file(fund, ImportKind.HEIRS, sha256)
    found = understand(fund, grid, today=today, labels=labels, progress=progress)
    batches.refuse_faults(found)
    done = batches.begin(fund, found, key=key, kind=ImportKind.HEIRS, file_name=file_name, sha256=sha256, by=by)
    for part in in_parts(found.entries, AT_ONCE):
        _write(fund, done, part, by)
    return done


def _write(fund: Fund, done: Import, namings: Sequence[Naming], by: User) -> None:
    ended = []
    for naming in namings:
        day = (naming.since or naming.spell.joined_on) - timedelta(days=1)
        ended += [Beneficiary(pk=pk, valid_until=day) for pk in naming.replaces]
    Beneficiary.objects.bulk_update(ended, ["valid_until"])
    made = [
        (naming.row, Beneficiary(
            membership_id=naming.spell.pk, name=name, relation=relation, share=share or 100, position=position,
            valid_from=naming.since or naming.spell.joined_on,
        ))
        for naming in namings
        for position, (name, relation, share) in enumerate(naming.heirs, start=1)
    ]  # fmt: skip
    Beneficiary.objects.bulk_create(heir for _row, heir in made)
    ImportedHeir.objects.bulk_create(ImportedHeir(made_by=done, heir=heir, row=row, is_new=True) for row, heir in made)
    ImportedHeir.objects.bulk_create(
        ImportedHeir(made_by=done, heir_id=pk, row=naming.row, is_new=False)
        for naming in namings
        for pk in naming.replaces
    )
    acts = [
        trail.Act(
            "named beneficiaries", "membership", naming.spell.pk,
            {"beneficiaries": len(naming.heirs), "on": naming.since, "file": done.file_name, "row": naming.row},
        )
        for naming in namings
    ]  # fmt: skip
    trail.record_all(acts, by=by, fund=fund.pk)


def what_rests(done: Import) -> list[str]:
    """Name what rests on the beneficiaries that an import named: claims for their share, and later files."""
    new = ImportedHeir.objects.filter(made_by=done, is_new=True).values("heir")
    later = ImportedHeir.objects.filter(heir__in=new).exclude(made_by=done)
    counts = {
        str(Claim._meta.verbose_name): Claim.objects.filter(heir__in=new).count(),
        str(Import._meta.verbose_name): later.values("made_by").distinct().count(),
    }
    return [f"{name}: {count:,}" for name, count in counts.items() if count]


@transaction.atomic
def take_back(done: Import, *, key: UUID, reason: str, on: date, by: User) -> ImportWithdrawal:
    """Take the beneficiaries of an import out again, and let those stand whom they had replaced.

    The same key does it once. Raises AlreadyTakenBack, StillNeeded.
    """

    def undo(fund: Fund, done: Import, _key: UUID) -> int:
        rows = ImportedHeir.objects.filter(made_by=done)
        new = list(rows.filter(is_new=True).values_list("heir", "heir__membership"))
        Beneficiary.objects.filter(pk__in=rows.filter(is_new=False).values("heir")).update(valid_until=None)
        rows.filter(is_new=True)._raw_delete("default")
        for part in in_parts([pk for pk, _membership in new], AT_ONCE):
            Beneficiary.objects.filter(pk__in=part)._raw_delete("default")
        acts = [
            trail.Act("taken back", "membership", pk, {"file": done.file_name})
            for pk in sorted({membership for _pk, membership in new})
        ]
        trail.record_all(acts, by=by, fund=fund.pk)
        return done.count

    return batches.take_back(done, key=key, reason=reason, on=on, by=by, what_rests=what_rests, undo=undo)
