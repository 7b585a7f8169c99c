from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds.models import Branch
from members import enrolment
from members.models import EndReason
from tests.cast import signed_in
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    citizen_id,
    make_applicant,
    make_contribution,
    make_member,
)

from .pages import headings, words


def address(fund, **asked):
    return reverse("members:register", args=[fund.code], query=asked)


def page(user, fund, **asked):
    return signed_in(user).get(address(fund, **asked))


def names(user, fund, **asked):
    return headings(page(user, fund, **asked))


def apply(fund, *, by, on=MAY_DAY, **details):
    return enrolment.apply(
        fund, key=uuid4(), applicant=make_applicant(**details), branch=None, plan="yearly", on=on, by=by
    )


@pytest.fixture
def people(fund, secretary):
    """Two members, one who left on 14 August 2561, one who waits since May Day."""
    make_member(fund, by=secretary, first_name="สมหญิง", last_name="ใจดี", title="นาง", citizen_id=citizen_id(900101))
    make_member(fund, by=secretary, first_name="เกษม", last_name="ทองคำ", title="นาย", citizen_id=citizen_id(900102))
    gone = make_member(fund, by=secretary, first_name="แก้ว", last_name="ใจดี", title="พระ")
    enrolment.leave(gone, key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=secretary)
    apply(fund, by=secretary, first_name="ขวัญ", last_name="ใจดี", title="ด.ญ.")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["นางสมหญิง ใจดี", "นายเกษม ทองคำ"]),
        ("สมหญิง", ["นางสมหญิง ใจดี"]),
        ("นางสาวสมหญิง", ["นางสมหญิง ใจดี"]),
        ("ใจ สม", ["นางสมหญิง ใจดี"]),
        ("2", ["นายเกษม ทองคำ"]),
        ("๐๐๐๒", ["นายเกษม ทองคำ"]),
        (citizen_id(900101)[-4:], ["นางสมหญิง ใจดี"]),
        ("แก้ว", []),
        ("%", []),
        ("\x00", ["นางสมหญิง ใจดี", "นายเกษม ทองคำ"]),
    ],
)
def test_members_are_found_by_name_number_and_citizen_id(fund, auditor, people, asked, found):
    assert names(auditor, fund, q=asked) == found


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("active", ["นางสมหญิง ใจดี", "นายเกษม ทองคำ"]),
        ("ended", ["พระแก้ว ใจดี"]),
        ("applying", ["ด.ญ.ขวัญ ใจดี"]),
        ("all", ["นางสมหญิง ใจดี", "นายเกษม ทองคำ", "พระแก้ว ใจดี", "ด.ญ.ขวัญ ใจดี"]),
        ("nonsense", ["นางสมหญิง ใจดี", "นายเกษม ทองคำ"]),
    ],
)
def test_the_register_shows_members_of_one_standing(fund, auditor, people, state, found):
    assert names(auditor, fund, state=state) == found


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("14/8/2561", {"member": 2, "applying": 1, "ended": 1, "refused": 0}),
        ("13 ส.ค. 2561", {"member": 3, "applying": 1, "ended": 0, "refused": 0}),
        ("2018-04-30", {"member": 3, "applying": 0, "ended": 0, "refused": 0}),
        ("14/1/2560", {"member": 0, "applying": 0, "ended": 0, "refused": 0}),
    ],
)
def test_the_register_counts_as_of_any_day_written_as_people_write_it(fund, auditor, people, day, counts):
    answer = page(auditor, fund, as_of=day)

    assert answer.context["counts"] == counts
    assert len(answer.context["rows"]) == counts["member"]


def test_a_day_that_is_none_is_named_and_today_is_shown(fund, auditor, people):
    answer = page(auditor, fund, as_of="31/02/2568")

    assert list(answer.context["form"].errors) == ["as_of"]
    assert headings(answer) == ["นางสมหญิง ใจดี", "นายเกษม ทองคำ"]


def test_the_register_says_whom_it_counts_and_as_of_when(fund, auditor, people):
    said = page(auditor, fund, as_of="14/8/2561").context["counted"]

    assert ("2" in said, "14 สิงหาคม 2561" in said) == (True, True)


