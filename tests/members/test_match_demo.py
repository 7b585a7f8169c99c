"""The rounds of the demo: whom its generator counted on paper, the lists reckoned from the rows count too."""

from collections import Counter

import pytest

from funds.models import Fund, MatchRequest, MatchRound, Transfer
from members import match_books, match_lists, match_money, match_stages
from members.demo.province import make
from members.match_stages import Stage
from members.models import MatchLine

from .demo_plans import SMALL


@pytest.fixture
def requests(db):
    make(SMALL)
    rows = MatchRequest.objects.select_related("round__fund__province", "verdict")
    return list(rows.order_by("round__fund", "round__number"))


def test_each_list_on_record_is_what_the_rows_say_of_its_day(requests):
    assert len(requests) > 4
    for request in requests:
        now = match_lists.list_of(request.round)
        assert (now.heads, now.amount) == (request.heads, request.amount)
        assert match_lists.changes(request) == []
        assert match_lists.sent(request).fingerprint == request.list_sha256

    assert match_books.faults(Fund.objects.all()) == []


def test_every_round_on_record_is_received_in_the_books(requests):
    sums = match_money.sums(requests)
    booked = Transfer.objects.filter(credit__line="state_match").count()

    assert {match_stages.stands([request.round])[0].stage for request in requests} == {Stage.RECEIVED}
    assert all(sums[request.pk].received == request.amount for request in requests)
    assert (booked, MatchRound.objects.count()) == (len(requests), len(requests))
    assert Fund.objects.filter(pk__in={request.round.fund_id for request in requests}).count() == 2


def test_nobody_is_matched_more_than_three_times(requests):
    per_person = Counter(MatchLine.objects.filter(why="").values_list("membership__person", flat=True))

    assert max(per_person.values()) == 3
    assert set(per_person.values()) == {1, 2, 3}
