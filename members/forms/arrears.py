"""Choose members out of a list of arrears: to warn them, or to write down what the committee resolved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.arrears import Stand
from welfare.forms import KeyField, PortalForm, ThaiDateField

from .membership import ResolutionForm


class PickForm(PortalForm):
    """Some of the members of a list; all that are `picked` at first."""

    key = KeyField()
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Members"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one member.")},
    )

    def __init__(self, *args: Any, late: Sequence[Stand], picked: Sequence[Stand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.late = {str(row.membership.pk): row for row in late}
        self.picks = {str(row.membership.pk) for row in picked}
        chosen: Any = self.fields["members"]
        chosen.choices = [(pk, row.membership.person.name) for pk, row in self.late.items()]
        chosen.initial = sorted(self.picks)

    def chosen(self) -> list[Stand]:
        """Give the rows that were chosen; the form is valid."""
        return [self.late[pk] for pk in self.cleaned_data["members"]]

    def rows(self) -> list[tuple[Stand, bool]]:
        """Give every row and whether it is ticked on the page."""
        ticked = set(self.data.getlist("members")) if self.is_bound else self.picks  # type: ignore[attr-defined]
        return [(row, pk in ticked) for pk, row in self.late.items()]


class WarnForm(PickForm):
    """Who was warned, and when."""

    on = ThaiDateField(label=gettext_lazy("Warned on"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})


class LapseForm(PickForm, ResolutionForm):
    """Whose membership ends by a resolution of the committee, because of missed payments."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.clean_resolution(cleaned, not_before=None, is_needed=True)
        on = cleaned.get("resolved_on")
        for pk in cleaned.get("members", []):
            row = self.late[pk]
            if on and row.warned_on and on < row.warned_on:
                self.add_error(
                    "resolved_on",
                    _("%(name)s was warned after that meeting.") % {"name": row.membership.person.name},
                )
        return cleaned
