"""What was taken in is a list as any other: seen on a page, and taken out as a file."""

from uuid import uuid4

import pytest
from django.urls import reverse

from members.imports import heirs, undoing
from tests.cast import signed_in
from tests.factories import AUGUST, make_contribution, make_import
from tests.members.rules import adopt
from welfare.models import LogEntry

from . import helped, paying
from .sheets_of_paper import grid
from .test_heirs import ROWS, SON, WIFE


def lines(client, address, *args):
    """Give the rows of the CSV file of a list, its headings first."""
    answer = client.get(reverse(address, args=args), {"format": "csv"})
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.fixture
def client(treasurer):
    return signed_in(treasurer)


def test_the_list_of_files_says_what_became_of_each(client, fund, secretary):
    undoing.take_back(make_import(fund, by=secretary), key=uuid4(), reason="=ผิดไฟล์", on=AUGUST, by=secretary)

    (headings, row) = lines(client, "members:imports", fund.code)
    assert headings == "ไฟล์,ข้อมูลในไฟล์,จำนวนรายการ,เมื่อใด,โดย,ถอนคืนเมื่อ,เหตุผล"
    assert row.startswith("ทะเบียน.xlsx,สมาชิก,1,")
    assert row.endswith(",นางสาวมาลี ชาวเล,14/8/2561,'=ผิดไฟล์")


def test_what_each_kind_of_file_made_is_a_list_and_taking_it_out_is_written_down(
    client, fund, member, opened, treasurer, secretary
):
    adopt(fund, by=secretary)
    paid = paying.take(fund, [(1, "", "5/2/2560", 360, "12/34")], treasurer)
    helps = helped.take(fund, [helped.row()], treasurer)
    named = heirs.take_in(
        fund,
        grid([(1, "", *SON, *WIFE)], ROWS),
        key=uuid4(),
        file_name="ก",
        sha256="c" * 64,
        today=AUGUST,
        by=treasurer,
    )
    members = make_import(fund, by=secretary)

    assert [lines(client, "members:import", fund.code, done.pk)[1:] for done in (paid, helps, named, members)] == [
        ["2,นางสมหญิง ใจดี,1/2560,12/34,5/2/2560,360.00"],
        ["2,นางสมหญิง ใจดี,1/2561,นอนโรงพยาบาล,10/2/2561,200.00,สมุดจ่ายสวัสดิการ เล่ม 1"],
        ["2,นางสมหญิง ใจดี,นายเอก ใจดี,บุตร,40,15/1/2560", "2,นางสมหญิง ใจดี,นางแก้ว ใจดี,คู่สมรส,60,15/1/2560"],
        ["2,อำนาจ ยืนยง,2,,15/1/2560"],
    ]
    assert LogEntry.objects.filter(act="exported", subject="memberships").count() == 4


def test_a_passbook_and_the_officers_are_lists_too(client, fund, member, treasurer, province_officer):
    make_contribution(member, by=treasurer)

    (line, *_missed) = lines(client, "members:member", fund.code, member.pk)[1:]
    assert line.endswith(",1/2561,นางประไพ ทองคำ")
    assert lines(client, "funds:officers", fund.code)[1:] == [
        "นางสาวมาลี ชาวเล,เลขานุการ,ราไวย์,1/1/2553,,อยู่ในตำแหน่ง", "นางประไพ ทองคำ,เหรัญญิก,ราไวย์,1/1/2553,,อยู่ในตำแหน่ง",
    ]  # fmt: skip
    assert len(lines(signed_in(province_officer), "people:people", fund.province.slug)) == 4
