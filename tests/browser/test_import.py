"""A file of contributions with faults is chosen, mended, taken in and taken back, on a phone and at a desk."""

import io
from collections.abc import Sequence
from decimal import Decimal

import pytest
import xlsxwriter
from playwright.sync_api import Page, ViewportSize, expect

from funds.models import Fund
from members.models import Contribution, Import
from tests.browser.conftest import DESKTOP, PHONE, NewPage, accessibility_faults, sideways_scroll
from tests.browser.test_journey import sign_in
from tests.factories import cash_of, make_member
from welfare.models import User

HEADINGS = ("เลขที่สมาชิก", "ชื่อ-สกุล", "วันที่ส่ง", "จำนวนเงิน", "ใบเสร็จเลขที่")
WRONG = [(1, "นางสมหญิง ใจดี", "5/13/2560", 360, "12/34"), (9, "นางใครก็ไม่รู้ ใจดี", "5/2/2561", "สามร้อย", "")]
RIGHT = [(1, "นางสมหญิง ใจดี", "5/2/2560", 360, "12/34"), (1, "นางสมหญิง ใจดี", "5/2/2561", 360, "12/35")]


def sheet(rows: Sequence[tuple[object, ...]], name: str) -> dict[str, object]:
    """Write an Excel file as a browser sends it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    for place, row in enumerate((HEADINGS, *rows)):
        page.write_row(place, 0, row)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": file.getvalue()}


def choose(page: Page, fund: Fund, rows: Sequence[tuple[object, ...]], name: str) -> None:
    page.goto(f"/funds/{fund.code}/imports/")
    page.get_by_role("link", name="เลือกไฟล์เงินสัจจะ").click()
    page.get_by_label("ไฟล์", exact=True).set_input_files(sheet(rows, name))  # type: ignore[arg-type]
    page.get_by_role("button", name="อ่านไฟล์").click()


def looks_right(page: Page) -> None:
    assert (sideways_scroll(page), accessibility_faults(page)) == (0, [])


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_file_with_faults_is_mended_taken_in_and_taken_back(
    new_page: NewPage, fund: Fund, secretary: User, treasurer: User, size: ViewportSize
) -> None:
    make_member(fund, by=secretary)
    page = new_page(size)
    sign_in(page, treasurer)

    choose(page, fund, WRONG, "ผิด.xlsx")
    faults = page.get_by_role("table", name="ช่องที่อ่านไม่ได้")
    expect(faults.get_by_role("row")).to_have_count(3)
    expect(faults).to_contain_text("C วันที่ส่ง")
    expect(faults).to_contain_text("ไม่มีเดือนที่ 13")
    expect(page.get_by_role("button", name="นำเข้ารายการเหล่านี้")).to_have_count(0)
    looks_right(page)
    with page.expect_download() as marked:
        page.get_by_role("link", name="แผ่นงานเดิมพร้อมเครื่องหมายจุดที่ต้องแก้ (XLSX)").first.click()
    assert marked.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="ไม่ใช้ไฟล์นี้").click()

    choose(page, fund, RIGHT, "ถูก.xlsx")
    expect(page.get_by_text("อ่านได้ครบทุกแถว")).to_be_visible()
    assert Contribution.objects.count() == 0
    looks_right(page)
    page.get_by_role("button", name="นำเข้ารายการเหล่านี้").click()
    expect(page.get_by_text("นำเข้าเงินสัจจะแล้ว 2 รายการ")).to_be_visible()
    expect(page.get_by_role("table", name="ใบเสร็จรับเงินจากไฟล์นี้")).to_contain_text("12/34")
    looks_right(page)
    assert (Contribution.objects.standing().count(), cash_of(fund).balance) == (2, Decimal(720))

    page.get_by_role("link", name="ถอนไฟล์นี้คืน").click()
    page.get_by_label("เหตุที่ถอนคืน").fill("ผิดไฟล์")
    looks_right(page)
    page.get_by_role("button", name="ถอนไฟล์นี้คืน").click()
    expect(page.get_by_text("ถอนคืนโดย นางประไพ ทองคำ").first).to_be_visible()
    assert (Contribution.objects.standing().count(), cash_of(fund).balance) == (0, Decimal(0))
    assert Import.objects.get().withdrawal.reason == "ผิดไฟล์"
