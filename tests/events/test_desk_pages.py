"""The desk at the door: what it answers to a phone, to a form without scripts, to three letters of a name."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from events.models import Attendance, CheckIn
from tests.cast import signed_in
from welfare.thai import in_thailand

from .factories import check_in, invitation, make_assembly, register

JSON = {"Accept": "application/json"}


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin, fund_quota=100)


@pytest.fixture
def one(assembly, fund, province_admin):
    return register(invitation(assembly, fund), "นางประไพ ทองคำ", by=province_admin)[0]


def scan(user, assembly, code, **facts):
    sent = {"key": str(uuid4()), "code": code, "desk": "โต๊ะ 2"} | facts
    return signed_in(user).post(reverse("events:check-in", args=["phuket", assembly.pk]), sent, headers=JSON).json()


def test_a_second_scan_is_told_since_when_the_person_is_in(assembly, one, province_officer):
    first, second = (scan(province_officer, assembly, one.code) for _scan in range(2))

    at = f"{in_thailand(CheckIn.objects.get().at):%H:%M}"
    assert (first, second) == (
        {"kind": "done", "words": f"นางประไพ ทองคำ เข้างาน {at}", "more": "คณะกรรมการ"},
        {"kind": "wait", "words": f"นางประไพ ทองคำ เข้าแล้ว {at}", "more": "คณะกรรมการ"},
    )


@pytest.mark.parametrize("written", ["{}", "https://welfare.example/badges/{}/", " {} ", "lower"])
def test_a_badge_is_read_as_a_scanner_sends_it_and_as_people_type_it(assembly, one, province_officer, written):
    code = one.code.lower() if written == "lower" else written.format(one.code)

    assert scan(province_officer, assembly, code)["kind"] == "done"


def test_what_is_no_code_is_told_apart_from_a_code_of_nobody(assembly, province_officer):
    told = [scan(province_officer, assembly, code)["words"] for code in ("ABC", "ZZZZZZZ", "")]

    assert told == ["ไม่ใช่รหัสของป้ายชื่อ กรุณากรอกอีกครั้ง"] * 3


def test_a_scan_sent_later_counts_when_the_phone_saw_it_and_a_wrong_clock_counts_now(assembly, fund, province_officer):
    now, kept = timezone.now(), []
    for number, seen in enumerate((now - timedelta(hours=2), now + timedelta(days=1), now - timedelta(days=9))):
        (each,) = register(invitation(assembly, fund), f"คนที่ {number}", by=province_officer)
        scan(province_officer, assembly, each.code, at=seen.isoformat())
        kept.append(each.check_ins.get().at)

    assert kept[0] == now - timedelta(hours=2)
    assert [abs(at - now) < timedelta(minutes=1) for at in kept[1:]] == [True, True]


def test_a_form_without_scripts_checks_in_and_comes_back_to_the_desk(assembly, one, province_officer):
    client = signed_in(province_officer)
    answer = client.post(
        reverse("events:check-in", args=["phuket", assembly.pk]), {"key": str(uuid4()), "code": one.code}, follow=True
    )

    assert (answer.redirect_chain, "นางประไพ ทองคำ เข้างาน" in answer.content.decode()) == (
        [(reverse("events:desk", args=["phuket", assembly.pk]), 302)], True,
    )  # fmt: skip


@pytest.mark.parametrize(("words", "found"), [("ประ", True), ("ปร", False), ("ทองคำ ประไพ", True), ("ไม่มี", False)])
def test_three_letters_of_a_name_find_a_person(assembly, one, province_officer, words, found):
    page = signed_in(province_officer).get(reverse("events:desk", args=["phuket", assembly.pk]), {"q": words})

    assert (f'value="{one.code}"' in page.content.decode()) is found


def test_who_is_in_is_shown_with_the_time_and_without_a_button(assembly, one, province_officer):
    check_in(one, by=province_officer)
    page = signed_in(province_officer).get(reverse("events:desk", args=["phuket", assembly.pk]), {"q": "ประไพ"})

    text = page.content.decode()
    assert ("เข้าแล้ว 09:12" in text, f'value="{one.code}"' in text) == (True, False)


def test_the_desk_shows_no_telephone_number(assembly, fund, province_officer):
    register(invitation(assembly, fund), "นายสมบูรณ์ ราไวย์", by=province_officer, phone="0812345678")
    page = signed_in(province_officer).get(reverse("events:desk", args=["phuket", assembly.pk]), {"q": "สมบูรณ์"})

    text = page.content.decode()
    assert ("สมบูรณ์" in text, "0812345678" in text, "081-234-5678" in text) == (True, False, False)


@pytest.mark.parametrize("who", ["province_officer", "treasurer"])
def test_the_code_of_a_badge_leads_to_the_desk_and_nobody_else_anywhere(request, assembly, one, who):
    answer = signed_in(request.getfixturevalue(who)).get(reverse("events:badge", args=[one.code]))

    desk = reverse("events:desk", args=["phuket", assembly.pk]) + f"?code={one.code}"
    assert (answer.status_code, answer.headers.get("Location")) == (
        (302, desk) if who == "province_officer" else (404, None)
    )


@pytest.mark.django_db(transaction=True)
def test_four_desks_at_once_count_everybody_once(assembly, fund, province_officer):
    people = register(invitation(assembly, fund), *(f"คนที่ {number}" for number in range(8)), by=province_officer)

    def desk(number):
        try:
            return [scan(province_officer, assembly, one.code)["kind"] for one in people]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as desks:
        told = sorted(kind for kinds in desks.map(desk, range(4)) for kind in kinds)

    assert (told, CheckIn.objects.count(), Attendance.objects.present().count()) == (
        ["done"] * 8 + ["wait"] * 24, 8, 8,
    )  # fmt: skip
