"""Who and what the tests of claims stand on."""

from uuid import uuid4

import pytest

from members import enrolment
from members.models import EndReason, Person
from tests.factories import AUGUST, approve, give, make_claim, make_consent, make_contribution, make_member, pay

from .claiming import LATELY
from .rules import adopt
from .twice import LIKE, NUMBER


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def rules(fund, secretary):
    return adopt(fund, by=secretary)


@pytest.fixture
def claim(fund, member, secretary):
    return make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY)


@pytest.fixture
def approved(fund, claim, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    approve(claim, by=chair, on=LATELY)
    return claim


@pytest.fixture
def kept(fund, secretary):
    """A member since 2560 whose card was not at hand."""
    return make_member(fund, by=secretary, **LIKE, phone="").person


@pytest.fixture
def gone(fund, secretary, treasurer, chair):
    """The same woman entered a second time, with her card; she paid, was ill, was paid, and that entry has ended."""
    found = make_member(fund, by=secretary, **(LIKE | {"citizen_id": NUMBER, "no_citizen_id": ""}), phone="0812345678")
    give(fund, "10000.00", by=treasurer)
    make_contribution(found, by=treasurer)
    claim = make_claim(fund, by=secretary, person=found.person, membership=found)
    make_consent(claim, by=secretary)
    approve(claim, by=chair)
    pay(claim, by=treasurer)
    enrolment.leave(found, key=uuid4(), reason=EndReason.TWICE, on=AUGUST, by=secretary)
    return Person.objects.get(pk=found.person_id)
