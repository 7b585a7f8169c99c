"""What a reader of the register and of the receipts asks for; read from the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Branch, Fund
from members import census
from members.models import MembershipStep, Standing, Step
from welfare.forms import PortalForm, ThaiDateField

EVERYBODY = "all"
STATES = {
    "active": Standing.MEMBER,
    "applying": Standing.APPLYING,
    "ended": Standing.ENDED,
}
NUMBER = (F("number").asc(nulls_last=True), "pk")
NUMBER_DOWN = (F("number").desc(nulls_last=True), "-pk")
ORDERS: dict[str, tuple[Any, ...]] = {
    "number": NUMBER,
    "-number": NUMBER_DOWN,
    "name": ("person__sort_key", *NUMBER),
    "-name": ("-person__sort_key", *NUMBER_DOWN),
}


class RegisterChoice(NamedTuple):
    """Which rows of the register to show, as of which day, in which order."""

    words: str
    branch: Branch | None
    state: str
    day: date
    sort: str
    only: Q = Q()
    kept: tuple[tuple[str, str], ...] = ()


def narrowed(asked: Mapping[str, str], day: date) -> tuple[Q, tuple[tuple[str, str], ...]]:
    """Read what the address of a figure keeps of the register: a sex, an age, on whom a meeting decided what,
    who came or went since a day.

    Gives the condition and the words of the address that ask for it; what cannot be read is left out.
    """
    only = Q()
    kept: list[tuple[str, str]] = []
    if (sex := asked.get("sex", "")) in ("F", "M", "none"):
        only, kept = only & Q(person__sex="" if sex == "none" else sex), [*kept, ("sex", sex)]
    if (ages := asked.get("ages", "")) in {*census.BANDS, *census.KINDS, "unknown"}:
        only, kept = only & census.aged(ages, day), [*kept, ("ages", ages)]
    resolution, step = asked.get("resolution", ""), asked.get("step", "")
    if resolution.isdecimal() and step in Step.values:
        steps = MembershipStep.objects.filter(resolution=int(resolution[:18]), step=step)
        only &= Q(pk__in=steps.values("membership"))
        kept += [("resolution", resolution), ("step", step)]
    moved, since = asked.get("moved", ""), asked.get("since", "")
    if moved in {"joined", *(way.value for way in census.WAYS_OUT)} and since:
        try:
            first = date.fromisoformat(since)
        except ValueError:
            return only, tuple(kept)
        only, kept = only & census.moved(moved, first, day), [*kept, ("moved", moved), ("since", since)]
    return only, tuple(kept)


class RegisterForm(PortalForm):
    """The search above the register. What cannot be read is named, and the rest is shown."""

    q = forms.CharField(label=gettext_lazy("Find a member"), max_length=100, required=False)
    branch = forms.TypedChoiceField(label=gettext_lazy("Branch"), required=False, empty_value=None)
    as_of = ThaiDateField(label=gettext_lazy("As of"), required=False)

    def __init__(self, *args: Any, fund: Fund, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        # Read once, to be chosen from and to be chosen.
        self.branches = {str(each.pk): each for each in fund.branches.order_by("moo", "name")}
        field = cast("forms.TypedChoiceField", self.fields["branch"])
        field.choices, field.coerce = [("", _("every branch")), *self.branches.items()], self.branches.get

    def chosen(self) -> RegisterChoice:
        """Give what was chosen, and what usually is where nothing was or it could not be read."""
        self.is_valid()
        state, sort = self.data.get("state", ""), self.data.get("sort", "")
        day = self.cleaned_data.get("as_of") or self.today
        only, kept = narrowed(self.data, day)
        return RegisterChoice(
            words=self.cleaned_data.get("q") or "",
            branch=self.cleaned_data.get("branch"),
            state=state if state in STATES or state == EVERYBODY else "active",
            day=day,
            sort=sort if sort in ORDERS else "number",
            only=only,
            kept=kept,
        )


class ReceiptsForm(PortalForm):
    """The search above the receipts: number or payer, and the days between which they were made."""

    q = forms.CharField(label=gettext_lazy("Find a receipt"), max_length=100, required=False)
    since = ThaiDateField(label=gettext_lazy("From"), required=False)
    until = ThaiDateField(label=gettext_lazy("To"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day comes before the first."))
        return cleaned

    def days(self) -> list[forms.BoundField]:
        """Give the two fields of days."""
        return [self["since"], self["until"]]
