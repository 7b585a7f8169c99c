"""Signing: drawn or typed, in one's own name or by delegation; the code of a link; a page signed by hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import strokes
from events.models import Party
from events.signing import CODE_DIGITS, Name
from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.uploads import UploadsField

from .assemblies import NUMERIC


class NameForm(PortalForm):
    """In whose name it is signed: the one set, or another with a letter."""

    key = KeyField()
    is_delegated = forms.BooleanField(
        label=gettext_lazy("Someone else signs, by a letter of delegation"), required=False
    )
    person = forms.CharField(label=gettext_lazy("Name of who signs instead"), max_length=200, required=False)
    post = forms.CharField(label=gettext_lazy("Post of who signs instead"), max_length=200, required=False)
    letter = UploadsField(label=gettext_lazy("The letter, as a photo or PDF"), required=False)

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        self.party = party
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_delegated"):
            for name, words in (
                ("person", _("Type the name of who signs.")),
                ("post", _("Type the post of who signs.")),
                ("letter", _("A delegation needs its letter.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    def name(self) -> Name:
        """Give who signs, and for whom where it was delegated."""
        if not self.cleaned_data["is_delegated"]:
            return Name(self.party.person, self.party.post)
        behalf = f"{self.party.person} {self.party.post}"
        return Name(self.cleaned_data["person"], self.cleaned_data["post"], behalf, self.cleaned_data["letter"][0])


class SignForm(NameForm):
    """A signature drawn with a finger, or a name typed; either is confirmed."""

    drawing = forms.CharField(required=False, widget=forms.HiddenInput)
    typed = forms.CharField(
        label=gettext_lazy("Or type your full name instead of drawing"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    is_sure = forms.BooleanField(
        label=gettext_lazy("I have read the text and sign it"),
        error_messages={"required": gettext_lazy("Tick that you have read the text and sign it.")},
    )

    def clean_drawing(self) -> str:
        drawn = self.cleaned_data["drawing"]
        try:
            return strokes.read(drawn) if drawn else ""
        except strokes.NotDrawn:
            raise ValidationError(_("The drawing cannot be read. Clear the box and sign once more.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        drawn, typed = cleaned.get("drawing"), cleaned.get("typed", "")
        who = cleaned.get("person", "") if cleaned.get("is_delegated") else self.party.person
        if not drawn and "drawing" not in self.errors:
            if not typed:
                self.add_error("typed", _("Sign in the box, or type the full name."))
            elif _bare(typed) != _bare(who):
                self.add_error("typed", _("Type the name exactly as it stands: %(name)s") % {"name": who})
        return cleaned


class CodeForm(PortalForm):
    """The code that was told apart from the link."""

    code = forms.CharField(
        label=gettext_lazy("The code of six digits"), max_length=20,
        help_text=gettext_lazy("You were told it apart from the link, for example by telephone."),
        widget=forms.TextInput(attrs={**NUMERIC, "autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("Type the six digits.")},
    )  # fmt: skip

    def clean_code(self) -> str:
        digits = thai.arabic_digits("".join(self.cleaned_data["code"].split()))
        if len(digits) != CODE_DIGITS or not digits.isdigit():
            raise ValidationError(_("The code has six digits."))
        return digits


class PaperForm(NameForm):
    """A page signed by hand, entered by the first of two people."""

    photo = UploadsField(label=gettext_lazy("Photograph of the signed page"))
    on = ThaiDateField(label=gettext_lazy("Signed on"))
    field_order = ("key", "photo", "on")


class PaperVerdictForm(PortalForm):
    """What the second person found."""

    key = KeyField()
    verdict = forms.ChoiceField(
        label=gettext_lazy("What do you see on the photograph?"), widget=forms.RadioSelect,
        choices=[
            ("right", gettext_lazy("Name, post, day and text are as entered: confirm it")),
            ("wrong", gettext_lazy("Something is wrong: turn it back")),
        ],
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed when it is turned back."),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("verdict") == "wrong" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say what is wrong."))
        return self.cleaned_data


class FileForm(PortalForm):
    """A file of anybody's, compared by its fingerprint and not kept."""

    file = forms.FileField(
        label=gettext_lazy("Your file"), error_messages={"required": gettext_lazy("Choose the file.")}
    )


def _bare(name: str) -> str:
    return "".join(thai.tidy(name).split())
