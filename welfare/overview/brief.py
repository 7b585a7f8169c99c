"""The governor's brief: the province on one sheet of A4, always in Thai, as of any day."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from funds import lights, published, readings, summaries
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.lights import State
from funds.models import Category, Province
from funds.summaries import Figures
from members import census
from welfare import money, paper, thai
from welfare.replicas import from_a_replica

from . import beside, figures

LONG = 24  # letters of a fund's name that fit on a line of the sheet; longer ones are set smaller
MOST_KINDS = 6  # of welfare that fit on the sheet; the rest are named together


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def brief(request: FundRequest, province: Province) -> HttpResponse:
    """The province on one page, as PDF."""
    asked = as_of(request.GET, thai.today())
    with override("th"):
        made = paper.pdf("brief", facts(province, asked))
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"{province.slug}-{asked.day.isoformat()}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def facts(province: Province, asked: AsOf) -> dict[str, Any]:
    """Say the province in the words of the sheet; figures are those of its pages on the same day."""
    day = asked.day
    reading = readings.read_years(province, asked.kept, readings.a_year_before(day))
    whole = summaries.breakdown(reading.whole)
    beside_words = beside.written(summaries.compared(reading, summaries.by_year(reading.years), day))
    funds = summaries.by_fund(reading)
    late = {
        fund: sum(one.state in (State.LATE, State.SILENT) for one in found)
        for fund, found in lights.of_year(province, day).items()
    }
    opened = [one for one in published.compared(province, day) if one.is_open]
    members = census.members_of(province, day)
    groups = census.groups(members, day)
    return {
        "province": province.name_th, "day": day.isoformat(), "on": thai.long_date(day),
        "printed": thai.long_date(asked.today), "year": str(day.year + thai.BE),
        "before": thai.short_date(readings.a_year_before(day)), "funds": len(funds),
        "stats": stats(whole.figures), "lines": [
            {"label": line.label, **getattr(beside_words, line.name)._asdict()} for line in beside.lines()
        ],
        "kinds": kinds(whole), "persons": figures.count(census.add(groups, 0)),
        "several": figures.count(census.several(members)),
        "ages": [
            {"label": str(census.KIND_NAMES[kind]), "count": figures.count(census.add(groups, 0, ages=kind))}
            for kind in census.KIND_NAMES
            if kind != "unknown" or census.add(groups, 0, ages=kind)
        ],
        "rows": [
            {
                "name": fund.short_th, "members": figures.count(one.members), "balance": money.format_baht(one.balance),
                "helped": figures.count(one.helped), "paid": money.format_baht(one.paid), "late": late.get(fund.pk, 0),
            }
            for fund, one in funds
        ],
        "total": {
            "members": figures.count(whole.figures.members), "balance": money.format_baht(whole.figures.balance),
            "helped": figures.count(whole.figures.helped), "paid": money.format_baht(whole.figures.paid),
            "late": sum(late.get(fund.pk, 0) for fund, _figures in funds),
        },
        "is_tight": len(funds) > 18 or max((len(fund.short_th) for fund, _figures in funds), default=0) > LONG,
        "late_funds": sum(1 for fund, _figures in funds if late.get(fund.pk, 0)), "open": len(opened),
    }  # fmt: skip


def stats(whole: Figures) -> list[dict[str, str]]:
    return [
        {"label": _("Memberships"), "figure": figures.count(whole.members), "unit": _("all funds together")},
        {"label": _("Money in the funds"), "figure": money.format_baht(whole.balance), "unit": _("baht")},
        {"label": _("People helped"), "figure": figures.count(whole.helped), "unit": _("persons, each once")},
        {"label": _("Welfare paid"), "figure": money.format_baht(whole.paid), "unit": _("baht since founding")},
    ]  # fmt: skip


def kinds(whole: summaries.Breakdown) -> list[dict[str, Any]]:
    """Give the kinds of welfare that cost most, with the length of their bars in per cent; the others together."""
    paid: dict[str, tuple[int, Any]] = {}
    for part in whole.categories:
        before = paid.get(part.line, (0, money.ZERO))
        paid[part.line] = before[0] + part.count, before[1] + part.amount
    ranked = sorted(((str(Category(line).label), *sums) for line, sums in paid.items()), key=lambda one: -one[2])
    shown, rest = ranked[:MOST_KINDS], ranked[MOST_KINDS:]
    if rest:
        shown.append(
            (_("Other kinds together"), sum(one[1] for one in rest), sum((one[2] for one in rest), money.ZERO))
        )
    most = max((one[2] for one in shown), default=money.ZERO)
    return [
        {"label": label, "cases": figures.count(cases), "paid": money.format_baht(amount),
         "share": float(100 * amount / most) if most > 0 and amount > 0 else 0.0}
        for label, cases, amount in shown
    ]  # fmt: skip
