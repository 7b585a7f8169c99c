from uuid import uuid4

import pytest

from members import claims, enrolment
from members.models import Claim, EndReason
from tests.cast import signed_in
from tests.factories import (
    citizen_id,
    make_claim,
    make_member,
    pay,
)
from welfare import thai

from .claiming import DAY, LATELY, TODAY, file_with, hospital, url
from .pages import words


def test_a_claim_tells_what_why_who_and_for_whom_it_waits(fund, member, secretary, chair, rules):
    client, page = signed_in(secretary), hospital(fund, member)
    file_with(client, page, LATELY + 5 * DAY)
    claim = Claim.objects.get()

    own = client.get(url("claim", fund, claim.pk))
    decider = signed_in(chair).get(url("claim", fund, claim.pk))

    text = words(decider)
    for each in (
        *claim.why(),
        "นอนโรงพยาบาล",
        "ข้อ 12",
        "500.00",
        "ห้าร้อยบาทถ้วน",
        thai.long_date(LATELY),
        "นางสาวมาลี ชาวเล",
    ):
        assert each in text
    assert decider.context["waits"].url == url("claim-decision", fund, claim.pk)
    assert own.context["waits"].url == ""


def test_the_door_to_pay_opens_for_the_treasurer_once_it_is_approved(fund, approved, treasurer, chair, auditor):
    doors = {
        user.username: signed_in(user).get(url("claim", fund, approved.pk)).context["waits"].url
        for user in (treasurer, chair, auditor)
    }

    assert doors == {
        "treasurer.rawai": url("claim-payout", fund, approved.pk), "chair.rawai": "", "auditor.rawai": "",
    }  # fmt: skip


def test_a_paid_claim_shows_its_timeline_and_its_voucher(fund, approved, treasurer, auditor):
    payout = pay(approved, by=treasurer, on=TODAY)

    response = signed_in(auditor).get(url("claim", fund, approved.pk))

    assert response.context["waits"] is None
    assert url("voucher", fund, payout.voucher_id) in response.content.decode()
    for each in ("นางสาวมาลี ชาวเล", "นายสมบูรณ์ ราไวย์", "นางประไพ ทองคำ", str(payout.voucher)):
        assert each in words(response)


def test_a_payment_turned_back_is_shown_with_its_reason(fund, approved, treasurer, auditor):
    payout = pay(approved, by=treasurer, on=TODAY)
    claims.turn_back(payout, key=uuid4(), on=TODAY, by=treasurer, reason="จ่ายผิดคน")

    assert "จ่ายผิดคน" in words(signed_in(auditor).get(url("claim", fund, approved.pk)))


def test_a_claim_never_shows_a_whole_citizen_id(fund, secretary, auditor):
    number = citizen_id()
    member = make_member(fund, by=secretary, citizen_id=number)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY)

    page = signed_in(auditor).get(url("claim", fund, claim.pk)).content.decode().replace("-", "")

    assert (number in page, number[:12] in page, f"xxxxxxxxx{number[-4:]}" in page) == (False, False, True)


def test_a_claim_after_a_death_reminds_of_the_register(fund, member, secretary, auditor):
    claim = make_claim(fund, by=secretary, person=member.person, membership=member, category="death", on=LATELY)
    client = signed_in(auditor)
    before = client.get(url("claim", fund, claim.pk)).context["tells_of_death"]
    enrolment.leave(member, key=uuid4(), reason=EndReason.DIED, on=LATELY, by=secretary)

    after = client.get(url("claim", fund, claim.pk)).context["tells_of_death"]

    assert (before, after) == (True, False)


def test_a_claim_page_asks_few_queries(fund, approved, treasurer, auditor, django_assert_num_queries):
    pay(approved, by=treasurer, on=TODAY)
    client = signed_in(auditor)

    with django_assert_num_queries(8):
        client.get(url("claim", fund, approved.pk))


def test_papers_open_in_the_browser_and_stay_private(fund, approved, treasurer, auditor):
    payout = pay(approved, by=treasurer, on=TODAY)
    client = signed_in(auditor)
    year = thai.be_year(TODAY)

    voucher = client.get(url("voucher-paper", fund, payout.voucher_id))
    claim = client.get(url("claim-paper", fund, approved.pk))

    assert [answer.content[:5] for answer in (voucher, claim)] == [b"%PDF-", b"%PDF-"]
    assert [voucher.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")] == [
        "application/pdf", f'inline; filename="voucher-1-{year}.pdf"', "private",
    ]  # fmt: skip


def test_a_voucher_of_another_fund_is_not_found(fund, other_fund, approved, treasurer, stranger):
    payout = pay(approved, by=treasurer, on=TODAY)

    assert signed_in(stranger).get(url("voucher-paper", other_fund, payout.voucher_id)).status_code == 404


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("claim-new", {"chair.rawai", "auditor.rawai"}),
        ("claim-decision", {"treasurer.rawai", "secretary.rawai", "auditor.rawai"}),
        ("claim-payout", {"chair.rawai", "secretary.rawai", "auditor.rawai"}),
    ],
)
def test_each_door_opens_for_its_offices_alone(
    fund, approved, treasurer, chair, secretary, auditor, stranger, name, refused
):
    page = url(name, fund) if name == "claim-new" else url(name, fund, approved.pk)

    got = {user.username: signed_in(user).get(page).status_code for user in (treasurer, chair, secretary, auditor)}

    assert {username for username, status in got.items() if status == 403} == refused
    assert signed_in(stranger).get(page).status_code == 404
