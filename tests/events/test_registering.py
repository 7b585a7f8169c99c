"""The list of an assembly: places, waiting, withdrawing, and when nobody is put on it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from events import registering
from events.models import Attendance, Way
from tests.factories import AUGUST

from .factories import check_in, invitation, make_assembly, register


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin)


def names(rows):
    return list(rows.order_by("pk").values_list("name", flat=True))


def test_who_is_above_the_places_waits_and_moves_up_when_somebody_withdraws(assembly, fund, secretary):
    first, *_others = register(invitation(assembly, fund), "ก", "ข", "ค", "ง", by=secretary)
    of_fund = Attendance.objects.filter(invitation=invitation(assembly, fund))
    before = names(of_fund.seated()), names(of_fund.waiting())

    registering.withdraw(first, by=secretary)

    assert (before, (names(of_fund.seated()), names(of_fund.waiting()))) == (
        (["ก", "ข"], ["ค", "ง"]), (["ข", "ค"], ["ง"]),
    )  # fmt: skip


def test_a_walk_in_takes_no_place_from_the_list(assembly, fund, secretary):
    to = invitation(assembly, fund)
    register(to, "มาเอง", by=secretary, way=Way.WALK_IN)
    register(to, "ก", "ข", by=secretary)

    assert names(Attendance.objects.filter(invitation=to).seated()) == ["มาเอง", "ก", "ข"]


def test_the_lists_of_two_funds_do_not_share_their_places(assembly, fund, other_fund, secretary):
    register(invitation(assembly, fund), "ก", "ข", by=secretary)
    register(invitation(assembly, other_fund), "ค", by=secretary)

    assert names(Attendance.objects.of(assembly).waiting()) == []


def test_registration_closes_after_its_last_day_but_for_who_walks_in(assembly, fund, secretary):
    to, late = invitation(assembly, fund), AUGUST + timedelta(days=1)
    with pytest.raises(registering.Closed, match="14 สิงหาคม 2561"):
        register(to, "สาย", by=secretary, on=late)

    register(to, "มาเอง", by=secretary, way=Way.WALK_IN, on=late)

    assert names(Attendance.objects.all()) == ["มาเอง"]


def test_the_same_name_stands_on_a_list_once_and_nobody_else_of_that_form_is_put_there(assembly, fund, secretary):
    to = invitation(assembly, fund)
    register(to, "นางประไพ ทองคำ", by=secretary)
    with pytest.raises(registering.AlreadyRegistered):
        register(to, "นายใหม่ มาแล้ว", "ประไพ  ทองคำ", by=secretary)

    assert names(Attendance.objects.all()) == ["นางประไพ ทองคำ"]


def test_a_double_click_registers_once(assembly, fund, secretary):
    key, guests = uuid4(), [registering.Guest("ก"), registering.Guest("ข")]
    made = [
        registering.register(invitation(assembly, fund), guests, way=Way.FUND, key=key, on=AUGUST, by=secretary)
        for _click in range(2)
    ]

    assert (made[0], Attendance.objects.count()) == (made[1], 2)


def test_the_public_link_takes_no_more_than_may_wait(assembly):
    public = invitation(assembly)
    for number in range(public.quota + registering.WAITING_AT_LEAST):
        register(public, f"คนที่ {number}", way=Way.LINK)

    with pytest.raises(registering.Full):
        register(public, "เกิน", way=Way.LINK)


def test_who_came_cannot_withdraw(assembly, fund, secretary, province_admin):
    (one,) = register(invitation(assembly, fund), "ก", by=secretary)
    check_in(one, by=province_admin)

    with pytest.raises(registering.AlreadyCame):
        registering.withdraw(one, by=secretary)


def test_forgetting_takes_out_numbers_and_strangers_names_and_leaves_the_counts(
    assembly, fund, secretary, province_admin
):
    register(invitation(assembly, fund), "นางประไพ ทองคำ", by=secretary, phone="0812345678")
    register(invitation(assembly), "นายวิชัย สุขใจ", way=Way.LINK, phone="0812345679")

    count = registering.forget(assembly, on=AUGUST, by=province_admin)

    rows = Attendance.objects.order_by("pk").values_list("name", "phone", "organisation", "forgotten_on")
    assert (count, list(rows)) == (2, [
        ("นางประไพ ทองคำ", "", "คณะกรรมการ", AUGUST), ("นำชื่อออกแล้ว", "", "", AUGUST),
    ])  # fmt: skip


@pytest.mark.parametrize("words", ["ประไพ", "ทองคำ ประไพ", "นางประไพ", "เหรัญ"])
def test_a_person_is_found_by_a_part_of_the_name_or_post(assembly, fund, secretary, words):
    guests = [registering.Guest("นางประไพ ทองคำ", "เหรัญญิก"), registering.Guest("นายสมบูรณ์ ราไวย์", "ประธาน")]
    registering.register(invitation(assembly, fund), guests, way=Way.FUND, key=uuid4(), on=AUGUST, by=secretary)

    assert names(Attendance.objects.matching(words)) == ["นางประไพ ทองคำ"]
