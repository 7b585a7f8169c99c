"""The match requests of all funds of a province for one counting day, in one file."""

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_province
from funds.models import Fund, MatchRound, Province
from members import match_prints, match_stages
from members.match_checks import Facts
from members.match_lists import MatchList
from members.match_stages import Stand
from members.views.match_request import said_by
from members.views.status import XLSX, sent
from welfare import thai
from welfare.replicas import from_a_replica

from .match import days_of


def _day(request: FundRequest, province: Province) -> date:
    days = days_of(province, thai.today())
    return next((day for day in days if day.isoformat() == request.GET.get("on", "")), days[0])


def _copies(province: Province, on: date) -> Iterator[tuple[Fund, Stand, MatchList, Facts]]:
    """Give the request of each fund that began a round for the day: as it was sent, or as the rows stand."""
    rounds = MatchRound.objects.filter(fund__province=province, counting_on=on).select_related(
        "fund__district", "fund__province"
    )
    for stand in match_stages.stands(rounds.order_by("fund__position")):
        yield (stand.round.fund, stand, *said_by(stand))


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_match_paper(request: FundRequest, province: Province) -> HttpResponse:
    """The requests of all funds in one PDF, each with its list."""
    on = _day(request, province)
    copies = list(_copies(province, on))
    if not copies:
        messages.error(request, _("No fund has begun a round for this day."))
        return redirect("province-match", province.slug)
    return sent(match_prints.requests(thai.today(), copies, counting_on=on), f"match-{province.slug}-{on}.pdf")


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_match_file(request: FundRequest, province: Province) -> HttpResponse:
    """The requests of all funds in one Excel file, a sheet for each fund."""
    on = _day(request, province)
    made = match_prints.requests_sheet(thai.today(), _copies(province, on))
    return sent(made, f"match-{province.slug}-{on}.xlsx", kind=XLSX)
