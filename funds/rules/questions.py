"""Which facts a term asks for: what a claim's form must have before the term can be judged."""

from dataclasses import dataclass
from typing import Literal

from funds.rules.terms import COUNT_MEASURES, SPAN_MEASURES, Condition, Term


@dataclass(frozen=True, slots=True)
class Question:
    """One fact to ask: a field of the Case, or with `is_named` an entry of its `facts`.

    `choices` are the words that the rule knows, for a `kind` of "choice".
    """

    name: str
    label: str
    kind: Literal["day", "number", "choice", "flag"]
    choices: tuple[str, ...] = ()
    is_named: bool = False


def questions(term: Term) -> tuple[Question, ...]:
    """Give every fact that a term asks for, each once, in the order of the rule."""
    asked: dict[str, Question] = {}
    if term.waiting is not None:
        asked["joined_on"] = Question("joined_on", "", "day")
    for name in term.measures():
        if name in SPAN_MEASURES:
            field = "born_on" if name == "age" else "joined_on"
            asked.setdefault(field, Question(field, "", "day"))
        elif name in ("nights", "days"):
            asked.setdefault("until_on", Question("until_on", "", "day"))
        elif name in COUNT_MEASURES:
            asked.setdefault(name, Question(name, "", "number"))
        else:
            asked.setdefault(name, _named(name, term))
    return tuple(asked.values())


def _named(name: str, term: Term) -> Question:
    conditions = [condition for condition in term.conditions if condition.fact == name]
    labels = [condition.label for condition in conditions]
    labels += [ladder.label for ladder in term.ladders() if ladder.by == name]
    labels += [pay.of_label for pay in term.pays if pay.of == name]
    label = next(filter(None, labels), name)
    words = [choice for condition in conditions for choice in condition.reach.choices]
    words += [word for ladder in term.ladders() if ladder.by == name for r in ladder.rungs for word in r.reach.choices]
    if words:
        return Question(name, label, "choice", tuple(dict.fromkeys(words)), is_named=True)
    kind: Literal["flag", "number"] = "flag" if _is_flag(conditions) else "number"
    return Question(name, label, kind, is_named=True)


def _is_flag(conditions: list[Condition]) -> bool:
    return any(condition.must_be is not None for condition in conditions)
