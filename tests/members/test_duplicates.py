"""Entries of one fund that look like one person: noticed, decided by a human, and the word remembered."""

from datetime import date

import pytest
from django.urls import reverse

from members import duplicates, pairs
from members.models import Distinction, Merge, Person
from tests.cast import signed_in
from tests.factories import citizen_id, make_distinction, make_member, make_merge, make_outsider
from welfare.models import LogEntry

from .claiming import url
from .pages import headings, typed, words
from .twice import LIKE, NUMBER

PHONE = "0812345678"


def second(fund, by, **theirs):
    return make_member(fund, by=by, **LIKE | theirs).person


@pytest.mark.parametrize(
    ("theirs", "count"),
    [
        ({}, 1),
        ({"citizen_id": citizen_id(850001), "no_citizen_id": ""}, 1),
        ({"moo": 4}, 1),  # the birthday is the same
        ({"moo": 4, "born_on": None}, 0),
        ({"born_on": None}, 1),
        ({"born_on": date(1961, 5, 1)}, 0),
        ({"born_on": date(1961, 5, 1), "phone": PHONE}, 1),
        ({"last_name": "มั่นคง"}, 1),  # first name, birthday and village: a surname changes at a wedding
        ({"last_name": "มั่นคง", "moo": 4}, 0),
        ({"last_name": "มั่นคง", "moo": 4, "phone": PHONE}, 1),
        ({"first_name": "สมศรี", "phone": PHONE}, 0),
    ],
)
def test_two_entries_that_share_enough_are_a_pair(fund, secretary, theirs, count):
    make_member(fund, by=secretary, **LIKE, phone=PHONE)
    second(fund, secretary, **theirs)

    assert len(duplicates.inside(fund)) == count


def test_two_citizen_ids_and_two_funds_make_no_pair_and_a_neighbour_does(fund, other_fund, secretary, stranger):
    found = make_member(fund, by=secretary, **LIKE | {"citizen_id": NUMBER, "no_citizen_id": ""})
    second(fund, secretary, citizen_id=citizen_id(850002), no_citizen_id="")
    make_member(other_fund, by=stranger, **LIKE)
    before = duplicates.inside(fund)
    neighbour = second(fund, secretary)

    assert before == []
    assert {(pair.one.pk, pair.other.pk) for pair in duplicates.inside(fund)} >= {(found.person_id, neighbour.pk)}


def test_the_list_says_why_and_leads_to_both_side_by_side(fund, secretary, django_assert_num_queries):
    one = make_member(fund, by=secretary, **LIKE, phone=PHONE).person
    other = second(fund, secretary, phone=PHONE)

    page = signed_in(secretary).get(url("duplicates", fund))
    pair = signed_in(secretary).get(url("duplicate", fund, one.pk, other.pk))

    assert headings(page) == [f"{one.name} เลขที่ 1"]
    assert "ชื่อสกุลและวันเกิดตรงกัน ชื่อสกุลและหมู่บ้านตรงกัน ชื่อสกุลและเบอร์โทรศัพท์ตรงกัน" in words(page)
    assert "เลขที่ 1 ตั้งแต่ 15 ม.ค. 2560" in words(pair)
    assert "เลขที่ 2 ตั้งแต่ 15 ม.ค. 2560" in words(pair)
    with django_assert_num_queries(4):
        assert len(duplicates.inside(fund)) == 1
    second(fund, secretary, phone=PHONE)
    with django_assert_num_queries(4):
        assert len(duplicates.inside(fund)) == 3


def test_a_fund_without_pairs_says_so(fund, secretary):
    assert "ไม่มีสองชื่อที่คล้ายเป็นคนเดียวกัน" in words(signed_in(secretary).get(url("duplicates", fund)))


