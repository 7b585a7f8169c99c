from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from members import claim_refusals, claims
from members.models import Beneficiary, Claim, Decision
from tests.factories import MAY_DAY, approve, give, make_claim, make_member, make_outsider, pay

from .acts import asked


def themselves(member, user):
    member.person.account = user
    member.person.save()


def household(member, user):
    other = make_outsider("พี่น้อง")
    other.account = user
    for person in (other, member.person):
        person.house_number, person.moo, person.place = "12/3", 2, "บ้านในสวน"
        person.save()


def named(member, user):
    heir = make_outsider("ลูกสาว", "ใจดี")
    heir.account = user
    heir.save()
    Beneficiary.objects.create(membership=member, name=heir.name, relation="child", valid_from=date(2017, 1, 15))


STAKES = pytest.mark.parametrize("stake", [themselves, household, named], ids=lambda act: act.__name__)


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@STAKES
def test_who_has_a_stake_does_not_file(fund, member, secretary, stake):
    stake(member, secretary)

    with pytest.raises(claim_refusals.OwnClaim):
        claims.file(fund, asked(member), key=uuid4(), on=MAY_DAY, by=secretary)


@STAKES
def test_who_has_a_stake_does_not_decide(fund, member, secretary, chair, stake):
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    stake(member, chair)

    with pytest.raises(claim_refusals.OwnClaim):
        approve(claim, by=chair)
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        Decision.objects.create(key=uuid4(), claim=claim, verdict="approve", amount=Decimal(500), on=MAY_DAY, by=chair)


@STAKES
def test_who_has_a_stake_does_not_pay(fund, member, secretary, chair, treasurer, stake):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    approve(claim, by=chair)
    stake(member, treasurer)

    with pytest.raises(claim_refusals.OwnClaim):
        pay(claim, by=treasurer)


def test_the_database_refuses_a_claim_filed_for_oneself(fund, member, secretary):
    themselves(member, secretary)

    with pytest.raises(IntegrityError, match="no stake"), transaction.atomic():
        Claim.objects.create(
            key=uuid4(), fund=fund, year=2561, number=1, person=member.person, membership=member, category="illness",
            occurred_on=MAY_DAY, judged=Decimal(500), amount=Decimal(500), filed_on=MAY_DAY, by=secretary,
        )  # fmt: skip


def test_an_empty_address_is_no_household(fund, member, secretary):
    other = make_outsider("พี่น้อง")
    other.account = secretary
    other.save()

    assert claims.file(fund, asked(member), key=uuid4(), on=MAY_DAY, by=secretary).by == secretary


def test_who_receives_the_money_does_not_pay_it(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    approve(claim, by=chair)
    person = make_outsider("เหรัญญิก", "ทองคำ")
    person.account = treasurer
    person.save()

    with pytest.raises(claim_refusals.OwnClaim):
        claims.pay(
            claim, key=uuid4(), cash=fund.accounts.get(kind="cash"), on=MAY_DAY, by=treasurer, payee="เหรัญญิก ทองคำ"
        )
