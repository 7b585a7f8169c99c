"""The day of the assembly: registered, received at two desks, one of them without a line for a while, and adopted."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from events.models import Assembly, AssemblyResolution, Attendance, CheckIn
from funds.models import Fund, Resolution
from tests.browser.conftest import NewPage
from tests.browser.test_journey import look_over, press, sign_in, type_in
from tests.events.factories import invitation, make_assembly, register
from welfare.models import User
from welfare.thai import today, typed_date


def plan(page: Page) -> Assembly:
    """The administrator plans an assembly for today and shows it to everyone; gives it."""
    page.get_by_role("navigation", name="หลัก").get_by_role("link", name="สมัชชา").click()
    press(page, "เตรียมจัดสมัชชา")
    type_in(page, "ครั้งที่", "8")
    type_in(page, "หัวข้อสมัชชา", "สวัสดิการชุมชน คนภูเก็ตไม่ทิ้งกัน")
    type_in(page, "สถานที่", "ศาลาประชาคมจังหวัดภูเก็ต")
    type_in(page, "วันที่จัดสมัชชา", typed_date(today()))
    type_in(page, "ปิดรับลงทะเบียนวันที่", typed_date(today()))
    type_in(page, "ที่นั่งของแต่ละกองทุน", "2")
    page.get_by_label("จำนวน หรือร้อยละเท่าใด").fill("1")
    press(page, "เตรียมสมัชชา")
    press(page, "เผยแพร่ให้ทุกคนเห็น")
    return Assembly.objects.get()


def register_people(page: Page, assembly: Assembly, names: str) -> None:
    """The secretary of a fund registers its people, one in each line."""
    page.get_by_role("navigation", name="กองทุนนี้").get_by_role("link", name="สมัชชา").click()
    press(page, assembly.title)
    press(page, "ลงทะเบียนคนของเรา")
    type_in(page, "รายชื่อ", names)
    press(page, "เพิ่มในรายชื่อ")


def register_oneself(page: Page, assembly: Assembly, name: str) -> None:
    """A stranger registers by the public page."""
    page.goto(f"/assemblies/{assembly.code}/")
    press(page, "ลงทะเบียน")
    type_in(page, "คำนำหน้า", name)
    type_in(page, "หน่วยงาน ชุมชน", "บ้านบางเทา")
    press(page, "ลงทะเบียน")
    expect(page.locator("main")).to_contain_text("แสดงรหัสนี้หน้างาน")


def open_desk(page: Page, assembly: Assembly, desk: str) -> None:
    page.goto(f"/events/phuket/assemblies/{assembly.pk}/desk/")
    type_in(page, "ชื่อโต๊ะนี้", desk)


def scan(page: Page, code: str) -> None:
    """A hand scanner types a code and presses Enter."""
    box = page.get_by_label(re.compile("^รหัสบนป้ายชื่อ"))
    box.fill(code)
    box.press("Enter")


def adopt(page: Page, assembly: Assembly, title: str, fund: Fund) -> AssemblyResolution:
    """The administrator records a resolution that adopts the rule book of `fund`; gives it."""
    page.goto(f"/events/phuket/assemblies/{assembly.pk}/resolutions/")
    press(page, "บันทึกมติ")
    type_in(page, "มติ", title)
    page.get_by_label("ลงคะแนน", exact=True).check()
    type_in(page, "เสียงเห็นชอบ", "3")
    type_in(page, "เสียงไม่เห็นชอบ", "๑")
    page.get_by_label("รับรองระเบียบข้อบังคับของกองทุน").check()
    page.get_by_label(re.compile("^กองทุนที่มตินี้ใช้บังคับ")).select_option(label=fund.name_th)
    press(page, "บันทึก")
    return AssemblyResolution.objects.get()


def gather(
    new_page: NewPage, faults: list[str], fund: Fund, secretary: User, province_admin: User, province_officer: User
) -> None:
    """From the plan over the registration and two desks to the resolution."""
    office, delegate, stranger = new_page(), new_page(), new_page()
    sign_in(office, province_admin)
    assembly = plan(office)
    sign_in(delegate, secretary)
    register_people(delegate, assembly, "นางประไพ ทองคำ, เหรัญญิก\nนายสมบูรณ์ ราไวย์\nนายอุดม สำรอง")
    expect(delegate.locator("main")).to_contain_text("สำรองลำดับที่ 1")
    register_oneself(stranger, assembly, "นายวิชัย สุขใจ")
    praphai, somboon, _udom, _wichai = Attendance.objects.order_by("pk")

    # Two desks; what the first lets in, the second is told of.
    first, second = new_page(), new_page()
    sign_in(first, province_officer)
    sign_in(second, province_admin)
    for desk, name in ((first, "โต๊ะ 1"), (second, "โต๊ะ 2")):
        open_desk(desk, assembly, name)
        look_over(desk)
    scan(first, f"https://welfare.example/badges/{praphai.code}/")
    expect(first.get_by_role("status").first).to_contain_text("นางประไพ ทองคำ เข้างาน")
    scan(second, praphai.code.lower())
    expect(second.get_by_role("status").first).to_contain_text("นางประไพ ทองคำ เข้าแล้ว")

    # The line is lost: the second desk keeps what it scans, a reload loses none of it, and it is sent later, once.
    second.context.set_offline(True)
    scan(second, somboon.code)
    scan(second, somboon.code)
    expect(second.locator("main")).to_contain_text("รอส่ง")
    expect(second.get_by_role("status").first).to_contain_text("ไม่มีสัญญาณ")
    assert CheckIn.objects.filter(attendance=somboon).count() == 0
    second.context.set_offline(False)
    second.reload()
    expect(second.locator("[data-waits]")).to_be_hidden()
    assert list(CheckIn.objects.filter(attendance=somboon).values_list("desk", flat=True)) == ["โต๊ะ 2"]
    faults[:] = [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]

    # Three letters of a name.
    type_in(first, "กรอกชื่อสามตัวอักษร", "วิช")
    first.get_by_role("button", name="เข้างาน นายวิชัย สุขใจ").click()
    expect(first.get_by_role("status").first).to_contain_text("นายวิชัย สุขใจ เข้างาน")
    office.goto(f"/events/phuket/assemblies/{assembly.pk}/room/")
    look_over(office)
    expect(office.locator("main")).to_contain_text("ครบองค์ประชุมแล้ว")
    expect(office.locator("tfoot")).to_contain_text("3")
    assert CheckIn.objects.filter(at__gte=praphai.at - timedelta(minutes=5)).count() == 3

    # What the assembly adopts is law in the fund.
    adopted = adopt(office, assembly, "รับรองระเบียบกองทุนฉบับใหม่", fund)
    expect(office.locator("main")).to_contain_text("สมัชชา 8/")
    assert adopted.resolution == Resolution.objects.get(fund=fund)
    stranger.goto(f"/assemblies/{assembly.code}/")
    look_over(stranger)
    expect(stranger.locator("main")).to_contain_text("รับรองระเบียบกองทุนฉบับใหม่")
    expect(stranger.locator("main")).not_to_contain_text("ประไพ")


# What a phone has and a browser without a screen has not: a reader of codes, and a camera.
A_PHONE_WITH_A_READER = """
    window.BarcodeDetector = class {
      static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
      detect() {
        document.body.dataset.looks = Number(document.body.dataset.looks ?? 0) + 1;
        return Promise.resolve(window.badge ? [{ rawValue: window.badge }] : []);
      }
    };
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").fillRect(0, 0, 10, 10);
      return canvas.captureStream(5);
    };
"""


def test_the_camera_reads_a_badge_once_however_long_it_is_held(
    new_page: NewPage, fund: Fund, province_admin: User
) -> None:
    assembly = make_assembly(fund.province, by=province_admin)
    (praphai,) = register(invitation(assembly, fund), "นางประไพ ทองคำ", by=province_admin)
    page = new_page()
    page.add_init_script(A_PHONE_WITH_A_READER)
    sign_in(page, province_admin)
    page.goto(f"/events/phuket/assemblies/{assembly.pk}/desk/")
    page.get_by_role("button", name="เปิดกล้อง").click()
    page.evaluate("address => { window.badge = address }", f"https://welfare.example/badges/{praphai.code}/")
    expect(page.get_by_role("status").first).to_contain_text("นางประไพ ทองคำ เข้างาน")
    page.evaluate("document.body.dataset.looks = 0")
    expect(page.locator("body")).to_have_attribute("data-looks", re.compile(r"^([3-9]|\d\d+)$"))  # three looks more
    expect(page.get_by_role("status").first).to_contain_text("นางประไพ ทองคำ เข้างาน")
    page.get_by_role("button", name="ปิดกล้อง").click()
    assert CheckIn.objects.get().attendance == praphai
