"""Whom the files are about: a member, and a fund whose books have begun."""

from datetime import date
from decimal import Decimal

import pytest

from funds.models import Source
from members import openings
from tests.factories import cash_of, make_member

OPENED = date(2018, 6, 30)


@pytest.fixture
def member(fund, secretary):
    return make_member(fund, by=secretary)


@pytest.fixture
def opened(fund, treasurer):
    """The books begin with 10,000 baht, of which 400 are named as contributions."""
    openings.open_books(
        fund, money={cash_of(fund): Decimal(10000)}, sources={Source.MEMBERS: Decimal(400)}, on=OPENED, by=treasurer
    )
