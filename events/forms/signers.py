"""Who shall sign a version, in which order: one row for each organisation."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Party, Version
from events.strategies import Signer
from funds.models import Appointment, Fund, Office, Province
from welfare.forms import PortalForm
from welfare.models import User

from .assemblies import NUMERIC

SIGNERS_MAX = 60
BLANK_ROWS = 3


class SignerForm(PortalForm):
    """One organisation of the order."""

    place = forms.IntegerField(
        label=gettext_lazy("Order"), min_value=1, max_value=999, required=False, widget=forms.TextInput(attrs=NUMERIC)
    )
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    person = forms.CharField(label=gettext_lazy("Who signs"), max_length=200, required=False)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False)
    account = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_account(self) -> User | None:
        username = self.cleaned_data["account"].strip()
        found = User.objects.filter(username=username).first() if username else None
        if username and found is None:
            raise ValidationError(_("Nobody signs in by this name."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in ("organisation", "person", "post")):
            for name in ("organisation", "person", "post"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the whole row."))
        return cleaned


class BaseSigners(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of the order, as they are given back."""

    def clean(self) -> None:
        names = [row["organisation"] for row in self.typed()]
        if len(set(names)) < len(names):
            raise ValidationError(_("An organisation stands here twice: it signs a version once."))

    def typed(self) -> list[dict[str, Any]]:
        """Give the filled rows in the order typed; a row without a number comes last."""
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data.get("organisation")]
        return sorted(rows, key=lambda row: row["place"] or SIGNERS_MAX * 100)

    def signers(self, province: Province) -> list[Signer]:
        """Give who signs, in order; a fund is known by its name, so that its chair may sign."""
        funds = {fund.name_th: fund for fund in Fund.objects.of(province)}
        return [
            Signer(row["organisation"], row["person"], row["post"], funds.get(row["organisation"]), row["account"])
            for row in self.typed()
        ]


SignersForm = forms.formset_factory(
    SignerForm, formset=BaseSigners, extra=0, max_num=SIGNERS_MAX, absolute_max=SIGNERS_MAX
)


def initial(version: Version, *, funds_on: date | None = None) -> list[dict[str, Any]]:
    """Give the rows for the boxes: the order as it is, all funds with their chairs of `funds_on`, and blanks."""
    there = list(version.parties.select_related("user").in_order())
    rows: list[dict[str, Any]] = [
        {"place": party.place, "organisation": party.organisation, "person": party.person, "post": party.post,
         "account": party.user.username if party.user else ""}
        for party in there
    ]  # fmt: skip
    if has_begun(version):
        return rows
    if funds_on:
        rows += _funds(version.strategy.province, there, funds_on)
    return rows + [{} for _row in range(min(BLANK_ROWS, SIGNERS_MAX - len(rows)))]


def has_begun(version: Version) -> bool:
    """Say whether somebody signed: from then on only person and post of the others change."""
    return version.signatures.exists()


def _funds(province: Province, there: list[Party], on: date) -> list[dict[str, Any]]:
    named = {party.organisation for party in there}
    chairs = Appointment.objects.on(on).filter(office=Office.CHAIR, fund__province=province)
    persons = {chair.fund_id: str(chair.user) for chair in chairs.select_related("user")}
    missing = [fund for fund in Fund.objects.of(province).order_by("position") if fund.name_th not in named]
    return [
        {
            "place": place,
            "organisation": fund.name_th,
            "person": persons.get(fund.pk, ""),
            "post": _("chair of the fund"),
        }
        for place, fund in enumerate(missing, start=len(there) + 1)
    ]  # fmt: skip
