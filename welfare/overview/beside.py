"""This year beside last year: what stands on a day and what came new in its year, against the year before."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from funds.forms import AsOf
from funds.models import Province
from funds.readings import a_year_before
from funds.summaries import Compared
from welfare import money, sheets, thai

from . import figures, pages
from .tables import Column, Table, change, row


class Line(NamedTuple):
    """One figure now and a year before, with the page that opens it into its rows."""

    label: str
    now: Decimal | int
    then: Decimal | int
    page: str
    span: str = ""

    @property
    def written(self) -> tuple[str, str, str]:
        """Write the figure, what it was, and by how much it is more or less."""
        now, then = (
            money.format_baht(one) if isinstance(one, Decimal) else f"{one:,}" for one in (self.now, self.then)
        )
        return now, then, change(self.now, self.then)


def lines(beside: Compared) -> list[Line]:
    now, then, new, before = beside.now, beside.then, beside.new, beside.new_then
    return [
        Line(_("Members on the day"), now.members, then.members, "province-members"),
        Line(_("Money in the funds (baht)"), now.balance, then.balance, "province"),
        Line(_("Money received in the year (baht)"), new.received, before.received, "province-money-in"),
        Line(_("Welfare paid in the year (baht)"), new.paid, before.paid, "province-help", "year"),
        Line(_("Cases in the year"), new.cases, before.cases, "province-help", "year"),
        Line(_("People helped for the first time in the year"), new.helped, before.helped, "province-help"),
        Line(_("Running costs in the year (baht)"), new.costs, before.costs, "province"),
    ]


def table(province: Province, beside: Compared, asked: AsOf) -> Table:
    """Lay the lines out, each with the page of its rows as of the same day."""
    day, before = asked.day, a_year_before(asked.day)
    columns = (_head(day), _head(before), Column(_("More or less"), sheets.Kind.TEXT, is_signed=True))
    rows = tuple(
        row(line.label, line.written, [_open(province, line, asked.kept), _open(province, line, before), ""])
        for line in lines(beside)
    )
    return Table(_("This year beside last year"), _("Figure"), columns, rows,
                 note=_("What came new counts from the first of January to the day, in both years."))  # fmt: skip


def _head(day: date) -> Column:
    return Column(thai.short_date(day), sheets.Kind.TEXT, is_signed=True)


def _open(province: Province, line: Line, day: date | None) -> str:
    start = figures.address(line.page, province.slug)
    return (
        start + pages.chosen(as_of=day, span=line.span) + ("#funds" if line.page == "province" else "") if start else ""
    )
