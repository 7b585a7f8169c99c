"""What the pages of personal data ask: the reason for which something is looked at."""

from django import forms
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm


class RevealForm(PortalForm):
    """Why the whole citizen ID is needed; the key shows it once."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why the whole number is needed"), max_length=200,
        help_text=gettext_lazy("For example: filling in the form of the bank. The person can ask who looked, and why."),
        error_messages={"required": gettext_lazy("Say why the whole number is needed.")},
    )  # fmt: skip
