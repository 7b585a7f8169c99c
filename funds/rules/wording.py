"""The words for what a rule says and does, in the reader's language: spans, counts, caps, and every step of a sum."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funds.rules.tenure import Span
from funds.rules.terms import COUNT_MEASURES, UNITS, Cap, Reach
from welfare.thai import short_date

UNIT_OF = {counts: unit for unit, counts in UNITS.items()}

# One sentence for each step that a judgement can take.
SENTENCES = {
    "not_in_force": gettext_lazy("This rule book is in force from %(first)s; what happened on %(on)s is before it"),
    "members_only": gettext_lazy("Only members have this benefit"),
    "non_members_only": gettext_lazy("This help is for people who are not members"),
    "not_yet_member": gettext_lazy("Not yet a member on %(on)s: joined on %(joined_on)s"),
    "membership_ended": gettext_lazy("No longer a member on %(on)s: left on %(left_on)s"),
    "member_since": gettext_lazy("A member since %(joined_on)s, on %(on)s for %(tenure)s"),
    "waiting_met": gettext_lazy("The waiting time of %(waiting)s was over on %(over_on)s"),
    "waiting_not_met": gettext_lazy("The waiting time of %(waiting)s is over only on %(over_on)s"),
    "condition_met": gettext_lazy("%(fact)s: %(value)s, the rule asks for %(wanted)s"),
    "condition_not_met": gettext_lazy("%(fact)s: %(value)s, but the rule asks for %(wanted)s"),
    "arrears_within": gettext_lazy("Payments missed: %(missed)s, allowed: %(missed_max)s"),
    "in_arrears": gettext_lazy("In arrears: %(missed)s payments missed, allowed: %(missed_max)s"),
    "paid_up": gettext_lazy("Contributions are paid up to %(paid_through)s"),
    "paid_until": gettext_lazy("In arrears: contributions are paid up to %(paid_through)s only"),
    "payee_allowed": gettext_lazy("The receiver may receive this benefit"),
    "payee_not_named": gettext_lazy("%(claimant)s is not named; named are: %(beneficiaries)s"),
    "payee_none_named": gettext_lazy("The member has named nobody to receive this benefit"),
    "payee_not_allowed": gettext_lazy("This receiver may not receive it; who may: %(payees)s"),
    "papers_complete": gettext_lazy("All papers are there: %(papers)s"),
    "papers_missing": gettext_lazy("Papers missing: %(papers)s"),
    "deadline_met": gettext_lazy("Filed on %(filed_on)s, within %(deadline)s (by %(last_day)s)"),
    "deadline_waived": gettext_lazy("Filed on %(filed_on)s, after %(last_day)s; the committee waived the deadline"),
    "deadline_passed": gettext_lazy("Filed too late: on %(filed_on)s, the last day was %(last_day)s"),
    "deadline_may_be_waived": gettext_lazy(
        "Filed too late: on %(filed_on)s, the last day was %(last_day)s; the committee may waive it"
    ),
    "no_step": gettext_lazy("%(fact)s: %(value)s is in none of the steps of the rule"),
    "steps_overlap": gettext_lazy("%(fact)s: %(value)s is in more than one step of the rule: %(reaches)s"),
    "pays_once": gettext_lazy("%(name)s: %(amount)s baht"),
    "pays_step": gettext_lazy("%(name)s: %(fact)s %(value)s is in the step %(reach)s, %(amount)s baht"),
    "pays_percent": gettext_lazy("%(name)s: %(percent)s%% of %(cost)s = %(amount)s baht"),
    "already_paid": gettext_lazy("%(name)s: already paid for this occurrence on %(on)s"),
    "nights_already_paid": gettext_lazy("Paid before and not paid again: %(counted)s"),
    "pays_units": gettext_lazy("%(name)s: %(granted)s × %(rate)s = %(amount)s baht"),
    "pays_units_left": gettext_lazy(
        "%(name)s: %(asked)s, %(used)s of %(limit)s %(per)s used, pays %(granted)s × %(rate)s = %(amount)s baht"
    ),
    "pays_units_of_year": gettext_lazy(
        "%(name)s: %(asked)s from %(first)s to %(last)s, %(used)s of %(limit)s used, "
        "pays %(granted)s × %(rate)s = %(amount)s baht"
    ),
    "cap_times_within": gettext_lazy("%(used)s of %(limit)s %(per)s used"),
    "cap_times_reached": gettext_lazy("%(used)s of %(limit)s %(per)s already used: none is left"),
    "cap_baht_within": gettext_lazy("At most %(limit)s %(per)s: %(used)s used before, %(left)s left after this"),
    "cap_baht_reached": gettext_lazy("At most %(limit)s %(per)s: %(used)s used before, so %(granted)s can be paid"),
    "nothing": gettext_lazy("Nothing is left to pay"),
    "total": gettext_lazy("Due in all: %(amount)s baht"),
}
MEASURES = {
    "tenure": gettext_lazy("Length of membership"),
    "age": gettext_lazy("Age"),
    "years_paid": gettext_lazy("Contributions paid for"),
    "nights": gettext_lazy("Nights"),
    "days": gettext_lazy("Days"),
    "children": gettext_lazy("Children"),
    "items": gettext_lazy("Items"),
}
THINGS = MEASURES | {"baht": gettext_lazy("Amount"), "times": gettext_lazy("Cases")}
PAYEE_NAMES = {
    "member": gettext_lazy("the member"),
    "beneficiary": gettext_lazy("the named beneficiary"),
    "guardian": gettext_lazy("the guardian"),
    "family": gettext_lazy("someone of the family"),
    "organiser": gettext_lazy("who arranges the funeral or the activity"),
}
PERIODS = {
    "occurrence": gettext_lazy("per occurrence"),
    "day": gettext_lazy("a day"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
    "life": gettext_lazy("in a lifetime"),
}


def baht(amount: Decimal) -> str:
    """Write baht as a sentence does: 2,000 or 2,000.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def number(value: Decimal | int) -> str:
    """Write a number with no more digits than it needs."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(count: Decimal | int, unit: str, unit_name: str = "") -> str:
    """Write a count with its classifier: 5 คืน."""
    count = int(count)
    if unit_name:
        return f"{count:,} {unit_name}"
    words = {
        "night": lambda: ngettext("%(count)s night", "%(count)s nights", count),
        "day": lambda: ngettext("%(count)s day", "%(count)s days", count),
        "child": lambda: ngettext("%(count)s child", "%(count)s children", count),
        "item": lambda: ngettext("%(count)s item", "%(count)s items", count),
        "times": lambda: ngettext("%(count)s time", "%(count)s times", count),
    }
    return words[unit]() % {"count": f"{count:,}"}


def quantity(value: Decimal, of: str, unit_name: str = "") -> str:
    """Write what a cap counts: 2,000 baht, 20 nights, 3 times."""
    if of == "baht":
        return _("%(amount)s baht") % {"amount": baht(value)}
    return counted(value, UNIT_OF.get(of, of), unit_name if of == "items" else "")


def period(cap: Cap) -> str:
    """Write over what a cap counts: a year, in 3 years for the whole family."""
    if isinstance(cap.per, Span):
        words = _("in any %(span)s") % {"span": cap.per.words()}
    else:
        words = str(PERIODS[cap.per])
    if cap.whose == "family":
        return _("%(period)s for the whole family") % {"period": words}
    if cap.whose == "purse":
        return _("%(period)s for all people who are not members") % {"period": words}
    return words


def cap(of: Cap, unit_name: str = "") -> str:
    """Write a cap: 20 nights a year; one with steps without its figure."""
    if of.limit is None:
        return _("%(things)s %(period)s by steps") % {"things": THINGS.get(of.of, of.of), "period": period(of)}
    return _("%(quantity)s %(period)s") % {
        "quantity": quantity(of.limit, of.of, unit_name),
        "period": period(of),
    }


def fact_name(name: str, label: str = "") -> str:
    """Name a measure or a fact as the fund does, else as the house does."""
    return label or str(MEASURES.get(name, name))


def value(given: object) -> str:
    """Write the value of a measure or fact."""
    if isinstance(given, Span):
        return given.words()
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, Decimal | int):
        return number(given)
    if isinstance(given, date):
        return short_date(given)
    return _("none") if given is None else str(given)


def reach(of: Reach, by: str = "", *, is_whole: bool = False) -> str:
    """Write the bounds of a step: 15 ปี 1 วัน ถึง 18 ปี."""
    if of.choices:
        return _(" or ").join(of.choices)
    start = None if of.start is None else value(of.start)
    if of.end is None:
        return _("any") if start is None else _("%(start)s or more") % {"start": start}
    last: Span | Decimal | None = None
    if isinstance(of.end, Span) and of.end.days:
        last = Span(of.end.months, of.end.days - 1)
    elif isinstance(of.end, Decimal) and (is_whole or by in COUNT_MEASURES):
        last = of.end - 1
    bounds = {"start": start, "end": value(of.end if last is None else last)}
    if last is not None and last == of.start:
        return bounds["end"] or ""
    if start is None:
        return _("up to %(end)s") % bounds if last is not None else _("less than %(end)s") % bounds
    return _("%(start)s to %(end)s") % bounds if last is not None else _("%(start)s to less than %(end)s") % bounds


def with_clause(sentence: str, clause: str) -> str:
    """Put the clause behind a sentence."""
    return f"{sentence} ({clause})" if clause else sentence


def sentence(code: str, figures: Mapping[str, object], clause: str) -> str:
    """Say one step of a judgement in the reader's language, with its clause."""
    words = {name: _figure(name, given, figures) for name, given in figures.items() if not isinstance(given, tuple)}
    limit = figures.get("cap")
    if isinstance(limit, Cap):
        words["per"] = period(limit)
    return with_clause(str(SENTENCES[code]) % {**words, **_more(figures)}, clause)


