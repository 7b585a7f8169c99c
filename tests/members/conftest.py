"""Who and what the tests of claims stand on."""

import pytest

from tests.factories import approve, give, make_claim, make_member

from .claiming import LATELY
from .rules import adopt


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
