"""A secretary writes a rule book on a phone, with scripts and without, and the meeting makes it law."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from funds.models import Fund, Regulation
from funds.rules import rulebooks
from funds.rules.tenure import Span
from tests.browser.conftest import PHONE, NewPage
from tests.browser.test_journey import look_over, sign_in, type_in
from welfare.models import User
from welfare.thai import today, typed_date


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_rule_book_is_written_by_answering_questions_and_adopted(
    new_page: NewPage, live_server: LiveServer, fund: Fund, secretary: User, scripts: bool
) -> None:
    page = new_page(PHONE, scripts=scripts)

    def tap(name: str) -> None:
        """Press a button or link; a page without scripts cannot be measured."""
        if scripts:
            look_over(page)
        main = page.locator("main")
        main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()
        page.wait_for_load_state()

    sign_in(page, secretary)
    page.goto(f"/funds/{fund.code}/regulations/")

    # It begins with nothing.
    tap("บันทึกระเบียบ")
    page.get_by_label("เริ่มจากว่าง เพิ่มสวัสดิการทีละเรื่อง").check()
    tap("เริ่ม")
    tap("เพิ่มสวัสดิการ")
    type_in(page, "สวัสดิการนี้ชื่ออะไร", "เสียชีวิต")
    type_in(page, "ข้อในระเบียบ", "ข้อ 14")
    for line in page.get_by_label("เสียชีวิต", exact=True).all():
        line.check()
    tap("บันทึก")

    # Two steps by length of membership, the second added without leaving the page.
    tap("เพิ่มรายการจ่าย")
    page.get_by_label("เป็นขั้นตามอายุการเป็นสมาชิก").check()
    tap("บันทึก")
    type_in(page, "เริ่มที่", "6 เดือน")
    type_in(page, "สิ้นสุดที่", "2 ปี")
    type_in(page, "จำนวนเงิน (บาท)", "3,000")
    tap("เพิ่มขั้น")
    second = page.get_by_role("group", name="ขั้นที่ 2")
    second.get_by_label("เริ่มแบบ").select_option(label="มากกว่า")
    second.get_by_label("เริ่มที่").fill("3 ปี")
    second.get_by_label("จำนวนเงิน (บาท)").fill("6000")
    tap("ดูผล")
    expect(page.get_by_text("ไม่มีขั้นสำหรับอายุการเป็นสมาชิก 2 ปี 1 วัน ถึง 3 ปี").first).to_be_visible()
    page.get_by_role("group", name="ขั้นที่ 2").get_by_label("เริ่มที่").fill("2 ปี")
    tap("บันทึก")
    expect(page.get_by_role("row", name="อายุการเป็นสมาชิก 2 ปี 1 วัน").first).to_contain_text("6,000.00")

    # The meeting adopts it.
    tap("เสร็จเรื่องนี้แล้ว กลับไปที่ร่าง")
    tap("ที่ประชุมมีมติรับแล้ว")
    type_in(page, "ประชุมครั้งที่", "1/2569")
    type_in(page, "วันที่ประชุม", typed_date(today()))
    type_in(page, "ใช้ตั้งแต่วันที่", typed_date(today()))
    tap("ตรวจ")
    tap("บันทึกใช้ระเบียบนี้")

    (law,) = Regulation.objects.all()
    (pay,) = rulebooks.from_json(law.terms.get().rule).pays
    assert pay.ladder is not None
    assert [rung.reach.start for rung in pay.ladder.rungs] == [Span(6), Span(24, 1)]
