"""The originals that were seen and the photos of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm
from welfare.uploads import UploadsField

from .consent import check_consent


class PapersForm(PortalForm):
    """Ticks for the originals not yet seen, and files to attach; one of both at least.

    `consent` are the fields that ask for consent, where files of health need one that does not stand yet.
    """

    key = KeyField()
    seen = forms.MultipleChoiceField(
        label=gettext_lazy("Originals that you have in hand"), required=False, widget=forms.CheckboxSelectMultiple
    )
    photos = UploadsField(label=gettext_lazy("Photos or PDF files"), required=False)

    def __init__(self, *args: Any, papers: Sequence[str], consent: Mapping[str, forms.Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= consent
        self.fields["seen"].choices = [(paper, paper) for paper in papers]  # type: ignore[attr-defined]
        if not papers:
            del self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("seen") and not cleaned.get("photos"):
            self.add_error(None, _("Tick an original, or choose a photo or PDF."))
        check_consent(self)
        if cleaned.get("photos") and "consent" in self.fields and not cleaned.get("consent"):
            self.add_error(
                "consent", _("Without consent no copy of a health paper is kept. Tick that you saw the original.")
            )
        return cleaned
