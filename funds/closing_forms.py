"""What the pages of counting, closing and reopening ask, and the days of a statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField
from welfare.money import format_baht, from_satang

from . import closing, counting
from .closing import Found
from .counting import COINS, NOTES, PIECES, Place
from .models import MONEY, Account, AccountKind, Fund

MOST_PIECES = 100_000


class BoxField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a cash box of the fund; where there is one only, it is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Account.objects.none(), empty_label=None, widget=forms.RadioSelect, **kwargs)

    def among(self, boxes: Any) -> None:
        self.queryset = boxes
        found = list(boxes[:2])
        self.initial = found[0].pk if found else None
        if len(found) == 1:
            self.widget = forms.HiddenInput()


class CountForm(PortalForm):
    """Notes and coins counted in one cash box: how many of each; an empty box is none."""

    key = KeyField()
    account = BoxField(label=gettext_lazy("Cash box"))
    on = ThaiDateField(
        label=gettext_lazy("Counted at the end of the day"),
        help_text=gettext_lazy("All money received and paid on that day is in the books and in the box."),
    )

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box: Any = self.fields["account"]
        box.among(Account.objects.of(fund).filter(kind=AccountKind.CASH).order_by("pk"))
        for value in PIECES:
            self.fields[f"pieces_{value}"] = forms.IntegerField(
                label=worth_in_words(value), required=False, min_value=0, max_value=MOST_PIECES,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "autocomplete": "off", "data-worth": value, "class": "pieces"}
                ),
            )  # fmt: skip

    def pieces(self) -> dict[int, int]:
        """Give how many there are of each value in satang; the form is valid."""
        return {value: self.cleaned_data.get(f"pieces_{value}") or 0 for value in PIECES}

    def counted(self) -> Decimal:
        """Give what the pieces typed so far come to, in baht."""
        return counting.worth(self.pieces()) if hasattr(self, "cleaned_data") else Decimal(0)

    def groups(self) -> list[tuple[str, list[tuple[BoundField, Decimal | None]]]]:
        """Give notes and coins with their boxes, and what each line comes to once it was typed."""
        typed = self.pieces() if hasattr(self, "cleaned_data") else {}
        return [
            (
                heading,
                [
                    (self[f"pieces_{value}"], from_satang(value * typed[value]) if typed.get(value) else None)
                    for value in values
                ],
            )
            for heading, values in ((_("Notes"), NOTES), (_("Coins"), COINS))
        ]


def worth_in_words(satang: int) -> str:
    """Say what a note or coin is called: 1,000 baht, 50 satang."""
    if satang < 100:
        return _("%(count)s satang") % {"count": satang}
    return _("%(amount)s baht") % {"amount": f"{satang // 100:,}"}


@dataclass(frozen=True, slots=True)
class Row:
    """One account on the page that closes a month: its boxes, and how far what was found is from the books."""

    place: Place
    found: BoundField | None
    why: BoundField
    difference: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """Baht found in the account at the end of the month."""
        return None if self.difference is None else self.place.book + self.difference


class CloseForm(PortalForm):
    """What the bank book and other papers say at the end of a month, and why anything differs from the books."""

    key = KeyField()

    def __init__(
        self, *args: Any, month: date, places: Sequence[Place], earlier: Sequence[date], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.month, self.places = month, places
        for place in places:
            pk = place.account.pk
            if not place.is_counted:
                self.fields[f"found_{pk}"] = BahtFormField(
                    label=_("Balance in the bank book")
                    if place.account.kind == AccountKind.BANK
                    else _("Value by its papers"),
                    allow_zero=True, initial=place.found,
                )  # fmt: skip
            self.fields[f"why_{pk}"] = forms.CharField(
                label=_("Why it differs from the books"), required=False, max_length=300
            )
        if earlier:
            stretch = {"first": thai.long_month(earlier[0]), "last": thai.long_month(earlier[-1])}
            self.fields["with_earlier"] = forms.BooleanField(
                label=_("Close %(first)s to %(last)s as well") % stretch
                if len(earlier) > 1
                else _("Close %(first)s as well") % stretch,
                help_text=_("They were not counted then; the books are taken as they stand."),
                error_messages={"required": _("The earlier months are closed first. Tick this to close them too.")},
            )

    def clean(self) -> dict[str, Any]:
        for row in self.rows():
            if row.difference is None and row.found is None:
                self.add_error(row.why.name, _("Count this cash box first."))
            elif row.difference and not self.cleaned_data.get(row.why.name, "").strip():
                self.add_error(
                    row.why.name,
                    _("It differs from the books by %(difference)s baht. Say why.")
                    % {"difference": format_baht(row.difference)},
                )
        return self.cleaned_data

    def found(self) -> dict[int, Found]:
        """Give by account what was found and why it differs; an account whose box is faulty has no amount."""
        typed = getattr(self, "cleaned_data", {})
        return {
            place.account.pk: Found(typed.get(f"found_{place.account.pk}"), typed.get(f"why_{place.account.pk}") or "")
            for place in self.places
        }

    def rows(self) -> Iterator[Row]:
        """Give each account with its boxes."""
        found = self.found()
        for place in self.places:
            pk = place.account.pk
            box = None if place.is_counted else self[f"found_{pk}"]
            yield Row(place, box, self[f"why_{pk}"], closing.difference(place, found[pk]))

    def is_together(self) -> bool:
        """Say whether earlier months are to be closed by the same act."""
        return bool(self.cleaned_data.get("with_earlier"))


class ReopenForm(PortalForm):
    """Why a closed month is opened again."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why it is reopened"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AccountForm(PortalForm):
    """Another place for money."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=[(kind.value, kind.label) for kind in MONEY], widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Its name"),
        max_length=120,
        help_text=gettext_lazy("For a bank: the bank, the branch and the last digits of the account."),
    )


class PeriodForm(PortalForm):
    """The first and the last day of a statement."""

    first = ThaiDateField(label=gettext_lazy("From the day"), help_text="")
    last = ThaiDateField(label=gettext_lazy("Until the day"), help_text="")

    def clean(self) -> dict[str, Any]:
        days = self.cleaned_data
        if days.get("first") and days.get("last") and days["last"] < days["first"]:
            self.add_error("last", _("The last day lies before the first."))
        return days


class FreezeForm(PortalForm):
    """Freeze the statement that was shown."""

    key = KeyField()
    first = forms.DateField(widget=forms.HiddenInput)
    last = forms.DateField(widget=forms.HiddenInput)
