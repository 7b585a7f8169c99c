from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from funds import ledger
from members import claims
from tests.factories import (
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_claim,
    make_member,
    make_outsider,
    pay,
)

from .acts import asked


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


def plain(value):
    return (
        value.hex if connection.vendor == "sqlite" and hasattr(value, "hex") and not isinstance(value, float) else value
    )


def insert(table, **columns):
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [plain(value) for value in columns.values()])


def raw_decision(claim, by, amount=50000):
    insert(
        "members_decision", key=uuid4(), claim_id=claim.pk, verdict="approve", amount=amount, reason="",
        on="2018-05-01", by_id=by.pk, at="2018-05-01 00:00:00+00:00",
    )  # fmt: skip


def raw_payout(claim, paper, by, amount=50000):
    voucher, transfer = paper
    insert(
        "members_payout", key=uuid4(), claim_id=claim.pk, transfer_id=transfer.pk, voucher_id=voucher.pk,
        fund_id=claim.fund_id, person_id=claim.person_id, category=claim.category, outsider=claim.is_for_outsider,
        amount=amount, on="2018-05-01", by_id=by.pk, at="2018-05-01 00:00:00+00:00",
    )  # fmt: skip


def money_out(claim, by, amount="500.00"):
    costs = ledger.account(claim.fund, "benefit", claim.category)
    return ledger.pay_out(
        claim.fund, key=uuid4(), payee="x", purpose="x", costs=costs, amount=Decimal(amount), cash=cash_of(claim.fund),
        on=MAY_DAY, by=by,
    )  # fmt: skip


def test_the_database_refuses_a_decision_by_who_filed(claim, secretary):
    with pytest.raises(IntegrityError, match="decided by another person"):
        raw_decision(claim, secretary)


def test_the_database_refuses_a_decision_above_the_claim(claim, chair):
    with pytest.raises(IntegrityError, match="never raised"):
        raw_decision(claim, chair, amount=50001)


def test_the_database_refuses_a_second_decision(claim, chair):
    approve(claim, by=chair)

    with pytest.raises(IntegrityError):
        raw_decision(claim, chair)


def test_the_database_refuses_a_payout_without_approval(fund, claim, treasurer):
    give(fund, "10000.00", by=treasurer)

    with pytest.raises(IntegrityError, match="another person approved"):
        raw_payout(claim, money_out(claim, treasurer), treasurer)


def test_the_database_refuses_a_payout_by_who_approved(approved, chair):
    with pytest.raises(IntegrityError, match="another person approved"):
        raw_payout(approved, money_out(approved, chair), chair)


def test_the_database_refuses_a_payout_of_another_sum(approved, treasurer):
    with pytest.raises(IntegrityError, match="another person approved"):
        raw_payout(approved, money_out(approved, treasurer, "400.00"), treasurer, amount=40000)


def test_the_database_refuses_a_second_payout_for_a_claim(approved, treasurer):
    pay(approved, by=treasurer)

    with pytest.raises(IntegrityError):
        raw_payout(approved, money_out(approved, treasurer), treasurer)


@pytest.mark.parametrize("table", ["members_claim", "members_decision", "members_payout"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET amount = amount - 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_record(approved, treasurer, table, statement):
    pay(approved, by=treasurer)

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_database_refuses_a_claim_of_a_member_of_another_fund(other_fund, member, secretary):
    with pytest.raises(IntegrityError, match="stays in its fund"), transaction.atomic():
        claims.file(other_fund, asked(member), key=uuid4(), on=MAY_DAY, by=secretary)


def test_the_database_refuses_help_to_a_neighbour_without_a_reason(fund, member, secretary):
    request = asked(member, person=make_outsider(), membership=None)

    with pytest.raises(IntegrityError, match="help_to_outsiders_has_a_reason"), transaction.atomic():
        claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)
