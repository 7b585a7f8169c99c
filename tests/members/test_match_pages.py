"""Pages of the state's match: begun, worded, sent, decided, received and paid back by those who may."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funds.models import MatchAmendment, MatchMoney, MatchRecall, MatchRequest, MatchRound, MatchVerdict
from members import match_lists
from members.models import EndReason, Membership
from tests.cast import signed_in
from tests.factories import cash_of, give, make_member
from tests.pages import tables

from .matching import approve, free_member, make_request, make_round, on_paper
from .test_enrolment import leave

PAGE = "/funds/rawai/match/"
LAST = date(2017, 9, 30)


def member_of(fund, by, **details):
    return free_member(fund, by=by, on=date(2010, 1, 10), **details)


@pytest.fixture
def sent(fund, secretary):
    member_of(fund, secretary, first_name="กมล")
    member_of(fund, secretary, first_name="ขวัญ")
    return make_request(fund, by=secretary, on=LAST)


def test_a_round_is_begun_once_with_the_next_number_and_the_last_counting_day(fund, secretary):
    reader, key = signed_in(secretary), str(uuid4())
    usual = reader.get(f"{PAGE}new/").context["form"].initial
    typed = {"key": key, "number": usual["number"], "counting_on": "30/9/2560"}

    first, again = (reader.post(f"{PAGE}new/", typed)["Location"] for _twice in range(2))

    round = MatchRound.objects.get()
    assert (first, again, usual["number"]) == (f"{PAGE}{round.pk}/", f"{PAGE}{round.pk}/", 1)
    assert (usual["counting_on"].month, usual["counting_on"].day) == (9, 30)
    other = reader.post(f"{PAGE}new/", typed | {"key": str(uuid4())})
    assert "รอบนี้เริ่มไว้แล้ว" in other.content.decode()


def test_a_list_shows_who_counts_and_who_does_not_by_reason(fund, secretary, treasurer):
    member_of(fund, secretary, first_name="กมล", last_name="ทะเล")
    thrice = member_of(fund, secretary, first_name="ขวัญ", last_name="ทะเล")
    on_paper(thrice, by=treasurer, rounds=3)
    gone = member_of(fund, secretary, first_name="คำ", last_name="ทะเล")
    leave(gone, by=secretary, on=date(2017, 9, 1), reason=EndReason.DIED)
    round, reader = make_round(fund, by=secretary, on=LAST), signed_in(secretary)

    def names(query=""):
        return [row[0].removeprefix("นาง") for row in tables(reader.get(f"{PAGE}{round.pk}/{query}"))[0][1:]]

    assert names() == ["กมล ทะเล"]
    assert names("?show=matched_out") == ["ขวัญ ทะเล"]
    assert names("?show=died") == ["คำ ทะเล"]
    assert names("?show=all&sort=-name") == ["คำ ทะเล", "ขวัญ ทะเล", "กมล ทะเล"]
    assert names("?show=all&q=ขวัญ") == ["ขวัญ ทะเล"]
    page = reader.get(f"{PAGE}{round.pk}/")
    assert (page.context["counted"].heads, page.context["not_counted"]) == (1, 2)
    csv = reader.get(f"{PAGE}{round.pk}/?show=all&format=csv").getvalue().decode()
    assert [line.split(",")[-1] for line in csv.splitlines()[1:]] == ["", "ได้รับสมทบครบจำนวนรอบแล้ว", "เสียชีวิตแล้ว"]


@pytest.mark.parametrize("members", [1, 3])
def test_a_round_costs_the_same_queries_for_any_number_of_members(fund, secretary, members):
    for _each in range(members):
        member_of(fund, secretary)
    reader, round = signed_in(secretary), make_round(fund, by=secretary, on=LAST)
    reader.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        reader.get(f"{PAGE}{round.pk}/?show=all&sort=name&q=ใจดี")

    assert len(asked) == 16


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_list_of_rounds_costs_the_same_queries_for_any_number(fund, secretary, province_officer, rounds):
    member_of(fund, secretary)
    for number in range(rounds):
        approve(make_request(fund, by=secretary, number=number + 1, on=date(2015 + number, 9, 30)), by=province_officer)
    reader = signed_in(secretary)
    reader.get("/funds/rawai/money/")

    with CaptureQueriesContext(connection) as asked:
        page = reader.get(PAGE)

    assert (len(asked), len(tables(page)[0]) - 1) == (9, rounds)


def test_what_the_request_says_is_kept_and_shown_at_its_criterion(fund, secretary):
    round, reader = make_round(fund, by=secretary, on=LAST), signed_in(secretary)
    form = reader.get(f"{PAGE}{round.pk}/wording/").context["form"]
    typed = {"seen": form["seen"].value(), "villages": "9", "plan_kept": "no", "last_meeting_on": "1/8/2560",
             "committee_1": "นายหนึ่ง"}  # fmt: skip

    answer = reader.post(f"{PAGE}{round.pk}/wording/", typed)

    assert answer["Location"] == f"{PAGE}{round.pk}/criteria/"
    assert MatchRound.objects.get().wording == {
        "villages": 9, "plan_kept": False, "last_meeting_on": "2017-08-01", "committee": ["นายหนึ่ง", "", "", ""],
    }  # fmt: skip
    page = reader.get(answer["Location"]).content.decode()
    assert [
        words
        for words in (f"{PAGE}{round.pk}/wording/#id_recognition", "/funds/rawai/regulations/")
        if words not in page
    ] == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"executive_post": "permanent_secretary", "executive_stands": "own"}, "executive_stands"),
        ({"executive_post": "", "executive_stands": "own"}, "executive_post"),
        ({"villages": "2", "villages_with": "3"}, "villages_with"),
        ({"last_meeting_on": "31/2/2560"}, "last_meeting_on"),
    ],
)
def test_a_wrong_word_of_the_request_is_refused_beside_its_field(fund, secretary, changed, field):
    round, reader = make_round(fund, by=secretary, on=LAST), signed_in(secretary)
    seen = reader.get(f"{PAGE}{round.pk}/wording/").context["form"]["seen"].value()
    typed = {"seen": seen, "executive": "นายสมชาย", "executive_post": "mayor", "executive_stands": "own"} | changed

    page = reader.post(f"{PAGE}{round.pk}/wording/", typed)

    assert (list(page.context["form"].errors), MatchRound.objects.get().wording) == ([field], {})


def test_every_figure_of_the_criteria_opens_into_its_rows_even_when_sent(fund, secretary, sent):
    page = signed_in(secretary).get(f"{PAGE}{sent.round_id}/criteria/")
    assert page.context["criteria"] == []  # a request of the acts alone keeps no criteria

    round = make_round(fund, by=secretary, number=2, on=date(2016, 9, 30))
    reader, address = signed_in(secretary), f"{PAGE}{round.pk}/"
    seen = reader.get(f"{address}sending/").context["form"]["seen"].value()
    reader.post(f"{address}sending/", {"key": str(uuid4()), "seen": seen, "anyway": "on"})

    said = reader.get(f"{address}criteria/").content.decode()
    year = "first=2015-10-01&amp;last=2016-09-30"
    rows = (f"/funds/rawai/sources/?{year}", "/funds/rawai/in-kind/?from=2015-10-01", "/funds/rawai/payouts/", address)
    assert [words for words in rows if f'href="{words}' not in said] == []
    assert "wording/#id_" not in said


def test_sending_shows_what_happens_names_what_is_open_and_sends_once(fund, secretary):
    member_of(fund, secretary)
    round, reader = make_round(fund, by=secretary, on=LAST), signed_in(secretary)
    address = f"{PAGE}{round.pk}/sending/"
    page = reader.get(address)
    typed = {"key": str(uuid4()), "seen": page.context["form"]["seen"].value()}

    said = page.content.decode()
    assert [words for words in ("365.00", "ไม่มีใครแก้ได้", "#id_villages") if words not in said] == []
    assert list(reader.post(address, typed).context["form"].errors) == ["anyway"]
    assert MatchRequest.objects.count() == 0
    answers = [reader.post(address, typed | {"anyway": "on"})["Location"] for _twice in range(2)]
    assert answers == [f"{PAGE}{round.pk}/"] * 2
    request = MatchRequest.objects.get()
    assert (request.heads, request.by, len(request.figures["criteria"])) == (1, secretary, 7)


def test_a_list_that_changed_meanwhile_is_shown_again_before_it_is_sent(fund, secretary):
    member_of(fund, secretary)
    round, reader = make_round(fund, by=secretary, on=LAST), signed_in(secretary)
    typed = {"key": str(uuid4()), "seen": match_lists.list_of(round).fingerprint, "anyway": "on"}
    member_of(fund, secretary)

    page = reader.post(f"{PAGE}{round.pk}/sending/", typed)

    assert "มีการบันทึกเพิ่มหลังจากแสดงบัญชีรายชื่อ" in page.content.decode()
    assert page.context["form"]["seen"].value() == match_lists.list_of(round).fingerprint
    assert MatchRequest.objects.count() == 0


def test_the_province_approves_and_the_treasurer_receives_each_once(fund, sent, province_officer, treasurer):
    address, key = f"{PAGE}{sent.round_id}/", str(uuid4())
    typed = {"key": key, "amount": "365", "on": "1/12/2560", "paper": "พม 1", "struck": "๒", "reason": "ย้ายออก"}
    officer, clerk = signed_in(province_officer), signed_in(treasurer)

    read_back = officer.post(f"{address}approval/", typed | {"step": "check"}).content.decode()
    assert [words for words in ("สามร้อยหกสิบห้าบาทถ้วน", "1 ธันวาคม 2560") if words not in read_back] == []
    assert MatchVerdict.objects.count() == 0
    for _twice in range(2):
        assert officer.post(f"{address}approval/", typed | {"step": "save"})["Location"] == address
    verdict = MatchVerdict.objects.get()
    assert (verdict.amount, verdict.heads, verdict.paper) == (Decimal(365), 1, "พม 1")
    money = {"key": str(uuid4()), "amount": "365", "into": cash_of(fund).pk, "on": "20/12/2560", "step": "save"}
    for _twice in range(2):
        assert clerk.post(f"{address}receipt/", money)["Location"] == address
    assert (MatchMoney.objects.count(), cash_of(fund).balance) == (1, Decimal(365))
    assert [row[2] for row in tables(clerk.get(PAGE))[0][1:]] == ["รับเงินแล้ว"]


def test_an_approval_typed_too_low_is_amended_once_and_the_rest_is_to_come(fund, sent, province_officer, treasurer):
    address, officer = f"{PAGE}{sent.round_id}/", signed_in(province_officer)
    assert officer.get(f"{address}amendment/").headers["Location"] == address
    approve(sent, by=province_officer, amount="73")
    usual = officer.get(f"{address}amendment/").context["form"].initial
    typed = {"key": str(uuid4()), "amount": "730", "on": "2/12/2560", "paper": "พม 1", "struck": "", "reason": "ตกศูนย์"}

    assert "เจ็ดร้อยสามสิบบาทถ้วน" in officer.post(f"{address}amendment/", typed | {"step": "check"}).content.decode()
    for _twice in range(2):
        assert officer.post(f"{address}amendment/", typed | {"step": "save"})["Location"] == address
    again = officer.post(f"{address}amendment/", typed | {"step": "save", "key": str(uuid4())})

    assert (usual["amount"], MatchAmendment.objects.get().reason) == (Decimal(73), "ตกศูนย์")
    assert "เหมือนกับที่บันทึกไว้แล้ว" in again.content.decode()
    page = signed_in(treasurer).get(address)
    assert page.context["stand"].sums.outstanding == 730
    assert "แก้ไขการอนุมัติเป็น 730.00 บาท สมาชิก 2 คน" in page.content.decode()


def test_too_much_is_refused_on_the_page(fund, sent, province_officer):
    typed = {"key": str(uuid4()), "amount": "731", "on": "1/12/2560", "step": "save"}

    page = signed_in(province_officer).post(f"{PAGE}{sent.round_id}/approval/", typed)

    assert ("อนุมัติได้ไม่เกิน 730.00 บาท" in page.content.decode(), MatchVerdict.objects.count()) == (True, 0)


def test_what_is_recalled_is_paid_back_and_the_list_says_who_is_struck_off(fund, sent, province_officer, treasurer):
    approve(sent, by=province_officer)
    address, clerk = f"{PAGE}{sent.round_id}/", signed_in(treasurer)
    give(fund, "1000.00", by=treasurer)
    day = {"on": "20/12/2560", "step": "save"}
    money = day | {"key": str(uuid4()), "amount": "730", "into": cash_of(fund).pk}
    clerk.post(f"{address}receipt/", money)

    recalled = day | {"key": str(uuid4()), "amount": "365", "reason": "เสียชีวิตก่อนวันนับ", "struck": "1"}
    assert clerk.post(f"{address}recall/", recalled)["Location"] == address
    assert MatchRecall.objects.get().amount == 365
    assert "ตัดออก" in tables(clerk.get(address))[0][1][0]
    back = day | {"key": str(uuid4()), "amount": "365", "cash": cash_of(fund).pk}
    assert clerk.post(f"{address}paying-back/", back)["Location"] == address
    assert [row[2] for row in tables(clerk.get(PAGE))[0][1:]] == ["รับเงินแล้ว คืนบางส่วนแล้ว"]


def test_a_withdrawn_version_stays_to_be_read(fund, sent, secretary):
    reader = signed_in(secretary)
    address = f"{PAGE}{sent.round_id}/"

    assert reader.post(f"{address}withdrawal/", {"key": str(uuid4()), "reason": "ลืมคนหนึ่ง"})["Location"] == address
    make_member(fund, by=secretary, on=date(2010, 1, 10))

    page = reader.get(f"{address}?version=1")
    assert (page.context["counted"].heads, "ลืมคนหนึ่ง" in page.content.decode()) == (2, True)
    assert reader.get(f"{address}?version=2").status_code == 404
    assert reader.get(f"{address}withdrawal/").status_code == 404


def test_who_changed_since_is_named_on_the_page(fund, secretary, sent):
    first = Membership.objects.of(fund).order_by("pk")[0]
    leave(first, by=secretary, on=date(2017, 9, 1), reason=EndReason.DIED)

    page = signed_in(secretary).get(f"{PAGE}{sent.round_id}/").content.decode()

    assert [words for words in ("ผลนับเปลี่ยน 1 คน", "เสียชีวิตแล้ว") if words not in page] == []


@pytest.mark.parametrize("paper", ["paper", "sheet"])
def test_the_request_is_printed_as_a_draft_and_as_it_was_sent(fund, secretary, sent, paper):
    draft = make_round(fund, by=secretary, number=2, on=date(2016, 9, 30))
    reader = signed_in(secretary)

    for round in (sent.round_id, draft.pk):
        made = reader.get(f"{PAGE}{round}/{paper}/")
        assert made.content[:4] in (b"%PDF", b"PK\x03\x04")
