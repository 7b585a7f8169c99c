"""The lists of the money are narrowed, put in another order, and sent as files that Thai Excel opens rightly."""

from datetime import date
from uuid import uuid4

import pytest

from funds import closing, statements
from funds.models import MonthClose
from members import corrections
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, close_books, count_cash, give, make_bank_line
from tests.pages import tables

JOURNAL, COUNTS = "/funds/rawai/journal/", "/funds/rawai/cash/counts/"


@pytest.fixture
def reader(auditor):
    return signed_in(auditor)


def rows(page, column=0):
    found = tables(page)
    return [row[column] for row in found[0][1:]] if found else []


def file(reader, address, **asked):
    """Give the rows of a list as CSV, split at commas; Excel reads it as UTF-8 by its mark."""
    sent = b"".join(reader.get(address, asked | {"format": "csv"}))
    assert sent.startswith(b"\xef\xbb\xbf")
    return [line.split(",") for line in sent.decode("utf-8-sig").splitlines()]


@pytest.fixture
def given(fund, treasurer):
    give(fund, "5000.00", by=treasurer, on=date(2017, 3, 1))
    give(fund, "20.50", by=treasurer, on=MAY_DAY)
    give(fund, "7.00", by=treasurer, on=MAY_DAY)
    return fund


@pytest.mark.parametrize(
    ("words", "amounts"),
    [("20.5", ["20.50"]), ("5,000", ["5,000.00"]), ("2/2561", ["7.00"]), ("๑/๒๕๖๑", ["20.50"]), ("จิตศรัทธา ผู้มี",
     ["7.00", "20.50", "5,000.00"]), ("ไม่มีใคร", [])],
)  # fmt: skip
def test_the_journal_finds_entries_by_name_amount_and_paper(given, reader, words, amounts):
    assert rows(reader.get(JOURNAL, {"q": words}), 2) == amounts


def test_what_the_journal_found_is_added_up(given, reader):
    assert "พบ 2 รายการ" in reader.get(JOURNAL, {"q": "ศรัทธา", "from": "1/1/2561"}).content.decode()


def test_the_journal_runs_either_way_with_its_balance(given, reader):
    box = str(given.accounts.get(kind="cash").pk)

    assert [row[-1] for row in tables(reader.get(JOURNAL, {"account": box, "order": "oldest"}))[0][1:]] == [
        "5,000.00", "5,020.50", "5,027.50",
    ]  # fmt: skip
    assert [row[-1] for row in tables(reader.get(JOURNAL, {"account": box}))[0][1:]] == [
        "5,027.50", "5,020.50", "5,000.00",
    ]  # fmt: skip
    assert [row[-1] for row in tables(reader.get(JOURNAL, {"account": box, "q": "7"}))[0][1:]] == [""]
    assert [row[-1] for row in file(reader, JOURNAL, account=box, order="oldest")[1:]] == [
        "5000.00", "5020.50", "5027.50",
    ]  # fmt: skip


def test_counts_are_narrowed_by_days_and_box(fund, treasurer, reader):
    for on in (JAN_2560, MAY_DAY):
        count_cash(fund, by=treasurer, on=on)

    assert rows(reader.get(COUNTS)) == ["1 พ.ค. 2561", "15 ม.ค. 2560"]
    assert rows(reader.get(COUNTS, {"until": "31/12/2560"})) == ["15 ม.ค. 2560"]
    assert [row[0] for row in file(reader, COUNTS, **{"from": "1/1/2561"})[1:]] == ["1/5/2561"]
    nothing = reader.get(COUNTS, {"from": "1/1/2562"}).content.decode()
    assert "ไม่มีการตรวจนับในช่วงวันนี้" in nothing


def test_bank_lines_are_narrowed_by_days_and_put_in_either_order(fund, treasurer, reader):
    line = make_bank_line(fund, by=treasurer, on=JAN_2560)
    make_bank_line(fund, "3.00", by=treasurer)
    address = f"/funds/rawai/bank/{line.account_id}/lines/"

    assert rows(reader.get(address), 1) == ["1 พ.ค. 2561", "15 ม.ค. 2560"]
    assert rows(reader.get(address, {"order": "oldest"}), 1) == ["15 ม.ค. 2560", "1 พ.ค. 2561"]
    assert rows(reader.get(address, {"since": "1/1/2561"}), 1) == ["1 พ.ค. 2561"]
    assert rows(reader.get(address, {"until": "31/12/2559"})) == []
    assert [row[0] for row in file(reader, address, order="oldest")[1:]] == ["15/1/2560", "1/5/2561"]


def test_the_months_of_a_year_are_sent_with_each_account_and_its_difference(fund, treasurer, chair, reader):
    give(fund, "100.50", by=treasurer)
    close_books(fund, date(2017, 2, 1), by=treasurer)
    february = MonthClose.objects.get(month=date(2017, 2, 1))
    closing.reopen_month(february, key=uuid4(), reason="ลืม", on=MAY_DAY, by=chair)

    sent = file(reader, "/funds/rawai/months/", year="2017")

    assert [row[:2] + row[4:8] for row in sent[1:4]] == [
        ["มกราคม 2560", "ปิดบัญชีแล้ว", "เงินสดในมือ", "100.50", "", "0.00"],
        ["มกราคม 2560", "ปิดบัญชีแล้ว", "เงินฝากธนาคาร", "0.00", "", "0.00"],
        ["กุมภาพันธ์ 2560", "ล่าช้า", "", "", "", ""],
    ]  # fmt: skip
    assert len(sent) == 1 + 2 + 11


def test_frozen_statements_are_sent_with_their_hash(fund, treasurer, reader):
    give(fund, "100.50", by=treasurer)
    close_books(fund, JAN_2560, by=treasurer)
    made = statements.freeze(fund, JAN_2560, JAN_2560, key=uuid4(), by=treasurer)

    row = file(reader, "/funds/rawai/statements/")[1]

    assert (row[:3], row[-1]) == (["15/1/2560", "15/1/2560", "100.50"], made.sha256)


def test_corrections_are_found_by_reason_and_by_who_asked(given, treasurer, secretary, reader):
    address = "/funds/rawai/corrections/"
    receipts = given.receipts.order_by("pk")
    corrections.ask(given, receipts[1], key=uuid4(), reason="ลงซ้ำกัน", on=MAY_DAY, by=treasurer)
    corrections.ask(given, receipts[2], key=uuid4(), reason="ผิดยอด", on=MAY_DAY, by=secretary)

    assert rows(reader.get(address, {"q": "ซ้ำ"}), 1) == ["ลงซ้ำกัน"]
    assert rows(reader.get(address, {"q": "มาลี"}), 1) == ["ผิดยอด"]
    assert [row[3] for row in file(reader, address, q="ผิด")[1:]] == ["ผิดยอด"]
    assert rows(reader.get(address, {"q": "ไม่มี"})) == []
