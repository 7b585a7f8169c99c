"""What a rule measures on a case: tenure, age, years paid, counts, and the facts that a fund names itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from funds.rules.cases import Case, FactMissing
from funds.rules.tenure import DAY, Span, between
from funds.rules.terms import COUNT_MEASURES, SPAN_MEASURES, Reach

# Where years paid are given as a number without a day of joining, they are laid on a calendar from here.
_ANY_DAY = date(2001, 1, 1)

Value = Span | Decimal | str | bool | None


class Measures:
    """The measures of one case on the first day of its occurrence."""

    __slots__ = ("_counts", "case", "day")

    def __init__(self, case: Case, day: date, counts: Mapping[str, int]) -> None:
        self.case = case
        self.day = day
        self._counts = counts

    def _stretch(self, name: str) -> tuple[date, date] | None:
        """Give the day a span is measured from and the day to; None for the tenure of who is not a member."""
        case = self.case
        if name == "age":
            if case.born_on is None:
                raise FactMissing("born_on")
            return case.born_on, max(self.day, case.born_on)
        if name == "years_paid" and case.years_paid is not None:
            start = case.joined_on or _ANY_DAY
            return start, case.years_paid.after(start)
        if not case.is_member:
            return None
        if case.joined_on is None:
            raise FactMissing("joined_on")
        end = self.day
        if name == "years_paid" and case.paid_through is not None:
            end = min(end, case.paid_through + DAY)
        return case.joined_on, max(end, case.joined_on)

    def value(self, name: str) -> Value:
        """Give the measure to show. Raises FactMissing."""
        if name in SPAN_MEASURES:
            stretch = self._stretch(name)
            return None if stretch is None else between(*stretch)
        if name in COUNT_MEASURES:
            return Decimal(self._counts[name])
        fact = self.case.facts.get(name)
        if fact is None:
            raise FactMissing(name)
        return fact

    def number(self, name: str) -> Decimal:
        """Give a named fact that is a number. Raises FactMissing when it is not given, or is no number."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, Decimal):
            raise FactMissing(name)
        return value

    def within(self, name: str, reach: Reach) -> bool:
        """Say whether the measure lies within `reach`. Raises FactMissing."""
        if name in SPAN_MEASURES:
            stretch = self._stretch(name)
            if stretch is None:
                return False
            start, day = stretch
            after_start = not isinstance(reach.start, Span) or reach.start.after(start) <= day
            return after_start and (not isinstance(reach.end, Span) or day < reach.end.after(start))
        if reach.choices:
            return self.value(name) in reach.choices
        number = self.number(name)
        after_start = not isinstance(reach.start, Decimal) or reach.start <= number
        return after_start and (not isinstance(reach.end, Decimal) or number < reach.end)
