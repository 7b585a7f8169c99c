"""What a fund's paper says on the day it begins with the portal: its money, and its members on a grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Account, Fund, Source
from members.models import Membership, Opening
from members.openings import MOST_ROUNDS, Facts
from welfare import thai
from welfare.forms import BahtFormField, PortalForm, ThaiDateField
from welfare.money import ZERO, format_baht


class OpeningMoneyForm(PortalForm):
    """How much lies where at the end of a day, and where it came from as far as the paper knows."""

    on = ThaiDateField(
        label=gettext_lazy("At the end of the day"),
        help_text=gettext_lazy("The day before the first receipt in the portal. For example 31/12/2568"),
    )

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = list(Account.objects.of(fund).money().order_by("pk"))
        for account in self.accounts:
            self.fields[f"place_{account.pk}"] = BahtFormField(label=str(account), allow_zero=True, required=False)
        for source in Source:
            self.fields[f"source_{source.value}"] = BahtFormField(
                label=str(source.label), allow_zero=True, required=False
            )

    def places(self) -> list[BoundField]:
        return [self[f"place_{account.pk}"] for account in self.accounts]

    def sources(self) -> list[BoundField]:
        return [self[f"source_{source.value}"] for source in Source]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not sum(self.money().values(), ZERO):
            self.add_error(f"place_{self.accounts[0].pk}", _("Type how much lies in at least one place."))
        elif not self.errors and self.rest() < 0:
            self.add_error(
                f"source_{Source.MEMBERS.value}",
                _("The sources come to %(amount)s baht more than the money that is there.")
                % {"amount": format_baht(-self.rest())},
            )
        return self.cleaned_data

    def money(self) -> dict[Account, Decimal]:
        """Give the baht in each place."""
        typed = {account: self.cleaned_data.get(f"place_{account.pk}") for account in self.accounts}
        return {account: baht for account, baht in typed.items() if baht}

    def known(self) -> dict[Source, Decimal]:
        """Give the baht of each source that is known."""
        typed = {source: self.cleaned_data.get(f"source_{source.value}") for source in Source}
        return {source: baht for source, baht in typed.items() if baht}

    def rest(self) -> Decimal:
        """Give the baht that no source explains."""
        return sum(self.money().values(), ZERO) - sum(self.known().values(), ZERO)


@dataclass(frozen=True, slots=True)
class GridRow:
    """The boxes of one member."""

    membership: Membership
    is_entered: bool
    tenure: BoundField
    paid: BoundField
    rounds: BoundField
    helped: BoundField


class OpeningMembersForm(PortalForm):
    """Members on a grid: since when, paid up to when, how often matched by the state, helped before or not."""

    on = ThaiDateField(label=gettext_lazy("As the paper stood on"))

    def __init__(
        self, *args: Any, members: Sequence[Membership], known: dict[int, Opening], day: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"on": day} if day else {}, **kwargs})
        self.members, self.known = members, known
        for member in members:
            opening, pk = known.get(member.pk), member.pk
            self.fields[f"tenure_{pk}"] = self._day(_("Member since"), member.tenure_from)
            self.fields[f"paid_{pk}"] = self._day(
                _("Paid up to"), opening.paid_until if opening else None, required=False, allow_future=True
            )
            self.fields[f"rounds_{pk}"] = forms.IntegerField(
                label=_("Rounds of state match"), min_value=0, max_value=MOST_ROUNDS, required=False,
                initial=opening.match_rounds if opening else None,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"helped_{pk}"] = forms.BooleanField(
                label=_("Helped before"), required=False, initial=bool(opening and opening.has_been_helped)
            )
            for name in ("tenure", "paid", "rounds", "helped"):
                self.fields[f"{name}_{pk}"].widget.attrs["aria-labelledby"] = f"h-{name} n{pk}"

    @staticmethod
    def _day(label: str, initial: date | None, **more: Any) -> ThaiDateField:
        field = ThaiDateField(label=label, initial=initial, help_text="", **more)
        field.widget.attrs.pop("data-understood", None)
        return field

    def rows(self) -> Iterator[GridRow]:
        """Give the boxes of each member."""
        for member in self.members:
            pk = member.pk
            yield GridRow(
                member, pk in self.known, self[f"tenure_{pk}"], self[f"paid_{pk}"], self[f"rounds_{pk}"],
                self[f"helped_{pk}"],
            )  # fmt: skip

    def problems(self) -> Iterator[tuple[str, str]]:
        """Give each fault of the grid with the box it stands in, named by its member."""
        for row in self.rows():
            for box in (row.tenure, row.paid, row.rounds):
                for error in box.errors:
                    who = f"{row.membership.number} {row.membership.person.name}"
                    yield box.id_for_label, f"{who}, {box.label}: {error}"

    def clean(self) -> dict[str, Any]:
        on = self.cleaned_data.get("on")
        for member in self.members:
            since = self.cleaned_data.get(f"tenure_{member.pk}")
            if on and since and member.joined_on and since > max(on, member.joined_on):
                self.add_error(
                    f"tenure_{member.pk}",
                    _("Type a day up to %(day)s.") % {"day": thai.long_date(max(on, member.joined_on))},
                )
        return self.cleaned_data

    def facts(self) -> list[Facts]:
        """Give what was typed of each member; the form is valid."""
        typed = self.cleaned_data
        return [
            Facts(
                member, typed[f"tenure_{member.pk}"], paid_until=typed[f"paid_{member.pk}"],
                match_rounds=typed[f"rounds_{member.pk}"] or 0, has_been_helped=typed[f"helped_{member.pk}"],
            )
            for member in self.members
        ]  # fmt: skip
