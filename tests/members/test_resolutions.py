"""What a fund's meetings decided is listed with all that rests on it."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds import policies, regulations
from funds.models import Appointment, Body, Office, SigningRule
from members import enrolment
from members.models import Step
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, make_applicant, make_member, make_regulation, make_resolution
from tests.pages import links, tables

PAGE = "/funds/rawai/resolutions/"


@pytest.fixture
def reader(auditor):
    return signed_in(auditor)


def decided(page):
    return [row[2] for row in tables(page)[0][1:]]


def test_all_that_rests_on_a_resolution_stands_beside_it_and_opens(fund, secretary, treasurer, reader):
    meeting = make_resolution(fund, by=secretary, on=MAY_DAY, meeting="5/2561")
    policies.adopt(fund, policies.Terms(), since=date(2018, 6, 1), by=secretary, resolution=meeting)
    SigningRule.objects.create(fund=fund, since=date(2018, 7, 1), resolution=meeting, by=secretary)
    Appointment.objects.create(
        user=treasurer, fund=fund, office=Office.COMMITTEE, since=date(2018, 6, 1), resolution=meeting, by=secretary
    )  # fmt: skip
    for step in (enrolment.admit, enrolment.admit, partial(enrolment.refuse, note="ไม่อยู่ในเขต")):
        applied = enrolment.apply(
            fund, key=uuid4(), applicant=make_applicant(), branch=None, plan="yearly", on=MAY_DAY, by=secretary
        )  # fmt: skip
        step(applied, key=uuid4(), resolution=meeting, on=MAY_DAY, by=secretary)

    page = reader.get(PAGE)

    assert page.context["rows"][0][1] == [
        ("หลักเกณฑ์การส่งเงิน ตั้งแต่วันที่ 1 มิ.ย. 2561", "/funds/rawai/policies/"),
        ("ระเบียบการอนุมัติ ตั้งแต่วันที่ 1 ก.ค. 2561", "/funds/rawai/approval/"),
        ("นางประไพ ทองคำ เป็นกรรมการ ตั้งแต่วันที่ 1 มิ.ย. 2561", "/funds/rawai/officers/"),
        *((f"{words} {count} คน", f"/funds/rawai/members/?state=all&resolution={meeting.pk}&step={step}")
          for words, count, step in (("รับเข้าเป็นสมาชิกตามมติ", 2, Step.ADMITTED), ("ไม่รับเข้าเป็นสมาชิก", 1, Step.REFUSED))),
    ]  # fmt: skip
    counts = [reader.get(url).context["page"].paginator.count for _words, url in page.context["rows"][0][1][-2:]]
    assert counts == [2, 1]


def test_a_rule_book_stands_beside_the_general_meeting_that_adopted_it(fund, secretary, reader):
    book = make_regulation(fund, by=secretary)

    assert links(reader.get(PAGE))[f"/funds/rawai/regulations/{book.pk}/"] == "ระเบียบสวัสดิการ ใช้ตั้งแต่วันที่ 15 ม.ค. 2560"
    assert regulations.latest(fund) == book


def test_resolutions_are_found_by_body_days_and_number(fund, secretary, reader):
    for on, meeting, body in (
        (JAN_2560, "1/2560", Body.COMMITTEE), (MAY_DAY, "5/2561", Body.COMMITTEE),
        (MAY_DAY, "1/2561", Body.GENERAL_MEETING),
    ):  # fmt: skip
        made = make_resolution(fund, by=secretary, on=on, meeting=meeting)
        type(made).objects.filter(pk=made.pk).update(body=body)

    def found(**asked):
        page = reader.get(PAGE, asked)
        return [each.meeting for each, _rests in page.context["rows"]], page.context["days"]

    assert found() == (["1/2561", "5/2561", "1/2560"], 2)
    assert found(body="committee") == (["5/2561", "1/2560"], 2)
    assert found(**{"from": "1/1/2561", "until": "31/12/2561"}) == (["1/2561", "5/2561"], 1)
    assert found(q="๕/๒๕๖๑") == (["5/2561"], 1)
    assert found(q="ไม่มี") == ([], 0)
    assert "ไม่พบรายการ" in reader.get(PAGE, {"q": "ไม่มี"}).content.decode()


def test_a_fund_without_resolutions_is_told_how_they_come(fund, reader):
    assert "มติถูกบันทึกพร้อมการรับสมาชิก" in reader.get(PAGE).content.decode()


def test_more_resolutions_ask_the_database_no_more(fund, secretary, reader):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            reader.get(reverse("members:resolutions", args=[fund.code]))
        return len(queries)

    make_member(fund, by=secretary)
    few = asked()
    for month in (2, 3):
        make_member(fund, by=secretary, on=date(2017, month, 1))

    assert asked() == few
