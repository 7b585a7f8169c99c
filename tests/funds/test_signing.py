from decimal import Decimal

import pytest
from django.urls import reverse

from funds import signing
from funds.models import Signers, SigningRule
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, make_resolution
from welfare import thai


def typed(fund, **more):
    return {
        "since": thai.typed_date(thai.today()), "body": "committee", "meeting": "3/2569",
        "resolved_on": thai.typed_date(thai.today()), "who0": "committee", "count0": "2", "above0": "0",
    } | more  # fmt: skip


def test_a_fund_that_adopted_nothing_asks_for_a_second_person(fund):
    assert signing.steps_for(fund, Decimal(1), filed_on=MAY_DAY) == (signing.Step(Signers.COMMITTEE),)


def test_a_rule_without_a_step_for_every_claim_is_refused(fund, secretary):
    with pytest.raises(signing.NoStepForAll):
        signing.adopt(
            fund, [signing.Step(Signers.CHAIR, 1, Decimal(1))], since=JAN_2560, by=secretary,
            resolution=make_resolution(fund, by=secretary),
        )  # fmt: skip


def test_a_version_never_begins_before_the_one_in_force(fund, secretary):
    resolution = make_resolution(fund, by=secretary)
    signing.adopt(fund, [signing.Step(Signers.CHAIR)], since=MAY_DAY, by=secretary, resolution=resolution)

    with pytest.raises(signing.TooLate):
        signing.adopt(fund, [signing.Step(Signers.CHAIR)], since=JAN_2560, by=secretary, resolution=resolution)


def test_a_rule_is_typed_checked_and_adopted(fund, chair):
    client, page = signed_in(chair), reverse("funds:signing-rule-new", args=[fund.code])
    more = {"who1": "chair", "count1": "1", "above1": "5,000"}

    checked = client.post(page, typed(fund, **more))
    before = SigningRule.objects.count()
    saved = client.post(page, typed(fund, step="save", **more))

    assert checked.context["said"] == [
        ("ทุกคำขอ", "ประธานหรือกรรมการ ลงชื่อ 2 คน"), ("คำขอที่เกิน 5,000.00 บาท", "ประธาน ลงชื่อ 1 คน")
    ]  # fmt: skip
    assert (before, saved.status_code) == (0, 302)
    steps = signing.steps_for(fund, Decimal(5001), filed_on=thai.today())
    assert [(each.who, each.count, each.above) for each in steps] == [
        ("committee", 2, Decimal(0)), ("chair", 1, Decimal(5000))
    ]  # fmt: skip
    assert "มติ" in client.get(reverse("funds:signing-rules", args=[fund.code])).content.decode()


def test_a_rule_that_lets_small_claims_pass_unsigned_is_asked_for_again(fund, chair):
    page = reverse("funds:signing-rule-new", args=[fund.code])

    response = signed_in(chair).post(page, typed(fund, above0="100"))

    assert set(response.context["form"].errors) == {"who0"}
