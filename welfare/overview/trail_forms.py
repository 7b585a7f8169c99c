"""The form that filters a trail: days, kind of record, fund, words."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Fund
from welfare.forms import PortalForm, ThaiDateField

from .trail_words import SUBJECTS


class TrailForm(PortalForm):
    """What to show of the trail; what is not understood is left out."""

    q = forms.CharField(label=gettext_lazy("Name of a person or number of a paper"), required=False, max_length=100)
    subject = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)

    def __init__(self, *args: Any, today: date, funds: list[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("From the day")), ("until", _("Until the day"))):
            self.fields[name] = ThaiDateField(label=label, required=False, today=lambda: today, help_text="")
        kinds: Any = self.fields["subject"]
        kinds.choices = [("", _("All kinds")), *sorted(SUBJECTS.items(), key=lambda kind: str(kind[1]))]
        if funds:
            self.fields["fund"] = forms.TypedChoiceField(
                label=_("Fund"), required=False, coerce=int, empty_value=None,
                choices=[("", _("All funds")), *((fund.pk, fund.short_name) for fund in funds)],
            )  # fmt: skip
