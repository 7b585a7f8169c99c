"""The paper application (ใบสมัครสมาชิก) on a page."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Branch, Fund
from funds.rules.tenure import between
from members.enrolment import Applicant, Heir
from members.models import NoCitizenId, Person, Plan, Relation, Sex
from welfare import citizen, thai
from welfare.forms import CitizenIdField, KeyField, PhoneField, ThaiDateField

from .membership import ResolutionForm, Said, label

HEIRS = 3
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
NOBODY_IS_OLDER = 120


class BirthField(ThaiDateField):
    """A birthday, or only its year in พ.ศ. or ค.ศ.; cleaned to the day and whether only the year is known."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value[0] if isinstance(value, tuple) else value)

    def to_python(self, value: Any) -> Any:
        typed = thai.arabic_digits(str(value or "")).strip()
        is_year_only = typed.isdigit() and len(typed) == 4
        born_on = super().to_python(f"1/1/{typed}" if is_year_only else value)
        if born_on is None:
            return None
        if self.today().year - born_on.year > NOBODY_IS_OLDER:
            raise ValidationError(
                _("%(year)s is more than 120 years ago. Look at the year again.") % {"year": thai.be_year(born_on)}
            )
        return born_on, is_year_only

    def words(self, value: Any) -> str:
        born_on, is_year_only = value
        return _("in the year %(year)s") % {"year": thai.be_year(born_on)} if is_year_only else thai.long_date(born_on)


