"""How much room the caps of a rule leave: what was used in each period, what is granted, what is left.

Amounts are whole satang in here, units and times are counted.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funds.rules.cases import FactMissing, Usage
from funds.rules.occurrences import Occurrence, first_days
from funds.rules.tenure import DAY, Span, year_around
from funds.rules.terms import UNITS, Cap, Pay, RuleBook, Term
from welfare.money import from_satang, to_satang


@dataclass(frozen=True, slots=True)
class Meter:
    """One cap in one period: its limit, what was used before, what this case takes, what is left.

    Baht for a cap of baht, counts for others. `start` and `end` (the first day after) are None for a
    cap per occurrence or per life.
    """

    key: str
    cap: Cap
    limit: Decimal
    used: Decimal
    granted: Decimal
    start: date | None = None
    end: date | None = None

    @property
    def left(self) -> Decimal:
        """Give what is left after this case."""
        return max(self.limit - self.used - self.granted, Decimal(0))


# A period by its first day and the first day after it; None for a whole occurrence or a life.
Period = tuple[date, date] | None
# What an earlier payment counts on a day: the unit, how many, and whole satang.
Counted = tuple[date, str, int, int]


class Tally:
    """One cap being counted: what was used and what is granted in each period, and the room that leaves."""

    __slots__ = ("_entries", "_granted", "_last", "_used", "cap", "joined_on", "key", "limit", "pay", "year")

    def __init__(
        self, cap: Cap, limit: Decimal, *, scope: str, year: str, joined_on: date | None, pay: Pay | None = None
    ) -> None:
        self.cap = cap
        self.limit = to_satang(limit) if cap.of == "baht" else int(limit)
        self.year = cap.year or year
        self.joined_on = joined_on
        self.pay = pay
        per = cap.per if isinstance(cap.per, str) else cap.per.written()
        whose = "" if cap.whose == "person" else f".{cap.whose}"
        self.key = f"{scope}.{cap.of}.{per}{whose}"
        self._used: dict[Period, int] = {}
        self._granted: dict[Period, int] = {}
        self._entries: list[tuple[date, int, bool]] = []
        self._last: Period = None

    def is_of_one_occurrence(self) -> bool:
        """Say whether the cap looks at this occurrence of this person alone, which happens once."""
        return self.cap.per == "occurrence" and self.cap.whose == "person"

    def takes(self, pay: Pay) -> bool:
        """Say whether what that part of a term pays counts against this cap."""
        if self.pay is not None and self.pay is not pay:
            return False
        return self.cap.of == "baht" or UNITS.get(pay.per) == self.cap.of

    def count(self, day: date, quantity: int) -> None:
        """Count what was used before."""
        self._add(day, quantity, self._used, is_new=False)

    def count_lines(self, counted: list[Counted]) -> None:
        """Count an earlier payment laid on its days; days in one period are summed first."""
        of, is_baht = self.cap.of, self.cap.of == "baht"
        period: Period = None
        total = 0
        for day, unit, units, satang in counted:
            if not is_baht and UNITS.get(unit) != of:
                continue
            if isinstance(self.cap.per, Span):
                self.count(day, satang if is_baht else units)
                continue
            if period is None or not period[0] <= day < period[1]:
                self._used[period] = self._used.get(period, 0) + total
                period, total = self.period(day), 0
            total += satang if is_baht else units
        self._used[period] = self._used.get(period, 0) + total

    def grant(self, day: date, quantity: int) -> None:
        """Count what this case takes."""
        self._add(day, quantity, self._granted, is_new=True)

    def _add(self, day: date, quantity: int, totals: dict[Period, int], *, is_new: bool) -> None:
        if isinstance(self.cap.per, Span):
            self._entries.append((day, quantity, is_new))
        else:
            period = self.period(day)
            totals[period] = totals.get(period, 0) + quantity

    def period(self, day: date) -> Period:
        """Give the period that holds `day`: of a cap per any so many years the fullest window around it."""
        per = self.cap.per
        if per in ("occurrence", "life"):
            return None
        if self._last is not None and self._last[0] <= day < self._last[1]:
            return self._last
        if per == "year":
            self._last = year_around(day, self.year, self.joined_on)
        elif per == "month":
            first = day.replace(day=1)
            self._last = first, Span(1).after(first)
        elif per == "day":
            self._last = day, day + DAY
        elif isinstance(per, Span):
            return self._fullest_window(day, per)
        return self._last

    def _fullest_window(self, day: date, length: Span) -> Period:
        starts = {on for on, _quantity, _new in self._entries if on <= day < length.after(on)} | {day}
        windows = [(start, length.after(start)) for start in sorted(starts, reverse=True)]
        return max(windows, key=lambda window: sum(self._figures(window)))

    def _figures(self, period: Period) -> tuple[int, int]:
        """Give what was used and what is granted in a period."""
        if period is None or not isinstance(self.cap.per, Span):
            return self._used.get(period, 0), self._granted.get(period, 0)
        used = granted = 0
        for day, quantity, is_new in self._entries:
            if period[0] <= day < period[1]:
                used, granted = (used, granted + quantity) if is_new else (used + quantity, granted)
        return used, granted

    def used_around(self, day: date) -> int:
        """Give what was used before in the period that holds `day`."""
        return self._figures(self.period(day))[0]

    def room(self, day: date) -> int:
        """Give what may still be granted on `day`, never below zero."""
        used, granted = self._figures(self.period(day))
        return max(self.limit - used - granted, 0)

    def meter(self, day: date) -> Meter:
        """Give the state of the cap in the period that holds `day`."""
        period = self.period(day)
        figures = (self.limit, *self._figures(period))
        limit, used, granted = (from_satang(n) if self.cap.of == "baht" else Decimal(n) for n in figures)
        start, end = period or (None, None)
        return Meter(self.key, self.cap, limit, used, granted, start, end)


def spread(usage: Usage, term: Term | None) -> list[Counted]:
    """Lay an earlier payment on its days: each night at its rate on its date, the rest on the day `on`.

    Raises FactMissing("used.amount") when the amount is not given and no fixed rate tells it.
    """
    if usage.lines:
        return [(line.on, line.unit, line.units, to_satang(line.amount)) for line in usage.lines]
    by_date = next((pay for pay in term.pays if pay.per in ("night", "day")), None) if term else None
    unit = by_date.per if by_date else "night"
    total = to_satang(_amount(usage, term) if usage.amount is None else usage.amount)
    counted: list[Counted] = []
    if usage.nights:
        nights = len(usage.nights)
        each, rest = divmod(total, nights)
        if by_date and by_date.amount is not None:
            each = min(to_satang(by_date.amount), each)
            rest = total - each * nights
        counted = [(night, unit, 1, each) for night in usage.nights]
        total = rest
    for name, count in ((unit, usage.night_count), ("child", usage.children), ("item", usage.items)):
        if count:
            counted.append((usage.on, name, count, total))
            total = 0
    if total or not counted:
        counted.append((usage.on, "once", 1, total))
    return counted


def _amount(usage: Usage, term: Term | None) -> Decimal:
    counts = {
        "once": 1,
        "night": len(usage.nights) + usage.night_count,
        "day": len(usage.nights) + usage.night_count,
        "child": usage.children or 1,
        "item": usage.items or 1,
    }
    amount = Decimal(0)
    for pay in term.pays if term else ():
        if pay.amount is None or pay.of:
            raise FactMissing("used.amount")
        count = counts[pay.per] if pay.units_max is None else min(counts[pay.per], pay.units_max)
        amount += pay.amount * count
    return amount


def tallies_of(book: RuleBook, occurrence: Occurrence) -> list[Tally]:
    """Give the caps that bear on an occurrence, counted up to now: of its parts, its term, the book and the purse."""
    return _Counting(book, occurrence).tallies()


class _Counting:
    """The counting of all caps of one occurrence: each earlier payment is laid on its days once."""

    def __init__(self, book: RuleBook, occurrence: Occurrence) -> None:
        self.book = book
        self.occurrence = occurrence
        self.terms = {term.code: term for term in book.terms}
        self.laid: dict[int, list[Counted]] = {}

    def tallies(self) -> list[Tally]:
        book, term, case = self.book, self.occurrence.term, self.occurrence.case
        own = (term.code,)
        tallies = []
        for pay in term.pays:
            most = self._units_max(pay)
            if most is not None and pay.per in UNITS:
                cap = Cap(of=UNITS[pay.per], per="occurrence", limit=Decimal(most), clause=pay.clause or term.clause)
                tallies.append(self._tally(cap, term.code, own, pay))
        tallies += [self._tally(cap, term.code, own) for cap in term.caps]
        for cap in book.caps:
            if not cap.terms or term.code in cap.terms:
                codes = cap.terms or tuple(self.terms)
                tallies.append(self._tally(cap, cap.code or "+".join(cap.terms) or "all", codes))
        if book.purse is not None and not case.is_member:
            purse = Cap(of="baht", per="year", limit=book.purse, whose="purse", clause=book.purse_clause)
            tallies.append(self._tally(purse, "non_members", ()))
        return tallies

    def _units_max(self, pay: Pay) -> int | None:
        """Give how many units of a part an occurrence may have; a step may say its own number."""
        if pay.ladder is None or all(rung.units_max is None for rung in pay.ladder.rungs):
            return pay.units_max
        measures = self.occurrence.measures
        for rung in pay.ladder.rungs:
            if rung.units_max is not None and measures.within(pay.ladder.by, rung.reach):
                return rung.units_max
        return pay.units_max

    def _limit(self, cap: Cap) -> Decimal:
        if cap.ladder is None:
            return cap.limit or Decimal(0)
        measures = self.occurrence.measures
        fitting = [rung for rung in cap.ladder.rungs if measures.within(cap.ladder.by, rung.reach)]
        return fitting[0].amount if fitting else Decimal(0)

    def _tally(self, cap: Cap, scope: str, codes: tuple[str, ...], pay: Pay | None = None) -> Tally:
        case = self.occurrence.case
        joined_on = case.joined_on if case.is_member else None
        tally = Tally(cap, self._limit(cap), scope=scope, year=self.book.cap_year, joined_on=joined_on, pay=pay)
        if cap.whose == "purse":
            for on, amount in case.purse_used:
                tally.count(on, to_satang(amount))
            return tally
        people = [self.occurrence.prior if cap.per == "occurrence" else case.used]
        if cap.whose == "family":
            is_one = cap.per == "occurrence"
            people.append(self.occurrence.of_family(codes) if is_one else case.family_used)
        for usages in people:
            if cap.of == "times":
                for code in codes:
                    for day in first_days([usage for usage in usages if usage.term == code], self.terms.get(code)):
                        tally.count(day, 1)
                continue
            for usage in usages:
                if usage.term in codes:
                    tally.count_lines(self._spread(usage))
        return tally

    def _spread(self, usage: Usage) -> list[Counted]:
        if id(usage) not in self.laid:
            self.laid[id(usage)] = spread(usage, self.terms.get(usage.term))
        return self.laid[id(usage)]
