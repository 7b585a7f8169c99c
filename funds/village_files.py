"""A file of villages and their people as it is understood: every row or none, with what is wrong beside its row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import sheets, thai
from welfare.sheets import Column, Fault, Grid, Layout, Row
from welfare.sheets.excel import xlsxwriter

from .models import Branch, Fund, VillagePopulation

MOST_PEOPLE = 2_000_000
# The Thai headings of the sheet to begin with, and others that such files go by.
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "moo": ("หมู่ที่", "หมู่", "moo"),
    "name": ("หมู่บ้านหรือชุมชน", "ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อชุมชน", "ชุมชน", "village"),
    "people": ("จำนวนประชากร (คน)", "จำนวนประชากร", "ประชากร", "ประชากรรวม", "จำนวนคน", "population"),
    "year": ("ปี พ.ศ.", "ปี", "พ.ศ.", "year"),
    "source": ("ที่มาของข้อมูล", "ที่มา", "แหล่งข้อมูล", "source"),
}
LABELS: Mapping[str, Any] = {
    "moo": gettext_lazy("Village number"), "name": gettext_lazy("Village or community"),
    "people": gettext_lazy("People"), "year": gettext_lazy("Year (B.E.)"), "source": gettext_lazy("Who counted them"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of the file: `people` of a village in a year (พ.ศ.); `branch` is None where the village is new."""

    row: int
    name: str
    moo: int | None
    people: int
    year: int
    source: str
    branch: Branch | None = None


@dataclass(slots=True)
class Found:
    """What a file says: the `entries`, what is wrong, rows left out, and the columns that were not found."""

    entries: list[Counted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def may_be_taken_in(self) -> bool:
        return bool(self.entries) and not self.faults and not self.missing


def columns(this_year: int) -> list[Column]:
    """Give the columns that are looked for; a village without people yet is left out, so that column may be empty."""
    readers = {
        "moo": sheets.whole(least=1, most=99), "name": sheets.text(longest=120),
        "people": sheets.whole(most=MOST_PEOPLE), "year": sheets.whole(least=2400, most=this_year),
        "source": sheets.text(longest=200),
    }  # fmt: skip
    return [
        Column(name, LABELS[name], read, KNOWN_AS[name], is_required=name == "name") for name, read in readers.items()
    ]


def understand(fund: Fund, grid: Grid, *, this_year: int) -> Found:
    """Say how each row of `grid` is understood for `fund`; `this_year` is that of today (พ.ศ.). Two queries."""
    asked, found = columns(this_year), Found()
    layout = sheets.lay_out(grid, asked)
    found.missing = [str(LABELS[name]) for name in ("name", "people", "year", "source") if name not in layout.places]
    if found.missing:
        return found
    reading = sheets.read(grid, asked, layout)
    found.faults, found.left_out = list(reading.faults), list(reading.left_out)
    branches = list(fund.branches.order_by("pk"))
    known = {(each.branch_id, each.year): each for each in VillagePopulation.objects.of(fund).order_by("pk")}
    seen: dict[tuple[str, int], int] = {}
    for row in reading.rows:
        if row.cells["people"] is None:
            found.left_out.append((row.number, row.cells["name"]))
            continue
        if lacks := list(_lacks(row, layout)):
            found.faults += lacks
            continue
        entry = _entry(row, branches)
        if fault := _twice(entry, layout, seen, known):
            found.faults.append(fault)
        else:
            found.entries.append(entry)
    return found


def _lacks(row: Row, layout: Layout) -> Iterator[Fault]:
    for name in ("year", "source"):
        if not row.cells[name]:
            meant = _("Nothing stands here. Type %(column)s.") % {"column": LABELS[name]}
            yield Fault(row.number, sheets.place(layout, layout.places[name]), "", meant)


def _entry(row: Row, branches: Sequence[Branch]) -> Counted:
    cells = row.cells
    branch = branch_of(branches, cells["name"], cells.get("moo"))
    return Counted(row.number, cells["name"], cells.get("moo"), cells["people"], cells["year"], cells["source"], branch)


def branch_of(branches: Sequence[Branch], name: str, moo: int | None) -> Branch | None:
    """Give the branch that a file means: of this name, else the only one of this number, else the only one with it."""
    words = thai.search_text(name)
    same = [branch for branch in branches if thai.search_text(branch.name) == words]
    numbered = [branch for branch in branches if moo and branch.moo == moo]
    within = [branch for branch in branches if words in thai.search_text(branch.name) and moo in (None, branch.moo)]
    return next((found[0] for found in (same, numbered, within) if len(found) == 1), None)


def _twice(
    entry: Counted, layout: Layout, seen: dict[tuple[str, int], int],
    known: Mapping[tuple[int, int], VillagePopulation],
) -> Fault | None:  # fmt: skip
    """Name a village that was counted in this year before, in the file or on record."""
    place = sheets.place(layout, layout.places["year"])
    own = str(entry.branch.pk) if entry.branch else thai.search_text(entry.name)
    if (before := seen.setdefault((own, entry.year), entry.row)) != entry.row:
        meant = _("Row %(row)s has this village and year already. Leave one of them.") % {"row": before}
        return Fault(entry.row, place, str(entry.year), meant)
    there = known.get((entry.branch.pk, entry.year)) if entry.branch else None
    if there is None:
        return None
    words = _(
        "%(people)s people are on record for %(village)s in this year, counted by %(source)s. Take the row out, "
        "or type a better number by hand."
    )
    meant = words % {"people": f"{there.people:,}", "village": entry.branch, "source": there.source}
    return Fault(entry.row, place, str(entry.year), meant)


def template(fund: Fund, *, year: int) -> BytesIO:
    """Give a sheet to begin with: Thai headings, and every village that the fund has, to be filled in."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("ประชากรหมู่บ้าน")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for index, (width, known_as) in enumerate(zip((9, 36, 18, 10, 44), KNOWN_AS.values(), strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, known_as[0], head)
    sheet.freeze_panes(1, 0)
    for row, branch in enumerate(fund.branches.order_by("moo", "name", "pk"), start=1):
        if branch.moo:
            sheet.write_number(row, 0, branch.moo)
        sheet.write_string(row, 1, branch.name)
        sheet.write_number(row, 3, year)
    book.close()
    file.seek(0)
    return file