def test_names_stand_in_the_order_of_a_thai_dictionary(fund, auditor, people):
    assert names(auditor, fund, sort="name", state="all") == [
        "นายเกษม ทองคำ", "พระแก้ว ใจดี", "ด.ญ.ขวัญ ใจดี", "นางสมหญิง ใจดี",
    ]  # fmt: skip
    assert names(auditor, fund, sort="-number") == ["นายเกษม ทองคำ", "นางสมหญิง ใจดี"]


def test_the_register_of_one_branch_leaves_the_others_out(fund, other_fund, auditor, secretary, people):
    branch = Branch.objects.create(fund=fund, name="บ้านใต้")
    theirs = Branch.objects.create(fund=other_fund, name="บ้านเหนือ")
    make_member(fund, by=secretary, first_name="อารี", branch=branch)

    assert names(auditor, fund, branch=branch.pk) == ["นางอารี ใจดี"]
    assert list(page(auditor, fund, branch=theirs.pk).context["form"].errors) == ["branch"]


def test_members_of_another_fund_are_not_found(fund, other_fund, auditor, stranger):
    make_member(other_fund, by=stranger, citizen_id=citizen_id(900101))

    assert names(auditor, fund, state="all") == []
    assert page(auditor, fund, state="all", q=citizen_id(900101))["Location"] == address(fund)


def test_a_page_holds_fifty_and_stays_under_50_kb(fund, auditor, secretary):
    branch = Branch.objects.create(fund=fund, name="ชุมชนวัดพระนางสร้างสามัคคี")
    for _ in range(51):
        make_member(
            fund,
            by=secretary,
            branch=branch,
            title="นางสาว",
            first_name="กาญจนาภรณ์",
            last_name="วิเศษสุวรรณประเสริฐ ณ ถลาง",
        )

    first, second = page(auditor, fund, state="all"), page(auditor, fund, state="all", page=2)

    assert [len(answer.context["rows"]) for answer in (first, second)] == [50, 1]
    assert len(first.content) <= 50 * 1024


def test_the_register_asks_the_database_the_same_for_one_row_and_for_three(fund, treasurer, secretary):
    client, counted = signed_in(treasurer), []
    for rows in (1, 3):
        while len(client.get(address(fund)).context["rows"]) < rows:
            make_contribution(make_member(fund, by=secretary), by=secretary)
        with CaptureQueriesContext(connection) as asked:
            client.get(address(fund))
        counted.append(len(asked))

    assert counted == [7, 7]


def test_the_last_day_paid_for_is_as_of_the_same_day(fund, auditor, treasurer):
    member = make_member(fund, by=treasurer)
    make_contribution(member, by=treasurer, on=MAY_DAY)

    assert [row.paid_until for row in page(auditor, fund).context["rows"]] == [None]


def test_htmx_gets_the_rows_alone_and_a_reader_going_back_the_whole_page(fund, auditor, people):
    client = signed_in(auditor)
    part = client.get(address(fund, q="สม"), headers={"HX-Request": "true"})
    whole = client.get(address(fund, q="สม"), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert ("<html" in part.content.decode(), headings(part)) == (False, ["นางสมหญิง ใจดี"])
    assert ("<html" in whole.content.decode(), headings(whole)) == (True, ["นางสมหญิง ใจดี"])
    assert "HX-Request" in part["Vary"]


def test_an_empty_register_offers_to_enrol_only_to_who_may(fund, auditor, secretary):
    enrol = reverse("members:enrol", args=[fund.code])

    assert [enrol in page(user, fund).content.decode() for user in (auditor, secretary)] == [False, True]


def test_no_whole_citizen_id_is_on_the_page(fund, auditor, people):
    answer = page(auditor, fund, q=citizen_id(900101)[-4:])

    assert citizen_id(900101)[-4:] in words(answer)
    assert citizen_id(900101) not in answer.content.decode()


def test_the_day_of_joining_counts_and_the_day_before_does_not(fund, auditor, secretary):
    make_member(fund, by=secretary, on=JAN_2560)

    days = (date(2017, 1, 14), JAN_2560)
    assert [page(auditor, fund, as_of=day.isoformat()).context["counts"]["member"] for day in days] == [0, 1]
