"""The same person in several funds: noticed by ID or by name, birth and village; told to the province alone."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from members import pairs
from members.models import Membership
from tests.cast import signed_in
from tests.factories import citizen_id, make_member

from .pages import headings, words

NUMBER = citizen_id(830001)
BORN = date(1960, 5, 1)


def both(fund, other_fund, secretary, stranger, **theirs):
    mine: dict[str, Any] = {
        "first_name": "สมหญิง",
        "citizen_id": "",
        "no_citizen_id": "not_at_hand",
        "moo": 3,
        "born_on": BORN,
    }
    return [make_member(fund, by=secretary, **mine), make_member(other_fund, by=stranger, **(mine | theirs))]


def test_a_member_of_two_funds_is_seen_by_the_province_and_each_fund_is_told_only_that(
    fund, other_fund, secretary, stranger, province_officer
):
    mine = make_member(fund, by=secretary, citizen_id=NUMBER)
    make_member(other_fund, by=stranger, citizen_id=NUMBER)
    make_member(fund, by=secretary, first_name="แก้ว")

    page = signed_in(province_officer).get(reverse("province-people", args=[fund.province.slug]))
    told = words(signed_in(secretary).get(reverse("members:data", args=[fund.code, mine.pk])))

    assert headings(page) == [mine.person.name]
    assert "เป็นสมาชิกของกองทุนอื่นในจังหวัดนี้ด้วย" in told
    assert other_fund.short_name not in told


@pytest.mark.parametrize(
    ("theirs", "count"),
    [
        ({}, 1),
        ({"born_on": date(1960, 1, 1), "is_birth_year_only": True}, 1),
        ({"citizen_id": citizen_id(830002), "no_citizen_id": ""}, 1),
        ({"born_on": date(1961, 5, 1)}, 0),
        ({"moo": 4}, 0),
        ({"first_name": "สมศรี"}, 0),
    ],
)
def test_without_an_id_the_same_name_birth_and_village_may_be_one_person(
    fund, other_fund, secretary, stranger, theirs, count
):
    both(fund, other_fund, secretary, stranger, **theirs)

    assert len(pairs.across(fund.province)) == count


def test_two_ids_are_two_people_and_who_has_left_is_in_one_fund(fund, other_fund, secretary, stranger):
    both(fund, other_fund, secretary, stranger, citizen_id=citizen_id(830003), no_citizen_id="")
    Membership.objects.of(fund).get().person.identified(citizen_id(830004)).save()

    assert (pairs.across(fund.province), pairs.in_several_funds(fund.province)) == ([], [])
