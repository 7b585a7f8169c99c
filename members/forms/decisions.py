"""What follows a claim: the decision on it, its payment, and the list of what was paid."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from funds.models import Account, AccountKind, Category
from funds.place_fields import PlaceField
from funds.rules import wording
from members.models import Claim, Verdict
from welfare import money, thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField

RETURN = "return"
STANDING_IN = gettext_lazy("Why you stand in for the fund")


def standing_in_field() -> forms.CharField:
    """Ask an officer of the province why nobody of the fund takes the step."""
    return forms.CharField(
        label=STANDING_IN, max_length=300,
        help_text=_("For example: the fund’s only treasurer filed this claim. It is shown with the claim."),
    )  # fmt: skip


class DecisionForm(PortalForm):
    """What one of the committee says to a claim: for how much, or why not, or what must be mended first."""

    key = KeyField()
    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (Verdict.APPROVE, gettext_lazy("approve")),
            (RETURN, gettext_lazy("send back for repair")),
            (Verdict.REFUSE, gettext_lazy("refuse")),
        ],
        error_messages={"required": gettext_lazy("Choose approve, send back or refuse.")},
    )
    amount = BahtFormField(
        label=gettext_lazy("Amount approved"),
        required=False,
        help_text=gettext_lazy("It may be lowered, with a reason; never raised."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, when refused, lowered or sent back"),
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

    def __init__(
        self, *args: Any, claim: Claim, today: date, standing: Decimal, stands_in: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"amount": standing, "on": today}, **kwargs})
        self.standing = standing
        self.fields["on"].earliest = claim.filed_on  # type: ignore[attr-defined]
        if stands_in:
            self.fields["standing_in"] = standing_in_field()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict, amount, reason = cleaned.get("verdict"), cleaned.get("amount"), cleaned.get("reason")
        if verdict == Verdict.REFUSE and not reason:
            self.add_error("reason", _("Say why it is refused; the member may ask."))
        if verdict == RETURN and not reason:
            self.add_error("reason", _("Say what must be mended."))
        if verdict == Verdict.APPROVE and "amount" not in self.errors:
            if amount is None:
                amount = cleaned["amount"] = self.standing
            if amount > self.standing:
                asked = money.format_baht(self.standing)
                self.add_error("amount", _("%(amount)s baht are asked; no more can be approved.") % {"amount": asked})
            elif amount < self.standing and not reason:
                self.add_error("reason", _("Say why less is approved than is asked."))
        return cleaned

    def reason_given(self) -> str:
        """Give the reason with its clause."""
        return wording.with_clause(thai.tidy(self.cleaned_data["reason"]), thai.tidy(self.cleaned_data["clause"]))

    def answers(self, missing: int) -> list[tuple[str, str]]:
        """Say what will happen; `missing` counts the signatures that the claim still needs, this one included."""
        typed = self.cleaned_data
        said = [(_("Decided on"), thai.long_date(typed["on"])), (_("Reason"), self.reason_given())]
        if typed.get("standing_in"):
            said.append((str(STANDING_IN), typed["standing_in"]))
        if typed["verdict"] == Verdict.REFUSE:
            return [(_("Decision"), _("refuse: nothing is paid")), *said]
        if typed["verdict"] == RETURN:
            return [(_("Decision"), _("send back: who filed it mends it and sends it in again")), *said]
        amount = f"{money.format_baht(typed['amount'])} {_('baht')} ({money.in_words(typed['amount'])})"
        after = _("It is approved, and waits for the treasurer to pay.")
        if missing > 1:
            after = ngettext(
                "%(count)s more signature is needed before it is approved.",
                "%(count)s more signatures are needed before it is approved.", missing - 1,
            ) % {"count": missing - 1}  # fmt: skip
        return [(_("Decision"), _("approve")), (_("Amount"), amount), (_("What follows"), after), *said]


class StepForm(PortalForm):
    """One step of a claim: what was mended, why it is withdrawn, or how the receiver confirmed."""

    key = KeyField()
    note = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    on = ThaiDateField(label=gettext_lazy("On the day"))

    def __init__(self, *args: Any, claim: Claim, label: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
        self.fields["note"].label = label
        self.fields["on"].earliest = claim.filed_on  # type: ignore[attr-defined]


class PayoutForm(PortalForm):
    """From which account, on which day, to whom, and who saw it or what proves the transfer."""

    key = KeyField()
    cash = PlaceField(label=gettext_lazy("Paid out of"))
    on = ThaiDateField(label=gettext_lazy("Paid on"))
    payee = forms.CharField(
        label=gettext_lazy("Received by"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    witness = forms.CharField(
        label=gettext_lazy("Witness, for cash"), max_length=200, required=False,
        help_text=gettext_lazy("Who saw the money handed over"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    proof = forms.CharField(
        label=gettext_lazy("Number of the transfer slip, for a transfer"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, claim: Claim, places: Iterable[Account], today: date, stands_in: bool = False, **kwargs: Any
    ) -> None:
        initial = {"on": today, "payee": claim.claimant or claim.person.name}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.approved: Decimal = claim.decision.amount
        self.fields["cash"].offer(places)  # type: ignore[attr-defined]
        self.fields["on"].earliest = claim.decision.on  # type: ignore[attr-defined]
        if stands_in:
            self.fields["standing_in"] = standing_in_field()

    def clean_cash(self) -> Account:
        cash: Account = self.cleaned_data["cash"]
        if cash.balance < self.approved:
            words = {"balance": money.format_baht(cash.balance), "amount": money.format_baht(self.approved)}
            raise ValidationError(_("It holds %(balance)s baht; %(amount)s baht are to be paid.") % words)
        return cash

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cash = cleaned.get("cash")
        if cash and cash.kind == AccountKind.CASH and not cleaned.get("witness"):
            self.add_error("witness", _("Cash is handed over before a witness. Type the name."))
        if cash and cash.kind == AccountKind.BANK and not cleaned.get("proof"):
            self.add_error("proof", _("Type the number on the transfer slip."))
        return cleaned

    def answers(self) -> list[tuple[str, str]]:
        """Say what will happen; the form is valid."""
        typed = self.cleaned_data
        cash: Account = typed["cash"]
        before, after = (money.format_baht(amount) for amount in (cash.balance, cash.balance - self.approved))
        said = [
            (_("Paid to"), typed["payee"]),
            (_("Amount"), f"{money.format_baht(self.approved)} {_('baht')} ({money.in_words(self.approved)})"),
            (str(cash), _("%(before)s → %(after)s baht left") % {"before": before, "after": after}),
            (_("Paid on"), thai.long_date(typed["on"])),
            (_("Witness"), typed["witness"]),
        ]
        if typed["proof"]:
            said.append((_("Transfer slip"), typed["proof"]))
        if typed.get("standing_in"):
            said.append((str(STANDING_IN), typed["standing_in"]))
        return said


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
