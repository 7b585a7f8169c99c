"""A fund's page for everyone, and the notice that its committee prints for the village board: no person is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from funds import regulations, summaries
from funds.models import Branch, Cost, Fund, Plan, Policy, Source
from funds.rules.descriptions import describe
from funds.rules.terms import CATEGORIES
from funds.summaries import Breakdown, Part
from welfare import money, paper, qr, thai
from welfare.money import ZERO, from_satang
from welfare.replicas import from_a_replica

from . import figures, told
from .hiding import Cell
from .open_data import MAX_AGE
from .told import WHOM, Help, Public


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it is, how often (empty where it is not counted), how many baht.

    With `is_hidden` it is several kinds together, each of which is too small to be told or would give one away.
    """

    label: str
    count: str = ""
    amount: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What a fund tells everyone: its figures on the last day that is told, and what moved `after` a day up to it."""

    row: told.Row
    after: date
    before: Decimal
    received: Sequence[Line]
    spent: Sequence[Line]
    sum_received: Decimal
    sum_spent: Decimal
    helped_in: int | None
    help: Sequence[Line]

    @property
    def members(self) -> str:
        return "–" if self.row.members is None else figures.count(self.row.members)

    @property
    def help_year(self) -> str:
        return str(self.helped_in + thai.BE) if self.helped_in else ""


def account(known: Public, fund: Fund, today: date) -> Account | None:
    """Lay out what `fund` tells by `today`; None while it has told nothing but that it has not begun."""
    row = next((row for row in told.rows(known, today) if row.fund.pk == fund.pk), None)
    stand = known.funds.get(fund.pk)
    if row is None or stand is None or not stand.days:
        return None
    after = told.end_of(stand, row.day.year - 1)
    now, then = summaries.breakdown_of(fund, row.day), summaries.breakdown_of(fund, after)
    received, spent = _moved(now, then)
    year = next((year for year in reversed(known.years(today)) if year >= (stand.begins or today).year), None)
    return Account(
        row, after, then.figures.balance, received, spent, now.figures.received - then.figures.received,
        now.figures.paid + now.figures.costs - then.figures.paid - then.figures.costs,
        year, _help(told.help_of(known, year), fund) if year else (),
    )  # fmt: skip


def _moved(now: Breakdown, then: Breakdown) -> tuple[list[Line], list[Line]]:
    """Give what came in by source and what went out; welfare as one line, by kind it is told year by year."""
    cases, paid = now.figures.cases - then.figures.cases, now.figures.paid - then.figures.paid
    received = [
        Line(str(Source(line).label), "", money.format_baht(amount))
        for line, amount in _differences(now.sources, then.sources).items() if amount
    ]  # fmt: skip
    costs = [
        Line(str(Cost(line).label), "", money.format_baht(amount))
        for line, amount in _differences(now.costs, then.costs).items() if amount
    ]  # fmt: skip
    with_cases = Line("", figures.count(cases), money.format_baht(paid))
    return received, [with_cases, *costs]


def _differences(now: Sequence[Part], then: Sequence[Part]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for parts, sign in ((now, 1), (then, -1)):
        for part in parts:
            sums[part.line] = sums.get(part.line, ZERO) + sign * part.amount
    return sums


def _help(given: Help, fund: Fund) -> list[Line]:
    """Give the help of a year by kind, members and others apart; kinds that are hidden stand together in the last line.

    What they come to together is no secret: it is the total of the fund less what is told.
    """
    lines, together, names = [], Cell(), []
    for category, label in CATEGORIES.items():
        for whom in WHOM:
            place = fund.code, f"{category} {whom}"
            cell = given.cells.get(place, Cell())
            name = str(label) if whom == "members" else f"{label} *"
            if place in given.hidden:
                together += cell
                names.append(name)
            elif cell != Cell():
                lines.append(_kind(name, cell))
    return [*lines, _kind(", ".join(names), together, is_hidden=True)] if names else lines


def _kind(label: str, cell: Cell, *, is_hidden: bool = False) -> Line:
    return Line(label, figures.count(cell.count), money.format_baht(from_satang(cell.amount)), is_hidden)


def _found(code: str) -> Fund:
    fund = Fund.objects.select_related("province", "district").filter(code=code).first()
    if fund is None:
        raise Http404
    return fund


@require_safe
@from_a_replica
def public_fund(request: HttpRequest, fund: str) -> HttpResponse:
    """What a fund is, for whom, what it pays, how to join, and what it tells."""
    found, today = _found(fund), thai.today()
    known = told.public(found.province)
    regulation = regulations.in_force(found, today)
    book = regulations.book_of(regulation) if regulation else None
    policy = Policy.objects.of(found).in_force(today).prefetch_related("rates").first()
    rates = sorted(policy.rates.all(), key=lambda rate: Plan.values.index(rate.plan)) if policy else []
    stand = known.funds.get(found.pk)
    answer = render(request, "overview/public_fund.html", {
        "shown": found, "account": account(known, found, today), "regulation": regulation,
        "benefits": [(term.name, term.clause, describe(term)) for term in book.terms] if book else [],
        "policy": policy, "rates": [(rate.get_plan_display(), rate.amount) for rate in rates],
        "branches": Branch.objects.filter(fund=found).order_by("moo", "name", "pk"),
        "closed": thai.long_month(stand.closed) if stand and stand.closed else "",
    })  # fmt: skip
    answer.headers["Cache-Control"] = "private, no-cache"
    # The token of each reader's forms is another one: what is the same is told by what was read.
    etag = f'"{sha256(answer.content.split(b"<main")[-1].split(b"</main")[0]).hexdigest()[:32]}"'
    return _conditional(request, answer, etag) if not request.user.is_authenticated else answer


@require_safe
@from_a_replica
def notice(request: HttpRequest, fund: str) -> HttpResponse:
    """The notice for the village board, on one A4, in Thai."""
    found, today = _found(fund), thai.today()
    with override("th"):
        told_now = account(told.public(found.province), found, today)
        address = request.build_absolute_uri(reverse("fund-public", args=[found.code]))
        made = paper.pdf("notice", facts(found, told_now, address))
    name = f"notice-{found.code}-{told_now.row.day.isoformat() if told_now else 'none'}.pdf"
    answer = HttpResponse(made, content_type="application/pdf", headers={
        "Content-Disposition": f'inline; filename="{name}"', "Cache-Control": f"public, max-age={MAX_AGE}",
    })  # fmt: skip
    return _conditional(request, answer, f'"{sha256(made).hexdigest()[:32]}"')


def facts(fund: Fund, given: Account | None, address: str) -> dict[str, Any]:
    """Write down all that stands on the notice, in words; a fund that tells nothing yet says so."""
    head = {
        "fund": fund.name_th, "place": f"{fund.authority_th} {fund.district.name_th} จังหวัด{fund.province.name_th}",
        "address": address, "qr": qr.svg(address, quiet=0), "tells": given is not None,
    }  # fmt: skip
    if given is None:
        return head
    return head | {
        "day": given.row.day.isoformat(), "until": thai.long_date(given.row.day), "after": thai.long_date(given.after),
        "members": given.members, "helped": figures.count(given.row.figures.helped),
        "balance": money.format_baht(given.row.figures.balance), "before": money.format_baht(given.before),
        "received": [_cells(line) for line in given.received], "spent": [_cells(line) for line in given.spent],
        "sum_received": money.format_baht(given.sum_received), "sum_spent": money.format_baht(given.sum_spent),
        "help_year": given.help_year,
        "help": [_cells(line) for line in given.help],
    }  # fmt: skip


def _cells(line: Line) -> dict[str, str | bool]:
    return {"label": line.label, "count": line.count, "amount": line.amount, "hidden": line.is_hidden}


def _conditional(request: HttpRequest, answer: HttpResponse, etag: str) -> HttpResponse:
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer
