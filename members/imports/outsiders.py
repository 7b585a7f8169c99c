"""People of a file who are no members: known from help before, or written down for the first time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from funds.models import Fund
from members import enrolment
from members.models import NoCitizenId, Person
from welfare import citizen, thai
from welfare.bulk import in_parts
from welfare.sheets import Row

from .finding import Register, Spell
from .rows import name_of
from .understood import Found, Note, fault

AT_ONCE = 500


@dataclass(slots=True)
class Outsiders:
    """Whom `fund` helped as no members, by name; who holds the cards of the file; and who is `new`, with their card.

    Who is new has a number below zero for a person, until `written`.
    """

    by_name: Mapping[str, list[Spell]]
    by_hash: Mapping[str, Spell]
    new: dict[tuple[str, str], Spell] = field(default_factory=dict)
    cards: dict[int, str] = field(default_factory=dict)

    def of(self, row: int, cells: Mapping[str, Any], register: Register, found: Found[Any]) -> Spell | None:
        """Give whom a row means who is no member; None where it may mean a member, or says too little."""
        card, (title, first, last) = cells.get("citizen_id") or "", name_of(cells)
        written, key = thai.search_text(f"{first} {last}"), citizen.keyed_hash(card) if card else ""
        if cells.get("number") or not (first and last) or written in register.by_name or key in register.by_hash:
            return None
        spell = self.by_hash.get(key) if card else self._known(row, written, f"{title}{first} {last}", found)
        if spell is not None and spell.search != written:
            meant = _("This citizen ID is recorded for another name. Check the card; the provincial office can help.")
            fault(found, row, "citizen_id", citizen.mask(card[-4:]), meant)
            return spell
        if spell is None:
            spell = self.new.get((written, card))
        if spell is None:
            spell = _outsider(-1 - len(self.new), title, first, last, written)
            self.new[written, card] = spell
            self.cards[spell.person] = card
        words = _("No member has this name: it will be entered as help to someone who is not a member.")
        found.doubts.append(Note(row, spell.name, words))
        return spell

    def _known(self, row: int, written: str, name: str, found: Found[Any]) -> Spell | None:
        known = self.by_name.get(written, [])
        if len(known) > 1:
            meant = _("Several people of this name were helped without being members. Type the citizen ID.")
            fault(found, row, "name" if "name" in found.layout.places else "first_name", name, meant)
        return known[0] if known else None


def _outsider(person: int, title: str, first: str, last: str, search: str) -> Spell:
    return Spell(0, None, person, title, first, last, search, None, "", date.min, None, "")


def outsiders_of(fund: Fund, rows: Iterable[Row]) -> Outsiders:
    """Read whom `fund` helped as no members, and who in the portal holds a card of `rows`."""
    columns = ("pk", "title", "first_name", "last_name", "search")
    names: dict[str, list[Spell]] = defaultdict(list)
    neighbours = Person.objects.neighbours_of(fund).filter(erased_on__isnull=True).order_by("pk")
    for known in neighbours.values_list(*columns):
        names[known[4]].append(_outsider(*known))
    cards = {citizen.keyed_hash(row.cells["citizen_id"]) for row in rows if row.cells.get("citizen_id")}
    holders: dict[str, Spell] = {}
    for part in in_parts(sorted(cards), AT_ONCE):
        for number, *known in Person.objects.filter(citizen_hash__in=part).values_list("citizen_hash", *columns):
            holders[number] = _outsider(*known)
    return Outsiders(names, holders)


def written(outsider: Spell, card: str) -> Spell:
    """Write down who is new, and give them with their person."""
    sex = next((title.sex for title in thai.TITLES if title.text == outsider.title), "")
    person = enrolment.person_of(enrolment.Applicant(
        outsider.title, outsider.first_name, outsider.last_name, sex=sex, citizen_id=card,
        no_citizen_id="" if card else NoCitizenId.NOT_AT_HAND,
    ))  # fmt: skip
    return outsider._replace(person=person.pk)
