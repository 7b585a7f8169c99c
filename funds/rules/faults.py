"""What is wrong with a rule book before it is published: every fault named exactly, in a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext_lazy

from funds.rules import wording
from funds.rules.coverage import is_apart, is_empty, spots
from funds.rules.terms import (
    CAP_PER,
    CATEGORIES,
    COUNT_MEASURES,
    MSDHS_CATEGORIES,
    SPAN_MEASURES,
    UNITS,
    Cap,
    Condition,
    Ladder,
    Reach,
    RuleBook,
    Term,
)

SENTENCES = {
    "no_terms": gettext_lazy("The book has no benefit"),
    "in_force_too_early": gettext_lazy(
        "It would be in force from %(first)s, but the version now in force began on %(before)s: choose a later day"
    ),
    "adopted_later": gettext_lazy("It would be in force from %(first)s, before it was adopted on %(on)s"),
    "code_twice": gettext_lazy("The code “%(given)s” is used more than once"),
    "no_clause": gettext_lazy("%(name)s: the clause of the regulation is missing"),
    "no_category": gettext_lazy("%(name)s: the line of the official status form is missing"),
    "no_msdhs_category": gettext_lazy("%(name)s: the kind of the welfare registration is missing"),
    "pays_nothing": gettext_lazy("%(name)s: nothing says what it pays"),
    "amount_zero": gettext_lazy("%(name)s: an amount is zero"),
    "percent_impossible": gettext_lazy("%(name)s: %(percent)s percent is more than the whole"),
    "at_most_zero": gettext_lazy("%(name)s: “at most” is zero, so nothing would ever be paid"),
    "nights_and_days": gettext_lazy("%(name)s: it pays by the night and by the day at once"),
    "empty_step": gettext_lazy("%(name)s: a step of %(measure)s ends before it starts"),
    "gap": gettext_lazy("%(name)s: no step for %(measure)s %(reach)s"),
    "gap_for_some": gettext_lazy("%(name)s: no step for %(measure)s %(reach)s, for who begins on %(example)s"),
    "overlap": gettext_lazy("%(name)s: two steps for %(measure)s %(reach)s"),
    "overlap_for_some": gettext_lazy("%(name)s: two steps for %(measure)s %(reach)s, for who begins on %(example)s"),
    "choice_twice": gettext_lazy("%(name)s: two steps for “%(choice)s”"),
    "mixed_steps": gettext_lazy("%(name)s: some steps name words and others bounds"),
    "ends_open": gettext_lazy("%(name)s: no step for %(measure)s %(reach)s; nothing is paid then"),
    "unreachable_step": gettext_lazy("%(name)s: nobody reaches the step %(reach)s, the rule asks for %(asked)s"),
    "condition_empty": gettext_lazy("%(name)s: nobody can meet the condition on %(measure)s"),
    "conditions_exclude": gettext_lazy("%(name)s: two conditions on %(measure)s exclude each other"),
    "non_member_tenure": gettext_lazy("%(name)s: who is not a member has no tenure, and would never be paid"),
    "non_member_beneficiary": gettext_lazy("%(name)s: who is not a member has named no beneficiary"),
    "cap_zero": gettext_lazy("%(name)s: the cap of %(cap)s allows nothing"),
    "cap_of_nothing": gettext_lazy("%(name)s: the cap of %(cap)s counts what the benefit does not pay by"),
    "caps_contradict": gettext_lazy("%(name)s: the caps of %(cap)s and of %(other)s contradict each other"),
    "cap_below_amount": gettext_lazy("%(name)s: %(amount)s baht can never be paid in full under the cap of %(cap)s"),
    "cap_of_one_occurrence": gettext_lazy("%(name)s: the cap of %(cap)s needs a month, a year or a life"),
    "cap_unknown_term": gettext_lazy("The cap of %(cap)s names “%(given)s”, which is no benefit of this book"),
    "purse_unused": gettext_lazy("There is a yearly purse for people who are not members, but no benefit for them"),
    "no_purse": gettext_lazy("%(name)s: people who are not members are helped without a yearly purse"),
}  # fmt: skip
# What a committee should see, and may mean so: these do not stop a book from being published.
WARNINGS = {"ends_open", "adopted_later", "purse_unused", "no_purse"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; a book with a fault that `is_blocking` cannot be published."""

    code: str
    term: str = ""
    clause: str = ""
    figures: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_blocking(self) -> bool:
        return self.code not in WARNINGS

    def sentence(self) -> str:
        """Say the fault in the reader's language."""
        words = {name: self._words(name, given) for name, given in self.figures.items()}
        return wording.with_clause(str(SENTENCES[self.code]) % words, self.clause)

    def _words(self, name: str, given: object) -> str:
        if isinstance(given, Reach):
            measure, is_whole = str(self.figures.get("measure", "")), self.figures.get("is_whole") is True
            return wording.reach(given, measure, is_whole=is_whole)
        if isinstance(given, Cap):
            return wording.cap(given)
        if name == "measure":
            return wording.fact_name(str(given), str(self.figures.get("label", "")))
        return wording.baht(given) if isinstance(given, Decimal) and name == "amount" else wording.value(given)


