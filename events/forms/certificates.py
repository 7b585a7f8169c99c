"""What becomes of certificates, and which are looked for, as typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.certificates import MOST_SIGNATORIES
from events.models import CertificateKind, CertificateQuerySet, Signatory, State
from funds.models import Province
from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField

NAME_MAX, DEED_MAX = 200, 300


class SignatoriesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Who signs; a number longer than any key is nobody's."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else ():
            if len(str(one)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": one}
                )
        return super().clean(value)


class SignedForm(PortalForm):
    """A form that chooses who signs, of those who held their post on the day typed."""

    on = ThaiDateField(label=gettext_lazy("Date on the certificate"), allow_future=True)
    signatories = SignatoriesField(
        Signatory.objects.none(), label=gettext_lazy("Who signs"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("At most two, in the order of this list; each by the name and post of that day."),
    )  # fmt: skip

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province = province
        self.fields["signatories"].queryset = Signatory.objects.of(province).order_by("since", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, on = list(cleaned.get("signatories") or []), cleaned.get("on")
        if len(chosen) > MOST_SIGNATORIES:
            self.add_error("signatories", _("Choose at most two."))
        for who in chosen:
            if isinstance(on, date) and (who.since > on or (who.until and who.until < on)):
                self.add_error(
                    "signatories",
                    _("%(who)s did not hold this post on %(day)s.") % {"who": who, "day": thai.long_date(on)},
                )
        return cleaned


class ReplacementForm(SignedForm):
    """A new certificate in the place of an old one."""

    key = KeyField()
    name = forms.CharField(label=gettext_lazy("Recipient"), max_length=NAME_MAX)
    deed = forms.CharField(label=gettext_lazy("What it is given for"), max_length=DEED_MAX)
    reason = forms.CharField(
        label=gettext_lazy("Why it is replaced"), max_length=300,
        help_text=gettext_lazy("Everyone who checks the old one reads this. Write nothing private."),
    )  # fmt: skip

    field_order = ("key", "name", "deed", "reason", "on", "signatories")


class WithdrawalForm(PortalForm):
    """A certificate is not valid any more."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"), max_length=300,
        help_text=gettext_lazy("Everyone who checks it reads this. Write nothing private."),
    )  # fmt: skip
    on = ThaiDateField(label=gettext_lazy("Withdrawn on"))


class HandoverForm(PortalForm):
    """Certificates were handed over."""

    handed_by = forms.CharField(label=gettext_lazy("Handed over by"), max_length=200)
    on = ThaiDateField(label=gettext_lazy("Handed over on"))

    def clean_handed_by(self) -> str:
        handed_by = thai.tidy(self.cleaned_data["handed_by"])
        if not handed_by:  # signs that nobody sees
            raise ValidationError(self.fields["handed_by"].error_messages["required"], code="required")
        return handed_by


class SearchForm(PortalForm):
    """The search above the list of certificates."""

    q = forms.CharField(label=gettext_lazy("Find a certificate"), max_length=100, required=False)
    kind = forms.ModelChoiceField(
        CertificateKind.objects.none(), label=gettext_lazy("Kind"), required=False,
        empty_label=gettext_lazy("every kind"),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("every state")), *State.choices]
    )

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = CertificateKind.objects.of(province).order_by("name", "pk")  # type: ignore[attr-defined]


def certificates_matching(found: CertificateQuerySet, form: SearchForm) -> CertificateQuerySet:
    """Keep the certificates that the search asks for; what cannot be read is left out of it."""
    form.is_valid()
    if kind := form.cleaned_data.get("kind"):
        found = found.filter(kind=kind)
    state = form.cleaned_data.get("state")
    if state:
        withdrawn, replaced = models.Q(withdrawal__isnull=False), models.Q(replaced_by__isnull=False)
        found = found.filter(
            {State.WITHDRAWN: withdrawn, State.REPLACED: replaced, State.ISSUED: ~withdrawn & ~replaced}[State(state)]
        )
    return found
