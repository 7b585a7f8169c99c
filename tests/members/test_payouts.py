from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import ledger
from funds.models import Measure, Office, Voucher
from members import approvals, books, claims, enrolment
from members.models import Claim, ClaimState, Helped, HelpedInProvince, Payout, Verdict
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    appoint,
    approve,
    cash_of,
    citizen_id,
    give,
    make_applicant,
    make_claim,
    make_member,
    make_outsider,
    make_user,
    pay,
)
from welfare.models import LogEntry

from .acts import counted


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def claim(fund, member, secretary):
    return make_claim(fund, by=secretary, person=member.person, membership=member)


@pytest.fixture
def approved(claim, chair, treasurer, fund):
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=chair)
    return claim


def test_paying_moves_the_approved_sum_from_cash_to_the_costs_of_its_kind(fund, approved, treasurer):
    before = counted(fund)

    payout = pay(approved, by=treasurer)

    assert cash_of(fund).balance == Decimal(9500)
    assert (payout.transfer.debit.kind, payout.transfer.debit.line, payout.transfer.debit.outsiders) == (
        "benefit", "illness", False,
    )  # fmt: skip
    paid = {
        (Measure.MONEY, "", False): (0, Decimal(9500)),
        (Measure.BENEFIT, "illness", False): (1, Decimal(500)),
        (Measure.HELPED, "", False): (1, Decimal(0)),
    }
    assert counted(fund) == before | paid
    assert counted(fund.province) == counted(fund)
    assert books.faults(fund.province) == []


def test_the_voucher_says_whom_and_what_for_in_thai(approved, treasurer):
    voucher = pay(approved, by=treasurer).voucher

    assert (str(voucher), voucher.payee, voucher.purpose, voucher.amount) == (
        "1/2561", "นางสมหญิง ใจดี", "เจ็บป่วย · นางสมหญิง ใจดี · 1 พฤษภาคม 2561", Decimal(500),
    )  # fmt: skip


def test_what_is_not_approved_is_not_paid(claim, treasurer, chair):
    with pytest.raises(claims.NotApproved):
        pay(claim, by=treasurer)
    approvals.decide(claim, key=uuid4(), verdict=Verdict.REFUSE, on=MAY_DAY, by=chair, reason="ไม่ครบ 6 เดือน")

    with pytest.raises(claims.NotApproved):
        pay(claim, by=treasurer)


def test_who_approved_a_claim_does_not_pay_it(fund, approved, chair):
    with pytest.raises(claims.OwnClaim):
        pay(approved, by=chair)

    assert Payout.objects.count() == 0


def test_a_claim_is_paid_once(fund, approved, treasurer):
    key = uuid4()
    paid = [claims.pay(approved, key=key, cash=cash_of(fund), on=MAY_DAY, by=treasurer) for _ in range(2)]

    assert paid[0] == paid[1]
    with pytest.raises(claims.AlreadyPaid):
        pay(approved, by=treasurer)
    assert cash_of(fund).balance == Decimal(9500)


def test_paying_more_than_the_cash_box_holds_leaves_nothing_behind(fund, member, claim, chair, treasurer):
    give(fund, "499.99", by=treasurer)
    approve(claim, by=chair)

    with pytest.raises(ledger.NotEnoughMoney):
        pay(claim, by=treasurer)

    assert (Payout.objects.count(), Voucher.objects.count(), cash_of(fund).balance) == (0, 0, Decimal("499.99"))
    assert Claim.objects.unpaid().get() == claim


def test_cash_of_another_fund_does_not_pay(fund, other_fund, approved, treasurer):
    with pytest.raises(ledger.CrossesFunds):
        claims.pay(approved, key=uuid4(), cash=cash_of(other_fund), on=MAY_DAY, by=treasurer)


def test_nothing_is_paid_before_it_was_approved(fund, claim, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=chair, on=AUGUST)

    with pytest.raises(claims.TooEarly):
        pay(claim, by=treasurer, on=AUGUST - timedelta(days=1))


def test_each_act_is_on_the_trail(approved, treasurer, secretary, chair):
    pay(approved, by=treasurer)

    trail = LogEntry.objects.filter(subject="claim").order_by("pk")
    assert [(entry.act, entry.by, entry.facts["amount"]) for entry in trail.select_related("by")] == [
        ("filed", secretary, "500.00"), ("approve", chair, "500.00"), ("paid", treasurer, "500.00"),
    ]  # fmt: skip


