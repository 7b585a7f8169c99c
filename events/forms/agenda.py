"""The agenda as one writes it on paper: a line for each item, its time first, parts set in with a dash."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.agenda import DEEPEST, Line
from welfare import thai
from welfare.forms import PortalForm

CLOCK = r"(\d{1,2})[.:](\d{2})"
LINE = re.compile(rf"^(?P<dashes>[\s\-–•]*)(?:{CLOCK}(?:\s*[-–]\s*{CLOCK})?\s*(?:น\.?)?\s+)?(?P<words>.+)$")


def written(lines: Sequence[Line]) -> str:
    """Write the agenda as it is typed; `AgendaField` reads it back."""
    return "\n".join(
        f"{'-' * line.depth}{' ' if line.depth else ''}{_span(line)}{line.title}"
        f"{f' | {line.speaker}' if line.speaker else ''}"
        for line in lines
    )


def _span(line: Line) -> str:
    if line.starts_at is None:
        return ""
    return f"{line.starts_at:%H.%M}{f'-{line.ends_at:%H.%M}' if line.ends_at else ''} "


class AgendaField(forms.CharField):
    """Lines of an agenda, cleaned to their depth, times, words and speakers."""

    widget = forms.Textarea(attrs={"rows": 16, "autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        typed = [line for line in (super().clean(value) or "").splitlines() if line.strip()]
        return [self._line(line) for line in typed]

    def _line(self, typed: str) -> Line:
        found = LINE.match(thai.arabic_digits(thai.without_invisible(typed)).rstrip())
        if found is None:
            raise ValidationError(_("“%(line)s” is not understood.") % {"line": typed.strip()[:60]})
        starts, ends = self._clock(typed, found[2], found[3]), self._clock(typed, found[4], found[5])
        if starts and ends and ends <= starts:
            raise ValidationError(_("“%(line)s” ends before it begins.") % {"line": typed.strip()[:60]})
        title, _bar, speaker = (part.strip() for part in found["words"].partition("|"))
        if not title or len(title) > 300 or len(speaker) > 300:
            raise ValidationError(_("“%(line)s” has no words, or too many.") % {"line": typed.strip()[:60]})
        depth = sum(sign in "-–•" for sign in found["dashes"])
        return Line(min(depth, DEEPEST - 1), title, starts, ends, speaker)

    def _clock(self, typed: str, hours: str | None, minutes: str | None) -> time | None:
        if hours is None or minutes is None:
            return None
        try:
            return time(int(hours), int(minutes))
        except ValueError:
            raise ValidationError(_("“%(line)s” has no such time.") % {"line": typed.strip()[:60]}) from None


class AgendaForm(PortalForm):
    """The whole agenda."""

    lines = AgendaField(
        label=gettext_lazy("Agenda"),
        required=False,
        help_text=gettext_lazy(
            "One item in each line: time, what happens, then | and the speaker. A dash before it makes it a part of "
            "the item above. For example: 9.30-10.00 รายงานผลงานรอบปี | ประธานเครือข่าย"
        ),
    )
