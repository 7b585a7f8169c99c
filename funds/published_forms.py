"""What a province's staff type of announced figures: a figure with its source, and why one differs from the rows."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField

from .models import Announced

WHOLE = (Announced.FUNDS, Announced.MEMBERS, Announced.HELPED)


class PublishedForm(PortalForm):
    """A figure as it was announced."""

    key = KeyField()
    on = ThaiDateField(label=gettext_lazy("The day it speaks of"))
    measure = forms.ChoiceField(
        label=gettext_lazy("What was announced"), choices=[("", gettext_lazy("Choose")), *Announced.choices]
    )
    figure = forms.CharField(
        label=gettext_lazy("The figure"), max_length=30,
        help_text=gettext_lazy("How many, or baht in full: 56,736,316.00"),
    )  # fmt: skip
    is_at_least = forms.BooleanField(label=gettext_lazy("It was announced as “more than”"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Where it was announced"), max_length=200,
        help_text=gettext_lazy("The paper, the meeting or the web page"),
    )  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Remark"), max_length=300, required=False)

    def clean_figure(self) -> Decimal:
        typed = thai.arabic_digits(self.cleaned_data["figure"]).replace(",", "").replace(" ", "")
        try:
            figure = Decimal(typed)
        except InvalidOperation:
            raise ValidationError(_("Type the figure in digits.")) from None
        if not figure.is_finite() or figure < 0 or figure > 10**12 or figure != round(figure, 2):
            raise ValidationError(_("Type the figure in digits."))
        return figure

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        figure = cleaned.get("figure")
        if figure is not None and cleaned.get("measure") in WHOLE and figure != int(figure):
            self.add_error("figure", _("Funds and people are whole numbers."))
        return cleaned


class ExplanationForm(PortalForm):
    """Why an announced figure differs from what the rows say."""

    key = KeyField()
    words = forms.CharField(
        label=gettext_lazy("Why they differ"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For example: two funds had not entered their members of before 2560 yet."),
    )  # fmt: skip
