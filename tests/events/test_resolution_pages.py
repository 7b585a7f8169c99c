"""Pages of minutes and resolutions: recorded, corrected, approved, followed up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from events import resolving
from events.models import AssemblyResolution, FollowUp, Minutes
from funds.models import Appointment, Office
from tests.cast import signed_in
from tests.factories import AUGUST

from .factories import make_assembly, resolve

TYPED = {
    "title": "ตั้งกองกลางช่วยภัยพิบัติ", "manner": "voted", "votes_for": "587", "votes_against": "๑๒", "votes_abstain": "",
    "owner": "คณะทำงาน", "due_on": "14/8/2562", "purpose": "none",
}  # fmt: skip


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin, number="8")


@pytest.fixture
def office(province_admin):
    return signed_in(province_admin)


def record(office, assembly, **facts):
    sent = TYPED | {"key": str(uuid4())} | facts
    return office.post(reverse("events:assembly-resolution-new", args=["phuket", assembly.pk]), sent)


def test_a_resolution_is_recorded_with_its_votes_owner_and_day(office, assembly):
    record(office, assembly)

    made = AssemblyResolution.objects.get()
    assert (made.number, made.votes_for, made.votes_against, made.votes_abstain, made.owner, made.due_on) == (
        1, 587, 12, 0, "คณะทำงาน", AUGUST.replace(year=2019),
    )  # fmt: skip


@pytest.mark.parametrize(("facts", "field"), [
    ({"votes_for": "", "votes_against": "0"}, "votes_for"), ({"purpose": "rule_book"}, "fund"),
    ({"title": ""}, "title"),
])  # fmt: skip
def test_a_resolution_that_lacks_something_is_told_what(office, assembly, facts, field):
    answer = record(office, assembly, **facts)

    assert (list(answer.context["form"].errors), AssemblyResolution.objects.count()) == ([field], 0)


def test_a_lost_vote_is_named_as_such_and_kept_off_the_public_page(client, office, assembly):
    record(office, assembly, votes_for="10", votes_against="11")

    page = office.get(reverse("events:assembly-resolution", args=["phuket", AssemblyResolution.objects.get().pk]))
    day = client.get(reverse("events:day", args=[assembly.code]))
    assert ("มตินี้ไม่ผ่าน" in page.content.decode(), TYPED["title"] in day.content.decode()) == (True, False)


def test_minutes_are_written_twice_and_the_last_version_is_approved_for_good(office, assembly):
    new = reverse("events:minutes-new", args=["phuket", assembly.pk])
    for seen, text in (("0", "ร่างแรก"), ("1", "ร่างสอง"), ("1", "จากหน้าเก่า")):
        answer = office.post(new, {"key": str(uuid4()), "seen": seen, "text": text})
    kept = answer.content.decode()
    last = Minutes.objects.get(version=2)
    office.post(
        reverse("events:minutes-approval", args=["phuket", last.pk]),
        {"on": "20/9/2561", "approved_by": "ที่ประชุมเครือข่าย"},
    )
    page = office.get(reverse("events:minutes", args=["phuket", assembly.pk])).content.decode()

    assert ("มีผู้บันทึกฉบับใหม่ระหว่างนี้" in kept, "จากหน้าเก่า" in kept) == (True, True)
    assert ("รับรองฉบับที่ 2 เมื่อวันที่ 20 กันยายน 2561" in page, "เขียนฉบับใหม่" in page) == (True, False)
    assert record(office, assembly).context["form"].non_field_errors() == ["รับรองรายงานการประชุมแล้ว แก้ไขไม่ได้อีก"]


def test_the_next_assembly_sees_what_is_open_until_it_is_done(office, assembly, province, province_admin):
    made = resolve(assembly, "เรื่องค้าง", by=province_admin)
    later = make_assembly(province, by=province_admin, on=AUGUST + timedelta(days=365), number="9")
    page = reverse("events:assembly-resolutions", args=["phuket", later.pk])
    follow = reverse("events:assembly-follow-up", args=["phuket", made.pk])
    before = office.get(page).content.decode()
    refused = office.post(follow, {"key": str(uuid4()), "assembly": later.pk, "outcome": "dropped", "note": ""})
    office.post(follow, {"key": str(uuid4()), "assembly": later.pk, "outcome": "done", "note": "เสร็จแล้ว"})
    after = office.get(page).content.decode()

    assert ("เรื่องค้าง" in before, "เรื่องค้าง" in after, list(refused.context["form"].errors)) == (True, False, ["note"])
    assert FollowUp.objects.get().note == "เสร็จแล้ว"


def test_only_a_later_assembly_can_be_told(office, assembly, province, province_admin):
    made = resolve(assembly, by=province_admin)
    earlier = make_assembly(province, by=province_admin, on=AUGUST - timedelta(days=365), number="7")
    answer = office.post(
        reverse("events:assembly-follow-up", args=["phuket", made.pk]),
        {"key": str(uuid4()), "assembly": earlier.pk, "outcome": "done", "note": ""},
    )

    assert (list(answer.context["form"].errors), FollowUp.objects.count()) == (["assembly"], 0)


def test_what_rests_on_a_resolution_is_listed_on_its_page(office, assembly, fund, chair, province_admin):
    made = resolve(assembly, by=province_admin, purpose="committee", fund=fund)
    Appointment.objects.create(user=chair, office=Office.COMMITTEE, fund=fund, since=AUGUST, resolution=made.resolution)
    page = office.get(reverse("events:assembly-resolution", args=["phuket", made.pk])).content.decode()

    assert ("สมัชชา 8/2561" in page, "นายสมบูรณ์ ราไวย์" in page, resolving.is_passed(made)) == (True, True, True)
