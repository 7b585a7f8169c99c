from decimal import Decimal

import pytest
from django.utils.translation import gettext

from funds.models import Measure, Office, Voucher
from members.models import Payout
from tests.cast import signed_in
from tests.factories import (
    appoint,
    approve,
    cash_of,
    give,
    make_user,
)

from .claiming import LATELY, TODAY, url, written
from .pages import faults, words


def entry(fund, form, **typed):
    return {
        "key": str(form["key"].value()), "cash": cash_of(fund).pk, "on": written(TODAY), "payee": form["payee"].value(),
        "witness": "นายวิชัย สุขใจ",
    } | typed  # fmt: skip


def test_paying_reads_back_what_will_happen_to_the_money_first(fund, approved, treasurer):
    client, page = signed_in(treasurer), url("claim-payout", fund, approved.pk)

    response = client.post(page, entry(fund, client.get(page).context["form"]) | {"step": "check"})

    assert [value for _label, value in response.context["answers"]][:3] == [
        "นางสมหญิง ใจดี", "500.00 บาท (ห้าร้อยบาทถ้วน)", after("10,000.00", "9,500.00"),
    ]  # fmt: skip
    assert Payout.objects.count() == 0


def after(before, left):
    return gettext("%(before)s → %(after)s baht left") % {"before": before, "after": left}


def kept(scope):
    return {
        row.measure: (row.count, row.amount)
        for row in scope.totals.as_of(None)
        if row.measure in (Measure.MONEY, Measure.BENEFIT, Measure.HELPED)
    }


def test_paying_makes_the_voucher_and_moves_every_total_by_the_sum(fund, approved, treasurer):
    client, page = signed_in(treasurer), url("claim-payout", fund, approved.pk)
    sent = entry(fund, client.get(page).context["form"]) | {"step": "save"}

    answers = [client.post(page, sent) for _ in range(2)]

    voucher = Voucher.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [url("claim", fund, approved.pk)] * 2
    assert (str(voucher.number), voucher.payee, voucher.witness, voucher.amount) == (
        "1", "นางสมหญิง ใจดี", "นายวิชัย สุขใจ", Decimal(500),
    )  # fmt: skip
    assert kept(fund) == kept(fund.province) == {
        Measure.MONEY: (0, Decimal(9500)), Measure.BENEFIT: (1, Decimal(500)), Measure.HELPED: (1, Decimal(0)),
    }  # fmt: skip


def test_more_than_an_account_holds_is_refused_beside_it(fund, claim, chair, treasurer):
    give(fund, "499.99", by=treasurer)
    approve(claim, by=chair, on=LATELY)
    client, page = signed_in(treasurer), url("claim-payout", fund, claim.pk)

    response = client.post(page, entry(fund, client.get(page).context["form"]) | {"step": "check"})

    assert faults(response) == ["cash"]
    assert "499.99" in words(response)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"on": "1/1/2550"}, "on"),
        ({"payee": ""}, "payee"),
        ({"cash": ""}, "cash"),
        ({"cash": "999999"}, "cash"),
        ({"key": "x"}, "key"),
    ],
)
def test_a_payment_that_is_not_whole_is_asked_for_again(fund, approved, treasurer, typed, field):
    client, page = signed_in(treasurer), url("claim-payout", fund, approved.pk)

    response = client.post(page, entry(fund, client.get(page).context["form"], **typed) | {"step": "save"})

    assert faults(response) == [field]
    assert Payout.objects.count() == 0


def test_cash_of_another_fund_is_no_choice(fund, other_fund, approved, treasurer):
    client, page = signed_in(treasurer), url("claim-payout", fund, approved.pk)

    response = client.post(
        page, entry(fund, client.get(page).context["form"], cash=cash_of(other_fund).pk) | {"step": "save"}
    )

    assert faults(response) == ["cash"]


def test_who_approved_is_told_that_another_pays(fund, claim, treasurer):
    both = make_user("both.rawai")
    for office in (Office.TREASURER, Office.COMMITTEE):
        appoint(both, office, fund)
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=both, on=LATELY)
    client, page = signed_in(both), url("claim-payout", fund, claim.pk)
    shown = client.get(page)

    sent = client.post(page, entry(fund, shown.context["form"]) | {"step": "save"})

    assert (shown.context["is_own"], faults(sent), Payout.objects.count()) == (True, ["__all__"], 0)


def test_what_is_not_approved_leads_back_to_the_claim(fund, claim, treasurer):
    response = signed_in(treasurer).get(url("claim-payout", fund, claim.pk))

    assert response.headers["Location"] == url("claim", fund, claim.pk)
