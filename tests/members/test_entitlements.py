from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from members import approvals, claims, contributions, entitlements
from members.entitlements import Asked
from members.models import Claim, Verdict
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_member,
    make_outsider,
    pay,
)

from .rules import SEASIDE, adopt

DAY = timedelta(days=1)


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def terms(fund, secretary):
    return adopt(fund, by=secretary)


@pytest.fixture
def seaside(fund, secretary):
    return adopt(fund, by=secretary, text=SEASIDE)


def judge(term, member, on=MAY_DAY, nights=None, *, person=None, **asked):
    until = on + nights * DAY if nights else None
    who = member.person if member else person
    return entitlements.judge(
        term.regulation.fund, term, person=who, membership=member, asked=Asked(on, until, **asked)
    )


def codes(entitlement):
    return [step.code for step in entitlement.steps]


def file(term, member, by, on=MAY_DAY, nights=None, amount=None, person=None, reason=""):
    """File what the rule allows, or `amount` of it."""
    found = judge(term, member, on, nights, person=person)
    request = entitlements.request_of(
        found, term, person=member.person if member else person, membership=member,
        asked=Asked(on, on + nights * DAY if nights else None), amount=amount or found.amount, reason=reason,
    )  # fmt: skip
    return claims.file(term.regulation.fund, request, key=uuid4(), on=on, by=by)


def test_a_stay_in_hospital_is_judged_by_the_funds_rule(terms, member):
    found = judge(terms["hospital"], member, nights=5)

    assert found.amount == Decimal(500)
    assert codes(found) == ["member_since", "pays_units_left", "cap_baht_within", "total"]


