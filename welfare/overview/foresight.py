"""What lies ahead of a fund and of a province: how long the money lasts, what is promised, and what would change it."""

import time
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from funds import bookdays, foresight
from funds.access import FundRequest, Role, in_fund, in_province
from funds.foresight import Projection
from funds.models import Fund, FundTotal, Province, Span
from members import prospects
from members.forms.foresight import WhatIfForm, usual
from members.prospects import Cell, Outlook
from welfare import money, thai
from welfare.replicas import from_a_replica

from . import charts, figures, foresight_together

# A page that reckons many funds stops after so many seconds, shows how far it is, and goes on when asked again.
PATIENCE = 1.5
KEPT_FOR = 7 * 24 * 60 * 60
SHOWN = (1, 2, 3, 5, 10, 15, 20, 30)
# How what is promised is laid out: ages, and years in the fund.
AGES = ((0, 30), (30, 45), (45, 60), (60, 75), (75, 200))
TENURES = ((0, 5), (5, 10), (10, 200))


@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def fund_foresight(request: FundRequest, fund: Fund) -> HttpResponse:
    """Say in words and in numbers what lies ahead of a fund, as it goes and with what is asked."""
    day = bookdays.kept_until(fund, thai.today())
    seen = prospects.outlook_of(fund, day)
    form = WhatIfForm(request.GET or None)
    asked = seen.ahead(form.changed(seen.observed)) if form.is_valid() and form.is_asked() else None
    ahead, promised = seen.ahead(), seen.promised()
    return render(request, "overview/foresight.html", {
        "tenures": tenures(), "by_age": promised_by_age(seen),
        "fund": fund, "day": day, "form": form, "seen": seen, "words": words(seen, ahead, promised),
        "members": figures.count(seen.members), "money": money.format_baht(seen.balance),
        "reserve": seen.reserve, "promised": promises(seen, promised), "unforeseen": seen.promises.unforeseen,
        "chart": chart(ahead, day.year), "asked": asked and line(_("As asked"), asked, day.year),
        "lines": [line(_("As it goes now"), ahead, day.year)]
        + [line(str(label), seen.ahead(assumed), day.year) for label, assumed in usual(seen.observed)],
        "deaths": [
            line(_("Fewer die than the table says"), seen.ahead(deaths=foresight.LIGHT), day.year),
            line(_("As many as the table says"), ahead, day.year),
            line(_("More die than the table says"), seen.ahead(deaths=foresight.HEAVY), day.year),
        ],
        "years": [year_row(year, day.year) for year in (asked or ahead).years if year.number in SHOWN],
    })  # fmt: skip


def words(seen: Outlook, ahead: Projection, promised: Projection) -> list[str]:
    """Say the whole in a few sentences."""
    said = []
    if seen.reserve is not None:
        said.append(
            ngettext("At the spending of last year the money lasts %(count)s month.",
                     "At the spending of last year the money lasts %(count)s months.", seen.reserve)
            % {"count": figures.count(seen.reserve)}
        )  # fmt: skip
    out, turn = ahead.runs_out_in, ahead.turns_in
    if turn:
        year = seen.day.year + turn + thai.BE
        said.append(_("If nothing changes, more goes out than comes in from the year %(year)s on.") % {"year": year})
    if out:
        said.append(_("The money is used up in the year %(year)s.") % {"year": seen.day.year + out + thai.BE})
    else:
        said.append(_("The money is not used up within %(years)s years.") % {"years": foresight.HORIZON})
    owed = promised.promised_at_death + promised.promised_in_old_age
    if seen.balance > 0 and owed:
        said.append(
            _("For each baht in the fund, %(owed)s baht are promised to the members of today until the last has died.")
            % {"owed": f"{owed / seen.balance:,.1f}"}
        )
    return said


def promises(seen: Outlook, promised: Projection) -> list[tuple[str, str]]:
    owed = promised.promised_at_death + promised.promised_in_old_age
    return [
        (_("Promised at death"), in_baht(promised.promised_at_death)),
        (_("Promised in old age"), in_baht(promised.promised_in_old_age)),
        (_("Both together"), in_baht(owed)),
        (_("Money in the fund"), in_baht(seen.balance)),
    ]


def tenures() -> list[str]:
    """Name the years in the fund by which promises are laid out."""
    return [_between(*years, is_last=years == TENURES[-1]) for years in TENURES]


