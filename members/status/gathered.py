"""All that the status form says of a fund, read from its rows: always as many queries, however many rows there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from funds import in_kind, months, official, policies, sources, statements, summaries
from funds.models import (
    AccountKind,
    Appointment,
    Body,
    Fund,
    MatchRequest,
    Office,
    Regulation,
    Resolution,
    Source,
    Transfer,
)
from funds.statement_form import Sheet
from funds.villages import latest
from members.models import Person
from welfare import thai
from welfare.money import ZERO

from . import counted, helped

OF_THE_COMMITTEE = (Office.CHAIR, Office.TREASURER, Office.SECRETARY, Office.AUDITOR, Office.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Officer:
    """Someone of the committee: `office` is what they were appointed to."""

    name: str
    office: str
    phone: str = ""
    community_post: str = ""
    is_chair: bool = False
    is_secretary: bool = False


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of a year that passed a resolution, and the last of them."""

    count: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The state's match of one round by its own records, where it has them, and by the books.

    `heads` and `asked` (baht) are those of its request, None where none stands; `approved` baht for `approved_heads`
    members on `approved_on`, None until then; `received` baht up to the day `received_on` are those said to be its
    money. `booked` baht came in under its number, the last on `booked_on`; `loose` of them are no known round's money.
    """

    number: int
    booked: Decimal = ZERO
    loose: Decimal = ZERO
    booked_on: date | None = None
    heads: int | None = None
    asked: Decimal | None = None
    approved: Decimal | None = None
    approved_heads: int | None = None
    approved_on: date | None = None
    received: Decimal = ZERO
    received_on: date | None = None

    @property
    def has_records(self) -> bool:
        return self.approved is not None

    @property
    def baht(self) -> Decimal:
        """What came in: by the round's own records, or by what the books have beside all records."""
        return self.received if self.has_records else self.loose

    @property
    def last(self) -> date | None:
        return self.received_on if self.has_records else self.booked_on

    @property
    def differs(self) -> bool:
        return self.has_records and self.received != self.booked


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the rows say of `fund` at the end of `as_of`, and in its financial year from `first` on; money in baht.

    `answers` are those of the year; `proposals` those of an earlier year that nobody has confirmed for this one.
    """

    fund: Fund
    year: int
    first: date
    as_of: date
    people: Mapping[str, int]
    villages: int
    help: helped.Help
    received: Sequence[sources.Received]
    in_kind: Sequence[in_kind.Given]
    sheet: Sheet
    opening: Decimal
    balance: Decimal
    paid: Decimal
    first_day: Decimal
    rounds: Sequence[Round]
    terms: policies.Terms
    regulation: Regulation | None
    officers: Sequence[Officer]
    meetings: Mapping[str, Meetings]
    stand: months.Stand
    answers: Mapping[str, Any] = field(default_factory=dict)
    proposals: Mapping[str, Any] = field(default_factory=dict)

    def baht(self, name: str) -> Decimal:
        """Give an answer that is an amount, in baht; nothing where there is none."""
        return Decimal(self.answers.get(name) or 0)


def year_of(fund: Fund, as_of: date) -> tuple[int, date, date]:
    """Give the year (พ.ศ.) of the form, and the first and last day of the financial year that holds `as_of`."""
    first, last = statements.financial_year(as_of, policies.in_force(fund, as_of).first_month)
    return thai.be_year(last), first, last


def gather(fund: Fund, as_of: date) -> Gathered:
    """Read all that the form says of `fund`, whose province and district are loaded, at the end of `as_of`."""
    terms = policies.in_force(fund, as_of)
    first, last = statements.financial_year(as_of, terms.first_month)
    year = thai.be_year(last)
    answers, proposals = answers_of(fund, year)
    stands = summaries.figures_of(fund, as_of)
    return Gathered(
        fund, year, first, as_of,
        people=counted.count_lines(fund, as_of),
        villages=counted.villages_with_members(fund, as_of),
        help=helped.help_of(fund, first, as_of),
        received=sources.received(fund, first, as_of),
        in_kind=in_kind.given(fund, first, as_of),
        sheet=statements.drawn_up(fund, first, as_of),
        opening=_opening(fund, as_of),
        balance=stands.balance, paid=stands.paid,
        first_day=summaries.figures_of(fund, fund.founded_on).balance if fund.founded_on else ZERO,
        rounds=_rounds(fund, as_of), terms=terms,
        regulation=Regulation.objects.of(fund).in_force(as_of).first(),
        officers=_officers(fund, as_of), meetings=_meetings(fund, first, as_of), stand=months.stand(fund),
        answers=answers, proposals=proposals,
    )  # fmt: skip


def answers_of(fund: Fund, year: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Give what was answered for `year`, and what was answered for an earlier one and not yet for it. Two queries."""
    last = official.answered(fund, year)
    if last is None:
        return {}, {}
    if last.year != year:
        return {}, last.answers
    before = official.answered(fund, year - 1)
    earlier = before.answers if before else {}
    return last.answers, {name: value for name, value in earlier.items() if name not in last.answers}


