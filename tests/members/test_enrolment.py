from datetime import date
from uuid import uuid4

import pytest

from members import enrolment
from members.models import EndReason, Membership, Person, Standing, Step
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    citizen_id,
    make_applicant,
    make_member,
    make_resolution,
)
from welfare.models import LogEntry


def apply(fund, *, by, on=JAN_2560, key=None, heirs=(), **details):
    return enrolment.apply(
        fund, key=key or uuid4(), applicant=make_applicant(**details), branch=None, plan="yearly", on=on, by=by,
        heirs=heirs,
    )  # fmt: skip


def admit(membership, *, by, on=MAY_DAY, key=None, **facts):
    resolution = make_resolution(membership.fund, by=by, on=on)
    return enrolment.admit(membership, key=key or uuid4(), resolution=resolution, on=on, by=by, **facts)


def leave(membership, *, by, on=AUGUST, key=None, reason=EndReason.LEFT):
    return enrolment.leave(membership, key=key or uuid4(), reason=reason, on=on, by=by)


def steps(membership):
    return list(membership.steps.order_by("pk").values_list("step", "on"))


def test_an_application_waits_without_a_number(fund, secretary):
    waiting = apply(fund, by=secretary)

    assert (waiting.number, waiting.joined_on, waiting.standing(MAY_DAY)) == (None, None, Standing.APPLYING)
    assert steps(waiting) == [(Step.APPLIED, JAN_2560)]


def test_admission_gives_the_next_number_and_counts_the_member_from_that_day(fund, secretary):
    members = [admit(apply(fund, by=secretary, first_name=name), by=secretary) for name in ("แก้ว", "ขวัญ")]

    assert [member.number for member in members] == [1, 2]
    assert [member.standing(date(2018, 4, 30)) for member in members] == [Standing.APPLYING] * 2
    assert fund.totals.as_of(date(2018, 4, 30)).filter(measure="members").count() == 0
    assert [row.count for row in fund.totals.filter(span="E", measure="members")] == [2]


def test_each_step_is_logged_with_who_took_it(fund, secretary):
    member = leave(admit(apply(fund, by=secretary), by=secretary), by=secretary)

    entries = LogEntry.objects.filter(subject="membership", subject_pk=member.pk).order_by("pk")
    assert list(entries.values_list("act", "by", "fund")) == [
        (act, secretary.pk, fund.pk) for act in ("applied", "admitted", "left")
    ]


def test_the_beneficiaries_are_kept_in_the_order_of_the_paper(fund, secretary):
    heirs = [enrolment.Heir("นายสมชาย ใจดี", "spouse", 60), enrolment.Heir("ด.ญ.น้ำ ใจดี", "child", 40)]

    waiting = apply(fund, by=secretary, heirs=heirs)

    kept = waiting.beneficiaries.order_by("position")
    assert list(kept.values_list("name", "relation", "share", "valid_from")) == [
        ("นายสมชาย ใจดี", "spouse", 60, JAN_2560),
        ("ด.ญ.น้ำ ใจดี", "child", 40, JAN_2560),
    ]


def test_the_same_key_enrols_once(fund, secretary):
    key, applicant = uuid4(), make_applicant()
    resolution = make_resolution(fund, by=secretary)

    made = [
        enrolment.enrol(
            fund, key=key, applicant=applicant, branch=None, plan="yearly", on=JAN_2560, resolution=resolution,
            by=secretary,
        )
        for _ in range(2)
    ]  # fmt: skip

    assert made[0] == made[1]
    assert (Membership.objects.count(), Person.objects.count()) == (1, 1)
    assert steps(made[0]) == [(Step.APPLIED, JAN_2560), (Step.ADMITTED, JAN_2560)]


def test_the_same_key_admits_refuses_and_ends_once(fund, secretary):
    key = uuid4()
    resolution = make_resolution(fund, by=secretary)
    member, refused = apply(fund, by=secretary), apply(fund, by=secretary, first_name="แก้ว")

    for _ in range(2):
        enrolment.admit(member, key=key, resolution=resolution, on=JAN_2560, by=secretary)
    for_refusal, for_end = uuid4(), uuid4()
    for _ in range(2):
        enrolment.refuse(refused, key=for_refusal, resolution=resolution, on=JAN_2560, by=secretary, note="ไม่อยู่ในเขต")
    for _ in range(2):
        leave(member, by=secretary, key=for_end)

    assert steps(member) == [(Step.APPLIED, JAN_2560), (Step.ADMITTED, JAN_2560), (Step.LEFT, AUGUST)]
    assert steps(refused) == [(Step.APPLIED, JAN_2560), (Step.REFUSED, JAN_2560)]
    assert [row.count for row in fund.totals.filter(span="E", measure="members")] == [0]


def test_who_is_a_member_cannot_apply_again(fund, secretary):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number)

    with pytest.raises(enrolment.AlreadyMember, match="1"):
        apply(fund, by=secretary, citizen_id=number)

    assert Membership.objects.count() == 1


def test_who_has_applied_cannot_apply_again(fund, secretary):
    number = citizen_id()
    apply(fund, by=secretary, citizen_id=number)

    with pytest.raises(enrolment.AlreadyMember):
        apply(fund, by=secretary, citizen_id=number)

    assert Membership.objects.count() == 1


