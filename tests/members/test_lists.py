"""The lists of paying in: what is found, in which order, and as a file."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from members import arrears
from members.models import Plan
from tests.cast import signed_in
from tests.factories import AUGUST, MAY_DAY, give, make_branch, make_collection, make_contribution, make_member

from .test_enrolment import apply


def ask(user, fund, name, **query):
    return signed_in(user).get(reverse(f"members:{name}", args=[fund.code]), query)


def rows_of_file(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def late(fund, treasurer):
    """Three members in arrears in two branches, of one, three and two missed payments up to August."""
    beach, hill = make_branch(fund, "ศูนย์ชายหาด", 1), make_branch(fund, "ศูนย์เนินเขา", 2)
    members = [
        make_member(fund, by=treasurer, branch=branch, plan=Plan.MONTHLY, first_name=name, on=on, phone="0812345678")
        for branch, name, on in (
            (beach, "ขวัญ", date(2018, 7, 1)), (beach, "แก้ว", date(2018, 5, 1)), (hill, "เอื้อย", date(2018, 6, 1)),
        )
    ]  # fmt: skip
    give(fund, "10.00", by=treasurer, on=AUGUST)  # the books go to here
    return members


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, [0, 1, 2]),
        ({"sort": "name"}, [1, 0, 2]),
        ({"sort": "-missed"}, [1, 0, 2]),
        ({"sort": "left"}, [1, 0, 2]),
        ({"sort": "nonsense"}, [0, 1, 2]),
        ({"q": "แก้ว"}, [1]),
        ({"q": "๓"}, [2]),
        ({"q": "ไม่มีชื่อนี้"}, []),
    ],
)
def test_arrears_are_found_and_sorted_within_their_branches(fund, late, auditor, query, places):
    groups = ask(auditor, fund, "arrears", **query).context["groups"]

    assert [row.membership for _name, rows, _sums in groups for row in rows] == [late[place] for place in places]


def test_arrears_go_out_as_a_file_with_the_days_left(fund, late, auditor):
    rows = rows_of_file(ask(auditor, fund, "arrears", format="csv", q="แก้ว"))

    # Joined in May: due on 31 May, 1 and 31 July; the third one is the last before the membership may end.
    assert rows[1:] == [["ศูนย์ชายหาด", "2", "นางแก้ว ใจดี", "081-234-5678", "", "3", "3", "90.00", "31/7/2561", "-14", ""]]


def test_arrears_are_asked_as_of_the_end_of_the_books_and_say_so(fund, late, auditor):
    usual, today = ask(auditor, fund, "arrears"), ask(auditor, fund, "arrears", as_of=date.today().isoformat())  # noqa: DTZ011

    assert (usual.context["as_of"].day, today.context["as_of"].is_past_the_books) == (AUGUST, True)
    assert "บันทึกไว้ถึง 14 สิงหาคม 2561" in usual.content.decode()
    assert "บันทึกไว้ถึง 14 สิงหาคม 2561 เท่านั้น" in today.content.decode()


def test_the_paper_lists_the_same_rows_as_the_page(fund, late):
    rows = arrears.arrears(fund, AUGUST)

    assert [row.missed for row in arrears.chosen(rows, sort="-owed")] == [3, 2, 1]


@pytest.fixture
def days(fund, treasurer):
    beach, hill = make_branch(fund, "ศูนย์ชายหาด", 1), make_branch(fund, "ศูนย์เนินเขา", 2)
    made = []
    for branch, amount, on in (
        (hill, "365.00", MAY_DAY),
        (beach, "730.00", AUGUST),
        (beach, "90.00", date(2018, 9, 1)),
    ):
        member = make_member(fund, by=treasurer, branch=branch)
        made.append(make_collection(member, amount, by=treasurer, on=on))
    return made


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, [2, 1, 0]),
        ({"sort": "on"}, [0, 1, 2]),
        ({"sort": "-total"}, [1, 0, 2]),
        ({"sort": "branch"}, [1, 2, 0]),
        ({"since": "14/8/2561"}, [2, 1]),
        ({"until": "14/8/2561"}, [1, 0]),
        ({"since": "14/8/2561", "until": "1/5/2561"}, [2, 1]),
        ({"branch": "nonsense"}, [2, 1, 0]),
    ],
)
def test_collection_days_are_chosen_and_sorted(fund, days, auditor, query, places):
    page = ask(auditor, fund, "collections", **query).context["page"]

    assert list(page.object_list) == [days[place] for place in places]


def test_collection_days_of_a_branch_go_out_as_a_file(fund, days, auditor, treasurer):
    answer = ask(auditor, fund, "collections", format="csv", branch=days[0].branch_id)

    assert rows_of_file(answer)[1:] == [
        ["1/5/2561", "ศูนย์เนินเขา", "เงินสดในมือ", "365.00", "365.00", "0.00", "", str(treasurer)]
    ]


@pytest.mark.parametrize(
    ("sort", "amounts"),
    [
        ("", ["90.00", "365.00", "100.00"]),
        ("amount", ["90.00", "100.00", "365.00"]),
        ("number", ["100.00", "365.00", "90.00"]),
    ],
)
def test_receipts_are_sorted(fund, treasurer, auditor, sort, amounts):
    member = make_member(fund, by=treasurer)
    for amount, on in (("100.00", MAY_DAY), ("365.00", AUGUST), ("90.00", date(2018, 9, 1))):
        make_contribution(member, amount, by=treasurer, on=on)

    page = ask(auditor, fund, "receipts", sort=sort).context["page"]

    assert [receipt.amount for receipt in page] == [Decimal(amount) for amount in amounts]


def test_applications_are_found_sorted_and_go_out_as_a_file(fund, secretary, auditor):
    for name in ("ขวัญ", "แก้ว"):
        apply(fund, by=secretary, first_name=name)

    by_name = ask(auditor, fund, "applications", sort="name").context["waiting"]
    found = ask(auditor, fund, "applications", q="ขวัญ").context["waiting"]
    filed = rows_of_file(ask(auditor, fund, "applications", format="csv"))

    assert [each.person.first_name for each in by_name] == ["แก้ว", "ขวัญ"]
    assert [each.person.first_name for each in found] == ["ขวัญ"]
    assert [row[0] for row in filed[1:]] == ["นางขวัญ ใจดี", "นางแก้ว ใจดี"]
