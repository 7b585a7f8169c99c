"""Forms for accounts: appoint someone, end a term, give a code, open an account with it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.models import User

from .models import OFFICES_OF_A_PROVINCE, Body, Branch, Fund, Office, Province


class AppointForm(PortalForm):
    """Whom, to which office, from when to when, by which resolution."""

    key = KeyField()
    place = forms.ChoiceField(label=gettext_lazy("Fund or province"))
    office = forms.ChoiceField(label=gettext_lazy("Office"), choices=Office)
    branch = forms.ChoiceField(
        label=gettext_lazy("Branch of a committee member"), required=False,
        help_text=gettext_lazy("Whose claims the member signs, where the fund’s rule asks the branch."),
    )  # fmt: skip
    person = forms.ChoiceField(label=gettext_lazy("Person with an account"), required=False)
    display_name = forms.CharField(
        label=gettext_lazy("Or a new person: title and full name"), required=False, max_length=200
    )
    email = forms.EmailField(label=gettext_lazy("E-mail, if there is one"), required=False)
    meeting = forms.CharField(
        label=gettext_lazy("Number of the meeting that appointed"), required=False, max_length=20,
        help_text=gettext_lazy("For example 3/2568."),
    )  # fmt: skip
    body = forms.ChoiceField(label=gettext_lazy("Who met"), choices=Body)

    field_order = (
        "place", "office", "branch", "person", "display_name", "email", "since", "until", "body", "meeting",
        "meeting_on",
    )  # fmt: skip

    def __init__(self, *args: Any, province: Province, people: list[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, needed in (
            ("since", _("From the day"), True), ("until", _("Last day of the term, if it is known"), False),
            ("meeting_on", _("Day of the meeting"), False),
        ):  # fmt: skip
            self.fields[name] = ThaiDateField(label=label, required=needed, today=lambda: today)
        self.order_fields(self.field_order)
        self.places: dict[str, Fund | Province] = {
            fund.code: fund for fund in Fund.objects.filter(province=province).order_by("position")
        } | {province.slug: province}
        self.people = {str(user.pk): user for user in people}
        chosen: Any = self.fields["place"]
        chosen.choices = [("", _("Choose")), *((code, str(place)) for code, place in self.places.items())]
        self.branches = {
            str(branch.pk): branch
            for branch in Branch.objects.filter(fund__province=province)
            .select_related("fund")
            .order_by("fund__position", "name", "pk")
        }
        of_branch: Any = self.fields["branch"]
        of_branch.choices = [
            ("", _("No branch")), *((pk, f"{each} · {each.fund.short_name}") for pk, each in self.branches.items())
        ]  # fmt: skip
        choose: Any = self.fields["person"]
        choose.choices = [
            ("", _("Nobody of these")),
            *((pk, f"{user} ({user.username})") for pk, user in self.people.items()),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("display_name")):
            self.add_error("person", _("Choose a person with an account, or write the name of a new one."))
        place = self.places.get(data.get("place", ""))
        if place and data.get("office"):
            of_province = data["office"] in OFFICES_OF_A_PROVINCE
            if of_province != isinstance(place, Province):
                self.add_error("office", _("A fund's office needs a fund, a provincial one a province."))
        branch = self.branches.get(data.get("branch", ""))
        if branch and (data.get("office") != Office.COMMITTEE or branch.fund != place):
            self.add_error("branch", _("Only a committee member has a branch, and it is one of the same fund."))
        if isinstance(place, Fund) and not (data.get("meeting") and data.get("meeting_on")):
            self.add_error("meeting", _("Write by which meeting, and its day."))
        return data

    @property
    def place_chosen(self) -> Fund | Province:
        return self.places[self.cleaned_data["place"]]

    @property
    def branch_chosen(self) -> Branch | None:
        return self.branches.get(self.cleaned_data["branch"])

    @property
    def person_chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["person"])


class EndForm(PortalForm):
    """The last day of a term."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = ThaiDateField(label=_("Last day of the term"), today=lambda: today)


class SecondStepForm(PortalForm):
    """From which day the officers of a fund need a second step at sign-in; empty for not at all."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"] = ThaiDateField(
            label=_("Required from the day"), required=False, today=lambda: today,
            help_text=_("Leave it empty where it is not required."),
        )  # fmt: skip


class CodeForm(PortalForm):
    """A code is made when this is sent."""

    key = KeyField()
    seen = forms.BooleanField(
        label=gettext_lazy("The person stands before me, and I have seen the citizen card"),
        error_messages={"required": gettext_lazy("A code is given to the person alone, never by telephone.")},
    )
    without_second_step = forms.BooleanField(
        label=gettext_lazy("The telephone for the second step is lost too: take the second step away"), required=False
    )


class JoinForm(PortalForm):
    """The code from the paper."""

    code = forms.CharField(
        label=gettext_lazy("Code on your paper"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )  # fmt: skip


class AccountForm(PortalForm):
    """The user name and password that someone chooses with a code."""

    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        help_text=gettext_lazy("You may keep the one that is offered. Write it down: you sign in with it."),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("E-mail, if you have one"), required=False)
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 10 letters or digits. A sentence that only you say is good."),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("The same password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"username": user.username, "email": user.email}, **kwargs)
        self.user = user
        if not is_new:
            del self.fields["username"], self.fields["email"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        if data.get("password"):
            self.user.username = data.get("username") or self.user.username
            try:
                validate_password(data["password"], self.user)
            except ValidationError as problem:
                self.add_error("password", problem)
        return data
