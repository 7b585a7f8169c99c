"""What a match request says beside its rows: where it begins, taken from what the fund said for its status form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from funds import official
from funds.models import Fund
from welfare import thai

# What the status form asks too: its name there, by the name here.
SAME: Mapping[str, str] = {
    "villages": "villages", "committee_experts": "of_experts", "committee_meetings": "committee_meetings",
    "member_meetings": "member_meetings", "last_meeting_on": "last_meeting", "year_plan": "plans",
}  # fmt: skip


def from_year(fund: Fund, counting_on: date) -> dict[str, Any]:
    """Give what `fund` said for the status form of the year of `counting_on`, or before, as a request says it."""
    said = official.answered(fund, thai.be_year(counting_on))
    if said is None:
        return {}
    return {here: said.answers[there] for here, there in SAME.items() if said.answers.get(there) not in (None, "", [])}
