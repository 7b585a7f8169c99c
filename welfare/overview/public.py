"""What everyone sees, and where a reader goes after signing in."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import readings, summaries
from funds.forms import AsOf, as_of
from funds.models import Appointment, Province
from welfare import money, thai
from welfare.models import User
from welfare.replicas import from_a_replica

from . import figures, hiding, told
from .drawn import drawn

# What the map of the front page may be coloured by.
ON_THE_MAP = ("members", "balance", "helped")
FEW = "–"  # stands where a count is too small to be told


@require_GET
@from_a_replica
def home(request: HttpRequest) -> HttpResponse:
    """The province at a glance, for everyone, as of any day."""
    asked = as_of(request.GET, thai.today())
    province = figures.shown_province()
    if province is None:
        return render(request, "overview/home.html", {"as_of": asked})
    known = told.public(province)
    shown = replace(asked, day=known.common(asked.day))
    announced = figures.ANNOUNCED.get(province.slug)
    if announced and known.common(announced.on) != announced.on:
        announced = None

    def draw() -> dict[str, Any]:
        then = readings.whole(province, announced.on) if announced else ()
        seen = glance(province, readings.read(province, shown.kept), shown, request.GET.get("measure", ""))
        return seen | {
            "announced": announced and compared(announced, then), "has_split": told.tells_split(province, shown.day),
            "is_earlier": shown.day != asked.day,
        }  # fmt: skip

    return drawn(
        request, "overview/home.html", draw, of=(province.totals_version, asked, shown),
        around=(province.pk, province.name), frame=lambda: {"province": province},
    )  # fmt: skip


def glance(province: Province, reading: readings.Reading, asked: AsOf, measure: str = "") -> dict[str, Any]:
    """Say a reading in words: the figures of the province, its map coloured by `measure`, its funds."""
    whole = summaries.breakdown(reading.whole).figures
    pairs = summaries.by_fund(reading)
    few = hiding.hidden_counts({fund.code: counted.members for fund, counted in pairs})
    total = figures.total_row(whole)
    if hiding.TOTAL in few:
        total = total._replace(members=FEW)
    measure = measure if measure in ON_THE_MAP else ON_THE_MAP[0]
    untold = few if measure == "members" else ()
    names = {"members": _("Members"), "balance": _("Balance"), "helped": _("People helped")}
    heads = {
        "members": _("Members (persons)"), "balance": _("Money (million baht)"), "helped": _("People helped (persons)")
    }  # fmt: skip

    def address_of(day: str, measure: str = measure) -> str:
        return "?" + urlencode({"measure": measure} | ({"as_of": day} if day else {}))

    day = asked.day.isoformat() if asked.kept else ""
    return {
        "province": province, "as_of": asked, "funds": len(pairs), "total": total,
        "rows": [
            line._replace(members=FEW) if line.code in few else line for line in figures.rows(pairs)
        ],
        "map": figures.tiles(pairs, measure, lambda fund: f"#fund-{fund.code}", untold), "head": heads[measure],
        "map_title": names[measure],
        "tabs": [
            {"label": names[key], "url": address_of(day, key) + "#map", "current": key == measure} for key in names
        ],
        "choices": figures.choices(address_of, asked, province),
        "keep": [{"name": "measure", "value": measure}],
    }  # fmt: skip


def compared(announced: figures.Announcement, then: readings.Rows) -> dict[str, Any]:
    """Lay what was announced beside what the rows say as of that day, with every difference named."""
    recorded = summaries.breakdown(then).figures
    members = recorded.members - announced.members
    balance = recorded.balance - announced.balance
    helped = recorded.helped - announced.helped
    return {
        "on": announced.on, "agrees": not (members or balance or helped),
        "lines": [
            (_("Members"), figures.count(announced.members), figures.count(recorded.members), f"{members:+,}"),
            (_("Money in the funds (baht)"), money.format_baht(announced.balance), money.format_baht(recorded.balance),
             f"{balance:+,.2f}"),
            (_("People helped"), figures.count(announced.helped), figures.count(recorded.helped), f"{helped:+,}"),
        ],
    }  # fmt: skip


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send a reader to the fund or province where they hold an office; who holds none learns whom to ask."""
    user = request.user
    today = thai.today()
    all_held = list(
        Appointment.objects.filter(user=user.pk).select_related("fund", "province").order_by("-since", "pk")
    ) if isinstance(user, User) else []  # fmt: skip
    held = [one for one in all_held if one.since <= today and (one.until is None or one.until >= today)]
    places: dict[str, dict[str, Any]] = {}
    for one in held:
        place = one.fund or one.province
        url = reverse("fund", args=[one.fund.code]) if one.fund else reverse("province", args=[one.province.slug])  # type: ignore[union-attr]
        offices = places.setdefault(url, {"name": str(place), "url": url, "offices": []})["offices"]
        offices.append(str(one.get_office_display()))
    if len(places) == 1:
        return redirect(next(iter(places)))
    return render(request, "overview/start.html", {
        "places": list(places.values()),
        "others": [] if held else all_held, "today": today,
    })  # fmt: skip