def test_two_people_are_remembered_with_who_said_so_and_can_be_looked_at_again(fund, secretary, treasurer):
    one, other = make_member(fund, by=secretary, **LIKE).person, second(fund, secretary)
    page = url("duplicate", fund, one.pk, other.pk)
    browser = signed_in(secretary)
    sent = typed(browser.get(page)) | {"note": "มาพร้อมกัน"}
    for _press in range(2):
        browser.post(url("duplicate-distinction", fund, one.pk, other.pk), sent)

    (told,) = Distinction.objects.all()
    assert (told.by, told.note, duplicates.inside(fund)) == (secretary, "มาพร้อมกัน", [])
    shown = signed_in(treasurer).get(page)
    assert str(secretary) in words(shown)

    for _press in range(2):
        signed_in(treasurer).post(url("distinction-withdrawal", fund, told.pk), typed(shown))
    assert len(duplicates.inside(fund)) == 1
    acts = LogEntry.objects.about("person", one.pk).order_by("pk").values_list("act", "by")
    assert list(acts) == [
        ("told people apart", secretary.pk), ("asked again whether they are one", treasurer.pk)
    ]  # fmt: skip


def test_from_the_pair_to_one_person_and_back(fund, kept, gone, secretary):
    browser = signed_in(secretary)
    page = url("duplicate-merge", fund, kept.pk, gone.pk, keep=kept.pk)
    shown = browser.get(page)
    empty = browser.post(page, typed(shown))
    browser.post(page, typed(shown) | {"reason": "บัตรใบเดียวกัน"})
    (done,) = Merge.objects.all()
    again = browser.post(page, typed(shown) | {"reason": "บัตรใบเดียวกัน"})
    merged = words(browser.get(url("merge", fund, done.pk)))
    member = words(browser.get(url("data", fund, kept.memberships.get(number=1).pk)))
    undoing = browser.get(url("merge-undoing", fund, done.pk))
    browser.post(url("merge-undoing", fund, done.pk), typed(undoing) | {"reason": "ดูบัตรผิดใบ"})

    assert "เลขที่ 2" in words(shown)
    assert list(empty.context["form"].errors) == ["reason"]
    assert (done.kept, done.gone, done.by) == (kept, gone, secretary)
    assert again.headers["Location"] == url("merge", fund, done.pk)
    assert ("บัตรใบเดียวกัน" in merged, "ชื่อที่รวมเป็นคนเดียวกัน" in member) == (True, True)
    assert "ดูบัตรผิดใบ" in words(browser.get(url("merge", fund, done.pk)))
    assert Person.objects.get(pk=gone.pk).citizen_hash == gone.citizen_hash


def test_two_open_memberships_are_named_with_the_way_to_end_one(fund, kept, secretary):
    other = second(fund, secretary)

    page = signed_in(secretary).get(url("duplicate-merge", fund, kept.pk, other.pk))

    assert "จบสมาชิกภาพเลขที่ 2" in words(page)
    assert 'name="reason"' not in page.content.decode()


def test_a_pair_of_two_funds_is_open_to_the_province_alone(
    fund, other_fund, kept, stranger, secretary, province_officer
):
    theirs = make_member(other_fund, by=stranger, **LIKE).person
    page = url("duplicate", fund, kept.pk, theirs.pk)
    listed = signed_in(province_officer).get(reverse("province-people", args=[fund.province.slug]))

    assert [signed_in(user).get(page).status_code for user in (secretary, stranger, province_officer)] == [
        404,
        404,
        200,
    ]
    assert page in listed.content.decode()

    make_distinction(kept, theirs, fund, by=province_officer)
    assert pairs.across(fund.province) == []


def test_a_pair_that_the_province_merges_is_one_in_both_funds(fund, other_fund, kept, stranger, province_officer):
    theirs = make_member(other_fund, by=stranger, **LIKE)
    page = url("duplicate-merge", fund, kept.pk, theirs.person_id, keep=kept.pk)
    browser = signed_in(province_officer)

    browser.post(page, typed(browser.get(page)) | {"reason": "บัตรใบเดียวกัน"})

    theirs.refresh_from_db()
    assert theirs.person == kept
    assert [person for person, _spells in pairs.in_several_funds(fund.province)] == [kept]


def test_an_entry_of_no_fund_is_no_half_of_a_pair(fund, kept, province_officer, secretary):
    nobody = make_outsider()

    for user in (province_officer, secretary):
        assert signed_in(user).get(url("duplicate", fund, kept.pk, nobody.pk)).status_code == 404


def test_who_was_merged_is_in_no_pair(fund, kept, gone, secretary):
    before = len(duplicates.inside(fund))
    make_merge(fund, by=secretary, kept=kept, gone=gone)

    assert (before, duplicates.inside(fund)) == (1, [])
