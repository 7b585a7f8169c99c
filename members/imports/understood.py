"""What a file says after a dry run: who is to be taken in, what is wrong, what is left out, what a person judges."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from welfare import sheets
from welfare.sheets import Fault, Layout

from .columns import Entry

Progress = Callable[[int, int], None]
E = TypeVar("E")


def nobody(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


class Known(NamedTuple):
    """A membership that the register of this fund holds."""

    pk: int
    number: int | None
    person: int
    search: str
    born_on: date | None
    citizen_hash: str | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a row that does not keep it out: `row` of the file, who, and what a person should look at."""

    row: int
    name: str
    words: str


@dataclass(slots=True)
class Found(Generic[E]):
    """What a file says: `entries` to take in, what is wrong, and what is left out.

    `known` stand in the books already, `doubts` are doubles that only a person can judge. `missing` names columns that
    must be chosen first, `refusals` say what must be done elsewhere before any row of it can be taken in.
    """

    layout: Layout
    entries: list[E] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    known: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)
    elsewhere: list[Note] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    refusals: list[str] = field(default_factory=list)

    @property
    def may_be_taken_in(self) -> bool:
        return bool(self.entries) and not self.faults and not self.missing and not self.refusals


@dataclass(slots=True)
class Understood(Found[Entry]):
    """What a file of members says.

    `people` gives the person that the province knows, and `rejoins` the earlier membership, by row of the file.
    `elsewhere` are members of another fund of the province.
    """

    branches: list[str] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    rejoins: dict[int, int] = field(default_factory=dict)


def fault(found: Found[Any], row: int, column: str, stands: str, meant: str) -> None:
    """Add a fault of a row, named by the place of its column."""
    index = found.layout.places.get(column)
    found.faults.append(Fault(row, "" if index is None else sheets.place(found.layout, index), stands, meant))
