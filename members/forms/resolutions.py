"""Which resolutions of a fund to show."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Body
from welfare.forms import PortalForm, ThaiDateField


class ResolutionsForm(PortalForm):
    """Of which body, between which days, with which words; what is not understood is left out."""

    q = forms.CharField(label=gettext_lazy("Number of the meeting"), required=False, max_length=40)
    body = forms.ChoiceField(
        label=gettext_lazy("Who met"), required=False,
        choices=[("", gettext_lazy("All")), *((body.value, body.label) for body in Body)],
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("From the day")), ("until", _("Until the day"))):
            self.fields[name] = ThaiDateField(label=label, required=False, today=lambda: today, help_text="")
