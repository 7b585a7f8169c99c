from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import contributions, enrolment
from members.contributions import Paid
from members.models import EndReason, Plan
from members.passbook import Passbook
from tests.cast import signed_in
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    citizen_id,
    give,
    make_claim,
    make_contribution,
    make_member,
    pay,
)
from tests.pages import links

from .pages import faults, headings, typed, words
from .test_enrolment import admit, apply
from .test_enrolment_pages import enrol, send


def page(user, member):
    return signed_in(user).get(reverse("members:member", args=[member.fund.code, member.pk]))


@pytest.fixture
def member(fund, secretary):
    return make_member(
        fund, by=secretary, citizen_id=citizen_id(900101), phone="0812345678", house_number="12/3", moo=4
    )


def pay_year(member, *, by):
    paid = [Paid(member, Decimal(360), JAN_2560, date(2018, 1, 14)), Paid(member, Decimal(20), is_entry_fee=True)]
    return contributions.collect(
        member.fund, key=uuid4(), payer="นายสมชาย ใจดี", paid=paid, into=cash_of(member.fund), on=MAY_DAY, by=by
    )


def test_the_passbook_sums_what_was_paid_and_received(fund, secretary, treasurer, chair, auditor, member):
    give(fund, "5000.00", by=treasurer)
    receipt = pay_year(member, by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member, amount="500.00")
    approve(claim, by=chair)
    pay(claim, by=treasurer)
    make_claim(fund, by=secretary, person=member.person, membership=member, on=AUGUST, amount="300.00")

    answer = page(auditor, member)

    assert answer.context["passbook"] == Passbook(Decimal(380), 2, date(2018, 1, 14), Decimal(500), 1)
    assert [(row.receipt, row.paid) for row in answer.context["page"] if row.paid] == [
        (str(receipt), Decimal(20)), (str(receipt), Decimal(360)),
    ]  # fmt: skip
    assert [(row.number, row.amount, row.state) for row, _label in answer.context["claims"]] == [
        (2, Decimal(300), "waiting"), (1, Decimal(500), "paid"),
    ]  # fmt: skip
    assert reverse("members:receipt", args=[fund.code, receipt.pk]) in answer.content.decode()


def test_the_passbook_shows_who_it_is_and_never_the_whole_citizen_id(auditor, member):
    answer = page(auditor, member)

    for shown in ("นางสมหญิง ใจดี", "081-234-5678", "12/3 หมู่ 4", citizen_id(900101)[-1]):
        assert shown in words(answer)
    assert citizen_id(900101) not in answer.content.decode()
    assert answer.context["citizen_id"] == "x-xxxx-xxxx1-01-" + citizen_id(900101)[-1]


def test_the_life_of_a_membership_is_told_from_its_records(fund, secretary, auditor):
    member = admit(apply(fund, by=secretary), by=secretary)
    enrolment.leave(member, key=uuid4(), reason=EndReason.MOVED, on=AUGUST, by=secretary, note="ย้ายไปพังงา")

    life = page(auditor, member).context["life"]

    assert [(step["on"], step["kind"]) for step in life] == [
        ("15 มกราคม 2560", "done"), ("1 พฤษภาคม 2561", "done"), ("14 สิงหาคม 2561", "wrong"),
    ]  # fmt: skip
    assert all(secretary.display_name in step["by"] for step in life)
    assert ("2560" in life[1]["note"], life[2]["note"]) == (True, "ย้ายไปพังงา")


def test_tenure_and_age_stop_where_the_membership_and_the_life_did(fund, secretary, auditor, member):
    enrolment.leave(member, key=uuid4(), reason=EndReason.DIED, on=MAY_DAY, by=secretary)

    answer = page(auditor, member)

    assert answer.context["tenure"].split()[0::2][:3] == ["1", "3", "16"]
    assert "58" in answer.context["age"], "born on 1 May 1960, died on 1 May 2018"


def test_the_doors_are_those_that_the_reader_may_open(
    fund, secretary, treasurer, chair, auditor, province_officer, member
):
    doors = ("contribute", "leave")
    open_doors = {}
    for user in (treasurer, secretary, chair, auditor, province_officer):
        shown = page(user, member).content.decode()
        open_doors[user.username] = [
            door for door in doors if reverse(f"members:{door}", args=[fund.code, member.pk]) in shown
        ]

    assert open_doors == {
        "treasurer.rawai": ["contribute", "leave"], "secretary.rawai": ["leave"], "chair.rawai": [],
        "auditor.rawai": [], "officer": [],
    }  # fmt: skip


def test_an_applicant_is_offered_no_contribution_but_a_resolution(fund, treasurer):
    waiting = apply(fund, by=treasurer)

    shown = page(treasurer, waiting).content.decode()

    assert reverse("members:admit", args=[fund.code, waiting.pk]) in shown
    assert reverse("members:contribute", args=[fund.code, waiting.pk]) not in shown


def test_what_another_fund_paid_is_not_told(fund, other_fund, treasurer, chair, stranger, auditor):
    number = citizen_id()
    theirs = make_member(other_fund, by=stranger, citizen_id=number)
    give(other_fund, "5000.00", by=stranger)
    claim = make_claim(other_fund, by=chair, person=theirs.person, membership=theirs)
    approve(claim, by=treasurer)
    pay(claim, by=stranger)
    ours = make_member(fund, by=treasurer, citizen_id=number)

    answer = page(auditor, ours)

    assert (answer.context["claims"], answer.context["passbook"].received) == ([], Decimal(0))


