"""Answers for the status form: one page for each part, what last year said is proposed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from members.status.questions import Ask, Part, Question
from welfare import thai
from welfare.forms import BahtFormField, FreshForm, KeyField, PortalForm, ThaiDateField

SHORTEST, LONGEST = 200, 4000
MOST = 100_000_000


class FreezeForm(PortalForm):
    """Freeze the form that was shown."""

    key = KeyField()
    as_of = forms.DateField(widget=forms.HiddenInput)


class QuestionsForm(PortalForm):
    """The questions of one part as fields."""

    key = KeyField()

    def __init__(self, *args: Any, part: Part, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        self.fields |= {one.name: _field(one, today) for one in part.questions}


class AnswersForm(FreshForm, QuestionsForm):
    """The questions of one part. Every one may be left for later: what is missing is listed with the form."""

    def full_clean(self) -> None:
        """Take what is there: a question says that it is needed, and does not keep the others from being saved."""
        needed = [field for name, field in self.fields.items() if field.required and name != "key"]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    def answers(self) -> dict[str, Any]:
        """Give what was answered, in what JSON can hold; a question left empty is left out."""
        said = ((one.name, _kept(one, self.cleaned_data.get(one.name))) for one in self.part.questions)
        return {name: answer for name, answer in said if answer not in (None, "", [])}


def initial_of(part: Part, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give `answers` as the fields of a part take them."""
    return {one.name: _typed(one, answers[one.name]) for one in part.questions if one.name in answers}


def _typed(question: Question, answer: Any) -> Any:
    if not answer:
        return answer
    read: Mapping[str, Any] = {Ask.DAY: date.fromisoformat, Ask.BAHT: Decimal}
    return read[question.ask](answer) if question.ask in read else answer


def _kept(question: Question, value: Any) -> Any:
    if value is None:
        return None
    if question.ask == Ask.DAY:
        return value.isoformat()
    if question.ask == Ask.BAHT:
        return str(value)
    if question.ask == Ask.SHORT:
        return thai.tidy(value)
    return value


def _field(question: Question, today: date) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "required": question.needed}
    if question.help:
        common["help_text"] = question.help
    match question.ask:
        case Ask.COUNT:
            number = forms.NumberInput(attrs={"inputmode": "numeric"})
            return forms.IntegerField(min_value=0, max_value=MOST, widget=number, **common)
        case Ask.BAHT:
            return BahtFormField(allow_zero=True, **common)
        case Ask.DAY:
            return ThaiDateField(today=lambda: today, **common)
        case Ask.ONE:
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **common)
        case Ask.MANY:
            return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **common)
        case Ask.LONG:
            box = forms.Textarea(attrs={"rows": 5})
            return forms.CharField(max_length=LONGEST, widget=box, **common)
    return forms.CharField(max_length=SHORTEST, **common)
