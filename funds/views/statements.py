"""The two-sided statement of any days, its frozen copies, and the sources of money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import months, policies, prints, sources, statements
from funds.access import FundRequest, Role, in_fund
from funds.closing_forms import FreezeForm, PeriodForm
from funds.models import AccountKind, Fund, Statement
from funds.rules.tenure import DAY
from funds.statement_form import BROUGHT_FORWARD, Line, Sheet
from welfare import sheets, thai
from welfare.money import format_baht
from welfare.replicas import from_a_replica


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a side: its words, baht and satang in their own columns, and the address of its rows."""

    label: str
    baht: str
    satang: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the statement: groups of lines, and its total."""

    name: str
    groups: tuple[tuple[Cell, ...], ...]
    total: Cell


def _cell(label: str, amount: Decimal, url: str = "") -> Cell:
    whole, _point, part = format_baht(amount).rpartition(".")
    return Cell(label, whole, part, url if amount else "")


def rows_of(fund: Fund, sheet: Sheet, line: str) -> str:
    """Give the address of the entries that a line of a sheet adds up; of the balances for what was brought forward."""
    kind, _colon, which = line.partition(":")
    if which.isdecimal():
        days = {"first": sheet.first.isoformat(), "last": sheet.last.isoformat()}
        return reverse("funds:account", args=[fund.code, which], query=days)
    if line == BROUGHT_FORWARD:
        return reverse("funds:accounts", args=[fund.code], query={"as_of": (sheet.first - DAY).isoformat()})
    if kind == AccountKind.INVESTMENT:
        return ""
    asked = {"line": line, "from": sheet.first.isoformat(), "until": sheet.last.isoformat()}
    return reverse("funds:journal", args=[fund.code], query=asked)


def sides(fund: Fund, sheet: Sheet) -> list[Side]:
    """Write both sides of a sheet."""

    def cell(line: Line) -> Cell:
        return _cell(line.label, line.amount, rows_of(fund, sheet, line.key))

    def side(name: str, groups: Sequence[Sequence[Line]], total: Decimal) -> Side:
        return Side(name, tuple(tuple(map(cell, group)) for group in groups), _cell(_("Total"), total))

    return [
        side(_("Received"), sheet.received, sheet.total_received),
        side(_("Paid and held"), sheet.held, sheet.total_held),
    ]


def _shown(fund: Fund, sheet: Sheet) -> dict[str, Any]:
    return {
        "sides": sides(fund, sheet),
        "benefits": [_cell(line.label, line.amount, rows_of(fund, sheet, line.key)) for line in sheet.benefits],
        "first": sheet.first,
        "last": sheet.last,
    }


def choices_of(fund: Fund, today: date) -> tuple[tuple[date, date], list[dict[str, str]]]:
    """Give the financial year up to today, and the periods that are asked for most, with their addresses."""
    first_month = policies.in_force(fund, today).first_month
    first, last = statements.financial_year(today, first_month)
    before = statements.financial_year(first.replace(year=first.year - 1), first_month)
    offered = [(_("This year"), first, today), (_("Last year"), *before)]
    begins = months.stand(fund).begins
    if begins:
        offered.append((_("Since founding"), min(begins, fund.founded_on or begins), today))
    return (first, min(last, today)), [
        {"label": label, "url": "?" + urlencode({"first": thai.typed_date(since), "last": thai.typed_date(until)})}
        for label, since, until in offered
    ]


def period_of(request: FundRequest, usual: tuple[date, date]) -> tuple[PeriodForm, tuple[date, date] | None]:
    """Read the days asked for; the usual ones where none are, nothing where they were not understood."""
    if not {"first", "last"} & set(request.GET):
        return PeriodForm(initial={"first": usual[0], "last": usual[1]}), usual
    form = PeriodForm(request.GET)
    return form, (form.cleaned_data["first"], form.cleaned_data["last"]) if form.is_valid() else None


@require_GET
@in_fund(Role.READER)
@from_a_replica
def statement_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The frozen statements of one fund, the latest first."""
    rows = Statement.objects.filter(fund=fund).select_related("by").order_by("-last_on", "-pk")
    if sheets.asked(request):
        day, baht = sheets.Kind.DAY, sheets.Kind.BAHT
        columns = (
            sheets.Shown(_("From the day"), day), sheets.Shown(_("Until the day"), day),
            sheets.Shown(_("Each side (baht)"), baht), sheets.Shown(_("Frozen on"), day),
            sheets.Shown(_("Frozen by")), sheets.Shown("SHA-256", width=66),
        )  # fmt: skip
        told = (
            (row.first_on, row.last_on, row.total, thai.in_thailand(row.at).date(), row.by, row.sha256) for row in rows
        )
        return sheets.export(request, f"statements-{fund.code}", columns, told)
    return render(request, "funds/statements.html", {"fund": fund, "statements": rows})