def promised_by_age(seen: Outlook) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give what is promised by age and years in the fund: a row for each age, its cells named."""
    cells = [Cell(ages, years) for ages in AGES for years in TENURES]
    found = seen.promised_by(cells)
    rows = []
    for place, ages in enumerate(AGES):
        parts = found[place * len(TENURES) : (place + 1) * len(TENURES)]
        at_death = sum((part[1] for part in parts), Decimal(0))
        in_old_age = sum((part[2] for part in parts), Decimal(0))
        each = [in_baht(part[1] + part[2]) for part in parts]
        row = [figures.count(sum(part[0] for part in parts)), in_baht(at_death), in_baht(in_old_age), *each]
        names = [_("Members (persons)"), _("At death (baht)"), _("In old age (baht)")]
        names += [_("%(years)s years, both") % {"years": years} for years in tenures()]
        rows.append((_between(*ages, is_last=ages == AGES[-1]), list(zip(names, row, strict=True))))
    return rows


def _between(first: int, last: int, *, is_last: bool) -> str:
    return _("%(first)s or more") % {"first": first} if is_last else f"{first}–{last - 1}"


def line(label: str, projection: Projection, year: int) -> dict[str, str]:
    """Give one way things may go: when more goes out than comes in, when the money ends, what is there in ten years."""
    turn, out = projection.turns_in, projection.runs_out_in
    return {
        "label": label,
        "turns": str(year + turn + thai.BE) if turn else _("not within 30 years"),
        "ends": str(year + out + thai.BE) if out else _("not within 30 years"),
        "ten": in_baht(projection.years[9].balance),
    }


def year_row(year: foresight.Year, now: int) -> dict[str, str]:
    return {
        "year": str(now + year.number + thai.BE), "members": f"{year.members:,.0f}", "deaths": f"{year.deaths:,.1f}",
        "income": in_baht(year.income), "death": in_baht(year.death_help), "old_age": in_baht(year.old_age_help),
        "other": in_baht(year.other_help + year.costs), "balance": in_baht(year.balance),
    }  # fmt: skip


def chart(ahead: Projection, year: int) -> charts.Trend:
    values = [(str(year + one.number + thai.BE), foresight.in_baht(one.balance)) for one in ahead.years]
    return charts.trend(values, say=figures.in_round())


def in_baht(amount: Decimal) -> str:
    return f"{foresight.in_baht(amount):,}"


# The province.


@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_foresight(request: FundRequest, province: Province) -> HttpResponse:
    """Lay the funds side by side by how long their money lasts; what takes long is reckoned fund by fund."""
    until = time.monotonic() + PATIENCE
    funds, today = list(Fund.objects.of(province).order_by("position")), thai.today()
    rows: list[dict[str, Any]] = []
    states = _states(province)
    is_new = False  # each asking reckons one fund at least
    for fund in funds:
        key = f"foresight-ways:{fund.pk}:{states.get(fund.pk)}:{today.isoformat()}"
        row = cache.get(key)
        if row is None and (time.monotonic() < until or not is_new):
            row = reckoned(fund, bookdays.kept_until(fund, today))
            cache.set(key, row, KEPT_FOR)
            is_new = True
        if row is not None:
            rows.append(row | {"fund": fund})
    rows.sort(key=lambda row: (row["ends"] or 9999, row["turns"] or 9999, row["reserve"] or 0))
    context = {"province": province, "rows": rows, "done": len(rows), "all": len(funds), **_whole(rows, len(funds))}
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "overview/province_foresight.html#rows" if is_part else "overview/province_foresight.html",
                  context)  # fmt: skip


def _states(province: Province) -> dict[int, str]:
    """Give what each fund's kept totals come to: a fund that has not changed is not reckoned anew. One query."""
    kept = FundTotal.objects.filter(fund__province=province, span=Span.YEAR).order_by().values_list("fund")
    return {
        fund: f"{rows}:{count}:{amount}"
        for fund, rows, count, amount in kept.annotate(rows=Count("pk"), count=Sum("count"), amount=Sum("amount"))
    }


def _whole(rows: list[dict[str, Any]], count: int) -> dict[str, Any]:
    """Say what lies ahead of all funds together, once each is reckoned."""
    if not rows or len(rows) < count:
        return {}
    names = foresight_together.labels(foresight.Assumptions())
    whole = [
        foresight_together.together(name, [row["ways"][place] for row in rows]) for place, name in enumerate(names)
    ]
    return {"words": foresight_together.words(rows, whole[0]), "whole": whole}


def reckoned(fund: Fund, day: Any) -> dict[str, Any]:
    """Reckon one fund for the province's table."""
    seen = prospects.outlook_of(fund, day)
    ahead, promised = seen.ahead(), seen.promised()
    return {
        "ways": foresight_together.ways_of(seen, ahead), "money": int(foresight.in_baht(seen.balance)),
        "spent": int(foresight.in_baht(seen.spent)),
        "owed": int(foresight.in_baht(promised.promised_at_death + promised.promised_in_old_age)),
        "members": figures.count(seen.members), "balance": in_baht(seen.balance), "reserve": seen.reserve,
        "turns": day.year + ahead.turns_in + thai.BE if ahead.turns_in else None,
        "ends": day.year + ahead.runs_out_in + thai.BE if ahead.runs_out_in else None,
        "ten": in_baht(ahead.years[9].balance),
        "old": f"{_old(seen):.0f} %",
    }  # fmt: skip


def _old(seen: Outlook) -> Decimal:
    old = sum((group.count for group in seen.groups if group.age >= 60), Decimal(0))
    return 100 * old / seen.members if seen.members else Decimal(0)
