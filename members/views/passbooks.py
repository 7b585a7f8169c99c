"""The passbook on paper: the whole of it, or its next lines onto a page of the real book."""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from funds import bookdays
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import passbook_lines, sheet_prints
from members.forms.passbook import LinesForm, PageForm
from members.models import Membership
from welfare import thai

from .papers import inline

COOKIE = "passbook-page"
A_YEAR = 365 * 24 * 60 * 60


def _book_of(fund: Fund, pk: int) -> Membership:
    rows = Membership.objects.of(fund).select_related("person", "branch", "opening").filter(joined_on__isnull=False)
    found = get_object_or_404(rows, pk=pk)
    found.fund = fund
    return found


@require_GET
@in_fund(Role.READER)
def passbook_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """The whole passbook of a member as a PDF."""
    found, today = _book_of(fund, membership), thai.today()
    made = sheet_prints.passbook(fund, found, today, judged=bookdays.kept_until(fund, today))
    return inline(made, f"passbook-{found.number}")


@require_GET
@in_fund(Role.COLLECTOR)
def passbook_page(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Choose the lines to print into the real passbook; with a choice in the address, print them."""
    found, today = _book_of(fund, membership), thai.today()
    lines = [line for line in passbook_lines.lines(found, today) if line.number]
    asked = "first" in request.GET
    form = LinesForm(
        request.GET if asked else None, lines=lines, initial={"first": len(lines) or 1, "start": 1} | _ruling(request)
    )
    if asked and form.is_valid():
        wanted = lines[form.cleaned_data["first"] - 1 :]
        made = sheet_prints.passbook_page(wanted, form.place(), row=form.cleaned_data["start"], day=today)
        answer = inline(made, f"passbook-lines-{found.number}")
        ruling = {name: form.cleaned_data[name] for name in PageForm.base_fields}
        answer.set_cookie(COOKIE, json.dumps(ruling), max_age=A_YEAR, httponly=True, samesite="Lax")
        return answer
    context = {"fund": fund, "membership": found, "form": form, "lines": lines}
    return render(request, "members/passbook_lines.html", context)


def _ruling(request: FundRequest) -> dict[str, object]:
    """Give how a page was ruled last time on this device."""
    try:
        kept = json.loads(request.COOKIES.get(COOKIE, "{}"))
    except ValueError:
        return {}
    known = PageForm.base_fields.keys()
    return {name: value for name, value in kept.items() if name in known} if isinstance(kept, dict) else {}
