from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from funds import signing
from funds.models import Office, Signers
from members import claim_steps, corrections, enrolment, match_money, match_stages, waiting
from members.models import Claim, ClaimAct
from tests.cast import signed_in
from tests.factories import (
    JAN_2560,
    MAY_DAY,
    appoint,
    approve,
    cash_of,
    give,
    make_applicant,
    make_claim,
    make_outsider,
    make_resolution,
    make_user,
    sign,
)
from tests.members.matching import amend, free_member, make_round, send
from tests.members.matching import approve as approve_match
from welfare import thai


def page(fund, user):
    return signed_in(user).get(reverse("waiting", args=[fund.code]))


def told(response):
    return {title: [row.title for row in rows] for title, rows in response.context["groups"]}


def menu(response):
    return next(door["waiting"] for door in response.context["fund_nav"] if door["key"] == "waiting")


@pytest.fixture
def three(fund, secretary, chair, treasurer):
    """One claim to sign, one to mend, one to pay."""
    give(fund, "10000.00", by=treasurer)
    people = [make_outsider(name) for name in ("รอ", "แก้", "จ่าย")]
    to_sign, to_mend, to_pay = (make_claim(fund, by=secretary, person=person) for person in people)
    claim_steps.take(to_mend, ClaimAct.RETURNED, key=uuid4(), note="ขาดเอกสาร", on=MAY_DAY, by=chair)
    approve(to_pay, by=chair)
    return to_sign, to_mend, to_pay


def test_each_reader_sees_what_they_may_do_next_and_the_menu_counts_it(
    fund, three, secretary, chair, treasurer, auditor
):  # fmt: skip
    asked = fund.receipts.get()
    corrections.ask(fund, asked, key=uuid4(), reason="ยอดผิด", on=MAY_DAY, by=treasurer)

    pages = {user: page(fund, user) for user in (secretary, chair, treasurer, auditor)}

    receipt = pages[chair].context["groups"][-1][1][0].title
    assert [told(each) for each in pages.values()] == [
        {"คำขอที่ต้องแก้ไข": ["นางแก้ ทะเลงาม"], "การกลับรายการที่รอยืนยัน": [receipt]},
        {"คำขอที่รอท่านลงชื่อ": ["นางรอ ทะเลงาม"], "การกลับรายการที่รอยืนยัน": [receipt]},
        {"คำขอที่ต้องแก้ไข": ["นางแก้ ทะเลงาม"], "คำขอที่รอจ่าย": ["นางจ่าย ทะเลงาม"]},
        {},
    ]
    assert [menu(each) for each in pages.values()] == [2, 2, 2, 0]


def test_everyone_sees_what_waits_for_whom(fund, three, auditor):
    assert [(row.title, row.whom) for row in page(fund, auditor).context["others"]] == [
        ("นางรอ ทะเลงาม", "ประธานหรือกรรมการ"), ("นางแก้ ทะเลงาม", "ผู้ยื่นคำขอ"), ("นางจ่าย ทะเลงาม", "เหรัญญิก"),
    ]  # fmt: skip


def test_a_claim_waits_for_who_signs_next(fund, secretary, chair):
    committee = [make_user(f"committee{number}.rawai") for number in (1, 2)]
    for user in committee:
        appoint(user, Office.COMMITTEE, fund)
    steps = [signing.Step(Signers.COMMITTEE), signing.Step(Signers.CHAIR)]
    signing.adopt(fund, steps, since=JAN_2560, by=secretary, resolution=make_resolution(fund, by=secretary))
    claim = make_claim(fund, by=secretary, person=make_outsider())

    def waited_for():
        return [user for user in (*committee, chair) if waiting.to_sign(fund, user, offices_of(user, chair)).exists()]

    before = waited_for()
    sign(claim, by=committee[0])

    assert (before, waited_for()) == ([*committee, chair], [chair])


def offices_of(user, chair):
    return [Office.CHAIR if user == chair else Office.COMMITTEE]


def test_nobody_is_waited_for_in_their_own_household(fund, secretary, chair):
    person, relative = make_outsider(), make_outsider("พี่น้อง")
    relative.account = chair
    for each in (person, relative):
        each.house_number, each.place = "12/3", "บ้านในสวน"
        each.save()
    make_claim(fund, by=secretary, person=person)

    assert list(waiting.to_sign(fund, chair, [Office.CHAIR])) == []


def test_an_application_waits_for_the_secretary(fund, secretary):
    enrolment.apply(
        fund, key=uuid4(), applicant=make_applicant(), branch=None, plan="yearly", on=thai.today(), by=secretary
    )

    assert menu(page(fund, secretary)) == 1


def test_the_page_asks_the_same_queries_for_one_claim_and_for_three(fund, secretary, chair, django_assert_num_queries):
    client, url = signed_in(chair), reverse("waiting", args=[fund.code])
    for place in range(3):
        make_claim(fund, by=secretary, person=make_outsider(f"ชื่อ{place}"))
        if place != 1:
            with django_assert_num_queries(14):
                client.get(url)

    assert Claim.objects.count() == 3


def waits(fund, reader):
    """Give what waits for a reader with a match, and for others, and what the menu counts."""
    response = page(fund, reader)
    groups = dict(response.context["groups"])
    own = [(row.what, row.amount) for row in groups.get("การสมทบจากรัฐ", [])]
    return own, [row.whom for row in response.context["others"]], menu(response)


def test_each_step_of_a_match_waits_for_who_takes_it(fund, secretary, treasurer, chair, province_officer):
    free_member(fund, by=secretary, on=date(2010, 1, 10))
    round = make_round(fund, by=secretary, on=date(2017, 9, 30))
    make_round(fund, by=secretary, number=2, on=thai.today() + timedelta(days=9))
    people = (secretary, treasurer, chair, province_officer)
    found = [[waits(fund, each) for each in people]]
    request = send(round, by=secretary)
    found.append([waits(fund, each) for each in people])
    approve_match(request, by=province_officer)
    found.append([waits(fund, each) for each in people])
    into = {"into": cash_of(fund), "on": thai.today(), "by": treasurer}
    match_money.receive(request, key=uuid4(), amount=Decimal(365), **into)
    found.append([waits(fund, each) for each in people])
    amend(request, "300", by=province_officer)
    found.append([waits(fund, each) for each in people])

    to_send, to_decide = [("ส่งแบบเสนอขอรับเงินสมทบ", "")], [("บันทึกผลอนุมัติ", "365.00")]
    to_receive, to_pay_back = [("รับเงินสมทบ", "365.00")], [("คืนเงินสมทบ", "65.00")]
    none: list[object] = []
    clerk, office, payer = (none, ["เลขานุการหรือเหรัญญิก"], 0), (none, ["สำนักงานจังหวัด"], 0), (none, ["เหรัญญิก"], 0)
    assert found == [
        [(to_send, [], 1), (to_send, [], 1), clerk, clerk],
        [office, office, office, (to_decide, [], 1)],
        [payer, (to_receive, [], 1), payer, payer],
        [(none, [], 0)] * 4,
        [payer, (to_pay_back, [], 1), payer, payer],
    ]
    stands = [stand.stage for stand in match_stages.stands([round])]
    assert stands == [match_stages.Stage.DUE_BACK]


def test_nobody_is_asked_to_decide_on_what_they_sent(fund, secretary, province_officer):
    free_member(fund, by=secretary, on=date(2010, 1, 10))
    send(make_round(fund, by=secretary, on=date(2017, 9, 30)), by=province_officer)

    assert waits(fund, province_officer) == ([], ["สำนักงานจังหวัด"], 0)
