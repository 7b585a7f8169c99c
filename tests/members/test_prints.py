import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from funds import ledger, signing
from funds.models import Fund, Office, Signers, Voucher
from funds.signing import Step
from members import approvals, claims, contributions, entitlements, prints
from members.entitlements import Asked
from members.models import Claim, Verdict
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    appoint,
    approve,
    cash_of,
    give,
    make_claim,
    make_member,
    make_outsider,
    make_resolution,
    make_user,
    pay,
    sign,
)
from tests.papers import font_families, needs_pdftotext, page_count, text_of
from welfare import citizen

from .rules import adopt

pytestmark = needs_pdftotext

LONGEST: dict[str, Any] = {"title": "นางสาว", "first_name": "ประกายดาวเพชรรัตน์", "last_name": "วงศ์ศักดิ์สิทธิ์ธรรมเมธานนท์"}
NAME = "นางสาวประกายดาวเพชรรัตน์ วงศ์ศักดิ์สิทธิ์ธรรมเมธานนท์"


def squeezed(made):
    """The text of a paper with its spaces and line breaks squeezed out, because Thai breaks anywhere between words."""
    return re.sub(r"\s+", "", text_of(made))


def has(made, *words):
    text = squeezed(made)
    return [each for each in words if re.sub(r"\s+", "", each) not in text]


@pytest.fixture
def fund(province):
    """The fund with the longest name."""
    return Fund.objects.select_related("province", "district").get(code="thep-krasattri-municipality")


@pytest.fixture
def member(fund, secretary):
    return make_member(
        fund, by=secretary, **LONGEST, house_number="199/45", moo=7,
        place="หมู่บ้านพฤกษาวิลล์ ซอยบ้านพอน–บ้านแขนน ถนนเทพกระษัตรี",
    )  # fmt: skip


@pytest.fixture
def paid(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    term = adopt(fund, by=secretary)["hospital"]
    asked = Asked(MAY_DAY, date(2018, 5, 6), claimant=member.person.name)
    found = entitlements.judge(fund, term, person=member.person, membership=member, asked=asked)
    request = entitlements.request_of(
        found,
        term,
        person=member.person,
        membership=member,
        asked=asked,
        amount=Decimal("350.50"),
        reason="ขอเท่าที่จำเป็น",
    )
    claim = claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)
    approve(claim, by=chair)
    return claims.pay(claim, key=uuid4(), cash=cash_of(fund), on=AUGUST, by=treasurer, witness="นายวิชัย สุขใจ")


def test_a_voucher_says_who_was_paid_what_for_why_and_who_saw_it(fund, member, paid):
    made = prints.voucher(fund, paid.voucher)

    assert has(
        made, "ใบสำคัญจ่ายเงิน", fund.name_th, "เลขที่ 1/2561", "วันที่ 14 สิงหาคม 2561", NAME,
        f"x-xxxx-xxxx{member.person.citizen_last4[0]}", "199/45 หมู่ 7", "สวัสดิการนอนโรงพยาบาล",
        "เกิดเหตุวันที่ 1 พฤษภาคม 2561 ถึงวันที่ 6 พฤษภาคม 2561", "ตามคำขอเลขที่ 1/2561", "(ข้อ 12)", "ขอเท่าที่จำเป็น",
        "350.50", "สามร้อยห้าสิบบาทห้าสิบสตางค์", "เงินสด", "นายสมบูรณ์ ราไวย์", "นางประไพ ทองคำ", "นายวิชัย สุขใจ",
    ) == []  # fmt: skip
    assert (page_count(made), font_families(made)) == (1, {"Sarabun"})


def test_a_claim_form_gives_every_signer_a_line_and_a_refusal_to_who_refused(fund, member, secretary, chair):
    committee = [make_user(f"committee{number}", f"นายกรรมการ คนที่{number}") for number in (1, 2)]
    for user in committee:
        appoint(user, Office.COMMITTEE, fund)
    steps = [Step(Signers.COMMITTEE, 2), Step(Signers.CHAIR)]
    signing.adopt(fund, steps, since=JAN_2560, by=secretary, resolution=make_resolution(fund, by=secretary))
    first, second = (
        make_claim(fund, by=secretary, person=member.person, membership=member, on=day) for day in (MAY_DAY, AUGUST)
    )
    for user in (*committee, chair):
        sign(first, by=user)
    sign(second, by=committee[0], on=AUGUST)
    approvals.decide(second, key=uuid4(), verdict=Verdict.REFUSE, reason="ซ้ำ", on=AUGUST, by=committee[1])

    approved, refused = (prints.claim(fund, one) for one in Claim.objects.with_records().order_by("pk"))

    assert squeezed(approved).count("ผู้พิจารณา") == 3
    assert has(approved, *(f"({user})" for user in (*committee, chair))) == []
    assert (has(refused, str(committee[0]), str(committee[1])), squeezed(refused).count("ผู้พิจารณา")) == (
        [str(committee[0])], 1,
    )  # fmt: skip
    assert (page_count(approved), page_count(refused)) == (1, 1)


def test_no_paper_shows_a_whole_citizen_id(fund, member, paid):
    number = citizen.decrypt(member.person.citizen_id)
    claim = Claim.objects.with_records().get(pk=paid.claim_id)
    for made in (prints.voucher(fund, paid.voucher), prints.claim(fund, claim)):
        text = squeezed(made).replace("-", "")
        assert number[:9] not in text
        assert number[-4:] in text


def test_a_paper_is_in_thai_for_a_reader_of_english_too(fund, paid):
    made = prints.voucher(fund, paid.voucher)

    with override("en"):
        assert prints.voucher(fund, paid.voucher) == made


