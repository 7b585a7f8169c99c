"""A fund's benefit rules as values: a rule book, its terms, and the parts a term is made of.

Nothing here knows a person, a database or today's date. docs/rulebooks.md says what each field means.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funds.rules.tenure import Span

# The lines of the official status form, sections 5 and 6. Source: CODI status form, FY2567.
CATEGORIES = {
    "birth": _("birth"),
    "illness": _("illness"),
    "elderly": _("old age"),
    "death": _("death"),
    "funeral": _("funeral costs"),
    "disadvantaged": _("disadvantaged and disabled"),
    "occupation": _("occupation"),
    "education": _("education"),
    "culture": _("culture and tradition"),
    "housing": _("housing"),
    "disaster": _("disaster"),
    "public_benefit": _("public benefit"),
    "environment": _("natural resources and environment"),
    "other": _("other"),
}
# The kinds of welfare in the registration of welfare organisations. Source: MSDHS back-office record.
MSDHS_CATEGORIES = {
    "birth": _("birth"),
    "old_age": _("old age"),
    "health": _("sickness and health"),
    "death": _("death"),
    "livelihood": _("money and occupation"),
    "education": _("education"),
    "disadvantaged": _("disadvantaged people"),
    "other": _("other"),
}
OPEN_TO = ("members", "non_members", "both")
UNITS = {"night": "nights", "day": "days", "child": "children", "item": "items"}
CAP_OF = ("baht", "times", *UNITS.values())
CAP_PER = ("occurrence", "day", "month", "year", "life")
WHOSE = ("person", "family", "purse")
PAYEES = ("member", "beneficiary", "guardian", "family", "organiser")
CAP_YEARS = ("calendar", "october", "member_year")
# What a step or a condition can be about; any other word is a fact that the case gives by that name.
SPAN_MEASURES = ("tenure", "age", "years_paid")
COUNT_MEASURES = tuple(UNITS.values())
NO_SPAN = Span()
# A term with this deadline has none, whatever the book says.
NO_DEADLINE = NO_SPAN

Point = Span | Decimal


@dataclass(frozen=True, slots=True)
class Reach:
    """The values from `start` up to, and without, `end`; or the words in `choices`. None means unbounded."""

    start: Point | None = None
    end: Point | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of a ladder: `amount` baht (or nights, or percent) for who is within `reach`."""

    reach: Reach
    amount: Decimal
    units_max: int | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rows that depend on one measure: "tenure", "age", "years_paid", a count of units, or a named fact.

    `label` is how the fund calls a fact that it names itself.
    """

    by: str
    rungs: tuple[Rung, ...]
    is_whole: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """One part of what a term pays; a term pays the sum of its parts.

    `amount` baht once an occurrence, or for each `per` ("night", "day", "child", "item"), at most `units_max`
    of them an occurrence; or by `ladder`. With `of`, amounts are percent of the fact of that name, in baht.
    `of_label` is how the fund calls that fact, `unit_name` how it calls an item.
    """

    amount: Decimal | None = None
    per: str = "once"
    ladder: Ladder | None = None
    units_max: int | None = None
    unit_name: str = ""
    of: str = ""
    of_label: str = ""
    name: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `limit` baht, times or units in a period; over several terms when it stands in the book.

    A `per` that is a Span is any window of that length. `terms` is empty for all terms of the book.
    """

    of: str
    per: str | Span
    limit: Decimal | None = None
    ladder: Ladder | None = None
    whose: str = "person"
    year: str = ""
    clause: str = ""
    code: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be true of a measure or a named fact; `label` is how the fund calls it."""

    fact: str
    reach: Reach = Reach()
    must_be: bool | None = None
    label: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a member in arrears may have: nothing, beyond so many missed payments or so long a grace."""

    refuses: bool = False
    missed_max: int = 0
    grace: Span = NO_SPAN
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One benefit of a rule book. None in `arrears`, `deadline`, `has_waiver` means: as the book says."""

    code: str
    name: str
    clause: str
    category: str
    msdhs_category: str
    pays: tuple[Pay, ...]
    open_to: str = "members"
    waiting: Span | None = None
    conditions: tuple[Condition, ...] = ()
    caps: tuple[Cap, ...] = ()
    arrears: Arrears | None = None
    papers: tuple[str, ...] = ()
    proxy_papers: tuple[str, ...] | None = None
    deadline: Span | None = None
    has_waiver: bool | None = None
    payees: tuple[str, ...] = ()
    note: str = ""

    def ladders(self) -> Iterator[Ladder]:
        """Give every ladder of the term, of its parts and of its caps."""
        ladders = [pay.ladder for pay in self.pays] + [cap.ladder for cap in self.caps]
        yield from (ladder for ladder in ladders if ladder is not None)

    def measures(self) -> tuple[str, ...]:
        """Give the names of all measures and facts the term asks about, each once, in the order of the rule."""
        asked = [condition.fact for condition in self.conditions]
        asked += [ladder.by for ladder in self.ladders()]
        asked += [UNITS[pay.per] for pay in self.pays if pay.per in UNITS]
        asked += [pay.of for pay in self.pays if pay.of]
        return tuple(dict.fromkeys(asked))


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where and when the general meeting adopted the book."""

    meeting: str = ""
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A fund's regulation from the day `in_force_from`: its terms and what holds for all of them.

    `purse` is the baht a year for all people who are not members, None where the book sets none.
    """

    fund: str
    title: str
    in_force_from: date
    terms: tuple[Term, ...] = ()
    caps: tuple[Cap, ...] = ()
    resolution: Resolution = Resolution()
    cap_year: str = "calendar"
    arrears: Arrears = Arrears()
    deadline: Span | None = None
    has_waiver: bool = False
    deadline_clause: str = ""
    proxy_papers: tuple[str, ...] = ()
    purse: Decimal | None = None
    purse_clause: str = ""
    note: str = field(default="")

    def term(self, code: str) -> Term:
        """Give the term of that code. Raises UnknownTerm."""
        for term in self.terms:
            if term.code == code:
                return term
        raise UnknownTerm(code, tuple(term.code for term in self.terms))


class UnknownTerm(LookupError):
    """The book has no term of that code; `known` are the codes it has."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code = code
        self.known = known


def in_force(books: tuple[RuleBook, ...], on: date) -> RuleBook | None:
    """Give the version that the day `on` picks: the latest in force by then, or None before the first."""
    begun = [book for book in books if book.in_force_from <= on]
    return max(begun, key=lambda book: book.in_force_from) if begun else None
