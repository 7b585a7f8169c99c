"""The wording and look of certificates, and who signs them, as typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import pictures
from events.models import Border, CertificateKind, Colour, Picture, Signatory
from funds.models import Province
from welfare import thai
from welfare.forms import KeyField, PortalModelForm, ThaiDateField


class PictureField(forms.FileField):
    """A seal, logo or signature, cleaned to a PNG."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/heic"})

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        sent = super().clean(data, initial)
        return pictures.read(sent) if sent else None


class OwnPictures(PortalModelForm):
    """A form of a record that carries pictures: an old one is chosen, or a new one is sent."""

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province = province
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Picture.objects.of(province).order_by("name", "pk").defer("content")
                field.empty_label = _("none")

    def sent_picture(self, field: str, name: str, *, by: Any) -> Picture | None:
        """Keep what was sent in `field` under `name`; the form is valid."""
        content = self.cleaned_data.get(field)
        return pictures.keep(self.province, content, name=name, by=by) if content else None


class KindForm(OwnPictures):
    """The wording and the look of a kind of certificate."""

    key = KeyField()
    new_seal = PictureField(
        label=gettext_lazy("Send a new seal or logo"), required=False,
        help_text=gettext_lazy("PNG with a clear ground looks best. A state emblem needs the leave of its keeper."),
    )  # fmt: skip
    new_second_seal = PictureField(label=gettext_lazy("Send a new second seal or logo"), required=False)

    class Meta:
        model = CertificateKind
        fields = (
            "key", "name", "prefix", "title", "issuer", "superior", "preamble", "deed", "blessing", "border", "colour",
            "seal", "second_seal",
        )  # fmt: skip
        widgets = {
            "deed": forms.Textarea(attrs={"rows": 2}), "border": forms.RadioSelect, "colour": forms.RadioSelect,
        }  # fmt: skip
        help_texts = {
            "name": gettext_lazy("For example: committee, supporter, attendance. It does not stand on the paper."),
            "prefix": gettext_lazy("Stands before the number, for example: ภก."),
            "deed": gettext_lazy("What it is given for, for example: ปฏิบัติหน้าที่ได้อย่างดี มีผลงานเป็นที่ประจักษ์"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("border", Border), ("colour", Colour)):
            self.fields[name].choices = choices.choices  # type: ignore[attr-defined]
        self.order_fields([
            "key", "name", "prefix", "title", "issuer", "superior", "preamble", "deed", "blessing", "seal", "new_seal",
            "second_seal", "new_second_seal", "border", "colour",
        ])  # fmt: skip

    def clean_name(self) -> str:
        name = thai.tidy(self.cleaned_data["name"])
        others = CertificateKind.objects.of(self.province).filter(name=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another kind has this name."))
        return name


class SignatoryForm(OwnPictures):
    """Who signs, by the name and post they have from a day on."""

    key = KeyField()
    since = ThaiDateField(label=gettext_lazy("In this post since"))
    until = ThaiDateField(
        label=gettext_lazy("Until"), required=False, allow_future=True,
        help_text=gettext_lazy("Type the last day when the name or the post changes, then add a new line."),
    )  # fmt: skip
    new_picture = PictureField(label=gettext_lazy("Send a picture of the signature"), required=False)

    class Meta:
        model = Signatory
        fields = ("key", "name", "post", "since", "until", "picture")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))
        return cleaned
