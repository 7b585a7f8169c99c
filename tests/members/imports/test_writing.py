"""Taking in: all or nothing, with totals, numbers and trail right after it and after taking it back."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import books as fund_books
from funds.models import Numbers
from funds.numbering import last_number
from members import books, openings, passbook
from members.imports import batches, undoing, writing
from members.models import Beneficiary, Import, Membership, Opening, Person, UnusedNumber
from tests.factories import AUGUST, citizen_id, make_contribution, make_member
from welfare import citizen, trail

from .sheets_of_paper import grid, line


def take(fund, rows, by, *, key=None, sha256="a" * 64):
    return writing.take_in(
        fund, grid(rows), key=key or uuid4(), file_name="ทะเบียน.xlsx", sha256=sha256, today=AUGUST, by=by
    )


def back(done, by, key=None):
    return undoing.take_back(done, key=key or uuid4(), reason="ผิดไฟล์", on=AUGUST, by=by)


def faults(fund):
    return fund_books.faults(fund.province) + books.faults(fund.province) + list(trail.faults())


def test_members_are_taken_in_with_all_that_the_paper_says(fund, secretary):
    card = citizen_id()
    take(fund, [line(5, "นางสมหญิง ใจดี", card=card, branch="ศูนย์บ้านเหนือ"), line("", "ด.ช.เอก ใจดี", card="")], secretary)

    first, second = Membership.objects.of(fund).order_by("number")
    assert (first.number, str(first.branch), first.plan, first.person.name) == (
        5, "ศูนย์บ้านเหนือ", "yearly", "นางสมหญิง ใจดี",
    )  # fmt: skip
    assert citizen.decrypt(first.person.citizen_id) == card
    assert list(Person.objects.with_citizen_id(card)) == [first.person]
    assert list(Beneficiary.objects.filter(membership=first).values_list("name", "relation", "share")) == [
        ("นายสมชาย ใจดี", "spouse", 100)
    ]
    assert (second.number, second.person.no_citizen_id, second.joined_on) == (6, "not_at_hand", first.joined_on)
    assert (last_number(fund, Numbers.MEMBER), UnusedNumber.objects.count()) == (6, 4)
    assert faults(fund) == []


def test_who_left_before_counts_for_the_days_between(fund, secretary):
    headings = ("ชื่อ-สกุล", "วันที่เป็นสมาชิก", "วันที่พ้นสภาพ", "สถานะ")
    rows = grid([("นายเอก ใจดี", "15/1/2560", "1/2/2561", "เสียชีวิต"), ("นายโท ใจดี", "15/1/2560", "", "ปกติ")], headings)
    writing.take_in(fund, rows, key=uuid4(), file_name="ก", sha256="b" * 64, today=AUGUST, by=secretary)

    assert list(Membership.objects.order_by("pk").values_list("end_reason", flat=True)) == ["died", ""]
    assert faults(fund) == []


def test_the_next_member_takes_the_number_after_the_paper(fund, secretary):
    take(fund, [line(9, "นายเอก ใจดี")], secretary)

    assert make_member(fund, by=secretary).number == 10
    assert faults(fund) == []


OPENED = ("ชื่อ-สกุล", "วันที่สมัคร", "ส่งถึงวันที่", "รอบสมทบ", "เคยรับสวัสดิการ")


def take_opened(fund, by, name="นายเอก ใจดี"):
    rows = grid([(name, "15/1/2560", "31/12/2561", 3, "เคย"), ("นายโท ใจดี", "15/1/2560", "", "", "ไม่เคย")], OPENED)
    return writing.take_in(fund, rows, key=uuid4(), file_name="ก", sha256="d" * 64, today=AUGUST, by=by)


def test_what_the_paper_says_of_the_time_before_goes_on_in_the_portal_and_goes_with_the_file(fund, secretary):
    done = take_opened(fund, secretary)

    member = Membership.objects.get(number=1)
    assert list(Opening.objects.values_list("membership", "match_rounds", "has_been_helped", "on")) == [
        (member.pk, 3, True, AUGUST)
    ]
    assert passbook.paid_until([member]) == {member.pk: date(2018, 12, 31)}
    back(done, secretary)
    assert Opening.objects.count() == 0


def test_a_confirmed_opening_takes_no_more_of_the_time_before_and_keeps_its_file(fund, secretary):
    done = take_opened(fund, secretary)
    openings.confirm(fund, key=uuid4(), by=secretary)

    with pytest.raises(batches.NotUnderstood):
        writing.take_in(
            fund, grid([("นางตรี ใจดี", "15/1/2560", "31/12/2561", "", "")], OPENED), key=uuid4(), file_name="ข",
            sha256="e" * 64, today=AUGUST, by=secretary,
        )  # fmt: skip
    with pytest.raises(batches.StillNeeded):
        back(done, secretary)


def test_one_wrong_row_keeps_all_out(fund, secretary):
    with pytest.raises(batches.NotUnderstood):
        take(fund, [line(1, "นายเอก ใจดี"), line(2, "นายโท ใจดี", joined="วันไหน")], secretary)

    assert (Membership.objects.count(), Import.objects.count()) == (0, 0)


def test_the_same_file_is_recognised_and_the_same_key_takes_in_once(fund, secretary):
    key, rows = uuid4(), [line(1, "นายเอก ใจดี")]
    done = take(fund, rows, secretary, key=key)

    assert take(fund, rows, secretary, key=key) == done
    with pytest.raises(batches.AlreadyTakenIn, match="นางสาวมาลี ชาวเล"):
        take(fund, rows, secretary)
    assert Membership.objects.count() == 1


def test_a_file_is_taken_back_whole_and_may_be_taken_in_again(fund, secretary):
    make_member(fund, by=secretary)
    rows = [line(5, "นางแก้ว ใจดี", branch="ศูนย์ใหม่"), line("", "นายเอก ใจดี")]
    done = take(fund, rows, secretary)

    key = uuid4()
    assert back(done, secretary, key) == back(done, secretary, key)

    assert (Membership.objects.count(), Person.objects.count(), fund.branches.count()) == (1, 1, 0)
    assert faults(fund) == []
    with pytest.raises(batches.AlreadyTakenBack):
        back(done, secretary)
    take(fund, rows, secretary)
    assert list(Membership.objects.of(fund).order_by("number").values_list("number", flat=True)) == [1, 5, 6]
    assert faults(fund) == []


def test_a_person_of_another_fund_stays_when_the_file_is_taken_back(fund, other_fund, secretary, stranger):
    card = citizen_id()
    theirs = make_member(other_fund, by=stranger, citizen_id=card)
    done = take(fund, [line(1, "นางสมหญิง ใจดี", card=card)], secretary)

    assert Membership.objects.of(fund).get().person == theirs.person
    back(done, secretary)
    assert list(Membership.objects.all()) == [theirs]


def test_what_others_rest_on_is_not_taken_back_and_what_rests_is_named(fund, secretary, treasurer):
    done = take(fund, [line(1, "นายเอก ใจดี")], secretary)
    make_contribution(Membership.objects.get(), by=treasurer)

    with pytest.raises(batches.StillNeeded) as refusal:
        back(done, secretary)

    assert refusal.value.records == ["เงินสัจจะ: 1"]
    assert (Membership.objects.count(), fund.receipts.get().amount) == (1, Decimal("365.00"))


def test_who_left_joins_again_by_a_file(fund, secretary):
    take(fund, [line(1, "นายเอก ใจดี", card=(card := citizen_id()))], secretary)
    member = Membership.objects.get()
    Membership.objects.filter(pk=member.pk).update(ended_on="2017-06-01", end_reason="left")

    take(fund, [line(2, "นายเอก ใจดี", card=card, joined="1/1/2561")], secretary, sha256="c" * 64)

    assert Membership.objects.get(number=2).rejoins == member


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_the_record_of_what_was_taken_in(fund, secretary, act):
    take(fund, [line(1, "นายเอก ใจดี")], secretary)

    change = Import.objects.update if act == "update" else Import.objects.all()._raw_delete
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        change(**{"update": {"count": 2}, "delete": {"using": "default"}}[act])  # type: ignore[arg-type]
