from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import signing
from funds.models import Office, Signers
from members import approvals, claim_refusals, claim_steps, prints
from members.models import ClaimAct, Decision, Signature, Verdict
from tests.factories import (
    JAN_2560,
    MAY_DAY,
    appoint,
    approve,
    give,
    make_branch,
    make_claim,
    make_member,
    make_resolution,
    make_user,
    pay,
    sign,
)
from tests.papers import text_of
from welfare.models import LogEntry


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def claim(fund, member, secretary):
    return make_claim(fund, by=secretary, person=member.person, membership=member)


@pytest.fixture
def committee(fund):
    """Three members of the committee."""
    users = [make_user(f"committee{number}.rawai") for number in range(3)]
    for user in users:
        appoint(user, Office.COMMITTEE, fund)
    return users


def adopt(fund, by, *steps, since=JAN_2560):
    return signing.adopt(fund, steps, since=since, by=by, resolution=make_resolution(fund, by=by))


def test_two_of_the_committee_then_the_chair_above_a_sum(fund, secretary, chair, committee, member):
    adopt(
        fund, secretary, signing.Step(Signers.COMMITTEE, 2), signing.Step(Signers.CHAIR, 1, Decimal(1000))
    )  # fmt: skip
    small = make_claim(fund, by=secretary, person=member.person, membership=member, amount="1000.00")
    large = make_claim(fund, by=secretary, person=member.person, membership=member, amount="1000.01", category="birth")

    kinds = [
        [type(sign(claim, by=user)).__name__ for user in users]
        for claim, users in ((small, committee[:2]), (large, [*committee[:2], chair]))
    ]

    assert kinds == [["Signature", "Decision"], ["Signature", "Signature", "Decision"]]


def test_signatures_are_asked_for_in_the_order_of_the_steps(fund, secretary, chair, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE), signing.Step(Signers.CHAIR))
    sign(claim, by=committee[0])

    with pytest.raises(claim_refusals.NotTheirTurn, match="ประธาน"):
        sign(claim, by=committee[1])

    assert isinstance(sign(claim, by=chair), Decision)


def test_a_branch_signs_by_its_own_committee_member(fund, secretary, chair, committee):
    branch, other = make_branch(fund), make_branch(fund, "ศูนย์บ้านในสวน", 3)
    member = make_member(fund, by=secretary, branch=branch)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    adopt(fund, secretary, signing.Step(Signers.BRANCH), signing.Step(Signers.CHAIR))
    for user, place in ((committee[0], branch), (committee[1], other)):
        appoint(user, Office.COMMITTEE, fund, branch=place)

    with pytest.raises(claim_refusals.NotTheirTurn):
        sign(claim, by=committee[1])

    assert isinstance(sign(claim, by=committee[0]), Signature)
    assert isinstance(sign(claim, by=chair), Decision)


def test_the_day_of_filing_picks_the_version_of_the_rule(fund, secretary, member, committee):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2), since=date(2018, 5, 2))
    before = make_claim(fund, by=secretary, person=member.person, membership=member, on=MAY_DAY)
    after = make_claim(fund, by=secretary, person=member.person, membership=member, on=date(2018, 5, 2))

    kinds = [type(sign(claim, by=committee[0], on=date(2018, 5, 3))).__name__ for claim in (before, after)]

    assert kinds == ["Decision", "Signature"]


def test_nobody_signs_twice(fund, secretary, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))
    sign(claim, by=committee[0])

    with pytest.raises(claim_refusals.OwnClaim):
        sign(claim, by=committee[0])


def test_what_one_lowered_the_next_does_not_raise(fund, secretary, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))
    act: dict[str, Any] = {"verdict": Verdict.APPROVE, "on": MAY_DAY}
    approvals.decide(claim, key=uuid4(), amount=Decimal(300), reason="ใบรับรองมี 3 คืน", by=committee[0], **act)

    with pytest.raises(claim_refusals.NeverRaised):
        approvals.decide(claim, key=uuid4(), amount=Decimal(301), by=committee[1], **act)

    assert sign(claim, by=committee[1]).amount == Decimal(300)


