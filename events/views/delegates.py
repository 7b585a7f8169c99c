"""A fund sends its people: its assemblies, and whom it has registered for one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from events.models import Invitation
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from welfare import thai


@require_GET
@in_fund(Role.READER)
def fund_assemblies(request: FundRequest, fund: Fund) -> HttpResponse:
    """The assemblies to which this fund is invited, the latest first."""
    rows = Invitation.objects.filter(fund=fund).select_related("assembly").order_by("-assembly__on", "-pk")
    return render(request, "events/fund_assemblies.html", {"fund": fund, "rows": rows, "today": thai.today()})
