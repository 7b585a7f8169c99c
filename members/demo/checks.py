"""The sums of the demo, counted twice: by plain SQL over the rows, and from the totals that pages read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from funds import summaries
from funds.models import Province
from welfare.money import from_satang

from .plan import LAST_DAY, FundPlan, Totals, totals_of

FUNDS = "SELECT COUNT(*) FROM funds_fund WHERE province_id = %s AND founded_on <= %s"
MEMBERS = """
    SELECT COUNT(*) FROM members_membership AS membership JOIN funds_fund AS fund ON fund.id = membership.fund_id
    WHERE fund.province_id = %s AND membership.joined_on <= %s
        AND (membership.ended_on IS NULL OR membership.ended_on > %s)
"""
BALANCE = """
    SELECT COALESCE(SUM(CASE WHEN debit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END), 0)
        - COALESCE(SUM(CASE WHEN credit.kind IN ('cash', 'bank', 'investment') THEN transfer.amount ELSE 0 END), 0)
    FROM funds_transfer AS transfer
    JOIN funds_account AS debit ON debit.id = transfer.debit_id
    JOIN funds_account AS credit ON credit.id = transfer.credit_id
    JOIN funds_fund AS fund ON fund.id = transfer.fund_id
    WHERE fund.province_id = %s AND transfer."on" <= %s
"""
HELPED = """
    SELECT COUNT(DISTINCT CASE WHEN payout.outsider THEN NULL ELSE payout.person_id END),
        COUNT(DISTINCT CASE WHEN payout.outsider THEN payout.person_id END)
    FROM members_payout AS payout JOIN funds_fund AS fund ON fund.id = payout.fund_id
    WHERE fund.province_id = %s AND payout."on" <= %s
"""


class DoesNotAddUp(Exception):
    """A sum of the demo is another than the planned one; `args[0]` names both."""


def check(province: Province, plans: Sequence[FundPlan]) -> None:
    """Compare the four sums with the plan, on LAST_DAY and in all. Raises DoesNotAddUp."""
    planned = totals_of(plans)
    for where, found in (("rows", by_rows(province)), ("kept totals", by_kept_totals(province))):
        if found != planned:
            raise DoesNotAddUp(f"the {where} give {found}, the plan says {planned}")
    if summaries.figures_of(province) != summaries.figures_of(province, LAST_DAY):
        raise DoesNotAddUp(f"something happened after {LAST_DAY}")


def by_rows(province: Province) -> Totals:
    """Count funds, members, baht and people helped over the rows themselves."""

    def row(question: str, *parameters: date) -> tuple[Any, ...]:
        cursor.execute(question, [province.pk, *parameters])
        return tuple(cursor.fetchone())

    with connection.cursor() as cursor:
        (funds,) = row(FUNDS, LAST_DAY)
        (members,) = row(MEMBERS, LAST_DAY, LAST_DAY)
        (satang,) = row(BALANCE, LAST_DAY)
        helped = row(HELPED, LAST_DAY)
    return Totals(funds, members, from_satang(satang), *helped)


def by_kept_totals(province: Province) -> Totals:
    """Read the same from the totals that the pen keeps."""
    figures = summaries.figures_of(province, LAST_DAY)
    funds = province.funds.filter(founded_on__lte=LAST_DAY).count()
    return Totals(funds, figures.members, figures.balance, figures.helped_members, figures.helped_outsiders)
