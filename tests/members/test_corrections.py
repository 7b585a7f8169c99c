from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import corrections as books
from funds import ledger, policies, summaries
from funds.books import faults as faults_of_funds
from funds.models import AccountKind, Correction, CorrectionDecision, Cost, Transfer
from members import claims, contributions, corrections
from members.books import faults as faults_of_members
from members.models import Contribution, Helped, HelpedInProvince
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    cash_of,
    close_books,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    pay,
)
from welfare.models import LogEntry

KEY = UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def receipt(fund, treasurer):
    return make_contribution(make_member(fund, by=treasurer), "365.00", by=treasurer)


@pytest.fixture
def payout(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="500.00")
    approve(claim, by=chair)
    return pay(claim, by=treasurer)


def ask(paper, *, by, reason="พิมพ์ยอดผิด", on=AUGUST, key=None):
    return corrections.ask(paper.fund, paper, key=key or uuid4(), reason=reason, on=on, by=by)


def decide(asked, *, by, is_done=True, note="", key=None):
    return corrections.decide(asked, key=key or uuid4(), is_done=is_done, on=AUGUST, by=by, note=note)


def mirrors(paper):
    return list(
        Transfer.objects.filter(reversal_of__in=paper.transfers.all())
        .values_list("amount", "on", "note")
        .order_by("pk")
    )


def differences(fund):
    return faults_of_funds(fund.province) + faults_of_members(fund.province)


# Up to the limit.


def test_a_receipt_within_the_limit_is_turned_back_at_once_and_today(fund, receipt, treasurer):
    asked = ask(receipt, by=treasurer)

    assert (mirrors(receipt), asked.decision.is_done, asked.decision.needed, asked.decision.by) == (
        [(Decimal("365.00"), AUGUST, "พิมพ์ยอดผิด")], True, False, treasurer
    )  # fmt: skip
    assert (list(Contribution.objects.standing()), cash_of(fund).balance, differences(fund)) == ([], Decimal(0), [])


def test_days_of_a_contribution_turned_back_can_be_paid_again(fund, treasurer):
    member = make_member(fund, by=treasurer)
    paid = [contributions.Paid(member, Decimal(365), date(2018, 1, 1), date(2018, 12, 31))]
    facts = {"payer": "นาง", "paid": paid, "into": cash_of(fund), "by": treasurer}
    wrong = contributions.collect(fund, key=uuid4(), on=MAY_DAY, **facts)
    ask(wrong, by=treasurer)

    contributions.collect(fund, key=uuid4(), on=AUGUST, **facts)

    assert Contribution.objects.standing().count() == 1


def test_every_line_of_a_receipt_goes_back(fund, treasurer):
    member = make_member(fund, by=treasurer)
    paid = [contributions.Paid(member, Decimal(20), is_entry_fee=True), contributions.Paid(member, Decimal(30))]
    receipt = contributions.collect(
        fund, key=uuid4(), payer="นาง", paid=paid, into=cash_of(fund), on=MAY_DAY, by=treasurer
    )

    ask(receipt, by=treasurer)

    assert (mirrors(receipt), differences(fund)) == (
        [(Decimal("20.00"), AUGUST, "พิมพ์ยอดผิด"), (Decimal("30.00"), AUGUST, "พิมพ์ยอดผิด")], []
    )  # fmt: skip


def test_a_payout_turned_back_counts_no_case_and_no_person_and_the_claim_may_be_filed_anew(
    fund, payout, treasurer, secretary
):
    before = summaries.figures_of(fund)

    ask(payout.voucher, by=treasurer)

    after = summaries.figures_of(fund)
    assert ((before.cases, before.helped, before.paid), (after.cases, after.helped, after.paid)) == (
        (1, 1, Decimal(500)), (0, 0, Decimal(0))
    )  # fmt: skip
    assert (Helped.objects.count(), HelpedInProvince.objects.count(), differences(fund)) == (0, 0, [])
    again = make_claim(fund, by=secretary, person=payout.person, amount="500.00")
    assert again.number == payout.claim.number + 1


