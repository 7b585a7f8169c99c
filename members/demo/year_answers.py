"""What the demo's funds answered for the status form of their last two years; the figures are invented."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from funds.models import Fund, YearAnswers
from welfare.models import User
from welfare.thai import BE

from .places import places_of
from .plan import LAST_DAY, FundPlan

NAMESPACE = UUID("6f1a4a0e-6d0f-4c55-9a3b-2f6f7d1f0c11")
ALIKE: Mapping[str, Any] = {
    "supporter": "องค์กรปกครองส่วนท้องถิ่นและ พอช.",
    "aims": "ดูแลกันตั้งแต่เกิดจนตาย\nส่งเสริมการออมวันละบาทและการช่วยเหลือกันในชุมชน",
    "activities": ["culture", "environment"], "of_members": 9, "of_authority": 1, "of_village_heads": 2, "of_monks": 1,
    "committee_meets": "monthly", "committee_meetings": 12, "members_meet": "12", "member_meetings": 1,
    "minutes": "always", "minutes_in": ["notebook"], "kept_in": ["notebook"], "own_check": "12",
    "outside_check": "none", "reported_to": ["members", "authority", "board"], "links": ["village_fund", "council"],
    "authority_support": ["match", "place"], "agency_support": ["institute", "social"],
    "plans": "รับสมาชิกใหม่ให้ครบทุกหมู่บ้าน", "problems": "คนวัยทำงานสมัครน้อย",
    "solutions": "ชวนลูกหลานของสมาชิกในวันรับเงินประจำเดือน",
}  # fmt: skip
# Left open in the last year, so that a reader sees what is missing and what is proposed.
LEFT_OPEN = ("committee_meetings", "member_meetings", "plans", "problems", "solutions", "population_year")


def answer(funds: Mapping[str, Fund], plans: Sequence[FundPlan], users: Mapping[tuple[str, str], User]) -> int:
    """Write the answers of every fund for the year before the last day and for its own, and give how many rows."""
    rows = [
        YearAnswers(
            key=uuid5(NAMESPACE, f"{plan.code} {year}"), fund=funds[plan.code], year=year,
            answers=_answers(plan, funds[plan.code], year), by=users["secretary", plan.code],
        )
        for plan in plans
        for year in (LAST_DAY.year + BE - 1, LAST_DAY.year + BE)
    ]  # fmt: skip
    YearAnswers.objects.bulk_create(rows)
    return len(rows)


def people_of(plan: FundPlan) -> int:
    """Give how many people live where the fund is."""
    return plan.members * 9 + 1000


def _answers(plan: FundPlan, fund: Fund, year: int) -> dict[str, Any]:
    villages = len(places_of(plan.code))
    own = {
        "address": f"ที่ทำการ{fund.name_th}", "population": people_of(plan), "population_year": year - 1,
        "population_source": f"งานทะเบียนราษฎร {fund.authority_th}", "disabled": plan.members // 40,
        "disadvantaged": plan.members // 30, "villages": villages + villages // 4,
        "last_meeting": f"{year - BE}-03-11",
    }  # fmt: skip
    said = dict(ALIKE) | own
    return said if year < LAST_DAY.year + BE else {name: value for name, value in said.items() if name not in LEFT_OPEN}
