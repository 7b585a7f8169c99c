"""What is typed about a strategy: its text, who signs it, its adoption, its handing over, how far it came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing as sealed
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import texts
from events.enclosures import exact
from events.models import AssemblyResolution, Enclosure, Strategy, Version
from funds.models import Province
from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.uploads import UploadsField

from .assemblies import NUMERIC, ClockField

SALT = "events.forms.strategies"
OLDEST_YEAR = 2500  # พ.ศ.


class StrategyForm(PortalForm):
    """The name of a new document; its strategies are numbered and named later."""

    key = KeyField()
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200,
        help_text=gettext_lazy("As it stands on the cover, for example ยุทธศาสตร์ภาคประชาชน."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AimRow:
    """The boxes of one strategy."""

    number: int
    title: BoundField
    lead: BoundField
    text: BoundField
    indicators: BoundField


class VersionForm(PortalForm):
    """The whole text of a version, begun with that of the version before."""

    key = KeyField()
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    preface = forms.CharField(
        label=gettext_lazy("Preface"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = forms.FileField(
        label=gettext_lazy("The document as a PDF"), required=False,
        help_text=gettext_lazy("Kept exactly as it is sent: its fingerprint becomes part of the text."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )  # fmt: skip
    drop_file = forms.BooleanField(label=gettext_lazy("Without the PDF of the version before"), required=False)
    note = forms.CharField(label=gettext_lazy("What is new, in a sentence"), required=False, max_length=300)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, last: Version, **kwargs: Any) -> None:
        self.last, self.document = last, last.document
        super().__init__(*args, **{"initial": self._initial(), **kwargs})
        for number in self._numbers():
            self.fields[f"title{number}"] = forms.CharField(label=_("Title"), max_length=200, required=False)
            self.fields[f"lead{number}"] = forms.CharField(label=_("Lead body"), max_length=200, required=False)
            self.fields[f"text{number}"] = forms.CharField(
                label=_("Text"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
            )
            self.fields[f"indicators{number}"] = forms.CharField(
                label=_("Indicators"), max_length=5000, required=False, help_text=_("One in each line."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        if last.file is None:
            del self.fields["drop_file"]

    def _numbers(self) -> range:
        """Those there are, and the boxes for one more."""
        return range(1, min(len(self.document.aims) + 1, texts.AIMS_MAX) + 1)

    def _initial(self) -> dict[str, Any]:
        given: dict[str, Any] = {"title": self.document.title, "preface": self.document.preface}
        for aim in self.document.aims:
            given |= {
                f"title{aim.number}": aim.title, f"lead{aim.number}": aim.lead, f"text{aim.number}": aim.text,
                f"indicators{aim.number}": "\n".join(aim.indicators),
            }  # fmt: skip
        return given

    def clean_file(self) -> Any:
        return exact(self.cleaned_data["file"]) if self.cleaned_data.get("file") else None

    def clean_kept(self) -> str:
        """Give the address of the file sent on the page before, when it is the one that this page was given."""
        if not self.cleaned_data["kept"]:
            return ""
        try:
            return str(UUID(sealed.loads(self.cleaned_data["kept"], salt=SALT)))
        except (sealed.BadSignature, ValueError):
            raise ValidationError(_("The file was lost on the way. Choose it again.")) from None

    @property
    def aims(self) -> Iterator[AimRow]:
        for number in self._numbers():
            yield AimRow(number, *(self[f"{name}{number}"] for name in ("title", "lead", "text", "indicators")))

    def typed(self) -> texts.Document:
        """Give what was typed; a strategy without a title keeps its number, the last one is left out when empty."""
        aims = []
        for number in self._numbers():
            title, lead, text, indicators = (
                texts.tidy(self.cleaned_data[f"{name}{number}"]) for name in ("title", "lead", "text", "indicators")
            )
            if number <= len(self.document.aims) or title or lead or text or indicators:
                lines = tuple(line.strip() for line in indicators.split("\n") if line.strip())
                aims.append(texts.Aim(number, title or texts.untitled(number), lead, text, lines))
        title, preface = self.cleaned_data["title"], self.cleaned_data["preface"]
        return texts.Document(texts.tidy(title), texts.tidy(preface), tuple(aims))

    def with_file(self, province: Province) -> texts.Document:
        """Give what was typed together with the file that the new version will have."""
        kept = self.kept_file(province)
        return replace(self.typed(), file=texts.File(kept.name, kept.size, kept.sha256) if kept else None)

    def keep(self, enclosure: Enclosure) -> None:
        """Remember a file that was sent for the page that saves, so that nobody can name another one."""
        self.data: Any = self.data.copy()
        self.data["kept"] = sealed.dumps(str(enclosure.address), salt=SALT)
        self.full_clean()

    def kept_file(self, province: Province) -> Enclosure | None:
        """Give the file of the new version: one sent on the page before, that of the version before, or none."""
        if self.cleaned_data["kept"]:
            return Enclosure.objects.filter(province=province, address=UUID(self.cleaned_data["kept"])).first()
        return None if self.cleaned_data.get("drop_file") else self.last.file


class AdoptionForm(PortalForm):
    """Which resolution of which assembly adopted the text."""

    key = KeyField()
    resolution = forms.ModelChoiceField(
        label=gettext_lazy("By which resolution"), queryset=AssemblyResolution.objects.none(), empty_label=None,
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose the resolution.")},
    )  # fmt: skip

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = AssemblyResolution.objects.filter(assembly__province=province).select_related("assembly")
        field: Any = self.fields["resolution"]
        field.queryset = offered.order_by("-assembly__on", "number")
        field.label_from_instance = lambda one: f"{one.assembly.title} ({thai.long_date(one.assembly.on)}) · {one}"


class HandOverForm(PortalForm):
    """By whom to whom, when and where it was handed over."""

    key = KeyField()
    giver = forms.CharField(label=gettext_lazy("Who handed it over"), max_length=200)
    giver_post = forms.CharField(label=gettext_lazy("In which post"), max_length=200)
    receiver_post = forms.CharField(
        label=gettext_lazy("To whom: the post"), max_length=200, initial=gettext_lazy("Governor of the province")
    )
    receiver = forms.CharField(label=gettext_lazy("Name of who received it"), max_length=200, required=False)
    on = ThaiDateField(label=gettext_lazy("Handed over on"))
    time = ClockField(label=gettext_lazy("At what time"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    photo = UploadsField(label=gettext_lazy("Photograph"), required=False)


class ProgressForm(PortalForm):
    """How far one of the strategies came in a year."""

    key = KeyField()
    number = forms.TypedChoiceField(label=gettext_lazy("Which strategy"), coerce=int)
    year = forms.CharField(
        label=gettext_lazy("Year (พ.ศ.)"), max_length=4, widget=forms.TextInput(attrs=NUMERIC),
        error_messages={"required": gettext_lazy("Type the year, for example 2562.")},
    )  # fmt: skip
    percent = forms.IntegerField(
        label=gettext_lazy("Per cent reached by the end of that year"), min_value=0, max_value=100,
        widget=forms.TextInput(attrs=NUMERIC),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What was done, with the figures of the indicators"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, strategy: Strategy, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        last = strategy.versions.order_by("-number")[0]
        field: Any = self.fields["number"]
        field.choices = [(aim.number, said(aim)) for aim in last.document.aims]

    def clean_year(self) -> int:
        digits = thai.arabic_digits(self.cleaned_data["year"].strip())
        latest = self.this_year + thai.BE
        if not digits.isdigit() or not OLDEST_YEAR <= int(digits) <= latest:
            raise ValidationError(
                _("Type a year of พ.ศ. from %(first)s to %(last)s.") % {"first": OLDEST_YEAR, "last": latest}
            )
        return int(digits) - thai.BE


def said(aim: texts.Aim) -> str:
    """Name a strategy by its number, and by its title where the network has given it one."""
    untitled = texts.untitled(aim.number)
    return untitled if aim.title == untitled else f"{untitled} {aim.title}"
