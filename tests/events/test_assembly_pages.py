"""Pages of an assembly: planned, listed, registered for by funds and strangers, shown to everyone."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import agenda, registering
from events.calendar import ics
from events.forms.agenda import AgendaForm, written
from events.models import AgendaItem, Assembly, Attendance, Invitation, Way
from tests.cast import signed_in
from tests.factories import AUGUST
from tests.papers import text_of
from welfare.thai import today

from .factories import check_in, invitation, make_assembly, register

PLAN = {
    "number": "9", "theme": "คนภูเก็ตไม่ทิ้งกัน", "place": "ศาลาประชาคม", "on": "14/8/2570", "starts_at": "9.00",
    "ends_at": "1600", "register_until": "10/8/2570", "fund_quota": "30", "public_quota": "50", "quorum_of": "funds",
    "quorum": "12", "majority": "simple",
}  # fmt: skip


@pytest.fixture
def coming(province, province_admin):
    return make_assembly(province, by=province_admin, on=today() + timedelta(days=30))


def test_planning_an_assembly_invites_every_fund_and_the_public_once(province, province_admin):
    sent, client = PLAN | {"key": str(uuid4())}, signed_in(province_admin)
    for _click in range(2):
        client.post(reverse("events:assembly-new", args=["phuket"]), sent)

    made = Assembly.objects.get()
    assert (made.number, made.on, made.starts_at, made.ends_at, made.code) == (
        "9", date(2027, 8, 14), time(9), time(16), "phuket-2027-08-14",
    )  # fmt: skip
    assert sorted(Invitation.objects.values_list("group", "quota")) == [("fund", 30)] * 18 + [("public", 50)]


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("ends_at", "8.00", "เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"), ("register_until", "15/8/2570", "วันปิดรับลงทะเบียนต้องไม่เกินวันงาน"),
    ("starts_at", "เช้า", "ไม่ใช่เวลา"), ("number", "8", "ครั้งที่นี้เป็นของสมัชชาอื่นแล้ว"),
])  # fmt: skip
def test_a_plan_that_cannot_be_is_told_so_beside_the_field(province, province_admin, field, typed, said):
    make_assembly(province, by=province_admin, number="8")
    sent = PLAN | {"key": str(uuid4()), field: typed}
    answer = signed_in(province_admin).post(reverse("events:assembly-new", args=["phuket"]), sent)

    assert said in " ".join(answer.context["form"].errors[field])


def test_the_agenda_is_a_tree_that_is_typed_as_on_paper_and_read_back(province, province_admin):
    assembly = make_assembly(province, by=province_admin)
    typed = "9.00-9.40 พิธีเปิด\n- ๙.๐๐ กล่าวต้อนรับ | นายกเทศมนตรี\n-- เพลง\nอาหารกลางวัน"
    form = AgendaForm({"lines": typed})
    assert form.is_valid()
    agenda.write(assembly, form.cleaned_data["lines"], by=province_admin)

    lines = agenda.lines_of(assembly)
    assert lines == [
        agenda.Line(0, "พิธีเปิด", time(9), time(9, 40)), agenda.Line(1, "กล่าวต้อนรับ", time(9), None, "นายกเทศมนตรี"),
        agenda.Line(2, "เพลง"), agenda.Line(0, "อาหารกลางวัน"),
    ]  # fmt: skip
    assert AgendaItem.objects.get(parent__parent__title="พิธีเปิด").title == "เพลง"
    again = AgendaForm({"lines": written(lines)})
    assert (again.is_valid(), again.cleaned_data["lines"]) == (True, lines)


@pytest.mark.parametrize("typed", ["25.00 พิธีเปิด", "10.00-9.00 พิธีเปิด", "9.00 | ใคร"])
def test_a_line_of_the_agenda_that_cannot_be_is_refused(typed):
    assert "lines" in AgendaForm({"lines": typed}).errors


def test_a_fund_registers_its_people_and_takes_one_off_again(fund, secretary, coming):
    client, names = signed_in(secretary), "1. นางประไพ ทองคำ, เหรัญญิก\n๒) นายสมบูรณ์ ราไวย์\nนายอุดม สำรอง"
    sent = {"key": str(uuid4()), "people": names}
    client.post(reverse("events:fund-registration", args=[fund.code, coming.pk]), sent)
    first = Attendance.objects.order_by("pk")[0]
    before = client.get(reverse("events:fund-assembly", args=[fund.code, coming.pk])).content.decode()
    client.post(reverse("events:fund-withdrawal", args=[fund.code, first.pk]))
    after = client.get(reverse("events:fund-assembly", args=[fund.code, coming.pk])).content.decode()

    rows = Attendance.objects.order_by("pk").values_list("name", "organisation", "way")
    assert list(rows) == [
        ("นางประไพ ทองคำ", "เหรัญญิก", Way.FUND),
        ("นายสมบูรณ์ ราไวย์", "", Way.FUND),
        ("นายอุดม สำรอง", "", Way.FUND),
    ]
    assert ("สำรองลำดับที่ 1" in before, "สำรองลำดับที่" in after) == (True, False)


def test_a_stranger_registers_with_a_name_alone_and_sees_only_their_own_page(coming):
    sent = {"key": str(uuid4()), "name": "นายวิชัย สุขใจ", "organisation": "บ้านบางเทา"}
    answer = Client().post(reverse("events:day-registration", args=[coming.code]), sent)
    made = Attendance.objects.get()
    page = Client().get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == reverse("events:place", args=[made.key])
    assert ("นายวิชัย สุขใจ" in page, f"{made.code[:4]} {made.code[4:]}" in page, "<svg" in page) == (True, True, True)
    assert "วิชัย" not in Client().get(reverse("events:day", args=[coming.code])).content.decode()


def test_a_stranger_who_withdraws_gives_their_place_to_who_waits(coming):
    first, _second, third = (
        register(invitation(coming), f"คนที่ {number}", way=Way.LINK, on=today())[0] for number in range(3)
    )
    waits = Client().get(reverse("events:place", args=[third.key])).content.decode()
    Client().post(reverse("events:place", args=[first.key]))
    moved = Client().get(reverse("events:place", args=[third.key])).content.decode()

    assert ("สำรองลำดับที่ 1" in waits, "มีที่นั่ง" in moved, "สำรองลำดับที่" in moved) == (True, True, False)


@pytest.mark.parametrize("closed", ["no places", "past"])
def test_nobody_registers_by_the_link_when_it_is_closed(province, province_admin, closed):
    on = AUGUST if closed == "past" else today() + timedelta(days=30)
    assembly = make_assembly(province, by=province_admin, on=on, public_quota=0 if closed == "no places" else 5)
    sent = {"key": str(uuid4()), "name": "นายวิชัย สุขใจ", "organisation": "บ้านบางเทา"}
    answer = Client().post(reverse("events:day-registration", args=[assembly.code]), sent)

    assert (answer.status_code, "ปิดรับลงทะเบียนทางหน้านี้แล้ว" in answer.content.decode(), Attendance.objects.count()) == (
        200, True, 0,
    )  # fmt: skip


def test_an_assembly_that_is_not_shown_is_not_there_for_the_public(province, province_admin):
    hidden = make_assembly(province, by=province_admin, shown=False)
    pages = ("events:day", "events:day-calendar", "events:day-registration")

    assert [Client().get(reverse(page, args=[hidden.code])).status_code for page in pages] == [404] * 3


def test_the_calendar_file_has_lines_of_75_octets_the_zone_and_the_hours(province, province_admin):
    theme = "สวัสดิการชุมชน, คนภูเก็ตไม่ทิ้งกัน; " * 4
    assembly = make_assembly(province, by=province_admin, number="8", theme=theme.strip())
    made = ics(assembly, stamped_at=datetime(2018, 7, 1, 3, tzinfo=UTC), address="https://welfare.example/day/")

    lines = made.split(b"\r\n")
    unfolded = made.replace(b"\r\n ", b"").decode()
    assert max(map(len, lines)) <= 75
    assert [line.decode("utf-8") for line in lines]  # no character is cut in two
    assert "DTSTART;TZID=Asia/Bangkok:20180814T090000\r\nDTEND;TZID=Asia/Bangkok:20180814T160000\r\n" in unfolded
    assert f"SUMMARY:สมัชชา ครั้งที่ 8 “{theme.strip().replace(',', chr(92) + ',').replace(';', chr(92) + ';')}”" in unfolded
    assert (lines[0], lines[1], lines[-2:]) == (b"BEGIN:VCALENDAR", b"VERSION:2.0", [b"END:VCALENDAR", b""])


def test_the_list_is_searched_filtered_and_sent_as_a_file(province, fund, province_admin):
    assembly = make_assembly(province, by=province_admin, fund_quota=1)
    here, _waits = register(invitation(assembly, fund), "นางประไพ ทองคำ", "นายสมบูรณ์ ราไวย์", by=province_admin)
    (gone,) = register(invitation(assembly), "นายวิชัย สุขใจ", way=Way.LINK)
    registering.withdraw(gone, by=None)
    check_in(here, by=province_admin)
    client, url = signed_in(province_admin), reverse("events:registrations", args=["phuket", assembly.pk])

    def names(**asked):
        rows = client.get(url, {"format": "csv", **asked}).getvalue().decode("utf-8-sig").splitlines()[1:]
        return [row.split(",")[0] for row in rows]

    found = {state: names(state=state) for state in ("came", "missing", "waiting", "withdrawn")}
    assert found == {
        "came": ["นางประไพ ทองคำ"],
        "missing": [],
        "waiting": ["นายสมบูรณ์ ราไวย์"],
        "withdrawn": ["นายวิชัย สุขใจ"],
    }
    assert (names(q="สมบู"), names(group="public"), len(names())) == (["นายสมบูรณ์ ราไวย์"], ["นายวิชัย สุขใจ"], 3)


@pytest.mark.parametrize("page", ["events:registrations", "events:invitations"])
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(province, fund, province_admin, page):
    assembly, client = make_assembly(province, by=province_admin), signed_in(province_admin)
    counts = []
    for names in (["ก"], ["ข", "ค"]):
        register(invitation(assembly, fund), *names, by=province_admin)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(page, args=["phuket", assembly.pk]))
        counts.append(len(queries))

    assert (counts[0], counts[1] <= 8) == (counts[1], True)


def test_badges_are_printed_for_who_has_a_place(province, fund, province_admin):
    assembly = make_assembly(province, by=province_admin, fund_quota=1)
    register(invitation(assembly, fund), "นางประไพ ทองคำ", "นายสำรอง รออยู่", by=province_admin)
    answer = signed_in(province_admin).get(reverse("events:badges", args=["phuket", assembly.pk]))

    text = text_of(answer.content)
    assert ("นางประไพ ทองคำ" in text, "นายสำรอง" in text, "เทศบาลตำบลราไวย์" in text) == (True, False, True)
