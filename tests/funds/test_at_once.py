"""Many treasurers at once: no number is lost, doubled or out of order, and nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import Sum
from django.urls import reverse

from funds import books, summaries
from funds.models import Office, Receipt, Transfer, Voucher
from tests.cast import signed_in
from tests.factories import appoint, cash_of, give, make_user

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 2  # receipts of every treasurer
EVERY = ("income", "costs", "deposits")


def at_once(work, clients):
    """Let every client do its work in a thread of its own, all from the same moment."""
    start = Barrier(len(clients))

    def begin(client):
        try:
            start.wait(timeout=60)
            return work(client)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as threads:
        return list(threads.map(begin, clients))


def treasurers(fund, count):
    clients = []
    for number in range(count):
        user = make_user(f"treasurer{number}")
        appoint(user, Office.TREASURER, fund)
        clients.append(signed_in(user))
    return clients


def test_treasurers_who_post_at_once_leave_true_books(fund, treasurer):
    count = 50 if connection.vendor == "postgresql" else 8
    give(fund, "1.00", by=treasurer)
    clients, box, where = treasurers(fund, count), cash_of(fund).pk, reverse("funds:income", args=[fund.code])

    def receive(client):
        answers = []
        for _ in range(EACH):
            typed = {
                "key": str(uuid4()), "source": "donation", "amount": "10", "payer": "ผู้บริจาค", "into": box,
                "on": "15/1/2560", "note": "", "step": "save",
            }  # fmt: skip
            # A second click with the same key on the way.
            answers += [client.post(where, typed).status_code, client.post(where, typed).status_code]
        return answers

    answers = at_once(receive, clients)

    assert answers == [[302] * 2 * EACH] * count
    numbers = list(Receipt.objects.of(fund).order_by("pk").values_list("year", "number"))
    assert numbers == [(2560, number) for number in range(1, count * EACH + 2)]
    times = list(Receipt.objects.of(fund).order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
    assert Transfer.objects.of(fund).count() == count * EACH + 1
    assert fund.accounts.aggregate(all=Sum("balance"))["all"] == 0
    assert summaries.figures_of(fund).balance == cash_of(fund).balance == Decimal(10 * count * EACH + 1)
    assert books.faults(fund.province) == []


def test_treasurers_who_receive_pay_and_move_at_once_leave_true_books(fund, treasurer):
    count = 50 if connection.vendor == "postgresql" else 8
    give(fund, "100000.00", by=treasurer)
    clients, box, bank = treasurers(fund, count), cash_of(fund).pk, fund.accounts.get(kind="bank").pk
    facts = {
        "income": {"source": "lao", "payer": "เทศบาล", "into": box, "note": ""},
        "costs": {"line": "paper", "payee": "ร้าน", "purpose": "กระดาษ", "cash": box, "witness": ""},
        "deposits": {"credit": box, "debit": bank, "note": ""},
    }

    def work(client):
        answers = []
        for what in EVERY:
            asked = facts[what] | {"key": str(uuid4()), "amount": "10", "on": "15/1/2560", "step": "save"}
            # A second click with the same key on the way.
            answers += [client.post(f"/funds/rawai/money/{what}/new/", asked).status_code for _click in range(2)]
        return answers

    answers = at_once(work, clients)

    assert answers == [[302] * 6] * count
    for papers in (fund.receipts.exclude(number=1), Voucher.objects.filter(fund=fund)):
        first = 2 if papers.model is Receipt else 1
        assert list(papers.order_by("pk").values_list("year", "number")) == [
            (2560, number) for number in range(first, count + first)
        ]
    assert Transfer.objects.of(fund).count() == 3 * count + 1
    moved = Decimal(10 * count)
    balances = {account.line or account.kind: account.balance for account in fund.accounts.exclude(balance=0)}
    assert balances == {
        "cash": Decimal(100_000) - moved, "bank": moved, "paper": moved, "lao": -moved, "donation": Decimal(-100_000)
    }  # fmt: skip
    assert fund.accounts.aggregate(all=Sum("balance"))["all"] == 0
    assert books.faults(fund.province) == []
