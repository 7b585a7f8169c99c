"""The dry run: every row is read, every fault and every double is told, nothing is written."""

from datetime import date

import pytest

from members.imports.register import understand
from members.models import Membership, Person
from tests.factories import AUGUST, citizen_id, make_member
from welfare.sheets import open_file

from .sheets_of_paper import HEADINGS, csv, grid, line, xlsx


def read(fund, rows, headings=HEADINGS, **more):
    return understand(fund, grid(rows, headings), today=AUGUST, **more)


def told(found):
    return [(fault.row, fault.column, fault.found, fault.meant) for fault in found.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_csv_of_thai_excel_is_read_in_its_own_letters(fund, encoding):
    found = understand(fund, open_file(csv([line(7, "น.ส.สมหญิง ใจดี")], encoding=encoding)), today=AUGUST)

    (entry,) = found.entries
    assert (entry.number, entry.name, entry.sex, entry.joined_on) == (7, "นางสาวสมหญิง ใจดี", "F", date(2017, 1, 15))
    assert entry.heirs == (("นายสมชาย ใจดี", "spouse", 100),)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 ม.ค. 2560", date(2017, 1, 15)),
        (15012560, date(2017, 1, 15)),
        (date(2017, 1, 15), date(2017, 1, 15)),
        (date(2560, 1, 15), date(2017, 1, 15)),
        (42750, date(2017, 1, 15)),
    ],
)
def test_a_day_is_read_as_text_as_number_and_as_a_day_of_excel(fund, written, day):
    content = xlsx([line(1, "นายเอก ใจดี", joined=written)], title="ทะเบียนสมาชิกกองทุนสวัสดิการชุมชน")

    found = understand(fund, open_file(content), today=AUGUST)

    assert (told(found), [entry.joined_on for entry in found.entries]) == ([], [day])


def test_headings_stand_in_any_order_under_titles_and_names_apart(fund):
    headings = ("วันที่เป็นสมาชิก", "นามสกุล", "คำนำหน้า", "ชื่อ", "ลำดับ")
    above = (("กองทุนสวัสดิการชุมชนตำบลราไวย์",), ("ปี 2560",))
    content = csv([("15/1/2560", "ใจดี", "นาย", "สมชาย", 1), ("รวม", "", "", "1 คน", "")], headings, above=above)

    found = understand(fund, open_file(content), today=AUGUST)

    assert [(entry.title, entry.first_name, entry.last_name) for entry in found.entries] == [("นาย", "สมชาย", "ใจดี")]
    assert [row for row, _words in found.left_out] == [5]


@pytest.mark.parametrize("card", ["3.10E+12", "3100000000000"])
def test_a_citizen_id_that_excel_shortened_is_told_as_lost_and_not_guessed(fund, card):
    found = read(fund, [line(1, "นายเอก ใจดี", card=card)])

    assert found.entries == []
    assert [(row, column, stands) for row, column, stands, _meant in told(found)] == [(2, "C เลขบัตรประชาชน", card)]
    assert "Excel" in told(found)[0][3]


def test_every_fault_of_a_row_and_of_all_rows_is_told(fund):
    found = read(fund, [line("ก", "", born="31/2/2503"), line(2, "นายโท ใจดี", card="1234567890123", relation="กิ๊ก")])

    assert [(row, column[0]) for row, column, _stands, _meant in told(found)] == [
        (2, "A"), (2, "B"), (2, "D"), (3, "C"), (3, "J"),
    ]  # fmt: skip


def test_doubles_inside_the_file_are_faults_where_they_are_certain_and_doubts_where_not(fund):
    card = citizen_id()
    rows = [
        line(1, "นายเอก ใจดี", card=card), line(2, "นายโท ใจดี", card=card), line(1, "นายตรี ใจดี"),
        line(4, "นางสี่ ใจดี", card=""), line(5, "สี่ ใจดี", card=""), line(6, "นางสี่ ใจดี", card="", born="2/5/2503"),
    ]  # fmt: skip

    found = read(fund, rows)

    assert [(row, stands) for row, _column, stands, _meant in told(found)] == [
        (3, f"x-xxxx-xxxx{card[9]}-{card[10:12]}-{card[12]}"),
        (4, "1"),
    ]
    assert [(note.row, note.name) for note in found.doubts] == [(6, "สี่ ใจดี")]
    assert [entry.row for entry in found.entries] == [2, 5, 6, 7]


def test_who_stands_in_the_register_is_left_out_and_a_number_of_another_is_refused(fund, secretary):
    card = citizen_id()
    member = make_member(fund, by=secretary, citizen_id=card)

    found = read(fund, [line("", "นางสมหญิง ใจดี", card=card), line(member.number, "นายเอก ใจดี")])

    assert [(note.row, note.words) for note in found.known] == [(2, f"มีอยู่ในทะเบียนแล้ว เลขที่ {member.number}")]
    assert [(row, column[0]) for row, column, _stands, _meant in told(found)] == [(3, "A")]


def test_a_member_of_another_fund_is_told_as_that_and_no_more(fund, other_fund, stranger):
    card = citizen_id()
    theirs = make_member(other_fund, by=stranger, citizen_id=card)

    found = read(fund, [line(1, "นางสมหญิง ใจดี", card=card)])

    assert [(note.row, note.words) for note in found.elsewhere] == [(2, "เป็นสมาชิกกองทุนอื่นในจังหวัดด้วย")]
    assert found.people == {2: theirs.person_id}


def test_a_citizen_id_of_another_name_is_refused_without_telling_the_name(fund, other_fund, stranger):
    card = citizen_id()
    make_member(other_fund, by=stranger, citizen_id=card)

    found = read(fund, [line(1, "นายเอก ใจดี", card=card)])

    assert "สมหญิง" not in str(told(found))
    assert [row for row, *_rest in told(found)] == [2]


def test_nothing_is_written_by_reading(fund):
    read(fund, [line(1, "นายเอก ใจดี", branch="ศูนย์ใหม่")])

    assert (Person.objects.count(), Membership.objects.count(), fund.branches.count()) == (0, 0, 0)


def test_columns_that_must_be_chosen_are_named_and_chosen(fund):
    headings = ("ก", "ข", "ค")

    assert read(fund, [("นายเอก ใจดี", "15/1/2560", "")], headings).missing == ("name", "joined_on")
    found = read(fund, [("นายเอก ใจดี", "15/1/2560", "")], headings, labels={"name": "ก", "joined_on": "ข"})
    assert [entry.name for entry in found.entries] == ["นายเอก ใจดี"]
