from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from tests.cast import signed_in
from tests.factories import (
    approve,
    give,
    make_claim,
    make_member,
    make_outsider,
    pay,
)

from .claiming import url


@pytest.fixture
def three_payouts(fund, secretary, chair, treasurer):
    """The same member twice, a neighbour once."""
    give(fund, "10000.00", by=treasurer)
    member = make_member(fund, by=secretary)
    made = []
    for person, membership, on, category in (
        (member.person, member, date(2018, 5, 1), "illness"),
        (member.person, member, date(2018, 8, 14), "birth"),
        (make_outsider(), None, date(2019, 1, 2), "disaster"),
    ):
        claim = make_claim(fund, by=secretary, person=person, membership=membership, category=category, on=on)
        approve(claim, by=chair, on=on)
        made.append(pay(claim, by=treasurer, on=on))
    return made


def test_payouts_count_cases_and_people_apart(fund, three_payouts, auditor):
    response = signed_in(auditor).get(url("payouts", fund))

    assert list(response.context["page"].object_list) == three_payouts[::-1]
    assert [response.context[name] for name in ("cases", "people", "paid")] == [3, 2, Decimal(1500)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({"from": "14/8/2561"}, [2, 1]),
        ({"until": "14/8/2561"}, [1, 0]),
        ({"from": "2/5/2561", "until": "31/12/2561"}, [1]),
        ({"category": "birth"}, [1]),
        ({"outsiders": "yes"}, [2]),
        ({"outsiders": "no"}, [1, 0]),
        ({"q": "สมหญิง"}, [1, 0]),
        ({"q": "2/2561"}, [1]),
        ({"category": "nonsense"}, [2, 1, 0]),
    ],
)
def test_payouts_are_chosen_by_days_category_and_name(fund, three_payouts, auditor, query, places):
    response = signed_in(auditor).get(url("payouts", fund, **query))

    assert list(response.context["page"].object_list) == [three_payouts[place] for place in places]


def test_a_payout_turned_back_is_left_out_from_that_day_on(fund, three_payouts, auditor, treasurer):
    ledger.reverse(three_payouts[0].transfer, key=uuid4(), on=date(2018, 6, 1), by=treasurer, reason="ผิดคน")
    client = signed_in(auditor)

    counts = [client.get(url("payouts", fund, until=until)).context["cases"] for until in ("31/5/2561", "1/6/2561", "")]

    assert counts == [1, 0, 2]


def test_payouts_ask_the_same_queries_for_one_row_and_for_three(
    fund, three_payouts, auditor, django_assert_num_queries
):
    client = signed_in(auditor)
    for query, count in (({"category": "birth"}, 1), ({}, 3)):
        with django_assert_num_queries(4):
            assert len(client.get(url("payouts", fund, **query)).context["page"].object_list) == count
