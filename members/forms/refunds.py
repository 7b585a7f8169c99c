"""Give contributions back to who left."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from funds.models import Account, AccountKind, Fund
from welfare.forms import PortalForm, ThaiDateField


class RefundForm(PortalForm):
    """Where the money comes from, and who saw it; the sum is the fund's rule."""

    cash = forms.ModelChoiceField(
        Account.objects.none(), label=gettext_lazy("Paid from"), empty_label=None, widget=forms.RadioSelect
    )
    on = ThaiDateField(label=gettext_lazy("Paid on"))
    witness = forms.CharField(label=gettext_lazy("Witness"), max_length=200, required=False)

    def __init__(self, *args: Any, fund: Fund, today: date, **kwargs: Any) -> None:
        places = Account.objects.of(fund).filter(kind__in=(AccountKind.CASH, AccountKind.BANK)).order_by("-kind", "pk")
        super().__init__(*args, **{"initial": {"on": today, "cash": places.first()}, **kwargs})
        self.fields["cash"].queryset = places  # type: ignore[attr-defined]
