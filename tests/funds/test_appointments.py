"""Offices that check each other are not held together, terms end by themselves, and one administrator stays."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, transaction

from funds import appointments
from funds.access import rights
from funds.models import NOT_TOGETHER, Appointment, Office
from tests.factories import LONG_AGO, MAY_DAY, appoint, make_branch, make_resolution, make_user
from welfare.models import LogEntry, User
from welfare.thai import today

KEY = UUID(int=3)
PAIRS = sorted(sorted(pair) for pair in NOT_TOGETHER)


def test_a_newcomer_is_appointed_to_an_account_that_nobody_can_open_yet(fund, province_admin):
    newcomer = appointments.Newcomer("นางใหม่ ทะเล", "treasurer.rawai")
    resolution = make_resolution(fund, by=province_admin)

    made = appointments.appoint(
        fund, key=KEY, whom=newcomer, office=Office.TREASURER, since=MAY_DAY, by=province_admin, resolution=resolution
    )

    assert (
        appointments.appoint(fund, key=KEY, whom=newcomer, office=Office.CHAIR, since=MAY_DAY, by=province_admin)
        == made
    )
    assert (made.user.username, made.user.has_usable_password(), made.by) == ("treasurer.rawai", False, province_admin)
    entry = LogEntry.objects.get(subject="appointment", subject_pk=made.pk)
    assert (entry.act, entry.facts["since"], entry.facts["resolution"]) == ("appointed", "2018-05-01", str(resolution))


@pytest.mark.parametrize(("held", "other"), PAIRS)
def test_offices_that_check_each_other_are_not_held_together(fund, province_admin, held, other):
    someone = make_user("someone")
    appoint(someone, held, fund, until=MAY_DAY)

    with pytest.raises(appointments.NotTogether):
        appointments.appoint(fund, key=uuid4(), whom=someone, office=other, since=MAY_DAY, by=province_admin)
    after = MAY_DAY + timedelta(days=1)
    made = appointments.appoint(fund, key=uuid4(), whom=someone, office=other, since=after, by=province_admin)
    assert made.office == other


@pytest.mark.parametrize(("held", "other"), [*PAIRS, *(pair[::-1] for pair in PAIRS)])
def test_the_database_keeps_offices_apart(fund, other_fund, held, other):
    someone = make_user("someone")
    appoint(someone, held, fund)
    appoint(someone, other, other_fund)  # another fund is another matter

    with pytest.raises(Error, match="not held together"), transaction.atomic():
        appoint(someone, other, fund)


def test_a_term_made_longer_is_kept_apart_too(fund):
    someone = make_user("someone")
    first = appoint(someone, Office.CHAIR, fund, until=MAY_DAY)
    appoint(someone, Office.AUDITOR, fund, since=MAY_DAY + timedelta(days=1))

    with pytest.raises(Error, match="not held together"), transaction.atomic():
        Appointment.objects.filter(pk=first.pk).update(until=None)


def test_the_same_office_is_not_held_twice_on_one_day(fund, treasurer, province_admin):
    with pytest.raises(appointments.HeldAlready):
        appointments.appoint(
            fund, key=uuid4(), whom=treasurer, office=Office.TREASURER, since=MAY_DAY, by=province_admin
        )


def test_a_term_ends_with_its_last_day_and_the_right_with_it(fund, treasurer, province_admin):
    held = Appointment.objects.get(user=treasurer)

    appointments.end(held, on=MAY_DAY, by=province_admin)

    assert Appointment.objects.held_by(treasurer, on=MAY_DAY).exists()
    assert not Appointment.objects.held_by(treasurer, on=MAY_DAY + timedelta(days=1)).exists()
    entry = LogEntry.objects.get(act="ended")
    assert (entry.before, entry.facts["until"]) == ({"until": None}, "2018-05-01")
    with pytest.raises(appointments.NotThatDay):
        appointments.end(held, on=MAY_DAY, by=province_admin)
    with pytest.raises(appointments.NotThatDay):
        appointments.end(held, on=LONG_AGO - timedelta(days=1), by=province_admin)


def test_the_last_administrator_of_a_province_stays(province, province_admin):
    held = Appointment.objects.get(user=province_admin)
    with pytest.raises(appointments.LastAdmin):
        appointments.end(held, on=today(), by=province_admin)
    with pytest.raises(Error, match="keeps one administrator"), transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(until=today())
    with pytest.raises(Error, match="keeps one administrator"), transaction.atomic():
        User.objects.filter(pk=province_admin.pk).update(is_active=False)

    appoint(make_user("admin2"), Office.ADMIN, province)

    assert appointments.end(held, on=today(), by=province_admin).until == today()


@pytest.mark.parametrize(
    "change", [{"office": "chair"}, {"since": date(2001, 1, 1)}, {"branch": 1}, {"by": 1}, {"resolution": 1}]
)
def test_an_appointment_keeps_its_facts(fund, treasurer, change):
    there = {
        "branch": make_branch,
        "by": lambda _fund: treasurer,
        "resolution": lambda fund: make_resolution(fund, by=treasurer),
    }
    change = {name: there[name](fund) if name in there else value for name, value in change.items()}
    with pytest.raises(Error, match="keeps its facts"), transaction.atomic():
        Appointment.objects.filter(user=treasurer).update(**change)
    with pytest.raises(Error, match="never deleted"), transaction.atomic():
        Appointment.objects.filter(user=treasurer).delete()


def test_a_user_name_is_offered_that_is_free(fund, treasurer):
    assert appointments.offered_name(fund, Office.TREASURER) == "treasurer.rawai2"
    assert appointments.offered_name(fund, Office.AUDITOR) == "auditor.rawai"


def test_nobody_has_rights_without_an_office():
    assert set(rights(frozenset()).values()) == {False}
