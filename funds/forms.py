"""What pages of the money ask: a day, a stretch of the journal, an entry that moves baht."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import money, thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField

from .models import GIVERS, MONEY, MOST_ROUNDS, Account, AccountKind, Cost, Fund, Source


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that figures are asked for, as `typed`; when it was not understood, the usual one, and the `problem`.

    `books` is the last day up to which the books are kept, where that is not today.
    """

    day: date
    today: date
    typed: str = ""
    problem: str = ""
    books: date | None = None

    @property
    def usual(self) -> date:
        """The day that is shown when none is asked for."""
        return self.books or self.today

    @property
    def is_past_the_books(self) -> bool:
        """Whether a day was asked for after the books lay still."""
        return self.books is not None and self.day > self.books

    @property
    def kept(self) -> date | None:
        """What the kept totals are asked with: None for today, when all that is recorded counts."""
        return None if self.day >= self.today else self.day

    @property
    def words(self) -> str:
        return thai.long_date(self.day)

    @property
    def value(self) -> str:
        """What stands in the box."""
        return self.typed or thai.typed_date(self.day)

    def address(self, name: str = "as_of") -> str:
        """Give the end of an address that asks for the same day; nothing for today."""
        return "" if self.kept is None else f"?{name}={self.day.isoformat()}"


