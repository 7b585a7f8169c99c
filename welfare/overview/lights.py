"""Who is late: a light for each fund and month that tells by shape and word, not by colour alone."""

from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from funds import lights
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.lights import Light, State
from funds.models import Fund, Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import figures, pages

SHAPES = {
    State.DONE: "●", State.DIFFERS: "◐", State.WAITS: "○", State.LATE: "▲", State.SILENT: "■", State.NONE: "·"
}  # fmt: skip


def word(state: State) -> str:
    """Name a light in a word short enough to stand under a month."""
    return {
        State.DONE: pgettext("light", "done"), State.DIFFERS: pgettext("light", "differs"),
        State.WAITS: pgettext("light", "waits"), State.LATE: pgettext("light", "late"),
        State.SILENT: pgettext("light", "silent"), State.NONE: "–",
    }[state]  # fmt: skip


def meaning(state: State) -> str:
    """Say what a light means."""
    return {
        State.DONE: _("Closed, and cash and bank agree with the books"),
        State.DIFFERS: _("Closed, with a difference explained or without comparing"),
        State.WAITS: _("Open, and not late yet: a month has fifteen days after its end"),
        State.LATE: _("Late: entered, but not closed"),
        State.SILENT: _("Late: nothing was entered and nothing closed"),
        State.NONE: _("Before the books began, or still to come"),
    }[state]


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def light_board(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every fund with the twelve months of a year; each light opens the month in the fund's books."""
    asked = as_of(request.GET, thai.today())
    found, funds = lights.of_year(province, asked.day), pages.funds_of(province, asked)
    if sheets.asked(request):
        return _file(request, asked, funds, found)
    rows = [_row(fund, found.get(fund.pk, [])) for fund in funds]
    rows.sort(key=lambda row: -row["late"])
    late = sum(row["late"] > 0 for row in rows)
    title = _("Who is late")
    lead = ngettext(
        "%(count)s fund has a month that should be closed by now",
        "%(count)s funds have a month that should be closed by now", late,
    ) % {"count": late} if late else _("Every fund that keeps books is up to date")  # fmt: skip
    return render(request, "overview/province_lights.html", {
        **pages.framed(province, asked, "province-lights", title, lead), "rows": rows,
        "months": [_short(month) for month in _months(asked)],
        "legend": [{"shape": SHAPES[state], "state": state.value, "word": word(state), "meaning": meaning(state)}
                   for state in State],
        "choices": figures.choices(lambda day: pages.chosen(as_of=day), asked, province),
        "year": asked.day.year + thai.BE,
    })  # fmt: skip


def _short(month: date) -> str:
    """Write the month alone: ส.ค."""
    return thai.short_date(month).split(" ")[1]


def _months(asked: AsOf) -> list[Any]:
    return [asked.day.replace(month=number, day=1) for number in range(1, 13)]


def _row(fund: Fund, found: list[Light]) -> dict[str, Any]:
    return {
        "fund": fund.short_name, "url": reverse("funds:months", args=[fund.code]),
        "late": sum(one.state in (State.LATE, State.SILENT) for one in found),
        "lights": [
            {
                "shape": SHAPES[one.state], "state": one.state.value, "word": word(one.state),
                "month": thai.long_month(one.month), "short": _short(one.month), "meaning": meaning(one.state),
                "url": _rows_of(fund, one),
            }
            for one in found
        ],
    }  # fmt: skip


def _rows_of(fund: Fund, one: Light) -> str:
    if one.state == State.NONE:
        return ""
    if one.close:
        return reverse("funds:closed-month", args=[fund.code, one.close])
    return reverse("funds:months", args=[fund.code])


def _file(request: FundRequest, asked: AsOf, funds: list[Fund], found: Any) -> HttpResponseBase:
    columns = [sheets.Shown(_("Fund"), width=30)] + [sheets.Shown(_short(month)) for month in _months(asked)]
    rows = ((fund.short_name, *(word(one.state) for one in found.get(fund.pk, []))) for fund in funds)
    return sheets.export(request, f"lights-{asked.day.isoformat()}", columns, rows)
