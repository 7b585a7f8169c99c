"""Asking for consent to health papers, inside the forms of a claim and on a page of its own."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from members.consents import CURRENT, TEXTS
from members.models import Consenter, consenter
from welfare.forms import KeyField, PortalForm


def consent_fields(born_on: date | None, on: date) -> dict[str, forms.Field]:
    """Ask whether the person agrees to the current text and, for who is not twenty, which parent or guardian does."""
    fields: dict[str, forms.Field] = {
        "consent": forms.BooleanField(
            label=_("The person agrees that health papers and causes are kept"), required=False,
            help_text=_("Read it out: %(text)s (text %(version)s)") % {"text": TEXTS[CURRENT], "version": CURRENT},
        )
    }  # fmt: skip
    if consenter(born_on, on) != Consenter.OWN:
        fields["guardian"] = forms.CharField(
            label=_("Name of the parent or guardian who agrees"), max_length=200, required=False,
            help_text=_("Below ten years the parent agrees; from ten to nineteen the child and the parent."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
    return fields


def check_consent(form: forms.BaseForm) -> None:
    """Say at its field that the parent or guardian is not named, where a child's consent is ticked."""
    typed = form.cleaned_data
    if typed.get("consent") and "guardian" in form.fields and not typed.get("guardian", "").strip():
        form.add_error("guardian", _("Write the name of the parent or guardian."))


class ConsentForm(PortalForm):
    """Consent by itself, given at the counter."""

    key = KeyField()

    def __init__(self, *args: Any, born_on: date | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= consent_fields(born_on, on)
        self.fields["consent"].required = True
        self.fields["consent"].error_messages["required"] = _("Tick it when the person has agreed.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_consent(self)
        return cleaned


class WithdrawForm(PortalForm):
    """Nothing is asked: withdrawing needs no reason."""

    key = KeyField()
