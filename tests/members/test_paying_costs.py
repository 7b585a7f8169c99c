"""What a payment asks of the database, whatever it writes: fifteen statements, and two for who is helped first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from members.models import Payout
from tests.cast import signed_in
from tests.factories import approve, cash_of, give, make_claim, make_member, pay

from .claiming import LATELY, TODAY, url, written

pytestmark = pytest.mark.django_db(transaction=True)


def claimed(fund, member, days, secretary, chair):
    claim = make_claim(
        fund, by=secretary, person=member.person, membership=member, on=LATELY - timedelta(days=days), amount="100.00"
    )
    approve(claim, by=chair, on=LATELY)
    return claim


def asked(client, fund, claim):
    """Send the form of a payment and count the statements that it sent, as the bench does."""
    sent = []

    def count(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    form = {
        "key": str(uuid4()), "cash": cash_of(fund).pk, "on": written(TODAY), "payee": "นางสมหญิง ใจดี",
        "witness": "นายวิชัย สุขใจ", "step": "save",
    }  # fmt: skip
    with connection.execute_wrapper(count):
        client.post(url("claim-payout", fund, claim.pk), form)
    assert Payout.objects.filter(claim=claim).exists()
    return len(sent)


def test_paying_a_claim_asks_fifteen_statements(fund, secretary, chair, treasurer):
    give(fund, "1000.00", by=treasurer)
    member, newcomer = (make_member(fund, by=secretary) for _each in range(2))
    pay(claimed(fund, member, 30, secretary, chair), by=treasurer, on=LATELY)
    client = signed_in(treasurer)

    again = asked(client, fund, claimed(fund, member, 20, secretary, chair))
    first = asked(client, fund, claimed(fund, newcomer, 20, secretary, chair))

    assert (again, first) == (15, 17)
