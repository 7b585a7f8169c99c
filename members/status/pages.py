"""The pages that hold the rows of the numbers that are not of the books: answers, meetings, sources, the statement."""

from funds.models import Body

from .gathered import Gathered
from .tree import Rows


def answers(found: Gathered) -> Rows:
    """Give who answered what for the year, and when."""
    return Rows("members:status-history", (found.year,))


def meetings(found: Gathered, body: Body) -> Rows:
    """Give the resolutions that `body` passed in the year up to the day."""
    days = (("from", found.first.isoformat()), ("until", found.as_of.isoformat()))
    return Rows("members:resolutions", asked=(("body", str(body)), *days))


def sources(found: Gathered) -> Rows:
    """Give what came in by source, in the year and since founding."""
    return Rows("funds:sources", asked=_days(found))


def statement(found: Gathered) -> Rows:
    """Give the two sides of the statement of the year."""
    return Rows("funds:statement-draft", asked=_days(found))


def _days(found: Gathered) -> tuple[tuple[str, str], ...]:
    return (("first", found.first.isoformat()), ("last", found.as_of.isoformat()))