def proposed_of(fund: Fund, on: date) -> dict[str, Any]:
    """Give what rows propose as answers on the day `on`: the committee, who signs, the people of the villages.

    Three queries.
    """
    officers, villages = _officers(fund, on), list(latest(fund, thai.be_year(on)).values())
    listed = "\n".join(", ".join((one.name, one.office, "", one.phone)) for one in officers)
    proposed: dict[str, Any] = {"officers": listed}
    for one in officers:
        if one.is_chair:
            proposed |= {"chair_signs": one.name, "chair_post": one.office, "chair_phone": one.phone}
        elif one.is_secretary:
            proposed |= {"collector": one.name, "collector_post": one.office}
    if villages:
        newest = max(villages, key=lambda one: (one.year, one.pk))
        proposed |= {
            "population": sum(one.people for one in villages), "population_year": newest.year,
            "population_source": newest.source, "villages": len(villages),
        }  # fmt: skip
    return {name: answer for name, answer in proposed.items() if answer}


def _opening(fund: Fund, as_of: date) -> Decimal:
    sums = Transfer.objects.of(fund).until(as_of).aggregate(
        came=Sum("amount", filter=Q(credit__kind=AccountKind.OPENING)),
        went=Sum("amount", filter=Q(debit__kind=AccountKind.OPENING)),
    )  # fmt: skip
    return (sums["came"] or ZERO) - (sums["went"] or ZERO)


def _rounds(fund: Fund, as_of: date) -> list[Round]:
    back = Q(reversal__isnull=False, reversal__on__lte=as_of)
    rows = Transfer.objects.of(fund).until(as_of).filter(
        credit__kind=AccountKind.INCOME, credit__line=Source.STATE_MATCH, reversal_of__isnull=True
    ).exclude(back)  # fmt: skip
    found = rows.order_by("credit__round").values_list("credit__round").annotate(
        baht=Sum("amount"), last=Max("on"), loose=Sum("amount", filter=Q(match_money__isnull=True))
    )  # fmt: skip
    rounds = {number: Round(number, baht, loose or ZERO, last) for number, baht, last, loose in found}
    for one in _requests(fund, as_of):
        number, verdict = one.round.number, getattr(one, "verdict", None)
        kept = replace(rounds.get(number, Round(number)), heads=one.heads, asked=one.amount)
        if verdict and verdict.on <= as_of:
            kept = replace(
                kept, approved=one.approved_baht, approved_heads=one.approved_heads, approved_on=verdict.on,
                received=one.received or ZERO, received_on=one.received_on,
            )  # fmt: skip
        rounds[number] = kept
    return sorted(rounds.values(), key=lambda one: one.number)


def _requests(fund: Fund, as_of: date) -> Any:
    """Give the requests that stand on `as_of`, with what was approved and received by then. One query."""
    back = Q(money__transfer__reversal__isnull=False, money__transfer__reversal__on__lte=as_of)
    came = Q(money__is_back=False, money__transfer__on__lte=as_of) & ~back
    found = MatchRequest.objects.of(fund).standing().filter(on__lte=as_of).with_approval(as_of)
    return found.annotate(
        received=Sum("money__transfer__amount", filter=came), received_on=Max("money__transfer__on", filter=came)
    ).select_related("round", "verdict").order_by("round__number", "version")  # fmt: skip


def _officers(fund: Fund, as_of: date) -> list[Officer]:
    """Give who holds an office of the committee on `as_of`, in the order of the form; the telephone where known."""
    held = Appointment.objects.on(as_of).filter(fund=fund, office__in=OF_THE_COMMITTEE).select_related("user")
    rank = {office.value: place for place, office in enumerate(OF_THE_COMMITTEE)}
    rows = sorted(held, key=lambda one: (rank[one.office], one.since, one.pk))
    people = Person.objects.filter(account__in=[one.user_id for one in rows])
    phones = dict(people.values_list("account", "phone"))
    return [
        Officer(
            str(one.user), str(one.get_office_display()), thai.phone_written(phones.get(one.user_id, "")),
            is_chair=one.office == Office.CHAIR, is_secretary=one.office == Office.SECRETARY,
        )
        for one in rows
    ]  # fmt: skip


def _meetings(fund: Fund, first: date, as_of: date) -> dict[str, Meetings]:
    rows = Resolution.objects.filter(fund=fund, on__gte=first, on__lte=as_of).order_by().values_list("body")
    found = {
        body: Meetings(count, last)
        for body, count, last in rows.annotate(count=Count("on", distinct=True), last=Max("on"))
    }
    return {body: found.get(body, Meetings()) for body in Body.values}
