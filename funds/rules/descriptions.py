"""A rule told back in sentences, and what a new version changes."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.rules import wording
from funds.rules.terms import (
    CATEGORIES,
    COUNT_MEASURES,
    MSDHS_CATEGORIES,
    NO_DEADLINE,
    Arrears,
    Cap,
    Condition,
    Ladder,
    Pay,
    RuleBook,
    Term,
)
from welfare.thai import short_date

BARE = Term(code="", name="", clause="", category="", msdhs_category="", pays=())
OPEN_TO = {
    "members": gettext_lazy("For members only"),
    "non_members": gettext_lazy("For people who are not members"),
    "both": gettext_lazy("For members and for people who are not members"),
}
CAP_YEARS = {
    "calendar": gettext_lazy("A year runs from 1 January to 31 December"),
    "october": gettext_lazy("A year runs from 1 October to 30 September"),
    "member_year": gettext_lazy("A year runs from the day of joining to the day before its anniversary"),
}
FOR_EACH = {
    "night": gettext_lazy("%(name)s: %(amount)s baht a night"),
    "day": gettext_lazy("%(name)s: %(amount)s baht a day"),
    "child": gettext_lazy("%(name)s: %(amount)s baht for each child"),
    "item": gettext_lazy("%(name)s: %(amount)s baht for each item"),
    "once": gettext_lazy("%(name)s: %(amount)s baht"),
}


def describe(term: Term) -> list[str]:
    """Say what one term does: who it is for, what it asks, what it pays, at most how much, to whom and by when."""
    unit_name = next((pay.unit_name for pay in term.pays if pay.unit_name), "")
    return [
        str(OPEN_TO[term.open_to]),
        *_asks(term),
        *(line for pay in term.pays for line in _pays(term, pay)),
        *(line for cap in term.caps for line in _cap(cap, unit_name)),
        *_filing(term),
    ]


def describe_entries(term: Term) -> dict[str, list[list[str]]]:
    """Say what each sum, condition and limit of a term does, entry by entry."""
    unit_name = next((pay.unit_name for pay in term.pays if pay.unit_name), "")
    return {
        "pays": [list(_pays(term, pay)) for pay in term.pays],
        "condition": [[wording.with_clause(_condition(each), each.clause)] for each in term.conditions],
        "cap": [list(_cap(cap, unit_name)) for cap in term.caps],
    }


def describe_pages(term: Term) -> dict[str, list[str]]:
    """Say what stands on each page of plain questions about a term; nothing where the rule book's own words hold."""
    only = replace(BARE, papers=term.papers, proxy_papers=term.proxy_papers)
    return {
        "naming": [_heading(term)],
        "who": [str(OPEN_TO[term.open_to]), *_asks(replace(BARE, waiting=term.waiting))],
        "arrears": list(_asks(replace(BARE, arrears=term.arrears))),
        "papers": list(_filing(only)),
        "receiving": list(_filing(replace(BARE, payees=term.payees))),
        "deadline": list(_filing(replace(BARE, deadline=term.deadline, has_waiver=term.has_waiver))),
    }


def describe_book(book: RuleBook) -> list[str]:
    """Say what holds for the whole book."""
    said = [_("In force from %(day)s") % {"day": short_date(book.in_force_from)}]
    resolution = book.resolution
    if resolution.meeting or resolution.number:
        said.append(
            _("Adopted by %(meeting)s, no. %(number)s") % {"meeting": resolution.meeting, "number": resolution.number}
        )
    said.append(_year(book.cap_year))
    said += _arrears(book.arrears)
    if book.deadline:
        words = _("To be filed within %(deadline)s of the occurrence") % {"deadline": book.deadline.words()}
        said.append(wording.with_clause(words, book.deadline_clause))
        if book.has_waiver:
            said.append(_("The committee may waive the deadline, with a reason"))
    if book.proxy_papers:
        said.append(_("By proxy also: %(papers)s") % {"papers": ", ".join(book.proxy_papers)})
    if book.purse is not None:
        words = _("For people who are not members: at most %(amount)s baht a year in all")
        said.append(wording.with_clause(words % {"amount": wording.baht(book.purse)}, book.purse_clause))
    names = {term.code: term.name for term in book.terms}
    for cap in book.caps:
        together = ", ".join(names.get(code, code) for code in cap.terms) or _("All benefits")
        said += [_("%(names)s together: %(cap)s") % {"names": together, "cap": line} for line in _cap(cap)]
    return said


def difference(old: RuleBook, new: RuleBook) -> list[str]:
    """Say what `new` changes against `old`, benefit by benefit; nothing where they do the same."""
    said = [_("No longer: %(rule)s") % {"rule": line} for line in _missing(describe_book(old), describe_book(new))]
    said += [_("New: %(rule)s") % {"rule": line} for line in _missing(describe_book(new), describe_book(old))]
    before = {term.code: term for term in old.terms}
    after = {term.code: term for term in new.terms}
    said += [_("The benefit “%(name)s” ends") % {"name": before[code].name} for code in before if code not in after]
    for code, term in after.items():
        if code not in before:
            rules = "; ".join(describe(term))
            said.append(_("New benefit “%(name)s”: %(rules)s") % {"name": term.name, "rules": rules})
            continue
        one, other = [_heading(before[code]), *describe(before[code])], [_heading(term), *describe(term)]
        for line in _missing(one, other):
            said.append(_("%(name)s, no longer: %(rule)s") % {"name": term.name, "rule": line})
        for line in _missing(other, one):
            said.append(_("%(name)s, new: %(rule)s") % {"name": term.name, "rule": line})
    return said


