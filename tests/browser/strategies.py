"""The strategy on the day: signed with a finger, by a link without scripts and on paper, handed over, then checked."""

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from events import signing, standing
from events.models import Evidence, PaperEntry
from events.strategies import Signer
from funds.models import Fund
from tests.browser.conftest import DESKTOP, NewPage
from tests.browser.test_journey import look_over, press, sign_in, type_in
from tests.events.strategy_acts import SIGNERS, make_version, parties, photo
from welfare.models import User


def draw(page: Page) -> None:
    """Sign in the box as a finger does."""
    box = page.get_by_role("img", name="ช่องวาดลายมือชื่อด้วยนิ้วหรือเมาส์")
    box.scroll_into_view_if_needed()
    area = box.bounding_box()
    assert area
    page.mouse.move(area["x"] + 20, area["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(area["x"] + 20 + step * 20, area["y"] + (30 if step % 2 else 90))
    page.mouse.up()


def sign_and_hand_over(
    new_page: NewPage, fund: Fund, chair: User, province_admin: User, province_officer: User, tmp_path: Path
) -> None:
    """Sign in three ways, hand over, and let a stranger check the paper."""
    chair_signs = Signer(fund.name_th, chair.display_name, "ประธานกองทุน", fund=fund)
    version = make_version(fund.province, by=province_admin, signers=(chair_signs, *SIGNERS[1:]))
    address = f"/events/phuket/strategies/{version.strategy_id}/versions/1/"

    # The chair signs with a finger on a phone.
    phone = new_page()
    sign_in(phone, chair)
    phone.goto("/signing/")
    press(phone, version.document.title)
    draw(phone)
    phone.get_by_label("ข้าพเจ้าได้อ่านข้อความแล้ว").check()
    press(phone, "ลงนาม")
    expect(phone.locator("main")).to_contain_text("ลงนามเมื่อ")
    look_over(phone)

    # Who has no account gets a link and a code, and signs with the keyboard alone, without scripts.
    office = new_page(DESKTOP)
    sign_in(office, province_admin)
    office.goto(address)
    press(office, f"ลิงก์และรหัส {SIGNERS[1].organisation}")
    press(office, "สร้างลิงก์และรหัส")
    look_over(office)
    link = re.search(r"/sign/[\w-]+/", office.get_by_role("textbox", name="ลิงก์ สำหรับส่ง").input_value())
    code = office.locator(".code--large").inner_text()
    assert link
    plain = new_page(scripts=False)
    plain.goto(link[0])
    type_in(plain, "รหัสหกหลัก", code)
    plain.get_by_role("button", name="ต่อไป").click()
    type_in(plain, "หรือกรอกชื่อ", SIGNERS[1].person)
    plain.get_by_label("ข้าพเจ้าได้อ่านข้อความแล้ว").check()
    plain.get_by_role("button", name="ลงนาม").click()
    expect(plain.locator("main")).to_contain_text("ลงนามเมื่อ")

    # The third signed on paper: one photographs it, another confirms it.
    page_photo = tmp_path / "page.jpg"
    page_photo.write_bytes(photo().content)
    office.goto(address)
    press(office, f"ลงนามบนกระดาษ {SIGNERS[2].organisation}")
    office.get_by_label("รูปถ่ายหน้าที่ลงนาม").set_input_files(page_photo)
    type_in(office, "วันที่ลงนาม", "14 ส.ค. 2561")
    press(office, "บันทึกหน้าที่ลงนาม")
    second = new_page()
    sign_in(second, province_officer)
    second.goto(f"{address}papers/{PaperEntry.objects.get().pk}/")
    second.get_by_label("ชื่อ ตำแหน่ง วันที่ และข้อความตรงตามที่บันทึก: ยืนยัน").check()
    press(second, "บันทึก")
    assert [(each.way, each.hand) for each in standing.of(version).signatures] == [
        ("account", "drawn"), ("link", "typed"), ("paper", "paper"),
    ]  # fmt: skip

    # It is in force, handed over, and its evidence is given out.
    office.goto(address)
    press(office, "บันทึกการส่งมอบ")
    for label, words in (("ผู้ส่งมอบ", "นางมาลี รักษ์ทะเล"), ("ตำแหน่งผู้ส่งมอบ", "ประธานเครือข่าย"),
                         ("วันที่ส่งมอบ", "14/8/2561"), ("สถานที่", "ศาลาประชาคม")):  # fmt: skip
        type_in(office, label, words)
    press(office, "บันทึกการส่งมอบ")
    expect(office.locator("main")).to_contain_text("มีผลแล้ว ส่งมอบแล้ว")
    press(office, "ออกหลักฐาน (PDF)")
    look_over(office)
    evidence = office.request.get(f"/events/phuket/strategies/files/{Evidence.objects.get().file.address}/").body()

    # A stranger compares the paper in the browser, and one changed byte without scripts.
    true, false = tmp_path / "evidence.pdf", tmp_path / "changed.pdf"
    true.write_bytes(evidence)
    false.write_bytes(evidence[:-1] + b"?")
    stranger = new_page()
    stranger.goto("/strategies/")
    press(stranger, version.document.title)
    press(stranger, "ฉบับที่ 1: ข้อความ ค่า SHA-256 ตรวจไฟล์ ลงนามแล้ว 3 จาก 3 องค์กร")
    asked: list[str] = []
    stranger.on("request", lambda request: asked.append(request.method))
    for file, said in ((true, "ไฟล์นี้เป็นของแท้"), (false, "ไม่รู้จักไฟล์นี้")):
        stranger.get_by_label("ไฟล์ของท่าน", exact=True).set_input_files(file)
        stranger.get_by_role("button", name="ตรวจเทียบ").click()
        expect(stranger.get_by_role("status").last).to_contain_text(said)
        expect(stranger.get_by_role("status").last).to_contain_text(hashlib.sha256(file.read_bytes()).hexdigest())
    look_over(stranger)
    assert "POST" not in asked  # the file stayed on the device
    plain.goto(f"/strategies/{version.strategy_id}/versions/1/")
    plain.get_by_label("ไฟล์ของท่าน", exact=True).set_input_files(false)
    plain.get_by_role("button", name="ตรวจเทียบ").click()
    expect(plain.locator("#answer")).to_contain_text("ไม่รู้จักไฟล์นี้")
    assert signing.may_sign(chair, on=standing.of(version).signatures[0].on).count() == 1
    assert [party.person for party in parties(version)] == [chair.display_name, *(each.person for each in SIGNERS[1:])]
