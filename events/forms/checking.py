"""A code read off a paper, and a file, to be checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import codes
from welfare.forms import PortalForm


class CodeField(forms.CharField):
    """The code of a certificate; a slip is told as such, with the group of four to look at."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return codes.read(typed.rstrip("/").rsplit("/", 1)[-1])
        except codes.NotACode as problem:
            raise ValidationError(_said(problem), code="code") from None


def _said(problem: codes.NotACode) -> str:
    if str(problem) == "length":
        return _("A code has %(count)s characters in groups of four. Compare it with the paper.") % {
            "count": codes.LENGTH
        }
    if problem.group:
        return _("Group %(group)s of the code holds a slip. Compare it with the paper.") % {"group": problem.group}
    return _("The code holds a slip. Compare every group with the paper.")


class CheckForm(PortalForm):
    """A code read off a paper."""

    code = CodeField(
        label=gettext_lazy("Code on the certificate"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=gettext_lazy("Below the QR code, for example 2346-789A-CDEF-HJKM-NPRT"),
        error_messages={"required": gettext_lazy("Type the code that stands on the certificate.")},
    )  # fmt: skip


class CheckFileForm(PortalForm):
    """The file of a certificate."""

    file = forms.FileField(
        label=gettext_lazy("File of the certificate (PDF)"), max_length=200,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": gettext_lazy("This file is empty.")},
    )  # fmt: skip