class EnrolmentForm(ResolutionForm):
    """The whole paper. Without a resolution the application waits for one."""

    key = KeyField()
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off"}),
    )
    first_name = forms.CharField(
        label=gettext_lazy("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    last_name = forms.CharField(
        label=gettext_lazy("Surname"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"),
        required=False,
        widget=forms.RadioSelect,
        choices=Sex.choices,
        help_text=gettext_lazy("Left empty, it follows the title."),
    )
    born = BirthField(
        label=gettext_lazy("Birthday"),
        required=False,
        help_text=gettext_lazy("For example 12/3/2500. Where only the year is known, type the year: 2500"),
    )
    citizen_id = CitizenIdField(label=gettext_lazy("Citizen ID"), required=False)
    no_citizen_id = forms.ChoiceField(
        label=gettext_lazy("Without a citizen ID, because"), required=False, choices=[("", "–"), *NoCitizenId.choices]
    )
    house_number = forms.CharField(label=gettext_lazy("House number"), max_length=30, required=False)
    moo = forms.IntegerField(
        label=gettext_lazy("Village number"),
        min_value=1,
        max_value=99,
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    place = forms.CharField(label=gettext_lazy("Village or community, road"), max_length=120, required=False)
    phone = PhoneField(label=gettext_lazy("Telephone"), required=False)
    branch = forms.ModelChoiceField(
        Branch.objects.none(), label=gettext_lazy("Branch"), required=False, empty_label=gettext_lazy("no branch")
    )
    plan = forms.ChoiceField(label=gettext_lazy("Pays"), choices=Plan.choices, initial=Plan.YEARLY)
    applied_on = ThaiDateField(label=gettext_lazy("Date of the application"))

    def __init__(self, *args: Any, fund: Fund, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        branches = fund.branches.order_by("moo", "name")
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]
        if not branches:
            del self.fields["branch"]
        self.fields["applied_on"].initial = today
        for place in range(1, HEIRS + 1):
            self.fields[f"heir{place}_name"] = forms.CharField(
                label=_("Name and surname of number %(place)s") % {"place": place}, max_length=200, required=False
            )
            self.fields[f"heir{place}_relation"] = forms.ChoiceField(
                label=_("Relation to the member"), required=False, choices=[("", "–"), *Relation.choices]
            )
            self.fields[f"heir{place}_share"] = forms.IntegerField(
                label=_("Share (per cent)"),
                min_value=1,
                max_value=100,
                required=False,
                widget=forms.TextInput(attrs=NUMERIC),
            )

        resolution = ("committee_set", "meeting", "resolved_on")
        self.order_fields([*(name for name in self.fields if name not in resolution), *resolution])

    def parts(self) -> dict[str, Any]:
        """Give the fields in the blocks of the paper; under `heirs` one list for each beneficiary."""
        blocks = {
            "applicant": ("title", "first_name", "last_name", "sex", "born", "citizen_id", "no_citizen_id"),
            "address": ("house_number", "moo", "place", "phone"),
            "membership": ("branch", "plan", "applied_on"),
            "resolution": ("committee_set", "meeting", "resolved_on"),
        }
        parts: dict[str, Any] = {
            block: [self[name] for name in names if name in self.fields] for block, names in blocks.items()
        }
        parts["heirs"] = [
            [self[f"heir{place}_{part}"] for part in ("name", "relation", "share")] for place in range(1, HEIRS + 1)
        ]
        return parts

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("title") and cleaned.get("first_name"):
            cleaned["title"], cleaned["first_name"] = _title_apart(cleaned["first_name"])
        if not cleaned.get("sex"):
            cleaned["sex"] = next((title.sex for title in thai.TITLES if title.text == cleaned.get("title")), "")
        if "citizen_id" not in self.errors and not cleaned.get("citizen_id") and not cleaned.get("no_citizen_id"):
            self.add_error("citizen_id", _("Type the 13 digits on the card, or choose below why there are none."))
        self._clean_heirs(cleaned)
        self.clean_resolution(cleaned, not_before=cleaned.get("applied_on"))
        return cleaned

    def _clean_heirs(self, cleaned: dict[str, Any]) -> None:
        named = [place for place in range(1, HEIRS + 1) if cleaned.get(f"heir{place}_name")]
        for place in range(1, HEIRS + 1):
            if place not in named and (cleaned.get(f"heir{place}_relation") or cleaned.get(f"heir{place}_share")):
                self.add_error(f"heir{place}_name", _("Type the name of this beneficiary, or empty the line."))
            if place in named and not cleaned.get(f"heir{place}_relation"):
                self.add_error(f"heir{place}_relation", _("Choose how this person is related to the member."))
        shares = [cleaned.get(f"heir{place}_share") for place in named]
        if not any(shares):
            equal = _equal_shares(len(named))
            cleaned |= {f"heir{place}_share": part for place, part in zip(named, equal, strict=True)}
        elif sum(part or 0 for part in shares) != 100 or not all(shares):
            self.add_error(
                f"heir{named[-1]}_share",
                _("The shares come to %(sum)s per cent. They must be 100 together, or all left empty to share alike.")
                % {"sum": sum(part or 0 for part in shares)},
            )

    def applicant(self) -> Applicant:
        """Give the person as the paper says."""
        typed = self.cleaned_data
        born_on, is_birth_year_only = typed["born"] or (None, False)
        return Applicant(
            title=thai.tidy(typed["title"]),
            first_name=thai.tidy(typed["first_name"]),
            last_name=thai.tidy(typed["last_name"]),
            sex=typed["sex"],
            born_on=born_on,
            is_birth_year_only=is_birth_year_only,
            citizen_id=typed["citizen_id"],
            no_citizen_id="" if typed["citizen_id"] else typed["no_citizen_id"],
            house_number=typed["house_number"],
            moo=typed["moo"],
            place=typed["place"],
            phone=typed["phone"],
        )

    def heirs(self) -> list[Heir]:
        """Give the beneficiaries that were named; their shares come to 100 per cent."""
        typed = self.cleaned_data
        return [
            Heir(
                name=thai.tidy(typed[f"heir{place}_name"]),
                relation=typed[f"heir{place}_relation"],
                share=typed[f"heir{place}_share"],
            )
            for place in range(1, HEIRS + 1)
            if typed[f"heir{place}_name"]
        ]

    def said(self) -> list[Said]:
        """Give what was understood, in the order of the paper."""
        typed, who = self.cleaned_data, self.applicant()
        branch = [Said(_("Branch"), str(typed.get("branch") or ""))] if "branch" in self.fields else []
        return [
            Said(_("Name"), f"{who.title}{who.first_name} {who.last_name}".strip()),
            Said(_("Sex"), label(Sex, who.sex), "" if self.data.get("sex") or not who.sex else _("by the title")),
            Said(_("Born"), self._said_birth(who)),
            Said(_("Citizen ID"), citizen.mask(who.citizen_id[-4:]) or label(NoCitizenId, who.no_citizen_id)),
            Said(_("Address"), Person(house_number=who.house_number, moo=who.moo, place=who.place).address()),
            Said(_("Telephone"), thai.phone_written(who.phone)),
            *branch,
            Said(_("Pays"), label(Plan, typed["plan"])),
            Said(_("Date of the application"), thai.long_date(typed["applied_on"])),
            Said(
                _("Beneficiaries"),
                "\n".join(f"{heir.name} ({label(Relation, heir.relation)}) {heir.share}%" for heir in self.heirs()),
            ),
            self.said_resolution(),
        ]

    def _said_birth(self, who: Applicant) -> str:
        if who.born_on is None:
            return ""
        age = between(who.born_on, self.today).months // 12
        when = _("in the year %(year)s") % {"year": thai.be_year(who.born_on)}
        if who.is_birth_year_only:
            return _("%(when)s, about %(age)s years old") % {"when": when, "age": age}
        return _("%(when)s, %(age)s years old") % {"when": thai.long_date(who.born_on), "age": age}


def _title_apart(first_name: str) -> tuple[str, str]:
    """Take a title off the front of a first name: นางสมหญิง becomes นาง and สมหญิง."""
    bare = thai.strip_title(first_name)
    return first_name.removesuffix(bare).strip(), bare


def _equal_shares(count: int) -> list[int]:
    """Divide 100 per cent among `count`; what is left over goes to the first: 34, 33, 33."""
    return [100 // count + (place < 100 % count) for place in range(count)] if count else []