def test_a_claim_that_went_back_is_signed_anew(fund, secretary, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))
    sign(claim, by=committee[0])
    claim_steps.take(claim, ClaimAct.RETURNED, key=uuid4(), note="ขาดใบรับรอง", on=MAY_DAY, by=committee[1])
    with pytest.raises(claim_refusals.NotTheirTurn):
        sign(claim, by=committee[1])
    claim_steps.take(claim, ClaimAct.REPAIRED, key=uuid4(), note="แนบแล้ว", on=MAY_DAY, by=secretary)

    kinds = [type(sign(claim, by=user)).__name__ for user in (committee[0], committee[1])]

    assert kinds == ["Signature", "Decision"]


def test_one_may_refuse_at_any_step(fund, secretary, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 3))

    refused = approvals.decide(
        claim, key=uuid4(), verdict=Verdict.REFUSE, reason="ไม่ครบ 6 เดือน", on=MAY_DAY, by=committee[0]
    )

    assert (type(refused), refused.amount) == (Decision, Decimal(0))


def test_an_officer_of_the_province_stands_in_with_a_reason_that_is_logged(fund, secretary, province_officer, claim):
    adopt(fund, secretary, signing.Step(Signers.CHAIR))
    assert approvals.free_for(claim, frozenset({Office.CHAIR}), on=MAY_DAY) == []

    decided = approvals.decide(
        claim, key=uuid4(), verdict=Verdict.APPROVE, on=MAY_DAY, by=province_officer, standing_in="ประธานว่าง"
    )

    assert (type(decided), claim.stand_ins.get().reason) == (Decision, "ประธานว่าง")
    assert LogEntry.objects.filter(act="stood in", subject_pk=claim.pk, by=province_officer).count() == 1


def test_nobody_of_another_fund_stands_in(fund, stranger, claim):
    with pytest.raises(claim_refusals.NotTheirTurn):
        approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, on=MAY_DAY, by=stranger, standing_in="ขอทำแทน")


def test_who_is_free_for_a_step_neither_acted_nor_has_a_stake(fund, secretary, chair, committee, member, claim):
    member.person.account = committee[0]
    member.person.save()
    sign_offices = frozenset({Office.CHAIR, Office.COMMITTEE, Office.SECRETARY})

    free = approvals.free_for(claim, sign_offices, on=MAY_DAY)

    assert {user.pk for user in free} == {chair.pk, committee[1].pk, committee[2].pk}


@pytest.mark.parametrize(("wrong", "right"), [("secretary", "chair"), ("chair", "treasurer")])
def test_who_filed_or_signed_never_pays(fund, claim, secretary, chair, treasurer, request, wrong, right):
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=chair)

    with pytest.raises(claim_refusals.OwnClaim):
        pay(claim, by=request.getfixturevalue(wrong))

    assert pay(claim, by=treasurer).amount == Decimal(500)


def test_the_database_counts_the_signatures_before_an_approval(fund, secretary, committee, claim):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))

    with pytest.raises(IntegrityError, match="all have signed"), transaction.atomic():
        Decision.objects.create(
            key=uuid4(), claim=claim, verdict="approve", amount=Decimal(500), on=MAY_DAY, by=committee[0]
        )


def test_the_database_lets_nobody_sign_for_another_office(fund, secretary, committee, claim):
    rule = adopt(fund, secretary, signing.Step(Signers.CHAIR), signing.Step(Signers.COMMITTEE))

    with pytest.raises(IntegrityError, match="whom the rule names"), transaction.atomic():
        Signature.objects.create(
            key=uuid4(), claim=claim, step=rule.steps.get(position=1), amount=Decimal(500), on=MAY_DAY, by=committee[0]
        )


@pytest.mark.parametrize("statement", [{"amount": Decimal(1)}, {"reason": "x"}])
def test_the_database_refuses_to_change_a_signature(fund, secretary, committee, claim, statement):
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))
    sign(claim, by=committee[0])

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        Signature.objects.update(**statement)


def test_the_voucher_names_all_who_signed(fund, secretary, treasurer, committee, claim):
    give(fund, "10000.00", by=treasurer)
    adopt(fund, secretary, signing.Step(Signers.COMMITTEE, 2))
    for number, user in enumerate(committee[:2], start=1):
        user.display_name = f"นายลงชื่อ คนที่{number}"
        user.save()
        sign(claim, by=user)

    text = text_of(prints.voucher(fund, pay(claim, by=treasurer).voucher))

    assert [name for name in ("นายลงชื่อ คนที่1", "นายลงชื่อ คนที่2") if name not in text] == []
