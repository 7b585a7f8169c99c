from decimal import Decimal

import pytest

from members.models import Beneficiary, Claim
from tests.cast import signed_in
from tests.factories import (
    make_claim,
    make_member,
)

from .claiming import DAY, HTMX, LATELY, TODAY, calculate, file_with, filled, hospital, url, written
from .pages import faults, words
from .rules import SEASIDE, adopt


def test_the_sum_is_shown_with_every_step_before_anything_is_filed(fund, member, secretary, rules):
    response = calculate(signed_in(secretary), hospital(fund, member), until_on=written(LATELY + 5 * DAY))

    assert response.context["sum"].amount == Decimal(500)
    assert [step.code for step in response.context["sum"].steps] == [
        "member_since", "payee_allowed", "pays_units_left", "cap_baht_within", "total",
    ]  # fmt: skip
    assert [(limit.used, limit.granted, limit.left) for limit in response.context["limits"]] == [
        ("0 คืน", "5 คืน", "15 คืน"), ("0 บาท", "500 บาท", "1,500 บาท"),
    ]  # fmt: skip
    assert response.context["form"]["amount"].value() == "500.00"
    assert Claim.objects.count() == 0


def test_the_sum_is_shown_while_typing(fund, member, secretary, rules):
    client, page = signed_in(secretary), hospital(fund, member)
    sent = filled(client.get(page), until_on=written(LATELY + 2 * DAY))

    response = client.post(page, sent, headers=HTMX)

    assert "<html" not in response.content.decode()
    assert "200.00" in words(response)


def test_a_claim_is_filed_with_what_the_rule_allows(fund, member, secretary, rules):
    client, page = signed_in(secretary), hospital(fund, member)
    shown = calculate(client, page, until_on=written(LATELY + 5 * DAY))

    response = client.post(page, filled(shown, until_on=written(LATELY + 5 * DAY)) | {"step": "save"})

    claim = Claim.objects.get()
    assert response.headers["Location"] == url("claim", fund, claim.pk)
    assert (claim.person, claim.membership, claim.term) == (member.person, member, rules["hospital"])
    assert (claim.judged, claim.amount, claim.occurred_on, claim.until_on) == (
        Decimal(500), Decimal(500), LATELY, LATELY + 5 * DAY,
    )  # fmt: skip
    assert (claim.by, claim.filed_on, claim.claimant, claim.facts["lines"][0]["amount"]) == (
        secretary, TODAY, "นางสมหญิง ใจดี", "100.00",
    )  # fmt: skip


def test_the_same_form_sent_twice_files_once(fund, member, secretary, rules):
    client, page = signed_in(secretary), hospital(fund, member)
    sent = filled(calculate(client, page, until_on=written(LATELY + DAY)), until_on=written(LATELY + DAY))

    answers = [client.post(page, sent | {"step": "save"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [url("claim", fund, Claim.objects.get().pk)] * 2


def test_a_sum_may_be_lowered_with_a_reason(fund, member, secretary, rules):
    client, page = signed_in(secretary), hospital(fund, member)

    without = file_with(client, page, LATELY + 5 * DAY, amount="๓๐๐")
    file_with(client, page, LATELY + 5 * DAY, amount="300", reason="ขอเท่าที่จ่ายจริง")

    assert faults(without) == ["reason"]
    assert list(Claim.objects.values_list("judged", "amount", "reason")) == [
        (Decimal(500), Decimal(300), "ขอเท่าที่จ่ายจริง")
    ]


@pytest.mark.parametrize("amount", ["500.01", "0", "-1", "ห้าร้อย", "1.999", ""])
def test_a_sum_that_cannot_be_is_refused_beside_its_box(fund, member, secretary, rules, amount):
    client, page = signed_in(secretary), hospital(fund, member)

    response = file_with(client, page, LATELY + 5 * DAY, amount=amount)

    assert faults(response) == ["amount"]
    assert Claim.objects.count() == 0


def test_a_sum_that_has_changed_since_it_was_shown_is_shown_again(fund, member, secretary, treasurer):
    adopt(fund, by=secretary, text=SEASIDE)
    page, other = (
        url("claim-new", fund, member=member.pk, occurred_on=written(day), benefit="aid")
        for day in (LATELY, LATELY + DAY)
    )
    client, second = signed_in(secretary), signed_in(treasurer)
    sent = filled(calculate(client, page, items="5"), items="5")
    second.post(other, filled(calculate(second, other, items="8"), items="8") | {"step": "save"})

    response = client.post(page, sent | {"step": "save"})

    assert (sent["amount"], response.context["sum"].amount, Claim.objects.count()) == ("500.00", Decimal(200), 1)
    assert faults(response) == ["__all__", "amount"]


def test_a_stay_that_ends_before_it_begins_is_said_at_its_field(fund, member, secretary, rules):
    response = calculate(signed_in(secretary), hospital(fund, member), until_on=written(LATELY - DAY))

    assert (faults(response), response.context["sum"]) == (["until_on"], None)


def test_what_the_rule_refuses_cannot_be_filed(fund, secretary, rules):
    newcomer = make_member(fund, by=secretary, on=TODAY - 60 * DAY, first_name="ใหม่")
    page = url("claim-new", fund, member=newcomer.pk, occurred_on=written(LATELY), benefit="death")
    Beneficiary.objects.create(membership=newcomer, name="นายสมหวัง ใจดี", relation="spouse", valid_from=TODAY - 60 * DAY)
    client = signed_in(secretary)

    shown = calculate(client, page, receiver="heir0")
    client.post(page, filled(shown, receiver="heir0", amount="3000") | {"step": "save"})

    assert [step.code for step in shown.context["sum"].refusals] == ["no_step"]
    assert 'value="save"' not in shown.content.decode()
    assert Claim.objects.count() == 0


def test_filing_asks_the_same_queries_however_much_was_claimed_before(
    fund, member, secretary, rules, django_assert_num_queries
):
    client, page = signed_in(secretary), hospital(fund, member)
    sent = filled(client.get(page), until_on=written(LATELY + DAY)) | {"step": "type"}
    for place in (1, 2, 3):
        make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY - place * DAY)
        if place in (1, 3):
            with django_assert_num_queries(SUM_QUERIES):
                client.post(page, sent)


# Session, user, fund, offices; the member; the rules of the day and their benefits, read twice as a book; who is named;
# what was used; the same occurrence; the consent to health papers; the fund for its menu. What this rule does not ask
# for is not looked up.
SUM_QUERIES = 10
