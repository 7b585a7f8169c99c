"""What the pages of a draft share: boxes that take anything, shown from the fields and written back to them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.rules.drafting import Slip
from funds.rules.tenure import parse_span
from welfare.forms import PortalForm
from welfare.thai import arabic_digits

Fields = Mapping[str, Any]

BY_BOOK = ("", _("as the whole rule book says"))


class PartForm(PortalForm):
    """One page of a draft: `shown` fills its boxes from the fields, `written` gives the fields of what was typed."""

    title: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    path: ClassVar[str] = ""  # the inner table that the page writes
    boxes: ClassVar[dict[str, str]] = {}  # field of the book -> box of the page, where the names differ

    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def shown(cls, table: Fields) -> dict[str, Any]:
        """Give what stands in the boxes for the fields of the table."""
        return {name: table[name] for name in cls.base_fields if name in table}

    def written(self) -> dict[str, Any]:
        """Give the fields that were typed; None or an empty text takes a field away."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def carry(self, revision: int) -> None:
        """Let the next attempt start from this revision of the draft."""
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("revision")] = str(revision)

    def mark(self, slips: tuple[Slip, ...]) -> None:
        """Put every slip beside its box, or on top where it has none."""
        for slip in slips:
            if slip.is_blocking:
                box = self.boxes.get(slip.field, slip.field)
                self.add_error(box if box in self.fields else None, slip.says)


class OpenText(forms.CharField):
    """A box that is asked for and may stay empty: a draft is unfinished, not wrong."""

    def validate(self, value: Any) -> None:
        """Take anything."""


class OpenChoice(forms.ChoiceField):
    """A choice that is asked for and may stay open."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


def text(label: Any, help_text: Any = "", *, longest: int = 200, **attrs: str) -> OpenText:
    """A box for words that may stay empty."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return OpenText(label=label, help_text=help_text, max_length=longest, widget=widget)


def number(label: Any, help_text: Any = "") -> OpenText:
    """A box for a number in any writing; whether it is one is said when the draft is read."""
    return text(label, help_text, longest=20, inputmode="decimal")


def lines(label: Any, help_text: Any) -> OpenText:
    """A box with one thing on each line."""
    area = forms.Textarea(attrs={"rows": 5, "autocomplete": "off"})
    return OpenText(label=label, help_text=help_text, widget=area)


def one_of(label: Any, choices: Any, help_text: Any = "", *, initial: str = "") -> OpenChoice:
    """A choice to tick; nothing ticked is unfinished, not wrong."""
    return OpenChoice(label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect, initial=initial)


def split(typed: str) -> list[str]:
    """Give the lines of a box that say something."""
    return [line.strip() for line in typed.splitlines() if line.strip()]


def said_span(written: Any) -> str:
    """Say a length of time as the reader writes it; what is none stays as it was typed."""
    try:
        return parse_span(str(written)).words()
    except ValueError:
        return "" if written is None else str(written)


def plain(typed: str) -> str:
    """Give typed words with the digits of Thai written plainly."""
    return arabic_digits(typed.strip())


def flag(chosen: str) -> bool | None:
    """Read yes, no and nothing."""
    return {"yes": True, "no": False}.get(chosen)


def unflag(given: Any) -> str:
    """Write yes, no and nothing."""
    return {True: "yes", False: "no"}.get(given, "")
