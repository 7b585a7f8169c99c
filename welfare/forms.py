"""Forms that read what people write, keep what they typed, and say what is wrong and how to mend it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import citizen, thai
from welfare.money import BahtFormField, read_back

__all__ = [
    "BahtFormField",
    "CitizenIdField",
    "FreshForm",
    "KeyField",
    "PhoneField",
    "PortalForm",
    "PortalModelForm",
    "ThaiDateField",
    "understood",
]


class SpokenField(forms.Field):
    """A field typed as text that says back what it understood.

    `understood` is for the page: empty, or the words for what stands in the box.
    """

    understood = ""

    def words(self, value: Any) -> str:
        """Say what a cleaned value was understood as."""
        return str(value)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        bound = super().get_bound_field(form, field_name)
        self.understood = read_back(self, bound.value())
        return bound


class ThaiDateField(SpokenField):
    """A day in any Thai writing, cleaned to a date; what is kept is shown in พ.ศ.

    A day after `today` is refused unless `allow_future`, and a day before `earliest`. `today` is asked
    each time, not when the form is declared.
    """

    default_error_messages = {"required": gettext_lazy("Type the date, for example 12/3/2568.")}

    def __init__(
        self,
        *,
        today: Callable[[], date] = thai.today,
        allow_future: bool = False,
        earliest: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.today, self.allow_future, self.earliest = today, allow_future, earliest
        kwargs.setdefault("help_text", gettext_lazy("For example 12/3/2568 or 12032568"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {} if widget.is_hidden else {"data-understood": "date-ahead" if self.allow_future else "date"}

    def prepare_value(self, value: Any) -> Any:
        """Write a date as people type it; give back what was typed as it was typed."""
        return thai.typed_date(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not str(value).strip():
            return None
        try:
            return thai.parse_date(
                str(value), today=self.today(), allow_future=self.allow_future, earliest=self.earliest
            )
        except thai.DateNotUnderstood as problem:
            raise ValidationError(problem.reason, code="date") from None

    def words(self, value: date) -> str:
        return thai.long_date(value)


class CitizenIdField(SpokenField):
    """A citizen ID with or without dashes, cleaned to thirteen digits.

    A wrong check digit is refused. A first digit 0 or 9 only warns: the warning is what `understood` says.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-understood": "citizen-id"})
    default_error_messages = {
        "required": gettext_lazy("Type the 13 digits on the citizen’s card."),
        "letters": gettext_lazy("A citizen ID has digits only. Type the 13 digits on the card."),
        "length": gettext_lazy("A citizen ID has 13 digits; %(count)s were typed."),
        "check": gettext_lazy("One digit is wrong: the last digit does not fit the others. Compare it with the card."),
    }

    def prepare_value(self, value: Any) -> Any:
        """Write thirteen digits in the groups of the card; give back anything else as it was typed."""
        return citizen.display(value) if isinstance(value, str) and citizen.is_valid(value) else value

    def to_python(self, value: Any) -> str:
        typed = "" if value is None else thai.without_invisible(str(value)).strip()
        number = citizen.digits(typed)
        if any(sign.isalpha() for sign in typed):
            raise ValidationError(self.error_messages["letters"], code="letters")
        if typed and len(number) != citizen.LENGTH:
            raise ValidationError(self.error_messages["length"], code="length", params={"count": len(number)})
        if typed and not citizen.is_valid(number):
            raise ValidationError(self.error_messages["check"], code="check")
        return number

    def words(self, value: str) -> str:
        return citizen.warns(value)


class PhoneField(SpokenField):
    """A Thai telephone number, cleaned to its digits as dialled in Thailand."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "type": "tel"})
    default_error_messages = {
        "required": gettext_lazy("Type the telephone number."),
        "phone": gettext_lazy("A mobile number has 10 digits, for example 081-234-5678; a land line has 9."),
    }

    def prepare_value(self, value: Any) -> Any:
        return thai.phone_written(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        typed = "" if value is None else str(value).strip()
        try:
            return thai.phone_digits(typed) if typed else ""
        except ValueError:
            raise ValidationError(self.error_messages["phone"], code="phone") from None

    def words(self, value: str) -> str:
        return ""


class KeyField(forms.UUIDField):
    """A hidden key made when the page is opened: what is sent twice with one key is done once."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(
        ("required", "invalid"),
        gettext_lazy("This page was not opened in full. Open it again and fill it in once more."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid4, **kwargs})


