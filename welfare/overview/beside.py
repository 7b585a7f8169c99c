"""This year beside last year: what stands on a day and what came new in its year, against the year before."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from funds.forms import AsOf
from funds.models import Province
from funds.readings import a_year_before
from funds.summaries import Compared
from welfare import money, sheets, thai

from . import figures, pages
from .tables import Column, Table, change, row

# What stands on a day; all else came new in the year up to it.
STANDS = ("members", "balance")


class Line(NamedTuple):
    """One figure, by its name here, with the page that opens it into its rows."""

    name: str
    label: str
    page: str
    span: str = ""


class Written(NamedTuple):
    """A figure in words: now, a year before, and by how much it is more or less."""

    now: str
    then: str
    change: str


def lines() -> list[Line]:
    return [
        Line("members", _("Members on the day"), "province-members"),
        Line("balance", _("Money in the funds (baht)"), "province"),
        Line("received", _("Money received in the year (baht)"), "province-money-in"),
        Line("paid", _("Welfare paid in the year (baht)"), "province-help", "year"),
        Line("cases", _("Cases in the year"), "province-help", "year"),
        Line("helped", _("People helped for the first time in the year"), "province-help"),
        Line("costs", _("Running costs in the year (baht)"), "province"),
    ]


class Beside(NamedTuple):
    """Each line in words, by its name."""

    members: Written
    balance: Written
    received: Written
    paid: Written
    cases: Written
    helped: Written
    costs: Written


def written(beside: Compared) -> Beside:
    """Write each figure: members and money as they stand on the day, all else as it came new in the year."""
    stands = (beside.now, beside.then)
    new = (beside.new, beside.new_then)
    return Beside(**{
        name: _written(*(getattr(one, name) for one in (stands if name in STANDS else new))) for name in Beside._fields
    })  # fmt: skip


def _written(now: Decimal | int, then: Decimal | int) -> Written:
    write = money.format_baht if isinstance(now, Decimal) else "{:,}".format
    return Written(write(now), write(then), change(now, then))


def table(province: Province, asked: AsOf, said: Any) -> Table:
    """Lay the lines out as `said` writes them, each with the page of its rows as of the same day."""
    day, before = asked.day, a_year_before(asked.day)
    columns = (_head(day), _head(before), Column(_("More or less"), sheets.Kind.TEXT, is_signed=True))
    rows = tuple(
        row(
            line.label, [said[line.name][part] for part in Written._fields],
            [_open(province, line, asked.kept), _open(province, line, before), ""],
        )
        for line in lines()
    )  # fmt: skip
    return Table(_("This year beside last year"), _("Figure"), columns, rows,
                 note=_("What came new counts from the first of January to the day, in both years."))  # fmt: skip


def _head(day: date) -> Column:
    return Column(thai.short_date(day), sheets.Kind.TEXT, is_signed=True)


def _open(province: Province, line: Line, day: date | None) -> str:
    start = figures.address(line.page, province.slug)
    return (
        start + pages.chosen(as_of=day, span=line.span) + ("#funds" if line.page == "province" else "") if start else ""
    )
