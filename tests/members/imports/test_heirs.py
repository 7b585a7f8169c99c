"""Beneficiaries of the paper: in the member's row or a row of their own, in place of others, and taken out again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from members import claims
from members.imports import batches, heirs, undoing
from members.models import Beneficiary, Membership
from tests.factories import AUGUST, JAN_2560, make_import, make_member
from tests.members.acts import asked
from welfare import trail

from .sheets_of_paper import grid

ROWS = ("เลขที่สมาชิก", "ชื่อ-สกุล", "ผู้รับผลประโยชน์", "ความสัมพันธ์", "ร้อยละ", "ผู้รับผลประโยชน์ 2", "ความสัมพันธ์ 2", "ร้อยละ 2")
SON, WIFE = ("นายเอก ใจดี", "บุตร", 40), ("นางแก้ว ใจดี", "ภรรยา", 60)


def understand(fund, rows, headings=ROWS):
    return heirs.understand(fund, grid(rows, headings), today=AUGUST)


def take(fund, rows, by, headings=ROWS, *, sha256="a" * 64):
    return heirs.take_in(
        fund, grid(rows, headings), key=uuid4(), file_name="ก.xlsx", sha256=sha256, today=AUGUST, by=by
    )


def back(done, by):
    return heirs.take_back(done, key=uuid4(), reason="ผิดไฟล์", on=AUGUST, by=by)


def standing():
    rows = Beneficiary.objects.order_by("pk")
    return [(each.name, each.relation, each.share, each.valid_from, each.valid_until) for each in rows]


def test_beneficiaries_stand_in_one_row_or_in_rows_of_their_own(fund, member, secretary):
    take(fund, [(1, "", *SON, *WIFE)], secretary)
    assert standing() == [
        ("นายเอก ใจดี", "child", 40, JAN_2560, None), ("นางแก้ว ใจดี", "spouse", 60, JAN_2560, None),
    ]  # fmt: skip
    found = understand(fund, [(1, "", *SON, "", "", ""), (1, "", *WIFE, "", "", "")])
    assert ([each.row for each in found.known], found.entries, found.faults) == ([2], [], [])


def test_who_gives_no_shares_shares_alike_and_wrong_sums_are_refused(fund, secretary):
    for _each in range(2):
        make_member(fund, by=secretary)
    alike = [(1, "", "ก", "", "", "ข", "", ""), (1, "", "ค", "", "", "", "", "")]
    found = understand(fund, [*alike, (2, "", "ก", "", 70, "", "", "")])

    assert [[share for _name, _relation, share in each.heirs] for each in found.entries] == [[34, 33, 33]]
    assert [(each.row, each.column, each.found) for each in found.faults] == [(4, "E ร้อยละ", "70")]


def test_a_file_comes_in_place_of_who_was_named_before_and_goes_again(fund, member, secretary):
    take(fund, [(1, "", "นายเก่า ใจดี", "", "", "", "", "")], secretary)
    done = take(fund, [(1, "", *SON, *WIFE)], secretary, sha256="b" * 64)
    assert [(name, since, until) for name, _relation, _share, since, until in standing()] == [
        ("นายเก่า ใจดี", JAN_2560, date(2018, 8, 13)), ("นายเอก ใจดี", AUGUST, None), ("นางแก้ว ใจดี", AUGUST, None),
    ]  # fmt: skip

    back(done, secretary)

    assert standing() == [("นายเก่า ใจดี", "other", 100, JAN_2560, None)]
    assert list(trail.faults()) == []
    with pytest.raises(batches.AlreadyTakenBack):
        back(done, secretary)


def test_a_claim_for_a_share_and_a_later_file_keep_a_file(fund, member, secretary):
    first = take(fund, [(1, "", *SON, *WIFE)], secretary)
    heir = Beneficiary.objects.first()
    claims.file(
        fund, asked(member, category="death", amount=Decimal(1), heir=heir), key=uuid4(), on=AUGUST, by=secretary
    )
    take(fund, [(1, "", "นายใหม่ ใจดี", "", "", "", "", "")], secretary, sha256="b" * 64)

    with pytest.raises(batches.StillNeeded) as refusal:
        back(first, secretary)
    assert refusal.value.records == ["คำขอรับสวัสดิการ: 1", "ไฟล์ที่นำเข้า: 1"]


def test_a_file_of_members_stays_while_a_file_of_beneficiaries_names_theirs(fund, secretary):
    done = make_import(fund, by=secretary)
    take(fund, [(Membership.objects.get().number, "", *SON, *WIFE)], secretary)

    with pytest.raises(batches.StillNeeded) as refusal:
        undoing.take_back(done, key=uuid4(), reason="ก", on=AUGUST, by=secretary)
    assert refusal.value.records == ["ผู้รับผลประโยชน์ที่นำเข้าจากไฟล์: 2"]
