"""The figures of an entry: one sum, or rows of steps that are added and taken away one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from funds.rules.drafting import Slip
from funds.rules.terms import COUNT_MEASURES, SPAN_MEASURES, UNITS

from .base import OpenChoice, PartForm, number, one_of, plain, said_span, text

LOWER = (("from", _("from, that included")), ("over", _("more than")))
UPPER = (("to", _("up to, that included")), ("under", _("less than")))
SHOWN_FIRST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the page shows it, counted from 1."""

    number: int
    fields: list[BoundField]

    @property
    def key(self) -> str:
        return str(self.number)


class StepsForm(PartForm):
    """The figures of one entry. Boxes of step n are called n-from, n-to …; `rows` says how many there are."""

    title = _("The figures")
    boxes: ClassVar[dict[str, str]] = {"baht": "amount", "percent": "amount", "is": "words"}

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=40)

    def __init__(self, *args: Any, entry: Mapping[str, Any], part: str, count: int | None = None, **kw: Any) -> None:
        self.entry, self.part = dict(entry), part
        steps = list(self.entry.get("steps") or [])
        has_steps = bool(self.entry.get("by"))
        self.count = (len(steps) if count is None else count) if has_steps else 0
        initial = {**kw.pop("initial", {}), "rows": self.count, **self._shown(steps)}
        super().__init__(*args, initial=initial, **kw)
        self._ask()

    @property
    def measure(self) -> str:
        """Give what the bounds are bounds of."""
        return str(self.entry.get("by") or self.entry.get("fact") or "")

    @property
    def kind(self) -> str:
        """Give the name of the figure: baht, percent, or what a limit counts."""
        if self.part == "cap":
            return str(self.entry.get("of", "baht"))
        return "percent" if self.entry.get("of") else "baht"

    @property
    def is_by_words(self) -> bool:
        if self.part == "condition":
            return isinstance(self.entry.get("is"), list | str)
        return self._has("is")

    def _has(self, *names: str) -> bool:
        """Say whether some step has one of the bounds."""
        return any(step.get(name) for step in self.entry.get("steps") or [] for name in names)

    @property
    def is_own(self) -> bool:
        """Say whether the steps depend on something that the fund names itself, a number or a word."""
        return bool(self.measure) and self.measure not in (*SPAN_MEASURES, *COUNT_MEASURES)

    def _ask(self) -> None:
        if self.part == "condition":
            self._ask_condition()
            return
        if not self.entry.get("by"):
            self.fields["amount"] = number(AMOUNTS.get(self.kind, AMOUNTS["baht"]))
        if self.entry.get("per") in UNITS and self.part == "pays":
            self.fields["at_most"] = number(_("At most how many each time?"), _("Empty: as many as there are"))
        for row in range(1, self.count + 1):
            self._ask_bounds(f"{row}-")
            self.fields[f"{row}-amount"] = number(AMOUNTS.get(self.kind, _("At most how many?")))
            if self.entry.get("per") in UNITS and self.part == "pays":
                self.fields[f"{row}-at_most"] = number(_("At most how many each time?"))

    def _ask_condition(self) -> None:
        if isinstance(self.entry.get("is"), bool):
            choices = (("yes", _("it must be so")), ("no", _("it must not be so")))
            self.fields["so"] = one_of(_("What must be so?"), choices)
        elif self.is_by_words:
            self.fields["words"] = text(_("Which words?"), _("With commas between them, for example ป.6, ม.3, ม.6"))
        else:
            self._ask_bounds("")

    def _ask_bounds(self, prefix: str) -> None:
        if self.is_own and self.part != "condition" and not self._has("from", "over", "to", "under"):
            help_words = _("Only if the step is for words, with commas between them, for example ป.6, ม.3")
            self.fields[f"{prefix}words"] = text(_("Words"), help_words)
            if self.is_by_words:
                return
        hint = _("For example 6 เดือน or 2 ปี 1 วัน") if self.measure in SPAN_MEASURES else _("A number")
        hints = (hint, _("Empty: no end")) if prefix in ("", "1-") else ("", "")
        sides = (
            ("lower", LOWER, _("It begins"), _("Where it begins")),
            ("upper", UPPER, _("It ends"), _("Where it ends")),
        )
        for (name, choices, how, where), help_text in zip(sides, hints, strict=True):
            self.fields[f"{prefix}{name}_how"] = OpenChoice(label=how, choices=choices)
            self.fields[f"{prefix}{name}"] = text(where, help_text, longest=40)

    def _shown(self, steps: list[Mapping[str, Any]]) -> dict[str, Any]:
        shown: dict[str, Any] = {"amount": self.entry.get(self.kind, ""), "at_most": self.entry.get("at_most", "")}
        if self.part == "condition":
            shown |= self._shown_bounds("", self.entry)
            shown["so"] = "no" if self.entry.get("is") is False else "yes"
        for row, step in enumerate(steps, start=1):
            shown |= self._shown_bounds(f"{row}-", step)
            shown |= {f"{row}-amount": step.get(self.kind, ""), f"{row}-at_most": step.get("at_most", "")}
        return shown

    def _shown_bounds(self, prefix: str, table: Mapping[str, Any]) -> dict[str, Any]:
        words = table.get("is")
        shown = {f"{prefix}words": ", ".join(words) if isinstance(words, list) else words or ""}
        if isinstance(words, bool):
            shown = {}
        for name, one, other in (("lower", "from", "over"), ("upper", "to", "under")):
            how = other if other in table else one
            shown[f"{prefix}{name}_how"] = how
            shown[f"{prefix}{name}"] = said_span(table.get(how)) if self.measure in SPAN_MEASURES else table.get(how)
        return shown

    # Back.

    def written(self) -> dict[str, Any]:
        entry = {name: value for name, value in self.entry.items() if name not in ("from", "over", "to", "under")}
        if self.part == "condition":
            return entry | self._condition()
        for name, box in ((self.kind, "amount"), ("at_most", "at_most")):
            entry.pop(name, None)
            if self._typed(box):
                entry[name] = self._typed(box)
        if self.kind in entry and self.part == "cap":
            entry.pop("of", None)
        if entry.get("by"):
            entry["steps"] = [step for step in self._steps() if step]
        return entry

    def _condition(self) -> dict[str, Any]:
        if "so" in self.fields:
            return {"is": self.cleaned_data.get("so") != "no"}
        return self._bounds("")

    def _steps(self) -> Iterator[dict[str, Any]]:
        for row in range(1, self.count + 1):
            step = self._bounds(f"{row}-")
            for name, box in ((self.kind, f"{row}-amount"), ("at_most", f"{row}-at_most")):
                if self._typed(box):
                    step[name] = self._typed(box)
            yield step

    def _bounds(self, prefix: str) -> dict[str, Any]:
        bounds: dict[str, Any] = {}
        if words := self._typed(f"{prefix}words"):
            return {"is": [word.strip() for word in words.split(",") if word.strip()]}
        if self.part == "condition" and "words" in self.fields:
            return {"is": []}
        for name in ("lower", "upper"):
            if typed := self._typed(f"{prefix}{name}"):
                bounds[str(self.cleaned_data.get(f"{prefix}{name}_how") or "from")] = typed
        return bounds

    def _typed(self, name: str) -> str:
        return plain(str(self.cleaned_data.get(name) or ""))

    # The page.

    @property
    def has_steps(self) -> bool:
        return bool(self.entry.get("by"))

    def plain_fields(self) -> list[BoundField]:
        """Give the boxes beside the steps."""
        return [self[name] for name in self.fields if "-" not in name and name not in ("rows", "revision")]

    def steps(self) -> list[Row]:
        """Give the steps with their boxes."""
        return [
            Row(row, [self[name] for name in self.fields if name.startswith(f"{row}-")])
            for row in range(1, self.count + 1)
        ]

    def mark(self, slips: tuple[Slip, ...]) -> None:
        """Put a slip of a step beside its box."""
        for slip in slips:
            bounds = {"from": "lower", "over": "lower", "to": "upper", "under": "upper"}
            box = bounds.get(slip.field, self.boxes.get(slip.field, slip.field))
            box = "amount" if slip.field == self.kind else box
            box = f"{slip.row}-{box}" if slip.row else box
            if slip.is_blocking:
                self.add_error(box if box in self.fields else None, slip.says)


AMOUNTS = {"baht": _("Amount (baht)"), "percent": _("Percent of the bill")}
