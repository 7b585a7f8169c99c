"""The rule of approval, as a committee types it from its resolution."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from welfare.forms import BahtFormField, PortalForm, ThaiDateField
from welfare.money import format_baht

from .models import Body, Signers
from .policy_forms import whole
from .signing import Step

ROWS = 4


class SigningForm(PortalForm):
    """Up to four steps: who signs, how many of them, and for claims above which sum."""

    since = ThaiDateField(label=gettext_lazy("In force from"), allow_future=True)
    body = forms.ChoiceField(label=gettext_lazy("Who resolved it"), choices=Body.choices, widget=forms.RadioSelect)
    meeting = forms.CharField(
        label=gettext_lazy("Meeting number"), max_length=20, help_text=gettext_lazy("For example 3/2568")
    )
    resolved_on = ThaiDateField(label=gettext_lazy("Date of the meeting"))

    def __init__(self, *args: Any, steps: tuple[Step, ...], **kwargs: Any) -> None:
        initial: dict[str, Any] = {"body": Body.COMMITTEE}
        for row, step in enumerate(steps):
            initial |= {f"who{row}": step.who, f"count{row}": step.count, f"above{row}": step.above}
        super().__init__(*args, initial=initial, **kwargs)
        for row in range(ROWS):
            self.fields[f"who{row}"] = forms.ChoiceField(
                label=_("Who signs"), required=False, choices=[("", "–"), *Signers.choices]
            )
            self.fields[f"count{row}"] = whole(_("How many"), 1, 9, required=False)
            self.fields[f"above{row}"] = BahtFormField(
                label=_("For claims above"), required=False, allow_zero=True
            )  # fmt: skip

    def rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """Give the boxes of each step."""
        return [(self[f"who{row}"], self[f"count{row}"], self[f"above{row}"]) for row in range(ROWS)]

    def steps(self) -> list[Step]:
        """Give the steps as typed, in their order; rows left empty are none."""
        typed = self.cleaned_data
        return [
            Step(typed[f"who{row}"], typed.get(f"count{row}") or 1, typed.get(f"above{row}") or Decimal(0))
            for row in range(ROWS)
            if typed.get(f"who{row}")
        ]


def said(steps: tuple[Step, ...] | list[Step]) -> list[tuple[str, str]]:
    """Say each step in words: for which claims, and who signs."""
    return [
        (
            _("Every claim") if not step.above else _("Claims above %(sum)s baht") % {"sum": format_baht(step.above)},
            ngettext("%(count)s signature: %(who)s", "%(count)s signatures: %(who)s", step.count)
            % {"count": step.count, "who": Signers(step.who).label},
        )
        for step in steps
    ]
