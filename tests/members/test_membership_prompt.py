"""What holds of memberships at a database prompt, past all acts."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from funds.models import Branch
from members.models import Membership, MembershipStep, Person
from tests.factories import AUGUST, JAN_2560, MAY_DAY, citizen_id, make_member, make_outsider

from .test_enrolment import leave


def prompt(**columns):
    """Insert a membership as someone at a database prompt would."""
    return Membership.objects.create(**{"plan": "yearly", "applied_on": JAN_2560} | columns)


def test_the_database_refuses_a_person_active_twice_in_one_fund(fund, other_fund, secretary):
    member = make_member(fund, by=secretary)

    with pytest.raises(IntegrityError), transaction.atomic():
        prompt(fund=fund, person=member.person)

    assert prompt(fund=other_fund, person=member.person).pk


def test_the_database_refuses_a_member_number_given_before(fund, other_fund, secretary):
    member = leave(make_member(fund, by=secretary), by=secretary)
    admitted = {"person": make_outsider(), "number": member.number, "joined_on": MAY_DAY, "tenure_from": MAY_DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        prompt(fund=fund, **admitted)

    assert prompt(fund=other_fund, **admitted).number == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"number": 7},
        {"joined_on": MAY_DAY},
        {"joined_on": MAY_DAY, "number": 7},
        {"ended_on": AUGUST},
        {"end_reason": "left"},
        {"joined_on": date(2016, 12, 31), "number": 7, "tenure_from": JAN_2560},
        {"joined_on": MAY_DAY, "number": 7, "tenure_from": MAY_DAY, "ended_on": JAN_2560, "end_reason": "left"},
    ],
)
def test_the_database_refuses_half_an_admission_half_an_end_and_days_out_of_order(fund, secretary, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        prompt(fund=fund, person=make_outsider(), **columns)


@pytest.mark.parametrize("columns", [{"number": 99}, {"person": "another"}, {"fund": "another"}])
def test_the_database_keeps_number_person_and_fund_of_a_member(fund, other_fund, secretary, columns):
    member = make_member(fund, by=secretary)
    others = {"person": make_outsider(), "fund": other_fund}

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(
            **{name: others[name] if value == "another" else value for name, value in columns.items()}
        )


def test_the_database_refuses_a_branch_of_another_fund(fund, other_fund, secretary):
    theirs = Branch.objects.create(fund=other_fund, name="บ้านเหนือ")
    member = make_member(fund, by=secretary)

    with pytest.raises(IntegrityError), transaction.atomic():
        prompt(fund=fund, person=make_outsider(), branch=theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(branch=theirs)


def test_the_database_never_changes_or_deletes_a_step(fund, secretary):
    make_member(fund, by=secretary)

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipStep.objects.update(on=AUGUST)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipStep.objects.all().delete()

    assert MembershipStep.objects.count() == 2


def test_the_database_keeps_a_citizen_id_to_one_person(fund, secretary):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number)

    with pytest.raises(IntegrityError), transaction.atomic():
        Person().named(title="นาย", first_name="อื่น", last_name="คน").identified(number).save()


@pytest.mark.parametrize("share", [0, 101])
def test_the_database_keeps_a_share_between_1_and_100_per_cent(fund, secretary, share):
    member = make_member(fund, by=secretary)

    with pytest.raises(IntegrityError), transaction.atomic():
        member.beneficiaries.create(name="ก", relation="child", share=share, valid_from=JAN_2560)