def test_what_was_paid_promised_or_asked_for_before_is_used(terms, fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    paid = file(terms["hospital"], member, secretary, on=date(2018, 1, 10), nights=10)
    approve(paid, by=chair)
    pay(paid, by=treasurer)
    approve(file(terms["hospital"], member, secretary, on=date(2018, 2, 10), nights=4), by=chair)
    file(terms["hospital"], member, secretary, on=date(2018, 3, 10), nights=4)

    found = judge(terms["hospital"], member, nights=5)

    assert found.amount == Decimal(200)
    assert found.remaining == {"hospital.nights.year": 0, "hospital.baht.year": Decimal(0)}


def test_what_was_refused_or_turned_back_is_not_used(terms, fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    refused = file(terms["hospital"], member, secretary, on=date(2018, 1, 10), nights=10)
    approvals.decide(refused, key=uuid4(), verdict=Verdict.REFUSE, reason="ซ้ำ", on=MAY_DAY, by=chair)
    paid = file(terms["hospital"], member, secretary, on=date(2018, 2, 10), nights=20)
    approve(paid, by=chair)
    payout = pay(paid, by=treasurer)
    assert judge(terms["hospital"], member, nights=5).amount == 0
    ledger.reverse(payout.transfer, key=uuid4(), on=MAY_DAY, by=treasurer, reason="ผิดคน")

    assert judge(terms["hospital"], member, nights=5).amount == Decimal(500)


def test_a_claim_being_looked_at_again_does_not_stand_in_its_own_way(terms, fund, member, secretary):
    claim = file(terms["hospital"], member, secretary, nights=20)

    again = entitlements.judge(
        fund, terms["hospital"], person=member.person, membership=member, asked=Asked(MAY_DAY, MAY_DAY + 20 * DAY),
        without=claim,
    )  # fmt: skip

    assert again.amount == claim.judged == Decimal(2000)


def test_nights_of_one_stay_claimed_in_two_parts_are_paid_once(terms, member, secretary):
    file(terms["hospital"], member, secretary, nights=5)

    found = judge(terms["hospital"], member, MAY_DAY + 3 * DAY, nights=4)

    assert found.amount == Decimal(200)


def test_a_lowered_claim_uses_only_the_baht_it_took(terms, member, secretary):
    file(terms["hospital"], member, secretary, on=date(2018, 1, 10), nights=18, amount=Decimal(100), reason="ขอแค่นี้")

    usage, *others = entitlements.used_by(member.fund, member.person)

    assert (usage.amount, len(usage.nights), usage.lines, others) == (Decimal(100), 18, (), [])
    assert judge(terms["hospital"], member, nights=5).amount == Decimal(200)


def test_a_sum_lowered_by_the_decision_counts_as_decided(terms, member, secretary, chair):
    claim = file(terms["hospital"], member, secretary, nights=5)
    approvals.decide(
        claim, key=uuid4(), verdict=Verdict.APPROVE, amount=Decimal(300), reason="ใบรับรอง 3 คืน", on=MAY_DAY, by=chair
    )

    assert [usage.amount for usage in entitlements.used_by(member.fund, member.person)] == [Decimal(300)]


def test_years_paid_and_arrears_come_from_the_contributions_paid_by_then(seaside, fund, member, treasurer):
    contribute(member, by=treasurer, on=date(2018, 1, 5), covers=(date(2018, 1, 1), date(2018, 1, 31)))
    contribute(member, by=treasurer, on=AUGUST, covers=(date(2018, 2, 1), date(2018, 12, 31)))

    in_time, late = (judge(seaside["storm"], member, day) for day in (date(2018, 4, 30), MAY_DAY))

    assert (in_time.amount, codes(in_time)[1]) == (Decimal(3000), "paid_up")
    assert (late.amount, codes(late)[1]) == (Decimal(0), "paid_until")
    assert late.refusals[0].figures["paid_through"] == date(2018, 1, 31)


def contribute(member, *, by, on, covers):
    paid = [contributions.Paid(member, Decimal(365), *covers)]
    contributions.collect(
        member.fund, key=uuid4(), payer=member.person.name, paid=paid, into=cash_of(member.fund), on=on, by=by
    )


def test_facts_that_the_rule_names_reach_it(seaside, member):
    facts = {"grade": Decimal("3.50"), "finished": "ป.6"}

    assert judge(seaside["grade"], member, facts=facts).amount == Decimal(500)
    assert judge(seaside["grade"], member, facts=facts | {"grade": Decimal("3.49")}).amount == 0
    with pytest.raises(entitlements.FactMissing, match="grade"):
        judge(seaside["grade"], member, facts={"finished": "ป.6"})


def test_a_claim_filed_too_late_is_refused_unless_the_committee_waives_it(seaside, member):
    late = date(2018, 11, 2)

    refused, waived = (
        judge(seaside["storm"], member, filed_on=late, is_deadline_waived=waives) for waives in (False, True)
    )

    assert (refused.amount, refused.refusals[0].code) == (Decimal(0), "deadline_may_be_waived")
    assert (waived.amount, refused.refusals[0].clause) == (Decimal(3000), "ข้อ 9")


def test_neighbours_share_the_yearly_purse_of_the_fund(seaside, fund, secretary, chair):
    first = make_outsider()
    file(seaside["storm"], None, secretary, person=first, reason="พายุ")

    found = judge(seaside["storm"], None, AUGUST, person=make_outsider("อุษา", "มั่นคง"))

    assert found.amount == Decimal(2000)
    assert found.remaining == {"non_members.baht.year.purse": Decimal(0)}


def test_someone_not_on_record_is_judged_as_who_has_had_nothing(seaside):
    assert judge(seaside["storm"], None, person=None).amount == Decimal(3000)


def test_a_claim_keeps_the_sum_and_every_step_in_both_languages(terms, member, secretary):
    claim = file(terms["hospital"], member, secretary, nights=2)
    claim = Claim.objects.get(pk=claim.pk)

    assert (claim.judged, claim.amount, claim.term, claim.category) == (
        Decimal(200), Decimal(200), terms["hospital"], "illness",
    )  # fmt: skip
    assert claim.facts == {
        "lines": [
            {"on": "2018-05-01", "unit": "night", "units": 1, "amount": "100.00"},
            {"on": "2018-05-02", "unit": "night", "units": 1, "amount": "100.00"},
        ]
    }
    assert [(step["code"], step["clause"], step["passed"]) for step in claim.steps] == [
        ("member_since", "ข้อ 12", True), ("pays_units_left", "ข้อ 12", True), ("cap_baht_within", "ข้อ 12", True),
        ("total", "ข้อ 12", True),
    ]  # fmt: skip
    assert claim.steps[-1]["en"] == "Due in all: 200 baht (ข้อ 12)"
    assert claim.why()[-1] == claim.steps[-1]["th"]


def test_a_claim_kept_without_its_lines_is_understood_by_its_days(terms, fund, member, secretary):
    request = claims.Request(
        person=member.person, membership=member, term=terms["hospital"], category="illness", occurred_on=MAY_DAY,
        until_on=MAY_DAY + 3 * DAY, judged=Decimal(300), amount=Decimal(300),
    )  # fmt: skip
    claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)

    assert entitlements.used_by(fund, member.person)[0].nights == (MAY_DAY, MAY_DAY + DAY, MAY_DAY + 2 * DAY)


def test_judging_asks_the_same_few_queries_however_much_was_paid_before(
    fund, terms, member, secretary, django_assert_num_queries
):
    person = member.person
    for month in (1, 2, 3):
        asked = Asked(MAY_DAY, MAY_DAY + 2 * DAY)
        with django_assert_num_queries(2):
            entitlements.judge(fund, terms["hospital"], person=person, membership=member, asked=asked)
        file(terms["hospital"], member, secretary, on=date(2018, month, 10), nights=1)


def test_a_fund_without_contributions_on_record_counts_years_from_joining(terms, fund, secretary):
    member = make_member(fund, by=secretary, on=date(2008, 5, 1), born_on=date(1950, 1, 1))
    # Who joined ten years ago, is over sixty and of whom no payment is on record.
    found = judge(terms["old_age"], member)

    assert found.amount == Decimal(1500)
