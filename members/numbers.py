"""Who in a fund holds a citizen ID: asked by its hash, in the least words that a database takes."""

from funds.models import Fund
from welfare import citizen, joined

from .models import Membership, Person

# An exact number is what is typed most at a counter: by the models the question costs ten times its answer.
HOLDER = f"""
    SELECT membership.id
    FROM {Person._meta.db_table} AS person
    JOIN {Membership._meta.db_table} AS membership ON membership.person_id = person.id
    WHERE person.citizen_hash = %s AND membership.fund_id = %s
    ORDER BY membership.id DESC LIMIT 1
    """  # noqa: S608 -- no word here was typed by anyone


def holder(fund: Fund, number: str) -> int | None:
    """Give the primary key of the latest membership in `fund` of who holds `number` (13 digits); None where nobody."""
    found = joined.rows(HOLDER, [citizen.keyed_hash(number), fund.pk])
    return found[0][0] if found else None