@require_GET
@in_fund(Role.READER)
@from_a_replica
def draft(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The statement of any days as the books stand now."""
    usual, choices = choices_of(fund, thai.today())
    form, days = period_of(request, usual)
    page: dict[str, Any] = {"fund": fund, "form": form, "choices": choices}
    if days:
        sheet = statements.drawn_up(fund, *days)
        if sheets.asked(request):
            return _table(request, fund, sheet)
        page |= _shown(fund, sheet) | {
            "query": urlencode({"first": days[0].isoformat(), "last": days[1].isoformat()}),
            "unready": _unready(fund, *days), "ceiling": sources.ceiling(fund, days[1]),
        }  # fmt: skip
    return render(request, "funds/statement_draft.html", page)


def _unready(fund: Fund, first: date, last: date) -> str:
    try:
        statements.refuse_unready(fund, first, last)
    except statements.Refused as refusal:
        return str(refusal)
    return ""


def _asked(request: FundRequest, fund: Fund) -> Sheet:
    """Draw up the statement of the days in the address. Raises Http404 when they are not understood."""
    usual, _offered = choices_of(fund, thai.today())
    _form, days = period_of(request, usual)
    if days is None:
        raise Http404
    return statements.drawn_up(fund, *days)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def draft_paper(request: FundRequest, fund: Fund) -> HttpResponse:
    """A draft on A4."""
    return _paper(fund, _asked(request, fund))


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLOSER)
def statement_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Freeze the statement of the days in the address, once both sides were looked at."""
    asked = PeriodForm(request.GET)
    if request.method != "POST" and not asked.is_valid():
        return redirect("funds:statement-draft", fund.code)
    form = FreezeForm(request.POST) if request.method == "POST" else FreezeForm(initial=asked.cleaned_data)
    if form.is_bound and form.is_valid():
        days = form.cleaned_data
        try:
            made = statements.freeze(fund, days["first"], days["last"], key=days["key"], by=request.user)
        except statements.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The statement is frozen."))
            return redirect("funds:statement", fund.code, made.pk)
    shown = form.cleaned_data if form.is_bound else asked.cleaned_data
    if not {"first", "last"} <= set(shown):
        return redirect("funds:statement-draft", fund.code)
    sheet = statements.drawn_up(fund, shown["first"], shown["last"])
    page = {"fund": fund, "form": form, "total": sheet.total_held} | _shown(fund, sheet)
    return render(request, "funds/statement_new.html", page)


def _frozen(fund: Fund, statement: int) -> Statement:
    return get_object_or_404(Statement.objects.filter(fund=fund).select_related("by", "fund"), pk=statement)


@require_GET
@in_fund(Role.READER)
def statement(request: FundRequest, fund: Fund, statement: int) -> HttpResponseBase:
    """A frozen statement, and whether the rows of today still say the same."""
    found = _frozen(fund, statement)
    then = statements.thawed(found)
    if sheets.asked(request):
        return _table(request, fund, then)
    now = statements.drawn_up(fund, found.first_on, found.last_on)
    return render(request, "funds/statement.html", {
        "fund": fund, "statement": found, "is_unchanged": statements.is_unchanged(found),
        "differences": [(line.label, line.amount, amount) for line, amount in statements.differences(then, now)],
    } | _shown(fund, then))  # fmt: skip


@require_GET
@in_fund(Role.READER)
def statement_paper(request: FundRequest, fund: Fund, statement: int) -> HttpResponse:
    """A frozen statement on A4."""
    found = _frozen(fund, statement)
    return _paper(fund, statements.thawed(found), found)


def _paper(fund: Fund, sheet: Sheet, frozen: Statement | None = None) -> HttpResponse:
    made = prints.statement(fund, sheet, frozen=frozen)
    disposition = f'inline; filename="{_name(fund, sheet)}.pdf"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _table(request: FundRequest, fund: Fund, sheet: Sheet) -> HttpResponseBase:
    """Send a statement as a table: side, line, baht; the parts of the welfare paid after both sides."""
    columns = (
        sheets.Shown(_("Side")), sheets.Shown(_("Item"), width=44), sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT)
    )  # fmt: skip
    sides = ((_("Received"), chain(*sheet.received)), (_("Paid and held"), chain(*sheet.held)))
    rows = [(side, line.label, line.amount) for side, lines in sides for line in lines]
    rows += [(_("Welfare paid, by kind"), line.label, line.amount) for line in sheet.benefits]
    return sheets.export(request, _name(fund, sheet), columns, rows)


def _name(fund: Fund, sheet: Sheet) -> str:
    return f"statement-{fund.code}-{sheet.first}-{sheet.last}"
