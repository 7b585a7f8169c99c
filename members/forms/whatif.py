"""Over how many years a draft is reckoned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.forms import KeyField, PortalForm


class WhatIfForm(PortalForm):
    """The last so many years, up to today."""

    years = forms.ChoiceField(
        label=_("Over how many years?"),
        choices=(("1", _("the last year")), ("3", _("the last three years")), ("10", _("the last ten years"))),
        widget=forms.RadioSelect, initial="3",
        help_text=_("Every claim paid in this time is judged once more, by the draft. Nothing is changed by it."),
    )  # fmt: skip
    key = KeyField()
