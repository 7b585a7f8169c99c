"""The front page of a fund says what waits for the reader, where the money lies and what was entered last."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from funds import ledger
from funds.models import AccountKind, Fund
from members import enrolment
from tests.cast import signed_in
from tests.factories import (
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_applicant,
    make_claim,
    make_member,
    make_outsider,
    pay,
)
from tests.pages import links, tables
from welfare.models import User

PAGE = "/funds/rawai/"


@pytest.fixture
def busy(fund: Fund, treasurer: User, secretary: User, chair: User) -> Fund:
    """One claim waits for a decision, two for payment, one application for a resolution; one claim is paid."""
    give(fund, "5000.00", by=treasurer)
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal(3000), on=MAY_DAY, by=treasurer)
    member = make_member(fund, by=secretary)
    claims = [
        make_claim(fund, by=secretary, person=member.person, membership=member, category=category)
        for category in ("illness", "birth", "education")
    ]
    claims.append(make_claim(fund, by=secretary, person=make_outsider(), amount="700.00"))
    for claim in claims[1:]:
        approve(claim, by=chair)
    pay(claims[3], by=treasurer)
    enrolment.apply(
        fund,
        key=uuid4(),
        applicant=make_applicant(first_name="มานี"),
        branch=None,
        plan="yearly",
        on=MAY_DAY,
        by=secretary,
    )
    return fund


def waits(page) -> list[str]:
    """Give the addresses to which what waits leads."""
    asked = {"claims/?state=waiting", "claims/?state=approved", "members/applications/"}
    return sorted(address.removeprefix(PAGE) for address in links(page) if address.removeprefix(PAGE) in asked)


def test_each_office_sees_what_waits_for_it(busy, treasurer, chair, secretary, auditor):
    seen = {user.username: waits(signed_in(user).get(PAGE)) for user in (treasurer, chair, secretary, auditor)}

    assert seen == {
        "treasurer.rawai": ["claims/?state=approved", "members/applications/"],
        "chair.rawai": ["claims/?state=waiting"],
        "secretary.rawai": ["members/applications/"],
        "auditor.rawai": [],
    }


def test_what_waits_is_counted(busy, chair, treasurer):
    def counted(user: User, address: str) -> list[str]:
        return re.findall(r"\d+", links(signed_in(user).get(PAGE))[PAGE + address])

    assert counted(chair, "claims/?state=waiting") == ["1"]
    assert counted(treasurer, "claims/?state=approved") == ["2"]
    assert counted(treasurer, "members/applications/") == ["1"]


def test_the_money_is_shown_by_where_it_lies(busy, auditor):
    money = tables(signed_in(auditor).get(PAGE))[0]

    assert [row[1] for row in money[1:]] == ["1,300.00", "3,000.00", "4,300.00"]


def test_the_last_entries_stand_with_their_papers_the_latest_first(busy, auditor):
    last = tables(signed_in(auditor).get(PAGE))[1][1:]

    assert [(row[0], row[2]) for row in last] == [
        ("1 พ.ค. 2561", "700.00"), ("1 พ.ค. 2561", "3,000.00"), ("15 ม.ค. 2560", "5,000.00"),
    ]  # fmt: skip
    assert "1/2561" in last[0][1]
    assert "1/2560" in last[2][1]


def test_four_doors_lead_on(busy, auditor):
    doors = {"members/", "collections/", "claims/", "money/"}

    assert doors <= {address.removeprefix(PAGE) for address in links(signed_in(auditor).get(PAGE))}


def test_a_new_fund_has_a_page_too(fund, auditor):
    page = signed_in(auditor).get(PAGE)

    assert page.status_code == 200
    assert [len(rows) for rows in tables(page)] == [4]


def test_the_page_asks_the_same_of_a_busy_fund_and_of_a_new_one(
    busy, chair, stranger, other_fund, django_assert_num_queries
):
    for user, address in ((chair, PAGE), (stranger, "/funds/chalong/")):
        reader = signed_in(user)
        with django_assert_num_queries(12):
            page = reader.get(address)
        assert len(page.content) < 50_000


def test_the_page_is_closed_to_strangers_and_open_to_the_province(busy, stranger, former_treasurer, province_officer):
    assert [signed_in(user).get(PAGE).status_code for user in (stranger, former_treasurer)] == [404, 404]
    assert Client().get(PAGE).headers["Location"] == f"/accounts/login/?next={PAGE}"
    assert signed_in(province_officer).get(PAGE).status_code == 200
