"""Sending what proves a payment, and taking it back."""

from django import forms
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm
from welfare.uploads import UploadsField


class ProofForm(PortalForm):
    """Photos or PDFs of bills, transfer slips and signed papers."""

    key = KeyField()
    proofs = UploadsField(label=gettext_lazy("Photos or PDF files"))


class TakeBackForm(PortalForm):
    """Why a file was wrong."""

    reason = forms.CharField(
        label=gettext_lazy("Why the file is taken back"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why the file is taken back.")},
    )