def test_a_citizen_id_under_another_name_is_refused_without_telling_the_name(fund, secretary):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number, first_name="มะลิวัลย์")

    with pytest.raises(enrolment.CitizenIdTaken) as refusal:
        apply(fund, by=secretary, citizen_id=number, first_name="สมหญิง")

    assert "มะลิวัลย์" not in str(refusal.value)


def test_who_is_known_in_another_fund_stays_one_person_and_keeps_what_is_recorded(
    fund, other_fund, secretary, stranger
):
    number = citizen_id()
    theirs = make_member(other_fund, by=stranger, citizen_id=number, phone="", house_number="1/2")

    ours = apply(fund, by=secretary, citizen_id=number, phone="0812345678", house_number="99")

    person = Person.objects.get()
    assert ours.person == theirs.person == person
    assert (person.phone, person.house_number) == ("0812345678", "1/2")


def test_people_without_a_citizen_id_are_never_taken_for_one_another(fund, secretary):
    for _ in range(2):
        apply(fund, by=secretary, citizen_id="", no_citizen_id="not_at_hand")

    assert Person.objects.count() == 2


def test_an_application_is_decided_once(fund, secretary):
    member = admit(apply(fund, by=secretary), by=secretary)

    with pytest.raises(enrolment.NotApplying):
        admit(member, by=secretary)
    with pytest.raises(enrolment.NotApplying):
        enrolment.refuse(
            member, key=uuid4(), resolution=make_resolution(fund, by=secretary), on=MAY_DAY, by=secretary, note="ซ้ำ"
        )

    assert steps(member) == [(Step.APPLIED, JAN_2560), (Step.ADMITTED, MAY_DAY)]


def test_who_was_refused_may_apply_again_and_does_not_rejoin(fund, secretary):
    number = citizen_id()
    refused = apply(fund, by=secretary, citizen_id=number)
    resolution = make_resolution(fund, by=secretary)
    enrolment.refuse(refused, key=uuid4(), resolution=resolution, on=JAN_2560, by=secretary, note="ไม่อยู่ในเขต")

    again = admit(apply(fund, by=secretary, citizen_id=number), by=secretary)

    assert (again.number, again.rejoins) == (1, None)


def test_a_membership_ends_on_a_day_and_on_that_day_is_no_more(fund, secretary):
    member = leave(make_member(fund, by=secretary), by=secretary, reason=EndReason.DIED)

    assert [member.is_active(day) for day in (date(2018, 8, 13), AUGUST)] == [True, False]
    assert steps(member)[-1] == (Step.DIED, AUGUST)


@pytest.mark.parametrize("on", [date(2017, 1, 14), JAN_2560])
def test_a_membership_cannot_end_before_it_begins_but_on_its_first_day(fund, secretary, on):
    member = make_member(fund, by=secretary)

    if on < JAN_2560:
        with pytest.raises(enrolment.NotAMember):
            leave(member, by=secretary, on=on)
    else:
        assert leave(member, by=secretary, on=on).ended_on == on


def test_a_membership_ends_once_and_an_application_not_at_all(fund, secretary):
    member = leave(make_member(fund, by=secretary), by=secretary)
    waiting = apply(fund, by=secretary, first_name="แก้ว")

    for each in (member, waiting):
        with pytest.raises(enrolment.NotAMember):
            leave(each, by=secretary)


def test_a_number_is_never_given_again_and_who_returns_gets_a_new_one(fund, secretary):
    number = citizen_id()
    first = leave(make_member(fund, by=secretary, citizen_id=number), by=secretary, on=MAY_DAY)

    again = admit(apply(fund, by=secretary, on=AUGUST, citizen_id=number), by=secretary, on=AUGUST)

    assert (first.number, again.number, again.rejoins) == (1, 2, first)
    assert (again.tenure_from, steps(again)[-1]) == (AUGUST, (Step.REJOINED, AUGUST))


def test_the_fund_may_carry_earlier_years_over(fund, secretary):
    number = citizen_id()
    leave(make_member(fund, by=secretary, citizen_id=number), by=secretary, on=MAY_DAY)

    again = admit(
        apply(fund, by=secretary, on=AUGUST, citizen_id=number), by=secretary, on=AUGUST, tenure_from=JAN_2560
    )

    assert (again.joined_on, again.tenure_from) == (AUGUST, JAN_2560)


def test_looking_up_names_the_person_the_earlier_spell_and_those_of_the_same_name(fund, secretary):
    number = citizen_id()
    earlier = leave(make_member(fund, by=secretary, citizen_id=number), by=secretary)
    namesake = make_member(fund, by=secretary)

    known = enrolment.look_up(fund, make_applicant(citizen_id=number))

    assert (known.person, known.earlier, known.namesakes) == (earlier.person, earlier, [namesake])
    assert Membership.objects.count() == 2


def test_looking_up_refuses_as_applying_would(fund, secretary):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number)

    with pytest.raises(enrolment.AlreadyMember):
        enrolment.look_up(fund, make_applicant(citizen_id=number))
    with pytest.raises(enrolment.CitizenIdTaken):
        enrolment.look_up(fund, make_applicant(citizen_id=number, first_name="แก้ว"))


def test_looking_up_someone_new_finds_nobody(fund):
    assert enrolment.look_up(fund, make_applicant()) == enrolment.Known(None, None, [])
