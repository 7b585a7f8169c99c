"""Lists of papers, versions and those behind the forms with so many more rows, and what their files must show."""

from datetime import date
from typing import Any

from django.urls import reverse

from funds.models import Fund
from members.models import Step
from tests.events.factories import invitation, make_assembly, register
from tests.events.strategy_acts import MOMENT, make_strategy, next_version
from tests.factories import (
    AUGUST,
    JAN_2560,
    citizen_id,
    make_collection,
    make_member,
    make_regulation,
    make_status_form,
)
from tests.lists import Listed
from welfare import citizen, thai


def people_of_the_form(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("members", [])
    found += [make_member(cast.fund, by=cast.secretary) for _each in range(count)]
    heads = ["เลขที่", "ชื่อ", "ศูนย์/สาขา", "เกิดเมื่อ", "เป็นสมาชิกตั้งแต่", "สถานะ", "พ้นสภาพเมื่อ", "เหตุผล"]
    rows = [[each.number, each.person.name, "", date(1960, 5, 1), JAN_2560, "สมาชิกปัจจุบัน", "", ""] for each in found]
    url = reverse("members:status-people", args=["rawai", "now"], query={"as_of": "2018-08-14"})
    return Listed(url, heads, rows, [each.person.name for each in found])


def frozen_papers(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("frozen", [])
    for number in range(len(found), len(found) + count):
        found.insert(0, make_status_form(cast.fund, by=cast.secretary, as_of=date(2018, 8, 1 + number)))
    rows = [[str(each), each.as_of, str(cast.secretary), thai.today()] for each in found]
    heads = ["เอกสาร", "ณ วันที่", "ผู้ออกฉบับถาวร", "วันที่ออกฉบับถาวร"]
    return Listed(reverse("members:reports", args=["rawai"]), heads, rows, [row[0] for row in rows])


def registered(cast: Any, count: int) -> Listed:
    names = cast.kept.setdefault("registered", [])
    if not names:
        cast.kept["day"] = make_assembly(cast.province, by=cast.admin, number="7", fund_quota=3)
    to = invitation(cast.kept["day"], cast.fund)
    more = ["นางก้อย ใจดี", "นายขวัญ ใจดี", "นางคำ ใจดี"][len(names) : len(names) + count]
    names += more
    if more:
        register(to, *more, by=cast.admin)
    rows = [[name, "คณะกรรมการ", "มีที่นั่ง"] for name in names]
    url = reverse("events:fund-assembly", args=["rawai", to.assembly_id])
    return Listed(url, ["ชื่อ", "ตำแหน่ง", "สถานะ"], rows, list(names))


def versions(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("versions", [])
    for number in range(len(found), len(found) + count):
        if found:
            found.insert(0, next_version(found[0], by=cast.admin, preface=f"ฉบับ {number}"))
        else:
            found.append(make_strategy(cast.province, by=cast.admin).versions.get())
    day = thai.in_thailand(MOMENT).date()
    rows = [[each.number, day, "", "", "0 จาก 0", ""] for each in found]
    url = reverse("events:strategy", args=["phuket", found[0].strategy_id])
    heads = ["ฉบับ", "วันที่", "หมายเหตุ", "วันที่รับรอง", "ลงนามแล้ว", "วันที่ส่งมอบ"]
    return Listed(url, heads, rows, [f"ฉบับที่ {row[0]}" for row in rows])


def regulations(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("regulations", [])
    for number in range(len(found), len(found) + count):
        found.insert(0, make_regulation(cast.fund, by=cast.secretary, since=JAN_2560.replace(year=2017 + number)))
    untils: list[Any] = ["", *(each.in_force_from.replace(day=14) for each in found)]
    states = ["ใช้อยู่", "ฉบับเก่า", "ฉบับเก่า"]
    rows = [
        ["ระเบียบสวัสดิการ", state, each.in_force_from, until, "ประชุมใหญ่ 1/2559", each.in_force_from]
        for each, until, state in zip(found, untils, states, strict=False)
    ]
    heads = ["ระเบียบ", "สถานะ", "ใช้ตั้งแต่วันที่", "ใช้ถึงวันที่", "มติ", "วันที่"]
    return Listed(reverse("funds:regulations", args=["rawai"]), heads, rows)


def resolutions_of_a_fund(cast: Any, count: int) -> Listed:
    """Resolutions of the committee, each with the member whom it admitted."""
    found = cast.kept.setdefault("resolved", [])
    for number in range(len(found) + 1, len(found) + count + 1):
        member = make_member(cast.fund, by=cast.secretary, on=date(2018, 5, number))
        found.insert(0, member.steps.get(step=Step.ADMITTED).resolution)
    rows = [[each.on, "คณะกรรมการ", each.meeting, "", "รับเข้าเป็นสมาชิกตามมติ 1 คน", str(cast.secretary)] for each in found]
    heads = ["วันที่", "ที่ประชุม", "ประชุมครั้งที่", "คณะกรรมการชุดที่", "เรื่องที่ลงมติ", "ผู้บันทึก"]
    url = reverse("members:resolutions", args=["rawai"], query={"body": "committee"})
    return Listed(url, heads, rows, [thai.short_date(each.on) for each in found])


def receipts_of_a_day(cast: Any, count: int) -> Listed:
    # A day that is posted takes no more receipts: it has one, however many are asked for.
    if "collected" not in cast.kept:
        cast.kept["collected"] = make_collection(make_member(cast.fund, by=cast.secretary), by=cast.treasurer)
    made = cast.kept["collected"]
    payer = made.fund.receipts.get()
    rows = [[payer.payer, str(payer), 365, ""]]
    url = reverse("members:collection", args=["rawai", made.pk])
    return Listed(url, ["ได้รับเงินจาก", "เลขที่", "จำนวนเงิน (บาท)", "สถานะ"], rows)


def forms_of_the_province(cast: Any, count: int) -> Listed:
    made = cast.kept.get("form") or cast.kept.setdefault("form", make_status_form(cast.fund, by=cast.secretary))
    funds = Fund.objects.of(cast.province).order_by("position")
    rows = [
        [each.short_name, *(["มีแล้ว", AUGUST, "", made.sha256] if each == cast.fund else ["ยังไม่มี", "", "", ""])]
        for each in funds
    ]
    url = reverse("province-status-forms", args=["phuket"], query={"as_of": "2018-12-31"})
    return Listed(url, ["กองทุน", "ฉบับถาวร", "ณ วันที่", "ยังขาด", "รหัสตรวจสอบ"], rows, [row[0] for row in rows])


def in_several_funds(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("twice", [])
    other = Fund.objects.get(code="chalong")
    for number in range(len(found), len(found) + count):
        held: dict[str, Any] = {"first_name": "ก" + "ขคง"[number], "citizen_id": citizen_id(860001 + number)}
        found.append(make_member(cast.fund, by=cast.secretary, **held))
        make_member(other, by=cast.admin, **held)
    places = ", ".join(each.short_name for each in sorted((cast.fund, other), key=lambda fund: fund.position))
    rows = [
        ["สมาชิกของมากกว่าหนึ่งกองทุน ตามเลขประจำตัวประชาชน", each.person.name, citizen.mask(each.person.citizen_last4),
         places, "", ""]
        for each in found
    ]  # fmt: skip
    heads = ["เหตุผล", "ชื่อ", "เลขประจำตัวประชาชน", "กองทุน", "ชื่อแรก", "ชื่อที่สอง"]
    return Listed(reverse("province-people", args=["phuket"]), heads, rows, [each.person.name for each in found])


OF_A_FUND = (people_of_the_form, frozen_papers, registered, regulations, resolutions_of_a_fund, receipts_of_a_day)
OF_THE_PROVINCE = (versions, forms_of_the_province, in_several_funds)
