"""What the pages of the bank ask: a file, which column holds what, pairs to confirm, a line to enter."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.sheets import Layout
from welfare.thai import tidy

from . import bank, ledger
from .bankbook import LABELS
from .kept_file import KeptFileForm
from .matching import Pair
from .models import MONEY, Account, AccountKind, BankImport, BankLine, Cost, Source


class FileForm(KeptFileForm):
    """The file of a bank; one that was taken in before is not taken in again."""

    nothing_chosen = gettext_lazy("Choose the file of the bank.")
    too_large = gettext_lazy("This file is too large. Take it in month by month.")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("File from the bank")
        self.fields["file"].help_text = _("Excel (.xlsx, .xls) or CSV, as the bank’s website gives it.")
        self.account = account
        self.done: BankImport | None = None

    def was_taken_in(self) -> bool:
        self.done = BankImport.objects.filter(account=self.account, key=self.cleaned_data["key"]).first()
        return self.done is not None

    def refuse(self) -> None:
        try:
            bank.refuse_known_file(self.account, self.sha256)
        except bank.Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class ColumnsForm(PortalForm):
    """Which column of the file holds what; what is not in the file is left empty."""

    anyway = forms.BooleanField(
        required=False, label=gettext_lazy("I have looked at the balances: take the lines in as they are read")
    )

    def __init__(self, *args: Any, layout: Layout, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "column", "initial": layout.named(), **kwargs})
        choices = [("", _("not in this file")), *((label, label) for label in layout.labels)]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in LABELS]

    @staticmethod
    def chosen(posted: Mapping[str, str]) -> dict[str, str] | None:
        """Give what was chosen by name of the column; None where nothing was asked yet."""
        if "column-on" not in posted:
            return None
        return {name: posted.get(f"column-{name}", "") for name in LABELS}


class PairsForm(PortalForm):
    """Pairs of a line and an entry, ticked where they belong together."""

    pairs = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Tick at least one pair."),
            "invalid_choice": gettext_lazy("Some pairs were dealt with meanwhile. Look at the list again."),
        }
    )

    def __init__(self, *args: Any, pairs: Iterable[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["pairs"]
        choose.choices = [(written(pair), "") for pair in pairs]

    def chosen(self) -> list[tuple[int, int]]:
        """Give the pairs as keys of line and entry; the form is valid."""
        return [(int(line), int(entry)) for line, entry in (each.split("-") for each in self.cleaned_data["pairs"])]


def written(pair: Pair) -> str:
    """Name a pair in a form."""
    return f"{pair.line.pk}-{pair.transfer.pk}"


class LineMatchForm(PortalForm):
    """Which entry a line is."""

    entry = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose the entry that this line is.")}
    )

    def __init__(self, *args: Any, pairs: Iterable[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {str(pair.transfer.pk): pair.transfer for pair in pairs}
        choose: Any = self.fields["entry"]
        choose.choices = [(pk, "") for pk in self.entries]


class LineEntryForm(PortalForm):
    """What a line is that the books do not have; its day and sum are the bank's."""

    key = KeyField()
    what = forms.ChoiceField(
        label=gettext_lazy("What it is"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what this line is.")},
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, line: BankLine, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"note": line.text[:200]}, **kwargs})
        self.line = line
        places = Account.objects.filter(fund=line.fund_id, kind__in=MONEY).exclude(pk=line.account_id).order_by("pk")
        self.places = {f"place-{place.pk}": place for place in places}
        words = _("Money put in from %(place)s") if line.amount > 0 else _("Money moved to %(place)s")
        choose: Any = self.fields["what"]
        choose.choices = [
            ("interest", _("Interest")) if line.amount > 0 else ("fee", _("Bank fee")),
            *((name, words % {"place": place}) for name, place in self.places.items()),
        ]

    def clean_note(self) -> str:
        return tidy(self.cleaned_data["note"])

    def account(self) -> Account:
        """Give the account that the money comes from or goes to; the form is valid."""
        what: str = self.cleaned_data["what"]
        if what in self.places:
            return self.places[what]
        if what == "interest":
            return ledger.account(self.line.fund, AccountKind.INCOME, Source.INTEREST)
        return ledger.account(self.line.fund, AccountKind.COST, Cost.OTHER)


class LinesForm(PortalForm):
    """Which lines of the bank to show: words or an amount, the days, the order."""

    q = forms.CharField(required=False, max_length=100)
    since = ThaiDateField(label=gettext_lazy("From the day"), required=False, help_text="")
    until = ThaiDateField(label=gettext_lazy("Until the day"), required=False, help_text="")
    order = forms.ChoiceField(
        label=gettext_lazy("Which order"), required=False,
        choices=[("", gettext_lazy("the latest first")), ("oldest", gettext_lazy("the oldest first"))],
    )  # fmt: skip

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values()) or bool(self.errors)


class TakeBackForm(PortalForm):
    """Why an import is taken back."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300,
        error_messages={"required": gettext_lazy("Say why the import is taken back.")},
    )  # fmt: skip
