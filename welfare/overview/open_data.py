"""Figures for everyone and for other programs: the province and its funds as JSON and CSV, as of any day.

docs/open-data.md says what each column counts. What is asked wrongly is answered 400 with a reason.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from funds import summaries
from funds.models import Province
from welfare import thai

from . import figures

# How long a copy may be kept, in seconds: entries reach other readers within a minute.
MAX_AGE = 60

COLUMNS = (
    ("as_of", gettext_lazy("The day, in the Common Era. What was dated later is not counted.")),
    ("code", gettext_lazy("The fund’s short name in addresses; it never changes.")),
    ("name_th", gettext_lazy("The fund’s name in Thai.")),
    ("name_en", gettext_lazy("The fund’s name in English.")),
    ("members", gettext_lazy("Persons who were members at the end of the day.")),
    ("balance", gettext_lazy("Baht in cash, in the bank and in other investments at the end of the day.")),
    ("people_helped", gettext_lazy(
        "Persons helped since founding, each once. "
        "Someone helped by two funds counts in each, but once in the province."
    )),
    ("people_helped_members", gettext_lazy("Of these, persons who were members when they were first helped.")),
    ("people_helped_non_members", gettext_lazy("Of these, persons who were not members when they were first helped.")),
    ("cases", gettext_lazy("Payments of welfare since founding. One that was turned back is not counted.")),
    ("paid", gettext_lazy("Baht of welfare paid since founding.")),
)  # fmt: skip


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


def province_object(province: Province, day: date, today: date) -> dict[str, Any]:
    """Give the province's figures as of `day`, as open data publishes them; baht are texts with two decimals."""
    kept = None if day >= today else day
    counted = summaries.figures_of(province, kept)
    funds = province.funds.all() if kept is None else province.funds.exclude(founded_on__gt=kept)
    return {"as_of": day.isoformat(), "funds": funds.count()} | _columns(counted)


def fund_objects(province: Province, day: date, today: date) -> list[dict[str, Any]]:
    """Give one object for each fund of the province, in the order of lists."""
    return [
        {"as_of": day.isoformat(), "code": fund.code, "name_th": fund.name_th, "name_en": fund.name_en}
        | _columns(counted)
        for fund, counted in summaries.figures_by_fund(province, None if day >= today else day)
    ]


def _columns(counted: summaries.Figures) -> dict[str, Any]:
    return {
        "members": counted.members,
        "balance": f"{counted.balance:.2f}",
        "people_helped": counted.helped,
        "people_helped_members": counted.helped_members,
        "people_helped_non_members": counted.helped_outsiders,
        "cases": counted.cases,
        "paid": f"{counted.paid:.2f}",
    }


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
        except BadQuestion as problem:
            response: HttpResponse = JsonResponse({"error": str(problem)}, status=400, json_dumps_params=READABLE)
        else:
            response = answer(request, province, day, today)
            response.headers["ETag"] = etag = f'"{sha256(response.content).hexdigest()[:32]}"'
            response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
            response = get_conditional_response(request, etag=etag, response=response) or response
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return view


READABLE = {"ensure_ascii": False, "indent": 1}


@published
def province_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of the province."""
    return JsonResponse(province_object(province, day, today), json_dumps_params=READABLE)


@published
def funds_json(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of each fund: a list with one object a fund."""
    return JsonResponse(fund_objects(province, day, today), safe=False, json_dumps_params=READABLE)


@published
def funds_csv(request: HttpRequest, province: Province, day: date, today: date) -> HttpResponse:
    """The figures of each fund for a spreadsheet: UTF-8 with a mark at its start, which spreadsheets need for Thai."""
    sheet = io.StringIO()
    rows = csv.DictWriter(sheet, [name for name, _words in COLUMNS], lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(fund_objects(province, day, today))
    response = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="funds-{day.isoformat()}.csv"'
    return response


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What is published, where, and what each column counts."""
    province, today = figures.shown_province(), thai.today()
    example = json.dumps(province_object(province, today, today), indent=2) if province else ""
    announced = figures.ANNOUNCED.get(province.slug) if province else None
    return render(request, "overview/open_data.html", {
        "columns": COLUMNS, "example": example, "day": announced.on if announced else today, "province": province,
    })  # fmt: skip
