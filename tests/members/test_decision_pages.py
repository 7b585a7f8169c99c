from decimal import Decimal
from uuid import uuid4

import pytest

from funds.models import Office
from members.models import Decision
from tests.cast import signed_in
from tests.factories import (
    appoint,
    make_claim,
    make_user,
)
from welfare.money import format_baht

from .claiming import LATELY, TODAY, url, written
from .pages import faults


def decide(client, page, **typed):
    form = client.get(page).context["form"]
    sent = {"key": str(form["key"].value()), "on": written(TODAY), "amount": format_baht(form["amount"].value())}
    sent["step"] = "save"
    return client.post(page, sent | typed)


def test_a_second_person_approves(fund, claim, chair):
    response = decide(signed_in(chair), url("claim-decision", fund, claim.pk), verdict="approve")

    assert response.headers["Location"] == url("claim", fund, claim.pk)
    decision = Decision.objects.get()
    assert (decision.verdict, decision.amount, decision.on, decision.by) == ("approve", Decimal(500), TODAY, chair)


def test_a_refusal_says_why_and_by_which_clause(fund, claim, chair):
    page = url("claim-decision", fund, claim.pk)

    without = decide(signed_in(chair), page, verdict="refuse")
    decide(signed_in(chair), page, verdict="refuse", reason="ไม่มีใบรับรองแพทย์", clause="ข้อ 12")

    assert faults(without) == ["reason"]
    assert list(Decision.objects.values_list("verdict", "amount", "reason")) == [
        ("refuse", Decimal(0), "ไม่มีใบรับรองแพทย์ (ข้อ 12)")
    ]


def test_an_approval_may_be_lowered_with_a_reason_and_never_raised(fund, claim, chair):
    client, page = signed_in(chair), url("claim-decision", fund, claim.pk)

    raised = decide(client, page, verdict="approve", amount="500.01")
    silent = decide(client, page, verdict="approve", amount="300")
    decide(client, page, verdict="approve", amount="300", reason="ใบรับรองมี 3 คืน")

    assert (faults(raised), faults(silent)) == (["amount"], ["reason"])
    assert Decision.objects.get().amount == Decimal(300)


@pytest.mark.parametrize(("typed", "field"), [({}, "verdict"), ({"verdict": "approve", "on": "1/1/2550"}, "on")])
def test_a_decision_that_is_not_whole_is_asked_for_again(fund, claim, chair, typed, field):
    assert faults(decide(signed_in(chair), url("claim-decision", fund, claim.pk), **typed)) == [field]


def test_who_filed_a_claim_is_told_that_another_decides(fund, member):
    committee = make_user("committee.rawai")
    appoint(committee, Office.COMMITTEE, fund)
    claim = make_claim(fund, by=committee, person=member.person, membership=member, on=LATELY)
    client, page = signed_in(committee), url("claim-decision", fund, claim.pk)

    shown = client.get(page)
    sent = client.post(page, {"key": str(uuid4()), "verdict": "approve", "on": written(TODAY), "step": "save"})

    assert (shown.context["is_own"], '<form class="form"' in shown.content.decode()) == (True, False)
    assert (faults(sent), Decision.objects.count()) == (["__all__"], 0)


def test_a_decision_sent_twice_is_made_once(fund, claim, chair):
    client, page = signed_in(chair), url("claim-decision", fund, claim.pk)
    sent = {"key": str(uuid4()), "verdict": "approve", "amount": "500", "on": written(TODAY), "step": "save"}

    answers = [client.post(page, sent) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [url("claim", fund, claim.pk)] * 2
    assert Decision.objects.count() == 1
