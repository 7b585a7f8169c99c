"""A process killed in the middle of taking in a file, or of taking it back, leaves nothing of it."""

import os
import signal
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from funds import books as fund_books
from funds.models import Source
from members import books, openings
from members.imports import heirs, paying_in, paying_out, reversing
from members.models import Claim, Contribution, Import, ImportedClaim, ImportedHeir, ImportedReceipt
from tests.factories import AUGUST, cash_of, make_member
from tests.killing import in_a_process_of_its_own
from tests.members.rules import adopt
from welfare import trail

from .conftest import OPENED
from .helped import ROWS as HELPED
from .helped import row
from .paying import ROWS
from .sheets_of_paper import grid
from .test_heirs import ROWS as NAMED
from .test_heirs import SON, WIFE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes that fork"),
]
FILE: dict[str, Any] = {"key": UUID(int=7), "file_name": "ก.xlsx", "sha256": "a" * 64, "today": AUGUST}


def pay_in(fund, by):
    rows = [(1, "", "5/2/2560", "360", "12/34"), (1, "", "5/7/2561", "40", "")]
    return paying_in.take_in(fund, grid(rows, ROWS), by=by, into=cash_of(fund), **FILE)


def pay_out(fund, by):
    return paying_out.take_in(fund, grid([row(nights=2)], HELPED), by=by, source="สมุด", **FILE)


def name(fund, by):
    return heirs.take_in(fund, grid([(1, "", *SON, *WIFE)], NAMED), by=by, **FILE)


def turn_back(fund, by):
    reversing.take_back(Import.objects.get(), key=UUID(int=8), reason="ก", on=AUGUST, by=by)


def everything(fund):
    """Give what the books, the records and the trail hold."""
    made = (Import, Contribution, Claim, ImportedReceipt, ImportedClaim, ImportedHeir)
    counts = [model.objects.count() for model in made]
    totals = sorted(fund.totals.values_list("span", "start", "measure", "line", "count", "amount"))
    return counts, totals, sorted(fund.accounts.values_list("pk", "balance")), fund.transfers.count()


@pytest.fixture
def begun(fund, secretary, treasurer):
    make_member(fund, by=secretary)
    adopt(fund, by=secretary)
    money = {cash_of(fund): Decimal(10000)}
    openings.open_books(fund, money=money, sources={Source.MEMBERS: Decimal(400)}, on=OPENED, by=treasurer)


@pytest.mark.parametrize("act", [pay_in, pay_out, name, turn_back])
@pytest.mark.parametrize("last", [0, 9, 14])
def test_a_process_killed_anywhere_leaves_nothing_of_it(fund, treasurer, begun, act, last):
    if act is turn_back:
        pay_in(fund, treasurer)
    before = everything(fund)

    assert in_a_process_of_its_own(act, fund.pk, treasurer.pk, last=last) == -signal.SIGKILL

    fund.refresh_from_db()
    assert everything(fund) == before
    assert fund_books.faults(fund.province) + books.faults(fund.province) + list(trail.faults()) == []
