"""The province's page for its staff: totals, the years, and the funds side by side, as of any day."""

from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import readings, summaries
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.models import Appointment, Category, Office, Province
from welfare import money, sheets, thai
from welfare.replicas import from_a_replica

from . import beside, charts, figures, pages, pictures
from .drawn import drawn
from .tables import Column, Row, Table, row

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
@from_a_replica
def province(request: FundRequest, province: Province) -> HttpResponseBase:
    """The province's totals, its map, its years and its funds; each figure opens into its rows."""
    asked = as_of(request.GET, thai.today())
    choice = Choice(*(request.GET.get(name, "") for name in Choice._fields))

    def read() -> readings.Reading:
        return readings.read(
            province, asked.kept, with_years=True, year_ago=readings.a_year_before(asked.day)
        )  # fmt: skip

    if sheets.asked(request):
        return funds_table(read()).file(request, f"funds-{asked.day.isoformat()}")
    if pictures.asked(request):
        of = request.GET.get("of", "")
        found = drawings(read(), asked, choice)
        return pictures.sent(request, found.get(of) or found["kinds"], of or "kinds", asked.day)

    def draw() -> dict[str, Any]:
        return dashboard(province, read(), asked, choice)

    # The version was read before the totals are: what is drawn of it is never older than it says.
    return drawn(
        request, "overview/province.html", draw, of=(province.totals_version,),
        around=(province.pk, province.name, asked),
        frame=lambda: {"province": province, "as_of": asked, "doors": pages.doors(province, asked, "province")},
    )  # fmt: skip


class Choice(NamedTuple):
    """What the page is asked to show: how the funds are sorted, what the line and the map are drawn of."""

    sort: str = ""
    trend: str = ""
    measure: str = ""


def dashboard(
    province: Province, reading: readings.Reading, asked: AsOf, choice: Choice = Choice()  # noqa: B008 -- never changes
) -> dict[str, Any]:  # fmt: skip
    """Say a reading in words: the funds in the order asked for, the map and the years of what was chosen."""
    whole = summaries.breakdown(reading.whole)
    pairs = summaries.by_fund(reading)
    over_time, on_map = shown(choice.trend, OVER_TIME), shown(choice.measure, tuple(figures.MEASURES))
    chosen = {**choice._asdict(), "as_of": asked.day.isoformat() if asked.kept else ""}
    drawn_of = drawings(reading, asked, choice)

    def address_of(**changed: str) -> str:
        return "?" + urlencode({name: value for name, value in (chosen | changed).items() if value})

    return {
        "province": province, "as_of": asked, "sort": choice.sort, "funds": len(pairs),
        "rows": [figures.row(*pair, asked) for pair in figures.in_order(pairs, choice.sort)],
        "total": figures.total_row(whole.figures), "stats": stats(province, whole.figures, asked, address_of),
        "choices": figures.choices(lambda day: address_of(as_of=day), asked, province),
        "keep": [{"name": name, "value": chosen[name]} for name in Choice._fields if chosen[name]],
        "tabs": [
            {"label": label, "url": address_of(trend=name) + "#trend", "current": name == over_time}
            for name, label in names_of_trends().items()
        ],
        "map_tabs": [
            {"label": label, "url": address_of(measure=name) + "#map", "current": name == on_map}
            for name, label in names_of_measures().items()
        ],
        "trend": drawn_of.get("trend"), "map": drawn_of["map"], "kinds": drawn_of["kinds"],
        "beside": beside.table(province, summaries.compared(reading, whole.figures, asked.day), asked),
        "brief_url": reverse("province-brief", args=[province.slug]) + asked.address("as_of"),
    }  # fmt: skip


def shown(asked: str, known: tuple[str, ...]) -> str:
    return asked if asked in known else known[0]


def drawings(reading: readings.Reading, asked: AsOf, choice: Choice) -> dict[str, pictures.Drawing]:
    """Draw the three charts of the page: the line over the years, the map of tiles, the kinds of help."""
    whole = summaries.breakdown(reading.whole)
    pairs = summaries.by_fund(reading)
    over_time, on_map = shown(choice.trend, OVER_TIME), shown(choice.measure, tuple(figures.MEASURES))
    line = _trend(summaries.trend(reading.years, whole.figures, asked.kept), over_time)
    found = {
        "map": pictures.Drawing(
            names_of_measures()[on_map], asked.words, value_head=names_of_measures()[on_map],
            map=figures.tiles(pairs, on_map, lambda fund: figures.address("fund", fund.code)),
        ),
        "kinds": pictures.Drawing(
            _("Welfare paid, by kind"), _("Cases since founding, to members and others"), _("Kind"), _("Cases"),
            bars=kinds(whole), total_label=_("All kinds"), total=figures.count(whole.figures.cases),
        ),
    }  # fmt: skip
    if line:
        found["trend"] = pictures.Drawing(
            names_of_trends()[over_time],
            _("at the end of each year (B.E.)") if over_time in AT_YEAR_END else _("in each year (B.E.)"),
            _("Year (B.E.)"), _("Persons") if over_time in ("members", "helped") else _("Baht"), trend=line,
        )  # fmt: skip
    return found


def funds_table(reading: readings.Reading) -> Table:
    """Lay out the funds side by side as numbers."""
    baht = sheets.Kind.BAHT
    columns = (
        Column(_("Members (persons)")), Column(_("Money (baht)"), baht), Column(_("People helped (persons)")),
        Column(_("Of these, not members")), Column(_("Welfare paid (baht)"), baht), Column(_("Cases")),
        Column(_("Money received (baht)"), baht),
    )  # fmt: skip

    def line(label: str, one: summaries.Figures) -> Row:
        return row(label, [
            one.members, one.balance, one.helped, one.helped_outsiders, one.paid, one.cases, one.received
        ])  # fmt: skip

    whole = summaries.breakdown(reading.whole).figures
    rows = tuple(line(fund.short_name, one) for fund, one in summaries.by_fund(reading))
    return Table(_("Fund by fund"), _("Fund"), columns, rows, total=line(_("The whole province"), whole))


def stats(
    province: Province, whole: summaries.Figures, asked: AsOf, address_of: Any
) -> list[dict[str, str]]:  # fmt: skip
    """Give the province's figures in words: what each counts, and the funds in its order."""

    def stat(label: str, figure: str, unit: str, note: str, sort: str, second: str = "") -> dict[str, str]:
        url = address_of(sort=f"-{sort}") + "#funds" if sort else figures.address(
            "province-money-in", province.slug, asked.address("as_of")
        )  # fmt: skip
        return {"label": label, "figure": figure, "unit": unit, "note": note, "second": second, "url": url}

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


def names_of_measures() -> dict[str, str]:
    return {
        "members": _("Members"), "balance": _("Money (million baht)"), "helped": _("People helped"),
        "cases": _("Cases"), "paid": _("Welfare paid (million baht)"),
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
