"""Figures for everyone and for other programs: the province, its funds, their help by kind, as JSON and CSV.

docs/open-data.md says what each column counts and what is not told. What is asked wrongly is answered 400.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from funds.models import Province
from welfare import thai
from welfare.replicas import from_a_replica

from . import figures, hiding, told
from .open_figures import FUND_COLUMNS, HELP_COLUMNS, fund_objects, help_objects, province_object, schema

# How long a copy may be kept, in seconds: what is closed reaches other readers within a minute.
MAX_AGE = 60


class BadQuestion(Exception):
    """What was asked cannot be answered; `args[0]` says why."""


def asked_day(typed: str, today: date) -> date:
    """Read 2018-08-14 or 2561-08-14; nothing is today. Raises BadQuestion for another form, or a day to come."""
    if not typed:
        return today
    try:
        day = thai.parse_iso_either(typed)
    except thai.DateNotUnderstood as problem:
        raise BadQuestion(problem.reason) from None
    if day > today:
        raise BadQuestion(_("%(date)s has not come yet.") % {"date": thai.long_date(day)})
    return day


def asked_year(typed: str, years: Sequence[int]) -> int | None:
    """Read 2017 or 2560; nothing is the last of `years`, if any. Raises BadQuestion for a year that is not told."""
    if not typed:
        return years[-1] if years else None
    year = int(typed) if typed.isdecimal() else 0
    year -= thai.BE if year >= thai.EARLIEST_YEAR else 0
    if year not in years:
        raise BadQuestion(
            _("The help of this year is not told yet: each fund must first close its months.") if year
            else _("A year is written 2560 or 2017.")
        )  # fmt: skip
    return year


Answer = Callable[[HttpRequest, Province, date, date], HttpResponse]


def published(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """Open an answer to everyone: the day and the province are read, copies may be kept, any site may read it."""

    @require_safe
    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        today = thai.today()
        try:
            day = asked_day(request.GET.get("as_of", "").strip()[:20], today)
            province = figures.shown_province(request.GET.get("province", ""))
            if province is None:
                raise BadQuestion(_("There is no such province."))
            response = answer(request, province, day, today)
        except BadQuestion as problem:
            response = JsonResponse({"error": str(problem)}, status=400, json_dumps_params=READABLE)
        else:
            response.headers["ETag"] = etag = f'"{sha256(response.content).hexdigest()[:32]}"'
            response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
            response = get_conditional_response(request, etag=etag, response=response) or response
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return view


READABLE = {"ensure_ascii": False, "indent": 1}


@published
@from_a_replica
def province_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of the province."""
    return JsonResponse(province_object(told.public(province), day), json_dumps_params=READABLE)


@published
@from_a_replica
def funds_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of each fund: a list with one object a fund."""
    return JsonResponse(fund_objects(told.public(province), day), safe=False, json_dumps_params=READABLE)


@published
@from_a_replica
def funds_csv(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of each fund for a spreadsheet."""
    return _sheet(FUND_COLUMNS, fund_objects(told.public(province), day), f"funds-{day.isoformat()}.csv")


@published
@from_a_replica
def help_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The help of one year, by fund, kind and whether members received it."""
    years, year, rows = _help(request, province, today)
    answer = {"province": province.slug, "year": year, "years": years, "rows": rows}
    return JsonResponse(answer, json_dumps_params=READABLE)


@published
@from_a_replica
def help_csv(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The help of one year for a spreadsheet."""
    _years, year, rows = _help(request, province, today)
    return _sheet(HELP_COLUMNS, rows, f"help-{year or 'none'}.csv")


def _help(request: HttpRequest, province: Province, today: date) -> tuple[list[int], int | None, list[dict[str, Any]]]:
    """Give the years that are told, the one that is asked for, and its rows."""
    known = told.public(province)
    years = known.years(today)
    year = asked_year(request.GET.get("year", "").strip()[:8], years)
    return years, year, help_objects(told.help_of(known, year)) if year else []


@published
def schema_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """What each answer looks like, as JSON Schema."""
    with override("en"):
        return JsonResponse(schema(), json_dumps_params=READABLE)


def _sheet(columns: Iterable[str], objects: Iterable[Mapping[str, Any]], name: str) -> HttpResponse:
    """Write rows for a spreadsheet: UTF-8 with a mark at its start, which spreadsheets need for Thai."""
    sheet = io.StringIO()
    rows = csv.DictWriter(sheet, list(columns), lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(objects)
    response = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@from_a_replica
def open_data(request: HttpRequest) -> HttpResponse:
    """What is published, where, what each column counts, and what is not told."""
    province, today = figures.shown_province(), thai.today()
    known = told.public(province) if province else None
    announced = figures.ANNOUNCED.get(province.slug) if province else None
    return render(request, "overview/open_data.html", {
        "columns": FUND_COLUMNS.items(), "help_columns": HELP_COLUMNS.items(),
        "example": json.dumps(province_object(known, today), indent=2) if known else "",
        "years": [(year, year + thai.BE) for year in known.years(today)] if known else [],
        "day": announced.on if announced else today, "province": province, "small": hiding.SMALL,
    })  # fmt: skip
