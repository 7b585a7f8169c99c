"""The province's page in its two parts: the shape, drawn once for a day and a choice, and the figures put into it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from funds import readings, summaries
from funds.forms import AsOf
from funds.models import Category, Province
from welfare.stencils import Place

from . import beside, charts, figures, pictures

# What the trend may be drawn of: money and members stand at a year's end, the others come new in it.
OVER_TIME = ("balance", "members", "helped", "paid")
AT_YEAR_END = ("balance", "members")


class Choice(NamedTuple):
    """What the page is asked to show: how the funds are sorted, what the line and the map are drawn of."""

    sort: str = ""
    trend: str = ""
    measure: str = ""

    @property
    def line(self) -> str:
        return self.trend if self.trend in OVER_TIME else OVER_TIME[0]

    @property
    def colours(self) -> str:
        return self.measure if self.measure in figures.MEASURES else next(iter(figures.MEASURES))


def shape(province: Province, asked: AsOf, choice: Choice) -> dict[str, Any]:
    """Give what the page shows beside its figures, and a place for each of them: the names that `said` gives."""
    chosen = {**choice._asdict(), "as_of": asked.day.isoformat() if asked.kept else ""}

    def address_of(**changed: str) -> str:
        return "?" + urlencode({name: value for name, value in (chosen | changed).items() if value})

    def tabs(names: dict[str, str], of: str, current: str, at: str) -> list[dict[str, Any]]:
        return [
            {"label": label, "url": address_of(**{of: name}) + at, "current": name == current}
            for name, label in names.items()
        ]

    return {
        "province": province, "as_of": asked, "sort": choice.sort,
        "choices": figures.choices(lambda day: address_of(as_of=day), asked, province),
        "keep": [{"name": name, "value": chosen[name]} for name in Choice._fields if chosen[name]],
        "tabs": tabs(names_of_trends(), "trend", choice.line, "#trend"),
        "map_tabs": tabs(names_of_measures(), "measure", choice.colours, "#map"),
        "map_title": names_of_measures()[choice.colours], "trend_words": trend_words(choice),
        "kinds_words": kinds_words(), "stats": stats(province, asked, address_of, Place("total")),
        "beside": beside.table(province, asked, Place("beside")),
        "brief_url": reverse("province-brief", args=[province.slug]) + asked.address("as_of"),
        **{name: Place(name) for name in ("funds", "rows", "total", "map", "trend", "kinds")},
    }  # fmt: skip


def said(reading: readings.Reading, asked: AsOf, choice: Choice) -> dict[str, Any]:
    """Say a reading in words: the funds in the order asked for, the map and the years of what was chosen."""
    whole = summaries.breakdown(reading.whole)
    pairs = summaries.by_fund(reading)
    years = summaries.by_year(reading.years)
    return {
        "funds": len(pairs), "rows": figures.rows(figures.in_order(pairs, choice.sort), asked),
        "total": figures.total_row(whole.figures), "map": tiles(pairs, choice),
        "trend": trend(summaries.trend(years), choice), "kinds": kinds(whole),
        "beside": beside.written(summaries.compared(reading, years, asked.day)),
    }  # fmt: skip


def drawings(reading: readings.Reading, asked: AsOf, choice: Choice) -> dict[str, pictures.Drawing]:
    """Draw the charts of the page to be taken along: the map of tiles, the kinds of help, the line over the years."""
    found = said(reading, asked, choice)
    title = names_of_measures()[choice.colours]
    drawn = {
        "map": pictures.Drawing(title, asked.words, value_head=title, map=found["map"]),
        "kinds": replace(kinds_words(), bars=found["kinds"], total=found["total"].cases),
    }
    return drawn | ({"trend": replace(trend_words(choice), trend=found["trend"])} if found["trend"] else {})


def stats(
    province: Province, asked: AsOf, address_of: Callable[..., str], whole: Any
) -> list[dict[str, Any]]:  # fmt: skip
    """Lay out the province's figures: what each counts, and the funds in its order."""

    def stat(name: str, label: str, unit: str, note: str, sort: str = "") -> dict[str, Any]:
        url = address_of(sort=f"-{sort}") + "#funds" if sort else figures.address(
            "province-money-in", province.slug, asked.address("as_of")
        )  # fmt: skip
        return {"label": label, "figure": whole[name], "unit": unit, "note": note, "url": url}

    helped = _("Each person once, since founding: %(members)s members, %(others)s not members") % {
        "members": whole["helped_members"], "others": whole["outsiders"]
    }  # fmt: skip
    money = stat("balance", _("Money in the funds"), _("baht"), _("Cash, bank and other investments"), "balance")
    return [
        stat("members", _("Members"), _("persons"), _("Members on that day, all funds"), "members"),
        money | {"has_second": True, "second": whole["millions"]},
        stat("helped", _("People helped"), _("persons"), helped, "helped"),
        stat("paid", _("Welfare paid"), _("baht"), _("Since founding"), "paid"),
        stat("cases", _("Cases"), _("payments"), _("Payments that stand, since founding"), "cases"),
        stat("received", _("Money received"), _("baht"), _("All sources, since founding")),
    ]


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


def trend_words(choice: Choice) -> pictures.Drawing:
    return pictures.Drawing(
        names_of_trends()[choice.line],
        _("at the end of each year (B.E.)") if choice.line in AT_YEAR_END else _("in each year (B.E.)"),
        _("Year (B.E.)"), _("Persons") if choice.line in ("members", "helped") else _("Baht"),
    )  # fmt: skip


def kinds_words() -> pictures.Drawing:
    return pictures.Drawing(
        _("Welfare paid, by kind"), _("Cases since founding, to members and others"), _("Kind"), _("Cases"),
        total_label=_("All kinds"),
    )  # fmt: skip


def tiles(pairs: list[Any], choice: Choice) -> Any:
    return figures.tiles(pairs, choice.colours, lambda fund: figures.address("fund", fund.code))


def trend(years: list[summaries.Year], choice: Choice) -> charts.Trend | None:
    values = [(str(year.year), Decimal(getattr(year, choice.line))) for year in years]
    if not values:
        return None
    if choice.line in ("members", "helped"):
        return charts.trend(values, say=lambda amount: f"{amount:,.0f}")
    return charts.trend(values, say=figures.in_round())


def kinds(whole: summaries.Breakdown) -> tuple[charts.Bar, ...]:
    """Draw the cases of each official category, members and others together, the most frequent first."""
    cases: dict[str, int] = {}
    for part in whole.categories:
        cases[part.line] = cases.get(part.line, 0) + part.count
    ranked = sorted(cases.items(), key=lambda pair: -pair[1])
    return charts.bars([(str(Category(line).label), number, "") for line, number in ranked], say=lambda n: f"{n:,}")