class _House:
    """What every form of the portal does alike: our own words instead of the browser's, no colon after a label."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class PortalForm(_House, forms.Form):
    """A form of the portal. Its page includes components/form.html."""


class PortalModelForm(_House, forms.ModelForm):  # type: ignore[type-arg]
    """A form of the portal that edits one record. Its page includes components/form.html."""


class FreshForm(forms.BaseForm):
    """A form that refuses to overwrite what somebody else changed while it was open.

    Put it before the form it mixes into: `class Address(FreshForm, PortalModelForm)`. The view gives the
    record as it is now as `instance` or `initial`, on GET and on POST alike, read in the transaction that saves.
    What was shown travels in the hidden field `seen`. Where the record differs from it by now, the form
    names each such field with what was there and what is there now, keeps what was typed, and lets the
    next attempt through, because by then the change has been seen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {
            name: _plain(field.prepare_value(self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if not field.widget.is_hidden
        }
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._sealed())

    def _sealed(self) -> str:
        return signing.dumps(self.shown, salt="welfare.forms.FreshForm", compress=True)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        try:
            seen = signing.loads(self.cleaned_data.pop("seen", ""), salt="welfare.forms.FreshForm")
        except signing.BadSignature:
            self._seal_again()
            raise ValidationError(
                _("This page was open too long. What you typed is kept: look at it once more, then save again."),
                code="seen",
            ) from None
        changed = [
            name
            for name, now in self.shown.items()
            if name in seen and seen[name] != now and not self._typed_as(name, now)
        ]
        if changed:
            self._seal_again()
            self.add_error(
                None,
                [
                    _("This was changed while the page was open. What you typed is kept: compare it, then save again."),
                    *(self._difference(name, seen[name]) for name in changed),
                ],
            )
        return cleaned

    def _seal_again(self) -> None:
        """Let the next attempt start from what this answer shows."""
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("seen")] = self._sealed()

    def _difference(self, name: str, before: Any) -> str:
        return _("%(field)s was “%(before)s” and is now “%(now)s”.") % {
            "field": self[name].label,
            "before": self._said(name, before),
            "now": self._said(name, self.shown[name]),
        }

    def _typed_as(self, name: str, now: Any) -> bool:
        """Say whether what was typed is what the record holds by now, so that nothing is lost."""
        return name in self.cleaned_data and not self.fields[name].has_changed(self[name].initial, self[name].data)

    def _said(self, name: str, plain: Any) -> str:
        """Say a value as the page shows it: the words of a choice, yes or no, a dash for nothing."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if plain == "True" else _("no")
        chosen = plain if isinstance(plain, list) else [plain]
        labels: dict[str, str] = {}
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            for value, label in choices:
                within = label if isinstance(label, list | tuple) else [(value, label)]
                labels |= {str(each): str(words) for each, words in within}
        return ", ".join(labels.get(each, str(each)) for each in chosen if each) or "–"


def _plain(value: Any) -> str | list[str]:
    """Give a value as it stands in a form, so that it can travel and be compared."""
    if isinstance(value, list | tuple | set):
        return sorted(map(str, value))
    return "" if value is None else str(value)


def understood(kind: str, typed: str, *, today: date) -> tuple[bool, str]:
    """Say what a field of the `data-understood` `kind` makes of `typed`: whether it takes it, and the words.

    Kinds: date, date-ahead, baht, citizen-id. Raises KeyError for any other.
    """
    fields: dict[str, forms.Field] = {
        "date": ThaiDateField(today=lambda: today),
        "date-ahead": ThaiDateField(today=lambda: today, allow_future=True),
        "baht": BahtFormField(allow_zero=True),
        "citizen-id": CitizenIdField(),
    }
    field = fields[kind]
    try:
        field.to_python(typed)
    except ValidationError as problem:
        return False, problem.messages[0]
    return True, read_back(field, typed)
