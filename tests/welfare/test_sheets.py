import codecs
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import cast

import pytest
import xlsxwriter
from django.test import RequestFactory
from django.utils.translation import override
from openpyxl import load_workbook

from welfare import sheets
from welfare.sheets import Column, Fault, Kind, Row, Shown

TODAY = date(2026, 11, 24)
COLUMNS = (
    Column("on", "วันที่", sheets.day(today=TODAY), ("date",), is_required=True),
    Column("name", "ชื่อ", sheets.text()),
    Column("amount", "จำนวนเงิน", sheets.baht(signed=True, allow_zero=True), ("ยอดเงิน",)),
)


def csv_file(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def xlsx_file(*rows: tuple[object, ...], merged: str = "") -> bytes:
    """Make an Excel file of `rows`; `merged` is a title over its first row."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("รายการ")
    shape = book.add_format({"num_format": "d/m/yyyy"})
    if merged:
        sheet.merge_range(0, 0, 0, 2, merged)
    for number, row in enumerate(rows, start=2 if merged else 0):
        for index, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, index, datetime(value.year, value.month, value.day), shape)  # noqa: DTZ001
            elif value is not None:
                sheet.write(number, index, value)
    book.close()
    return file.getvalue()


def reading(content: bytes) -> sheets.Reading:
    grid = sheets.open_file(content)
    return sheets.read(grid, COLUMNS, sheets.lay_out(grid, COLUMNS))


EXPECTED = [Row(2, {"on": date(2025, 3, 12), "name": "สมหญิง ใจดี", "amount": Decimal("1200.50")})]


@pytest.mark.parametrize(
    "content",
    [
        csv_file("วันที่,ชื่อ,จำนวนเงิน\n12/3/2568,สมหญิง ใจดี,\"1,200.50\"\n"),
        codecs.BOM_UTF8 + csv_file("วันที่,ชื่อ,จำนวนเงิน\r\n12/3/2568,สมหญิง ใจดี,1200.5\r\n"),
        csv_file("วันที่;ชื่อ;ยอดเงิน (บาท)\n12 มี.ค. 2568;สมหญิง ใจดี;1,200.50\n", "cp874"),
        csv_file("จำนวนเงิน\tวันที่\tชื่อ\n๑,๒๐๐.๕๐\t๑๒/๐๓/๒๕๖๘\tสมหญิง ใจดี\n", "tis-620"),
        csv_file("วันที่\tชื่อ\tจำนวนเงิน\n12032568\tสมหญิง  ใจดี\t1200.50\n", "utf-16"),
        csv_file("Date|ชื่อ|จำนวนเงิน\n2025-03-12 09:30:00|สมหญิง ใจดี|1200.50\n"),
        xlsx_file(("วันที่", "ชื่อ", "จำนวนเงิน"), (date(2025, 3, 12), "สมหญิง ใจดี", 1200.5)),
        xlsx_file(("ชื่อ", "จำนวนเงิน", "วันที่"), ("สมหญิง ใจดี", "1,200.50 บาท", date(2568, 3, 12))),
        xlsx_file(("วันที่", "ชื่อ", "จำนวนเงิน"), (45728, "สมหญิง ใจดี", 1200.5)),
        xlsx_file(("วันที่", "ชื่อ", "จำนวนเงิน"), (12032568, "สมหญิง ใจดี", 1200.4999999999998)),
    ],
    ids=["utf-8", "utf-8 with mark", "thai windows", "tis-620", "utf-16", "english heading and time", "excel date",
         "excel date of พ.ศ.", "excel count of days", "digits alone"],
)  # fmt: skip
def test_rows_are_the_same_however_the_file_was_saved(content):
    assert reading(content) == sheets.Reading(EXPECTED)


def test_titles_above_the_headings_empty_rows_and_totals_are_not_rows():
    content = xlsx_file(
        ("วันที่", "ชื่อ", "จำนวนเงิน"), (date(2025, 3, 12), "สมหญิง ใจดี", 1200.5), (), ("วันที่", "ชื่อ", "จำนวนเงิน"),
        (None, "รวมทั้งสิ้น", 1200.5), merged="กองทุนสวัสดิการชุมชน ปี 2568",
    )  # fmt: skip

    found = reading(content)

    assert found == sheets.Reading(
        [Row(4, EXPECTED[0].cells)], [], [(6, "วันที่ · ชื่อ · จำนวนเงิน"), (7, "รวมทั้งสิ้น · 1200.5")]
    )


def test_every_fault_is_named_by_row_and_column():
    with override("en"):
        found = reading(csv_file(
            "วันที่,ชื่อ,จำนวนเงิน\n31/2/2568,ก,100\n,ข,200\n12/3/2568,3.10E+12,12.345\n13/3/2568,ค,(50.00)\n"
        ))  # fmt: skip

    assert found == sheets.Reading(
        [Row(5, {"on": date(2025, 3, 13), "name": "ค", "amount": Decimal("-50.00")})],
        [
            Fault(2, "A วันที่", "31/2/2568", "February 2025 has 28 days; there is no day 31."),
            Fault(3, "A วันที่", "", "Nothing stands here. Type วันที่."),
            Fault(4, "B ชื่อ", "3.10E+12", "Excel has shortened a long number, its digits are lost. "
                  "Set the column to Text and type it again."),
            Fault(4, "C จำนวนเงิน", "12.345", "Satang have two digits: type at most two after the point."),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3101700123456.0, "3101700123456"),
        ("'-5", "-5"),
        ("  สมหญิง\n ใจดี ", "สมหญิง ใจดี"),
        (date(2018, 8, 14), "14/8/2561"),
    ],
)
def test_a_text_keeps_the_digits_of_a_number(cell, text):
    assert sheets.text()(cell) == text


@pytest.mark.parametrize("cell", [2.5, "12.5", "สิบ", True, -1])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(sheets.CellNotUnderstood):
        sheets.whole()(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("-", None), ("500.00-", Decimal("-500.00")), ("+5", Decimal("5.00")), (-0.5, Decimal("-0.50")),
     ("0.00", Decimal("0.00")), ("100.-", Decimal("100.00")), (0.1 + 0.2, Decimal("0.30"))],
)  # fmt: skip
def test_a_signed_amount_is_read_as_banks_write_it(cell, amount):
    assert sheets.baht(signed=True, allow_zero=True)(cell) == amount


def test_a_year_of_two_digits_is_read_by_the_earliest_day_there_can_be():
    read = sheets.day(today=TODAY, earliest=date(2005, 1, 1))

    assert [read("12/03/25"), read("12/03/68")] == [date(2025, 3, 12), date(2025, 3, 12)]


def test_what_was_chosen_once_is_found_again_in_the_next_file():
    grid = sheets.open_file(csv_file("วันทำการ,รายการ,เงินเข้า\n12/3/2568,ดอกเบี้ย,5.00\n"))
    chosen = {"on": "วันทำการ", "name": "", "amount": "เงินเข้า"}

    layout = sheets.lay_out(grid, COLUMNS, labels=chosen)

    assert (layout.places, layout.named()) == ({"on": 0, "amount": 2}, {"on": "วันทำการ", "amount": "เงินเข้า"})


def test_a_file_without_headings_has_letters_for_labels():
    grid = sheets.open_file(csv_file("12/3/2568,ดอกเบี้ย,5.00\n13/3/2568,ฝาก,100.00\n"))

    layout = sheets.lay_out(grid, COLUMNS, labels={"on": "A", "amount": "C"})

    assert (layout.row, layout.labels, len(sheets.read(grid, COLUMNS, layout).rows)) == (0, ("A", "B", "C"), 2)


def test_two_headings_of_one_name_are_told_apart():
    grid = sheets.open_file(csv_file("วันที่,จำนวนเงิน,จำนวนเงิน\n12/3/2568,1,2\n"))

    assert sheets.lay_out(grid, COLUMNS).labels == ("วันที่", "จำนวนเงิน", "จำนวนเงิน (2)")


def far_out() -> bytes:
    """Make a small file with one cell at the end of Excel's world."""
    plain, file = xlsx_file(("วันที่", "ชื่อ")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'r="B1"', b'r="XFD1048576"'))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This file is empty."),
        (b"\n,,\n", "There is nothing in this file."),
        (b"x" * (sheets.LARGEST_FILE + 1), "This file is too large: at most 20 MB."),
        (b"<html><table>", "This is a web page under the name of an Excel file. Open it in Excel, save it as .xlsx and "
         "choose that."),
        (b"PK\x03\x04 broken", "This file is damaged and cannot be read. Save it anew and choose it again."),
        (b"\x89PNG\0\0", "This is not an Excel or CSV file. Save it as .xlsx or as CSV UTF-8 and choose that."),
        (b"a,b\n" * 60_001, "This file has too many rows: at most 60,000."),
        (far_out(), "This sheet is too large. Delete what stands far below and to the right of the table, then save it "
         "again."),
    ],
    ids=["empty", "blank", "large", "web page", "damaged", "picture", "rows", "far out"],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused_with_what_to_do(content, reason):
    with override("en"), pytest.raises(sheets.NotReadable) as refused:
        sheets.open_file(content)

    assert refused.value.reason == reason


