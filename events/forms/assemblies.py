"""The plan of an assembly, its agenda and its invitations, as typed."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.assemblies import Details
from events.models import Assembly, Group, Majority, QuorumOf
from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField

NUMBER_LENGTH = 8  # a resolution of a fund names the meeting in 20 letters
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
DETAILS = (
    "theme", "place", "on", "starts_at", "ends_at", "register_until", "number", "sponsors", "quorum_of", "quorum",
    "majority",
)  # fmt: skip


class ClockField(forms.Field):
    """A time of the day as people write it: 9.00, 09:00, 9 น., 0900, ๙.๓๐."""

    widget = forms.TextInput(attrs=NUMERIC)
    default_error_messages = {
        "required": gettext_lazy("Type a time, for example 9.00 or 13.30."),
        "time": gettext_lazy("This is not a time. Type for example 9.00 or 13.30."),
    }

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time) or not str(value or "").strip():
            return value if isinstance(value, time) else None
        bare = thai.arabic_digits(str(value)).replace("น.", "").replace("น", "").strip()
        hours, _dot, minutes = bare.replace(":", ".").partition(".")
        if not minutes and len(hours) in (3, 4):
            hours, minutes = hours[:-2], hours[-2:]
        try:
            return time(int(hours), int(minutes or 0))
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["time"], code="time") from None


class AssemblyForm(PortalForm):
    """When, where, under which theme, and when it may decide."""

    key = KeyField()
    number = forms.CharField(
        label=gettext_lazy("Number of the assembly"), max_length=NUMBER_LENGTH, required=False,
        widget=forms.TextInput(attrs=NUMERIC),
        help_text=gettext_lazy("As the network counts; it is never counted by the portal."),
    )  # fmt: skip
    theme = forms.CharField(label=gettext_lazy("Theme"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    on = ThaiDateField(label=gettext_lazy("Date of the assembly"), allow_future=True)
    starts_at = ClockField(label=gettext_lazy("Begins at"), initial=time(9))
    ends_at = ClockField(label=gettext_lazy("Ends at"), initial=time(16))
    register_until = ThaiDateField(
        label=gettext_lazy("Registration closes on"), allow_future=True,
        help_text=gettext_lazy("Who comes without having registered is entered at the desk on the day."),
    )  # fmt: skip
    sponsors = forms.CharField(
        label=gettext_lazy("Supported by"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One in each line."),
    )  # fmt: skip
    fund_quota = forms.IntegerField(
        label=gettext_lazy("Places for each fund"), min_value=0, max_value=999, initial=30,
        widget=forms.TextInput(attrs=NUMERIC),
    )  # fmt: skip
    public_quota = forms.IntegerField(
        label=gettext_lazy("Places by the public link"), min_value=0, max_value=9999, initial=50,
        widget=forms.TextInput(attrs=NUMERIC), help_text=gettext_lazy("0 when nobody registers by themselves."),
    )  # fmt: skip
    quorum_of = forms.ChoiceField(
        label=gettext_lazy("The assembly may decide when"), choices=QuorumOf.choices, widget=forms.RadioSelect,
        initial=QuorumOf.FUNDS,
    )  # fmt: skip
    quorum = forms.IntegerField(
        label=gettext_lazy("How many, or how many per cent"), min_value=1, max_value=9999, initial=10,
        widget=forms.TextInput(attrs=NUMERIC),
    )  # fmt: skip
    majority = forms.ChoiceField(
        label=gettext_lazy("A resolution passes with"), choices=Majority.choices, widget=forms.RadioSelect,
        initial=Majority.SIMPLE,
    )  # fmt: skip

    def __init__(self, *args: Any, assembly: Assembly | None = None, **kwargs: Any) -> None:
        if assembly:
            public = assembly.invitations.get(group=Group.PUBLIC)
            kept = {name: getattr(assembly, name) for name in DETAILS}
            kwargs["initial"] = {**kept, "key": assembly.key, "public_quota": public.quota}
        super().__init__(*args, **kwargs)
        if assembly:
            del self.fields["fund_quota"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It must end after it begins."))
        on, until = cleaned.get("on"), cleaned.get("register_until")
        if isinstance(on, date) and isinstance(until, date) and until > on:
            self.add_error("register_until", _("Registration closes on the day of the assembly at the latest."))
        if cleaned.get("quorum_of") == QuorumOf.PERCENT and (cleaned.get("quorum") or 0) > 100:
            self.add_error("quorum", _("Per cent go up to 100."))
        return cleaned

    def details(self) -> Details:
        """Give what was typed; the form must be valid."""
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})
