"""What a member may ask for now, what they have had and what is left: on a page, and as one sheet to hand over."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import outlook, prints
from members.models import Membership, Payout
from welfare import thai

from .limits import Limit, limit_of
from .papers import inline

LAST = 8


def _context(fund: Fund, membership: int) -> dict[str, Any]:
    members = Membership.objects.of(fund).exclude(joined_on=None).select_related("person", "branch")
    found = get_object_or_404(members, pk=membership)
    today = thai.today()
    had = Payout.objects.of(fund).filter(person=found.person).standing()
    benefits: list[tuple[outlook.Outlook, list[Limit]]] = [
        (each, [limit_of(meter, before=True) for meter in each.meters])
        for each in outlook.outlook_of(fund, found, on=today)
    ]
    return {
        "fund": fund, "membership": found, "today": today, "benefits": benefits,
        "had": had.select_related("claim__term").order_by("-on", "-pk")[:LAST],
    }  # fmt: skip


@require_GET
@in_fund(Role.READER)
def member_outlook(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """What one member may ask for now, in plain words, for the treasurer's phone."""
    return render(request, "members/outlook.html", _context(fund, membership))


@require_GET
@in_fund(Role.READER)
def member_outlook_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """The same on one A4 page, to hand to the member."""
    context = _context(fund, membership)
    made = prints.outlook(
        fund, context["membership"], context["benefits"], context["had"], day=context["today"]
    )  # fmt: skip
    return inline(made, f"outlook-{context['membership'].number}")
