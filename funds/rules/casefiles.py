"""A case as JSON in, an entitlement as JSON out. docs/rulebooks.md describes every field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from funds.rules.benefits import Entitlement, Step
from funds.rules.cases import Case, Line, Usage
from funds.rules.questions import questions
from funds.rules.reading import Table, as_day
from funds.rules.tenure import DAY, Span
from funds.rules.terms import PAYEES, UNITS, Cap, Reach, RuleBook, UnknownTerm

# Shorter words that people write for the same field.
ALIASES = {
    "on": "occurred_on",
    "from": "occurred_on",
    "until": "until_on",
    "to": "until_on",
    "joined": "joined_on",
    "left": "left_on",
    "born": "born_on",
    "filed": "filed_on",
    "member": "is_member",
    "by_proxy": "is_by_proxy",
    "deadline_waived": "is_deadline_waived",
}


LONGEST_STAY = 3660
FLAGS = {"true": True, "yes": True, "ใช่": True, "false": False, "no": False, "ไม่": False, "ไม่ใช่": False}


class CaseNotUnderstood(ValueError):
    """What was given is no case; `problems` say each fault with its field."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_case(given: object, book: RuleBook) -> Case:
    """Read the facts of one case for judging by `book`. Raises CaseNotUnderstood with every problem found."""
    problems: list[str] = []
    if isinstance(given, Mapping):
        twice = [name for name in given if ALIASES.get(name) in given]
        problems += [_("“%(one)s” and “%(other)s” say the same") % {"one": n, "other": ALIASES[n]} for n in twice]
        given = {ALIASES.get(name, name): value for name, value in given.items()}
    case = _case(Table(given, "", problems), book)
    if problems:
        raise CaseNotUnderstood(tuple(problems))
    return case


def _case(table: Table, book: RuleBook) -> Case:
    term = table.text("term", is_needed=True)
    unit = _unit(book, term)
    if term and unit is None:
        known = ", ".join(each.code for each in book.terms)
        table.complain("term", _("the rule book has no “%(term)s”; it has: %(known)s") % {"term": term, "known": known})
    nights, count = _nights(table)
    on = table.day("occurred_on", is_needed=not nights) or (nights[0] if nights else date.min)
    until_on = table.day("until_on")
    if until_on is not None and until_on < on:
        table.complain("until_on", _("this day is before the first"))
    elif max(count or 0, ((until_on or on) - on).days) > LONGEST_STAY:
        table.complain("until_on", _("a stay of more than ten years cannot be judged"))
        until_on = count = None
    if until_on is not None and count is not None and unit is not None:
        found = (until_on - on).days + (unit == "day")
        if found != count:
            table.complain("nights", _("the two days make %(found)s, not %(given)s") % {"found": found, "given": count})
    children, items = table.count("children"), table.count("items")
    case = Case(
        term=term,
        occurred_on=on,
        until_on=until_on,
        night_count=count,
        night_dates=nights,
        children=1 if children is None else children,
        items=1 if items is None else items,
        facts=_facts(table, book, term),
        is_member=table.flag("is_member", True) is not False,
        joined_on=table.day("joined_on"),
        left_on=table.day("left_on"),
        born_on=table.day("born_on"),
        years_paid=_years(table),
        paid_through=table.day("paid_through"),
        arrears=table.count("arrears"),
        person=table.text("person"),
        claimant=table.text("claimant"),
        claimant_role=table.choice("claimant_role", (*PAYEES, "other"), ""),
        beneficiaries=table.texts("beneficiaries") or (),
        is_by_proxy=table.flag("is_by_proxy", False) is True,
        papers=table.texts("papers"),
        filed_on=table.day("filed_on"),
        is_deadline_waived=table.flag("is_deadline_waived", False) is True,
        occurrence=table.text("occurrence"),
        used=tuple(_usage(each, term, book) for each in table.tables("used")),
        family_used=tuple(_usage(each, term, book) for each in table.tables("family_used")),
        purse_used=_purse(table, on),
    )
    table.finish()
    return case


def _unit(book: RuleBook, code: str) -> str | None:
    """Give what a term counts by date, "night" or "day"; None when the book has no such term."""
    try:
        term = book.term(code)
    except UnknownTerm:
        return None
    return next((pay.per for pay in term.pays if pay.per in ("night", "day")), "night")


def _nights(table: Table) -> tuple[tuple[date, ...] | None, int | None]:
    """Read nights (or days) as a number or as a list of dates."""
    field = "days" if table.has("days") else "nights"
    table.take("nights")
    given = table.take(field)
    if not isinstance(given, list | tuple):
        return None, table.count(field)
    days = [as_day(each) for each in given]
    for day in days:
        if isinstance(day, str):
            table.complain(field, day)
    return tuple(sorted(day for day in days if isinstance(day, date))), None


