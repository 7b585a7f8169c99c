"""Sending papers and photographs of an assembly, and taking them back."""

from django import forms
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm
from welfare.uploads import UploadsField


class PapersForm(PortalForm):
    """Files with one caption, and whether everyone sees them."""

    key = KeyField()
    papers = UploadsField(label=gettext_lazy("Photos or PDF files"))
    caption = forms.CharField(label=gettext_lazy("What they show"), max_length=200, required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("Show them to everyone on the public page of the day"),
        required=False,
        help_text=gettext_lazy("Only where everybody who can be recognised agrees."),
    )


class TakeBackForm(PortalForm):
    """Why a file is shown no more."""

    reason = forms.CharField(
        label=gettext_lazy("Why the file is taken back"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why the file is taken back.")},
    )
