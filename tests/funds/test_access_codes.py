"""A one-time code opens one account once, for a time, and nothing but its hash is kept."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, transaction

from funds import access_codes, appointments
from funds.models import AccessCode, Office
from tests.factories import MAY_DAY
from welfare.models import LogEntry, User

NOW = datetime(2018, 5, 1, 3, tzinfo=UTC)
KEY, CODE, PASSWORD = UUID(int=5), "abcdefghjkmn", "a long enough one"


@pytest.fixture
def newcomer(fund, province_admin):
    whom = appointments.Newcomer("นางใหม่ ทะเล", "auditor.rawai")
    return appointments.appoint(
        fund, key=uuid4(), whom=whom, office=Office.AUDITOR, since=MAY_DAY, by=province_admin
    ).user


def give(user, by, code=CODE, at=NOW, key=None):
    return access_codes.issue(user, key=key or uuid4(), code=code, at=at, by=by)


def accept(code=CODE, at=NOW, username="mali", password=PASSWORD):
    return access_codes.accept(code, username=username, email="", password=password, at=at)


def test_a_code_is_long_random_and_read_as_people_type_it():
    made = access_codes.new_code()

    assert (len(made), set(made) <= set(access_codes.ALPHABET)) == (12, True)
    assert access_codes.new_code() != made
    assert access_codes.read(f" {access_codes.spelled(made).upper()} ") == made


def test_a_code_opens_the_account_once_with_the_name_and_password_chosen(fund, newcomer, province_admin):
    given = give(newcomer, province_admin)

    user = accept()

    assert (user.pk, user.username, user.check_password(PASSWORD)) == (newcomer.pk, "mali", True)
    with pytest.raises(access_codes.NotGood):
        accept()
    assert CODE not in str(AccessCode.objects.filter(pk=given.pk).values())
    assert list(LogEntry.objects.filter(subject="access code", fund=fund.pk).values_list("act", "by")) == [
        ("invited", province_admin.pk), ("accepted", newcomer.pk),
    ]  # fmt: skip


def test_a_code_is_good_until_its_hour(newcomer, province_admin):
    given = give(newcomer, province_admin)

    assert given.expires_at == NOW + timedelta(days=14)
    with pytest.raises(access_codes.NotGood):
        access_codes.find(CODE, at=given.expires_at)


def test_a_new_code_replaces_the_old_one_and_the_same_key_gives_the_first(newcomer, province_admin):
    first = give(newcomer, province_admin, key=KEY)
    assert give(newcomer, province_admin, key=KEY, code="zzzzzzzzzzzz") == first
    give(newcomer, province_admin, code="bcdefghjkmnp")

    with pytest.raises(access_codes.NotGood):
        access_codes.find(CODE, at=NOW)
    assert access_codes.find("bcdefghjkmnp", at=NOW).user == newcomer


def test_a_code_is_withdrawn(newcomer, province_admin):
    given = give(newcomer, province_admin)
    access_codes.withdraw(given, at=NOW, by=province_admin)

    with pytest.raises(access_codes.NotGood):
        accept()
    with pytest.raises(access_codes.NotGood):
        access_codes.withdraw(given, at=NOW, by=province_admin)


def test_a_user_name_of_another_is_refused(newcomer, treasurer, province_admin):
    give(newcomer, province_admin)

    with pytest.raises(access_codes.NameTaken):
        accept(username=treasurer.username.upper())
    assert accept().username == "mali"


def test_a_forgotten_password_is_set_anew_in_two_hours_and_both_are_told_once(treasurer, province_officer):
    given = give(treasurer, province_officer)
    assert given.expires_at == NOW + timedelta(hours=2)

    user = accept(username="another name")

    assert (user.username, user.check_password(PASSWORD)) == (treasurer.username, True)
    for each in (treasurer, province_officer):
        assert [len(access_codes.tell(each, at=NOW)) for _time in range(2)] == [1, 0]
    acts = LogEntry.objects.filter(subject="user", subject_pk=treasurer.pk).order_by("pk").values_list("act", "by")
    assert list(acts) == [("let set a new password", province_officer.pk), ("set a new password", treasurer.pk)]


def test_nobody_makes_a_code_for_their_own_account(province_admin):
    with pytest.raises(access_codes.NotOneself):
        give(province_admin, province_admin)


def test_a_code_of_a_closed_account_opens_nothing(newcomer, province_admin):
    give(newcomer, province_admin)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)

    with pytest.raises(access_codes.NotGood):
        accept()


@pytest.mark.parametrize("change", [{"code_hash": "0"}, {"expires_at": NOW + timedelta(days=900)}, {"used_at": None}])
def test_the_database_keeps_what_a_code_was(newcomer, province_admin, change):
    give(newcomer, province_admin)
    accept()

    with pytest.raises(Error, match="keeps its facts"), transaction.atomic():
        AccessCode.objects.update(**change)
    with pytest.raises(Error, match="never deleted"), transaction.atomic():
        AccessCode.objects.all().delete()
