"""Money in by source, for the whole province and fund by fund: since founding, in the year, against last year."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import lines
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.lines import Lines
from funds.models import Measure, Province, Source
from funds.sources import OFFICIAL_ORDER
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import charts, figures, pages, pictures
from .tables import Column, Row, Table, change, row


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def money_in(request: FundRequest, province: Province) -> HttpResponseBase:
    """Money received by source; a source opens into the funds, and each fund's sum into its entries."""
    asked, source = as_of(request.GET, thai.today()), request.GET.get("source", "")
    source = source if source in Source.values else ""
    if sheets.asked(request):
        return table_of(province, asked, source).file(request, f"money-in-{asked.day.isoformat()}")
    if pictures.asked(request):
        return pictures.sent(request, bars_of(table_of(province, asked, source), asked), "money-in", asked.day)

    def draw() -> dict[str, Any]:
        table = table_of(province, asked, source)
        return {
            "province": province, "as_of": asked, "charts": [bars_of(table, asked)], "tables": [table],
            "choices": figures.choices(lambda day: pages.chosen(as_of=day, source=source), asked, province),
            "keep": [{"name": "source", "value": source}] if source else [],
            "back": pages.chosen(as_of=asked.kept) if source else "", "back_label": _("All sources"),
        }  # fmt: skip

    title, lead = _("Money in"), _("What the funds received, split as the official status form asks for it")
    return pages.drawn_page(request, asked, "province-money-in", title, lead, draw)


def table_of(province: Province, asked: AsOf, source: str = "") -> Table:
    """Lay out the sources, or the funds that received of one `source`; in two queries."""
    received = lines.read(province, Measure.INCOME, asked.day, is_all=asked.kept is None)
    names = pages.stretch_names(asked.day)
    columns = tuple(Column(_("%(stretch)s (baht)") % {"stretch": words}, sheets.Kind.BAHT) for words in names.values())
    columns += (Column(_("More or less"), sheets.Kind.TEXT, is_signed=True),)
    if source:
        label = str(Source(source).label)
        rows = tuple(
            _row(fund.short_name, received, fund=fund.pk, line=source, urls=[
                pages.rows_behind("funds:journal", fund, stretch, asked.day, source=source) for stretch in names
            ])
            for fund in pages.funds_of(province, asked)
        )  # fmt: skip
    else:
        label = _("Money received by source")
        rows = tuple(
            _row(str(each.label), received, line=each.value, url=pages.chosen(source=each.value, as_of=asked.kept))
            for each in OFFICIAL_ORDER
            if received.has(line=each.value)
        )
    return Table(
        label, _("Fund") if source else _("Source"), columns, rows,
        total=_row(_("All funds") if source else _("All sources"), received, line=source or None),
        note=_("Money turned back is taken off on the day that it was."),
    )  # fmt: skip


def _row(
    label: str, received: Lines, *, urls: list[str] | None = None, url: str = "", **where: Any
) -> Row:  # fmt: skip
    ever, year, last = (received.sum(stretch, **where).baht for stretch in lines.STRETCHES)
    behind = urls or [url] * 3
    return row(label, [ever, year, last, change(year, last)], [*behind, ""], url)


def bars_of(table: Table, asked: AsOf) -> pictures.Drawing:
    """Draw what came in since founding, the most first."""
    values = [(each.label, each.cells[0].value, each.url) for each in table.rows if each.cells[0].value]
    values.sort(key=lambda value: -value[1])
    return pictures.Drawing(
        title=table.caption, note=_("Baht since founding, up to %(day)s") % {"day": asked.words},
        label_head=table.head, value_head=_("Baht"), bars=charts.bars(values, say=figures.in_round()),
    )  # fmt: skip
