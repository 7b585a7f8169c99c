"""A round of the match: sent once and kept, decided once, received, recalled and paid back; every act once a key."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from funds import ledger
from funds.heads import RULE
from funds.models import (
    AccountKind,
    MatchMoney,
    MatchRecall,
    MatchRequest,
    MatchRound,
    MatchVerdict,
    Source,
    Transfer,
)
from members import match_lists, match_money, matching
from members.match_money import Sums
from members.models import MatchLine, MatchStrike
from tests.factories import AUGUST, cash_of, make_user
from welfare.models import LogEntry

from .matching import OCTOBER, SEPTEMBER, approve, free_member, make_request, make_round, send
from .test_claims_at_once import at_once
from .test_enrolment import leave

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


def receive(request, amount, *, by, key=None, on=DECEMBER):
    fund = request.round.fund
    return match_money.receive(request, key=key or uuid4(), amount=Decimal(amount), into=cash_of(fund), on=on, by=by)


def test_a_round_begins_once_and_takes_over_what_the_last_one_said(fund, secretary):
    key = uuid4()
    first, again = (matching.begin(fund, key=key, number=1, counting_on=SEPTEMBER, by=secretary) for _twice in range(2))
    matching.word(first, {"strengths": "ทุกหมู่บ้าน"}, by=secretary)
    for number, on in ((1, OCTOBER), (2, SEPTEMBER)):
        with pytest.raises(matching.AlreadyBegun):
            make_round(fund, by=secretary, number=number, on=on)

    assert first == again
    assert make_round(fund, by=secretary, number=2, on=date(2019, 9, 30)).wording == {"strengths": "ทุกหมู่บ้าน"}


def test_a_sent_request_keeps_its_list_and_its_sum_and_is_sent_once(fund, members, secretary):
    leave(members[2], by=secretary, on=AUGUST)
    round, key = make_round(fund, by=secretary), uuid4()
    counted = match_lists.list_of(round)

    first, again = (send(round, by=secretary, key=key, papers={"six": "criteria"}) for _twice in range(2))

    assert (first, MatchRequest.objects.count()) == (again, 1)
    assert (first.version, first.heads, first.lines, first.amount) == (1, 2, 3, Decimal(730))
    assert first.figures == {"members": 2, "full_year": 2, "not_counted": {"left": 1}, "six": "criteria"}
    assert match_lists.sent(first).lines == counted.lines
    assert first.list_sha256 == counted.fingerprint == match_lists.sent(first).fingerprint
    entry = LogEntry.objects.get(act="sent a match request", subject="match round")
    assert (entry.facts["amount"], entry.facts["sha256"]) == ("730", first.sha256)


def test_a_second_request_of_a_round_waits_until_the_first_is_withdrawn(fund, request_sent, secretary):
    with pytest.raises(matching.AlreadySent):
        send(request_sent.round, by=secretary)
    with pytest.raises(matching.AlreadySent):
        matching.word(request_sent.round, {"plan": "ใหม่"}, by=secretary)
    key = uuid4()
    for _twice in range(2):
        matching.withdraw(request_sent, key=key, reason="ลืมสมาชิกหนึ่งคน", on=OCTOBER, by=secretary)
    with pytest.raises(matching.NotOpen):
        matching.withdraw(request_sent, key=uuid4(), reason="อีกครั้ง", on=OCTOBER, by=secretary)
    free_member(fund, by=secretary)

    second = send(request_sent.round, by=secretary)

    assert [(each.version, each.heads) for each in MatchRequest.objects.order_by("version")] == [(1, 3), (2, 4)]
    assert matching.standing(second.round) == second
    assert MatchLine.objects.filter(request=request_sent).count() == 3


def test_a_list_that_changed_since_it_was_shown_is_shown_again(fund, members, secretary):
    round = make_round(fund, by=secretary)
    seen = match_lists.list_of(round).fingerprint
    leave(members[0], by=secretary, on=AUGUST)

    with pytest.raises(matching.ListChanged):
        send(round, by=secretary, seen=seen)

    assert MatchRequest.objects.count() == 0


def test_a_request_is_not_sent_before_its_counting_day(fund, members, secretary):
    round = make_round(fund, by=secretary)
    with pytest.raises(matching.TooEarly):
        send(round, by=secretary, on=date(2018, 9, 29))

    assert send(round, by=secretary, on=SEPTEMBER).version == 1


def test_a_list_that_counts_nobody_is_not_sent(fund, secretary):
    with pytest.raises(matching.NobodyCounts):
        make_request(fund, by=secretary)


def test_less_may_be_approved_and_who_is_struck_off_uses_up_no_round(request_sent, members, province_officer):
    key = uuid4()
    told: dict[str, Any] = {
        "key": key,
        "amount": "700",
        "struck": [members[1].number],
        "reason": "ถึงแก่กรรม",
        "paper": "พม 1/2561",
    }
    first, again = (approve(request_sent, by=province_officer, **told) for _twice in range(2))

    assert first == again
    assert (first.heads, first.amount, first.paper) == (2, Decimal(700), "พม 1/2561")
    assert list(MatchStrike.objects.values_list("line__membership", "reason")) == [(members[1].pk, "ถึงแก่กรรม")]
    rounds = match_lists.count(request_sent.round.fund, date(2019, 9, 30), RULE)
    assert [line.rounds for line in rounds.lines] == [1, 0, 1]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"amount": "1095.01"}, matching.TooMuch),
        ({"amount": "730.01", "struck": [1]}, matching.TooMuch),
        ({"amount": "-1"}, matching.TooMuch),
        ({"struck": [99]}, matching.NotInTheList),
    ],
)
def test_an_approval_that_cannot_be_is_refused(request_sent, province_officer, changed, refusal):
    with pytest.raises(refusal):
        approve(request_sent, by=province_officer, **changed)

    assert (MatchVerdict.objects.count(), MatchStrike.objects.count()) == (0, 0)


def test_who_sends_does_not_approve_and_a_request_is_decided_once(request_sent, secretary, province_officer):
    with pytest.raises(matching.WhoSentIt):
        approve(request_sent, by=secretary)
    matching.refuse(request_sent, key=uuid4(), reason="เอกสารไม่ครบ", on=OCTOBER, by=province_officer)
    with pytest.raises(matching.NotOpen):
        approve(request_sent, by=province_officer)

    assert send(request_sent.round, by=secretary).version == 2


def test_the_money_comes_by_the_pen_in_parts_up_to_what_was_approved(fund, approved, treasurer):
    key = uuid4()
    first, again = (receive(approved, "1000", by=treasurer, key=key) for _twice in range(2))
    with pytest.raises(matching.TooMuch):
        receive(approved, "95.01", by=treasurer)
    receive(approved, "95", by=treasurer)

    assert first == again
    assert match_money.sums_of(approved) == Sums(Decimal(1095), Decimal(1095))
    income = ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=1)
    assert (income.balance, cash_of(fund).balance) == (Decimal(-1095), Decimal(1095))
    assert first.transfer.receipt.payer == match_money.PAYER


def test_money_that_is_in_the_books_is_linked_once(fund, approved, treasurer):
    def entry(round, amount):
        income = ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=round)
        told = {"payer": "พอช.", "into": cash_of(fund), "on": DECEMBER, "by": treasurer}
        receipt = ledger.receive(fund, key=uuid4(), lines=[(income, Decimal(amount))], **told)
        return Transfer.objects.get(receipt=receipt)

    ours, unknown, other = entry(1, 1000), entry(0, 95), entry(2, 10)

    assert [each.pk for each in match_money.candidates(approved)] == [unknown.pk, ours.pk]
    for _twice in range(2):
        match_money.link(approved, ours, by=treasurer)
    match_money.link(approved, unknown, by=treasurer)
    with pytest.raises(matching.NotOpen):
        match_money.link(approved, other, by=treasurer)
    assert match_money.sums_of(approved).received == 1095
    assert MatchMoney.objects.count() == 2


def test_a_receipt_that_was_turned_back_is_still_to_come(fund, approved, treasurer):
    made = receive(approved, "1095", by=treasurer)
    ledger.reverse(made.transfer, key=uuid4(), on=DECEMBER, by=treasurer, reason="ลงผิด")

    assert match_money.sums_of(approved).outstanding == 1095


def test_what_was_paid_for_who_did_not_count_is_recalled_and_paid_back(fund, approved, members, treasurer):
    receive(approved, "1095", by=treasurer)
    key, again = uuid4(), uuid4()
    told = {"amount": Decimal(365), "reason": "เสียชีวิตก่อนวันนับ", "on": DECEMBER, "by": treasurer}
    for _twice in range(2):
        match_money.recall(approved, key=key, struck=[members[0].number], **told)
    with pytest.raises(matching.TooMuch):
        match_money.recall(approved, key=uuid4(), **told | {"amount": Decimal("730.01")})
    paid = {"cash": cash_of(fund), "on": DECEMBER, "by": treasurer}
    with pytest.raises(matching.TooMuch):
        match_money.pay_back(approved, key=uuid4(), amount=Decimal("365.01"), **paid)
    first, second = (match_money.pay_back(approved, key=again, amount=Decimal(365), **paid) for _twice in range(2))

    assert (first, MatchRecall.objects.count()) == (second, 1)
    assert match_money.sums_of(approved) == Sums(Decimal(1095), Decimal(1095), Decimal(365), Decimal(365))
    assert match_money.sums_of(approved).due_back == 0
    assert ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=1).balance == Decimal(-730)
    rounds = match_lists.count(fund, date(2019, 9, 30), RULE)
    assert [line.rounds for line in rounds.lines] == [0, 1, 1]


def test_money_comes_only_for_what_is_approved(request_sent, treasurer):
    with pytest.raises(matching.NotOpen):
        receive(request_sent, "1", by=treasurer)
    with pytest.raises(matching.NotOpen):
        match_money.recall(request_sent, key=uuid4(), amount=Decimal(1), reason="x", on=DECEMBER, by=treasurer)


@pytest.mark.django_db(transaction=True)
def test_a_round_sent_by_many_at_once_is_sent_once(fund, secretary, treasurer):
    free_member(fund, by=secretary)
    round, count = make_round(fund, by=secretary), 20 if connection.vendor == "postgresql" else 4
    seen = match_lists.list_of(round).fingerprint
    users = [secretary, treasurer, *(make_user(f"clerk{number}") for number in range(2, count))]

    got = at_once(count, lambda number: send(round, by=users[number], seen=seen).version)

    assert sorted(got, key=str) == sorted([1, *["AlreadySent"] * (count - 1)], key=str)
    assert (MatchRound.objects.count(), MatchRequest.objects.count(), MatchLine.objects.count()) == (1, 1, 1)
