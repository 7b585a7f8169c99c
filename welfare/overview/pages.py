"""What the pages of a province's figures share: the doors between them, the day asked for, the frame around them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funds import readings
from funds.access import FundRequest
from funds.forms import AsOf
from funds.models import Fund, Province
from welfare import thai

from . import figures
from .drawn import drawn

TEMPLATE = "overview/province_page.html"
Draw = Callable[[], dict[str, Any]]


def doors(province: Province, asked: AsOf, current: str) -> list[dict[str, Any]]:
    """Give the pages of `province`, each as of the day asked for."""
    return [
        {"label": label, "url": url, "current": name == current}
        for name, label in (
            ("province", pgettext("page of figures", "Overview")),
            ("province-members", _("Members")),
            ("province-money-in", _("Money in")),
            ("province-help", _("Help out")),
            ("province-lights", _("Who is late")),
            ("province-villages", _("Share of the people")),
            ("province-published", _("Announced and recorded")),
            ("province-foresight", _("What lies ahead")),
            ("province-country", _("All provinces")),
        )
        if (url := figures.address(name, province.slug, asked.address("as_of")))
    ]


def drawn_page(request: FundRequest, asked: AsOf, name: str, title: str, lead: str, draw: Draw) -> HttpResponse:
    """Answer with the page `name` of the province, whose figures depend on its kept totals and the day alone."""
    province = request.province
    return drawn(
        request, TEMPLATE, draw, of=(province.totals_version,), around=(province.pk, province.name, asked, title, lead),
        frame=lambda: framed(province, asked, name, title, lead),
    )  # fmt: skip


def framed(province: Province, asked: AsOf, name: str, title: str, lead: str) -> dict[str, Any]:
    return {
        "province": province, "as_of": asked, "doors": doors(province, asked, name), "page_title": title,
        "page_lead": lead,
    }  # fmt: skip


def chosen(**words: str | date | None) -> str:
    """Write the end of an address from what is chosen, days as ISO; what is not chosen is left out."""
    given = {
        name.rstrip("_"): word.isoformat() if isinstance(word, date) else word for name, word in words.items() if word
    }
    return "?" + urlencode(given)


def funds_of(province: Province, asked: AsOf) -> list[Fund]:
    """Give the funds founded by the day asked for, with their names, in one query."""
    rows = readings.names(province, asked.kept)
    return [Fund(**dict(zip(readings.NAMES, names, strict=True))) for names in rows]


def stretch_names(day: date) -> dict[str, str]:
    """Name the stretches of funds.lines: since founding, the year of `day` up to it, the same days a year before."""
    return {"ever": _("Since founding"), "year": _days(day), "last": _days(readings.a_year_before(day))}


def _days(last: date) -> str:
    first = last.replace(month=1, day=1)
    return _("%(first)s to %(last)s") % {"first": thai.short_date(first), "last": thai.short_date(last)}


def first_day(stretch: str, day: date) -> date | None:
    """Give the day from which a stretch of funds.lines runs; None is since founding."""
    return None if stretch == "ever" else last_day(stretch, day).replace(month=1, day=1)


def last_day(stretch: str, day: date) -> date:
    """Give the day to which a stretch of funds.lines runs."""
    return readings.a_year_before(day) if stretch == "last" else day


def rows_behind(name: str, fund: Fund, stretch: str, day: date, **words: str) -> str:
    """Give the address of a list of `fund` in a stretch of funds.lines."""
    days = {"from_": first_day(stretch, day), "until": last_day(stretch, day)}
    return reverse(name, args=[fund.code]) + chosen(**days, **words)
