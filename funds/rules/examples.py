"""Worked examples of a rule: cases chosen at its edges, judged live."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funds.rules import wording
from funds.rules.benefits import Entitlement, judge
from funds.rules.cases import Case, Usage
from funds.rules.tenure import Span
from funds.rules.terms import (
    COUNT_MEASURES,
    SPAN_MEASURES,
    UNITS,
    Arrears,
    Condition,
    Ladder,
    Point,
    Reach,
    RuleBook,
    Term,
)

# An ordinary day in the middle of every kind of year; the examples happen on it.
DAY = date(2023, 6, 15)
USUAL = {"tenure": Span(60), "age": Span(480), "years_paid": Span(60)}
# What an example takes where the rule has no word for it.
SOME_NUMBER = Decimal(1000)

Given = dict[str, Span | Decimal | bool | str]


@dataclass(frozen=True, slots=True)
class Example:
    """A case in words, and what it comes to."""

    says: str
    entitlement: Entitlement

    @property
    def amount(self) -> Decimal:
        return self.entitlement.amount


def examples(term: Term, book: RuleBook | None = None) -> list[Example]:
    """Work out a few cases at the edges of a term; `book` is the one it stands in, for its caps and years.

    Every case happens on the same ordinary day, whatever the book's own days are.
    """
    if book is None:
        book = RuleBook(fund="", title="", in_force_from=DAY, terms=(term,))
    book = replace(book, arrears=Arrears(), terms=(*(each for each in book.terms if each.code != term.code), term))
    found: list[Example] = []
    seen: set[str] = set()
    for given, used in _cases(term):
        says = _says(term, given, used)
        if says not in seen:
            seen.add(says)
            found.append(Example(says, judge(book, _case(term, given, used), as_if_in_force=True)))
    return found


def _cases(term: Term) -> Iterator[tuple[Given, Decimal]]:
    """Give the facts of each example, and how much of its tightest cap was used before."""
    usual = _usual(term)
    ladders = list(term.ladders())
    if not ladders:
        yield usual, Decimal(0)
    if term.waiting is not None:
        yield {**usual, "tenure": _below(term.waiting)}, Decimal(0)
        yield {**usual, "tenure": term.waiting}, Decimal(0)
    for condition in term.conditions:
        start = condition.reach.start
        if start is not None:
            yield {**usual, condition.fact: _below(start)}, Decimal(0)
    for ladder in ladders:
        for value in _values(ladder):
            yield {**usual, ladder.by: value}, Decimal(0)
    for cap in term.caps:
        if cap.limit is None or cap.whose != "person" or cap.per == "occurrence":
            continue
        if cap.of == "times":
            yield usual, cap.limit
        elif cap.of in COUNT_MEASURES:
            yield {**usual, cap.of: Decimal(5)}, max(cap.limit - 2, Decimal(0))
    for pay in term.pays:
        if pay.units_max is not None and pay.per in UNITS:
            yield {**usual, UNITS[pay.per]: Decimal(pay.units_max + 1)}, Decimal(0)


def _usual(term: Term) -> Given:
    """Give facts that meet every condition of a term, for each measure it asks about."""
    given: Given = {}
    asked = [*term.conditions, *([Condition("tenure", Reach(term.waiting))] if term.waiting else [])]
    for name in term.measures():
        if name in SPAN_MEASURES:
            given[name] = USUAL[name]
        elif name in COUNT_MEASURES:
            given[name] = Decimal(3 if name in ("nights", "days") else 1)
        else:
            given[name] = SOME_NUMBER
    for ladder in term.ladders():
        given[ladder.by] = next(iter(_values(ladder, has_edge=False)), given[ladder.by])
    for condition in asked:
        if condition.must_be is not None:
            given[condition.fact] = condition.must_be
        elif condition.reach.choices:
            given[condition.fact] = condition.reach.choices[0]
        else:
            given[condition.fact] = _inside(condition.reach, given.get(condition.fact, USUAL.get(condition.fact)))
    return {"tenure": given.pop("tenure", USUAL["tenure"]), **given}


def _inside(reach: Reach, usual: object) -> Span | Decimal:
    """Give `usual` where it lies within, else the first value that does, else the last."""
    start, end = reach.start, reach.end
    if isinstance(usual, Span | Decimal):
        after_start = start is None or not _is_before(usual, start)
        if after_start and (end is None or _is_before(usual, end)):
            return usual
    if start is not None:
        return start
    return _below(end) if end is not None else SOME_NUMBER


def _is_before(one: Point, other: Point) -> bool:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.after(DAY) < other.after(DAY)
    return isinstance(one, Decimal) and isinstance(other, Decimal) and one < other


def _below(point: Point) -> Span | Decimal:
    """Give the last value before `point`; of whole months a day less, as a calendar would have it."""
    if isinstance(point, Decimal):
        whole = point == point.to_integral_value()
        return max(point - (1 if whole else Decimal("0.01")), Decimal(0))
    if point.days:
        return Span(point.months, point.days - 1)
    return Span(point.months - 1, 27) if point.months else Span()


def _values(ladder: Ladder, *, has_edge: bool = True) -> Iterator[Span | Decimal | str]:
    """Give the value just below a ladder, and for each of its steps the first value in it and the last."""
    first = ladder.rungs[0].reach.start if ladder.rungs else None
    if has_edge and first is not None and first not in (Span(), Decimal(0)):
        yield _below(first)
    for rung in ladder.rungs:
        if rung.reach.choices:
            yield rung.reach.choices[0]
        elif rung.reach.start is not None:
            yield rung.reach.start
        if rung.reach.end is not None and (has_edge or rung.reach.start is None):
            yield _below(rung.reach.end)


def _back(span: Span) -> date:
    """Give the day from which `span` is just complete on the day of the examples."""
    return Span(-span.months, -span.days).after(DAY)


def _case(term: Term, given: Given, used: Decimal) -> Case:
    spans = {name: value for name, value in given.items() if isinstance(value, Span)}
    numbers = {name: value for name, value in given.items() if isinstance(value, Decimal)}
    counts = {name: int(numbers[name]) for name in COUNT_MEASURES if name in numbers}
    nights = counts.get("nights", counts.get("days", 0))
    return Case(
        term=term.code,
        occurred_on=DAY,
        night_count=nights,
        children=counts.get("children", 1),
        items=counts.get("items", 1),
        facts={
            name: value for name, value in given.items() if name not in COUNT_MEASURES and not isinstance(value, Span)
        },
        is_member=term.open_to != "non_members",
        joined_on=_back(spans.get("years_paid", spans["tenure"])),
        born_on=_back(spans["age"]) if "age" in spans else None,
        years_paid=spans.get("years_paid"),
        used=_used(term, used),
    )


def _used(term: Term, used: Decimal) -> tuple[Usage, ...]:
    """Give earlier payments of the same year that use so much of a cap: one of so many units, or so many times."""
    if not used:
        return ()
    unit = next((UNITS[pay.per] for pay in term.pays if pay.per in UNITS), "")
    earlier = date(DAY.year, DAY.month, 1)
    if any(cap.of == unit for cap in term.caps):
        count = int(used)
        return (
            Usage(
                term=term.code,
                on=earlier,
                amount=None if all(pay.amount is not None and not pay.of for pay in term.pays) else Decimal(1),
                night_count=count if unit in ("nights", "days") else 0,
                children=count if unit == "children" else 0,
                items=count if unit == "items" else 0,
            ),
        )
    days = [date(DAY.year, DAY.month, 1 + number) for number in range(min(int(used), 12))]
    return tuple(Usage(term=term.code, on=day, amount=Decimal(1), occurrence=day.isoformat()) for day in days)


def _says(term: Term, given: Given, used: Decimal) -> str:
    labels = {pay.of: pay.of_label for pay in term.pays} | {ladder.by: ladder.label for ladder in term.ladders()}
    labels |= {condition.fact: condition.label for condition in term.conditions if condition.label}
    said = []
    for name, value in given.items():
        if name == "tenure" and (term.open_to == "non_members" or "years_paid" in given):
            continue
        if name in COUNT_MEASURES and isinstance(value, Decimal):
            said.append(wording.counted(value, wording.UNIT_OF[name]))
        else:
            fact = wording.fact_name(name, labels.get(name, ""))
            said.append(_("%(fact)s %(value)s") % {"fact": fact, "value": wording.value(value)})
    if used:
        unit = next((UNITS[pay.per] for pay in term.pays if pay.per in UNITS), "")
        of = unit if any(cap.of == unit for cap in term.caps) else "times"
        said.append(_("%(used)s used before") % {"used": wording.quantity(used, of)})
    return ", ".join(said)
