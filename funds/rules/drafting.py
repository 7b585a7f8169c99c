"""A rule book while it is written: the fields as they were typed, what they say so far, and what is still wrong where.

A draft is the plain fields of docs/rulebooks.md; nothing typed is refused, everything that is wrong has its place.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from funds.rules import rulebooks
from funds.rules.faults import Fault, faults
from funds.rules.reading import Problem
from funds.rules.terms import RuleBook, Term

Fields = dict[str, Any]

# The lists of a benefit that are written entry by entry.
LISTS = ("pays", "condition", "cap")
# Where a fault is mended: the page of the benefit or of the book, and the box.
_PLACES = {
    "no_clause": ("naming", "clause"),
    "no_category": ("naming", "category"),
    "no_msdhs_category": ("naming", "msdhs"),
    "code_twice": ("naming", "name"),
    "non_member_tenure": ("who", "for"),
    "no_purse": ("who", "for"),
    "non_member_beneficiary": ("receiving", "payee"),
    "condition_empty": ("condition", ""),
    "conditions_exclude": ("condition", ""),
    "cap_zero": ("cap", ""),
    "cap_of_nothing": ("cap", ""),
    "caps_contradict": ("cap", ""),
    "cap_below_amount": ("cap", ""),
    "cap_of_one_occurrence": ("cap", ""),
    "cap_unknown_term": ("cap", ""),
    "purse_unused": ("outsiders", "purse"),
    "in_force_too_early": ("general", "in_force_from"),
    "adopted_later": ("general", "in_force_from"),
    "no_terms": ("benefits", ""),
}
_PARTS = {
    **dict.fromkeys(("code", "name", "clause", "category", "msdhs", "note"), "naming"),
    **dict.fromkeys(("for", "waiting"), "who"),
    **dict.fromkeys(("papers", "proxy_papers"), "papers"),
    **dict.fromkeys(("deadline", "waiver"), "deadline"),
    "payee": "receiving",
}
_BOOK_PARTS = {"arrears": "arrears", "claims": "filing", "non_members": "outsiders"}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong: with which benefit (0 for the whole book), on which page, in which box.

    `number` and `row` count entries of a list and steps in it, from 1; 0 where there is none.
    """

    benefit: int
    part: str
    number: int
    row: int
    field: str
    says: str
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says so far: the book as far as it is understood, and every slip."""

    book: RuleBook
    slips: tuple[Slip, ...]

    def of(self, benefit: int, part: str = "", number: int = 0) -> tuple[Slip, ...]:
        """Give the slips of a benefit, of one of its pages, or of one entry of a list."""
        return tuple(
            slip
            for slip in self.slips
            if slip.benefit == benefit and part in ("", slip.part) and (not number or slip.number in (0, number))
        )

    @property
    def is_publishable(self) -> bool:
        return not any(slip.is_blocking for slip in self.slips)

    @property
    def warnings(self) -> tuple[Slip, ...]:
        """Give what a committee should see, and may mean so."""
        return tuple(slip for slip in self.slips if not slip.is_blocking)

    def can_be_told(self, benefit: int) -> bool:
        """Say whether a benefit is understood well enough to work out examples."""
        term = self.book.terms[benefit - 1]
        return bool(term.pays) and not any(slip.is_blocking for slip in self.of(benefit) if slip.part in WORKING)


WORKING = ("who", *LISTS)


def read(fields: Fields, previous: RuleBook | None = None) -> Draft:
    """Read a draft as far as it goes, to follow the version `previous`."""
    book, problems = rulebooks.read_unfinished(fields)
    slips = [_misread(problem) for problem in problems if isinstance(problem, Problem)]
    unread = {slip.benefit for slip in slips}
    clear = {number for number in range(1, len(book.terms) + 1) if number not in unread}
    numbers = {term.code: number for number, term in enumerate(book.terms, start=1)}
    understood = RuleBook(**{**_slots(book), "terms": tuple(book.terms[number - 1] for number in sorted(clear))})
    found = faults(understood, previous)
    slips += [
        _faulty(fault, numbers.get(fault.term, 0))
        for fault in found
        if not (fault.code in ("no_terms", "cap_unknown_term") and unread - {0})
    ]
    return Draft(book, tuple(slips))


def _slots(book: RuleBook) -> dict[str, Any]:
    return {name: getattr(book, name) for name in book.__slots__}


def _misread(problem: Problem) -> Slip:
    """Find the page and the box of something that could not be read."""
    steps = [(name, int(number or 0)) for name, number in re.findall(r"([a-z_]+)(?:\[(\d+)\])?", problem.path)]
    benefit = steps[0][1] if steps and steps[0][0] == "term" else 0
    inner = steps[1:] if benefit else steps
    part = _part(inner, problem.field, is_of_book=not benefit)
    number = inner[0][1] if inner else 0
    row = next((number for name, number in inner if name == "steps"), 0)
    return Slip(benefit, part, number, row, problem.field, problem.says)


def _part(inner: list[tuple[str, int]], field: str, *, is_of_book: bool) -> str:
    if inner:
        return _BOOK_PARTS.get(inner[0][0], inner[0][0])
    return "general" if is_of_book else _PARTS.get(field, "naming")


def _faulty(fault: Fault, benefit: int) -> Slip:
    part, field = _PLACES.get(fault.code, ("pays", ""))
    return Slip(benefit, part, 0, 0, field, fault.sentence(), fault.is_blocking)


# Changing. Each gives new fields and leaves the old as they were.


def with_benefit(fields: Fields, benefit: Mapping[str, Any]) -> Fields:
    """Add a benefit at the end, under a code that no other has."""
    changed = copy.deepcopy(fields)
    given = {**benefit, "code": fresh_code(fields, str(benefit.get("category", "")))}
    changed["term"] = [*changed.get("term", []), given]
    return changed


def fresh_code(fields: Fields, wanted: str) -> str:
    """Give a code that no benefit of the draft has yet: birth, birth-2, …"""
    taken = {str(term.get("code", "")) for term in fields.get("term", [])}
    wanted = wanted or "benefit"
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


def without_benefit(fields: Fields, number: int) -> Fields:
    """Take a benefit out, also from the caps over several benefits; such a cap over it alone goes with it."""
    changed = copy.deepcopy(fields)
    code = changed["term"].pop(number - 1).get("code")
    kept = []
    for cap in changed.get("cap", []):
        over = [each for each in cap.get("terms", []) if each != code]
        if over or not cap.get("terms"):
            kept.append({**cap, **({"terms": over} if over else {})})
    changed["cap"] = kept
    return changed


def moved(fields: Fields, number: int, by: int) -> Fields:
    """Move a benefit up (-1) or down (1), as far as there is room."""
    changed = copy.deepcopy(fields)
    terms = changed.get("term", [])
    place = number - 1 + by
    if 0 <= place < len(terms):
        terms.insert(place, terms.pop(number - 1))
    return changed


def table_of(fields: Fields, benefit: int, part: str = "", number: int = 0) -> Fields:
    """Give the fields of a benefit (0 for the book) or of one entry of its list; empty for a new entry."""
    table: Fields = fields["term"][benefit - 1] if benefit else fields
    if not part:
        return table
    entries = table.get(part, [])
    return entries[number - 1] if 0 < number <= len(entries) else {}


def with_entry(fields: Fields, benefit: int, part: str, number: int, entry: Mapping[str, Any]) -> Fields:
    """Put one entry of a list in its place, or behind the last where the number is new."""
    changed = copy.deepcopy(fields)
    entries = table_of(changed, benefit).setdefault(part, [])
    if number <= len(entries):
        entries[number - 1] = dict(entry)
    else:
        entries.append(dict(entry))
    return changed


def without_entry(fields: Fields, benefit: int, part: str, number: int) -> Fields:
    """Take one entry out of a list."""
    changed = copy.deepcopy(fields)
    table_of(changed, benefit).get(part, []).pop(number - 1)
    return changed


def with_fields(fields: Fields, benefit: int, given: Mapping[str, Any], path: str = "") -> Fields:
    """Set fields of a benefit or of the book, in the table `path` of it where named; None or "" takes one away."""
    changed = copy.deepcopy(fields)
    table = table_of(changed, benefit)
    if path:
        inner = table.setdefault(path, {})
        _set(inner, given)
        if not inner:
            table.pop(path)
    else:
        _set(table, given)
    return changed


def _set(table: Fields, given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if value is None or value == "":
            table.pop(name, None)
        else:
            table[name] = value


def benefit_of(draft: Draft, number: int) -> Term | None:
    """Give a benefit of the draft as far as it is understood, None where there is none of that number."""
    return draft.book.terms[number - 1] if 0 < number <= len(draft.book.terms) else None