def test_the_passbook_asks_the_database_the_same_for_one_row_and_for_three(fund, secretary, auditor, member):
    client, counted = signed_in(auditor), []
    url = reverse("members:member", args=[fund.code, member.pk])
    for rows in (1, 3):
        while len(client.get(url).context["claims"]) < rows:
            make_contribution(member, by=secretary)
            days = len(client.get(url).context["claims"])
            make_claim(fund, by=secretary, person=member.person, membership=member, on=date(2018, 5, 2 + days))
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counted.append(len(asked))

    assert counted == [17, 17]


# The end of a membership.


@pytest.fixture
def url(fund, member):
    return reverse("members:leave", args=[fund.code, member.pk])


DIED = {"reason": "died", "on": "14/8/2561", "note": "ใบมรณบัตรเลขที่ 12"}


def test_what_happens_is_shown_before_a_membership_ends(fund, secretary, treasurer, url, member):
    pay_year(member, by=treasurer)
    make_claim(fund, by=secretary, person=member.person, membership=member)
    member.beneficiaries.create(name="นายสมชาย ใจดี", relation="spouse", valid_from=JAN_2560)

    answer = send(signed_in(secretary), url, DIED | {"on": "1/5/2561"})

    member.refresh_from_db()
    assert member.ended_on is None
    context = answer.context
    assert (context["passbook"].paid, context["waiting"], [heir.name for heir in context["beneficiaries"]]) == (
        Decimal(380), 1, ["นายสมชาย ใจดี"],
    )  # fmt: skip
    assert context["paid_later"].on == MAY_DAY


def test_saving_ends_the_membership_once(fund, secretary, url, member):
    client = signed_in(secretary)

    first, sent = enrol(client, url, DIED)
    second = client.post(url, sent)

    member.refresh_from_db()
    assert (member.ended_on, member.end_reason) == (AUGUST, "died")
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert list(member.steps.filter(step="died").values_list("note", "by")) == [("ใบมรณบัตรเลขที่ 12", secretary.pk)]
    assert [row.count for row in fund.totals.filter(span="E", measure="members")] == [0]


@pytest.mark.parametrize(
    ("typed_in", "fields"),
    [
        ({"reason": ""}, ["reason"]),
        ({"reason": "refused"}, ["reason"]),
        ({"on": ""}, ["on"]),
        ({"on": "14/1/2560"}, ["on"]),
        ({"on": "31/12/2599"}, ["on"]),
        ({"reason": "expelled"}, ["meeting", "resolved_on"]),
        ({"reason": "expelled", "meeting": "7/2561", "resolved_on": "1/8/2561"}, []),
        ({"meeting": "7/2561", "resolved_on": "1/1/2560"}, ["resolved_on"]),
    ],
)
def test_an_end_without_reason_day_or_needed_resolution_is_refused(secretary, url, typed_in, fields):
    assert faults(send(signed_in(secretary), url, DIED | typed_in)) == fields


def test_a_page_left_open_says_that_the_membership_ended_meanwhile(secretary, treasurer, url, member):
    client = signed_in(secretary)
    sent = typed(send(client, url, DIED)) | {"step": "save"}
    enrol(signed_in(treasurer), url, DIED | {"reason": "left", "on": "1/8/2561"})

    answer = client.post(url, sent)

    assert faults(answer) == ["__all__"]
    assert (answer.context["meanwhile"].step, answer.context["meanwhile"].by) == ("left", treasurer)
    member.refresh_from_db()
    assert member.end_reason == "left"


def test_only_who_keeps_the_register_ends_a_membership(chair, auditor, url):
    assert [signed_in(user).get(url).status_code for user in (chair, auditor)] == [403, 403]


def test_a_member_of_another_fund_is_not_found(fund, stranger, member):
    client = signed_in(stranger)
    addresses = [
        reverse(f"members:{name}", args=[code, member.pk])
        for code in (fund.code, "chalong")
        for name in ("member", "leave", "admit", "contribute")
    ]

    assert [client.get(url).status_code for url in addresses] == [404] * 8


def test_the_table_of_contributions_is_paged(fund, treasurer, auditor, member):
    for _ in range(37):
        make_contribution(member, "30.00", by=treasurer)

    answer = page(auditor, member)

    assert (len(headings(answer)), answer.context["passbook"].payments) == (36, 37)


def test_the_passbook_names_what_was_missed_and_what_may_still_be_done(fund, auditor, treasurer, secretary):
    """The books end in August: nobody is late for the years since, though the reader's day is later."""
    today = date(2018, 8, 1)
    late = make_member(fund, by=secretary, on=date(2018, 3, 1), plan=Plan.MONTHLY, first_name="ช้า")
    give(fund, "10.00", by=treasurer, on=today)

    answer = page(auditor, late)

    # From the first of March, 30 days to pay: due on 31 March, 1 and 31 May, 1 and 31 July.
    assert [(row.missed, row.owed, row.last) for row in answer.context["page"]] == [(5, Decimal(150), today)]
    stand = answer.context["late"]
    assert (stand.missed, stand.owed, stand.may_lapse, answer.context["books"]) == (5, Decimal(150), True, today)


def test_the_passbook_leads_to_its_papers(fund, treasurer, auditor, member):
    def papers(user):
        return [words for url, words in links(page(user, member)).items() if "passbook/" in url]

    assert (papers(treasurer), papers(auditor)) == (
        ["พิมพ์สมุดประจำตัว", "พิมพ์ต่อท้ายลงสมุดเล่มจริง"], ["พิมพ์สมุดประจำตัว"],
    )  # fmt: skip
