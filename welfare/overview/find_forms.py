"""Whom to find, how, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Province
from members import whereabouts
from welfare.forms import PortalForm
from welfare.models import User


class FindForm(PortalForm):
    """A name or a citizen ID, looked for at home, or with a reason in the whole country."""

    AT_HOME, BEGINNING, PART = "home", "beginning", "part"

    q = forms.CharField(
        label=gettext_lazy("Name, or the whole citizen ID"), max_length=100,
        help_text=gettext_lazy("Without a title. Two letters are enough in this province, three in the country."),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=gettext_lazy("Where to look"),
        choices=[
            (AT_HOME, gettext_lazy("in this province, any part of the name")),
            (BEGINNING, gettext_lazy("in the whole country, how the name begins")),
            (PART, gettext_lazy("in the whole country, any part of the name")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Why you look in the whole country"), max_length=200, required=False,
        help_text=gettext_lazy("Is written down with your name, and the fund that is found can read it."),
    )  # fmt: skip

    def offers(self, *, parts: bool) -> bool:
        """Offer to look for parts of names in the country or not, and say which."""
        if not parts:
            self.fields["way"].choices = self.fields["way"].choices[:2]  # type: ignore[attr-defined]
        return parts

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        asked["reason"] = asked.get("reason", "").strip()
        if asked.get("way") not in (None, self.AT_HOME) and not asked["reason"]:
            self.add_error("reason", _("Say why you look for somebody in the whole country."))
        return asked

    def look(self, province: Province, *, by: User) -> list[whereabouts.Found]:
        """Give who was found. Raises whereabouts.NotLookedFor."""
        asked = self.cleaned_data
        if asked["way"] == self.AT_HOME:
            return whereabouts.at_home(province, asked["q"])
        is_beginning = asked["way"] == self.BEGINNING
        return whereabouts.in_the_country(
            province, asked["q"], beginning=is_beginning, reason=asked["reason"], by=by
        )  # fmt: skip
