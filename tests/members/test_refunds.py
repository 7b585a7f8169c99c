from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from funds import books as fund_books
from funds import ledger, policies
from funds.models import Refund, Rejoining, Transfer, Voucher
from funds.policies import Terms
from members import books, contributions, enrolment, openings, refunds
from members.contributions import Paid
from members.models import EndReason
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_applicant,
    make_claim,
    make_contribution,
    make_member,
    make_resolution,
    pay,
)  # fmt: skip


@pytest.fixture
def member(fund, treasurer):
    policies.adopt(fund, Terms(refund=Refund.UNHELPED), since=JAN_2560, by=treasurer)
    made = make_member(fund, by=treasurer)
    contributions.collect(
        fund, key=uuid4(), payer="ก", paid=[Paid(made, Decimal("20"), is_entry_fee=True)], into=cash_of(fund),
        on=JAN_2560, by=treasurer,
    )  # fmt: skip
    make_contribution(made, "365.00", by=treasurer)
    return made


def leave(member, by, reason=EndReason.LEFT):
    return enrolment.leave(member, key=uuid4(), reason=reason, on=AUGUST, by=by)


def test_who_resigns_unhelped_gets_contributions_back_but_not_the_entry_fee(fund, treasurer, member):
    left = leave(member, treasurer)

    voucher = refunds.give_back(left, cash=cash_of(fund), on=AUGUST, by=treasurer, witness="นายวิชัย สุขใจ")

    assert (voucher.amount, voucher.payee, voucher.purpose, voucher.witness) == (
        Decimal("365.00"), "นางสมหญิง ใจดี", "คืนเงินสัจจะแก่สมาชิกเลขที่ 1 เมื่อพ้นสภาพ", "นายวิชัย สุขใจ",
    )  # fmt: skip
    moved = Transfer.objects.get(voucher=voucher)
    assert (moved.debit.line, moved.credit.kind, moved.amount) == ("members", "cash", Decimal("365.00"))
    assert cash_of(fund).balance == Decimal("20.00")
    assert fund_books.faults(fund.province) + books.faults(fund.province) == []


def test_contributions_are_given_back_once(fund, treasurer, member):
    left = leave(member, treasurer)

    made = [refunds.give_back(left, cash=cash_of(fund), on=AUGUST, by=treasurer) for _ in range(2)]

    assert (made[0], Voucher.objects.count(), refunds.voucher_of(left)) == (made[1], 1, made[0])


@pytest.mark.parametrize("reason", [EndReason.LAPSED, EndReason.DIED, EndReason.EXPELLED])
def test_who_does_not_leave_freely_gets_nothing_back(fund, treasurer, member, reason):
    left = leave(member, treasurer, reason)

    with pytest.raises(refunds.NothingToGiveBack):
        refunds.give_back(left, cash=cash_of(fund), on=AUGUST, by=treasurer)


def test_who_is_still_a_member_gets_nothing_back(fund, treasurer, member):
    with pytest.raises(refunds.NothingToGiveBack):
        refunds.give_back(member, cash=cash_of(fund), on=AUGUST, by=treasurer)


def test_a_fund_that_never_gives_back_gives_nothing(fund, treasurer, member):
    policies.adopt(fund, Terms(refund=Refund.NEVER), since=MAY_DAY, by=treasurer)

    assert refunds.refund(member, reason=EndReason.LEFT, on=AUGUST) == Decimal(0)


def test_who_was_helped_once_gets_nothing_back(fund, treasurer, chair, secretary, member):
    give(fund, "1000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    approve(claim, by=chair)
    payout = pay(claim, by=treasurer)

    assert refunds.refund(member, reason=EndReason.LEFT, on=AUGUST) == Decimal(0)

    ledger.reverse(payout.transfer, key=uuid4(), on=AUGUST, by=treasurer, reason="จ่ายผิดคน")
    assert refunds.refund(member, reason=EndReason.LEFT, on=AUGUST) == Decimal("365.00")


def test_help_that_only_the_paper_knows_counts_too(fund, treasurer, member):
    openings.keep_facts(fund, [openings.Facts(member, JAN_2560, has_been_helped=True)], on=JAN_2560, by=treasurer)

    assert refunds.refund(member, reason=EndReason.LEFT, on=AUGUST) == Decimal(0)


def test_each_share_gives_back_what_it_received(fund, treasurer, member):
    shares = [("สวัสดิการ", 50), ("หมุนเวียน", 30), ("สำรอง", 20)]
    policies.adopt(fund, Terms(refund=Refund.UNHELPED, shares=shares), since=date(2018, 6, 1), by=treasurer)
    make_contribution(member, "365.01", by=treasurer, on=date(2018, 6, 1))

    voucher = refunds.give_back(leave(member, treasurer), cash=cash_of(fund), on=AUGUST, by=treasurer)

    assert voucher.amount == Decimal("730.01")
    left = {str(one.name): one.balance for one in fund.accounts.filter(kind="income", line="members")}
    assert left == {"": Decimal(0), "สวัสดิการ": Decimal(0), "หมุนเวียน": Decimal(0), "สำรอง": Decimal(0)}


def test_money_that_is_not_there_is_not_given_back(fund, treasurer, member):
    bank = ledger.account(fund, "bank")

    with pytest.raises(ledger.NotEnoughMoney):
        refunds.give_back(leave(member, treasurer), cash=bank, on=AUGUST, by=treasurer)

    assert Voucher.objects.count() == 0


# Coming back.


def rejoin(fund, by, on):
    applicant = make_applicant(citizen_id="1100000000008")
    return enrolment.enrol(
        fund, key=uuid4(), applicant=applicant, branch=None, plan="yearly", on=on,
        resolution=make_resolution(fund, by=by, on=on), by=by,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rejoining", "expected"), [(Rejoining.RESTART, date(2018, 8, 14)), (Rejoining.CARRY_ON, date(2018, 4, 30))]
)
def test_length_of_membership_restarts_or_carries_on_as_the_fund_decided(fund, treasurer, rejoining, expected):
    policies.adopt(fund, Terms(rejoining=rejoining), since=JAN_2560, by=treasurer)
    first = rejoin(fund, treasurer, JAN_2560)
    enrolment.leave(first, key=uuid4(), reason=EndReason.LEFT, on=date(2017, 5, 1), by=treasurer)

    again = rejoin(fund, treasurer, AUGUST)

    assert (again.rejoins, again.joined_on, again.tenure_from) == (first, AUGUST, expected)
    # 106 days as a member before, and no day of the time between.
    assert first.tenure_from is not None
    assert (date(2017, 5, 1) - first.tenure_from).days == 106
