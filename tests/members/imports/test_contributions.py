"""Contributions of the paper are read in either shape, and the days that they cover are reckoned."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from members import contributions
from members.imports import contributing
from members.imports.months import month_of
from tests.factories import AUGUST, cash_of, close_books, make_contribution, make_member
from welfare import thai
from welfare.sheets import Grid

from .paying import paid, understand


def test_a_row_is_one_payment_and_covers_what_the_rules_give_for_the_sum(fund, member):
    found = understand(fund, [(1, "", "5/2/2560", "360", "12/34"), (1, "", "9/1/2561", "500", "")])

    assert (found.faults, found.missing) == ([], ())
    assert paid(found) == [
        (2, date(2017, 2, 5), Decimal(360), member.joined_on, date(2018, 1, 14)),
        (3, date(2018, 1, 9), Decimal(500), None, None),
    ]
    assert [each.paper for each in found.entries] == ["12/34", ""]


@pytest.mark.parametrize(
    ("headings", "title"),
    [(("ม.ค. 61", "ก.พ. 61", "มี.ค. 61"), ""), (("1/2561", "2/61", "03/2561"), ""), (("ม.ค.", "ก.พ.", "มี.ค."), "2561")],
)
def test_a_column_may_be_a_month_in_any_writing(fund, secretary, headings, title):
    make_member(fund, by=secretary, plan="monthly")
    above = [(f"บัญชีเงินสัจจะ ประจำปี {title}",)] if title else []
    sheet = Grid([*above, ("เลขที่", "ชื่อ-สกุล", *headings, "รวม"), ("1", "", "30", "/", "-", "60")])

    found = contributing.understand(fund, sheet, today=AUGUST)

    assert (found.faults, found.missing) == ([], ())
    assert [(each.on, each.amount, each.covers_from, each.covers_until) for each in found.entries] == [
        (date(2018, 1, 31), Decimal(30), date(2018, 1, 1), date(2018, 1, 31)),
        (date(2018, 2, 28), Decimal(30), date(2018, 2, 1), date(2018, 2, 28)),
    ]


def test_months_without_a_year_ask_for_it(fund, member):
    headings = ("เลขที่", "ชื่อ", "ม.ค.", "ก.พ.")

    assert understand(fund, [(1, "", 30, 30)], headings).missing == ("year",)
    assert len(understand(fund, [(1, "", 30, 30)], headings, year=2018).entries) == 2


def test_a_sum_for_several_months_leaves_a_month_with_a_sum_of_its_own_alone(fund, secretary):
    make_member(fund, by=secretary, plan="monthly")
    found = understand(fund, [(1, "", 90, 30)], ("เลขที่", "ชื่อ", "ม.ค. 61", "มี.ค. 61"))

    assert [(each.covers_from, each.covers_until) for each in found.entries] == [
        (date(2018, 1, 1), date(2018, 2, 28)), (date(2018, 3, 1), date(2018, 3, 31)),
    ]  # fmt: skip
    assert found.faults == []


@pytest.mark.parametrize(
    ("row", "column", "meant"),
    [
        ((9, "", "5/2/2560", 360), "A เลขที่สมาชิก", "ไม่มีสมาชิก"),
        ((1, "นางแก้ว คนอื่น", "5/2/2560", 360), "B ชื่อ-สกุล", "เลขที่ 1 คือ"),
        (("", "นางแก้ว คนอื่น", "5/2/2560", 360), "B ชื่อ-สกุล", "ไม่มีสมาชิก"),
        (("", "", "5/2/2560", 360), "A เลขที่สมาชิก", "ระบุ"),
        ((1, "", "5/2/2550", 360), "C วันที่ส่ง", "ไม่ได้เป็นสมาชิก"),
        ((1, "", "5/13/2560", 360), "C วันที่ส่ง", "เดือนที่ 13"),
        ((1, "", "", 360), "C วันที่ส่ง", "ช่องนี้ว่าง"),
        ((1, "", "5/2/2560", "สามร้อย"), "D จำนวนเงิน", "ตัวเลข"),
        ((1, "", "5/2/2560", ""), "D จำนวนเงิน", "ช่องนี้ว่าง"),
    ],
)
def test_every_fault_names_its_row_and_column_and_what_is_meant(fund, member, row, column, meant):
    found = understand(fund, [(*row, "")])

    assert [(each.row, each.column) for each in found.faults] == [(2, column)]
    assert meant in found.faults[0].meant


def test_one_name_of_two_members_asks_for_the_number(fund, secretary):
    for _each in range(2):
        make_member(fund, by=secretary, first_name="แก้ว", last_name="ใจดี")

    found = understand(fund, [("", "นางแก้ว ใจดี", "5/2/2560", 360, "")])
    assert "1, 2" in found.faults[0].meant


def test_a_closed_month_is_told_in_its_row(fund, member, treasurer):
    make_contribution(member, by=treasurer, on=date(2018, 1, 20))
    close_books(fund, date(2018, 1, 1), by=treasurer)

    found = understand(fund, [(1, "", "5/1/2561", 30, ""), (1, "", "5/2/2561", 30, "")])

    assert [(each.row, each.column) for each in found.faults] == [(2, "C วันที่ส่ง")]
    assert "มกราคม 2561" in found.faults[0].meant


def test_what_stands_in_the_books_is_left_out_and_what_stands_twice_is_asked(fund, member, treasurer):
    make_contribution(member, "365.00", by=treasurer, on=date(2018, 5, 1))

    found = understand(fund, [(1, "", "1/5/2561", 365, ""), (1, "", "2/6/2561", 10, ""), (1, "", "2/6/2561", 10, "")])

    assert ([each.row for each in found.known], [each.row for each in found.doubts]) == ([2], [4])
    assert [each.row for each in found.entries] == [3, 4]


def test_days_that_were_paid_for_are_not_paid_for_again(fund, secretary, treasurer):
    member = make_member(fund, by=secretary, plan="monthly")
    contributions.collect(
        fund, key=uuid4(), payer="ก", into=cash_of(fund), on=AUGUST, by=treasurer,
        paid=[contributions.Paid(member, Decimal(60), date(2018, 1, 1), date(2018, 2, 28))],
    )  # fmt: skip

    found = understand(fund, [(1, "", 30)], ("เลขที่", "ชื่อ", "ก.พ. 61"))

    assert [each.column for each in found.faults] == ["C ก.พ. 61"]


@given(day=some.dates(date(2000, 1, 1), date(2042, 12, 31)))
def test_every_writing_of_a_month_is_the_month(day):
    first, year = day.replace(day=1), day.year + 543
    name, short = thai.MONTHS[day.month - 1], thai.MONTHS_SHORT[day.month - 1]
    two = f"{year % 100:02d}"
    writings = [f"{name} {year}", f"{short} {year}", f"{short}{two}", f"{day.month}/{year}", f"{day.month:02d}/{two}",
                f"1/{day.month}/{year}", f"{year}-{day.month:02d}", f"เดือน {short} {two}"]  # fmt: skip

    assert {month_of(writing) for writing in writings} == {first}
    assert {month_of(writing, year=day.year) for writing in (name, short)} == {first}
