from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection

from funds.models import Appointment, Office, Transfer, Voucher
from members import claims
from members.models import Claim, Decision, Payout
from tests.cast import signed_in
from tests.factories import (
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_claim,
    make_member,
    make_outsider,
    make_user,
)
from welfare import thai
from welfare.models import LogEntry

from .claiming import url

BROWSERS = 20


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


def at_once(count, act):
    """Do `act` in as many threads at the same moment; give what each got: a result or the refusal's name."""
    together, got = Barrier(count), []

    def one(number):
        together.wait()
        try:
            got.append(act(number))
        except Exception as refusal:
            got.append(type(refusal).__name__)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


@pytest.mark.django_db(transaction=True)
def test_a_claim_signed_and_paid_from_twenty_browsers_at_once_is_paid_once(fund, claim, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    day = thai.typed_date(thai.today())
    decided = {"verdict": "approve", "amount": "500", "on": day, "step": "save"}
    paid = {"cash": cash_of(fund).pk, "payee": "นางสมหญิง ใจดี", "witness": "นายวิชัย สุขใจ", "on": day, "step": "save"}
    answers = []

    for user, page, typed in ((chair, "claim-decision", decided), (treasurer, "claim-payout", paid)):
        browsers, where = [signed_in(user) for _browser in range(BROWSERS)], url(page, fund, claim.pk)
        keys = [str(uuid4()) for _browser in browsers]
        answers += at_once(BROWSERS, lambda number: browsers[number].post(where, typed | {"key": keys[number]}))  # noqa: B023

    # Who came late is told so, in the form or on the page of the claim; nobody sees an error.
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert (Decision.objects.count(), Payout.objects.count(), Voucher.objects.count()) == (1, 1, 1)
    assert cash_of(fund).balance == Decimal(9500)
    assert len([each for each in LogEntry.objects.values_list("act", flat=True) if each in ("approve", "paid")]) == 2


def many():
    return 20 if connection.vendor == "postgresql" else 5


@pytest.mark.django_db(transaction=True)
def test_a_claim_approved_and_paid_by_many_at_once_is_paid_once(fund, approved, treasurer):
    count = many()
    cash = cash_of(fund)

    got = at_once(count, lambda number: claims.pay(approved, key=uuid4(), cash=cash, on=MAY_DAY, by=treasurer).amount)

    assert sorted(got, key=str) == sorted([Decimal(500), *["AlreadyPaid"] * (count - 1)], key=str)
    assert (Payout.objects.count(), Voucher.objects.count(), cash_of(fund).balance) == (1, 1, Decimal(9500))


@pytest.mark.django_db(transaction=True)
def test_one_click_sent_many_times_pays_once(fund, approved, treasurer):
    key, cash = uuid4(), cash_of(fund)

    got = at_once(many(), lambda number: claims.pay(approved, key=key, cash=cash, on=MAY_DAY, by=treasurer).pk)

    assert got == [Payout.objects.get().pk] * many()
    assert Transfer.objects.filter(key=key).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_decided_by_many_at_once_is_decided_once(fund, claim, chair):
    deciders = [make_user(f"committee{number}") for number in range(many())]
    Appointment.objects.bulk_create(
        Appointment(user=user, office=Office.COMMITTEE, fund=fund, since=JAN_2560) for user in deciders
    )

    got = at_once(many(), lambda number: approve(claim, by=deciders[number]).verdict)

    assert sorted(got) == sorted(["approve", *["AlreadyDecided"] * (many() - 1)])
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_claims_filed_by_many_at_once_have_numbers_without_gaps(fund, secretary):
    people = [make_outsider(f"ชื่อ{number}") for number in range(many())]

    at_once(many(), lambda number: make_claim(fund, by=secretary, person=people[number]).number)

    assert sorted(Claim.objects.values_list("number", flat=True)) == list(range(1, many() + 1))
