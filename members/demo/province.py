"""Make the demo province in an empty database, in one transaction: a start that is cut short leaves nothing."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import translation

from funds import published
from funds.founding import found_phuket
from funds.models import Fund
from members.models import Person
from welfare.models import User

from . import accounts, closes, looked_at, matches, year_answers, year_papers
from .checks import check
from .plan import FundPlan
from .writing import Writing

CACHE_KIB = -300_000  # SQLite counts KiB below zero, pages above


class NotEmpty(Exception):
    """The database holds people or accounts; the demo is made in an empty one only."""


def make(plans: Sequence[FundPlan]) -> Mapping[str, int]:
    """Make the province with the funds of `plans`, check its sums, and give how many rows each table has.

    Raises NotEmpty when the database holds people or accounts, checks.DoesNotAddUp when a sum is not the planned one.
    """
    with _room_to_work(), transaction.atomic(), translation.override("th"):
        return _make(plans)


def _make(plans: Sequence[FundPlan]) -> Mapping[str, int]:
    if User.objects.exists() or Person.objects.exists():
        raise NotEmpty
    province = found_phuket()
    published.load(province)
    for plan in plans:
        Fund.objects.filter(code=plan.code).update(founded_on=plan.founded_on)
    codes = [plan.code for plan in plans]
    funds = {fund.code: fund for fund in Fund.objects.filter(code__in=codes).order_by("position")}
    users = accounts.open_accounts(province, funds)
    writing = Writing(province, users)
    for plan in plans:
        writing.write(funds[plan.code], plan)
    writing.finish()
    for fund in funds.values():
        closes.close(fund, users["treasurer", fund.code])
        matches.go_on(
            fund, secretary=users["secretary", fund.code], treasurer=users["treasurer", fund.code],
            officer=users["officer", ""],
        )  # fmt: skip
    year_answers.answer(funds, plans, users)
    looked_at.write(funds, users)
    accounts.sign(province, users["admin", ""])
    check(province, plans)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for plan in plans:
        year_papers.write(funds[plan.code], plan, by=users["secretary", plan.code])
    return writing.counts


@contextmanager
def _room_to_work() -> Iterator[None]:
    """Give half a million rows the room they need.

    SQLite writes what its cache cannot hold to disk and reads it back, row after row; Python looks through all
    that was made for what to throw away, again and again, where nothing is.
    """
    had = None
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            had = cursor.execute("PRAGMA cache_size").fetchone()[0]
            cursor.execute(f"PRAGMA cache_size = {CACHE_KIB}")
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()
        if had is not None:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA cache_size = {had}")
