"""What the pages of entries alike ask: why the two are two people, one, or two again."""

from django import forms
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm


class ApartForm(PortalForm):
    """The two are two people; how one knows may be left out."""

    key = KeyField()
    note = forms.CharField(
        label=gettext_lazy("How it is known that they are two people"), max_length=300, required=False,
        help_text=gettext_lazy("For example: both came to the counter. It may be left empty. Do not write a name."),
    )  # fmt: skip


class AgainForm(PortalForm):
    """Nothing is asked: whether they are one may always be looked at again."""

    key = KeyField()


class MergeForm(PortalForm):
    """Why the two are one; `seen` is the mark of what the page showed."""

    key = KeyField()
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("How it is known that they are one person"), max_length=300,
        help_text=gettext_lazy("For example: showed the card and the house register. Do not write a name."),
        error_messages={"required": gettext_lazy("Say how it is known that they are one person.")},
    )  # fmt: skip


class UndoForm(PortalForm):
    """Why the two are two again."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why they are two again"), max_length=300,
        help_text=gettext_lazy("For example: two sisters, the wrong card was looked at. Do not write a name."),
        error_messages={"required": gettext_lazy("Say why they are two again.")},
    )  # fmt: skip
