"""What is typed of the people of a fund's villages: a year, who counted them, and a number for each village."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm

from .kept_file import KeptFileForm
from .models import Branch


class VillagesForm(PortalForm):
    """The people of every village in one year; a village left empty is not counted."""

    key = KeyField()
    year = forms.IntegerField(label=gettext_lazy("Year (B.E.)"), min_value=2400)
    source = forms.CharField(
        label=gettext_lazy("Who counted them"), max_length=200,
        help_text=gettext_lazy("For example: the registration office, at the end of the year"),
    )  # fmt: skip

    def __init__(self, *args: Any, branches: list[Branch], this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branches = branches
        self.fields["year"].max_value = this_year  # type: ignore[attr-defined]
        self.this_year = this_year
        for branch in branches:
            self.fields[f"branch_{branch.pk}"] = forms.IntegerField(
                label=str(branch), required=False, min_value=0, max_value=2_000_000
            )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > self.this_year:
            raise forms.ValidationError(_("That year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.people():
            self.add_error(None, _("Type the people of one village at least."))
        return cleaned

    def people(self) -> dict[Branch, int]:
        """Give the number typed for each village."""
        typed = {branch: self.cleaned_data.get(f"branch_{branch.pk}") for branch in self.branches}
        return {branch: count for branch, count in typed.items() if count is not None}


class VillageFileForm(KeptFileForm):
    """A file of villages."""

    nothing_chosen = gettext_lazy("Choose the file of the villages.")
    too_large = gettext_lazy("This file is too large. Leave only the villages in it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("File of villages")
        self.fields["file"].help_text = _("Excel (.xlsx, .xls) or CSV, with a heading over each column.")
