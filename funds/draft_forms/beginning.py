"""Where a draft begins: with the book in force, an example, a file, or nothing."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Fund
from funds.rules import rulebooks
from funds.rules.terms import RuleBook
from welfare.forms import KeyField, PortalForm

LARGEST_FILE = 200 * 1024
PROBLEMS_SHOWN = 30
EXAMPLE = Path(__file__).parents[1] / "data" / "rulebooks" / "example.toml"


class Start(StrEnum):
    """What a draft begins with."""

    LAW = "law"
    EXAMPLE = "example"
    EMPTY = "empty"
    FILE = "file"


LABELS = {
    Start.LAW: gettext_lazy("the rule book in force, to change it"),
    Start.EXAMPLE: gettext_lazy("an example with the usual benefits, to fit it to our regulation"),
    Start.EMPTY: gettext_lazy("nothing, benefit by benefit"),
    Start.FILE: gettext_lazy("a file that somebody wrote"),
}


class BeginningForm(PortalForm):
    """What to begin with; a file is read at once, and its problems are said."""

    start = forms.ChoiceField(label=gettext_lazy("What do you begin with?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("The file"), required=False, allow_empty_file=True, max_length=200,
        help_text=gettext_lazy("Only for the last choice. At most 200 KB"),
        widget=forms.FileInput(attrs={"accept": ".toml,.txt,text/plain"}),
    )  # fmt: skip
    key = KeyField()

    def __init__(self, *args: Any, has_law: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [start for start in Start if has_law or start != Start.LAW]
        self.fields["start"].choices = [(start.value, LABELS[start]) for start in choices]  # type: ignore[attr-defined]
        self.fields["start"].initial = choices[0].value
        self.read: RuleBook | None = None

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("start") == Start.FILE:
            self._read()
        return self.cleaned_data

    def _read(self) -> None:
        given = self.cleaned_data.get("file")
        if not given:
            self.add_error("file", _("Choose the file of the rule book."))
        elif given.size > LARGEST_FILE:
            self.add_error("file", _("The file is larger than 200 KB. A rule book is a short text."))
        else:
            try:
                self.read = rulebooks.load(given.read().decode("utf-8-sig"))
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not text in UTF-8."))
            except rulebooks.RuleBookNotUnderstood as refusal:
                problems = [ValidationError(problem) for problem in refusal.problems[:PROBLEMS_SHOWN]]
                self.add_error("file", problems)

    def book(self, fund: Fund, law: RuleBook | None, *, today: date) -> dict[str, Any]:
        """Give the fields to begin with: the fund's own name, and no resolution yet."""
        start = self.cleaned_data["start"]
        if start == Start.LAW and law is not None:
            given = rulebooks.to_dict(law)
        elif start == Start.EXAMPLE:
            given = rulebooks.to_dict(rulebooks.load(EXAMPLE.read_text(encoding="utf-8")))
        elif self.read is not None:
            given = rulebooks.to_dict(self.read)
        else:
            given = rulebooks.to_dict(RuleBook(fund.name, _("Welfare regulation"), today))
        given.pop("resolution", None)
        first = given["in_force_from"] if start == Start.FILE else today.isoformat()
        return {**given, "fund": fund.name, "in_force_from": first}
