from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.translation import gettext, ngettext

from members import approvals, waiting
from members.models import Verdict
from tests.cast import signed_in
from tests.factories import (
    approve,
    give,
    make_claim,
    make_member,
    pay,
)
from welfare import thai

from .claiming import DAY, HTMX, LATELY, TODAY, url
from .pages import headings


def rows(response):
    return [(str(row.claim), row.label, row.whom, row.since, row.amount) for row in response.context["rows"]]


def tabs(response):
    return {key: count for key, _label, count in response.context["tabs"]}


@pytest.fixture
def four(fund, secretary, chair, treasurer):
    """A claim in each state, filed one day after the other; the paid one was lowered."""
    give(fund, "10000.00", by=treasurer)
    people = [make_member(fund, by=secretary, first_name=name) for name in ("รอ", "อนุมัติ", "จ่าย", "ปฏิเสธ")]
    waiting, approved, paid, refused = (
        make_claim(fund, by=secretary, person=each.person, membership=each, on=LATELY + place * DAY)
        for place, each in enumerate(people)
    )
    approve(approved, by=chair, on=LATELY + 4 * DAY)
    approvals.decide(
        paid,
        key=uuid4(),
        verdict=Verdict.APPROVE,
        amount=Decimal(300),
        reason="ตามใบรับรอง",
        on=LATELY + 4 * DAY,
        by=chair,
    )
    pay(paid, by=treasurer, on=LATELY + 5 * DAY)
    approvals.decide(refused, key=uuid4(), verdict=Verdict.REFUSE, reason="ซ้ำ", on=LATELY + 4 * DAY, by=chair)
    return waiting, approved, paid, refused


def test_the_list_opens_with_what_waits_for_a_decision_and_since_when(fund, four, auditor):
    response = signed_in(auditor).get(url("claims", fund))

    assert rows(response) == [(str(four[0]), "รอพิจารณา", str(waiting.NAMES["committee"]), since(LATELY), Decimal(500))]
    assert tabs(response) == {"waiting": 1, "approved": 1, "paid": 1, "refused": 1}
    assert response.context["every"] == 4


def since(day):
    days = (TODAY - day).days
    waited = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return gettext("since %(date)s, %(waited)s") % {"date": thai.short_date(day), "waited": waited}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("approved", ["อนุมัติ"]), ("paid", ["จ่าย"]), ("refused", ["ปฏิเสธ"]),
        ("all", ["ปฏิเสธ", "จ่าย", "อนุมัติ", "รอ"]), ("nonsense", ["ปฏิเสธ", "จ่าย", "อนุมัติ", "รอ"]),
    ],
)  # fmt: skip
def test_each_state_lists_its_claims(fund, four, auditor, state, names):
    response = signed_in(auditor).get(url("claims", fund, state=state))

    assert [row.claim.person.first_name for row in response.context["rows"]] == names


def test_each_row_says_for_whom_it_waits(fund, four, auditor):
    response = signed_in(auditor).get(url("claims", fund, state="all"))

    names = {row.claim.person.first_name: row.whom for row in response.context["rows"]}
    assert names == {
        "รอ": str(waiting.NAMES["committee"]), "อนุมัติ": str(waiting.NAMES["payer"]), "จ่าย": "", "ปฏิเสธ": ""
    }  # fmt: skip


def test_an_approved_claim_is_listed_with_what_was_approved(fund, four, auditor):
    response = signed_in(auditor).get(url("claims", fund, state="paid"))

    assert [row.amount for row in response.context["rows"]] == [Decimal(300)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [("จ่าย", ["จ่าย"]), ("นางจ่าย ใจดี", ["จ่าย"]), ("2", ["อนุมัติ"]), ("๒", ["อนุมัติ"]), ("99", []), ("ไม่มี", [])],
)
def test_a_claim_is_found_by_name_or_number(fund, four, auditor, typed, names):
    response = signed_in(auditor).get(url("claims", fund, state="all", q=typed))

    assert [row.claim.person.first_name for row in response.context["rows"]] == names


def test_a_claim_is_found_by_its_number_and_year(fund, four, auditor):
    year = thai.be_year(LATELY)

    found = signed_in(auditor).get(url("claims", fund, state="all", q=f"3/{year}"))
    other = signed_in(auditor).get(url("claims", fund, state="all", q=f"3/{year - 1}"))

    assert ([row.claim for row in found.context["rows"]], rows(other)) == ([four[2]], [])


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["จ่าย", "ปฏิเสธ", "รอ", "อนุมัติ"]),
        ("-filed", ["ปฏิเสธ", "จ่าย", "อนุมัติ", "รอ"]),
        ("filed", ["รอ", "อนุมัติ", "จ่าย", "ปฏิเสธ"]),
    ],
)
def test_the_list_is_sorted_as_asked(fund, four, auditor, sort, names):
    response = signed_in(auditor).get(url("claims", fund, state="all", sort=sort))

    assert [row.claim.person.first_name for row in response.context["rows"]] == names


def test_a_fund_without_claims_says_what_a_claim_is_for(fund, secretary, auditor):
    clerk, reader = (signed_in(user).get(url("claims", fund)) for user in (secretary, auditor))

    assert headings(clerk) == []
    assert [url("claim-new", fund) in page.content.decode() for page in (clerk, reader)] == [True, False]


def test_while_typing_only_the_rows_are_sent(fund, four, auditor):
    response = signed_in(auditor).get(url("claims", fund, q="รอ"), headers=HTMX)

    assert "<html" not in response.content.decode()
    assert len(headings(response)) == 1
    assert "HX-Request" in response.headers["Vary"]


def test_the_list_asks_the_same_queries_for_one_claim_and_for_three(
    fund, member, secretary, auditor, django_assert_num_queries
):
    client = signed_in(auditor)
    for place in (0, 1, 2):
        make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY + place * DAY)
        if place in (0, 2):
            with django_assert_num_queries(LIST_QUERIES):
                assert len(rows(client.get(url("claims", fund)))) == place + 1


# Session, user, fund, offices; counts by state; how many; the rows; the rules that may set a purse.
# An auditor is waited for nowhere.
LIST_QUERIES = 6
