"""What members claim: births, nights in hospital, old age, death; judged one by one by the fund's rule book."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from funds.rules.benefits import Entitlement, judge
from funds.rules.casefiles import step_fields
from funds.rules.cases import Case, Usage
from funds.rules.terms import RuleBook
from welfare.money import to_satang

from .days import DAY, Month, age_on, month_at
from .lives import Spell
from .people import Someone
from .plan import LAST_DAY

# How often someone of an age goes to hospital in a year.
STAYS = tuple(
    next(
        often for below, often in ((5, 0.07), (15, 0.05), (40, 0.06), (60, 0.1), (75, 0.16), (200, 0.25)) if age < below
    )
    for age in range(120)
)
AGES_MEANWHILE = 900  # days after which to ask again how often someone of that age goes
ELDERS_DAY = (4, 13)  # วันผู้สูงอายุแห่งชาติ, on which committees look up who has reached ten years
TOLD_FROM = date(2017, 10, 1)
REFUSALS = (
    "ใบรับรองแพทย์ไม่ตรงกับวันที่ขอ", "เอกสารไม่ครบ ให้ยื่นใหม่เมื่อครบ", "เป็นผู้ป่วยนอก ไม่ได้นอนโรงพยาบาล", "ยื่นซ้ำกับคำขอเดิม",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Help:
    """One claim and what became of it: it waits without `decided_on`, and `refusal` says why it was refused."""

    person: Someone
    spell: Spell | None
    term: str
    category: str
    occurred_on: date
    filed_on: date
    satang: int
    until_on: date | None = None
    facts: str = "{}"
    steps: str = "[]"
    reason: str = ""
    claimant: str = ""
    decided_on: date | None = None
    refusal: str = ""
    paid_on: date | None = None
    pk: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a rule pays for: from a day to another, with how many children were born."""

    term: str
    on: date
    until: date | None = None
    children: int = 1


@dataclass(slots=True)
class Judge:
    """Judges happenings of one fund, each with what the same person had before."""

    book: RuleBook
    months: list[Month]
    paid: dict[int, list[tuple[date, date]]]
    rng: Random
    said: dict[Any, str]
    used: dict[Someone, list[Usage]] = field(default_factory=dict)

    def judged(self, spell: Spell, what: Happening) -> Help | None:
        """Give the claim, filed but not decided; None when the rule grants nothing."""
        someone = spell.person
        used = self.used.setdefault(someone, [])
        payments = self.paid.get(spell.number, [])
        before = bisect_right(payments, what.on, key=lambda payment: payment[0])
        claimant = spell.heir[0] if what.term == "death" else ""
        case = Case(
            term=what.term, occurred_on=what.on, until_on=what.until, children=what.children,
            joined_on=spell.joined_on, left_on=spell.ended_on, born_on=someone.born_on, person=someone.name,
            paid_through=payments[before - 1][1] if before else None, claimant=claimant,
            claimant_role="beneficiary" if claimant else "", beneficiaries=(spell.heir[0],), used=tuple(used),
        )  # fmt: skip
        found = judge(self.book, case)
        if not found.amount:
            return None
        used.append(found.as_usage(case))
        wait = self.rng.randint(1, 3) if what.term == "death" else self.rng.randint(1, 28)
        facts: dict[str, Any] = {
            "lines": [
                {"on": line.on.isoformat(), "unit": line.unit, "units": line.units, "amount": f"{line.amount:.2f}"}
                for line in found.lines
            ]
        }
        if what.term == "birth":
            facts["children"] = what.children
        return Help(
            someone, spell, what.term, self.book.term(what.term).category, what.on,
            (what.until or what.on) + wait * DAY, to_satang(found.amount), what.until, json.dumps(facts),
            self._steps(found, what.on), claimant=claimant,
        )  # fmt: skip

    def _steps(self, found: Entitlement, on: date) -> str:
        """Write the steps as the claim form keeps them; the same step is put into words once for all claims.

        Claims of the first years were judged on paper: of them only the sum is on record.
        """
        if on < TOLD_FROM:
            return "[]"
        written = []
        for step in found.steps:
            key = step.code, step.clause, step.passed, tuple(step.figures.values())
            if key not in self.said:
                self.said[key] = json.dumps(step_fields(step), ensure_ascii=False)
            written.append(self.said[key])
        return f"[{', '.join(written)}]"

    def settle(self, claim: Help) -> bool:
        """Let the next meeting decide and the treasurer pay, at a death without waiting; say whether there was time.

        What nobody had time to decide is as if it had not been claimed.
        """
        month = month_at(self.months, claim.filed_on)
        if claim.term == "death":
            claim.decided_on = claim.filed_on + DAY
        else:
            meetings = (each.meeting for each in self.months[month : month + 2])
            claim.decided_on = next((on for on in meetings if on >= claim.filed_on), None)
        if claim.decided_on is None or claim.decided_on > LAST_DAY:
            self.used[claim.person].pop()
            return False
        claim.paid_on = claim.decided_on
        return True

    def refuse(self, claim: Help) -> None:
        """Refuse the claim that was judged last; it uses nothing up."""
        claim.refusal, claim.paid_on = self.rng.choice(REFUSALS), None
        self.used[claim.person].pop()


