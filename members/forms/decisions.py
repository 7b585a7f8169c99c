"""What follows a claim: the decision on it, its payment, and the list of what was paid."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from funds.forms import AccountField
from funds.models import Account, Category, Fund
from funds.rules import wording
from members.models import Claim, Verdict
from welfare import money, thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField


class DecisionForm(PortalForm):
    """What the committee decided. The sum may be lowered; a refusal says why, and by which clause."""

    key = KeyField()
    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[(Verdict.APPROVE, gettext_lazy("approve")), (Verdict.REFUSE, gettext_lazy("refuse"))],
        error_messages={"required": gettext_lazy("Choose approve or refuse.")},
    )
    amount = BahtFormField(
        label=gettext_lazy("Amount approved"),
        required=False,
        help_text=gettext_lazy("It may be lowered, with a reason; never raised."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, when refused or lowered"),
        max_length=240,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    clause = forms.CharField(
        label=gettext_lazy("By which clause"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example ข้อ 12"),
    )
    on = ThaiDateField(label=gettext_lazy("Decided on"))

    def __init__(self, *args: Any, claim: Claim, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"amount": claim.amount, "on": today}, **kwargs})
        self.claim = claim
        self.fields["on"].earliest = claim.filed_on  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict, amount, reason = cleaned.get("verdict"), cleaned.get("amount"), cleaned.get("reason")
        if verdict == Verdict.REFUSE and not reason:
            self.add_error("reason", _("Say why it is refused; the member may ask."))
        if verdict == Verdict.APPROVE and "amount" not in self.errors:
            if amount is None:
                amount = cleaned["amount"] = self.claim.amount
            if amount > self.claim.amount:
                asked = money.format_baht(self.claim.amount)
                self.add_error("amount", _("%(amount)s baht are asked; no more can be approved.") % {"amount": asked})
            elif amount < self.claim.amount and not reason:
                self.add_error("reason", _("Say why less is approved than is asked."))
        return cleaned

    def reason_given(self) -> str:
        """Give the reason with its clause."""
        return wording.with_clause(thai.tidy(self.cleaned_data["reason"]), thai.tidy(self.cleaned_data["clause"]))


class PayoutForm(PortalForm):
    """From which account, on which day, to whom, and who saw it."""

    key = KeyField()
    cash = AccountField(label=gettext_lazy("Paid out of"))
    on = ThaiDateField(label=gettext_lazy("Paid on"))
    payee = forms.CharField(
        label=gettext_lazy("Received by"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    witness = forms.CharField(
        label=gettext_lazy("Witness"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, claim: Claim, fund: Fund, today: date, **kwargs: Any) -> None:
        initial = {"on": today, "payee": claim.claimant or claim.person.name}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.approved: Decimal = claim.decision.amount
        places = Account.objects.of(fund).money().order_by("pk")
        self.fields["cash"].queryset = places  # type: ignore[attr-defined]
        self.fields["on"].earliest = claim.decision.on  # type: ignore[attr-defined]

    def clean_cash(self) -> Account:
        cash: Account = self.cleaned_data["cash"]
        if cash.balance < self.approved:
            words = {"balance": money.format_baht(cash.balance), "amount": money.format_baht(self.approved)}
            raise ValidationError(_("It holds %(balance)s baht; %(amount)s baht are to be paid.") % words)
        return cash

    def answers(self) -> list[tuple[str, str]]:
        """Say what will happen; the form is valid."""
        typed = self.cleaned_data
        cash: Account = typed["cash"]
        before, after = (money.format_baht(amount) for amount in (cash.balance, cash.balance - self.approved))
        return [
            (_("Paid to"), typed["payee"]),
            (_("Amount"), f"{money.format_baht(self.approved)} {_('baht')} ({money.in_words(self.approved)})"),
            (str(cash), _("%(before)s → %(after)s baht left") % {"before": before, "after": after}),
            (_("Paid on"), thai.long_date(typed["on"])),
            (_("Witness"), typed["witness"]),
        ]


class PayoutsForm(PortalForm):
    """Which payments to list; read from the address."""

    q = forms.CharField(label=gettext_lazy("Name or voucher number"), max_length=100, required=False)
    until = ThaiDateField(label=pgettext_lazy("last day", "to"), required=False, help_text="")
    category = forms.ChoiceField(
        label=gettext_lazy("Category"), required=False, choices=[("", gettext_lazy("all")), *Category.choices]
    )
    outsiders = forms.ChoiceField(
        label=gettext_lazy("Members or not"),
        required=False,
        choices=[("", gettext_lazy("all")), ("no", gettext_lazy("members")), ("yes", gettext_lazy("not members"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = ThaiDateField(label=_("Paid from"), required=False, help_text="")
        self.fields = {"q": self.fields.pop("q"), "from": first, **self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, until = cleaned.get("from"), cleaned.get("until")
        if first and until and first > until:
            self.add_error("until", _("The last day comes before the first."))
        return cleaned
