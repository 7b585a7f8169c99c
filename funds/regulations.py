"""A fund's law as rows: a rule book is adopted by a resolution, and what it says is read back as it was."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .models import Body, Category, Fund, Regulation, Resolution, Term
from .resolutions import resolved
from .rules import rulebooks, terms
from .rules.faults import Fault, faults


class AlreadyAdopted(Exception):
    """The fund has another rule book in force from the same day."""


class NotPublishable(Exception):
    """A rule book with faults cannot become law; `faults` are those that keep it back."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.sentence() for fault in found))
        self.faults = found


@transaction.atomic
def adopt(
    fund: Fund, book: terms.RuleBook, *, by: User, resolution: Resolution | None = None,
    body: Body = Body.GENERAL_MEETING,
) -> Regulation:  # fmt: skip
    """Record `book` as the fund's law from its first day on, by `resolution`.

    Without one, the resolution that the book itself names is recorded, as one of `body`. The same book is
    adopted once. Raises AlreadyAdopted when the fund has another book from that day, NotPublishable when
    the book has a fault or would be in force before the fund's last version.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    found = Regulation.objects.of(fund).filter(in_force_from=book.in_force_from).first()
    if found is not None:
        if book_of(found) == book:
            return found
        raise AlreadyAdopted(_("Another rule book is in force from that day. A change takes effect on a later day."))
    before = latest(fund)
    kept_back = tuple(fault for fault in faults(book, book_of(before) if before else None) if fault.is_blocking)
    if kept_back:
        raise NotPublishable(kept_back)
    settings = rulebooks.to_dict(book)
    rules = settings.pop("term")
    regulation = Regulation.objects.create(
        fund=fund, title=book.title, in_force_from=book.in_force_from, settings=settings,
        term_count=len(book.terms),
        resolution=resolution or _resolution(fund, book, by, body),
    )  # fmt: skip
    Term.objects.bulk_create(
        Term(
            regulation=regulation, code=term.code, name=term.name, clause=term.clause,
            category=term.category or Category.OTHER, position=position, rule=rule,
        )
        for position, (term, rule) in enumerate(zip(book.terms, rules, strict=True), start=1)
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="adopted", subject="regulation", subject_pk=regulation.pk,
        facts={"title": book.title, "in_force_from": book.in_force_from.isoformat()},
    )  # fmt: skip
    return regulation


def rule_book(fund: Fund, on: date) -> terms.RuleBook | None:
    """Give the rule book that judges what happened on the day `on`; None before the first."""
    regulation = in_force(fund, on)
    return book_of(regulation) if regulation else None


def in_force(fund: Fund, on: date) -> Regulation | None:
    """Give the version of the fund's law that judges what happened on the day `on`; None before the first."""
    return Regulation.objects.of(fund).in_force(on).first()


def latest(fund: Fund) -> Regulation | None:
    """Give the version that a new one follows: the last one adopted, though it may not be in force yet."""
    return Regulation.objects.of(fund).order_by("-in_force_from").first()


def book_of(regulation: Regulation) -> terms.RuleBook:
    """Read a regulation back as the book that was adopted. One query."""
    return opened(regulation)[0]


def opened(regulation: Regulation) -> tuple[terms.RuleBook, list[Term]]:
    """Read a regulation back as the book that was adopted, and its benefits as they are recorded. One query."""
    found: list[Any] = list(regulation.terms.order_by("position").annotate(text=Cast("rule", TextField())))
    for term in found:
        term.regulation = regulation
    book = _read(json.dumps(regulation.settings), tuple(term.text for term in found))
    return book, found


@lru_cache(maxsize=64)
def _read(settings: str, rules: tuple[str, ...]) -> terms.RuleBook:
    """Read a book from its very text: the same text is the same book, and understanding it takes milliseconds."""
    return rulebooks.from_dict({**json.loads(settings), "term": [json.loads(rule) for rule in rules]})


def _resolution(fund: Fund, book: terms.RuleBook, by: User, body: Body) -> Resolution:
    adopted = book.resolution
    longest = Resolution._meta.get_field("meeting").max_length
    meeting = (adopted.number or adopted.meeting or "–")[:longest]
    return resolved(fund, meeting=meeting, on=adopted.on or book.in_force_from, by=by, body=body)


def rule_of(term: Term) -> terms.Term:
    """Read one benefit of a regulation as the value that the arithmetic works on."""
    return rulebooks.from_json(term.rule)


def measures_of(term: Term) -> tuple[str, ...]:
    """Give the names of all measures and facts that a benefit asks about."""
    return rule_of(term).measures()
