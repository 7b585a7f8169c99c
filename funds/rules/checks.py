"""Who a term is for and when: each check of one case, passed or not, with its clause and figures."""

from collections.abc import Iterator, Mapping

from funds.rules.cases import Case, FactMissing
from funds.rules.measures import Measures
from funds.rules.tenure import Span, between
from funds.rules.terms import NO_DEADLINE, RuleBook, Term

# A step's code, its clause, whether it passed, and its figures.
Finding = tuple[str, str, bool, Mapping[str, object]]


def checked(
    book: RuleBook, term: Term, case: Case, measures: Measures, *, as_if_in_force: bool = False
) -> Iterator[Finding]:
    """Give every check that the rule makes before it pays, in the order of a clerk; also those after one that fails.

    Raises FactMissing when the rule asks for a fact that the case does not give.
    """
    if not as_if_in_force and case.occurred_on < book.in_force_from:
        yield "not_in_force", term.clause, False, {"first": book.in_force_from, "on": case.occurred_on}
    yield from _standing(term, case, measures)
    yield from _conditions(term, case, measures)
    yield from _arrears(book, term, case, measures)
    yield from _receiver(term, case)
    yield from _papers(book, term, case)
    yield from _deadline(book, term, case)


def _standing(term: Term, case: Case, measures: Measures) -> Iterator[Finding]:
    day, clause = measures.day, term.clause
    if case.is_member and term.open_to == "non_members":
        yield "non_members_only", clause, False, {}
    if not case.is_member:
        if term.open_to == "members":
            yield "members_only", clause, False, {}
        return
    joined_on = case.joined_on
    if joined_on is None:
        if term.waiting is not None:
            raise FactMissing("joined_on")
        return
    if joined_on > day:
        yield "not_yet_member", clause, False, {"joined_on": joined_on, "on": day}
        return
    if case.left_on is not None and case.left_on < day:
        yield "membership_ended", clause, False, {"left_on": case.left_on, "on": day}
    yield "member_since", clause, True, {"joined_on": joined_on, "on": day, "tenure": between(joined_on, day)}
    if term.waiting is not None:
        over_on = term.waiting.after(joined_on)
        passed = over_on <= day
        figures = {"waiting": term.waiting, "over_on": over_on, "on": day}
        yield ("waiting_met" if passed else "waiting_not_met"), clause, passed, figures


def _conditions(term: Term, case: Case, measures: Measures) -> Iterator[Finding]:
    for condition in term.conditions:
        clause = condition.clause or term.clause
        if condition.fact in ("tenure", "years_paid") and not case.is_member:
            continue
        value = measures.value(condition.fact)
        if condition.must_be is not None:
            passed = value is condition.must_be
        else:
            passed = measures.within(condition.fact, condition.reach)
        figures = {"fact": condition.fact, "label": condition.label, "value": value, "reach": condition.reach}
        figures["must_be"] = condition.must_be
        yield ("condition_met" if passed else "condition_not_met"), clause, passed, figures


def asks_for_payments(book: RuleBook, term: Term) -> bool:
    """Say whether the term asks up to which day contributions are paid."""
    rule = term.arrears if term.arrears is not None else book.arrears
    return rule.refuses or "years_paid" in term.measures()


def _arrears(book: RuleBook, term: Term, case: Case, measures: Measures) -> Iterator[Finding]:
    rule = term.arrears if term.arrears is not None else book.arrears
    if not rule.refuses or not case.is_member:
        return
    clause = rule.clause or term.clause
    if case.arrears is not None:
        passed = case.arrears <= rule.missed_max
        figures: dict[str, object] = {"missed": case.arrears, "missed_max": rule.missed_max}
        yield ("arrears_within" if passed else "in_arrears"), clause, passed, figures
    elif case.paid_through is not None:
        last_day = rule.grace.after(case.paid_through)
        passed = measures.day <= last_day
        figures = {"paid_through": case.paid_through, "last_day": last_day, "grace": rule.grace}
        yield ("paid_up" if passed else "paid_until"), clause, passed, figures


def _receiver(term: Term, case: Case) -> Iterator[Finding]:
    if not term.payees or not (case.claimant or case.claimant_role):
        return
    claimant, named = _name(case.claimant), {_name(name) for name in case.beneficiaries}
    roles = {case.claimant_role} if case.claimant_role else set()
    roles.discard("beneficiary")
    if claimant and claimant in named:
        roles.add("beneficiary")
    if claimant and claimant == _name(case.person):
        roles.add("member")
    figures = {"claimant": case.claimant, "role": case.claimant_role, "payees": term.payees}
    if roles & set(term.payees):
        yield "payee_allowed", term.clause, True, figures
    elif "beneficiary" in term.payees:
        code = "payee_not_named" if case.beneficiaries else "payee_none_named"
        yield code, term.clause, False, {**figures, "beneficiaries": case.beneficiaries}
    else:
        yield "payee_not_allowed", term.clause, False, figures


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()


def required_papers(book: RuleBook, term: Term, *, is_by_proxy: bool) -> tuple[str, ...]:
    """Give the papers that the term asks for, with those of a proxy where someone comes instead, each once."""
    proxy = book.proxy_papers if term.proxy_papers is None else term.proxy_papers
    return tuple(dict.fromkeys((*term.papers, *(proxy if is_by_proxy else ()))))


def _papers(book: RuleBook, term: Term, case: Case) -> Iterator[Finding]:
    if case.papers is None:
        return
    required = required_papers(book, term, is_by_proxy=case.is_by_proxy)
    missing = tuple(paper for paper in required if paper not in case.papers)
    if missing:
        yield "papers_missing", term.clause, False, {"papers": missing}
    elif required:
        yield "papers_complete", term.clause, True, {"papers": required}


def deadline_of(book: RuleBook, term: Term) -> Span | None:
    """Give how long after the occurrence a claim may be filed, None where nothing limits it."""
    deadline = book.deadline if term.deadline is None else term.deadline
    return None if deadline == NO_DEADLINE else deadline


def _deadline(book: RuleBook, term: Term, case: Case) -> Iterator[Finding]:
    deadline = deadline_of(book, term)
    if deadline is None or case.filed_on is None:
        return
    clause = term.clause if term.deadline is not None else book.deadline_clause or term.clause
    last_day = deadline.after(case.last_day())
    has_waiver = book.has_waiver if term.has_waiver is None else term.has_waiver
    figures = {"deadline": deadline, "last_day": last_day, "filed_on": case.filed_on}
    if case.filed_on <= last_day:
        yield "deadline_met", clause, True, figures
    elif case.is_deadline_waived and has_waiver:
        yield "deadline_waived", clause, True, figures
    else:
        yield ("deadline_may_be_waived" if has_waiver else "deadline_passed"), clause, False, figures