def claims_of(spells: list[Spell], referee: Judge) -> dict[Someone, list[Help]]:
    """Give the claims of members that were decided, by person, in the order in which things happened."""
    claims: dict[Someone, list[Help]] = {}
    for spell in spells:
        for what in sorted(_happenings(spell, referee.rng), key=lambda each: each.on):
            claim = referee.judged(spell, what)
            if claim is None or not referee.settle(claim):
                continue
            if what.term == "hospital" and referee.rng.random() < 0.012:
                referee.refuse(claim)
            claims.setdefault(spell.person, []).append(claim)
    return claims


def help_exactly(count: int, spells: list[Spell], claims: dict[Someone, list[Help]], referee: Judge) -> list[Help]:
    """Give the claims with which exactly `count` members were helped: some never go to hospital, or some go once more.

    Raises ValueError when there are not so many members.
    """
    rng = referee.rng
    helped = [someone for someone, theirs in claims.items() if any(claim.paid_on for claim in theirs)]
    spare = [someone for someone in helped if all(claim.term == "hospital" for claim in claims[someone])]
    for someone in rng.sample(spare, min(len(spare), max(0, len(helped) - count))):
        del claims[someone], referee.used[someone]
    lucky = {spell.person: spell for spell in spells if spell.person not in set(helped)}
    others = [spell for spell in lucky.values() if (spell.ended_on or LAST_DAY) - spell.joined_on > timedelta(days=150)]
    rng.shuffle(others)
    missing = count - len(helped)
    for spell in others:
        if missing <= 0:
            break
        latest = (spell.ended_on or LAST_DAY) - timedelta(days=90)
        on = spell.joined_on + DAY * rng.randrange((latest - spell.joined_on).days)
        claim = referee.judged(spell, Happening("hospital", on, on + DAY * _nights(rng)))
        if claim is not None and referee.settle(claim):
            claims.setdefault(spell.person, []).append(claim)
            missing -= 1
    if missing > 0 or sum(any(claim.paid_on for claim in theirs) for theirs in claims.values()) != count:
        raise ValueError(f"there are not {count} members to help")
    return [claim for theirs in claims.values() for claim in theirs]


def _happenings(spell: Spell, rng: Random) -> Iterator[Happening]:
    """Give what happens to a member in the order of kinds."""
    someone, end = spell.person, spell.ended_on or LAST_DAY
    for born_on in someone.children_on:
        if spell.joined_on < born_on < end:
            twins = 2 if rng.random() < 0.01 else 1
            yield Happening("birth", born_on, born_on + DAY * rng.randint(1, 5), twins)
    year = max(spell.joined_on.year + 10, someone.born_on.year + 60)
    while year <= LAST_DAY.year:
        if spell.joined_on < date(year, *ELDERS_DAY) < end:
            yield Happening("old_age", date(year, *ELDERS_DAY))
        year += 1
    if spell.end_reason == "died" and spell.ended_on is not None:
        yield Happening("death", spell.ended_on)
    yield from _stays(spell, end, rng)


def _stays(spell: Spell, end: date, rng: Random) -> Iterator[Happening]:
    day, born_on = spell.joined_on, spell.person.born_on
    while True:
        wait = int(rng.expovariate(STAYS[age_on(born_on, day)]) * 365) + 3
        if wait > AGES_MEANWHILE:
            day += timedelta(AGES_MEANWHILE)
            if day >= end:
                return
            continue
        first = day + timedelta(wait)
        day = first + timedelta(_nights(rng))
        if day >= end:
            return
        yield Happening("hospital", first, day)


def _nights(rng: Random) -> int:
    """One to twenty nights, mostly two to four."""
    return min(1 + int(rng.expovariate(0.4)), 20)
