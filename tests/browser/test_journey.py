"""The main journey, on a phone, in Thai: from the application form to the voucher, and the totals that move."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from funds import regulations, summaries
from funds.models import Fund, Province, Voucher
from funds.rules import rulebooks
from members.models import Claim, Membership
from tests.browser.conftest import NewPage, accessibility_faults, sideways_scroll
from tests.factories import citizen_id, give
from tests.papers import text_of
from welfare.models import User
from welfare.thai import be_year, today

PASSWORD = "a long enough password"  # of the cast, in a database of its own


def sign_in(page: Page, user: User) -> None:
    """Sign in by the password alone, as the demo does; test_first_sign_in walks through the second step."""
    Authenticator.objects.filter(user=user).delete()
    Province.objects.update(second_step_from=None)
    page.goto("/accounts/login/")
    type_in(page, "ชื่อผู้ใช้", user.username)
    type_in(page, "รหัสผ่าน", PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def look_over(page: Page) -> None:
    """Every page on the way fits a phone and is clean under axe."""
    assert sideways_scroll(page) == 0, page.url
    assert accessibility_faults(page) == [], page.url


def type_in(page: Page, label: str, text: str) -> None:
    """Fill the first field whose label begins so."""
    page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)


def press(page: Page, name: str) -> None:
    """Press the one button or link of this name in the page, as a thumb would."""
    look_over(page)
    control = (
        page.locator("main").get_by_role("button", name=name).or_(page.locator("main").get_by_role("link", name=name))
    )
    control.first.click()
    page.wait_for_load_state()


def totals(fund: Fund) -> dict[str, Any]:
    counted = summaries.figures_of(fund.province)
    return {
        "members": counted.members, "balance": f"{counted.balance:.2f}", "people_helped": counted.helped,
        "cases": counted.cases, "paid": f"{counted.paid:.2f}",
    }  # fmt: skip


@pytest.fixture
def book(fund: Fund, secretary: User) -> None:
    text = (Path(settings.BASE_DIR) / "funds/data/rulebooks/yasothon.toml").read_text(encoding="utf-8")
    regulations.adopt(fund, rulebooks.load(text), by=secretary)


@pytest.mark.usefixtures("book")
def test_a_fund_works_from_the_application_to_the_voucher_on_a_phone(
    new_page: NewPage,
    live_server: LiveServer,
    fund: Fund,
    treasurer: User,
    secretary: User,
    chair: User,
    province_officer: User,
) -> None:  # fmt: skip
    give(fund, "5000.00", by=treasurer)
    page = new_page()
    before = totals(fund)

    # The treasurer enrols a member from the paper form.
    sign_in(page, treasurer)
    page.get_by_role("navigation").get_by_role("link", name="สมาชิก").click()
    page.wait_for_url("**/members/")
    press(page, "รับสมัครสมาชิก")
    type_in(page, "คำนำหน้า", "นางสาว")
    type_in(page, "ชื่อ", "กาญจนาภรณ์")
    type_in(page, "นามสกุล", "วิเศษสุวรรณประเสริฐ")
    type_in(page, "วันเกิด", "๑๒/๐๓/๒๕๐๐")
    type_in(page, "เลขประจำตัวประชาชน", citizen_id())
    type_in(page, "วันที่สมัคร", "2 ม.ค. 2560")
    type_in(page, "ประชุมครั้งที่", "1/2560")
    type_in(page, "วันที่ประชุม", "5 ม.ค. 2560")
    press(page, "ตรวจก่อนบันทึก")
    expect(page.locator("main")).to_contain_text("12 มีนาคม 2500")
    press(page, "บันทึกสมาชิกใหม่")
    member = Membership.objects.get()
    assert (member.number, member.person.name) == (1, "นางสาวกาญจนาภรณ์ วิเศษสุวรรณประเสริฐ")
    assert totals(fund)["members"] == before["members"] + 1

    # A contribution, on a receipt.
    press(page, "รับเงินสัจจะ")
    type_in(page, "วันที่รับเงิน", "5 ม.ค. 2560")
    type_in(page, "เงินสัจจะ", "365.25")
    type_in(page, "จำนวนงวด", "1")
    press(page, "ตรวจก่อนบันทึก")
    press(page, "บันทึกและออกใบเสร็จรับเงิน")
    expect(page.locator("main")).to_contain_text("สามร้อยหกสิบห้าบาทยี่สิบห้าสตางค์")
    after_receipt = totals(fund)
    assert Decimal(after_receipt["balance"]) == Decimal(before["balance"]) + Decimal("365.25")

    # The secretary files a claim for three nights in hospital; the sum and the reason are shown before.
    clerk = new_page()
    sign_in(clerk, secretary)
    clerk.goto(f"/funds/{fund.code}/members/{member.pk}/")
    press(clerk, "ยื่นคำขอรับสวัสดิการ")
    type_in(clerk, "วันที่เกิดเหตุ", "1/8/2561")
    clerk.get_by_label("นอนโรงพยาบาล").check()
    press(clerk, "ต่อไป")
    type_in(clerk, "วันที่ออกจากโรงพยาบาล", "๔ ส.ค. ๖๑")
    clerk.get_by_role("button", name="คำนวณ").last.click()
    expect(clerk.locator("main")).to_contain_text("จ่ายได้ 3 คืน × 100 = 300 บาท (ข้อ 12)")
    press(clerk, "ตรวจก่อนยื่นคำขอ")
    expect(clerk.locator("main")).to_contain_text("จ่ายได้ 3 คืน × 100 = 300 บาท (ข้อ 12)")
    press(clerk, "ยื่นคำขอ")
    claim = f"/funds/{fund.code}/claims/{Claim.objects.get().pk}/"
    expect(clerk).to_have_url(re.compile(claim))
    expect(clerk.locator("main")).to_contain_text("ท่านเป็นผู้ยื่นคำขอนี้")
    assert totals(fund) == after_receipt

    # The chair approves it on a phone of their own.
    other = new_page()
    sign_in(other, chair)
    other.goto(f"/funds/{fund.code}/")
    other.get_by_role("navigation").get_by_role("link", name="รอท่าน").click()
    other.wait_for_url("**/waiting/")
    press(other, "นางสาวกาญจนาภรณ์ วิเศษสุวรรณประเสริฐ")
    other.get_by_label("อนุมัติ", exact=True).check()
    press(other, "ตรวจก่อนบันทึก")
    expect(other.locator("main")).to_contain_text("รอเหรัญญิกจ่าย")
    press(other, "ลงชื่อ")

    # The treasurer pays and prints the voucher.
    page.goto(claim)
    press(page, "จ่ายเงินตามคำขอนี้")
    page.get_by_label("เงินสดในมือ").check()
    type_in(page, "ผู้รับเงิน", "นางสาวกาญจนาภรณ์ วิเศษสุวรรณประเสริฐ")
    type_in(page, "พยาน เมื่อจ่ายเงินสด", "นางอุไร ทะเลงาม")
    press(page, "ตรวจก่อนบันทึก")
    expect(page.locator("main")).to_contain_text("สามร้อยบาทถ้วน")
    press(page, "จ่ายเงิน")
    page.goto(claim)
    voucher = Voucher.objects.get()
    paper = page.request.get(f"/funds/{fund.code}/vouchers/{voucher.pk}/paper/")
    text = text_of(paper.body())
    assert (voucher.year, voucher.number, "สามร้อยบาทถ้วน" in text, "นางอุไร ทะเลงาม" in text) == (
        be_year(today()), 1, True, True,
    )  # fmt: skip

    # Provincial staff see the totals changed by exactly that.
    staff = new_page()
    sign_in(staff, province_officer)
    look_over(staff)
    expect(staff.locator("main")).to_contain_text("5,065.25")
    assert totals(fund) == {
        "members": before["members"] + 1, "balance": "5065.25", "people_helped": before["people_helped"] + 1,
        "cases": before["cases"] + 1, "paid": "300.00",
    }  # fmt: skip
