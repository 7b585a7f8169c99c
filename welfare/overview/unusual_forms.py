"""Which signals to show, and why one is closed or opened again."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funds.models import Fund
from members.models import SignalKind
from welfare.forms import KeyField, PortalForm


class SignalListForm(PortalForm):
    """Which signals to show; what is not understood is left out."""

    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", pgettext_lazy("signal", "open")),
            ("closed", pgettext_lazy("signal", "closed")),
            ("all", _("all")),
        ],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all kinds")), *SignalKind.choices])
    fund = forms.ChoiceField(label=_("Fund"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"), required=False,
        choices=[("", _("the latest first")), ("fund", _("by fund")), ("kind", _("by kind"))],
    )  # fmt: skip

    def __init__(self, *args: Any, funds: Iterable[Fund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(fund.pk), fund.short_name) for fund in funds]
        if choices:
            self.fields["fund"].choices = [("", _("all funds")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["fund"]


class SignalForm(PortalForm):
    """Why a signal is closed, or opened again."""

    key = KeyField()
    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Say what you found.")},
        help_text=_("What you looked at and what you found. Everyone who sees the signal reads it."),
    )  # fmt: skip
