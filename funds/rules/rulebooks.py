"""Rule books as text: TOML to a RuleBook and back, and one term as JSON. docs/rulebooks.md describes every field."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funds.rules import toml
from funds.rules.reading import Lines, Table
from funds.rules.termfields import (
    arrears_fields,
    cap_fields,
    deadline_text,
    read_arrears,
    read_cap,
    read_cap_year,
    read_deadline,
    read_term,
    said,
    term_fields,
)
from funds.rules.terms import Arrears, Resolution, RuleBook, Term

# Stands in for the missing day of a book that is refused anyway.
NO_DAY = date(1, 1, 1)


class RuleBookNotUnderstood(ValueError):
    """The text is no rule book; `problems` say each fault with its line, table and field."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


# In.


def load(text: str) -> RuleBook:
    """Read a rule book from TOML. Raises RuleBookNotUnderstood with every problem found."""
    try:
        given = tomllib.loads(text, parse_float=Decimal)
    except ValueError as problem:
        raise RuleBookNotUnderstood((_("This is not TOML: %(problem)s") % {"problem": problem},)) from None
    except RecursionError:
        raise RuleBookNotUnderstood((_("This is no rule book: its lists lie too deep in one another."),)) from None
    return _checked(given, Lines(text))


def from_dict(given: Mapping[str, Any]) -> RuleBook:
    """Read a rule book from the plain values of `to_dict`. Raises RuleBookNotUnderstood."""
    return _checked(given, Lines())


def read_unfinished(given: Mapping[str, Any]) -> tuple[RuleBook, list[str]]:
    """Read as much of a book as can be understood, and every problem with its place."""
    problems: list[str] = []
    return _book(Table(given, "", problems)), problems


def from_json(given: Mapping[str, Any]) -> Term:
    """Read one term from the plain values of `to_json`. Raises RuleBookNotUnderstood."""
    problems: list[str] = []
    term = read_term(Table(given, "term", problems, name=str(given.get("code", ""))))
    if problems:
        raise RuleBookNotUnderstood(tuple(problems))
    return term


def _checked(given: Mapping[str, Any], lines: Lines) -> RuleBook:
    problems: list[str] = []
    book = _book(Table(given, "", problems, lines))
    if problems:
        raise RuleBookNotUnderstood(tuple(problems))
    return book


def _book(table: Table) -> RuleBook:
    arrears, claims, others, adopted = (table.table(key) for key in ("arrears", "claims", "non_members", "resolution"))
    book = RuleBook(
        fund=table.text("fund", is_needed=True),
        title=table.text("title", is_needed=True),
        in_force_from=table.day("in_force_from", is_needed=True) or NO_DAY,
        cap_year=read_cap_year(table, "cap_year", "calendar"),
        note=table.text("note"),
        resolution=_resolution(adopted) if adopted else Resolution(),
        arrears=read_arrears(arrears) if arrears else Arrears(),
        deadline=read_deadline(claims) if claims else None,
        has_waiver=bool(claims and claims.flag("waiver")),
        deadline_clause=claims.text("clause") if claims else "",
        proxy_papers=(claims and claims.texts("proxy_papers")) or (),
        purse=others.baht("purse") if others else None,
        purse_clause=others.text("clause") if others else "",
        caps=tuple(read_cap(each, is_of_book=True) for each in table.tables("cap")),
        terms=tuple(_named_term(each) for each in table.tables("term")),
    )
    for part in (claims, others, table):
        if part is not None:
            part.finish()
    return book


def _resolution(table: Table) -> Resolution:
    resolution = Resolution(table.text("meeting"), table.text("number"), table.day("on"))
    table.finish()
    return resolution


def _named_term(table: Table) -> Term:
    table.name = str(table.fields.get("code", ""))
    return read_term(table)


# Out.


def to_json(term: Term) -> dict[str, Any]:
    """Give one term as values that JSON can hold; amounts are texts, so that they stay exact."""
    return {key: _plain(value) for key, value in term_fields(term).items()}


def to_dict(book: RuleBook) -> dict[str, Any]:
    """Give a whole book as values that JSON can hold; without its terms it is what a Regulation keeps as settings."""
    return {key: _plain(value) for key, value in _book_fields(book).items()}


def dump(book: RuleBook) -> str:
    """Write a rule book as TOML; `load` gives the same book back."""
    return toml.write(_book_fields(book))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _book_fields(book: RuleBook) -> dict[str, Any]:
    resolution = book.resolution
    return {
        "fund": book.fund,
        "title": book.title,
        "in_force_from": book.in_force_from.isoformat(),
        "cap_year": book.cap_year,
        **said(
            {
                "note": book.note,
                "resolution": said(
                    {
                        "meeting": resolution.meeting,
                        "number": resolution.number,
                        "on": resolution.on.isoformat() if resolution.on else None,
                    }
                ),
                "arrears": None if book.arrears == Arrears() else arrears_fields(book.arrears),
                "claims": said(
                    {
                        "deadline": deadline_text(book.deadline),
                        "waiver": book.has_waiver or None,
                        "clause": book.deadline_clause,
                        "proxy_papers": list(book.proxy_papers),
                    }
                ),
                "non_members": said({"purse": book.purse, "clause": book.purse_clause}),
                "cap": [cap_fields(cap) for cap in book.caps],
            }
        ),
        "term": [term_fields(term) for term in book.terms],
    }
