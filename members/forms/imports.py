"""What the pages of taking in files ask: a file, which column holds what, why a file is taken back."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Account, Fund
from members.imports import batches, files
from members.imports.kinds import Kind
from members.imports.understood import Found
from members.models import ImportFile, ImportKind, Plan
from welfare import thai
from welfare.forms import KeyField, PortalForm
from welfare.sheets import LARGEST_FILE, NotReadable, open_file


class ImportFileForm(PortalForm):
    """The file, chosen once. It is opened at once, so that what cannot be read is told here."""

    key = KeyField()
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls) or CSV. The headings may stand in any order, with titles above them."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={
            "empty": gettext_lazy("This file is empty."),
            "required": gettext_lazy("Choose a file."),
        },
    )

    def __init__(self, *args: Any, fund: Fund, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fund, self.kind, self.content = fund, kind, b""

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise ValidationError(
                _("This file is too large: at most %(limit)s MB.") % {"limit": LARGEST_FILE // 1024**2}
            )
        self.content = given.read()
        try:
            open_file(self.content)
            batches.refuse_known_file(self.fund, self.kind, files.sha256(self.content))
        except NotReadable as problem:
            raise ValidationError(problem.reason) from None
        except batches.Refused as refusal:
            raise ValidationError(str(refusal)) from None
        return given


class ColumnsForm(PortalForm):
    """Which column of the file holds what, and what is chosen beside that; what is not in the file is left empty."""

    anyway = forms.BooleanField(
        required=False, label=gettext_lazy("I have looked at the doubles: each of them is one of its own, take them in")
    )

    def __init__(
        self, *args: Any, fund: Fund, kind: Kind, found: Found[Any], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": chosen, **kwargs})
        self.kind, self.found = kind, found
        if kind.name == ImportKind.PAYOUTS:
            self.fields["anyway"].label = _("I have looked at the names: they are no members, take them in")
        labels = found.layout.labels
        choices = [("", _("not in this file")), *((label, label) for label in labels)]
        for name, label in kind.labels.items():
            self.fields[f"column-{name}"] = forms.ChoiceField(
                label=label, required=False, choices=choices, initial=found.layout.named().get(name, "")
            )
        for name in kind.asks:
            self.fields[name] = ASKED[name](fund)

    def columns(self) -> list[forms.BoundField]:
        return [self[f"column-{name}"] for name in self.kind.labels]

    def asked(self) -> list[forms.BoundField]:
        """Give what is chosen beside the columns and matters for this file."""
        return [self[name] for name in self.kind.asks if matters(name, self.found)]

    def not_asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kind.asks if not matters(name, self.found)]

    def choices(self) -> dict[str, Any]:
        """Give what was chosen beside the columns, by its name."""
        return {name: self.cleaned_data.get(name) for name in self.kind.asks}

    def clean(self) -> dict[str, Any]:
        if self.data.get("step") == "save" and self.found.doubts and not self.cleaned_data.get("anyway"):
            meant = _("Look at the doubles first. If they are right as they stand, tick this.")
            if self.kind.name == ImportKind.PAYOUTS:
                meant = _("Look at the names first. If they are no members, tick this.")
            self.add_error("anyway", meant)
        return self.cleaned_data


def matters(name: str, found: Found[Any]) -> bool:
    """Say whether a file leaves open what `name` asks."""
    match name:
        case "plan":
            return "plan" not in found.layout.places
        case "into":
            return bool(getattr(found, "after", 0))
        case "year":
            return "year" in found.missing
        case _:
            return True


def posted(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """Give what was chosen, as it is kept with the file: labels by the name of their column, choices by their own."""
    labels = {name: given.get(f"column-{name}", "") for name in kind.labels}
    return labels | {f"{CHOICE}{name}": given.get(name, "").strip() for name in kind.reads}


def kept(kind: Kind, file: ImportFile) -> tuple[dict[str, str], dict[str, Any]]:
    """Give the labels that were chosen for a file, and what was chosen beside them as `kind.understand` takes it."""
    chosen = dict(file.columns or {})
    read = {name: chosen.pop(f"{CHOICE}{name}", "") for name in kind.reads}
    return chosen, {name: _read(name, words) for name, words in read.items()}


def _read(name: str, words: str) -> Any:
    if name == "year":
        number = thai.arabic_digits(words)
        return int(number) - thai.BE if re.fullmatch(r"2[45]\d\d", number, flags=re.ASCII) else None
    return words


CHOICE = "choice:"


def _into(fund: Fund) -> forms.Field:
    places = Account.objects.of(fund).money().order_by("pk")
    return forms.ModelChoiceField(
        label=_("Where the money went that came after the opening"), queryset=places, initial=places.first(),
        help_text=_("What was paid up to the day of the opening is in its balance already and moves no money."),
    )  # fmt: skip


def _plan(_fund: Fund) -> forms.Field:
    return forms.ChoiceField(
        label=_("Pays, where the file does not say"), choices=Plan.choices, initial=Plan.YEARLY, required=False
    )


def _year(_fund: Fund) -> forms.Field:
    return forms.CharField(
        label=_("Year (B.E.) of the months"), required=False, max_length=4,
        help_text=_("The headings name months without a year. Type the year of all of them, for example 2566."),
    )  # fmt: skip


def _source(_fund: Fund) -> forms.Field:
    return forms.CharField(
        label=_("Decided by, where a row does not say"), max_length=150,
        help_text=_("The book or the resolution that decided it, for example: welfare book, volume 1."),
        error_messages={"required": _("Type by which book or resolution this was decided.")},
    )  # fmt: skip


ASKED: Mapping[str, Callable[[Fund], forms.Field]] = {
    "plan": _plan, "into": _into, "year": _year, "source": _source,
}  # fmt: skip


class ImportBackForm(PortalForm):
    """Why a file is taken back."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=300,
        help_text=gettext_lazy("For example: the wrong file, or the names stood in the wrong column."),
    )
