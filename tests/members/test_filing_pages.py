from uuid import uuid4

import pytest

from members import enrolment
from members.models import EndReason
from tests.cast import signed_in
from tests.factories import (
    citizen_id,
    make_claim,
    make_member,
    make_outsider,
)
from welfare import thai

from .claiming import HTMX, LATELY, url
from .pages import faults, words
from .rules import SEASIDE, adopt


def test_a_member_is_found_while_typing_within_the_fund_alone(fund, other_fund, member, secretary, stranger):
    make_member(other_fund, by=stranger, first_name="สมหญิงฉลอง")
    client = signed_in(secretary)

    whole, part = (client.get(url("claim-new", fund, q="สมหญิง"), headers=headers) for headers in ({}, HTMX))

    assert whole.context["members"] == [member]
    assert "<html" not in part.content.decode()
    assert f"?member={member.pk}" in part.content.decode()


def test_the_search_shows_the_last_four_digits_of_an_id_and_no_more(fund, member, secretary):
    number = citizen_id()
    other = make_member(fund, by=secretary, first_name="อารี", citizen_id=number)

    page = signed_in(secretary).get(url("claim-new", fund, q=number[-4:])).content.decode()

    assert (f"?member={other.pk}" in page, number in page, f"{number[:9]}" in page) == (True, False, False)


def test_a_former_member_is_found_and_said_to_be_one(fund, member, secretary, rules):
    enrolment.leave(member, key=uuid4(), reason=EndReason.DIED, on=LATELY, by=secretary)
    client = signed_in(secretary)

    found = client.get(url("claim-new", fund, q="สมหญิง"))
    chosen = client.get(url("claim-new", fund, member=member.pk))

    assert found.context["members"] == [member]
    assert thai.long_date(LATELY) in words(chosen)


def test_a_neighbour_helped_before_is_found_again(fund, secretary):
    neighbour = make_outsider("อุษา", "มั่นคง")
    make_outsider("อุษา", "ที่อื่น")
    make_claim(fund, by=secretary, person=neighbour, on=LATELY)

    response = signed_in(secretary).get(url("claim-new", fund, q="อุษา"))

    assert response.context["neighbours"] == [neighbour]


@pytest.mark.parametrize("query", [{"member": "x"}, {"member": 10**30}, {"member": 999999}, {"person": 999999}])
def test_someone_who_is_not_of_this_fund_is_not_found(fund, secretary, query):
    assert signed_in(secretary).get(url("claim-new", fund, **query)).status_code == 404


def test_a_member_of_another_fund_is_not_found(fund, other_fund, secretary, stranger):
    elsewhere = make_member(other_fund, by=stranger)

    client = signed_in(secretary)

    assert client.get(url("claim-new", fund, member=elsewhere.pk)).status_code == 404
    assert client.get(url("claim-new", fund, person=elsewhere.person_id)).status_code == 404


def offered(response):
    return [value for value, _label in response.context["form"].fields["benefit"].choices]


def test_the_benefits_are_those_of_the_rules_in_force_on_the_day(fund, member, secretary, rules):
    client = signed_in(secretary)

    now = client.get(url("claim-new", fund, member=member.pk))
    before = client.get(url("claim-new", fund, member=member.pk, occurred_on="1/1/2547", benefit="hospital"))

    assert offered(now) == ["birth", "hospital", "old_age", "death"]
    assert (offered(before), before.context["has_rules"]) == ([], False)


def test_a_neighbour_is_offered_what_the_rules_open_to_neighbours(fund, secretary):
    adopt(fund, by=secretary, text=SEASIDE)

    response = signed_in(secretary).get(url("claim-new", fund, outsider=1))

    assert offered(response) == ["storm"]


def test_where_no_rule_is_for_neighbours_the_official_categories_are_offered(fund, secretary, rules):
    response = signed_in(secretary).get(url("claim-new", fund, outsider=1))

    assert offered(response)[:3] == ["category.birth", "category.illness", "category.elderly"]
    assert len(offered(response)) == 14


@pytest.mark.parametrize("typed", ["31/2/2568", "พรุ่งนี้", "", "12/3/2699"])
def test_a_day_that_is_not_understood_is_said_at_its_field(fund, member, secretary, rules, typed):
    response = signed_in(secretary).get(url("claim-new", fund, member=member.pk, occurred_on=typed, benefit="hospital"))

    assert faults(response) == ["occurred_on"]
    assert response.context["form"]["occurred_on"].value() == typed
