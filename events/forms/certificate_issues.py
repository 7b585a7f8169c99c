"""Who shall receive a certificate, as typed, chosen or read from a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import certificate_sheets, certificates
from events.certificates import Recipient
from events.models import Assembly, CertificateKind
from funds.models import Province
from welfare import thai
from welfare.forms import KeyField
from welfare.sheets import NotReadable

from .certificates import DEED_MAX, NAME_MAX, SignedForm

SALT = "events.forms.certificate_issues"


class Source(models.TextChoices):
    """Where the names of recipients come from."""

    NAMES = "names", gettext_lazy("the names typed below")
    FUNDS = "funds", gettext_lazy("the committees of all funds")
    PRESENT = "present", gettext_lazy("everyone who came to an assembly")
    SHEET = "sheet", gettext_lazy("an Excel or CSV file")


def recipients_typed(text: str) -> list[Recipient]:
    """Read a recipient from each line; behind a bar (|) stands what for, where it is not the same for all."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        name, _bar, deed = (thai.tidy(part) for part in line.partition("|"))
        if len(name) > NAME_MAX or len(deed) > DEED_MAX:
            raise ValidationError(
                _("Line %(number)s is too long: a name has at most %(name)s letters, what for at most %(deed)s.")
                % {"number": number, "name": NAME_MAX, "deed": DEED_MAX}
            )
        if name:
            found.append(Recipient(name, deed))
    return found


class IssueForm(SignedForm):
    """Certificates of one kind for many at one go."""

    key = KeyField()
    kind = forms.ModelChoiceField(CertificateKind.objects.none(), label=gettext_lazy("Kind"), empty_label=None)
    source = forms.ChoiceField(
        label=gettext_lazy("Recipients are"), choices=Source.choices, widget=forms.RadioSelect, initial=Source.NAMES
    )
    names = forms.CharField(
        label=gettext_lazy("Names"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One in each line. Behind a bar (|) what for, where it is not the same for all."),
    )  # fmt: skip
    wording = forms.CharField(
        label=gettext_lazy("Before the name of each fund"), required=False, max_length=80, initial="คณะกรรมการ",
    )  # fmt: skip
    assembly = forms.ModelChoiceField(
        Assembly.objects.none(), label=gettext_lazy("Assembly"), required=False, empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("The one at which they are given; for everyone who came, the one they came to."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File with names"), required=False, max_length=200,
        help_text=gettext_lazy("Excel or CSV with a column “ชื่อ”, and if need be “ผลงาน” for what it is given for."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )  # fmt: skip
    listed = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("key", "kind", "on", "source", "names", "wording", "assembly", "file", "signatories")

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, province=province, **kwargs)
        self.fields["kind"].queryset = CertificateKind.objects.of(province).order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["assembly"].queryset = Assembly.objects.of(province).order_by("-on", "-pk")  # type: ignore[attr-defined]
        self.recipients: list[Recipient] = []
        self.sheet: certificate_sheets.Read | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        source = cleaned["source"]
        field = {Source.NAMES: "names", Source.FUNDS: "wording", Source.PRESENT: "assembly", Source.SHEET: "file"}[
            source
        ]
        try:
            self.recipients = self._recipients(Source(source))
        except (ValidationError, NotReadable) as problem:
            self.add_error(field, getattr(problem, "reason", None) or problem)  # type: ignore[arg-type]
        else:
            if self.sheet is not None and self.sheet.faults:
                self.add_error("file", _("Not every row is understood. Mend the file and choose it again."))
            elif not 1 <= len(self.recipients) <= certificates.MOST_AT_ONCE:
                self.add_error(
                    field,
                    _("Name at least one recipient, and at most %(most)s at once.")
                    % {"most": f"{certificates.MOST_AT_ONCE:,}"},
                )
        return cleaned

    def _recipients(self, source: Source) -> list[Recipient]:
        cleaned = self.cleaned_data
        if source == Source.NAMES:
            return recipients_typed(cleaned["names"])
        if source == Source.FUNDS:
            return certificates.of_all_funds(self.province, thai.tidy(cleaned["wording"]))
        if source == Source.PRESENT:
            if cleaned["assembly"] is None:
                raise ValidationError(_("Choose the assembly they came to."))
            return certificates.of_all_present(cleaned["assembly"])
        if cleaned["file"]:
            self.sheet = certificate_sheets.read(cleaned["file"].read())
            return self.sheet.recipients
        if cleaned["listed"]:
            return opened(cleaned["listed"])
        raise ValidationError(_("Choose a file."))

    def sealed(self) -> str:
        """Write the recipients of a file so that they come back from the page as they were checked."""
        rows = [(one.name, one.deed) for one in self.recipients] if self.sheet else []
        return signing.dumps(rows, salt=SALT, compress=True) if rows else self.cleaned_data.get("listed", "")


def opened(sealed: str) -> list[Recipient]:
    """Read recipients back. Raises ValidationError when they are not what the page was given."""
    try:
        return [Recipient(name, deed) for name, deed in signing.loads(sealed, salt=SALT)]
    except signing.BadSignature:
        raise ValidationError(_("The file was lost on the way. Choose it again.")) from None


def said_names(recipients: Sequence[Recipient]) -> tuple[str, str]:
    """Give the longest and the shortest name, to look at before anything is issued."""
    names = sorted((one.name for one in recipients), key=len)
    return names[-1], names[0]
