"""What a drafted rule book would have cost: asked for so many years, reckoned part by part, kept with the draft."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, RegulationDraft
from funds.rules.tenure import Span
from members import whatif
from members.forms.whatif import WhatIfForm
from members.models import WhatIf
from welfare import replicas, sheets, thai


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.READER)
def what_ifs(request: FundRequest, fund: Fund, draft: int) -> HttpResponseBase:
    """Ask what the draft would have cost over the last years; runs made before are kept."""
    found = get_object_or_404(RegulationDraft.objects.of(fund).unfinished().select_related("fund"), pk=draft)
    form = WhatIfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        last_on, years = thai.today(), int(form.cleaned_data["years"])
        first_on, key = Span(-12 * years).after(last_on), form.cleaned_data["key"]
        run = whatif.begin(found, first_on=first_on, last_on=last_on, key=key, by=request.user)
        replicas.a_part(request, lambda where: whatif.go_on(run, where=where))
        return redirect("members:what-if", fund.code, run.pk)
    runs = WhatIf.objects.of(fund).filter(draft=found).select_related("by").order_by("-at", "-pk")[:10]
    if sheets.asked(request):
        return _file(request, found, runs)
    return render(request, "members/what_ifs.html", {"fund": fund, "draft": found, "form": form, "runs": runs})


def _file(request: FundRequest, draft: RegulationDraft, runs: Iterable[WhatIf]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("When"), sheets.Kind.DAY), sheets.Shown(_("From"), sheets.Kind.DAY),
        sheets.Shown(_("Until"), sheets.Kind.DAY), sheets.Shown(_("State")),
    )  # fmt: skip
    return sheets.export(request, f"what-ifs-{draft.fund.code}-{draft.pk}", columns, (
        (thai.in_thailand(run.at).date(), run.first_on, run.last_on,
         _("reckoned") if run.is_done else _("not finished"))
        for run in runs
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.READER)
def what_if(request: FundRequest, fund: Fund, run: int) -> HttpResponse:
    """One run: how far it is, or what it found; going on takes the next people."""
    found = get_object_or_404(WhatIf.objects.of(fund).select_related("draft", "fund", "by"), pk=run)
    if request.method == "POST":
        replicas.a_part(request, lambda where: whatif.go_on(found, where=where))
        return redirect("members:what-if", fund.code, found.pk)
    rows = {kind: found.rows(kind) for kind in ("benefit", "year", "unknown")}
    cases, paid, would, more = (
        sum(row[name] for row in rows["benefit"]) for name in ("cases", "paid", "would", "more")
    )
    return render(request, "members/what_if.html", {
        "fund": fund, "run": found, "rows": rows, "cases": cases, "paid": paid, "would": would, "more": more,
        "is_changed": found.revision != found.draft.revision,
    })  # fmt: skip
