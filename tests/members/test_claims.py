from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from members import approvals, claim_refusals, claims, enrolment
from members.models import Claim, Decision, Person, Verdict
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    citizen_id,
    give,
    make_applicant,
    make_claim,
    make_member,
    pay,
)

from .acts import asked


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def claim(fund, member, secretary):
    return make_claim(fund, by=secretary, person=member.person, membership=member)


@pytest.fixture
def approved(claim, chair, treasurer, fund):
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=chair)
    return claim


def test_a_claim_takes_the_next_number_of_its_fund_and_year(fund, other_fund, member, secretary, stranger):
    elsewhere = make_member(other_fund, by=stranger)

    filed = [
        claims.file(fund, asked(member, occurred_on=MAY_DAY), key=uuid4(), on=MAY_DAY, by=secretary),
        claims.file(fund, asked(member, occurred_on=AUGUST), key=uuid4(), on=AUGUST, by=secretary),
        claims.file(fund, asked(member, occurred_on=date(2019, 1, 1)), key=uuid4(), on=date(2019, 1, 2), by=secretary),
        claims.file(other_fund, asked(elsewhere), key=uuid4(), on=MAY_DAY, by=stranger),
    ]

    assert [str(each) for each in filed] == ["1/2561", "2/2561", "1/2562", "1/2561"]


def test_the_same_key_files_once(fund, member, secretary):
    key = uuid4()

    filed = [claims.file(fund, asked(member), key=key, on=MAY_DAY, by=secretary) for _ in range(2)]

    assert filed[0] == filed[1]
    assert Claim.objects.count() == 1


def test_more_than_the_rule_allows_is_not_filed(fund, member, secretary):
    with pytest.raises(claims.NeverRaised):
        claims.file(fund, asked(member, amount=Decimal("500.01")), key=uuid4(), on=MAY_DAY, by=secretary)

    assert Claim.objects.count() == 0


def test_the_same_person_benefit_and_day_are_claimed_once(fund, member, claim, secretary):
    with pytest.raises(claims.AlreadyClaimed, match="1/2561"):
        claims.file(fund, asked(member), key=uuid4(), on=AUGUST, by=secretary)

    assert list(Claim.objects.all()) == [claim]


@pytest.mark.parametrize(
    "changes",
    [{"category": "birth"}, {"occurred_on": MAY_DAY + timedelta(days=1)}],
    ids=["another benefit", "another day"],
)
def test_another_benefit_or_day_is_another_claim(fund, member, claim, secretary, changes):
    filed = claims.file(fund, asked(member, **changes), key=uuid4(), on=AUGUST, by=secretary)

    assert str(filed) == "2/2561"


def test_what_was_refused_may_be_claimed_again(fund, member, claim, secretary, chair):
    approvals.decide(claim, key=uuid4(), verdict=Verdict.REFUSE, reason="ไม่มีใบรับรองแพทย์", on=MAY_DAY, by=chair)

    assert str(claims.file(fund, asked(member), key=uuid4(), on=AUGUST, by=secretary)) == "2/2561"


def test_what_was_paid_and_turned_back_may_be_claimed_again(fund, member, approved, secretary, treasurer):
    payout = pay(approved, by=treasurer)
    ledger.reverse(payout.transfer, key=uuid4(), on=MAY_DAY, by=treasurer, reason="จ่ายผิดคน")

    assert str(claims.file(fund, asked(member), key=uuid4(), on=AUGUST, by=secretary)) == "2/2561"


def test_help_to_a_neighbour_is_not_asked_for_a_member(fund, member, secretary):
    request = asked(member, membership=None, reason="บ้านไฟไหม้")

    with pytest.raises(claims.IsMember):
        claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)


def test_a_neighbour_not_on_record_is_recorded_with_the_claim_once(fund, member, secretary):
    key, applicant = uuid4(), make_applicant("อุษา", "มั่นคง", citizen_id="", no_citizen_id="not_at_hand")
    request = asked(member, person=applicant, membership=None, reason="บ้านไฟไหม้")

    filed = [claims.file(fund, request, key=key, on=MAY_DAY, by=secretary) for _ in range(2)]

    assert filed[0] == filed[1]
    assert [person.name for person in Person.objects.exclude(pk=member.person_id)] == ["นางอุษา มั่นคง"]


def test_a_neighbour_whom_another_fund_knows_is_the_same_person(fund, other_fund, member, secretary, stranger):
    number = citizen_id()
    known = make_member(other_fund, by=stranger, citizen_id=number, first_name="อุษา", last_name="มั่นคง")
    applicant = make_applicant("อุษา", "มั่นคง", citizen_id=number)

    filed = claims.file(
        fund, asked(member, person=applicant, membership=None, reason="น้ำท่วม"), key=uuid4(), on=MAY_DAY, by=secretary
    )

    assert filed.person == known.person


def test_a_citizen_id_of_another_name_files_nothing(fund, member, secretary):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number, first_name="สมศรี")
    applicant = make_applicant("อุษา", "มั่นคง", citizen_id=number)

    with pytest.raises(enrolment.CitizenIdTaken):
        claims.file(
            fund, asked(member, person=applicant, membership=None, reason="น้ำท่วม"), key=uuid4(), on=MAY_DAY,
            by=secretary,
        )  # fmt: skip

    assert Claim.objects.count() == 0


def test_a_second_person_approves_all_that_is_asked(claim, chair):
    decision = approve(claim, by=chair)

    assert (decision.verdict, decision.amount, decision.by) == (Verdict.APPROVE, Decimal(500), chair)


def test_who_filed_a_claim_does_not_decide_it(claim, secretary):
    with pytest.raises(claims.OwnClaim):
        approve(claim, by=secretary)

    assert Decision.objects.count() == 0


def test_a_claim_is_decided_once(claim, chair):
    key = uuid4()
    first = approvals.decide(claim, key=key, verdict=Verdict.APPROVE, on=MAY_DAY, by=chair)

    assert approvals.decide(claim, key=key, verdict=Verdict.REFUSE, on=MAY_DAY, by=chair, reason="ช้าไป") == first
    with pytest.raises(claim_refusals.AlreadyDecided):
        approvals.decide(claim, key=uuid4(), verdict=Verdict.REFUSE, on=MAY_DAY, by=chair, reason="ช้าไป")


def test_an_approval_may_be_lower_but_never_higher(claim, chair):
    with pytest.raises(claims.NeverRaised):
        approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, amount=Decimal(501), on=MAY_DAY, by=chair)

    decision = approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, amount=Decimal(200), on=MAY_DAY, by=chair)

    assert decision.amount == Decimal(200)


def test_nothing_is_decided_before_it_was_filed(claim, chair):
    with pytest.raises(claims.TooEarly):
        approve(claim, by=chair, on=MAY_DAY - timedelta(days=1))
