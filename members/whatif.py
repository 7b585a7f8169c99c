"""What a drafted rule book would have cost: past claims judged once more, person by person, beside what was paid.

Nothing is decided by it. The draft judges the days before it is in force; what was paid before the first day counts as
used. Families are not known to the claims, so limits over a family are not reckoned.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from funds.models import Fund, RegulationDraft
from funds.rules import benefits, drafting
from funds.rules.cases import Case, FactMissing, Line, Usage
from funds.rules.checks import asks_for_payments
from funds.rules.rulebooks import from_dict, to_dict
from funds.rules.tenure import DAY
from funds.rules.terms import RuleBook
from welfare import replicas
from welfare.models import User
from welfare.money import to_satang

from .models import Claim, Contribution, EndReason, Opening, WhatIf

# So many people are reckoned at a time, which takes about a second.
PEOPLE_AT_A_TIME = 500

Sums = dict[str, dict[str, list[int]]]


class Past(NamedTuple):
    """One claim that was paid, as far as a rule can ask; columns of one query."""

    person: int
    membership: int | None
    occurred_on: date
    until_on: date | None
    filed_on: date
    facts: dict[str, Any]
    code: str | None
    name: str | None
    paid: Decimal
    born_on: date | None
    tenure_from: date | None
    joined_on: date | None
    ended_on: date | None
    end_reason: str | None


COLUMNS = (
    "person", "membership", "occurred_on", "until_on", "filed_on", "facts", "term__code", "term__name",
    "payout__amount", "person__born_on", "membership__tenure_from", "membership__joined_on", "membership__ended_on",
    "membership__end_reason",
)  # fmt: skip


@transaction.atomic
def begin(draft: RegulationDraft, *, first_on: date, last_on: date, key: UUID, by: User) -> WhatIf:
    """Begin a run over the claims of `first_on` to `last_on` by the draft as far as it is understood now."""
    read = drafting.read(draft.book)
    clear = tuple(term for number, term in enumerate(read.book.terms, start=1) if read.can_be_told(number))
    total = paid_claims(draft.fund, last_on).filter(occurred_on__gte=first_on).values("person").distinct().count()
    run, _is_new = WhatIf.objects.get_or_create(
        key=key,
        defaults={
            "fund": draft.fund, "draft": draft, "revision": draft.revision, "first_on": first_on, "last_on": last_on,
            "book": to_dict(replace(read.book, terms=clear)), "total": total, "by": by,
        },
    )  # fmt: skip
    return run


def go_on(run: WhatIf, *, people: int = PEOPLE_AT_A_TIME, where: str = DEFAULT_DB_ALIAS) -> WhatIf:
    """Reckon the next `people` from the database `where`, and keep how far it is; what is done stays as it is.

    Nobody waits while it is reckoned; of two that reckon the same part at once, the first is kept.
    """
    before = WhatIf.objects.get(pk=run.pk)
    if before.is_done:
        return before
    with replicas.reading(where):
        persons, sums = _next(before, people)
    with transaction.atomic():
        run = WhatIf.objects.select_for_update().get(pk=run.pk)
        if (run.done, run.reached) != (before.done, before.reached):
            return run
        run.sums, run.done = sums, run.done + len(persons) if persons else run.total
        run.reached = persons[-1] if persons else run.reached
        run.save(update_fields=["sums", "done", "reached"])
    return run


def _next(run: WhatIf, people: int) -> tuple[list[int], Sums]:
    """Give the next people of a run and its sums with them."""
    claims = paid_claims(run.fund, run.last_on)
    in_time = claims.filter(occurred_on__gte=run.first_on, person__gt=run.reached)
    persons = list(in_time.order_by("person").values_list("person", flat=True).distinct()[:people])
    book = from_dict(run.book)
    history = History(run, book)
    history.take(claims.filter(person__in=persons))
    return persons, history.sums


def paid_claims(fund: Fund, last_on: date) -> QuerySet[Claim]:
    """Give the claims of the fund that were paid, and not turned back, up to the day something happened."""
    return Claim.objects.of(fund).filter(
        payout__isnull=False, payout__transfer__reversal__isnull=True, occurred_on__lte=last_on
    )


class History:
    """The claims of some people judged one after the other, as they happened, and the sums of it."""

    def __init__(self, run: WhatIf, book: RuleBook) -> None:
        self.run, self.book = run, book
        self.sums: Sums = {kind: dict(run.sums.get(kind, {})) for kind in ("benefit", "year", "unknown")}
        self.names = {term.code: term.name for term in book.terms}
        self.asks_for_payments = any(asks_for_payments(book, term) for term in book.terms)

    def take(self, claims: QuerySet[Claim]) -> None:
        """Reckon all claims of whole people."""
        rows = [Past(*row) for row in claims.order_by("person", "occurred_on", "pk").values_list(*COLUMNS)]
        members = {claim.membership for claim in rows if claim.membership} if self.asks_for_payments else set()
        self.paid_until = _paid_until(members) if members else {}
        used: list[Usage] = []
        person = None
        for claim in rows:
            if claim.person != person:
                person, used = claim.person, []
            used += self._reckoned(claim, tuple(used))

    def _reckoned(self, claim: Past, used: tuple[Usage, ...]) -> list[Usage]:
        """Reckon one claim, and give what later claims of the person must know of it."""
        paid, satang = claim.paid, to_satang(claim.paid)
        if claim.code is None:
            self._count(claim, _("Help outside the rule book"), satang, satang)
            return []
        code = claim.code
        if claim.occurred_on < self.run.first_on:
            return [_usage(claim, code, paid)]
        if code not in self.names:
            self._count(claim, claim.name or code, satang, 0)
            return []
        case = self._case(claim, code, used)
        try:
            found = benefits.judge(self.book, case, as_if_in_force=True)
        except FactMissing as missing:
            self._add("unknown", missing.fact, satang, satang)
            self._count(claim, self.names[code], satang, satang)
            return [_usage(claim, code, paid)]
        self._count(claim, self.names[code], satang, to_satang(found.amount))
        return [found.as_usage(case)]

    def _count(self, claim: Past, benefit: str, paid: int, would: int) -> None:
        self._add("benefit", benefit, paid, would)
        self._add("year", str(claim.occurred_on.year), paid, would)

    def _add(self, kind: str, key: str, paid: int, would: int) -> None:
        cases, before, after, changed = self.sums[kind].get(key, [0, 0, 0, 0])
        self.sums[kind][key] = [cases + 1, before + paid, after + would, changed + (paid != would)]

    def _case(self, claim: Past, code: str, used: tuple[Usage, ...]) -> Case:
        facts = claim.facts
        case = Case(
            term=code, occurred_on=claim.occurred_on, until_on=claim.until_on, children=int(facts.get("children", 1)),
            items=int(facts.get("items", 1)), facts=_facts(facts.get("facts", {})), born_on=claim.born_on,
            is_member=claim.membership is not None, filed_on=claim.filed_on, is_deadline_waived=True, used=used,
        )  # fmt: skip
        if claim.membership is None:
            return case
        joined_on, left_on = claim.tenure_from, claim.ended_on
        if claim.joined_on and claim.joined_on > case.occurred_on:
            joined_on = claim.joined_on
        if left_on == case.occurred_on and claim.end_reason != EndReason.DIED:
            left_on -= DAY
        days, untils = self.paid_until.get(claim.membership, ((), ()))
        at = bisect_right(days, case.occurred_on)
        return replace(case, joined_on=joined_on, left_on=left_on, paid_through=untils[at - 1] if at else None)


def _facts(given: dict[str, Any]) -> dict[str, Decimal | bool | str]:
    facts: dict[str, Decimal | bool | str] = {}
    for name, value in given.items():
        is_number = not isinstance(value, bool) and str(value).replace(".", "", 1).isdecimal()
        facts[name] = Decimal(str(value)) if is_number else value
    return facts


def _usage(claim: Past, code: str, paid: Decimal) -> Usage:
    """Give what was really paid as something used before."""
    lines = tuple(
        Line(date.fromisoformat(line["on"]), line["unit"], line["units"], Decimal(line["amount"]))
        for line in claim.facts.get("lines", ())
    )
    nights = tuple(line.on for line in lines if line.unit in ("night", "day"))
    has_lines = sum((line.amount for line in lines), Decimal(0)) == paid
    return Usage(term=code, on=claim.occurred_on, amount=paid, nights=nights, lines=lines if has_lines else ())


def _paid_until(memberships: Iterable[int]) -> dict[int, tuple[list[date], list[date]]]:
    """Give for each membership the days on which something was paid, and up to which day it was then paid."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    given = Contribution.objects.filter(membership__in=memberships, covers_until__isnull=False).standing()
    for pk, on, until in given.values_list("membership", "on", "covers_until"):
        if until:
            found[pk].append((on, until))
    openings = Opening.objects.filter(membership__in=memberships, paid_until__isnull=False)
    for pk, on, until in openings.values_list("membership", "on", "paid_until"):
        if until:
            found[pk].append((on, until))
    return {pk: _highest(sorted(rows)) for pk, rows in found.items()}


def _highest(rows: list[tuple[date, date]]) -> tuple[list[date], list[date]]:
    days: list[date] = []
    untils: list[date] = []
    for on, until in rows:
        days.append(on)
        untils.append(max(until, untils[-1]) if untils else until)
    return days, untils
