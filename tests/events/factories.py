"""Gatherings for tests, made through the same acts that pages use."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from events import assemblies
from events.models import Assembly
from funds.models import Province
from tests.factories import AUGUST
from welfare.models import User


def make_province(slug: str = "elsewhere") -> Province:
    """Found another province, without funds."""
    return Province.objects.create(code="99", slug=slug, name_th="ที่อื่น", name_en="Elsewhere")


def make_assembly(
    province: Province, *, by: User, on: date = AUGUST, fund_quota: int = 2, public_quota: int = 2, shown: bool = True,
    **details: object,
) -> Assembly:  # fmt: skip
    """Plan an assembly to which every fund and the public are invited, and show it."""
    facts: dict[str, Any] = {
        "theme": "สวัสดิการของคนทั้งเกาะ", "place": "ศาลาประชาคม", "on": on, "starts_at": time(9), "ends_at": time(16),
        "register_until": on,
    } | details  # fmt: skip
    made = assemblies.plan(
        province, assemblies.Details(**facts), key=uuid4(), fund_quota=fund_quota, public_quota=public_quota, by=by
    )
    if shown:
        assemblies.publish(made, on=on, by=by)
        made.refresh_from_db()
    return made