def faults(book: RuleBook, previous: RuleBook | None = None) -> list[Fault]:
    """Find everything that is wrong with a book; `previous` is the version in force that it would follow."""
    return [*_of_book(book, previous), *(fault for term in book.terms for fault in faults_of(term))]


def faults_of(term: Term) -> list[Fault]:
    """Find everything that is wrong with one term by itself."""
    checks = (_naming(term), _amounts(term), _steps(term), _conditions(term), _outsiders(term), _caps(term))
    return [fault for check in checks for fault in check]


def _of_book(book: RuleBook, previous: RuleBook | None) -> Iterator[Fault]:
    if not book.terms:
        yield Fault("no_terms")
    first = book.in_force_from
    if previous is not None and first <= previous.in_force_from:
        yield Fault("in_force_too_early", figures={"first": first, "before": previous.in_force_from})
    if book.resolution.on is not None and first < book.resolution.on:
        yield Fault("adopted_later", figures={"first": first, "on": book.resolution.on})
    codes = [term.code for term in book.terms]
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield Fault("code_twice", code, figures={"given": code})
    yield from _caps_of_book(book, codes)
    others = [term for term in book.terms if term.open_to != "members"]
    if book.purse is not None and not others:
        yield Fault("purse_unused", clause=book.purse_clause)
    if book.purse is None:
        for term in others:
            yield _fault(term, "no_purse")


def _caps_of_book(book: RuleBook, codes: list[str]) -> Iterator[Fault]:
    for cap in book.caps:
        for code in cap.terms:
            if code not in codes:
                yield Fault("cap_unknown_term", clause=cap.clause, figures={"cap": cap, "given": code})
        covered = [term for term in book.terms if not cap.terms or term.code in cap.terms]
        paid_by = {UNITS.get(pay.per) for term in covered for pay in term.pays}
        for code in _of_cap(cap, paid_by):
            yield Fault(code, clause=cap.clause, figures={"name": book.title, "cap": cap})
        for term in covered:
            yield from _below_amount(term, cap)
    for one, other in combinations(book.caps, 2):
        if one.terms == other.terms and _contradict(one, other):
            yield Fault("caps_contradict", clause=one.clause, figures={"name": book.title, "cap": one, "other": other})
    if book.purse is not None:
        purse = Cap(of="baht", per="year", limit=book.purse, whose="purse", clause=book.purse_clause)
        if book.purse == 0:
            yield Fault("cap_zero", clause=purse.clause, figures={"name": book.title, "cap": purse})
        for term in book.terms:
            if term.open_to != "members":
                yield from _below_amount(term, purse)


def _fault(term: Term, code: str, **figures: object) -> Fault:
    return Fault(code, term.code, term.clause, {"name": term.name, **figures})


def _naming(term: Term) -> Iterator[Fault]:
    if not term.clause:
        yield _fault(term, "no_clause")
    if term.category not in CATEGORIES:
        yield _fault(term, "no_category")
    if term.msdhs_category not in MSDHS_CATEGORIES:
        yield _fault(term, "no_msdhs_category")


def _amounts(term: Term) -> Iterator[Fault]:
    if not term.pays:
        yield _fault(term, "pays_nothing")
    if {"night", "day"} <= {pay.per for pay in term.pays}:
        yield _fault(term, "nights_and_days")
    for pay in term.pays:
        rungs = pay.ladder.rungs if pay.ladder else ()
        amounts = [rung.amount for rung in rungs] if pay.ladder else [pay.amount]
        if 0 in amounts:
            yield _fault(term, "amount_zero")
        for amount in amounts:
            if pay.of and amount is not None and amount > 100:
                yield _fault(term, "percent_impossible", percent=amount)
        if pay.units_max == 0 or any(rung.units_max == 0 for rung in rungs):
            yield _fault(term, "at_most_zero")


