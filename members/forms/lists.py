"""How the lists of this room are chosen and sorted; read from the address, and what cannot be read is left out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from funds.models import Branch, Fund
from welfare.forms import ThaiDateField

from .register import ReceiptsForm

Orders = Mapping[str, tuple[str, ...]]

RECEIPTS: Orders = {
    "on": ("on", "year", "number"),
    "number": ("year", "number"),
    "payer": ("payer", "year", "number"),
    "amount": ("amount", "year", "number"),
}
COLLECTIONS: Orders = {
    "on": ("on", "pk"),
    "branch": ("branch__moo", "branch__name", "on", "pk"),
    "difference": ("difference", "on", "pk"),
    "total": ("total", "on", "pk"),
}
APPLICATIONS: Orders = {
    "on": ("applied_on", "pk"),
    "name": ("person__sort_key", "pk"),
    "branch": ("branch__moo", "branch__name", "applied_on", "pk"),
}
PAYOUTS: Orders = {
    "on": ("on", "pk"),
    "name": ("person__sort_key", "on", "pk"),
    "amount": ("amount", "on", "pk"),
}


class Sort(NamedTuple):
    """What a list is sorted by: `key` as it stands in the address, and the columns of the database."""

    key: str
    columns: tuple[str, ...]


def sort(asked: str, orders: Orders, usual: str = "-on") -> Sort:
    """Give the order `asked` for, downwards after a minus sign; the usual one for anything unknown."""
    key = asked if asked.removeprefix("-") in orders else usual
    columns = orders[key.removeprefix("-")]
    return Sort(key, tuple(f"-{column}" for column in columns) if key.startswith("-") else columns)


class CollectionsForm(ReceiptsForm):
    """The choice above the collection days: a branch, and the days between which they were."""

    q = None  # type: ignore[assignment]
    branch = forms.ModelChoiceField(
        Branch.objects.none(), label=gettext_lazy("Branch"), required=False, empty_label=gettext_lazy("every branch")
    )
    since = ThaiDateField(label=gettext_lazy("From"), required=False)
    until = ThaiDateField(label=gettext_lazy("To"), required=False)

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = fund.branches.order_by("moo", "name")  # type: ignore[attr-defined]
