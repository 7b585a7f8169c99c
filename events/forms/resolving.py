"""Minutes, resolutions and follow-ups as typed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Assembly, Manner, Outcome, Purpose
from events.resolving import Wording
from funds.models import Fund, Province
from welfare.forms import KeyField, PortalForm, ThaiDateField

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
WORDING = (
    "title", "text", "manner", "votes_for", "votes_against", "votes_abstain", "owner", "due_on", "purpose", "fund",
)  # fmt: skip


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=30000, required=False, widget=forms.TextInput(attrs=NUMERIC)
    )


class ResolutionForm(PortalForm):
    """One resolution of an assembly."""

    key = KeyField()
    title = forms.CharField(label=gettext_lazy("Resolution"), max_length=300)
    text = forms.CharField(label=gettext_lazy("In full"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    manner = forms.ChoiceField(
        label=gettext_lazy("How it was taken"), choices=Manner.choices, widget=forms.RadioSelect, initial=Manner.ADOPTED
    )
    votes_for = _votes(gettext_lazy("Votes for"))
    votes_against = _votes(gettext_lazy("Votes against"))
    votes_abstain = _votes(gettext_lazy("Abstained"))
    owner = forms.CharField(label=gettext_lazy("Who sees to it"), max_length=200, required=False)
    due_on = ThaiDateField(label=gettext_lazy("To be done by"), required=False, allow_future=True)
    purpose = forms.ChoiceField(
        label=gettext_lazy("What it does"), choices=Purpose.choices, widget=forms.RadioSelect, initial=Purpose.NONE
    )
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Fund that it binds"), required=False,
        empty_label=gettext_lazy("no fund"),
        help_text=gettext_lazy("Only where it adopts a rule book or elects a committee."),
    )  # fmt: skip

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = Fund.objects.of(province).order_by("position")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("manner") == Manner.VOTED and not (cleaned.get("votes_for") or cleaned.get("votes_against")):
            self.add_error("votes_for", _("Type the votes for and against."))
        if cleaned.get("purpose") not in (Purpose.NONE, None) and not cleaned.get("fund"):
            self.add_error("fund", _("Choose the fund whose rule book or committee this is."))
        return cleaned

    def wording(self) -> Wording:
        """Give what was typed; the form must be valid."""
        typed = self.cleaned_data
        votes = {name: typed[name] or 0 for name in WORDING if name.startswith("votes_")}
        return Wording(**{name: typed[name] for name in WORDING} | votes)


class MinutesForm(PortalForm):
    """The minutes as a whole; `seen` is the version that was on the page."""

    key = KeyField()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=gettext_lazy("Minutes"), widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={"required": gettext_lazy("Type the minutes.")},
    )  # fmt: skip


class ApprovalForm(PortalForm):
    """Who approved the minutes, and when."""

    on = ThaiDateField(label=gettext_lazy("Approved on"))
    approved_by = forms.CharField(
        label=gettext_lazy("Approved by"), max_length=200,
        help_text=gettext_lazy("The meeting or body. For example: ที่ประชุมคณะกรรมการเครือข่าย ครั้งที่ 9/2561"),
    )  # fmt: skip

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = earliest  # type: ignore[attr-defined]


class FollowUpForm(PortalForm):
    """What a later assembly was told of a resolution."""

    key = KeyField()
    assembly = forms.ModelChoiceField(
        Assembly.objects.none(), label=gettext_lazy("Told to"), empty_label=None, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of it"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what became of it.")},
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, later: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assembly"].queryset = later  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Outcome.DROPPED and not cleaned.get("note"):
            self.add_error("note", _("Say why it was dropped."))
        return cleaned