def test_help_before_a_payout_turned_back_goes_on_counting(fund, payout, treasurer, secretary, chair):
    later = make_claim(fund, by=secretary, person=payout.person, amount="100.00", on=date(2018, 5, 2))
    approve(later, by=chair, on=date(2018, 5, 2))
    second = pay(later, by=treasurer, on=date(2018, 5, 3))

    ask(payout.voucher, by=treasurer)

    assert list(Helped.objects.values_list("person", "first_on")) == [(payout.person_id, second.on)]
    assert differences(fund) == []


def test_the_voucher_of_a_running_cost_and_an_entry_without_a_paper_go_back(fund, treasurer):
    give(fund, "1000", by=treasurer)
    bank, cash = ledger.account(fund, AccountKind.BANK), cash_of(fund)
    voucher, _transfer = ledger.pay_out(
        fund, key=uuid4(), payee="ร้าน", purpose="กระดาษ", costs=ledger.account(fund, AccountKind.COST, Cost.PAPER),
        amount=Decimal(120), cash=cash, on=MAY_DAY, by=treasurer,
    )  # fmt: skip
    entry = ledger.post(key=uuid4(), debit=bank, credit=cash, amount=Decimal(300), on=MAY_DAY, by=treasurer)

    ask(voucher, by=treasurer)
    ask(entry, by=treasurer)

    cash.refresh_from_db()
    assert (cash.balance, entry.reversal.on, differences(fund)) == (Decimal(1000), AUGUST, [])


def test_the_limit_is_the_fund_s_own_of_that_day(fund, receipt, treasurer, secretary):
    policies.adopt(
        fund, replace(policies.Terms(), second_person_above=Decimal(100)), since=date(2018, 8, 1), by=secretary
    )

    assert [books.needs_second_person(fund, receipt.amount, on) for on in (MAY_DAY, AUGUST)] == [False, True]


def test_the_trail_says_who_asked_and_who_turned_back(fund, receipt, treasurer):
    ask(receipt, by=treasurer)

    acts = LogEntry.objects.filter(subject="receipt", subject_pk=receipt.pk).order_by("pk")
    assert list(acts.values_list("act", flat=True)) == [
        "received", "collected", "asked to turn back", "turned back",
    ]  # fmt: skip


# Above the limit.


@pytest.fixture
def large(fund, treasurer):
    return make_contribution(make_member(fund, by=treasurer), "730.00", by=treasurer)


def test_above_the_limit_nothing_moves_until_a_second_person_confirms(fund, large, treasurer, chair):
    asked = ask(large, by=treasurer)
    waits = mirrors(large), list(Correction.objects.of(fund).waiting())

    decision = decide(asked, by=chair)

    assert waits == ([], [asked])
    assert (mirrors(large), decision.needed, decision.by, list(Correction.objects.waiting())) == (
        [(Decimal("730.00"), AUGUST, "พิมพ์ยอดผิด")], True, chair, []
    )  # fmt: skip
    assert differences(fund) == []


def test_who_asked_does_not_decide(large, treasurer):
    asked = ask(large, by=treasurer)

    with pytest.raises(books.SamePerson):
        decide(asked, by=treasurer)

    assert (mirrors(large), CorrectionDecision.objects.count()) == ([], 0)


def test_the_database_refuses_the_same_person_too(large, treasurer):
    asked = ask(large, by=treasurer)

    with pytest.raises(IntegrityError, match="decided by another person"), transaction.atomic():
        CorrectionDecision.objects.create(key=KEY, correction=asked, is_done=True, needed=True, on=AUGUST, by=treasurer)


def test_a_declined_correction_moves_nothing_and_may_be_asked_for_again(large, treasurer, chair):
    asked = ask(large, by=treasurer)
    with pytest.raises(books.NoReason):
        decide(asked, by=chair, is_done=False, note=" ")
    decide(asked, by=chair, is_done=False, note="ใบเสร็จถูกต้องแล้ว")
    declined = mirrors(large)

    decide(ask(large, by=treasurer, reason="รับผิดคน"), by=chair)

    assert (declined, [row[2] for row in mirrors(large)]) == ([], ["รับผิดคน"])


