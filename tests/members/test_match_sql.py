"""Every number of a demo fund's match request, line by line, beside a count or sum of its own in plain SQL."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from funds import policies
from funds.models import MatchRound
from members import match_criteria, match_lists
from members.demo.province import make
from tests.members.demo_plans import CHALONG, RAWAI

MATCHED_BEFORE = """
    (SELECT COUNT(*) FROM members_matchline l JOIN funds_matchrequest q ON q.id = l.request_id
     JOIN funds_matchround n ON n.id = q.round_id JOIN members_membership o ON o.id = l.membership_id
     WHERE o.person_id = m.person_id AND o.fund_id = m.fund_id AND l.why = '' AND n.counting_on < %(on)s)
"""
PAID_UNTIL = """
    (SELECT MAX(c.covers_until) FROM members_contribution c WHERE c.membership_id = m.id AND c."on" <= %(on)s)
"""
HERE = "m.fund_id = %(fund)s AND m.joined_on <= %(on)s AND (m.ended_on IS NULL OR m.ended_on > %(on)s)"
FULL_YEAR = f"{HERE} AND m.joined_on <= %(year_before)s"
PAYOUTS = """
    FROM members_payout p WHERE p.fund_id = %(fund)s AND NOT p.outsider
    AND p."on" > %(year_before)s AND p."on" <= %(on)s
    AND NOT EXISTS (SELECT 1 FROM funds_transfer r WHERE r.reversal_of_id = p.transfer_id)
"""
INCOME = """
    SELECT COALESCE(SUM(CASE WHEN c.line = '{line}' THEN t.amount ELSE -t.amount END), 0)
    FROM funds_transfer t JOIN funds_account c ON c.id = t.credit_id JOIN funds_account d ON d.id = t.debit_id
    WHERE t.fund_id = %(fund)s AND t."on" <= %(on)s AND ((c.kind = 'income' AND c.line = '{line}')
        OR (d.kind = 'income' AND d.line = '{line}'))
"""
BASIC = "('birth', 'illness', 'death', 'funeral', 'education', 'occupation')"


class Plain:
    """Questions in SQL to one fund of the year that ends with the counting day `on`."""

    def __init__(self, fund: int, on: date) -> None:
        self.asked: dict[str, Any] = {
            "fund": fund, "on": on.isoformat(), "year_before": on.replace(year=on.year - 1).isoformat(),
            "paid_from": (on - timedelta(days=policies.GRACE_DAYS + 1)).isoformat(),
            "young_from": on.replace(year=on.year - 26).isoformat(),
            "old_until": on.replace(year=on.year - 60).isoformat(),
        }  # fmt: skip

    def one(self, sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, self.asked)
            return cursor.fetchone()[0]

    def members(self, where: str) -> Any:
        joined = "FROM members_membership m JOIN members_person p ON p.id = m.person_id"
        return self.one(f"SELECT COUNT(*) {joined} WHERE {where}")

    def baht(self, sql: str) -> Decimal:
        return Decimal(int(self.one(sql))) / 100


def in_plain_sql(plain: Plain) -> dict[str, Any]:
    in_year = """ AND t."on" > %(year_before)s"""
    within = """fund_id = %(fund)s AND "on" > %(year_before)s AND "on" <= %(on)s"""
    met = f"""
        SELECT COUNT(*)
        FROM (SELECT DISTINCT meeting, "on" FROM funds_resolution WHERE {within} AND body = '{{}}') AS met
    """  # noqa: S608 our own words
    basic = "SELECT COUNT(DISTINCT CASE p.category WHEN 'funeral' THEN 'death' ELSE p.category END)"
    given = f"FROM funds_inkind WHERE {within}"
    return {
        "full_year": plain.members(FULL_YEAR),
        "contributions": plain.baht(INCOME.format(line="members")),
        "young": plain.members(f"{HERE} AND p.born_on > %(young_from)s"),
        "old": plain.members(f"{HERE} AND p.born_on <= %(old_until)s"),
        "member_money": plain.baht(INCOME.format(line="members") + in_year),
        "lao_money": plain.baht(INCOME.format(line="lao") + in_year),
        "lao_kind": plain.one(f"SELECT COUNT(*) {given} AND source = 'lao'"),
        "lao_worth": plain.baht(f"SELECT COALESCE(SUM(worth), 0) {given} AND source = 'lao'"),
        "in_kind_all": plain.one(f"SELECT COUNT(*) {given}"),
        "committee_meetings": plain.one(met.format("committee")),
        "member_meetings": plain.one(met.format("general_meeting")),
        "kinds": plain.one(f"{basic} {PAYOUTS} AND p.category IN {BASIC}"),
        "villages_with": plain.one(
            f"SELECT COUNT(DISTINCT COALESCE(p.moo, b.moo, -b.id)) FROM members_membership m "  # noqa: S608
            f"JOIN members_person p ON p.id = m.person_id LEFT JOIN funds_branch b ON b.id = m.branch_id WHERE {HERE}"
        ),
    }  # fmt: skip


@pytest.mark.parametrize("planned", [RAWAI, CHALONG], ids=lambda planned: planned.code)
def test_every_number_of_a_demo_funds_request_is_its_own_in_plain_sql(db, planned):
    make([planned])
    rounds = MatchRound.objects.select_related("fund__province", "fund__district").order_by("number")

    assert len(rounds) >= 4
    for round in rounds:
        plain, counted = Plain(round.fund_id, round.counting_on), match_lists.list_of(round)
        facts = match_criteria.read(round.fund, counted, {})
        numbers = {"count", "baht"}
        said = {check.name: check.value for one in facts.criteria for check in one.checks if check.kind in numbers}
        typed = {name for name, value in said.items() if value is None}
        assert typed == {"disabled", "disadvantaged", "villages", "committee_community", "committee_experts"}
        assert {name: value for name, value in said.items() if name not in typed} == in_plain_sql(plain)

        paid_up = f"{FULL_YEAR} AND {MATCHED_BEFORE} < 3 AND {PAID_UNTIL} >= %(paid_from)s"
        assert counted.heads == plain.members(paid_up)
        assert counted.amount == plain.members(paid_up) * 365
        assert counted.match.full_year == plain.members(FULL_YEAR)
        assert counted.match.matched_out == plain.members(f"{FULL_YEAR} AND {MATCHED_BEFORE} >= 3")
        for line in (line for line in facts.paid if line.category):
            where = f"{PAYOUTS} AND p.category = '{line.category}'"
            assert (line.cases, line.amount) == (
                plain.one(f"SELECT COUNT(*) {where}"), plain.baht(f"SELECT COALESCE(SUM(p.amount), 0) {where}"),
            )  # fmt: skip
        paid = plain.one(f"SELECT COUNT(*) {PAYOUTS}"), plain.baht(f"SELECT COALESCE(SUM(p.amount), 0) {PAYOUTS}")
        assert (sum(line.cases for line in facts.paid), sum(line.amount for line in facts.paid)) == paid
