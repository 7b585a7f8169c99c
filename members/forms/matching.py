"""What pages of the state's match ask: a round, what its request says, what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from funds.forms import AccountField, EntryForm
from funds.models import MOST_ROUNDS
from members.match_checks import LABELS, POSTS, RECOGNITIONS, STANDINGS
from welfare import thai
from welfare.forms import BahtFormField, FreshForm, KeyField, PortalForm, ThaiDateField

NUMBERS_HELP = gettext_lazy("Member numbers with a space between, for example 12 45 103")


def whole(label: Any, *, most: int = 100_000, required: bool = False, **kwargs: Any) -> forms.IntegerField:
    """Ask for a whole number with the keys of a telephone."""
    boxed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=required, widget=boxed, **kwargs)


class MemberNumbersField(forms.CharField):
    """Member numbers in any digits, parted by spaces or commas, cleaned to a list of them."""

    def clean(self, value: Any) -> list[int]:
        words = thai.arabic_digits(super().clean(value)).replace(",", " ").split()
        if unread := [word for word in words if not (word.isdecimal() and len(word) < 10)]:
            raise forms.ValidationError(_("Not a member number: %(words)s.") % {"words": ", ".join(unread)})
        return [int(word) for word in words]


class RoundForm(PortalForm):
    """Which round is begun, and on which day it counts members."""

    key = KeyField()
    number = whole(gettext_lazy("Round of the match"), most=MOST_ROUNDS, required=True)
    counting_on = ThaiDateField(label=gettext_lazy("Counting day"), allow_future=True)


YES_OR_NO = [
    ("", gettext_lazy("Choose")), ("yes", pgettext_lazy("match", "there is")),
    ("no", pgettext_lazy("match", "there is none")),
]  # fmt: skip
# The headings of the form, and what stands under each.
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("1. Founding and recognition"), ("founded_on", "first_paid_on", "recognition")),
    (gettext_lazy("2. Members and villages"), ("villages", "villages_with", "disabled", "disadvantaged")),
    (gettext_lazy("3. The local authority"), ("lao_how",)),
    (
        gettext_lazy("4. Management"),
        ("committee_community", "committee_experts", "plan_kept", "monitored", "reported", "committee_meetings",
         "member_meetings", "last_meeting_on"),
    ),
    (gettext_lazy("6. Other welfare and ties"), ("links",)),
    (gettext_lazy("What the request says"), ("strengths", "use_of_money", "monitoring", "year_plan")),
    (
        gettext_lazy("Who signs"),
        ("chair", "committee_1", "committee_2", "committee_3", "committee_4", "executive", "executive_post",
         "executive_stands"),
    ),
)  # fmt: skip
# The box of the form in which a check of another name is entered.
BOX = {
    "founded": "founded_on", "first_paid": "first_paid_on", "last_meeting": "last_meeting_on", "spread": "villages",
    "committee": "committee_1",
}  # fmt: skip
DAYS = ("founded_on", "first_paid_on", "last_meeting_on")
ANSWERS = ("plan_kept", "monitored", "reported")


def _long(name: str) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=LABELS[name], max_length=2000, required=False, widget=box)


class WordingForm(FreshForm, PortalForm):
    """What the request says that no row of the portal tells; all of it may come later."""

    founded_on = ThaiDateField(
        label=LABELS["founded"], required=False, help_text=gettext_lazy("Only where the portal does not know it")
    )
    first_paid_on = ThaiDateField(
        label=LABELS["first_paid"], required=False,
        help_text=gettext_lazy("The first welfare on paper, where it was before the portal"),
    )  # fmt: skip
    recognition = forms.ChoiceField(
        label=LABELS["recognition"], required=False, choices=[("", gettext_lazy("Choose")), *RECOGNITIONS.items()]
    )
    villages = whole(LABELS["villages"], most=500, help_text=gettext_lazy("Of the whole area of the authority"))
    villages_with = whole(
        LABELS["villages_with"], most=500,
        help_text=gettext_lazy("Only where the register does not know the villages; empty counts the register"),
    )  # fmt: skip
    disabled = whole(LABELS["disabled"])
    disadvantaged = whole(LABELS["disadvantaged"])
    lao_how = forms.CharField(
        label=LABELS["lao_how"], max_length=500, required=False,
        help_text=gettext_lazy("A room, an officer’s time, advice; money and help in kind are counted from the books"),
    )  # fmt: skip
    committee_community = whole(LABELS["committee_community"], most=500)
    committee_experts = whole(LABELS["committee_experts"], most=500)
    plan_kept = forms.ChoiceField(label=LABELS["plan_kept"], choices=YES_OR_NO, required=False)
    monitored = forms.ChoiceField(label=LABELS["monitored"], choices=YES_OR_NO, required=False)
    reported = forms.ChoiceField(label=LABELS["reported"], choices=YES_OR_NO, required=False)
    committee_meetings = whole(
        LABELS["committee_meetings"], most=400,
        help_text=gettext_lazy("Only where more were held than are recorded with their resolutions"),
    )  # fmt: skip
    member_meetings = whole(LABELS["member_meetings"], most=400)
    last_meeting_on = ThaiDateField(label=LABELS["last_meeting"], required=False)
    links = _long("links")
    strengths = _long("strengths")
    use_of_money = _long("use_of_money")
    monitoring = _long("monitoring")
    year_plan = _long("year_plan")
    chair = forms.CharField(
        label=LABELS["chair"], max_length=120, required=False,
        help_text=gettext_lazy("Empty takes the chair who is appointed in the portal"),
    )  # fmt: skip
    committee_1 = forms.CharField(label=gettext_lazy("Committee member 1"), max_length=120, required=False)
    committee_2 = forms.CharField(label=gettext_lazy("Committee member 2"), max_length=120, required=False)
    committee_3 = forms.CharField(label=gettext_lazy("Committee member 3"), max_length=120, required=False)
    committee_4 = forms.CharField(label=gettext_lazy("Committee member 4"), max_length=120, required=False)
    executive = forms.CharField(label=LABELS["executive"], max_length=120, required=False)
    executive_post = forms.ChoiceField(
        label=gettext_lazy("Post of the executive"), required=False,
        choices=[("", gettext_lazy("Choose")), *POSTS.items()],
    )  # fmt: skip
    executive_stands = forms.ChoiceField(
        label=gettext_lazy("By what right"), required=False, choices=[("", gettext_lazy("Choose")), *STANDINGS.items()]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("executive_post", "executive_stands"):
            if cleaned.get("executive") and not cleaned.get(name):
                self.add_error(name, _("Choose it for the executive who signs."))
        if cleaned.get("executive_post") == "permanent_secretary" and cleaned.get("executive_stands") == "own":
            self.add_error(
                "executive_stands", _("The permanent secretary signs only by delegation or acting for the executive.")
            )
        living, villages = cleaned.get("villages_with"), cleaned.get("villages")
        if living and villages and living > villages:
            self.add_error("villages_with", _("There are not more villages with members than villages."))
        return cleaned

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Give the boxes under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]

    def wording(self) -> dict[str, Any]:
        """Give what was typed as a request keeps it; the form is valid."""
        typed = {name: self.cleaned_data[name] for _heading, names in PARTS for name in names}
        typed |= {name: typed[name].isoformat() for name in DAYS if typed[name]}
        typed |= {name: typed[name] == "yes" for name in ANSWERS if typed[name]}
        typed["committee"] = [typed.pop(f"committee_{number}") for number in range(1, 5)]
        return {name: value for name, value in typed.items() if value not in (None, "", ["", "", "", ""])}


def typed_before(wording: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a request keeps as the form shows it."""
    said: dict[str, Any] = {name: value for name, value in wording.items() if name != "committee"}
    said |= {name: date.fromisoformat(said[name]) for name in DAYS if said.get(name)}
    said |= {name: "yes" if said[name] else "no" for name in ANSWERS if name in said}
    names = [*wording.get("committee", []), "", "", "", ""]
    return said | {f"committee_{number}": names[number - 1] for number in range(1, 5)}


