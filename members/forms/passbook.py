"""Where to print onto a real passbook: from which line, on which row, and how the page is ruled."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.passbook_lines import Line
from members.sheet_prints import Place
from welfare.forms import PortalForm

USUAL = Place()


def millimetres(label: Any, most: float, initial: float) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        min_value=0,
        max_value=most,
        initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class PageForm(PortalForm):
    """How a page of the fund's passbook is ruled, in millimetres; kept on this device."""

    width = millimetres(gettext_lazy("Width of a page"), 420, USUAL.width)
    height = millimetres(gettext_lazy("Height of a page"), 420, USUAL.height)
    top = millimetres(gettext_lazy("From the top to the first row"), 400, USUAL.top)
    row = millimetres(gettext_lazy("From row to row"), 50, USUAL.row)
    rows = forms.IntegerField(
        label=gettext_lazy("Rows on a page"), min_value=1, max_value=60, initial=USUAL.rows,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    on = millimetres(gettext_lazy("Left edge of the date"), 400, USUAL.columns[0])
    what = millimetres(gettext_lazy("Left edge of what it is for"), 400, USUAL.columns[1])
    amount = millimetres(gettext_lazy("Left edge of the amount"), 400, USUAL.columns[2])
    treasurer = millimetres(gettext_lazy("Left edge of the treasurer"), 400, USUAL.columns[3])

    def place(self) -> Place:
        """Give the ruling; the form is valid."""
        typed = self.cleaned_data
        columns = (typed["on"], typed["what"], typed["amount"], typed["treasurer"])
        return Place(typed["width"], typed["height"], typed["top"], typed["row"], typed["rows"], columns)


class LinesForm(PageForm):
    """Which lines to print, and on which row of the page the first one goes."""

    first = forms.IntegerField(
        label=gettext_lazy("From line number"), min_value=1,
        help_text=gettext_lazy("The first line that is not in the book yet."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    start = forms.IntegerField(
        label=gettext_lazy("Onto row"), min_value=1,
        help_text=gettext_lazy("The next empty row of the page, counted from the top."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.order_fields(["first", "start"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, start, rows = (cleaned.get(name) for name in ("first", "start", "rows"))
        if first and first > len(self.lines):
            self.add_error("first", _("The passbook has %(count)s lines.") % {"count": len(self.lines)})
        if start and rows and start > rows:
            self.add_error("start", _("A page has %(count)s rows.") % {"count": rows})
        return cleaned

    def parts(self) -> dict[str, list[forms.BoundField]]:
        """Give the fields in two blocks: what to print, and how the page is ruled."""
        which = ("first", "start")
        return {
            "which": [self[name] for name in which],
            "page": [self[name] for name in self.fields if name not in which],
        }
