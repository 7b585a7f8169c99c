from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funds import policies
from funds.models import Plan
from funds.policies import Due, Terms
from members import contributions, enrolment, passbook_lines
from members.contributions import Paid
from members.models import EndReason
from tests.factories import JAN_2560, cash_of, make_member


@pytest.fixture
def member(fund, treasurer):
    policies.adopt(fund, Terms(rates={Plan.MONTHLY: Due(Decimal(30))}), since=date(2010, 1, 1), by=treasurer)
    return make_member(fund, by=treasurer, plan=Plan.MONTHLY, on=date(2017, 1, 1))


def take(member, by, first, last, amount, on, fee=False):
    contributions.collect(
        member.fund, key=uuid4(), payer="ก", paid=[Paid(member, Decimal(amount), first, last, is_entry_fee=fee)],
        into=cash_of(member.fund), on=on, by=by,
    )  # fmt: skip


def said(member, day):
    return [
        (line.number, line.on, line.first, line.last, line.paid, line.missed, line.owed)
        for line in passbook_lines.lines(member, day)
    ]


def test_paid_and_missed_stand_below_each_other_as_in_the_book(treasurer, member):
    take(member, treasurer, None, None, "10", JAN_2560, fee=True)
    take(member, treasurer, date(2017, 1, 1), date(2017, 2, 28), "60", JAN_2560)
    take(member, treasurer, date(2017, 5, 1), date(2017, 5, 31), "30", date(2017, 5, 14))

    assert said(member, date(2017, 7, 1)) == [
        (1, JAN_2560, None, None, Decimal(10), 0, None),
        (2, JAN_2560, date(2017, 1, 1), date(2017, 2, 28), Decimal(60), 0, None),
        (0, None, date(2017, 3, 1), date(2017, 4, 30), None, 2, Decimal(60)),
        (3, date(2017, 5, 14), date(2017, 5, 1), date(2017, 5, 31), Decimal(30), 0, None),
        (0, None, date(2017, 6, 1), date(2017, 7, 1), None, 1, Decimal(30)),
    ]


def test_nothing_is_missed_after_the_end_of_a_membership(treasurer, member):
    left = enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=date(2017, 3, 1), by=treasurer)

    assert said(left, date(2018, 1, 1)) == [(0, None, date(2017, 1, 1), date(2017, 2, 28), None, 1, Decimal(30))]


def test_a_passbook_costs_the_same_for_one_line_and_for_three(treasurer, member):
    def queries():
        with CaptureQueriesContext(connection) as made:
            passbook_lines.lines(type(member).objects.select_related("fund", "opening").get(pk=member.pk), JAN_2560)
        return len(made)

    take(member, treasurer, date(2017, 1, 1), date(2017, 1, 31), "30", JAN_2560)
    one = queries()
    for month in (2, 3):
        take(member, treasurer, date(2017, month, 1), date(2017, month, 28), "30", JAN_2560)

    assert (one, queries()) == (5, 5)