def test_the_state_of_a_claim_is_read_from_its_records(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    days = [MAY_DAY + timedelta(days=day) for day in range(4)]
    waiting, refused, approved, paid = (
        make_claim(fund, by=secretary, person=member.person, membership=member, on=day) for day in days
    )
    approvals.decide(refused, key=uuid4(), verdict=Verdict.REFUSE, on=AUGUST, by=chair, reason="ซ้ำ")
    for each in (approved, paid):
        approve(each, by=chair, on=AUGUST)
    pay(paid, by=treasurer, on=AUGUST)

    found = Claim.objects.of(fund)
    assert {each.pk: each.state for each in found.with_state()} == {
        waiting.pk: ClaimState.WAITING, refused.pk: ClaimState.REFUSED, approved.pk: ClaimState.APPROVED,
        paid.pk: ClaimState.PAID,
    }  # fmt: skip
    assert {state: list(found.in_state(state)) for state in ClaimState.values} == {
        "waiting": [waiting], "approved": [approved], "refused": [refused], "paid": [paid],
        "returned": [], "withdrawn": [], "reversed": [],
    }  # fmt: skip
    assert found.count_by_state() == dict.fromkeys(("waiting", "approved", "paid", "refused"), 1)


def helped(scope):
    return {
        outsiders: row[0] for (measure, _line, outsiders), row in counted(scope).items() if measure == Measure.HELPED
    }


def test_a_person_helped_twice_is_two_cases_and_one_person(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    for day in (MAY_DAY, AUGUST):
        claim = make_claim(fund, by=secretary, person=member.person, membership=member, on=day)
        approve(claim, by=chair, on=day)
        pay(claim, by=treasurer, on=day)

    assert counted(fund)[Measure.BENEFIT, "illness", False] == (2, Decimal(1000))
    assert helped(fund) == {False: 1}
    assert Helped.objects.get().first_on == MAY_DAY


def test_a_payment_recorded_later_for_an_earlier_day_moves_the_day_of_first_help(
    fund, member, secretary, chair, treasurer
):
    give(fund, "10000.00", by=treasurer)
    for day in (AUGUST, MAY_DAY):
        claim = make_claim(fund, by=secretary, person=member.person, membership=member, on=day)
        approve(claim, by=chair, on=day)
        pay(claim, by=treasurer, on=day)

    june = date(2018, 6, 1)
    assert sum(row.count for row in fund.totals.filter(measure=Measure.HELPED).as_of(june)) == 1
    assert helped(fund) == {False: 1}
    assert books.faults(fund.province) == []


def test_a_neighbour_is_counted_apart_from_members(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider())
    approve(claim, by=chair)
    pay(claim, by=treasurer)

    assert helped(fund) == {True: 1}
    assert counted(fund)[Measure.BENEFIT, "illness", True] == (1, Decimal(500))


def test_a_neighbour_who_becomes_a_member_stays_one_person(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    number = citizen_id()
    applicant = make_applicant("อุไร", "ทะเลงาม", citizen_id=number)
    person = enrolment.person_of(applicant)
    first = make_claim(fund, by=secretary, person=person, on=JAN_2560)
    approve(first, by=chair, on=JAN_2560)
    pay(first, by=treasurer, on=JAN_2560)
    member = make_member(fund, by=secretary, on=MAY_DAY, first_name="อุไร", last_name="ทะเลงาม", citizen_id=number)
    second = make_claim(fund, by=secretary, person=person, membership=member, on=AUGUST)
    approve(second, by=chair, on=AUGUST)
    pay(second, by=treasurer, on=AUGUST)

    assert helped(fund) == {True: 1}
    assert Helped.objects.get().first_on == JAN_2560


def test_a_person_helped_by_two_funds_is_one_person_of_the_province(
    fund, other_fund, secretary, chair, treasurer, stranger
):
    person = make_outsider()
    other_chair = make_user("chair.chalong")
    appoint(other_chair, Office.CHAIR, other_fund)
    clerk = make_user("secretary.chalong")
    appoint(clerk, Office.SECRETARY, other_fund)
    for where, files, decides, pays, day in (
        (fund, secretary, chair, treasurer, AUGUST), (other_fund, clerk, other_chair, stranger, MAY_DAY),
    ):  # fmt: skip
        give(where, "10000.00", by=pays)
        claim = make_claim(where, by=files, person=person, on=day)
        approve(claim, by=decides, on=day)
        pay(claim, by=pays, on=day)

    assert (helped(fund), helped(other_fund), helped(fund.province)) == ({True: 1}, {True: 1}, {True: 1})
    assert HelpedInProvince.objects.get().first_on == MAY_DAY
    assert books.faults(fund.province) == []
