"""The hot pages find their rows by indexes led by what they are asked for, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Person
from tests.cast import signed_in
from tests.factories import approve, give, make_branch, make_claim, make_contribution, make_member, make_outsider, pay
from tests.plans import read_whole

LISTS = [
    ("members:register", {}),
    ("members:register", {"state": "all", "sort": "-name"}),
    ("members:register", {"state": "ended"}),
    ("members:register", {"q": "สมหญิง"}),
    ("members:register", {"q": "สม"}),
    ("members:register", {"q": "1"}),
    ("members:register", {"q": "1234"}),
    ("members:register", {"moved": "joined", "since": "2017-01-01"}),
    ("members:register", {"state": "all", "resolution": "1", "step": "admitted"}),
    ("members:resolutions", {"body": "committee", "from": "2017-01-01", "q": "2560"}),
    ("members:applications", {}),
    ("members:neighbours", {}),
    ("members:neighbours", {"q": "สม"}),
    ("members:claims", {"state": "all"}),
    ("members:claims", {"state": "all", "q": "สมหญิง", "sort": "amount"}),
    ("members:claim-new", {"q": "สมหญิง"}),
    ("members:receipts", {}),
    ("members:receipts", {"q": "สมหญิง", "sort": "payer"}),
    ("members:payouts", {}),
    ("members:payouts", {"q": "สมหญิง", "sort": "name"}),
    ("members:collections", {}),
    ("members:arrears", {}),
    ("funds:journal", {}),
    ("waiting", {}),
    ("fund", {}),
]


@pytest.fixture
def busy(fund, secretary, treasurer, chair):
    """A fund in which everything happened once."""
    give(fund, "10000.00", by=treasurer)
    member = make_member(fund, by=secretary, branch=make_branch(fund))
    make_contribution(member, by=treasurer)
    for person, membership in ((member.person, member), (make_outsider(), None)):
        claim = make_claim(fund, by=secretary, person=person, membership=membership)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    make_claim(fund, by=secretary, person=make_outsider("อุษา"))
    return member


def asked_by(client, address, **asked):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address, asked)
    assert answer.status_code == 200
    return [each["sql"] for each in seen]


@pytest.mark.parametrize(("name", "asked"), LISTS)
def test_no_list_of_a_fund_reads_a_large_table_from_end_to_end(fund, busy, secretary, name, asked):
    statements = asked_by(signed_in(secretary), reverse(name, args=[fund.code]), **asked)

    assert {sql: found for sql in statements if (found := read_whole(sql.replace("%", "%%"), ()))} == {}


@pytest.mark.parametrize("name", ["province", "province-country", "province-people"])
def test_no_page_of_a_province_reads_a_large_table_from_end_to_end(fund, busy, province_officer, name):
    statements = asked_by(signed_in(province_officer), reverse(name, args=[fund.province.slug]))

    assert {sql: found for sql in statements if (found := read_whole(sql.replace("%", "%%"), ()))} == {}


def test_a_statement_that_reads_a_table_from_end_to_end_is_noticed(fund):
    statement = str(Person.objects.filter(search__contains="สม").values("pk").query).replace("%สม%", "'%สม%'")

    assert read_whole(statement.replace("%", "%%"), ()) == ["members_person"]
