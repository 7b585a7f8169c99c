"""One woman entered twice: what is counted of her entries, and her stays in hospital."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from funds.models import FundTotal, ProvinceTotal
from members import claims, entitlements, merging
from members.entitlements import Asked
from members.merge_plan import TABLES, records_of
from members.models import Helped, HelpedInProvince, Person
from tests.factories import citizen_id

NUMBER = citizen_id(840001)
DAY = timedelta(days=1)
TODAY = date(2018, 9, 1)
LIKE: dict[str, Any] = {"first_name": "สมหญิง", "citizen_id": "", "no_citizen_id": "not_at_hand", "moo": 3}


def become_two(done, *, by, for_province=False):
    return merging.undo(done, reason="คนละคน", for_province=for_province, key=uuid4(), on=TODAY, by=by)


def everything() -> list[Any]:
    """All rows that a merge may touch, by table; of what is counted anew the primary key may be another one."""
    tables: list[Any] = [*TABLES.values(), Person]
    rows = [list(model.objects.order_by("pk").values()) for model in tables]
    in_fund = sorted(Helped.objects.values_list("fund", "person", "first_on", "outsider"))
    in_province = sorted(HelpedInProvince.objects.values_list("province", "person", "first_on", "outsider"))
    sums = [
        [row for row in totals.values() if row["count"] or row["amount"]]
        for totals in (FundTotal.objects.order_by("pk"), ProvinceTotal.objects.order_by("pk"))
    ]
    return [*rows, in_fund, in_province, *sums]


def stay(terms, membership, nights, *, on, by):
    """A claim for so many nights in hospital, as the rule allows it."""
    until, term, fund = on + nights * DAY, terms["hospital"], membership.fund
    told = Asked(on, until, claimant_role="member")
    judged = entitlements.judge(fund, term, person=membership.person, membership=membership, asked=told)
    request = entitlements.request_of(
        judged, term, person=membership.person, membership=membership, asked=told, amount=judged.amount
    )
    return claims.file(fund, request, key=uuid4(), on=on, by=by)


def held(person):
    """How many records of each kind name `person`."""
    return {str(kind): len(keys) for kind, keys in records_of(person).items()}
