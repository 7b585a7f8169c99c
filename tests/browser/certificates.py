"""Eighteen certificates on a phone, and a stranger who checks one: true, with a slip, invented, withdrawn."""

import io
import re

from playwright.sync_api import Page, expect

from events import certificates, codes
from events.models import Certificate
from funds.models import Province
from tests.browser.conftest import DESKTOP, NewPage, accessibility_faults, sideways_scroll
from tests.browser.test_journey import press, sign_in, type_in
from tests.events.certificate_acts import make_kind, make_signatory
from tests.papers import page_count
from welfare.models import User
from welfare.thai import today


def fits(page: Page) -> None:
    assert sideways_scroll(page) == 0, page.url
    assert accessibility_faults(page) == [], page.url


def issue_and_check(new_page: NewPage, faults: list[str], province: Province, province_admin: User) -> None:
    """Issue to the committees of all funds; a stranger checks one by its code and its file."""
    make_kind(province, by=province_admin)
    make_signatory(province, by=province_admin)

    # The administrator issues to the committees of all funds.
    page = new_page()
    sign_in(page, province_admin)
    page.goto("/events/phuket/certificates/")
    press(page, "ออกเกียรติบัตร")
    page.get_by_label("คณะกรรมการของทุกกองทุน").check()
    page.get_by_label(re.compile("นางสาวสมหญิง ใจดี")).check()
    press(page, "ดูก่อนออก")
    expect(page.get_by_role("heading", level=1)).to_have_text("จะออกเกียรติบัตร 18 ใบ")
    press(page, "ออกเกียรติบัตร")
    expect(page.locator("main")).to_contain_text("ออกเกียรติบัตรแล้ว 18 ใบ")
    fits(page)
    book = page.request.get(page.get_by_role("link", name="ไฟล์เดียวสำหรับพิมพ์").get_attribute("href") or "")
    assert page_count(book.body()) == 18

    # A stranger types the code of one.
    one = Certificate.objects.get(number=7)
    stranger = new_page(DESKTOP, scripts=False)
    stranger.goto("/")
    stranger.get_by_role("link", name="ตรวจเกียรติบัตร").click()
    type_in(stranger, "รหัสในเกียรติบัตร", one.written_code.lower())
    stranger.get_by_role("button", name="ตรวจรหัส").click()
    expect(stranger.locator("main")).to_contain_text("เกียรติบัตรใบนี้ใช้ได้")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(one.recipient)

    # A slip is told where it stands; an invented code gets a plain answer.
    stranger.goto("/certificates/")
    type_in(stranger, "รหัสในเกียรติบัตร", ("3" if one.code[0] != "3" else "4") + one.code[1:])
    stranger.get_by_role("button", name="ตรวจรหัส").click()
    expect(stranger.locator("main")).to_contain_text("รหัสกลุ่มที่ 1 มีตัวที่พิมพ์ผิด")
    stranger.goto(f"/certificates/{codes.make()}/")
    expect(stranger.locator("main")).to_contain_text("ระบบไม่เคยออกเกียรติบัตรด้วยรหัสนี้")
    faults[:] = [fault for fault in faults if "404" not in fault]  # met on purpose

    # The file as sent is genuine, and one letter changed is told.
    file = page.request.get(f"/events/phuket/certificates/{one.pk}/file/").body()
    for content, said in ((file, "เป็นไฟล์ที่ออกจากระบบนี้จริง"), (file[:9000] + b"\0" + file[9001:], "ไม่ใช่ไฟล์ที่ออกจากระบบนี้")):
        stranger.goto("/certificates/")
        chosen = {"name": "เกียรติบัตร.pdf", "mimeType": "application/pdf", "buffer": io.BytesIO(content).read()}
        stranger.get_by_label("ไฟล์เกียรติบัตร (PDF)").set_input_files(chosen)  # type: ignore[arg-type]
        stranger.get_by_role("button", name="ตรวจไฟล์").click()
        expect(stranger.locator("main")).to_contain_text(said)

    # Withdrawn, it still has its page, which says why.
    certificates.withdraw(one, reason="ออกซ้ำสองใบ", on=today(), by=province_admin)
    phone = new_page()
    phone.goto(f"/certificates/{one.code}/")
    expect(phone.locator("main")).to_contain_text("เกียรติบัตรใบนี้ถูกเพิกถอน")
    expect(phone.locator("main")).to_contain_text("ออกซ้ำสองใบ")
    fits(phone)
    phone.goto("/certificates/")
    fits(phone)
