from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from funds import policies
from funds.models import Plan, Policy
from tests.factories import JAN_2560, MAY_DAY


def test_a_fund_that_adopted_nothing_takes_one_baht_a_day(fund):
    assert policies.in_force(fund, MAY_DAY) == policies.Terms()


def test_the_version_in_force_is_the_last_that_had_begun(fund, secretary):
    first = replace(policies.Terms(), entry_fee=Decimal("10.00"), rates={Plan.YEARLY: policies.Due(Decimal("360.00"))})
    second = replace(first, rates={Plan.YEARLY: policies.Due(Decimal("365.00"), due_day=15, due_month=3)})
    policies.adopt(fund, first, since=JAN_2560, by=secretary)
    policies.adopt(fund, second, since=MAY_DAY, by=secretary)

    found = [policies.in_force(fund, day) for day in (date(2017, 1, 14), JAN_2560, date(2018, 4, 30), MAY_DAY)]

    assert found == [policies.Terms(), replace(first, shares=[]), replace(first, shares=[]), replace(second, shares=[])]


def test_shares_add_up_to_the_satang(fund, secretary):
    terms = replace(policies.Terms(), shares=[("สวัสดิการ", 50), ("หมุนเวียน", 30), ("สำรอง", 20)])
    policies.adopt(fund, terms, since=JAN_2560, by=secretary)

    assert policies.in_force(fund, MAY_DAY).split(Decimal("365.01")) == [
        ("สวัสดิการ", Decimal("182.51")), ("หมุนเวียน", Decimal("109.50")), ("สำรอง", Decimal("73.00")),
    ]  # fmt: skip


def test_shares_that_do_not_add_up_to_a_hundred_are_refused(fund, secretary):
    with pytest.raises(policies.NotWhole):
        policies.adopt(fund, replace(policies.Terms(), shares=[("สวัสดิการ", 99)]), since=JAN_2560, by=secretary)


def test_a_version_never_begins_before_the_one_in_force(fund, secretary):
    policies.adopt(fund, policies.Terms(), since=MAY_DAY, by=secretary)

    with pytest.raises(policies.TooLate):
        policies.adopt(fund, policies.Terms(), since=JAN_2560, by=secretary)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_version(fund, secretary, act):
    policies.adopt(fund, policies.Terms(), since=MAY_DAY, by=secretary)

    acts = {
        "update": lambda: Policy.objects.update(entry_fee=Decimal(5)),
        "delete": lambda: Policy.objects.all()._raw_delete("default"),
    }

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        acts[act]()