class SendingForm(PortalForm):
    """Send what was shown, though some of it may be open."""

    key = KeyField()
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, open_count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if open_count:
            self.fields["anyway"] = forms.BooleanField(
                label=_("Send it though some criteria are open"),
                error_messages={"required": _("Enter what is open first, or say that it is sent as it is.")},
            )


class ReasonForm(PortalForm):
    """Why a request is withdrawn, or was not approved."""

    key = KeyField()
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class ApprovalForm(EntryForm):
    """What was approved, and by which letter."""

    amount = BahtFormField(label=gettext_lazy("Approved"))
    paper = forms.CharField(label=gettext_lazy("Number of the letter"), max_length=60, required=False)
    on = ThaiDateField(label=gettext_lazy("Date of the approval"))
    struck = MemberNumbersField(
        label=gettext_lazy("Members left out by the approval"), required=False, help_text=NUMBERS_HELP
    )
    reason = forms.CharField(label=gettext_lazy("Why it is less than asked"), max_length=300, required=False)

    def _words(self, name: str, value: Any) -> str:
        return " ".join(str(each) for each in value) if name == "struck" else super()._words(name, value)


class AmendmentForm(ApprovalForm):
    """What the letter says, where the approval was typed otherwise."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class ReceivingForm(EntryForm):
    """What came of an approved match, and where it lies."""

    amount = BahtFormField(label=gettext_lazy("Amount"))
    into = AccountField(label=gettext_lazy("Where the money goes"))
    on = ThaiDateField(label=gettext_lazy("Received on"))


class RecallForm(EntryForm):
    """What is to be paid back, and why."""

    amount = BahtFormField(label=gettext_lazy("To be paid back"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    struck = MemberNumbersField(
        label=gettext_lazy("Members who should not have been counted"), required=False, help_text=NUMBERS_HELP
    )
    on = ThaiDateField(label=gettext_lazy("Found on"))

    def _words(self, name: str, value: Any) -> str:
        return " ".join(str(each) for each in value) if name == "struck" else super()._words(name, value)


class PayingBackForm(EntryForm):
    """What is paid back, from where."""

    amount = BahtFormField(label=gettext_lazy("Paid back"))
    cash = AccountField(label=gettext_lazy("Where the money comes from"))
    witness = forms.CharField(label=gettext_lazy("Witness"), max_length=200, required=False)
    on = ThaiDateField(label=gettext_lazy("Paid on"))
