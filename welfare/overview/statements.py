"""The two-sided statements of all funds of a province for one year: who has made theirs final, and all in one file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import policies, prints, statements
from funds.access import FundRequest, Role, in_province
from funds.models import Fund, Province, Statement
from funds.statement_form import Sheet
from members.views.status import sent
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.replicas import from_a_replica

YEARS_OFFERED = 3


def year_asked(request: FundRequest) -> int:
    """Give the year (ค.ศ.) that is asked for: the last finished one where none is, or none that can be."""
    this, asked = thai.today().year, request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 1900 < int(asked) <= this else this - 1


def days_of(fund: Fund, year: int) -> tuple[date, date]:
    """Give the first and last day of the financial year of `fund` that ends in `year`."""
    first_month = policies.in_force(fund, date(year, 12, 31)).first_month
    return statements.financial_year(date(year, (first_month - 2) % 12 + 1, 1), first_month)


def frozen_of(province: Province, year: int) -> dict[int, Statement]:
    """Give, by fund, the statement that was frozen last of those that end in `year`. One query."""
    rows = Statement.objects.filter(fund__province=province, last_on__year=year).select_related("by")
    return {row.fund_id: row for row in rows.order_by("last_on", "pk")}


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_statements(request: FundRequest, province: Province) -> HttpResponseBase:
    """Which fund has made its statement of the year final and which has not."""
    year = year_asked(request)
    frozen = frozen_of(province, year)
    rows = [{"fund": fund, "statement": frozen.get(fund.pk)} for fund in Fund.objects.of(province).order_by("position")]
    if sheets.asked(request):
        return _file(request, province, year, rows)
    this = thai.today().year
    choices = [
        {"label": f"พ.ศ. {one + thai.BE}", "url": f"?year={one}", "current": one == year}
        for one in sorted({*range(this - YEARS_OFFERED, this), year}, reverse=True)
    ]
    return render(request, "overview/statements.html", {
        "province": province, "year": year, "year_be": year + thai.BE, "rows": rows, "have": len(frozen),
        "all": len(rows), "choices": choices, "total": sum((one.total for one in frozen.values()), ZERO),
    })  # fmt: skip


def _file(request: FundRequest, province: Province, year: int, rows: list[dict[str, Any]]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Fund"), width=36), sheets.Shown(_("Made final")),
        sheets.Shown(_("Until the day"), sheets.Kind.DAY), sheets.Shown(_("Each side (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Hash"), width=66),
    )  # fmt: skip
    return sheets.export(request, f"statements-{province.slug}-{year + thai.BE}", columns, (
        (row["fund"].short_name, *((_("has"), one.last_on, one.total, one.sha256) if (one := row["statement"])
                                   else (_("has not"), None, None, "")))
        for row in rows
    ))  # fmt: skip


def _copies(province: Province, year: int) -> Iterator[tuple[Fund, Sheet, Statement | None]]:
    """Give the statement of each fund: as it was made final, else as the books stand."""
    frozen = frozen_of(province, year)
    for fund in Fund.objects.of(province).select_related("district", "province").order_by("position"):
        one = frozen.get(fund.pk)
        yield fund, statements.thawed(one) if one else statements.drawn_up(fund, *days_of(fund, year)), one


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def statements_paper(request: FundRequest, province: Province) -> HttpResponse:
    """The statements of all funds in one PDF, a page each."""
    year = year_asked(request)
    made = prints.statements(year + thai.BE, _copies(province, year))
    return sent(made, f"statements-{province.slug}-{year + thai.BE}.pdf")


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def statements_file(request: FundRequest, province: Province) -> HttpResponseBase:
    """The statements of all funds as one table: fund, side, line, baht."""
    year = year_asked(request)
    columns = (
        sheets.Shown(_("Fund"), width=36), sheets.Shown(_("Made final")), sheets.Shown(_("Side")),
        sheets.Shown(_("Item"), width=44), sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    rows = (
        (fund.short_name, _("has") if one else _("has not"), side, line.label, line.amount)
        for fund, sheet, one in _copies(province, year)
        for side, groups in ((_("Received"), sheet.received), (_("Paid and held"), sheet.held))
        for group in groups
        for line in group
    )
    return sheets.export(request, f"statements-{province.slug}-{year + thai.BE}", columns, rows)
