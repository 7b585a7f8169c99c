"""A file that is chosen once and travels with its page from reading to saving, within what a request may hold."""

import base64
import binascii
import zlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.forms import KeyField, PortalForm
from welfare.sheets import Grid, NotReadable, open_file

LONGEST_KEPT = 1_500_000


class KeptFileForm(PortalForm):
    """A sheet: chosen, then kept in the page until it is taken in. `content` and `grid` are what was read of it."""

    # In the reader's language, beside the field.
    nothing_chosen: Any
    too_large: Any

    key = KeyField()
    file = forms.FileField(
        required=False, max_length=200, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )  # fmt: skip
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content, self.grid = b"", Grid([])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            if given := cleaned.get("file"):
                self.content, cleaned["name"] = given.read(), given.name
            elif cleaned.get("kept"):
                self.content = self._unpacked(cleaned["kept"])
            else:
                raise forms.ValidationError(self.nothing_chosen)
            if self.was_taken_in():
                return cleaned
            self.grid = open_file(self.content)
            self.refuse()
            if len(self._packed()) > LONGEST_KEPT:
                raise forms.ValidationError(self.too_large)
        except NotReadable as problem:
            self.add_error("file", problem.reason)
        except forms.ValidationError as problem:
            self.add_error("file", problem)
        return cleaned

    def was_taken_in(self) -> bool:
        """Say whether this page was sent before; then the file is not opened again."""
        return False

    def refuse(self) -> None:
        """Raise ValidationError where a file that can be read may not be taken in."""

    def kept_values(self) -> dict[str, str]:
        """Give what the page keeps of the file, as hidden fields."""
        return {"key": str(self.cleaned_data["key"]), "kept": self._packed(), "name": self.cleaned_data["name"]}

    def _packed(self) -> str:
        """Write the file so that it can stand in a page."""
        return base64.b64encode(zlib.compress(self.content)).decode()

    def _unpacked(self, kept: str) -> bytes:
        """Read a file back out of a page. Raises NotReadable when the page was changed on its way."""
        try:
            opened = zlib.decompressobj()
            content = opened.decompress(base64.b64decode(kept, validate=True), 2 * LONGEST_KEPT * 4)
        except (ValueError, binascii.Error, zlib.error) as problem:
            raise NotReadable(_("The file was lost on the way. Choose it again.")) from problem
        if opened.unconsumed_tail:
            raise NotReadable(str(self.too_large))
        return content