def _steps(term: Term) -> Iterator[Fault]:
    asked = _asked(term)
    for ladder in term.ladders():
        measure = {
            "measure": ladder.by,
            "label": ladder.label,
            "is_whole": ladder.is_whole or ladder.by in COUNT_MEASURES,
        }
        for rung in ladder.rungs:
            if is_empty(rung.reach):
                yield _fault(term, "empty_step", **measure)
            for condition in asked:
                if condition.fact == ladder.by and not is_empty(rung.reach) and is_apart(rung.reach, condition.reach):
                    yield _fault(term, "unreachable_step", reach=rung.reach, asked=condition.reach, **measure)
        for spot in spots(ladder):
            if spot.example is None:
                yield _fault(term, spot.code, reach=spot.reach, **measure)
            else:
                yield _fault(term, f"{spot.code}_for_some", reach=spot.reach, example=spot.example, **measure)
        yield from _words_of(term, ladder)
        ends = [rung.reach.end for rung in ladder.rungs if not rung.reach.choices]
        if ladder.by in SPAN_MEASURES and ends and None not in ends:
            last = max(ladder.rungs, key=lambda rung: rung.reach.end)  # type: ignore[arg-type, return-value]
            yield _fault(term, "ends_open", reach=Reach(last.reach.end), **measure)


def _words_of(term: Term, ladder: Ladder) -> Iterator[Fault]:
    """Find words that stand in two steps, and steps of words among steps of bounds."""
    words = [choice for rung in ladder.rungs for choice in rung.reach.choices]
    for choice in dict.fromkeys(word for word in words if words.count(word) > 1):
        yield _fault(term, "choice_twice", choice=choice)
    if words and any(not rung.reach.choices for rung in ladder.rungs):
        yield _fault(term, "mixed_steps")


def _asked(term: Term) -> list[Condition]:
    """Give the conditions of a term with its waiting time as one of them."""
    waiting = [Condition("tenure", Reach(term.waiting))] if term.waiting is not None else []
    return [*waiting, *term.conditions]


def _conditions(term: Term) -> Iterator[Fault]:
    asked = _asked(term)
    for condition in asked:
        if condition.must_be is None and is_empty(condition.reach):
            yield _fault(term, "condition_empty", measure=condition.label or condition.fact)
    for one, other in combinations(asked, 2):
        if one.fact == other.fact and (
            {one.must_be, other.must_be} == {True, False} or is_apart(one.reach, other.reach)
        ):
            yield _fault(term, "conditions_exclude", measure=one.label or one.fact)


def _outsiders(term: Term) -> Iterator[Fault]:
    if term.open_to == "members":
        return
    ladders = {ladder.by for ladder in term.ladders()}
    asked = {condition.fact for condition in _asked(term)} if term.open_to == "non_members" else set()
    if (ladders | asked) & {"tenure", "years_paid"}:
        yield _fault(term, "non_member_tenure")
    if term.open_to == "non_members" and term.payees == ("beneficiary",):
        yield _fault(term, "non_member_beneficiary")


# Caps.


def _caps(term: Term) -> Iterator[Fault]:
    paid_by = {UNITS.get(pay.per) for pay in term.pays}
    for cap in term.caps:
        for code in _of_cap(cap, paid_by):
            yield _fault(term, code, cap=cap)
        yield from _below_amount(term, cap)
    for one, other in combinations(term.caps, 2):
        if _contradict(one, other):
            yield _fault(term, "caps_contradict", cap=one, other=other)


def _of_cap(cap: Cap, paid_by: Iterable[str | None]) -> Iterator[str]:
    limits = [rung.amount for rung in cap.ladder.rungs] if cap.ladder else [cap.limit]
    if 0 in limits:
        yield "cap_zero"
    if cap.of in UNITS.values() and cap.of not in paid_by:
        yield "cap_of_nothing"
    if cap.per == "occurrence" and (cap.whose == "purse" or (cap.of == "times" and cap.whose != "family")):
        yield "cap_of_one_occurrence"


def _contradict(one: Cap, other: Cap) -> bool:
    """Say whether two caps of the same thing cannot both be meant: a longer period never allows less than a shorter."""
    if (one.of, one.whose) != (other.of, other.whose) or one.limit is None or other.limit is None:
        return False
    if one.per == other.per:
        return one.limit != other.limit or one.year == other.year
    if not isinstance(one.per, str) or not isinstance(other.per, str):
        return False
    shorter, longer = sorted((one, other), key=lambda cap: CAP_PER.index(str(cap.per)))
    return shorter.limit is not None and longer.limit is not None and shorter.limit > longer.limit


def _below_amount(term: Term, cap: Cap) -> Iterator[Fault]:
    """Find an amount that a cap of baht cuts whatever was used before."""
    if cap.of != "baht" or not cap.limit:
        return
    for pay in term.pays:
        amounts = [rung.amount for rung in pay.ladder.rungs] if pay.ladder else [pay.amount or Decimal(0)]
        if not pay.of and max(amounts, default=Decimal(0)) > cap.limit:
            yield _fault(term, "cap_below_amount", amount=max(amounts), cap=cap)