def as_of(asked: Mapping[str, str], today: date, *, books: date | None = None) -> AsOf:
    """Read the day a page is asked for, in any Thai writing; usually today, or the end of `books` that lie still."""
    typed = asked.get("as_of", "").strip()[:60]
    usual, still = books or today, books if books and books < today else None
    if not typed:
        return AsOf(usual, today, books=still)
    try:
        return AsOf(thai.parse_date(typed, today=today), today, books=still)
    except thai.DateNotUnderstood as problem:
        return AsOf(usual, today, typed, problem.reason, still)


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose among the fund's places for money; each says what it holds."""

    default_error_messages = {"required": gettext_lazy("Choose where the money lies.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Account.objects.none(), empty_label=None, widget=forms.RadioSelect, **kwargs)

    def label_from_instance(self, account: Any) -> str:
        return _("%(account)s, holds %(balance)s baht") % {
            "account": account, "balance": money.format_baht(account.balance)
        }  # fmt: skip


class EntryForm(PortalForm):
    """An entry in the books of one fund, read back in words before it is saved."""

    key = KeyField()

    def __init__(self, *args: Any, fund: Fund, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
        places = Account.objects.of(fund).money().order_by("pk")
        for field in self.fields.values():
            if isinstance(field, AccountField):
                field.queryset = places

    def answers(self) -> list[tuple[str, str]]:
        """Give each filled-in field and what it was understood as; the form is valid."""
        filled = [(self[name], self.cleaned_data[name]) for name in self.fields if not self[name].is_hidden]
        return [(str(bound.label), self._words(bound.name, value)) for bound, value in filled if value]

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(value, date):
            return thai.long_date(value)
        if isinstance(value, Decimal):
            return _("%(amount)s baht (%(words)s)") % {
                "amount": money.format_baht(value), "words": money.in_words(value)
            }  # fmt: skip
        if isinstance(field, forms.ChoiceField) and not isinstance(field, AccountField):
            choices: Any = field.choices
            return str(dict(choices)[value])
        return str(value)


class IncomeForm(EntryForm):
    """Money received that is no member's contribution: grants, interest, donations."""

    source = forms.ChoiceField(
        label=gettext_lazy("What the money is"),
        choices=[("", gettext_lazy("Choose"))]
        + [choice for choice in Source.choices if choice[0] not in (Source.MEMBERS, Source.ENTRY_FEE)],
    )
    round = forms.IntegerField(
        label=gettext_lazy("Round of the match"),
        help_text=gettext_lazy("Only for the state match through CODI: 1 for the first round, and so on"),
        required=False, min_value=1, max_value=MOST_ROUNDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    amount = BahtFormField(label=gettext_lazy("Amount"))
    payer = forms.CharField(label=gettext_lazy("Received from"), max_length=200)
    into = AccountField(label=gettext_lazy("Where the money goes"))
    on = ThaiDateField(label=gettext_lazy("Received on"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        is_match, has_round = cleaned.get("source") == Source.STATE_MATCH, bool(cleaned.get("round"))
        if is_match and not has_round and "round" not in self.errors:
            self.add_error("round", _("Type which round of the match this is. It stands in CODI’s letter."))
        if cleaned.get("source") and not is_match and has_round:
            self.add_error("round", _("Only the state match has rounds. Leave this empty."))
        return cleaned


class CostForm(EntryForm):
    """Money paid for running the fund."""

    line = forms.ChoiceField(
        label=gettext_lazy("What was paid for"), choices=[("", gettext_lazy("Choose")), *Cost.choices]
    )
    amount = BahtFormField(label=gettext_lazy("Amount"))
    payee = forms.CharField(label=gettext_lazy("Paid to"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("Details"), max_length=200, help_text=gettext_lazy("As the voucher prints it")
    )
    cash = AccountField(label=gettext_lazy("Where the money comes from"))
    witness = forms.CharField(label=gettext_lazy("Witness"), max_length=200, required=False)
    on = ThaiDateField(label=gettext_lazy("Paid on"))


class DepositForm(EntryForm):
    """Money moved between the fund's own places: cash taken to the bank, or fetched from it."""

    credit = AccountField(label=gettext_lazy("Take from"))
    debit = AccountField(label=gettext_lazy("Put into"))
    amount = BahtFormField(label=gettext_lazy("Amount"))
    on = ThaiDateField(label=gettext_lazy("Moved on"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("debit") and cleaned.get("debit") == cleaned.get("credit"):
            self.add_error("debit", _("Money cannot move from an account into itself."))
        return cleaned


class InKindForm(EntryForm):
    """Help that is no money, and what it is worth."""

    source = forms.ChoiceField(
        label=gettext_lazy("Who helps"),
        choices=[("", gettext_lazy("Choose")), *((giver.value, giver.label) for giver in GIVERS)],
    )
    giver = forms.CharField(
        label=gettext_lazy("Given by"), max_length=200, help_text=gettext_lazy("The name of the body or the person")
    )
    what = forms.CharField(
        label=gettext_lazy("What was given"), max_length=300,
        help_text=gettext_lazy("For example a meeting room, a car, an officer’s time, rice"),
    )  # fmt: skip
    worth = BahtFormField(
        label=gettext_lazy("What it is worth"), required=False, allow_zero=True,
        help_text=gettext_lazy("As the committee values it; empty where nobody can say"),
    )  # fmt: skip
    on = ThaiDateField(label=gettext_lazy("Given on"))


class TakingBackForm(PortalForm):
    """Why a record is taken back."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why it is taken back.")},
    )


class InKindListForm(PortalForm):
    """Which help in kind to show; what is not understood is left out."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    source = forms.ChoiceField(
        label=gettext_lazy("Who helps"), required=False,
        choices=[("", gettext_lazy("All")), *((giver.value, giver.label) for giver in GIVERS)],
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("From the day")), ("until", _("Until the day"))):
            self.fields[name] = ThaiDateField(label=label, required=False, today=lambda: today, help_text="")


class CountsForm(PortalForm):
    """Which cash counts to show: of which box, between which days."""

    def __init__(self, *args: Any, boxes: list[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(boxes) > 1:
            choices = [("", _("All cash boxes")), *((str(box.pk), str(box)) for box in boxes)]
            self.fields["account"] = forms.ChoiceField(label=_("Cash box"), required=False, choices=choices)
        for name, label in (("from", _("From the day")), ("until", _("Until the day"))):
            self.fields[name] = ThaiDateField(label=label, required=False, today=lambda: today, help_text="")


class JournalForm(PortalForm):
    """Which stretch of the journal to show, of which account, with which words; what is not understood is left out."""

    q = forms.CharField(
        label=gettext_lazy("Find an entry"), required=False, max_length=100,
        help_text=gettext_lazy("A name, words of the note, the amount, or a paper such as 12/2561"),
    )  # fmt: skip
    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False)
    line = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)  # of the official form

    def __init__(self, *args: Any, accounts: list[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("From the day")), ("until", _("Until the day"))):
            self.fields[name] = ThaiDateField(label=label, required=False, today=lambda: today, help_text="")
        self.fields["order"] = forms.ChoiceField(
            label=_("Which order"),
            required=False,
            choices=[("", _("the latest first")), ("oldest", _("the oldest first"))],
        )
        self.accounts = {str(account.pk): account for account in accounts}
        choose: Any = self.fields["account"]
        choose.choices = [("", _("All accounts")), *self._groups(self.data.get("account", ""))]

    def _groups(self, chosen: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Group the accounts as the statement does; those that never held anything are left out, unless chosen."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, account in self.accounts.items():
            if account.balance or account.kind in MONEY or pk == chosen:
                groups.setdefault(heading(account), []).append((pk, str(account)))
        return list(groups.items())

    @property
    def words(self) -> str:
        return (self.cleaned_data.get("q") or "").strip()

    @property
    def source(self) -> Source | None:
        """The source of money whose entries are asked for by the address of a figure, whatever its accounts."""
        asked = self.data.get("source", "")
        return Source(asked) if asked in Source.values and not self.chosen else None

    @property
    def is_oldest_first(self) -> bool:
        return self.cleaned_data.get("order") == "oldest"

    @property
    def order(self) -> tuple[str, str]:
        return ("on", "pk") if self.is_oldest_first else ("-on", "-pk")

    @property
    def chosen(self) -> Account | None:
        return self.accounts.get(self.cleaned_data.get("account", ""))


def heading(account: Account) -> str:
    """Say under which heading of the statement `account` stands."""
    if account.kind in MONEY:
        return _("Money in the fund")
    if account.kind == AccountKind.BENEFIT and account.outsiders:
        return _("Welfare paid to people who are not members")
    return str(AccountKind(account.kind).label)
