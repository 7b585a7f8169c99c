"""Who counts in a round of the match: worked by hand, and laws that hold of any fund."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from funds import heads, match_rules
from funds.heads import RULE, Head, Rule, Why
from members import contributions, enrolment, match_lists
from members.models import EndReason, Membership, Plan
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, cash_of, citizen_id, make_applicant, make_member

from .matching import SEPTEMBER, approve, free_member, make_request, make_round, on_paper
from .test_enrolment import leave

DAYS = st.dates(date(2012, 1, 1), date(2019, 12, 31))
HEADS = st.builds(
    Head, st.none() | DAYS, st.none() | DAYS, st.integers(0, 5), st.sampled_from(["", "died", "lapsed", "left"]),
    st.booleans(),
)  # fmt: skip


def reasons(fund, on=SEPTEMBER, rule=RULE):
    return {line.number: line.why for line in match_lists.count(fund, on, rule).lines}


@pytest.mark.parametrize(
    ("joined", "on", "counts"),
    [
        (date(2017, 9, 30), SEPTEMBER, True),
        (date(2017, 10, 1), SEPTEMBER, False),
        (date(2016, 2, 29), date(2017, 2, 28), True),
        (date(2016, 3, 1), date(2017, 2, 28), False),
        (date(2015, 2, 28), date(2016, 2, 29), True),
        (date(2015, 3, 1), date(2016, 2, 29), False),
    ],
)
def test_the_year_is_full_on_the_same_day_a_year_later(joined, on, counts):
    assert heads.why_not(Head(joined), on) == (None if counts else Why.SHORT)


@pytest.mark.parametrize(
    ("ended", "reason", "why"),
    [
        (SEPTEMBER - timedelta(days=1), "died", Why.DIED),
        (SEPTEMBER, "died", Why.DIED),
        (SEPTEMBER + timedelta(days=1), "died", None),
        (SEPTEMBER, "lapsed", Why.LAPSED),
        (SEPTEMBER, "moved", Why.LEFT),
    ],
)
def test_who_is_a_member_at_the_end_of_the_day_is_counted(ended, reason, why):
    assert heads.why_not(Head(JAN_2560, ended, 0, reason), SEPTEMBER) == why


@given(found=st.lists(HEADS), on=DAYS, rate=st.integers(1, 1000), most=st.integers(1, 4))
def test_counted_and_not_counted_are_all_there_ever_were_and_the_sum_is_heads_by_rate(found, on, rate, most):
    rule = Rule(head_rate=Decimal(rate), rounds_max=most)
    said = [heads.why_not(head, on, rule) for head in found]

    match = heads.counted(found, on, rule)

    assert match.heads == said.count(None)
    assert match.heads + sum(said.count(why) for why in Why) == len(found)
    assert match.amount == match.heads * Decimal(rate)
    assert match.members == sum(1 for why in said if why is None or why in heads.MEMBERS_STILL)
    assert all(head.rounds < most for head, why in zip(found, said, strict=True) if why is None)


def test_a_list_says_of_every_membership_whether_it_counts_or_why_not(fund, other_fund, secretary, treasurer):
    counts = free_member(fund, by=secretary)
    died, lapsed, left = (free_member(fund, by=secretary) for _each in range(3))
    for member, reason in ((died, EndReason.DIED), (lapsed, EndReason.LAPSED), (left, EndReason.MOVED)):
        leave(member, by=secretary, on=SEPTEMBER, reason=reason)
    short = free_member(fund, by=secretary, on=date(2017, 10, 1))
    later = free_member(fund, by=secretary, on=date(2018, 10, 1))
    owing = make_member(fund, by=secretary)
    thrice = free_member(fund, by=secretary)
    on_paper(thrice, by=treasurer, rounds=3)
    applicant = enrolment.apply(
        fund, key=uuid4(), applicant=make_applicant("รอ", "มติ"), branch=None, plan=Plan.FREE, on=MAY_DAY, by=secretary
    )
    free_member(other_fund, by=secretary)

    found = match_lists.count(fund, SEPTEMBER, RULE)

    assert {line.membership: line.why for line in found.lines} == {
        counts.pk: "", died.pk: "died", lapsed.pk: "lapsed", left.pk: "left", short.pk: "short", later.pk: "later",
        owing.pk: "owing", thrice.pk: "matched_out", applicant.pk: "applying",
    }  # fmt: skip
    assert (found.heads, found.amount, found.match.members, found.match.full_year) == (1, Decimal(365), 4, 3)
    assert sum(found.by_reason.values()) == Membership.objects.of(fund).count()


@pytest.mark.parametrize(("until", "why"), [(date(2018, 8, 30), ""), (date(2018, 8, 29), "owing")])
def test_who_paid_what_fell_due_before_the_day_is_paid_up(fund, secretary, treasurer, until, why):
    # Thirty days are there to pay in: paid to 30 August is to be paid by 30 September, to 29 August the day before.
    member = make_member(fund, by=secretary, plan=Plan.MONTHLY)
    on_paper(member, by=treasurer, paid_until=until)

    assert reasons(fund) == {member.number: why}


@pytest.mark.parametrize(("on", "why"), [(SEPTEMBER, ""), (SEPTEMBER + timedelta(days=1), "owing")])
def test_a_payment_made_after_the_day_comes_too_late_for_it(fund, secretary, treasurer, on, why):
    member = make_member(fund, by=secretary)
    paid = [contributions.Paid(member, Decimal(720), JAN_2560, date(2019, 1, 14))]
    contributions.collect(fund, key=uuid4(), payer="-", paid=paid, into=cash_of(fund), on=on, by=treasurer)

    assert reasons(fund) == {member.number: why}


def test_who_comes_back_begins_a_new_year_and_keeps_the_rounds(fund, secretary, treasurer):
    number = citizen_id()
    member = free_member(fund, by=secretary, on=date(2010, 1, 10), citizen_id=number)
    on_paper(member, by=treasurer, rounds=2)
    leave(member, by=secretary, on=date(2017, 12, 31))
    free_member(fund, by=secretary, on=date(2018, 6, 1), citizen_id=number)

    def lines(year):
        return [(line.why, line.rounds) for line in match_lists.count(fund, date(year, 9, 30), RULE).lines]

    assert lines(2018) == [("left", 2), ("short", 2)]
    assert lines(2019) == [("left", 2), ("", 2)]
    assert [why for why, _rounds in lines(2017)] == ["", "later"]


def test_a_member_is_matched_three_times_and_no_more(fund, secretary, province_officer):
    member = free_member(fund, by=secretary)
    for number in (1, 2, 3):
        approve(make_request(fund, by=secretary, number=number, on=date(2017 + number, 9, 30)), by=province_officer)

    assert reasons(fund, date(2021, 9, 30)) == {member.number: "matched_out"}
    assert [line.rounds for line in match_lists.count(fund, date(2020, 9, 30), RULE).lines] == [2]
    assert [str(line.request.round.number) for line in match_lists.history(member)] == ["1", "2", "3"]


def test_a_member_page_says_in_which_rounds_the_state_matched_them(fund, secretary, treasurer, province_officer):
    member = free_member(fund, by=secretary)
    on_paper(member, by=treasurer, rounds=1)
    approve(make_request(fund, by=secretary), by=province_officer)
    make_request(fund, by=secretary, number=2, on=date(2019, 9, 30))

    page = signed_in(secretary).get(f"/funds/rawai/members/{member.pk}/").content.decode()

    assert "ก่อนใช้ระบบ 1 รอบ, รอบที่ 1, รอบที่ 2 (รออนุมัติ)" in page


def test_a_round_that_is_not_approved_uses_up_nothing(fund, secretary):
    member = free_member(fund, by=secretary)
    make_request(fund, by=secretary)

    assert [line.rounds for line in match_lists.count(fund, date(2019, 9, 30), RULE).lines] == [0]
    assert member.number == 1


def test_a_later_rule_has_its_own_rate_and_day(fund, secretary, province_admin):
    rule = Rule(head_rate=Decimal(400), rounds_max=4, month=12, day=31, source="หนังสือ พอช. ตัวอย่าง")
    match_rules.adopt(fund.province, rule, key=uuid4(), since=date(2019, 1, 1), by=province_admin)
    free_member(fund, by=secretary)
    before, after = make_round(fund, by=secretary), make_round(fund, by=secretary, number=2, on=date(2019, 12, 31))

    assert [match_lists.list_of(round).amount for round in (before, after)] == [Decimal(365), Decimal(400)]
    now = match_rules.in_force(fund.province, date(2020, 6, 1))
    assert match_rules.counting_day(now, date(2020, 6, 1)) == date(2019, 12, 31)
    assert match_rules.counting_day(RULE, SEPTEMBER) == SEPTEMBER


def test_what_was_recorded_since_is_named_against_the_list_that_was_sent(fund, secretary, treasurer):
    stays, goes, pays = (
        free_member(fund, by=secretary),
        free_member(fund, by=secretary),
        make_member(fund, by=secretary),
    )
    request = make_request(fund, by=secretary)
    assert match_lists.changes(request) == []

    leave(goes, by=secretary, on=date(2018, 9, 1), reason=EndReason.DIED)
    on_paper(pays, by=treasurer, paid_until=date(2019, 12, 31))

    assert match_lists.changes(request) == [
        match_lists.Change(goes.pk, "", "died"), match_lists.Change(pays.pk, "owing", "")
    ]  # fmt: skip
    assert match_lists.sent(request).fingerprint == request.list_sha256
    assert stays.number == 1


@pytest.mark.parametrize("members", [1, 3])
def test_a_list_costs_the_same_queries_for_any_number_of_members(fund, secretary, members):
    for _each in range(members):
        make_member(fund, by=secretary)

    with CaptureQueriesContext(connection) as asked:
        match_lists.count(fund, SEPTEMBER, RULE)

    assert len(asked) == 6
