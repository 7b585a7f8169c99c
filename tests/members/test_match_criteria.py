"""The six criteria of the match request: what the rows say of each, what is missing, what does not hold."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import official
from funds.heads import RULE
from funds.models import AuthorityKind, Body, Resolution, Source
from members import match_checks, match_criteria, match_lists
from members.match_criteria import year_of
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    give,
    make_branch,
    make_claim,
    make_contribution,
    make_in_kind,
    make_outsider,
    make_regulation,
    pay,
)
from tests.funds.moving import income

from .matching import SEPTEMBER, free_member, make_round

WORDING = {
    "founded_on": "2010-01-01", "first_paid_on": "2011-01-01", "recognition": "codi", "villages": 5, "disabled": 0,
    "disadvantaged": 1, "lao_how": "ให้ห้องประชุม", "committee_community": 9, "committee_experts": 1, "plan_kept": True,
    "monitored": True, "reported": True, "committee_meetings": 12, "member_meetings": 1,
    "last_meeting_on": "2018-08-01", "links": "อสม.", "strengths": "ก", "use_of_money": "ข", "monitoring": "ค",
    "year_plan": "ง", "committee": ["หนึ่ง", "สอง", "สาม", "สี่"], "executive": "นายก",
}  # fmt: skip


def read(fund, wording=None, on=SEPTEMBER):
    counted = match_lists.count(fund, on, RULE)
    return match_criteria.read(fund, counted, WORDING if wording is None else wording)


def check(facts, name):
    return next(each for one in facts.criteria for each in one.checks if each.name == name)


def said(facts, *names):
    return [(check(facts, name).value, check(facts, name).is_met) for name in names]


def test_a_fund_that_says_nothing_is_told_all_that_is_missing(fund):
    facts = read(fund, {})

    assert [one.state for one in facts.criteria] == ["wait", "wrong", "wrong", "wait", "wrong", "wait", "wait"]
    missing = [one.name for _criterion, one in facts.open() if one.is_met is None]
    assert missing == [
        "founded", "first_paid", "recognition", "disabled", "disadvantaged", "villages", "spread", "lao_money",
        "lao_kind", "lao_how", "committee_community", "committee_experts", "rules", "accounts", "plan_kept",
        "monitored", "reported", "committee_meetings", "member_meetings", "last_meeting", "links", "strengths",
        "use_of_money", "monitoring", "year_plan", "chair", "committee", "executive",
    ]  # fmt: skip


def test_the_year_of_a_round_ends_with_its_day():
    assert [year_of(on) for on in (SEPTEMBER, date(2016, 2, 29), date(2017, 2, 28))] == [
        date(2017, 10, 1), date(2015, 3, 1), date(2016, 2, 29)
    ]  # fmt: skip


def test_members_are_counted_by_age_and_village(fund, secretary):
    free_member(fund, by=secretary, branch=make_branch(fund), born_on=date(1992, 10, 1))
    free_member(fund, by=secretary, branch=fund.branches.get(), born_on=date(1992, 9, 30))
    free_member(fund, by=secretary, moo=7, born_on=date(1958, 9, 30))
    free_member(fund, by=secretary, born_on=date(1958, 10, 1), first_name="ไม่รู้")

    facts = read(fund)

    assert said(facts, "young", "old", "villages_with", "full_year") == [(1, True), (1, True), (2, True), (4, True)]


@pytest.mark.parametrize(
    ("kind", "villages", "is_met"),
    [(AuthorityKind.TAO, 2, True), (AuthorityKind.TAO, 3, False), (AuthorityKind.SUBDISTRICT, 5, True),
     (AuthorityKind.CITY, 6, False)],
)  # fmt: skip
def test_the_spread_rule_goes_by_the_kind_of_authority(fund, secretary, kind, villages, is_met):
    fund.authority_kind = kind
    free_member(fund, by=secretary, moo=1)

    assert check(read(fund, WORDING | {"villages": villages}), "spread").is_met is is_met


def test_the_authority_helps_with_money_in_kind_or_otherwise_in_the_year(fund, treasurer):
    names = ("lao_money", "lao_kind", "lao_worth")
    assert said(read(fund, {}), *names) == [(0, None), (0, None), (0, True)]

    make_in_kind(fund, "1500.00", by=treasurer, on=date(2017, 9, 30))
    assert said(read(fund, {}), *names) == [(0, None), (0, None), (0, True)]
    make_in_kind(fund, "700.00", by=treasurer, on=date(2017, 10, 1))
    assert said(read(fund, {}), *names) == [(0, True), (1, True), (700, True)]
    income(fund, Source.LAO, "20000.00", by=treasurer, on=SEPTEMBER)
    assert said(read(fund, {}), *names) == [(20000, True), (1, True), (700, True)]


def test_contributions_count_since_founding_and_in_the_year(fund, secretary, treasurer):
    member = free_member(fund, by=secretary)
    make_contribution(member, "100.00", by=treasurer, on=date(2017, 9, 30))
    make_contribution(member, "20.00", by=treasurer, on=SEPTEMBER)
    make_contribution(member, "3.00", by=treasurer, on=date(2018, 10, 1))

    assert said(read(fund), "contributions", "member_money") == [(120, True), (20, True)]


def test_meetings_and_rules_are_those_on_record(fund, secretary):
    make_regulation(fund, by=secretary)
    for number, (body, on) in enumerate(((Body.COMMITTEE, MAY_DAY), (Body.GENERAL_MEETING, AUGUST)), start=1):
        Resolution.objects.create(fund=fund, body=body, meeting=str(number), on=on, by=secretary)

    facts = read(fund, {})

    assert said(facts, "rules", "committee_meetings", "member_meetings", "last_meeting") == [
        ("ระเบียบสวัสดิการ", True), (1, True), (1, True), (AUGUST, True)
    ]  # fmt: skip


def test_three_basic_kinds_paid_in_the_year_are_asked_for(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    paid = ("birth", "illness", "illness", "elderly", "environment", "funeral")
    for number, category in enumerate(paid):
        member = free_member(fund, by=secretary, first_name=f"คน{number}")
        claim = make_claim(fund, by=secretary, person=member.person, membership=member, category=category)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    outsider = make_claim(fund, by=secretary, person=make_outsider(), category="education")
    approve(outsider, by=chair)
    pay(outsider, by=treasurer)

    facts = read(fund)

    assert [(line.category, line.cases, line.amount) for line in facts.paid if line.cases] == [
        ("birth", 1, Decimal(500)), ("illness", 2, Decimal(1000)), ("elderly", 1, Decimal(500)),
        ("death", 1, Decimal(500)), ("", 1, Decimal(500)),
    ]  # fmt: skip
    assert len(facts.paid) == 11
    assert said(facts, "kinds") == [(3, True)]


def test_what_a_request_keeps_is_read_again_as_it_was(fund, secretary, chair):
    free_member(fund, by=secretary, moo=1)
    facts = read(fund)

    again = match_checks.thawed(facts.kept(WORDING))

    assert [(check.name, check.words, check.is_met) for one in again.criteria for check in one.checks] == [
        (check.name, check.words, check.is_met) for one in facts.criteria for check in one.checks
    ]
    assert again.paid == facts.paid
    assert check(facts, "chair").value == str(chair)


def test_a_fund_founded_before_the_provincial_committee_is_not_recognised_by_it(fund):
    facts = read(fund, WORDING | {"founded_on": "2010-09-30", "recognition": "province"})

    assert check(facts, "recognition").is_met is False
    later = read(fund, WORDING | {"founded_on": "2010-10-01", "recognition": "province"})
    assert check(later, "recognition").is_met is True


def test_the_first_round_takes_over_what_the_status_form_says(fund, secretary):
    answers = {"villages": 7, "of_experts": 0, "last_meeting": "2018-03-01", "plans": "", "population": 9000}
    official.answer(fund, 2561, answers, key=uuid4(), by=secretary)

    said = {"villages": 7, "committee_experts": 0, "last_meeting_on": "2018-03-01"}
    assert make_round(fund, by=secretary).wording == said
    assert make_round(fund, by=secretary, number=2, on=date(2017, 9, 30)).wording == said