SHOWN = (Shown("วันที่", Kind.DAY), Shown("ชื่อ"), Shown("จำนวนเงิน", Kind.BAHT), Shown("ครั้ง", Kind.COUNT))
ROWS = [(date(2025, 3, 12), "สมหญิง ใจดี", Decimal("1200.50"), 3), (None, "=HYPERLINK(1)", Decimal("0.10"), None)]


def test_a_csv_file_opens_with_its_letters_and_without_a_formula():
    written = b"".join(sheets.csv_lines(SHOWN, ROWS))

    assert written.decode("utf-8") == (
        "\ufeffวันที่,ชื่อ,จำนวนเงิน,ครั้ง\r\n12/3/2568,สมหญิง ใจดี,1200.50,3\r\n,'=HYPERLINK(1),0.10,\r\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_excel_would_take_for_a_formula_gets_a_quote(start):
    written = b"".join(sheets.csv_lines((Shown("ก"),), [(f"{start}1",)])).decode("utf-8-sig")

    assert f"'{start}1" in written


def test_an_excel_file_holds_dates_and_numbers_and_texts_that_are_no_formulas():
    file = io.BytesIO()
    sheets.write_xlsx(file, SHOWN, ROWS, title="รายการ: 2568/1")

    grid = sheets.open_file(file.getvalue())

    assert grid == sheets.Grid(
        [("วันที่", "ชื่อ", "จำนวนเงิน", "ครั้ง"), (date(2025, 3, 12), "สมหญิง ใจดี", 1200.5, 3.0), ("", "=HYPERLINK(1)", 0.1)],
        "รายการ  2568 1",
    )  # fmt: skip


def test_days_show_their_year_of_the_buddhist_era_in_excel_and_the_headings_stay_in_sight():
    file = io.BytesIO()
    sheets.write_xlsx(file, SHOWN, ROWS)

    with zipfile.ZipFile(file) as parts:
        styles, sheet = parts.read("xl/styles.xml").decode(), parts.read("xl/worksheets/sheet1.xml").decode()
    assert ("[$-107041E]d mmm yyyy" in styles, 'state="frozen"' in sheet, '<autoFilter ref="A1:D3"/>' in sheet) == (
        True, True, True,
    )  # fmt: skip


@pytest.mark.django_db  # an answer that is closed lets go of the connections
@pytest.mark.parametrize(("wanted", "start"), [("csv", codecs.BOM_UTF8), ("xlsx", b"PK")])
def test_a_list_is_sent_as_the_file_that_was_asked_for(wanted, start):
    request = RequestFactory().get("/", {"format": wanted})

    answer = sheets.export(request, "receipts-rawai", SHOWN, iter(ROWS))

    body = b"".join(cast("Iterator[bytes]", answer.streaming_content))
    answer.close()
    assert (body[: len(start)], answer["Content-Disposition"]) == (
        start, f'attachment; filename="receipts-rawai.{wanted}"'
    )  # fmt: skip


def test_a_page_is_not_taken_for_a_file():
    requests = [RequestFactory().get("/", {"format": wanted}) for wanted in ("", "pdf", "csv")]

    assert [sheets.asked(request) for request in requests] == [None, None, sheets.Format.CSV]


@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_what_was_written_is_read_back_the_same(wanted):
    file, rows = io.BytesIO(), [row[:3] for row in ROWS[:1]]
    if wanted == "csv":
        file.write(b"".join(sheets.csv_lines(SHOWN[:3], rows)))
    else:
        sheets.write_xlsx(file, SHOWN[:3], rows)

    assert reading(file.getvalue()) == sheets.Reading(EXPECTED)


def test_leaves_are_sheets_whose_numbers_can_be_summed_and_whose_words_stay_words():
    file = io.BytesIO()
    rows = [
        sheets.LeafRow(("รวม <1> & \x07", 1200, Decimal("1200.50")), bold=True),
        sheets.LeafRow(()),
        sheets.LeafRow(("=SUM(A1)", None, 0, "", "_x0041_")),
    ]

    sheets.write_leaves(file, [sheets.Leaf("ราไวย์: 1", rows), sheets.Leaf("ราไวย์: 1", []), sheets.Leaf("", [])])

    book = load_workbook(file)
    assert book.sheetnames == ["ราไวย์  1", "ราไวย์  1 1", "Sheet3"]
    first = book.worksheets[0]
    assert list(first.iter_rows(values_only=True)) == [
        ("รวม <1> & ", 1200, 1200.5, None, None),
        (None, None, None, None, None),
        ("=SUM(A1)", None, 0, None, "_x005F_x0041_"),  # openpyxl leaves the escape that Excel reads
    ]
    assert [(cell.data_type, cell.number_format, cell.font.bold) for cell in first[1][:3]] == [
        ("s", "@", True),
        ("n", "#,##0", True),
        ("n", "#,##0.00", True),
    ]
    assert first["A3"].font.bold is None or first["A3"].font.bold is False
