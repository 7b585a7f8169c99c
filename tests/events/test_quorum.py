"""When an assembly may decide and a resolution passes."""

import pytest

from events import quorum


@pytest.mark.parametrize(("rule", "asked", "expected"), [
    ("persons", 300, (250, 300, False)),
    ("funds", 12, (12, 12, True)),
    ("percent", 50, (250, 301, False)),
    ("percent", 40, (250, 241, True)),
])  # fmt: skip
def test_the_quorum_counts_what_its_rule_says(rule, asked, expected):
    meter = quorum.meter(rule, asked, persons=250, funds=12, places=601)

    assert (meter.done, meter.needed, meter.is_reached) == expected


@pytest.mark.parametrize(("rule", "votes", "passed"), [
    ("simple", (10, 9, 50), True),
    ("simple", (10, 10, 0), False),
    ("present", (30, 10, 19), True),
    ("present", (30, 10, 20), False),
    ("two_thirds", (20, 10, 99), True),
    ("two_thirds", (19, 10, 0), False),
    ("two_thirds", (0, 0, 5), False),
])  # fmt: skip
def test_a_resolution_passes_by_the_majority_its_assembly_asks_for(rule, votes, passed):
    said = quorum.passes(rule, votes_for=votes[0], votes_against=votes[1], votes_abstain=votes[2])

    assert said is passed
