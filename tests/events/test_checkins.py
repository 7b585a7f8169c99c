"""The day: everybody counts once, at however many desks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from events import checkins, registering
from events.models import CheckIn, Group, TakenBack

from .factories import NINE, check_in, invitation, make_assembly, register

LATER = NINE + timedelta(minutes=20)


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin, quorum=2)


@pytest.fixture
def one(assembly, fund, province_admin):
    return register(invitation(assembly, fund), "นางประไพ ทองคำ", by=province_admin)[0]


def arrive(assembly, code, by, *, key=None, at=NINE):
    return checkins.check_in(assembly, code, key=key or uuid4(), at=at, desk="โต๊ะ 1", by=by)


def test_the_same_person_twice_is_told_when_they_came_and_counts_once(assembly, one, province_admin):
    first = arrive(assembly, one.code, province_admin)
    second = arrive(assembly, one.code, province_admin, at=LATER)

    told = [(arrival.attendance, arrival.at, arrival.is_new) for arrival in (first, second)]
    assert (told, CheckIn.objects.count()) == ([(one, NINE, True), (one, NINE, False)], 1)


def test_a_scan_that_is_sent_once_more_is_the_same_arrival(assembly, one, province_admin):
    key = uuid4()
    told = [arrive(assembly, one.code, province_admin, key=key) for _sent in range(2)]

    assert ([arrival.is_new for arrival in told], CheckIn.objects.count()) == ([True, True], 1)


def test_a_code_of_nobody_of_another_assembly_or_of_who_withdrew_lets_nobody_in(
    assembly, one, province, province_admin
):
    other = make_assembly(province, by=province_admin, number="9")
    registering.withdraw(one, by=province_admin)
    for there, code in ((assembly, "ZZZZZZZ"), (other, one.code), (assembly, one.code)):
        with pytest.raises(checkins.NotOnTheList):
            arrive(there, code, province_admin)

    assert CheckIn.objects.count() == 0


def test_a_check_in_taken_back_with_a_reason_lets_the_person_in_again(assembly, one, province_admin):
    mistaken = check_in(one, by=province_admin)
    checkins.take_back(mistaken, reason="สแกนผิดคน", by=province_admin)
    gone = checkins.heads(assembly)[0].present
    again = arrive(assembly, one.code, province_admin, at=LATER)
    late = arrive(assembly, one.code, province_admin, key=mistaken.key)

    assert (gone, again.at, again.is_new, late.is_new, checkins.heads(assembly)[0].present) == (
        0,
        LATER,
        True,
        False,
        1,
    )


def test_a_late_scan_of_what_was_taken_back_lets_nobody_in(assembly, one, province_admin):
    mistaken = check_in(one, by=province_admin)
    checkins.take_back(mistaken, reason="สแกนผิดคน", by=province_admin)

    late = arrive(assembly, one.code, province_admin, key=mistaken.key)

    assert (late.is_new, checkins.heads(assembly)[0].present) == (False, 0)


def test_the_room_is_counted_by_group_beside_its_places(assembly, fund, other_fund, one, province_admin):
    (two,) = register(invitation(assembly, other_fund), "นายไพโรจน์ แสงทอง", by=province_admin)
    register(invitation(assembly), "นายวิชัย สุขใจ", way="link")
    check_in(one, by=province_admin)
    before = checkins.meter(assembly, checkins.heads(assembly))
    check_in(two, by=province_admin)

    heads = checkins.heads(assembly)
    after = checkins.meter(assembly, heads)
    counted = [(head.group, head.places, head.listed, head.present) for head in heads]
    assert (counted, before.is_reached, after.is_reached) == (
        [(Group.FUND, 36, 2, 2), (Group.PUBLIC, 2, 1, 0)], False, True,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_four_desks_that_scan_the_same_person_at_once_let_one_in(assembly, one, province_admin):
    def desk(number):
        try:
            return arrive(assembly, one.code, province_admin).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as desks:
        told = list(desks.map(desk, range(4)))

    assert (sorted(told), CheckIn.objects.count()) == ([False, False, False, True], 1)


@pytest.mark.parametrize("change", [
    lambda row: CheckIn.objects.filter(pk=row.pk).update(desk="อื่น"),
    lambda row: CheckIn.objects.filter(pk=row.pk).delete(),
    lambda row: CheckIn.objects.create(key=uuid4(), attendance=row.attendance, turn=1, at=NINE, by=row.by),
    lambda row: CheckIn.objects.create(key=uuid4(), attendance=row.attendance, turn=0, at=NINE, by=row.by),
    lambda row: TakenBack.objects.create(check_in=row, reason="", by=row.by),
], ids=["changed", "deleted", "a second time", "the same turn", "without a reason"])  # fmt: skip
def test_the_database_itself_keeps_who_came(one, province_admin, change):
    row = check_in(one, by=province_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(row)

    assert CheckIn.objects.get().desk == "โต๊ะ 1"
