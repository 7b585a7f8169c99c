"""The worked cases of tests/scenarios: a rule book, the facts, the baht, the clause."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from funds.rules import casefiles, rulebooks
from funds.rules.benefits import judge
from funds.rules.faults import faults
from funds.rules.terms import RuleBook

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RULEBOOKS = Path(__file__).parents[3] / "funds" / "data" / "rulebooks"


def written(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def book_of(scenario: dict[str, Any], changes: dict[str, Any] | None = None) -> RuleBook:
    if "book" in scenario:
        return rulebooks.from_dict({**scenario["book"], **(changes or {})})
    book = rulebooks.load((RULEBOOKS / scenario["rulebook"]).read_text(encoding="utf-8"))
    return rulebooks.from_dict({**rulebooks.to_dict(book), **(changes or {})})


# Those without a rule book are worked out in tests/funds/test_heads.py.
FILES = {file.stem: scenario for file in sorted(SCENARIOS.glob("*.toml")) if "case" in (scenario := written(file))}
CASES = [
    pytest.param(name, case, id=f"{name}: {case['says']}")
    for name, scenario in FILES.items()
    for case in scenario["case"]
]
FAULTS = [
    pytest.param(name, fault, id=f"{name}: {fault['says']}")
    for name, scenario in FILES.items()
    for fault in scenario.get("fault", [])
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_worked_case_comes_to_its_sum_by_its_clause(name, case):
    book = book_of(FILES[name], case.get("book"))

    entitlement = judge(book, casefiles.read_case(case["given"], book))

    refused = case.get("refused", [])
    assert [step.code for step in entitlement.refusals] == ([refused] if isinstance(refused, str) else refused)
    assert entitlement.amount == Decimal(case["expect"])
    assert entitlement.eligible is (Decimal(case["expect"]) > 0)
    assert case["clause"] in {step.clause for step in entitlement.refusals or entitlement.steps}
    fields = casefiles.entitlement_fields(entitlement)
    assert {key: fields["remaining"][key] for key in case.get("left", {})} == case.get("left", {})
    if "names" in case:
        with translation.override("en"):
            assert case["names"] in entitlement.refusals[0].sentence()


@pytest.mark.parametrize(("name", "fault"), FAULTS)
def test_a_slip_in_a_printed_rule_book_is_named_before_it_is_published(name, fault):
    text = (RULEBOOKS / FILES[name]["rulebook"]).read_text(encoding="utf-8")
    assert fault["replace"][0] in text

    found = faults(rulebooks.load(text.replace(*fault["replace"])))

    assert [each.code for each in found if each.is_blocking] == [fault["expect"]]
    with translation.override("en"):
        assert fault["names"] in found[0].sentence()


@pytest.mark.parametrize("name", FILES)
def test_the_rule_book_of_a_scenario_can_be_published(name):
    assert [fault.sentence() for fault in faults(book_of(FILES[name])) if fault.is_blocking] == []
