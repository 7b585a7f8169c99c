"""What the pages of taking in files ask: a file, which column holds what, why a file is taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Fund
from members.imports import files, writing
from members.imports.columns import LABELS
from members.models import Plan
from welfare.forms import KeyField, PortalForm
from welfare.sheets import LARGEST_FILE, Layout, NotReadable, open_file


class ImportFileForm(PortalForm):
    """The file, chosen once. It is opened at once, so that what cannot be read is told here."""

    key = KeyField()
    file = forms.FileField(
        label=gettext_lazy("File of the register"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls) or CSV. The headings may stand in any order, with titles above them."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={
            "empty": gettext_lazy("This file is empty."),
            "required": gettext_lazy("Choose the file of the register."),
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
            writing.refuse_known_file(self.fund, self.kind, files.sha256(self.content))
        except NotReadable as problem:
            raise ValidationError(problem.reason) from None
        except writing.Refused as refusal:
            raise ValidationError(str(refusal)) from None
        return given


class RegisterColumnsForm(PortalForm):
    """Which column of the file holds what; what is not in the file is left empty."""

    plan = forms.ChoiceField(
        label=gettext_lazy("Pays, where the file does not say"), choices=Plan.choices, initial=Plan.YEARLY
    )
    anyway = forms.BooleanField(
        required=False, label=gettext_lazy("I have looked at the doubles: they are different people, take them in")
    )

    def __init__(self, *args: Any, layout: Layout, doubts: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": layout.named(), **kwargs})
        self.doubts = doubts
        choices = [("", _("not in this file")), *((label, label) for label in layout.labels)]
        for name, label in LABELS.items():
            self.fields[f"column-{name}"] = forms.ChoiceField(
                label=label, required=False, choices=choices, initial=layout.named().get(name, "")
            )

    def columns(self) -> list[forms.BoundField]:
        return [self[f"column-{name}"] for name in LABELS]

    def clean(self) -> dict[str, Any]:
        if self.data.get("step") == "save" and self.doubts and not self.cleaned_data.get("anyway"):
            self.add_error("anyway", _("Look at the doubles first. If they are different people, tick this."))
        return self.cleaned_data

    @staticmethod
    def chosen(posted: Mapping[str, str]) -> dict[str, str]:
        """Give what was chosen by name of the column."""
        return {name: posted.get(f"column-{name}", "") for name in LABELS}


class ImportBackForm(PortalForm):
    """Why a file is taken back."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=300,
        help_text=gettext_lazy("For example: the wrong file, or the names stood in the wrong column."),
    )
