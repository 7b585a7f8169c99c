"""An approval typed otherwise than its letter has it: what stands then, what goes back, what is still to come."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds.heads import RULE
from funds.models import MatchAmendment
from members import match_lists, match_money, matching
from tests.factories import cash_of

from .matching import amend, approve, free_member, make_request

DECEMBER = date(2018, 12, 20)


@pytest.fixture
def members(fund, secretary):
    return [free_member(fund, by=secretary, first_name=name) for name in ("กมล", "ขวัญ", "คำ")]


@pytest.fixture
def request_sent(fund, members, secretary):
    return make_request(fund, by=secretary)


@pytest.fixture
def approved(request_sent, province_officer):
    approve(request_sent, by=province_officer)
    return request_sent


def receive(request, amount, *, by):
    cash = cash_of(request.round.fund)
    return match_money.receive(request, key=uuid4(), amount=Decimal(amount), into=cash, on=DECEMBER, by=by)


@pytest.mark.parametrize(("amended", "outstanding", "due_back"), [("1095", 0, 0), ("1000", 0, 95), ("365", 0, 730)])
def test_what_came_beyond_an_amended_approval_goes_back_and_comes_again(
    fund, approved, treasurer, province_officer, amended, outstanding, due_back
):
    amend(approved, "1000", by=province_officer, reason="พิมพ์สูงไป")
    receive(approved, "1000", by=treasurer)
    amend(approved, "1095", by=province_officer)
    receive(approved, "95", by=treasurer)
    if amended != "1095":
        amend(approved, amended, by=province_officer)

    sums = match_money.sums_of(approved)
    assert (sums.outstanding, sums.due_back) == (outstanding, due_back)
    if due_back:
        match_money.pay_back(
            approved, key=uuid4(), amount=Decimal(due_back), cash=cash_of(fund), on=DECEMBER, by=treasurer
        )
        assert match_money.sums_of(approved).due_back == 0
        amend(approved, "1095", by=province_officer)
        assert match_money.sums_of(approved).outstanding == due_back


def test_who_is_left_out_by_an_amendment_uses_up_no_round(approved, members, province_officer):
    with pytest.raises(matching.TooMuch):
        amend(approved, "730.01", by=province_officer, struck=[members[1].number])
    made = amend(approved, "730", by=province_officer, struck=[members[1].number])

    assert (made.heads, made.amount) == (2, Decimal(730))
    with pytest.raises(matching.TooMuch):
        amend(approved, "1095", by=province_officer)
    rounds = match_lists.count(approved.round.fund, date(2019, 9, 30), RULE)
    assert [line.rounds for line in rounds.lines] == [1, 0, 1]


def test_an_amendment_says_something_new_of_an_approval_and_is_not_the_senders(
    request_sent, secretary, province_officer
):
    with pytest.raises(matching.NotOpen):
        amend(request_sent, "365", by=province_officer)
    approve(request_sent, by=province_officer, amount="730")
    for by, amount, refusal in (
        (secretary, "365", matching.WhoSentIt), (province_officer, "730", matching.NotOpen),
        (province_officer, "0", matching.TooMuch),
    ):  # fmt: skip
        with pytest.raises(refusal):
            amend(request_sent, amount, by=by)

    assert MatchAmendment.objects.count() == 0
