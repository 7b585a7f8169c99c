"""The province's page for its staff: totals, the years, and the funds side by side, as of any day."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import readings, summaries
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.models import Appointment, Category, Office, Province
from welfare import money, thai

from . import charts, figures
from .drawn import drawn

# What the trend may be drawn of: money and members stand at a year's end, the others come new in it.
OVER_TIME = ("balance", "members", "helped", "paid")
AT_YEAR_END = ("balance", "members")


@require_GET
@login_required
def my_province(request: HttpRequest) -> HttpResponse:
    """Send provincial staff to their province."""
    held = Appointment.objects.on(thai.today()).filter(user=request.user.pk, office__in=(Office.OFFICER, Office.ADMIN))
    slug = held.order_by("pk").values_list("province__slug", flat=True).first()
    if slug is None:
        raise Http404
    return redirect("province", slug)


@require_GET
@in_province(Role.PROVINCE_READER)
def province(request: FundRequest, province: Province) -> HttpResponse:
    """The province's totals, its years and its funds; each figure opens into its rows."""
    asked = as_of(request.GET, thai.today())

    def draw() -> dict[str, Any]:
        reading = readings.read(province, asked.kept, with_years=True)
        return dashboard(province, reading, asked, request.GET.get("sort", ""), request.GET.get("trend", ""))

    # The version was read before the totals are: what is drawn of it is never older than it says.
    return drawn(
        request, "overview/province.html", draw, of=(province.totals_version,),
        around=(province.pk, province.name, asked), frame={"province": province, "as_of": asked},
    )  # fmt: skip


def dashboard(
    province: Province, reading: readings.Reading, asked: AsOf, sort: str = "", over_time: str = ""
) -> dict[str, Any]:
    """Say a reading in words: the funds in the order `sort`, and the trend of the measure `over_time`."""
    whole = summaries.breakdown(reading.whole)
    pairs = summaries.by_fund(reading)
    shown = over_time if over_time in OVER_TIME else OVER_TIME[0]
    chosen = {"sort": sort, "trend": over_time, "as_of": asked.day.isoformat() if asked.kept else ""}

    def address_of(**changed: str) -> str:
        return "?" + urlencode({name: value for name, value in (chosen | changed).items() if value})

    return {
        "province": province, "as_of": asked, "sort": sort, "funds": len(pairs),
        "rows": [figures.row(*pair, asked) for pair in figures.in_order(pairs, sort)],
        "total": figures.total_row(whole.figures), "stats": stats(whole.figures, address_of),
        "choices": figures.choices(lambda day: address_of(as_of=day), asked, province),
        "keep": [{"name": name, "value": chosen[name]} for name in ("sort", "trend") if chosen[name]],
        "tabs": [
            {"label": label, "url": address_of(trend=name) + "#trend", "current": name == shown}
            for name, label in names_of_trends().items()
        ],
        "trend": _trend(summaries.trend(reading.years, whole.figures, asked.kept), shown),
        "trend_title": names_of_trends()[shown],
        "trend_head": _("Persons") if shown in ("members", "helped") else _("Baht"),
        "trend_note": _("at the end of each year (B.E.)") if shown in AT_YEAR_END else _("in each year (B.E.)"),
        "kinds": kinds(whole),
    }  # fmt: skip


def stats(whole: summaries.Figures, address_of: Any) -> list[dict[str, str]]:
    """Give the province's figures in words: what each counts, and the funds in its order."""

    def stat(label: str, figure: str, unit: str, note: str, sort: str, second: str = "") -> dict[str, str]:
        return {
            "label": label, "figure": figure, "unit": unit, "note": note, "second": second,
            "url": address_of(sort=f"-{sort}") + "#funds" if sort else "",
        }  # fmt: skip

    helped = _("Each person once, since founding: %(members)s members, %(others)s not members") % {
        "members": figures.count(whole.helped_members), "others": figures.count(whole.helped_outsiders)
    }  # fmt: skip
    return [
        stat(_("Members"), figures.count(whole.members), _("persons"), _("Members on that day, all funds"), "members"),
        stat(
            _("Money in the funds"), money.format_baht(whole.balance), _("baht"), _("Cash, bank and other investments"),
            "balance", figures.in_millions(whole.balance),
        ),
        stat(_("People helped"), figures.count(whole.helped), _("persons"), helped, "helped"),
        stat(_("Welfare paid"), money.format_baht(whole.paid), _("baht"), _("Since founding"), "paid"),
        stat(_("Cases"), figures.count(whole.cases), _("payments"), _("Payments that stand, since founding"), "cases"),
        stat(_("Money received"), money.format_baht(whole.received), _("baht"), _("All sources, since founding"), ""),
    ]  # fmt: skip


def names_of_trends() -> dict[str, str]:
    return {
        "balance": _("Money in the funds"), "members": _("Members"), "helped": _("People helped for the first time"),
        "paid": _("Welfare paid"),
    }  # fmt: skip


def _trend(years: list[summaries.Year], measure: str) -> charts.Trend | None:
    values = [(str(year.year), Decimal(getattr(year, measure))) for year in years]
    if not values:
        return None
    if measure in ("members", "helped"):
        return charts.trend(values, say=lambda amount: f"{amount:,.0f}")
    return charts.trend(values, say=figures.in_round)


def kinds(whole: summaries.Breakdown) -> tuple[charts.Bar, ...]:
    """Draw the cases of each official category, members and others together, the most frequent first."""
    cases: dict[str, int] = {}
    for part in whole.categories:
        cases[part.line] = cases.get(part.line, 0) + part.count
    ranked = sorted(cases.items(), key=lambda pair: -pair[1])
    return charts.bars([(str(Category(line).label), number, "") for line, number in ranked], say=lambda n: f"{n:,}")
