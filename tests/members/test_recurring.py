from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from members import claims, entitlements, recurring
from members.models import Claim, Opening
from tests.cast import signed_in
from tests.factories import make_member
from welfare import thai

from .claiming import url
from .rules import YASOTHON, adopt

TODAY = thai.today()
LONG_MEMBER = date(TODAY.year - 12, 1, 15)


@pytest.fixture
def old_age(fund, secretary):
    return adopt(fund, by=secretary, text=YASOTHON)["old_age"]


@pytest.fixture
def elders(fund, secretary, old_age):
    """Two who are over sixty and paid for twelve years, and one who is young."""
    found = [
        make_member(fund, by=secretary, on=LONG_MEMBER, first_name=name, born_on=date(TODAY.year - age, 1, 1))
        for name, age in (("แก้ว", 70), ("คำ", 65), ("หนุ่ม", 40))
    ]
    for member in found:
        Opening.objects.create(
            membership=member, on=LONG_MEMBER, paid_until=date(TODAY.year, 12, 31), by=secretary
        )  # fmt: skip
    return found


def test_what_recurs_is_told_by_its_rule(fund, secretary, old_age):
    assert recurring.recurring_terms(old_age.regulation) == [old_age]


def test_who_is_old_enough_falls_due_until_it_is_claimed(fund, secretary, old_age, elders):
    before = [(each.membership, each.amount) for each in recurring.due(fund, old_age, on=TODAY)]

    filed, left = recurring.file_all(
        fund, old_age, chosen={elders[0].pk, elders[2].pk}, on=TODAY, by=secretary
    )  # fmt: skip

    assert before == [(elders[0], Decimal(1500)), (elders[1], Decimal(1500))]
    assert ([claim.membership for claim in filed], left) == ([elders[0]], [])
    assert [each.membership for each in recurring.due(fund, old_age, on=TODAY)] == [elders[1]]


def test_the_same_list_files_once(fund, secretary, old_age, elders):
    chosen = {member.pk for member in elders}
    for _number in range(2):
        recurring.file_all(fund, old_age, chosen=chosen, on=TODAY, by=secretary)

    assert [claim.amount for claim in Claim.objects.all()] == [Decimal(1500)] * 2


def test_who_files_the_list_leaves_themselves_to_another(fund, secretary, old_age, elders):
    elders[0].person.account = secretary
    elders[0].person.save()

    filed, left = recurring.file_all(
        fund, old_age, chosen={member.pk for member in elders}, on=TODAY, by=secretary
    )  # fmt: skip

    assert ([claim.membership for claim in filed], [each.membership for each in left]) == ([elders[1]], [elders[0]])


def test_the_list_judges_as_a_claim_is_judged(fund, secretary, old_age, elders):
    asked = entitlements.Asked(
        occurred_on=TODAY, claimant=elders[0].person.name, claimant_role="member", filed_on=TODAY
    )  # fmt: skip
    alone = entitlements.judge(fund, old_age, person=elders[0].person, membership=elders[0], asked=asked)

    (first, _second) = recurring.due(fund, old_age, on=TODAY)

    assert (first.amount, first.steps) == (alone.amount, alone.steps)


def test_the_list_is_filed_from_the_page(fund, secretary, old_age, elders, django_assert_num_queries):
    client, page = signed_in(secretary), url("claims-due", fund)

    shown = client.get(page)
    client.post(page, {"chosen": [elders[1].pk]})

    assert [row.membership for row in shown.context["rows"]] == elders[:2]
    assert [claim.membership for claim in Claim.objects.all()] == [elders[1]]


def test_a_family_cap_counts_what_others_of_the_house_had(fund, secretary):
    text = """
fund = "กองทุนสวัสดิการชุมชนริมทะเล (สมมติ)"
title = "ระเบียบสวัสดิการ (สมมติ)"
in_force_from = "2553-01-01"

[[term]]
code = "storm"
name = "บ้านเสียหาย"
clause = "ข้อ 31"
category = "disaster"
msdhs = "other"
[[term.pays]]
baht = 3000
[[term.cap]]
baht = 5000
per = "year"
whose = "family"
"""
    term = adopt(fund, by=secretary, text=text)["storm"]
    house: dict[str, Any] = {"house_number": "12/3", "moo": 2, "place": "บ้านในสวน"}
    one, other = (make_member(fund, by=secretary, first_name=name, **house) for name in ("แก้ว", "คำ"))
    asked = entitlements.Asked(occurred_on=date(2018, 5, 1), filed_on=date(2018, 5, 1))
    first = entitlements.judge(fund, term, person=one.person, membership=one, asked=asked)
    request = entitlements.request_of(
        first, term, person=one.person, membership=one, asked=asked, amount=first.amount
    )  # fmt: skip
    claims.file(fund, request, key=uuid4(), on=date(2018, 5, 1), by=secretary)

    second = entitlements.judge(fund, term, person=other.person, membership=other, asked=asked)

    assert (first.amount, second.amount) == (Decimal(3000), Decimal(2000))