def _missing(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def _heading(term: Term) -> str:
    lines = CATEGORIES.get(term.category, ""), MSDHS_CATEGORIES.get(term.msdhs_category, "")
    return wording.with_clause(f"{term.name} [{lines[0]} / {lines[1]}]", term.clause)


def _year(kind: str) -> str:
    if kind in CAP_YEARS:
        return str(CAP_YEARS[kind])
    return _("A year starts on %(day)s (month-day)") % {"day": kind}


def _asks(term: Term) -> Iterator[str]:
    if term.waiting is not None:
        yield _("A member for at least %(waiting)s") % {"waiting": term.waiting.words()}
    for condition in term.conditions:
        yield wording.with_clause(_condition(condition), condition.clause)
    if term.arrears is not None:
        yield from _arrears(term.arrears) or [_("Also while in arrears")]


def _condition(condition: Condition) -> str:
    fact = wording.fact_name(condition.fact, condition.label)
    if condition.must_be is not None:
        wanted = wording.value(condition.must_be)
    else:
        wanted = wording.reach(condition.reach, condition.fact)
    return _("%(fact)s must be %(wanted)s") % {"fact": fact, "wanted": wanted}


def _pays(term: Term, pay: Pay) -> Iterator[str]:
    name = pay.name or term.name
    rows = _rows(pay.ladder) if pay.ladder else [("", pay.amount or Decimal(0), None)]
    for label, amount, units_max in rows:
        if pay.of:
            figures = {"name": name, "percent": wording.number(amount), "fact": pay.of_label or pay.of}
            line = _("%(name)s: %(percent)s%% of %(fact)s") % figures
        elif pay.unit_name and pay.per == "item":
            figures = {"name": name, "amount": wording.baht(amount), "unit": pay.unit_name}
            line = _("%(name)s: %(amount)s baht for each (%(unit)s)") % figures
        else:
            line = str(FOR_EACH[pay.per]) % {"name": name, "amount": wording.baht(amount)}
        if label:
            line = _("%(label)s → %(rule)s") % {"label": label, "rule": line}
        most = pay.units_max if units_max is None else units_max
        if most is not None and pay.per != "once":
            figures = {"rule": line, "most": wording.counted(most, pay.per, pay.unit_name)}
            line = _("%(rule)s, at most %(most)s per occurrence") % figures
        yield wording.with_clause(line, pay.clause)


def _rows(ladder: Ladder) -> Iterator[tuple[str, Decimal, int | None]]:
    """Give each step of a ladder in words, with its figure and its own number of units."""
    fact = wording.fact_name(ladder.by, ladder.label)
    is_whole = ladder.is_whole or ladder.by in COUNT_MEASURES
    for rung in ladder.rungs:
        reach = wording.reach(rung.reach, ladder.by, is_whole=is_whole)
        yield _("%(fact)s %(reach)s") % {"fact": fact, "reach": reach}, rung.amount, rung.units_max


def _cap(cap: Cap, unit_name: str = "") -> Iterator[str]:
    year = f" [{_year(cap.year)}]" if cap.year else ""
    if cap.ladder is None:
        yield wording.with_clause(_("At most %(cap)s") % {"cap": wording.cap(cap, unit_name)} + year, cap.clause)
        return
    for label, amount, _units_max in _rows(cap.ladder):
        most = wording.cap(Cap(of=cap.of, per=cap.per, limit=amount, whose=cap.whose), unit_name)
        line = _("%(label)s → at most %(cap)s") % {"label": label, "cap": most}
        yield wording.with_clause(line + year, cap.clause)


def _arrears(arrears: Arrears) -> list[str]:
    if not arrears.refuses:
        return []
    if arrears.missed_max:
        line = _("Nothing for a member who missed more than %(missed)s payments") % {"missed": arrears.missed_max}
    elif arrears.grace.months or arrears.grace.days:
        line = _("Nothing for a member in arrears for more than %(grace)s") % {"grace": arrears.grace.words()}
    else:
        line = _("Nothing for a member in arrears")
    return [wording.with_clause(line, arrears.clause)]


def _filing(term: Term) -> Iterator[str]:
    if term.payees:
        names = _(" or ").join(str(wording.PAYEE_NAMES[payee]) for payee in term.payees)
        yield _("Paid to: %(payees)s") % {"payees": names}
    if term.papers:
        yield _("Papers: %(papers)s") % {"papers": ", ".join(term.papers)}
    if term.proxy_papers:
        yield _("By proxy also: %(papers)s") % {"papers": ", ".join(term.proxy_papers)}
    if term.deadline == NO_DEADLINE:
        yield _("No deadline for filing")
    elif term.deadline is not None:
        yield _("To be filed within %(deadline)s of the occurrence") % {"deadline": term.deadline.words()}
    if term.has_waiver is not None:
        yield (
            _("The committee may waive the deadline, with a reason")
            if term.has_waiver
            else _("The deadline cannot be waived")
        )
    if term.note:
        yield term.note
