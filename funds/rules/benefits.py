"""Terms and facts in; out comes what is due, with its clause and every step of the sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funds.rules import wording
from funds.rules.caps import Counted, Meter, Tally, tallies_of
from funds.rules.cases import Case, FactMissing, Line, Usage
from funds.rules.checks import checked
from funds.rules.occurrences import Occurrence
from funds.rules.parts import Part, wanted
from funds.rules.tenure import DAY
from funds.rules.terms import RuleBook
from welfare.money import from_satang

__all__ = ["Case", "Entitlement", "FactMissing", "Line", "Meter", "Step", "Usage", "judge"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a judgement: a machine code with its figures, and the clause it rests on."""

    code: str
    clause: str
    passed: bool
    figures: Mapping[str, object]

    def sentence(self) -> str:
        """Say the step in the reader's language."""
        return wording.sentence(self.code, self.figures, self.clause)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What is due: `amount` baht, the steps that led to it, the caps before and after, baht day by day.

    `dates` are the nights or days that were asked for, paid or not.
    `remaining` gives what each cap leaves in the period of the case's last day: baht as Decimal, counts as
    int. `refusals` are the steps that did not pass; someone is eligible when more than zero baht are due.
    """

    amount: Decimal
    steps: tuple[Step, ...]
    meters: tuple[Meter, ...]
    lines: tuple[Line, ...]
    dates: tuple[date, ...] = ()

    @property
    def eligible(self) -> bool:
        return self.amount > 0

    @property
    def refusals(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.passed)

    @property
    def remaining(self) -> dict[str, Decimal | int]:
        left: dict[str, Decimal | int] = {}
        for meter in self.meters:
            value = meter.left if meter.cap.of == "baht" else int(meter.left)
            if meter.cap.per != "occurrence" and (meter.key not in left or meter.start is not None):
                left[meter.key] = value
        return left

    def as_usage(self, case: Case) -> Usage:
        """Give this judgement as the usage that later cases must know, also where it was a refusal."""
        nights = tuple(line.on for line in self.lines if line.unit in ("night", "day"))
        children, items = (sum(line.units for line in self.lines if line.unit == unit) for unit in ("child", "item"))
        return Usage(
            term=case.term,
            on=case.occurred_on,
            amount=self.amount,
            nights=nights,
            children=children,
            items=items,
            occurrence=case.occurrence,
            lines=self.lines,
            asked=self.dates,
        )


def judge(book: RuleBook, case: Case, *, as_if_in_force: bool = False) -> Entitlement:
    """Judge one case by one rule book; the amount is in baht, exact to the satang.

    With `as_if_in_force` the book is judged by although the day is before it took effect (what would it have cost).
    Raises UnknownTerm when the book has no such term, FactMissing when the rule asks for a fact not given.
    """
    return _Judgement(book, case).entitlement(as_if_in_force=as_if_in_force)


class _Judgement:
    """The working of one judgement: the caps being counted, the steps so far, and what is due, in satang."""

    def __init__(self, book: RuleBook, case: Case) -> None:
        self.book = book
        self.case = case
        self.occurrence = Occurrence(book, case)
        self.term = self.occurrence.term
        self.steps: list[Step] = []
        self.due: list[Counted] = []

    def say(self, code: str, clause: str, passed: bool, **figures: object) -> None:
        self.steps.append(Step(code, clause or self.term.clause, passed, figures))

    def is_open(self) -> bool:
        """Say whether every step so far has passed."""
        return all(step.passed for step in self.steps)

    def entitlement(self, *, as_if_in_force: bool) -> Entitlement:
        measures = self.occurrence.measures
        findings = checked(self.book, self.term, self.case, measures, as_if_in_force=as_if_in_force)
        self.steps += [Step(*finding) for finding in findings]
        tallies = tallies_of(self.book, self.occurrence)
        if self.is_open() and self._times_left(tallies):
            self._grant(tallies)
        if self.due and not self.occurrence.prior:
            for tally in tallies:
                if tally.cap.of == "times":
                    tally.grant(self.occurrence.start, 1)
        amount = from_satang(sum(satang for _day, _unit, _units, satang in self.due))
        if amount or self.is_open():
            self.say("total" if amount else "nothing", "", bool(amount), amount=amount)
        lines = tuple(Line(day, unit, units, from_satang(satang)) for day, unit, units, satang in self.due)
        return Entitlement(amount, tuple(self.steps), self._meters(tallies), lines, self.occurrence.asked_dates)

    def _times_left(self, tallies: list[Tally]) -> bool:
        """Count this occurrence against the caps of times, unless earlier payments for it already did."""
        start, is_counted = self.occurrence.start, bool(self.occurrence.prior)
        counting = [tally for tally in tallies if tally.cap.of == "times" and not tally.is_of_one_occurrence()]
        for tally in counting:
            passed = is_counted or tally.room(start) > 0
            figures = {"limit": Decimal(tally.limit), "used": Decimal(tally.used_around(start))}
            code = "cap_times_within" if passed else "cap_times_reached"
            self.say(code, tally.cap.clause, passed, **figures, **_cap_figures(tally, start))
        return self.is_open()

    def _grant(self, tallies: list[Tally]) -> None:
        """Grant part by part and day by day, in the order of the rule, what every cap has room for."""
        parts = list(wanted(self.occurrence))
        failed = [part.finding for part in parts if part.finding is not None and not part.finding[2]]
        # A part without a fitting step pays nothing; the other parts of the term still do.
        is_nothing = not any(part.days for part in parts) or any(finding[0] == "steps_overlap" for finding in failed)
        asked: dict[int, int] = {}
        for part in parts:
            if part.finding is not None:
                code, clause, passed, figures = part.finding
                self.say(code, clause, passed or not is_nothing, **figures)
            if part.days and not is_nothing:
                self._grant_part(part, tallies, asked)
        for tally in tallies:
            if tally.cap.of == "baht" and not is_nothing:
                self._say_baht(tally, asked.get(id(tally), 0))

    def _grant_part(self, part: Part, tallies: list[Tally], asked: dict[int, int]) -> None:
        counting = [tally for tally in tallies if tally.cap.of != "times" and tally.takes(part.pay)]
        units = [tally for tally in counting if tally.cap.of != "baht"]
        baht = [tally for tally in counting if tally.cap.of == "baht"]
        allowed_on: list[tuple[date, int]] = []
        for day, count in part.days:
            allowed = min([count, *(tally.room(day) for tally in units)])
            allowed_on.append((day, allowed))
            full = allowed * part.rate
            for tally in baht:
                asked[id(tally)] = asked.get(id(tally), 0) + full
            due = min([full, *(tally.room(day) for tally in baht)])
            if due <= 0:
                continue
            taken = -(-due // part.rate)
            for tally in units:
                tally.grant(day, taken)
            for tally in baht:
                tally.grant(day, due)
            self.due.append((day, part.pay.per, taken, due))
        if part.finding is None:
            self._say_units(part, units, allowed_on)

    def _say_units(self, part: Part, units: list[Tally], allowed_on: list[tuple[date, int]]) -> None:
        """Say what was asked and what the caps of units leave; year by year where the case touches two."""
        yearly = next((tally for tally in units if tally.cap.per == "year"), None)
        groups: dict[tuple[date, date] | None, list[tuple[int, int]]] = {}
        first: dict[tuple[date, date] | None, date] = {}
        for (day, count), (_day, allowed) in zip(part.days, allowed_on, strict=True):
            year = yearly.period(day) if yearly else None
            groups.setdefault(year, []).append((count, allowed))
            first.setdefault(year, day)
        for year, counts in groups.items():
            granted = sum(allowed for _count, allowed in counts)
            figures: dict[str, object] = {
                "name": part.pay.name or self.term.name,
                "asked": sum(count for count, _allowed in counts),
                "unit": part.pay.per,
                "unit_name": part.pay.unit_name,
                "granted": granted,
                "rate": from_satang(part.rate),
                "amount": from_satang(granted * part.rate),
            }
            self._say_group(part, units, first[year], figures, is_of_year=len(groups) > 1)

    def _say_group(
        self, part: Part, units: list[Tally], day: date, figures: dict[str, object], *, is_of_year: bool
    ) -> None:
        clause = part.pay.clause
        if not units:
            self.say("pays_units", clause, True, **figures)
            return
        tightest = min(units, key=lambda tally: tally.limit - tally.used_around(day))
        used = tightest.used_around(day)
        figures |= {"used": used, "limit": Decimal(tightest.limit), **_cap_figures(tightest, day)}
        code = "pays_units_of_year" if is_of_year and "first" in figures else "pays_units_left"
        self.say(code, clause or tightest.cap.clause, True, **figures)

    def _say_baht(self, tally: Tally, asked: int) -> None:
        """Say what a cap of baht had, takes and leaves; in each period that the case touches."""
        seen: dict[object, date] = {}
        for day, *_ in self.due:
            seen.setdefault(tally.period(day), day)
        is_trimmed = sum(satang for *_, satang in self.due) < asked
        for day in list(seen.values()) or [self.case.occurred_on]:
            meter = tally.meter(day)
            code = "cap_baht_reached" if is_trimmed and not meter.left else "cap_baht_within"
            figures = {"limit": meter.limit, "used": meter.used, "granted": meter.granted, "left": meter.left}
            self.say(code, tally.cap.clause, True, **figures, **_cap_figures(tally, day))

    def _meters(self, tallies: list[Tally]) -> tuple[Meter, ...]:
        """Give each cap in each period that the case touches, the earliest first."""
        days = sorted({self.case.occurred_on, *self.occurrence.asked_dates})
        meters: dict[tuple[int, object], Meter] = {}
        for number, tally in enumerate(tallies):
            for day in days:
                at = (number, tally.period(day))
                if at not in meters:
                    meters[at] = tally.meter(day)
        return tuple(meters.values())


def _cap_figures(tally: Tally, day: date) -> dict[str, object]:
    """Give what a sentence about a cap names: the cap, and the year where it is counted by years."""
    period = tally.period(day)
    figures: dict[str, object] = {"cap": tally.cap}
    if tally.cap.per == "year" and period is not None:
        figures |= {"first": period[0], "last": period[1] - DAY}
    return figures