def _years(table: Table) -> Span | None:
    """Read the time paid for: a number of years, or a length of time."""
    given = table.fields.get("years_paid")
    if isinstance(given, str) and not given.replace(".", "", 1).isdigit():
        return table.span("years_paid")
    years = table.number("years_paid")
    return None if years is None else Span(int(years * 12))


def _facts(table: Table, book: RuleBook, code: str) -> dict[str, Decimal | bool | str]:
    """Read the named facts; what the rule reads as a word, a number or yes and no may be written as any of them."""
    facts: dict[str, Decimal | bool | str] = {}
    asked = {question.name: question.kind for term in book.terms if term.code == code for question in questions(term)}
    inner = table.table("facts")
    for name, value in inner.fields.items() if inner is not None else ():
        if inner is None or value is None:
            continue
        kind = asked.get(name)
        if kind == "choice":
            facts[name] = value.strip() if isinstance(value, str) else str(value)
        elif kind == "flag" and isinstance(value, str) and value.strip().casefold() in FLAGS:
            facts[name] = FLAGS[value.strip().casefold()]
        elif isinstance(value, bool) or (isinstance(value, str) and kind != "number"):
            facts[name] = value
        elif (found := inner.number(name)) is not None:
            facts[name] = found
    return facts


def _usage(table: Table, term: str, book: RuleBook) -> Usage:
    code = table.text("term") or term
    nights, count = _nights(table)
    on = table.day("on") or (nights[0] if nights else None)
    if on is None:
        table.needs("on")
        on = date.min
    asked = _stay(table, on, is_by_day=_unit(book, code) == "day")
    if asked and nights is None:
        nights, count = asked[:count] if count is not None else asked, None
    usage = Usage(
        term=code,
        on=on,
        amount=table.baht("amount"),
        nights=nights or (),
        night_count=count or 0,
        children=table.count("children") or 0,
        items=table.count("items") or 0,
        occurrence=table.text("occurrence"),
        lines=tuple(_line(each) for each in table.tables("lines")),
        asked=asked,
        person=table.text("person"),
    )
    table.finish()
    return usage


def _stay(table: Table, on: date, *, is_by_day: bool) -> tuple[date, ...]:
    """Read until: the dates of a stay that began on the day `on`."""
    until_on = table.day("until")
    if until_on is None:
        return ()
    days = (until_on - on).days + is_by_day
    if not 0 <= days <= LONGEST_STAY:
        table.complain("until", _("a stay ends after its first day, and within ten years"))
        return ()
    return tuple(on + DAY * number for number in range(days))


def _line(table: Table) -> Line:
    on = table.day("on", is_needed=True) or date.min
    unit = table.choice("unit", ("once", *UNITS), "once")
    line = Line(on, unit, table.count("units") or 1, table.baht("amount") or Decimal(0))
    table.finish()
    return line


def _purse(table: Table, on: date) -> tuple[tuple[date, Decimal], ...]:
    """Read what the purse has paid: one amount for the year of the case, or a list of days and amounts."""
    if not isinstance(table.fields.get("purse_used"), list | tuple):
        amount = table.baht("purse_used")
        return () if amount is None else ((on, amount),)
    rows = []
    for each in table.tables("purse_used"):
        rows.append((each.day("on", is_needed=True) or on, each.baht("amount") or Decimal(0)))
        each.finish()
    return tuple(rows)


# Out.


def entitlement_fields(entitlement: Entitlement) -> dict[str, Any]:
    """Give an entitlement as values that JSON can hold: baht as texts, sentences in both languages."""
    return {
        "amount": f"{entitlement.amount:.2f}",
        "eligible": entitlement.eligible,
        "steps": [step_fields(step) for step in entitlement.steps],
        "remaining": {key: _plain(left) for key, left in entitlement.remaining.items()},
        "lines": [
            {"on": line.on.isoformat(), "unit": line.unit, "units": line.units, "amount": f"{line.amount:.2f}"}
            for line in entitlement.lines
        ],
    }


def step_fields(step: Step) -> dict[str, Any]:
    """Give one step with its figures, and its sentence in Thai and in English."""
    said = {}
    for language in ("th", "en"):
        with translation.override(language):
            said[language] = step.sentence()
    figures = {name: _plain(value) for name, value in step.figures.items() if not isinstance(value, Cap | Reach)}
    return {"code": step.code, "clause": step.clause, "passed": step.passed, **said, "figures": figures}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value if not isinstance(each, Reach)]
    if isinstance(value, Span):
        return value.written()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
