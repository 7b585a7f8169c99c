"""The list of who falls due this month or year, filed in one go."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from funds import regulations
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import recurring
from welfare import money, sheets, thai, trail


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLERK)
def claims_due(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Who falls due today for a benefit that comes by itself; the ticked ones are filed, each with a claim."""
    today = thai.today()
    terms = recurring.recurring_terms(regulations.in_force(fund, today))
    code = request.GET.get("benefit", "")
    term = next((each for each in terms if each.code == code), terms[0] if terms else None)
    if request.method == "POST" and term is not None:
        chosen = {int(pk) for pk in request.POST.getlist("chosen") if pk.isascii() and pk.isdigit() and len(pk) < 19}
        filed, left = recurring.file_all(fund, term, chosen=chosen, on=today, by=request.user)
        said = ngettext("%(count)s claim is filed. It waits for a decision.",
                        "%(count)s claims are filed. They wait for a decision.", len(filed))  # fmt: skip
        messages.success(request, said % {"count": len(filed)})
        if left:
            names = ", ".join(each.membership.person.name for each in left)
            messages.warning(request, _("Not filed, because someone else must or it was claimed: %(names)s") % {
                "names": names})  # fmt: skip
        return redirect("members:claims", fund.code)
    rows = recurring.due(fund, term, on=today) if term else []
    if sheets.asked(request):
        return _file(request, fund, rows)
    return render(request, "members/claims_due.html", {
        "fund": fund, "terms": terms, "term": term, "rows": rows, "today": today,
        "total": sum((row.amount for row in rows), money.ZERO),
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, rows: list[recurring.Due]) -> HttpResponseBase:
    """Send who falls due; that a list of people was taken out is written down."""
    columns = (
        sheets.Shown(_("Member number"), sheets.Kind.COUNT), sheets.Shown(_("Name"), width=32),
        sheets.Shown(_("Branch")), sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": len(rows)})
    return sheets.export(request, f"claims-due-{fund.code}", columns, (
        (row.membership.number, row.membership.person.name, row.membership.branch, row.amount) for row in rows
    ))  # fmt: skip
