"""A term and its parts as plain fields, read and written. docs/rulebooks.md describes every field."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funds.rules.ladders import ladder_fields, reach_fields, read_ladder, read_reach
from funds.rules.reading import Table
from funds.rules.tenure import Span, parse_span
from funds.rules.terms import (
    CAP_OF,
    CAP_PER,
    CAP_YEARS,
    CATEGORIES,
    COUNT_MEASURES,
    MSDHS_CATEGORIES,
    NO_DEADLINE,
    OPEN_TO,
    PAYEES,
    UNITS,
    WHOSE,
    Arrears,
    Cap,
    Condition,
    Pay,
    Reach,
    Term,
)

# Other words for an occurrence that people write after "per".
OCCURRENCE = ("occurrence", "stay", "event", "claim")
_YEAR_START = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")


# In.


def read_arrears(table: Table) -> Arrears:
    arrears = Arrears(
        refuses=table.flag("refuse", True) is not False,
        missed_max=table.count("missed_max") or 0,
        grace=table.span("grace") or Span(),
        clause=table.text("clause"),
    )
    table.finish()
    return arrears


def read_cap_year(table: Table, field: str, default: str) -> str:
    given = table.text(field)
    if given in ("", *CAP_YEARS) or _YEAR_START.fullmatch(given):
        return given or default
    choices = ", ".join((*CAP_YEARS, "MM-DD"))
    table.complain(field, _("“%(given)s” is none of: %(choices)s") % {"given": given, "choices": choices})
    return default


def read_deadline(table: Table) -> Span | None:
    if table.fields.get("deadline") == "none":
        table.take("deadline")
        return NO_DEADLINE
    return table.span("deadline")


def read_term(table: Table) -> Term:
    code = table.text("code", is_needed=True)
    if code and not _CODE.fullmatch(code):
        table.complain("code", _("a code has small letters a to z, digits, - and _ only"))
    arrears = table.table("arrears")
    payees = table.texts("payee") or ()
    for payee in payees:
        if payee not in PAYEES:
            choices = ", ".join(PAYEES)
            table.complain("payee", _("“%(given)s” is none of: %(choices)s") % {"given": payee, "choices": choices})
    term = Term(
        code=code,
        name=table.text("name", is_needed=True),
        clause=table.text("clause"),
        category=table.choice("category", CATEGORIES, ""),
        msdhs_category=table.choice("msdhs", MSDHS_CATEGORIES, ""),
        open_to=table.choice("for", OPEN_TO, "members"),
        waiting=table.span("waiting"),
        pays=tuple(_pay(each) for each in table.tables("pays")),
        caps=tuple(read_cap(each) for each in table.tables("cap")),
        conditions=tuple(_condition(each) for each in table.tables("condition")),
        arrears=read_arrears(arrears) if arrears else None,
        papers=table.texts("papers") or (),
        proxy_papers=table.texts("proxy_papers"),
        deadline=read_deadline(table),
        has_waiver=table.flag("waiver"),
        payees=payees,
        note=table.text("note"),
    )
    table.finish()
    return term


def _pay(table: Table) -> Pay:
    of = table.text("of")
    kind = "percent" if of or table.has("percent") else "baht"
    if kind == "percent" and not of:
        table.complain("of", _('name the fact that holds the sum, for example of = "cost"'))
    ladder = read_ladder(table, kind)
    amount = table.number("percent") if kind == "percent" else table.baht("baht")
    if ladder is None and amount is None and not table.problems:
        table.complain(kind, _("say what is paid: baht = …, percent = … or by = … with steps"))
    if ladder is not None and amount is not None:
        table.complain(kind, _("write the amounts in the steps alone"))
    pay = Pay(
        amount=amount,
        per=table.choice("per", ("once", *UNITS), "once"),
        ladder=ladder,
        units_max=table.count("at_most"),
        unit_name=table.text("unit_name"),
        of=of,
        of_label=table.text("of_label"),
        name=table.text("name"),
        clause=table.text("clause"),
    )
    table.finish()
    return pay


def read_cap(table: Table, *, is_of_book: bool = False) -> Cap:
    kinds = [kind for kind in CAP_OF if table.has(kind)]
    of = table.choice("of", CAP_OF, kinds[0] if kinds else "baht")
    limit: Decimal | None = None
    for kind in kinds:
        found = table.baht(kind) if kind == "baht" else table.count(kind)
        limit = Decimal(found) if found is not None and kind == of else limit
    ladder = read_ladder(table, of)
    if len(kinds) > 1 or (kinds and kinds[0] != of):
        table.complain("", _("one cap limits one thing: %(kinds)s") % {"kinds": ", ".join(CAP_OF)})
    if not kinds and ladder is None:
        table.complain("", _("say how much at most: one of %(kinds)s") % {"kinds": ", ".join(CAP_OF)})
    cap = Cap(
        of=of,
        per=_per(table),
        limit=limit,
        ladder=ladder,
        whose=table.choice("whose", WHOSE, "person"),
        year=read_cap_year(table, "year", ""),
        clause=table.text("clause"),
        code=table.text("code") if is_of_book else "",
        terms=(table.texts("terms") or ()) if is_of_book else (),
    )
    table.finish()
    return cap


def _per(table: Table) -> str | Span:
    given = table.text("per", is_needed=True)
    if given in (*OCCURRENCE, ""):
        return "occurrence"
    if given in CAP_PER:
        return given
    try:
        return parse_span(given)
    except ValueError:
        choices = ", ".join((*CAP_PER, "3 years"))
        table.complain("per", _("“%(given)s” is none of: %(choices)s") % {"given": given, "choices": choices})
        return "occurrence"


def _condition(table: Table) -> Condition:
    fact = table.text("fact", is_needed=True)
    must_be = table.fields.get("is")
    condition = Condition(
        fact=fact,
        reach=read_reach(table, fact, is_whole=fact in COUNT_MEASURES),
        must_be=must_be if isinstance(must_be, bool) else None,
        label=table.text("label"),
        clause=table.text("clause"),
    )
    table.take("is")
    if condition.reach == Reach() and condition.must_be is None:
        table.complain("", _("say what is asked for: from, over, to, under or is"))
    table.finish()
    return condition


# Out.


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: None, empty texts, lists and tables."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def arrears_fields(arrears: Arrears) -> dict[str, Any]:
    return {
        "refuse": arrears.refuses,
        **said(
            {
                "missed_max": arrears.missed_max or None,
                "grace": arrears.grace.written() if arrears.grace != Span() else None,
                "clause": arrears.clause,
            }
        ),
    }


def deadline_text(deadline: Span | None) -> str | None:
    return "none" if deadline == NO_DEADLINE else deadline.written() if deadline else None


def term_fields(term: Term) -> dict[str, Any]:
    return {
        "code": term.code,
        "name": term.name,
        **said(
            {
                "clause": term.clause,
                "category": term.category,
                "msdhs": term.msdhs_category,
                "for": term.open_to,
                "waiting": term.waiting.written() if term.waiting else None,
                "papers": list(term.papers),
                "payee": list(term.payees),
                "deadline": deadline_text(term.deadline),
                "waiver": term.has_waiver,
                "note": term.note,
            }
        ),
        **({} if term.proxy_papers is None else {"proxy_papers": list(term.proxy_papers)}),
        **({} if term.arrears is None else {"arrears": arrears_fields(term.arrears)}),
        **said(
            {
                "condition": [_condition_fields(condition) for condition in term.conditions],
                "pays": [_pay_fields(pay) for pay in term.pays],
                "cap": [cap_fields(cap) for cap in term.caps],
            }
        ),
    }


def _pay_fields(pay: Pay) -> dict[str, Any]:
    kind = "percent" if pay.of else "baht"
    fields = {
        kind: pay.amount,
        "of": pay.of,
        "of_label": pay.of_label,
        "per": pay.per,
        "at_most": pay.units_max,
        "unit_name": pay.unit_name,
    }
    return said({**fields, "name": pay.name, "clause": pay.clause, **ladder_fields(pay.ladder, kind)})


def cap_fields(cap: Cap) -> dict[str, Any]:
    ladder = ladder_fields(cap.ladder, cap.of)
    return said(
        {
            "code": cap.code,
            "terms": list(cap.terms),
            **({} if cap.limit is None else {cap.of: cap.limit}),
            **({"of": cap.of} if ladder else {}),
            "per": cap.per if isinstance(cap.per, str) else cap.per.written(),
            "whose": cap.whose if cap.whose != "person" else None,
            "year": cap.year,
            "clause": cap.clause,
            **ladder,
        }
    )


def _condition_fields(condition: Condition) -> dict[str, Any]:
    return {
        "fact": condition.fact,
        **said({"label": condition.label, "clause": condition.clause}),
        **reach_fields(condition.reach, is_whole=condition.fact in COUNT_MEASURES),
        **({} if condition.must_be is None else {"is": condition.must_be}),
    }