def test_a_voucher_paid_to_someone_else_leaves_id_and_address_to_the_pen(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member, category="death")
    approve(claim, by=chair)
    payout = claims.pay(claim, key=uuid4(), cash=cash_of(fund), on=MAY_DAY, by=treasurer, payee="นายสมหวัง ใจดี")

    made = prints.voucher(fund, payout.voucher)

    assert has(made, "นายสมหวัง ใจดี", "ผู้ได้รับสวัสดิการ: " + NAME) == []
    assert has(made, "x-xxxx", "199/45") == ["x-xxxx", "199/45"]


def test_a_voucher_of_help_to_a_neighbour_says_so(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider())
    approve(claim, by=chair)

    assert has(prints.voucher(fund, pay(claim, by=treasurer).voucher), "ผู้รับไม่ได้เป็นสมาชิก", "บ้านไฟไหม้") == []


def test_a_voucher_of_running_costs_prints_without_a_claim(fund, treasurer):
    give(fund, "10000.00", by=treasurer)
    costs = ledger.account(fund, "cost", "paper")
    voucher, _transfer = ledger.pay_out(
        fund, key=uuid4(), payee="ร้านกระดาษราไวย์", purpose="กระดาษและสมุดทะเบียน", costs=costs, amount=Decimal(120),
        cash=cash_of(fund), on=MAY_DAY, by=treasurer,
    )  # fmt: skip

    made = prints.voucher(fund, Voucher.objects.get(pk=voucher.pk))

    assert has(made, "ร้านกระดาษราไวย์", "กระดาษและสมุดทะเบียน", "120.00", "หนึ่งร้อยยี่สิบบาทถ้วน") == []
    assert page_count(made) == 1


def collect(fund, people, treasurer):
    paid = [contributions.Paid(member, Decimal(365), date(2018, 1, 1), date(2018, 12, 31)) for member in people]
    return contributions.collect(
        fund, key=uuid4(), payer=NAME, paid=paid, into=cash_of(fund), on=MAY_DAY, by=treasurer, note="รับที่ศาลาหมู่ 3"
    )


def test_a_receipt_names_each_member_it_is_for(fund, member, secretary, treasurer):
    other = make_member(fund, by=secretary, title="ด.ช.", first_name="ปุณณวิช", last_name="แซ่ตัน")

    made = prints.receipt(fund, collect(fund, [member, other], treasurer))

    assert has(
        made, "ใบเสร็จรับเงิน", fund.name_th, "เล่มที่ 1", "เลขที่ 1/2561", NAME, "ด.ช.ปุณณวิช แซ่ตัน สมาชิกเลขที่ 2",
        "1 ม.ค. 2561 ถึง 31 ธ.ค. 2561", "730.00", "เจ็ดร้อยสามสิบบาทถ้วน", "รับที่ศาลาหมู่ 3", "นางประไพ ทองคำ",
    ) == []  # fmt: skip
    assert (page_count(made), font_families(made)) == (1, {"Sarabun"})


def test_a_receipt_for_many_gives_the_sum_of_each_source(fund, secretary, treasurer):
    people = [make_member(fund, by=secretary, first_name=f"คนที่{number}") for number in range(prints.NAMED + 1)]

    made = prints.receipt(fund, collect(fund, people, treasurer))

    assert has(made, "เงินสัจจะ", "2,555.00") == []
    assert has(made, "คนที่3") == ["คนที่3"]
    assert page_count(made) == 1


def test_a_receipt_of_a_donation_names_its_source(fund, treasurer):
    donation = ledger.account(fund, "income", "donation")
    receipt = ledger.receive(
        fund, key=uuid4(), payer="วัดราไวย์", lines=[(donation, Decimal("1000.25"))], into=cash_of(fund), on=MAY_DAY,
        by=treasurer,
    )  # fmt: skip

    assert has(prints.receipt(fund, receipt), "วัดราไวย์", "เงินบริจาค", "1,000.25", "หนึ่งพันบาทยี่สิบห้าสตางค์") == []


def test_a_claim_form_before_and_after_the_decision(fund, member, secretary, chair):
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    before = prints.claim(fund, Claim.objects.with_records().get(pk=claim.pk))
    approvals.decide(claim, key=uuid4(), verdict=Verdict.REFUSE, on=AUGUST, by=chair, reason="ไม่มีใบรับรองแพทย์ (ข้อ 12)")

    after = prints.claim(fund, Claim.objects.with_records().get(pk=claim.pk))

    assert has(before, "แบบคำขอรับสวัสดิการ", "คำขอเลขที่ 1/2561", NAME, "58", "เจ็บป่วย", "500.00", "นางสาวมาลี ชาวเล") == []
    assert has(before, "ไม่มีใบรับรองแพทย์", "นายสมบูรณ์ ราไวย์") == ["ไม่มีใบรับรองแพทย์", "นายสมบูรณ์ ราไวย์"]
    assert has(after, "ไม่มีใบรับรองแพทย์ (ข้อ 12)", "นายสมบูรณ์ ราไวย์", "14 สิงหาคม 2561") == []
    assert (page_count(before), page_count(after)) == (1, 1)


def test_a_copy_says_that_it_is_one(fund, paid):
    assert has(prints.voucher(fund, paid.voucher), "สำเนา") == ["สำเนา"]
    assert has(prints.voucher(fund, paid.voucher, copy=True), "สำเนา") == []


def test_the_same_paper_printed_twice_is_the_same_file(fund, paid):
    assert prints.voucher(fund, paid.voucher) == prints.voucher(fund, paid.voucher)
