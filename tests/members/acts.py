"""Claims made by the acts alone, and what the kept totals say of them."""

from dataclasses import replace
from decimal import Decimal

from members import claims
from tests.factories import MAY_DAY


def asked(member, **changes):
    request = claims.Request(
        person=member.person, membership=member, category="illness", occurred_on=MAY_DAY, judged=Decimal(500),
        amount=Decimal(500),
    )  # fmt: skip
    return replace(request, **changes)


def counted(scope):
    """What the kept totals say since founding, by measure: (count, baht, outsiders apart)."""
    return {
        (row.measure, row.line, row.outsiders): (row.count, row.amount)
        for row in scope.totals.as_of(None)
        if (row.count, row.amount) != (0, 0)
    }
