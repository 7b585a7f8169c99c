from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from members import claim_refusals, claim_steps, claims
from members.models import Claim, ClaimAct, ClaimState, ClaimStep
from tests.cast import signed_in
from tests.factories import approve, cash_of, give

from .acts import asked
from .claiming import LATELY, TODAY, url, written


def take(claim, act, by, note="เหตุผล"):
    return claim_steps.take(claim, act, key=uuid4(), note=note, on=LATELY, by=by)


def state(claim):
    return Claim.objects.with_state().get(pk=claim.pk).state


def test_a_claim_goes_back_and_comes_in_again(claim, chair, secretary):
    take(claim, ClaimAct.RETURNED, chair)
    returned = state(claim)
    take(claim, ClaimAct.REPAIRED, secretary)

    assert (returned, state(claim)) == (ClaimState.RETURNED, ClaimState.WAITING)


def test_a_withdrawn_claim_is_neither_decided_nor_paid_and_may_be_claimed_anew(fund, member, claim, chair, secretary):
    take(claim, ClaimAct.WITHDRAWN, secretary)

    with pytest.raises(claim_refusals.NotTheirTurn):
        approve(claim, by=chair, on=LATELY)
    again = claims.file(fund, asked(member, occurred_on=LATELY), key=uuid4(), on=LATELY, by=secretary)
    assert (state(claim), state(again)) == (ClaimState.WITHDRAWN, ClaimState.WAITING)


def test_an_approved_claim_may_still_be_withdrawn(fund, approved, secretary, treasurer):
    take(approved, ClaimAct.WITHDRAWN, secretary)

    with pytest.raises(claim_refusals.NotApproved):
        claims.pay(approved, key=uuid4(), cash=cash_of(fund), on=LATELY, by=treasurer)


@pytest.mark.parametrize("act", [ClaimAct.REPAIRED, ClaimAct.CONFIRMED])
def test_a_step_out_of_its_order_is_refused(claim, secretary, act):
    with pytest.raises(claim_refusals.NotTheirTurn):
        take(claim, act, secretary)
    with pytest.raises(IntegrityError, match="in order"), transaction.atomic():
        ClaimStep.objects.create(key=uuid4(), claim=claim, act=act, note="x", on=LATELY, by=secretary)


def test_who_filed_does_not_send_back_and_who_repaired_does_not_decide(claim, secretary, chair, treasurer):
    with pytest.raises(claim_refusals.OwnClaim):
        take(claim, ClaimAct.RETURNED, secretary)
    take(claim, ClaimAct.RETURNED, chair)
    take(claim, ClaimAct.REPAIRED, treasurer)

    with pytest.raises(claim_refusals.OwnClaim):
        approve(claim, by=treasurer, on=LATELY)


def test_on_the_page_a_claim_is_sent_back_mended_approved_paid_and_confirmed(
    fund, claim, secretary, chair, treasurer
):  # fmt: skip
    give(fund, "10000.00", by=treasurer)
    clerk, decider, payer = (signed_in(user) for user in (secretary, chair, treasurer))

    def send(client, page, **typed):
        return client.post(page, {"key": str(uuid4()), "on": written(TODAY), "step": "save"} | typed)

    decision, payout = url("claim-decision", fund, claim.pk), url("claim-payout", fund, claim.pk)
    send(decider, decision, verdict="return", reason="ขาดใบรับรองแพทย์")
    shown = clerk.get(url("claim-repair", fund, claim.pk)).content.decode()
    send(clerk, url("claim-repair", fund, claim.pk), note="แนบใบรับรองแล้ว")
    checked = send(decider, decision, verdict="approve", amount="500", step="check")
    send(decider, decision, verdict="approve", amount="500")
    send(payer, payout, cash=cash_of(fund).pk, payee="นางสมหญิง ใจดี", witness="นายพยาน")
    send(clerk, url("claim-confirmation", fund, claim.pk), note="ลงชื่อในใบสำคัญแล้ว")

    assert "ขาดใบรับรองแพทย์" in shown
    assert checked.templates[0].name == "members/claim_decision_check.html"
    told = clerk.get(url("claim", fund, claim.pk)).context["life"]
    assert [(each.by, each.note) for each in told] == [
        (secretary.display_name, ""), (chair.display_name, "ขาดใบรับรองแพทย์"), (secretary.display_name, "แนบใบรับรองแล้ว"),
        (chair.display_name, ""), (treasurer.display_name, told[4].note), (secretary.display_name, "ลงชื่อในใบสำคัญแล้ว"),
    ]  # fmt: skip
    assert "นายพยาน" in told[4].note


def test_cash_needs_a_witness_and_a_transfer_its_slip(fund, approved, treasurer):
    client, page = signed_in(treasurer), url("claim-payout", fund, approved.pk)
    bank = fund.accounts.get_or_create(kind="bank", defaults={"name": "ธนาคารออมสิน"})[0]
    fund.accounts.filter(pk=bank.pk).update(balance=bank.balance)
    sent = {"key": str(uuid4()), "on": written(TODAY), "payee": "นางสมหญิง ใจดี"}

    answers = [client.post(page, sent | {"cash": place.pk}) for place in (cash_of(fund), bank)]

    assert [set(answer.context["form"].errors) & {"witness", "proof"} for answer in answers] == [{"witness"}, set()]


def test_an_officer_of_the_province_says_why_they_stand_in(fund, claim, province_officer):
    client, page = signed_in(province_officer), url("claim-decision", fund, claim.pk)
    sent = {"key": str(uuid4()), "on": written(TODAY), "verdict": "approve", "amount": "500", "step": "save"}

    silent = client.post(page, sent)
    client.post(page, sent | {"standing_in": "กองทุนมีกรรมการคนเดียว"})

    assert set(silent.context["form"].errors) == {"standing_in"}
    assert claim.stand_ins.get().by == province_officer
    assert "กองทุนมีกรรมการคนเดียว" in client.get(url("claim", fund, claim.pk)).content.decode()
