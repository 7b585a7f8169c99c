from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import regulations
from members import claims, enrolment, entitlements
from members.entitlements import Asked
from members.models import Beneficiary, EndReason
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    make_member,
    make_resolution,
)
from welfare import citizen

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


def test_claims_of_an_earlier_membership_of_the_same_person_count_too(terms, fund, member, secretary):
    file(terms["hospital"], member, secretary, on=date(2018, 1, 10), nights=18)
    enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=date(2018, 2, 1), by=secretary)
    again = enrolment.apply(
        fund, key=uuid4(), applicant=applicant_of(member), branch=None, plan="yearly", on=date(2018, 3, 1), by=secretary
    )
    again = admitted(again, secretary, on=date(2018, 3, 1))

    assert judge(terms["hospital"], again, nights=5).amount == Decimal(200)


def applicant_of(member):
    person = member.person
    return enrolment.Applicant(
        title=person.title, first_name=person.first_name, last_name=person.last_name,
        citizen_id=citizen.decrypt(person.citizen_id),
    )  # fmt: skip


def admitted(membership, by, on, tenure_from=None):
    return enrolment.admit(
        membership, key=uuid4(), resolution=make_resolution(membership.fund, by=by, on=on), on=on, by=by,
        tenure_from=tenure_from,
    )  # fmt: skip


def test_a_tenure_carried_over_counts_but_not_the_time_between_two_memberships(terms, fund, member, secretary):
    enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=date(2018, 2, 1), by=secretary)
    again = enrolment.apply(
        fund, key=uuid4(), applicant=applicant_of(member), branch=None, plan="yearly", on=date(2018, 3, 1), by=secretary
    )
    again = admitted(again, secretary, on=date(2018, 3, 1), tenure_from=JAN_2560)

    between = judge(terms["hospital"], again, date(2018, 2, 10), nights=2)
    after = entitlements.case_of(
        fund, _book(terms), terms["hospital"], person=again.person, membership=again, asked=Asked(MAY_DAY)
    )

    assert (between.amount, codes(between)) == (Decimal(0), ["not_yet_member"])
    assert after.joined_on == JAN_2560


def _book(terms):
    return regulations.book_of(terms["hospital"].regulation)


@pytest.mark.parametrize(
    ("reason", "day", "amount"),
    [
        (EndReason.DIED, MAY_DAY - DAY, 3000),
        (EndReason.DIED, MAY_DAY, 3000),
        (EndReason.DIED, MAY_DAY + DAY, 0),
        (EndReason.LEFT, MAY_DAY - DAY, 3000),
        (EndReason.LEFT, MAY_DAY, 0),
    ],
)
def test_who_died_was_a_member_on_that_day_and_who_left_was_not(terms, member, secretary, reason, day, amount):
    name_heir(member)
    member = enrolment.leave(member, key=uuid4(), reason=reason, on=MAY_DAY, by=secretary)

    found = judge(terms["death"], member, day, claimant="นายสมหวัง ใจดี")

    assert found.amount == amount


def name_heir(member, name="นายสมหวัง ใจดี", valid_from=JAN_2560, valid_until=None):
    return Beneficiary.objects.create(
        membership=member, name=name, relation="spouse", valid_from=valid_from, valid_until=valid_until
    )


def test_a_claimant_whom_the_member_did_not_name_is_refused_and_who_is_named_is_said(terms, member):
    name_heir(member)

    found = judge(terms["death"], member, claimant="นางใครก็ไม่รู้")

    assert found.amount == 0
    assert [(step.code, step.figures["beneficiaries"]) for step in found.refusals] == [
        ("payee_not_named", ("นายสมหวัง ใจดี",))
    ]


def test_only_those_named_on_the_day_of_death_are_beneficiaries(member):
    name_heir(member, "คนเก่า", valid_until=date(2018, 1, 1))
    now = name_heir(member, "คนปัจจุบัน", valid_from=date(2018, 1, 2))
    name_heir(member, "คนใหม่", valid_from=AUGUST)

    assert list(entitlements.beneficiaries_of(member, MAY_DAY)) == [now]
