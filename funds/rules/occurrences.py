"""One occurrence (a stay, a birth, a death) as a whole: the case at hand and what was paid for it before."""

from collections.abc import Iterable
from datetime import date

from funds.rules.cases import Case, FactMissing, Usage
from funds.rules.measures import Measures
from funds.rules.tenure import DAY
from funds.rules.terms import RuleBook, Term


def is_dated(term: Term | None) -> bool:
    """Say whether the term pays by the night or day alone, so that an occurrence is known by its dates."""
    return term is not None and all(pay.per in ("night", "day") for pay in term.pays)


def is_same_occurrence(usage: Usage, name: str, on: date, nights: set[date], *, by_dates_only: bool) -> bool:
    """Say whether a payment was for the occurrence: by its name, else by touching nights, else by the day.

    With `by_dates_only` the same day alone does not make two payments one occurrence.
    """
    if usage.occurrence and name:
        return usage.occurrence == name
    if any(night in nights or night + DAY in nights or night - DAY in nights for night in usage.dates()):
        return True
    return not by_dates_only and usage.on == on


def first_days(usages: Iterable[Usage], term: Term | None) -> list[date]:
    """Give the first day of each distinct occurrence among usages of one term: a stay paid in two parts is one."""
    by_dates_only = is_dated(term)
    found: list[tuple[Usage, date, set[date]]] = []
    for usage in sorted(usages, key=_first_day):
        if not usage.is_paid():
            continue
        for other, first, nights in found:
            is_one = is_same_occurrence(usage, other.occurrence, first, nights, by_dates_only=by_dates_only)
            if usage.person == other.person and is_one:
                nights.update(usage.dates())
                break
        else:
            found.append((usage, _first_day(usage), set(usage.dates())))
    return [first for _usage, first, _nights in found]


def _first_day(usage: Usage) -> date:
    return min((usage.on, *usage.dates()))


class Occurrence:
    """What is asked for now, and `prior`, the payments made for the same occurrence before.

    `start` is its first day, on which tenure, age and waiting are measured, also when an earlier part of it
    was claimed before. `dates` are the nights (or days) asked for that nobody paid yet; `counts` and
    `prior_counts` count the whole occurrence and its earlier part.
    """

    __slots__ = ("asked_dates", "case", "counts", "dates", "measures", "prior", "prior_counts", "start", "term")

    def __init__(self, book: RuleBook, case: Case) -> None:
        self.case = case
        self.term = book.term(case.term)
        self.asked_dates = self._asked_dates()
        same = self._same()
        self.prior = [usage for usage in same if usage.is_paid()]
        self.start = min([case.occurred_on, *(_first_day(usage) for usage in same)]) if same else case.occurred_on
        paid = {night for usage in case.used if usage.term == case.term for night in usage.nights}
        self.dates = tuple(day for day in self.asked_dates if day not in paid) if paid else self.asked_dates
        self.prior_counts = self._prior_counts()
        fresh = len(self.dates)
        self.counts = {
            "nights": self.prior_counts["nights"] + fresh,
            "days": self.prior_counts["days"] + fresh,
            "children": self.prior_counts["children"] + case.children,
            "items": self.prior_counts["items"] + case.items,
        }
        self.measures = Measures(case, self.start, self.counts)

    def _asked_dates(self) -> tuple[date, ...]:
        unit = next((pay.per for pay in self.term.pays if pay.per in ("night", "day")), "")
        dates = self.case.dates(unit or "night")
        if dates is None and unit and is_dated(self.term):
            raise FactMissing("until_on")
        return dates or ()

    def _same(self) -> list[Usage]:
        """Find the earlier payments for the same occurrence, also through one another."""
        own = [usage for usage in self.case.used if usage.term == self.term.code]
        found: list[Usage] = []
        if not own:
            return found
        name, on, by_dates_only = self.case.occurrence, self.case.occurred_on, is_dated(self.term)
        nights = set(self.asked_dates)
        while True:
            more = [u for u in own if is_same_occurrence(u, name, on, nights, by_dates_only=by_dates_only)]
            if not more:
                return found
            own = [usage for usage in own if not any(usage is other for other in more)]
            found += more
            nights.update(night for usage in more for night in usage.dates())

    def _prior_counts(self) -> dict[str, int]:
        counts = {"nights": 0, "days": 0, "children": 0, "items": 0}
        for usage in self.prior:
            nights = len(usage.nights) + usage.night_count
            counts["nights"] += nights
            counts["days"] += nights
            counts["children"] += usage.children
            counts["items"] += usage.items
        return counts

    def of_family(self, codes: tuple[str, ...]) -> tuple[Usage, ...]:
        """Find what others of the family were paid for the same occurrence: a fire, a flood, one stay."""
        nights, name, on = set(self.asked_dates), self.case.occurrence, self.case.occurred_on
        return tuple(
            usage
            for usage in self.case.family_used
            if usage.term in codes and is_same_occurrence(usage, name, on, nights, by_dates_only=is_dated(self.term))
        )

    def before(self) -> Measures:
        """Measure the occurrence as its earlier part stood."""
        return Measures(self.case, self.start, self.prior_counts)
