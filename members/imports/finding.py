"""Who a row of a file is: a member of this fund by number, citizen ID or name, as far as the row says."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Fund
from members.models import EndReason, Membership
from welfare import citizen, sheets, thai
from welfare.sheets import Cell, Column, Layout

from .columns import HIGHEST_NUMBER, KNOWN_AS, citizen_id
from .rows import name_of
from .understood import Found, fault

# What tells a member; one of them is enough. Names may stand in one cell or in two.
LABELS: Mapping[str, Any] = {
    "number": gettext_lazy("Member number"),
    "citizen_id": gettext_lazy("Citizen ID"),
    "name": gettext_lazy("Name and surname in one"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Surname"),
}
ENOUGH = ("number", "citizen_id", "name", "first_name")


class Spell(NamedTuple):
    """One membership of the fund, with what a row may say of its person."""

    pk: int
    number: int | None
    person: int
    title: str
    first_name: str
    last_name: str
    search: str
    citizen_hash: str | None
    plan: str
    joined_on: date
    ended_on: date | None
    end_reason: str

    @property
    def name(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    def is_active(self, day: date, *, with_the_last: bool = False) -> bool:
        """Say whether this was a member at the end of `day`; `with_the_last` counts the day of a death too."""
        if self.ended_on is None or self.ended_on > day:
            return self.joined_on <= day
        return with_the_last and self.ended_on == day and self.end_reason == EndReason.DIED and self.joined_on <= day


def columns(once: Callable[[Callable[[Cell], Any]], Callable[[Cell], Any]]) -> tuple[Column, ...]:
    """Give the columns by which a row names a member."""
    readers: Mapping[str, Callable[[Cell], Any]] = {
        "number": sheets.whole(least=1, most=HIGHEST_NUMBER), "citizen_id": citizen_id,
        "name": sheets.text(longest=200), "first_name": sheets.text(longest=100), "last_name": sheets.text(longest=100),
    }  # fmt: skip
    return tuple(Column(name, label, once(readers[name]), KNOWN_AS[name]) for name, label in LABELS.items())


def is_named(layout: Layout) -> bool:
    """Say whether the file has a column that tells who a row is about."""
    return bool(set(ENOUGH) & set(layout.places))


@dataclass(frozen=True, slots=True)
class Register:
    """The memberships of a fund, found by what a paper writes of them."""

    by_number: Mapping[int, Spell]
    by_hash: Mapping[str, Sequence[Spell]]
    by_name: Mapping[str, Sequence[Spell]]
    by_person: Mapping[int, Sequence[Spell]]

    def of(self, row: int, cells: Mapping[str, Any], found: Found[Any]) -> Sequence[Spell]:
        """Give every spell of the member whom a row names; none, and a fault of the row, where it names nobody."""
        number, card = cells.get("number"), cells.get("citizen_id") or ""
        title, first, last = name_of(cells)
        written = thai.search_text(f"{first} {last}")
        if number:
            return self._by_number(row, number, card, written, found)
        if card:
            spells = self.by_hash.get(citizen.keyed_hash(card), ())
            if not spells:
                fault(
                    found, row, "citizen_id", citizen.mask(card[-4:]), _("No member of this fund has this citizen ID.")
                )
            return spells
        column = "name" if "name" in found.layout.places else "first_name"
        if not written:
            fault(
                found,
                row,
                "number" if "number" in found.layout.places else column,
                "",
                _("Say who it is: type the member number, the citizen ID or the name."),
            )
            return ()
        return self._by_name(row, column, f"{title}{first} {last}", written, found)

    def _by_number(self, row: int, number: int, card: str, written: str, found: Found[Any]) -> Sequence[Spell]:
        spell = self.by_number.get(number)
        if spell is None:
            fault(found, row, "number", str(number), _("No member of this fund has this number."))
            return ()
        if card and spell.citizen_hash and citizen.keyed_hash(card) != spell.citizen_hash:
            meant = _("Number %(number)s is %(name)s, who has another citizen ID.")
            fault(found, row, "citizen_id", citizen.mask(card[-4:]), meant % {"number": number, "name": spell.name})
            return ()
        if not card and written and written != spell.search:
            column = "name" if "name" in found.layout.places else "first_name"
            meant = _("Number %(number)s is %(name)s. Correct the number or the name.")
            fault(found, row, column, written, meant % {"number": number, "name": spell.name})
            return ()
        return self.by_person[spell.person]

    def _by_name(self, row: int, column: str, name: str, written: str, found: Found[Any]) -> Sequence[Spell]:
        spells = self.by_name.get(written, ())
        people = {spell.person for spell in spells}
        if len(people) == 1:
            return spells
        if not people:
            meant = _("No member of this fund has this name. Take the members in first, or correct the name.")
        else:
            numbers = ", ".join(str(spell.number) for spell in spells)
            meant = _("Several members have this name: numbers %(numbers)s. Type the member number.")
            meant %= {"numbers": numbers}
        fault(found, row, column, name, meant)
        return ()


def register_of(fund: Fund) -> Register:
    """Read the register of `fund`, who has left included. One query."""
    rows = (
        Membership.objects.of(fund).filter(joined_on__isnull=False).order_by("joined_on", "pk")
        .values_list(
            "pk", "number", "person", "person__title", "person__first_name", "person__last_name", "person__search",
            "person__citizen_hash", "plan", "joined_on", "ended_on", "end_reason",
        )
    )  # fmt: skip
    numbers: dict[int, Spell] = {}
    hashes: dict[str, list[Spell]] = defaultdict(list)
    names: dict[str, list[Spell]] = defaultdict(list)
    people: dict[int, list[Spell]] = defaultdict(list)
    for row in rows.iterator(chunk_size=2000):
        spell = Spell._make(row)
        if spell.number:
            numbers[spell.number] = spell
        if spell.citizen_hash:
            hashes[spell.citizen_hash].append(spell)
        names[spell.search].append(spell)
        people[spell.person].append(spell)
    return Register(numbers, hashes, names, people)


def spell_on(spells: Sequence[Spell], day: date, *, with_the_last: bool = False) -> Spell | None:
    """Give the spell in which the person was a member on `day`."""
    return next((spell for spell in spells if spell.is_active(day, with_the_last=with_the_last)), None)


def when(spells: Sequence[Spell]) -> str:
    """Say from when to when somebody was a member, for who finds a day outside of it."""
    parts = []
    for spell in spells:
        words = _("since %(since)s") if spell.ended_on is None else _("%(since)s to %(until)s")
        until = thai.short_date(spell.ended_on) if spell.ended_on else ""
        parts.append(words % {"since": thai.short_date(spell.joined_on), "until": until})
    return _("%(name)s was no member on that day, but %(when)s.") % {"name": spells[0].name, "when": ", ".join(parts)}
