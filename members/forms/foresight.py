"""What if: the changes that a committee weighs before a vote, in plain numbers."""

from dataclasses import replace
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funds.foresight import Assumptions
from members import prospects
from welfare.forms import PortalForm
from welfare.money import BahtFormField

FOR_EVER = ""
MATCH_CHOICES = [(FOR_EVER, _("goes on as it is")), ("3", _("stops after three years")), ("0", _("stops now"))]


class WhatIfForm(PortalForm):
    """Three changes; none of them given is the fund as it goes."""

    pension = BahtFormField(label=_("Old-age help a year for each person who has it"), required=False, allow_zero=True)
    young = forms.IntegerField(
        label=_("More young people who join each year"), required=False, min_value=0, max_value=5000,
        help_text=_("Of 25, half of them women, beside those who join as now."),
    )  # fmt: skip
    match_years = forms.ChoiceField(label=_("The state’s match"), choices=MATCH_CHOICES, required=False)

    def changed(self, observed: Assumptions) -> Assumptions:
        """Give `observed` with what was asked."""
        asked = self.cleaned_data
        years: str = asked.get("match_years") or FOR_EVER
        return replace(
            observed,
            pension=asked.get("pension"),
            joining=observed.joining + prospects.young_people(asked.get("young") or 0),
            match_years=int(years) if years else None,
        )

    def is_asked(self) -> bool:
        """Say whether anything was asked."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.fields)


def usual(observed: Assumptions) -> tuple[tuple[str, Assumptions], ...]:
    """Give the changes that every committee asks about, each with its words."""
    return (
        (gettext("If old-age help rises to 2,000 baht a year"), replace(observed, pension=Decimal(2000))),
        (
            gettext("If 50 young people more join each year"),
            replace(observed, joining=observed.joining + prospects.young_people(50)),
        ),
        (gettext("If the state’s match stops after three years"), replace(observed, match_years=3)),
    )
