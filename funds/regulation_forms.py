"""What is asked when a rule book is adopted: its text, the resolution behind it and its first day."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from welfare.forms import PortalForm, ThaiDateField

from .models import Body, Fund, Regulation, Resolution, Term
from .rules import rulebooks
from .rules.terms import CATEGORIES, Pay, RuleBook
from .rules.terms import Resolution as Adoption
from .rules.terms import Term as Benefit

LARGEST_FILE = 200 * 1024
PROBLEMS_SHOWN = 30
LONGEST_MEETING = Resolution._meta.get_field("meeting").max_length


class RegulationForm(PortalForm):
    """A rule book as text or file, with the resolution that adopts it and the day it takes effect."""

    body = forms.ChoiceField(
        label=gettext_lazy("Adopted by the"),
        choices=[(body.value, body.label) for body in (Body.GENERAL_MEETING, Body.COMMITTEE)],
        widget=forms.RadioSelect, initial=Body.GENERAL_MEETING.value,
        error_messages={"required": gettext_lazy("Choose which meeting adopted it.")},
    )  # fmt: skip
    meeting = forms.CharField(
        label=gettext_lazy("Meeting number"), help_text=gettext_lazy("For example 1/2569"), max_length=LONGEST_MEETING,
        error_messages={"required": gettext_lazy("Type the number of the meeting.")},
    )  # fmt: skip
    resolved_on = ThaiDateField(label=gettext_lazy("Date of the meeting"))
    in_force_from = ThaiDateField(
        label=gettext_lazy("In force from"), allow_future=True,
        help_text=gettext_lazy("What happens from this day on is judged by this rule book. For example 1/1/2570"),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("The rule book as text"), required=False, strip=False,
        help_text=gettext_lazy(
            "The day in force and the resolution are taken from the boxes above, not from this text."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a file of it"), required=False, max_length=200, allow_empty_file=True,
        help_text=gettext_lazy("At most 200 KB. A file replaces the text above."),
        widget=forms.FileInput(attrs={"accept": ".toml,.txt,text/plain"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data.get("file")
        if given and (text := self._read(given)) is not None:
            # The page shows the text of the file from here on: a browser does not send a chosen file again.
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["text"] = self.cleaned_data["text"] = text  # type: ignore[index]
        if "file" not in self.errors and "text" not in self.errors:
            self._understand(self.cleaned_data["text"])
        return self.cleaned_data

    def _read(self, given: Any) -> str | None:
        if given.size > LARGEST_FILE:
            self.add_error("file", _("This file is larger than 200 KB. A rule book is a text of a few pages."))
            return None
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("This file is not a text in UTF-8. Save it as plain text in UTF-8."))
            return None
        return text

    def _understand(self, text: str) -> None:
        if not text.strip():
            self.add_error("text", _("Paste the rule book here, or choose a file of it."))
            return
        if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
            self.add_error("text", _("This text is longer than 200 KB. A rule book is a text of a few pages."))
            return
        try:
            self.understood = rulebooks.load(text)
        except rulebooks.RuleBookNotUnderstood as refusal:
            problems = list(refusal.problems)
        else:
            problems = unkept(self.understood)
        more = len(problems) - PROBLEMS_SHOWN
        if more > 0:
            words = ngettext("and %(count)s more problem", "and %(count)s more problems", more)
            problems = [*problems[:PROBLEMS_SHOWN], words % {"count": more}]
        if problems:
            self.add_error("text", [ValidationError(problem) for problem in problems])

    def book(self) -> RuleBook:
        """Give the book as it would be adopted; the form is valid."""
        typed, said = self.cleaned_data, self.understood.resolution
        if (said.number, said.on) != (typed["meeting"], typed["resolved_on"]):
            said = Adoption(str(Body(typed["body"]).label), typed["meeting"], typed["resolved_on"])
        return replace(self.understood, in_force_from=typed["in_force_from"], resolution=said)

    def kept(self) -> list[forms.BoundField]:
        """Give the fields that the page of the check carries on."""
        return [self[name] for name in self.fields if name != "file"]


def unkept(book: RuleBook) -> list[str]:
    """Say which names of a book are longer than the books can hold, and whether it has signs nobody sees."""
    said = []
    longest = _room(Regulation, "title")
    if len(book.title) > longest:
        said.append(_("“%(field)s” has more than %(count)s letters") % {"field": "title", "count": longest})
    for number, term in enumerate(book.terms, start=1):
        for field in ("code", "name", "clause"):
            longest = _room(Term, field)
            if len(getattr(term, field)) > longest:
                where = f"term[{number}] ({term.code[:40]}), {field}"
                said.append(_("“%(field)s” has more than %(count)s letters") % {"field": where, "count": longest})
    if "\\u0000" in json.dumps(rulebooks.to_dict(book)):
        said.append(_("The text has a sign in it that nobody can see (\\u0000). Take it out."))
    return said


def first_text(fund: Fund, before: RuleBook | None, *, on: date) -> str:
    """Give the text to begin with: the version before, or a book of one benefit that still lacks its clause."""
    if before is not None:
        return rulebooks.dump(before)
    birth = Benefit("birth", str(CATEGORIES["birth"]), "", "birth", "birth", pays=(Pay(Decimal(500)),))
    return rulebooks.dump(RuleBook(fund.name, _("Welfare regulation"), on, terms=(birth,)))


def _room(model: type[Regulation | Term], name: str) -> int:
    """Give how many letters a column of `model` holds."""
    return int(model._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]
