"""What the pages of personal data ask: the reason for which something is looked at."""

from django import forms
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm


class EraseForm(PortalForm):
    """Why a person is erased: they asked, or the term is over."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why this person is erased"), max_length=200,
        help_text=gettext_lazy("For example: asked for it by letter of 3 May. Do not write a name."),
        error_messages={"required": gettext_lazy("Say why this person is erased.")},
    )  # fmt: skip


class RevealForm(PortalForm):
    """Why the whole citizen ID is needed; the key shows it once."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why the whole number is needed"), max_length=200,
        help_text=gettext_lazy("For example: filling in the form of the bank. The person can ask who looked, and why."),
        error_messages={"required": gettext_lazy("Say why the whole number is needed.")},
    )  # fmt: skip