def test_a_decision_is_made_once(large, treasurer, chair, secretary):
    asked = ask(large, by=treasurer)
    made = [decide(asked, by=chair, key=KEY) for _again in range(2)]

    assert (made[0], len(mirrors(large))) == (made[1], 1)
    with pytest.raises(books.AlreadyDecided):
        decide(asked, by=secretary, is_done=False, note="ไม่เห็นด้วย")


# What is refused.


def test_the_same_key_asks_once(receipt, treasurer):
    asked = [ask(receipt, by=treasurer, key=KEY) for _again in range(2)]

    assert (asked[0], len(mirrors(receipt)), CorrectionDecision.objects.count()) == (asked[1], 1, 1)


def test_a_paper_is_asked_for_once_and_turned_back_once(large, treasurer, secretary, chair):
    asked = ask(large, by=treasurer)
    with pytest.raises(books.AlreadyAsked):
        ask(large, by=secretary)
    with pytest.raises(IntegrityError, match="turned back once"), transaction.atomic():
        Correction.objects.create(key=KEY, fund=large.fund, receipt=large, reason="อีกครั้ง", on=AUGUST, by=secretary)
    decide(asked, by=chair)

    with pytest.raises(books.AlreadyTurnedBack):
        ask(large, by=secretary)


def test_a_reason_is_needed(receipt, treasurer):
    with pytest.raises(books.NoReason):
        ask(receipt, by=treasurer, reason="  ")


def test_an_entry_of_a_paper_and_a_reversal_do_not_go_back_by_themselves(receipt, treasurer):
    entry = receipt.transfers.get()
    with pytest.raises(books.NotByItself):
        ask(entry, by=treasurer)
    ask(receipt, by=treasurer)

    with pytest.raises(books.NotByItself):
        ask(entry.reversal, by=treasurer)


def test_money_that_is_gone_is_not_turned_back_and_nothing_is_asked(fund, receipt, treasurer):
    bank, cash = ledger.account(fund, AccountKind.BANK), cash_of(fund)
    ledger.post(key=uuid4(), debit=bank, credit=cash, amount=Decimal(300), on=MAY_DAY, by=treasurer)

    with pytest.raises(ledger.NotEnoughMoney):
        ask(receipt, by=treasurer)

    assert (Correction.objects.count(), mirrors(receipt)) == (0, [])


def test_a_paper_of_a_closed_month_goes_back_in_an_open_one_and_never_in_the_closed(fund, receipt, treasurer):
    close_books(fund, MAY_DAY, by=treasurer)

    with pytest.raises(ledger.MonthIsClosed):
        ask(receipt, by=treasurer, on=date(2018, 5, 31))
    ask(receipt, by=treasurer, on=AUGUST)

    assert [row[1] for row in mirrors(receipt)] == [AUGUST]


def test_a_correction_stays_in_its_fund(receipt, other_fund, treasurer):
    with pytest.raises(IntegrityError, match="stays in its fund"), transaction.atomic():
        corrections.ask(other_fund, receipt, key=KEY, reason="ผิด", on=AUGUST, by=treasurer)


@pytest.mark.parametrize("model", [Correction, CorrectionDecision])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_correction_and_its_decision(receipt, treasurer, model, act):
    ask(receipt, by=treasurer)

    def change():
        if act == "update":
            model.objects.update(on=MAY_DAY)
        else:
            model.objects.all()._raw_delete("default")

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        change()


def test_turning_a_payout_back_twice_with_one_key_does_it_once(payout, treasurer):
    mirror = [claims.turn_back(payout, key=KEY, on=AUGUST, by=treasurer, reason="จ่ายผิดคน") for _again in range(2)]

    assert (mirror[0], Transfer.objects.filter(reversal_of=payout.transfer).count()) == (mirror[1], 1)


def test_what_will_happen_is_said_before(receipt, payout):
    said = corrections.consequences(receipt), corrections.consequences(payout.voucher)

    assert [len(lines) for lines in said] == [3, 3]
    assert (receipt.transfers.get().amount, str(payout.claim) in said[1][1]) == (Decimal("365.00"), True)
