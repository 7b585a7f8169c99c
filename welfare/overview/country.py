"""All provinces side by side, from the totals kept for each: persons are counted once in a province."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import readings, summaries
from funds.access import FundRequest, Role, in_province
from funds.forms import as_of
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import figures, pages
from .drawn import drawn
from .tables import Column, Table, row


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def country(request: FundRequest, province: Province) -> HttpResponse:
    """Every province of the portal, each of its figures from its own kept totals."""
    asked = as_of(request.GET, thai.today())
    names = readings.provinces()

    def draw() -> dict[str, Any]:
        return {
            "province": province, "as_of": asked, "charts": [], "tables": [table_of(names, asked.kept)],
            "choices": figures.choices(lambda day: pages.chosen(as_of=day), asked, province),
            "notes": [_("Someone helped in two provinces counts in both; provinces are not added up to persons.")],
        }  # fmt: skip

    title, lead = _("All provinces"), _("The provinces of this portal side by side")
    return drawn(
        request, pages.TEMPLATE, draw, of=names, around=(province.pk, province.name, asked, title),
        frame=lambda: pages.framed(province, asked, "province-country", title, lead),
    )  # fmt: skip


def table_of(names: readings.Rows, day: Any) -> Table:
    """Lay out the provinces by name, in one query."""
    by_province = summaries.by_province(readings.by_province(day))
    baht = sheets.Kind.BAHT
    columns = (
        Column(_("Memberships")), Column(_("Money (baht)"), baht), Column(_("People helped (persons)")),
        Column(_("Cases")), Column(_("Welfare paid (baht)"), baht), Column(_("Money received (baht)"), baht),
    )  # fmt: skip
    rows = []
    for pk, name_th, name_en, _version in names:
        one = by_province.get(pk, summaries.Figures())
        name = Province(name_th=name_th, name_en=name_en).name
        rows.append(row(name, [one.members, one.balance, one.helped, one.cases, one.paid, one.received]))
    rows.sort(key=lambda line: thai.sort_key(line.label))
    return Table(_("All provinces"), _("Province"), columns, tuple(rows))
