"""What the parts of a term would pay for an occurrence, before any cap: rates, steps and counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funds.rules.checks import Finding
from funds.rules.occurrences import Occurrence
from funds.rules.terms import UNITS, Pay, Rung
from welfare.money import from_satang, share, to_satang


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a term on one occurrence: on each day so many units at `rate` satang; nothing when `days` is empty.

    `finding` is the step to say, where it does not depend on the caps.
    """

    pay: Pay
    rate: int = 0
    days: tuple[tuple[date, int], ...] = ()
    finding: Finding | None = None


def wanted(occurrence: Occurrence) -> Iterator[Part]:
    """Give every part of the term, in the order of the rule. Raises FactMissing."""
    for pay in occurrence.term.pays:
        clause = pay.clause or occurrence.term.clause
        rung, rate = None, pay.amount
        if pay.ladder is not None:
            fitting = fitting_rungs(pay, occurrence)
            value = occurrence.measures.value(pay.ladder.by)
            if len(fitting) != 1:
                code = "steps_overlap" if fitting else "no_step"
                reaches = tuple(rung.reach for rung in fitting)
                yield Part(
                    pay, finding=(code, clause, False, {"by": pay.ladder.by, "value": value, "reaches": reaches})
                )
                continue
            rung = fitting[0]
            rate = rung.amount
        if rate is not None:
            yield from _by_unit(occurrence, pay, rate) if pay.per in UNITS else _once(occurrence, pay, rung, rate)


def fitting_rungs(pay: Pay, occurrence: Occurrence) -> list[Rung]:
    """Give the rungs of a part's ladder that the occurrence is within; one, in a book without fault."""
    ladder = pay.ladder
    return [rung for rung in ladder.rungs if occurrence.measures.within(ladder.by, rung.reach)] if ladder else []


def _once(occurrence: Occurrence, pay: Pay, rung: Rung | None, rate: Decimal) -> Iterator[Part]:
    clause = pay.clause or occurrence.term.clause
    figures: dict[str, object] = {"name": pay.name or occurrence.term.name, "amount": rate}
    code, due = "pays_once", to_satang(rate) if not pay.of else 0
    if pay.of:
        cost = occurrence.measures.number(pay.of)
        amount = share(cost, (rate, 100 - rate))[0]
        code, due = "pays_percent", to_satang(amount)
        figures |= {"percent": rate, "cost": cost, "fact": pay.of, "amount": amount}
    elif rung is not None and pay.ladder is not None:
        by = pay.ladder.by
        code = "pays_step"
        figures |= {"by": by, "label": pay.ladder.label, "value": occurrence.measures.value(by), "reach": rung.reach}
    if occurrence.prior and not pay.of:
        due -= _worth_before(occurrence, pay, due)
        if due <= 0:
            on = min(usage.on for usage in occurrence.prior)
            yield Part(pay, finding=("already_paid", clause, True, {"on": on, "name": figures["name"]}))
            return
        figures["amount"] = from_satang(due)
    yield Part(pay, due, ((occurrence.start, 1),), (code, clause, True, figures))


def _worth_before(occurrence: Occurrence, pay: Pay, due: int) -> int:
    """Give what this part was worth to the earlier payments of the occurrence, in satang."""
    ladder = pay.ladder
    if ladder is None or ladder.by not in UNITS.values():
        return due
    before = occurrence.before()
    fitting = [rung for rung in ladder.rungs if before.within(ladder.by, rung.reach)]
    return to_satang(fitting[0].amount) if fitting else 0


def _by_unit(occurrence: Occurrence, pay: Pay, rate: Decimal) -> Iterator[Part]:
    case = occurrence.case
    days: tuple[tuple[date, int], ...]
    if pay.per in ("night", "day"):
        repeated = len(occurrence.asked_dates) - len(occurrence.dates)
        if repeated:
            clause = pay.clause or occurrence.term.clause
            finding: Finding = ("nights_already_paid", clause, True, {"count": repeated, "unit": pay.per})
            yield Part(pay, finding=finding)
        days = tuple((day, 1) for day in occurrence.dates)
    else:
        count = case.children if pay.per == "child" else case.items
        days = ((case.occurred_on, count),) if count > 0 else ()
    if days:
        yield Part(pay, to_satang(rate), days)
