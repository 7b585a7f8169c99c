"""The resolution that makes a draft law, and the day from which it holds."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.models import Body, Resolution
from funds.rules.reading import as_day
from funds.rules.terms import Resolution as Adoption
from funds.rules.terms import RuleBook
from welfare.forms import PortalForm, ThaiDateField


class AdoptionForm(PortalForm):
    """Which meeting adopted the book, and from when it holds."""

    body = forms.ChoiceField(
        label=_("Adopted by the"),
        choices=[(body.value, body.label) for body in (Body.GENERAL_MEETING, Body.COMMITTEE)],
        widget=forms.RadioSelect, initial=Body.GENERAL_MEETING.value,
        error_messages={"required": _("Choose which meeting adopted it.")},
    )  # fmt: skip
    meeting = forms.CharField(
        label=_("Meeting number"), help_text=_("For example 1/2569"),
        max_length=Resolution._meta.get_field("meeting").max_length,
        error_messages={"required": _("Type the number of the meeting.")},
    )  # fmt: skip
    resolved_on = ThaiDateField(label=_("Date of the meeting"))
    in_force_from = ThaiDateField(
        label=_("In force from"), allow_future=True,
        help_text=_("What happens from this day on is judged by this rule book. For example 1/1/2570"),
    )  # fmt: skip

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        day = as_day(initial.get("in_force_from") or "")
        initial["in_force_from"] = None if isinstance(day, str) else day
        super().__init__(*args, initial=initial, **kwargs)

    def fields_of(self, book: dict[str, Any]) -> dict[str, Any]:
        """Give the fields of the draft with what was typed here."""
        typed = self.cleaned_data
        adopted = {"meeting": str(Body(typed["body"]).label), "number": typed["meeting"]}
        adopted["on"] = typed["resolved_on"].isoformat()
        return {**book, "in_force_from": typed["in_force_from"].isoformat(), "resolution": adopted}

    def adopted(self, book: RuleBook) -> RuleBook:
        """Give the book with its resolution and first day."""
        typed = self.cleaned_data
        resolution = Adoption(str(Body(typed["body"]).label), typed["meeting"], typed["resolved_on"])
        return replace(book, in_force_from=typed["in_force_from"], resolution=resolution)
