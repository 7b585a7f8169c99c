"""What the province types of the match: a rule with the day from which it holds and where it is written."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from welfare import thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField
from welfare.money import format_baht


def _whole(label: Any, least: int, most: int, help_text: Any = "") -> forms.IntegerField:
    boxed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=boxed, help_text=help_text)


class MatchRuleForm(PortalForm):
    """A rule of the state's match, from a day."""

    OF_THE_RULE: ClassVar[tuple[str, ...]] = (
        "head_rate", "rounds_max", "months_min", "month", "day", "spread_subdistrict", "spread_municipality",
        "kinds_min",
    )  # fmt: skip

    key = KeyField()
    since = ThaiDateField(
        label=gettext_lazy("For counting days from"), allow_future=True,
        help_text=gettext_lazy("Rounds that count members before this day keep the rule that they had"),
    )  # fmt: skip
    head_rate = BahtFormField(label=gettext_lazy("For each member and round (baht)"))
    rounds_max = _whole(gettext_lazy("A member is matched at most (rounds)"), 1, 99)
    months_min = _whole(gettext_lazy("Full months in the fund by the counting day"), 0, 120)
    day = _whole(gettext_lazy("Usual counting day: day of the month"), 1, 31)
    month = _whole(gettext_lazy("Usual counting day: month (1–12)"), 1, 12)
    spread_subdistrict = _whole(gettext_lazy("Villages with members in a subdistrict, at least (per cent)"), 0, 100)
    spread_municipality = _whole(
        gettext_lazy("Communities with members in a municipality, at least (per cent)"), 0, 100
    )
    kinds_min = _whole(gettext_lazy("Basic kinds of welfare, at least"), 0, 5)
    source = forms.CharField(
        label=gettext_lazy("Where the rule is written"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Letter or announcement with its number and day, and the sentence itself"),
    )  # fmt: skip

    def answers(self) -> list[tuple[str, str]]:
        """Give each field and what it was understood as; the form is valid."""
        typed = self.cleaned_data
        spoken = {"since": thai.long_date(typed["since"]), "head_rate": format_baht(typed["head_rate"])}
        return [
            (str(self[name].label), spoken.get(name, str(typed[name])))
            for name in self.fields
            if not self[name].is_hidden
        ]
