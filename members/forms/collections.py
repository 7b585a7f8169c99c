"""What the collection-day sheet asks around its rows, and how it travels from check to save."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Account, AccountKind, Fund
from members.collections import Line
from members.contributions import Paid
from members.models import Membership
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField

SALT = "members.forms.collections"
AMOUNT, PAYS_WITH = "a", "w"


class SheetForm(PortalForm):
    """The head and the foot of the sheet: the day, the cash box, what was counted and why it differs."""

    key = KeyField()
    turn = forms.IntegerField(min_value=0, required=False, initial=0, widget=forms.HiddenInput)
    on = ThaiDateField(label=gettext_lazy("Collection day"))
    into = forms.ModelChoiceField(
        Account.objects.none(), label=gettext_lazy("Received as"), empty_label=None, widget=forms.RadioSelect
    )
    counted = BahtFormField(
        label=gettext_lazy("Cash counted"),
        allow_zero=True,
        help_text=gettext_lazy("Count the money first, then type what it comes to."),
        error_messages={"required": gettext_lazy("Count the money and type what it comes to.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Why it differs from the receipts"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, fund: Fund, today: date, **kwargs: Any) -> None:
        accounts = Account.objects.of(fund).filter(kind__in=(AccountKind.CASH, AccountKind.BANK))
        first = list(accounts.order_by("-kind", "pk"))
        kwargs["initial"] = {"on": today, "into": first[0] if first else None} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = accounts.order_by("-kind", "pk")
        if len(first) == 1:
            into.widget = forms.HiddenInput()
        self.fields["counted"].widget.attrs |= {"data-counted": ""}

    def day(self) -> date | None:
        """Give the day that was typed, when it was understood."""
        return self.cleaned_data.get("on") if hasattr(self, "cleaned_data") else None


def typed_rows(sent: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Give what was sent of the rows that are not empty: by primary key the amount and the number of who pays."""
    names = {name[1:] for name in sent if name[:1] in (AMOUNT, PAYS_WITH) and name[1:].isdigit()}
    found = {pk: (sent.get(AMOUNT + pk, "")[:40], sent.get(PAYS_WITH + pk, "")[:20]) for pk in names}
    return {pk: cells for pk, cells in found.items() if any(cell.strip() for cell in cells)}


def to_keep(sent: Mapping[str, str]) -> dict[str, Any]:
    """Give all that was typed into a sheet, as a draft keeps it."""
    head = {name: sent.get(name, "")[:400] for name in ("on", "into", "counted", "explanation")}
    return {"head": head, "rows": typed_rows(sent), "pen": sent.get("pen", "")[:40]}


def sealed(lines: Sequence[Line]) -> str:
    """Write the lines that were checked so that they come back from the page as they were."""
    rows = [
        (
            line.paid.membership.pk, str(line.paid.amount), _iso(line.paid.covers_from), _iso(line.paid.covers_until),
            line.payer.pk,
        )
        for line in lines
    ]  # fmt: skip
    return signing.dumps(rows, salt=SALT, compress=True)


def opened(fund: Fund, seal: str) -> list[Line]:
    """Read `sealed` lines back. Raises ValidationError when they are not what the page was given."""
    try:
        rows = signing.loads(seal, salt=SALT)
    except signing.BadSignature:
        raise ValidationError(_("This page was not opened in full. Open it again and fill it in once more.")) from None
    members = (
        Membership.objects.of(fund).select_related("person").in_bulk({pk for row in rows for pk in (row[0], row[4])})
    )
    try:
        return [
            Line(Paid(members[pk], parsed(amount), _day(first), _day(last)), members[payer])
            for pk, amount, first, last, payer in rows
        ]
    except KeyError:
        raise ValidationError(_("A member of this sheet is not of this fund.")) from None


def parsed(amount: str) -> Any:
    return BahtFormField().to_python(amount)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
