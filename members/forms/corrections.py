"""What the pages of corrections ask: the reason, and what a second person decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from members.prints import SIZES
from welfare.forms import KeyField, PortalForm

# The reason stands on the entry that turns back, whose note has so many letters.
LONGEST_REASON = 200


class CorrectionForm(PortalForm):
    """Why a paper is turned back."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why it is turned back"), max_length=LONGEST_REASON,
        help_text=gettext_lazy("It stands on the void paper and in the journal. For example: wrong amount typed."),
        error_messages={"required": gettext_lazy("Say why it is turned back.")},
    )  # fmt: skip


class VerdictForm(PortalForm):
    """What the second person decides; a decline needs its reason."""

    key = KeyField()
    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"), widget=forms.RadioSelect,
        choices=[("done", gettext_lazy("Turn it back")), ("declined", gettext_lazy("Decline"))],
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, required=False,
        help_text=gettext_lazy("Needed when it is declined."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("verdict") == "declined" and not self.cleaned_data.get("note"):
            self.add_error("note", gettext_lazy("Say why it is declined."))
        return self.cleaned_data


class PrintForm(PortalForm):
    """On which sheet to print; the key counts a print once."""

    key = KeyField()
    size = forms.ChoiceField(
        label=gettext_lazy("Size of the sheet"), choices=[(size, size.upper()) for size in SIZES],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip

    whole = forms.BooleanField(
        label=gettext_lazy("With the whole citizen ID"), required=False,
        help_text=gettext_lazy("Only where an office asks for it. It is written down that it was printed."),
    )  # fmt: skip

    def __init__(self, *args: Any, usual: str, may_be_whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"size": usual}, **kwargs})
        self.usual = usual
        if not may_be_whole:
            del self.fields["whole"]
        # On the page it reads as one of two; who sends nothing means the usual one.
        self.fields["size"].required = not self.is_bound

    def clean_size(self) -> str:
        return self.cleaned_data["size"] or self.usual