def _figure(name: str, given: object, figures: Mapping[str, object]) -> str:
    limit = figures.get("cap")
    of = limit.of if isinstance(limit, Cap) else ""
    if isinstance(given, Decimal):
        if name in ("amount", "rate", "cost"):
            return baht(given)
        if of and (name in ("limit", "left", "granted") or (name == "used" and of == "baht")):
            return quantity(given, of, str(figures.get("unit_name", "")))
    if isinstance(given, int) and name in ("asked", "granted") and "unit" in figures:
        return counted(given, str(figures["unit"]), str(figures.get("unit_name", "")))
    if isinstance(given, Reach):
        return reach(given, str(figures.get("by", figures.get("fact", ""))))
    return cap(given) if isinstance(given, Cap) else value(given)


def _more(figures: Mapping[str, object]) -> dict[str, str]:
    """Give the words that stand for several figures together, or for a list of them."""
    words: dict[str, str] = {}
    by = figures.get("by", figures.get("fact"))
    if isinstance(by, str):
        words["fact"] = fact_name(by, str(figures.get("label", "")))
        must_be, wanted = figures.get("must_be"), figures.get("reach")
        if isinstance(must_be, bool):
            words["wanted"] = value(must_be)
        elif isinstance(wanted, Reach):
            words["wanted"] = reach(wanted, by)
    for name in ("papers", "beneficiaries"):
        if isinstance(listed := figures.get(name), tuple):
            words[name] = ", ".join(str(each) for each in listed)
    if isinstance(payees := figures.get("payees"), tuple):
        words["payees"] = ", ".join(str(PAYEE_NAMES.get(payee, payee)) for payee in payees)
    if isinstance(reaches := figures.get("reaches"), tuple):
        words["reaches"] = "; ".join(reach(each, str(by)) for each in reaches)
    if "count" in figures and "unit" in figures:
        words["counted"] = counted(int(str(figures["count"])), str(figures["unit"]))
    return words
