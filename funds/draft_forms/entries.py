"""The entries of a benefit: a sum it pays, a condition it sets, a limit it has. First what kind, then the figures."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.rules.terms import CAP_PER, COUNT_MEASURES, SPAN_MEASURES, UNITS, WHOSE

from .base import Fields, PartForm, number, one_of, plain, said_span, text
from .book import YEARS

OWN = "own"
BOUNDS = ("from", "over", "to", "under", "is")
BY = (
    ("", _("the same for everyone")),
    ("tenure", _("steps by length of membership")),
    ("age", _("steps by age")),
    ("years_paid", _("steps by how long contributions were paid")),
    ("nights", _("steps by the number of nights")),
    ("days", _("steps by the number of days")),
    ("children", _("steps by the number of children")),
    ("items", _("steps by the number of items")),
    (OWN, _("steps by something else, such as a grade or a school level")),
)
# Facts that have a usual name in cases; others are numbered.
USUAL_FACTS = {"เกรดเฉลี่ย": "grade", "เกรด": "grade", "ระดับชั้น": "level", "ชั้น": "level", "ค่าใช้จ่าย": "cost"}


def named_facts(book: Fields) -> dict[str, str]:
    """Give the facts that the book names itself: how the fund calls each, and its name in cases."""
    found: dict[str, str] = {}
    for term in book.get("term", []):
        for table in (*term.get("pays", []), *term.get("cap", []), *term.get("condition", [])):
            fact = table.get("by") or table.get("fact")
            if fact and fact not in (*SPAN_MEASURES, *COUNT_MEASURES):
                found[str(table.get("label") or fact)] = str(fact)
            if table.get("of") and table.get("of_label"):
                found[str(table["of_label"])] = str(table["of"])
    return found


def name_of_fact(book: Fields, label: str) -> str:
    """Give the name in cases of the fact that the fund calls `label`: the one it has, a usual one, else a new one."""
    known = named_facts(book)
    if label in known:
        return known[label]
    taken = set(known.values())
    wanted = USUAL_FACTS.get(label, "fact")
    return next(name for name in (wanted, *(f"{wanted}_{n}" for n in range(2, len(taken) + 3))) if name not in taken)


class EntryForm(PartForm):
    """What kind of entry it is; `next_page` says whether figures are asked on a page of their own."""

    def __init__(self, *args: Any, book: Mapping[str, Any], entry: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book, self.entry = book, dict(entry)

    def chosen(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def _steps(self) -> dict[str, Any]:
        """Give what the entry depends on; steps are kept while that stays the same."""
        by, label = self.chosen("by"), ""
        if by == OWN:
            label = self.chosen("label")
            by = name_of_fact(self.book, label)
        if not by:
            return {}
        kept: dict[str, Any] = {name: self.entry[name] for name in ("whole_numbers", "steps") if name in self.entry}
        if self.entry.get("by") != by or not kept.get("steps"):
            kept = {"steps": [{}]}
        return {"by": by, **({"label": label} if label else {}), **kept}


def _shown_by(table: Fields) -> dict[str, Any]:
    by = str(table.get("by", ""))
    known = {value for value, _label in BY}
    return {"by": by if by in known else OWN, "label": table.get("label") or ("" if by in known else by)}


class PaysForm(EntryForm):
    title = _("What it pays")
    boxes: ClassVar[dict[str, str]] = {"of": "of_label"}

    per = one_of(
        _("How is it reckoned?"),
        (
            ("once", _("one sum each time it happens")),
            ("night", _("by the night")),
            ("day", _("by the day")),
            ("child", _("by the child")),
            ("item", _("by the piece, the trip or the like")),
            ("percent", _("a part of a bill, in percent")),
        ),
        initial="once",
    )
    unit_name = text(_("What is counted?"), _("Only when paid by the piece, for example เที่ยว"), longest=40)
    of_label = text(_("Of which bill?"), _("Only for a part of a bill, for example ค่าแว่นตา"), longest=80)
    by = one_of(_("Is it the same for everyone?"), BY)
    label = text(_("What do the steps depend on?"), _("Only for something else, for example เกรดเฉลี่ย"), longest=80)
    name = text(_("Name of this part"), _("Only where the benefit pays several sums, for example ค่านอนของแม่"))
    clause = text(_("Clause of this part"), longest=40)

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        shown = {name: table.get(name, "") for name in ("unit_name", "of_label", "name", "clause")}
        return {**shown, "per": "percent" if table.get("of") else table.get("per", "once"), **_shown_by(table)}

    def written(self) -> dict[str, Any]:
        per, steps = self.chosen("per") or "once", self._steps()
        is_percent = per == "percent"
        kind = "percent" if is_percent else "baht"
        given: dict[str, Any] = {name: self.chosen(name) for name in ("name", "clause") if self.chosen(name)}
        if is_percent:
            label = self.chosen("of_label")
            given |= {"of": self.entry.get("of") or name_of_fact(self.book, label or "ค่าใช้จ่าย")}
            given |= {"of_label": label} if label else {}
        else:
            given["per"] = per
        if per == "item" and self.chosen("unit_name"):
            given["unit_name"] = self.chosen("unit_name")
        if not steps and kind in self.entry:
            given[kind] = self.entry[kind]
        if per in UNITS and "at_most" in self.entry:
            given["at_most"] = self.entry["at_most"]
        return given | steps


class ConditionForm(EntryForm):
    title = _("A condition")

    fact = one_of(
        _("What must be so?"),
        (
            ("age", _("the age on the day")),
            ("tenure", _("the length of membership")),
            ("years_paid", _("how long contributions were paid")),
            ("nights", _("the number of nights")),
            ("days", _("the number of days")),
            ("children", _("the number of children")),
            ("items", _("the number of items")),
            ("number", _("another number, such as a grade")),
            ("word", _("one of some words, such as school levels")),
            ("flag", _("a thing that is so or not")),
        ),
    )
    label = text(_("What is it called?"), _("Only for the last three, for example เกรดเฉลี่ย"), longest=80)
    clause = text(_("Clause"), longest=40)

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        fact = str(table.get("fact", ""))
        label = table.get("label", "")
        if fact and fact not in (*SPAN_MEASURES, *COUNT_MEASURES):
            label = label or fact
            given = table.get("is")
            fact = "flag" if isinstance(given, bool) else "word" if given is not None else "number"
        return {"fact": fact, "label": label, "clause": table.get("clause", "")}

    def written(self) -> dict[str, Any]:
        kind, label = self.chosen("fact"), self.chosen("label")
        given: dict[str, Any] = {"clause": self.chosen("clause")} if self.chosen("clause") else {}
        if kind in ("number", "word", "flag"):
            fact = name_of_fact(self.book, label)
            given |= {"label": label} if label else {}
        else:
            fact = kind
        kept: dict[str, Any] = {name: self.entry[name] for name in BOUNDS if name in self.entry}
        if self.shown(self.entry).get("fact") != kind:
            kept = {"is": []} if kind == "word" else {"is": True} if kind == "flag" else {}
        return {"fact": fact, **given, **kept} if fact else {**given, **kept}


class CapForm(EntryForm):
    title = _("A limit")

    of = one_of(
        _("What is limited?"),
        (
            ("baht", _("the money")),
            ("times", _("how often")),
            ("nights", _("the nights")),
            ("days", _("the days")),
            ("children", _("the children")),
            ("items", _("the pieces or trips")),
        ),
        initial="baht",
    )
    per = one_of(
        _("Over what time?"),
        (
            ("occurrence", _("each time it happens (a stay, a birth, a fire)")),
            ("day", _("a day")),
            ("month", _("a month")),
            ("year", _("a year")),
            ("life", _("a lifetime")),
            ("span", _("any so many years or months")),
        ),
        initial="year",
    )
    span = text(_("How many years or months?"), _("Only for the last choice, for example 3 years"), longest=40)
    whose = one_of(
        _("For whom together?"),
        (
            ("person", _("each person alone")),
            ("family", _("the whole family together")),
            ("purse", _("all people who are not members together")),
        ),
        initial="person",
    )
    year = one_of(_("Which year, if it counts by the year?"), (("", _("the year of the rule book")), *YEARS))
    by = one_of(_("Is it the same for everyone?"), BY)
    label = text(_("What do the steps depend on?"), _("Only for something else, for example เกรดเฉลี่ย"), longest=80)
    limit = number(_("At most how much?"), _("Only the number; leave it empty for steps, which come on the next page"))
    clause = text(_("Clause"), longest=40)

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        of = next((name for name, _label in cls.base_fields["of"].choices if name in table), table.get("of", "baht"))  # type: ignore[attr-defined]
        per = {"stay": "occurrence", "event": "occurrence"}.get(str(table.get("per", "")), table.get("per", "year"))
        is_span = per not in CAP_PER
        return {
            "of": of, "limit": table.get(of, ""), "per": "span" if is_span else per,
            "span": said_span(per) if is_span else "", "whose": table.get("whose", WHOSE[0]),
            "year": table.get("year", ""), "clause": table.get("clause", ""), **_shown_by(table),
        }  # fmt: skip

    def written(self) -> dict[str, Any]:
        of, per = self.chosen("of") or "baht", self.chosen("per")
        given: dict[str, Any] = {"per": plain(self.chosen("span")) if per == "span" else per}
        given |= {name: self.entry[name] for name in ("code", "terms") if name in self.entry}
        if self.chosen("whose") not in ("", WHOSE[0]):
            given["whose"] = self.chosen("whose")
        given |= {name: self.chosen(name) for name in ("year", "clause") if self.chosen(name)}
        steps = self._steps()
        if steps:
            return given | {"of": of} | steps
        return given | ({of: plain(self.chosen("limit"))} if self.chosen("limit") else {"of": of})


class BookCapForm(CapForm):
    """A limit over several benefits together."""

    title = _("A limit over several benefits")

    terms = forms.MultipleChoiceField(
        label=_("Over which benefits?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: over all of them"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(term.get("code", ""), term.get("name") or term.get("code")) for term in self.book.get("term", [])]
        self.fields["terms"].choices = codes  # type: ignore[attr-defined]

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        return {**super().shown(table), "terms": table.get("terms", [])}

    def written(self) -> dict[str, Any]:
        given = {name: value for name, value in super().written().items() if name != "terms"}
        terms = self.cleaned_data["terms"]
        return given | ({"terms": terms} if terms else {})


ENTRIES: dict[str, type[EntryForm]] = {"pays": PaysForm, "condition": ConditionForm, "cap": CapForm}
