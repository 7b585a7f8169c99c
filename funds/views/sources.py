"""Where the money came from, by source and by round of the match, with the help that is no money beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import in_kind, prints, sources
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Source, Transfer
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.replicas import from_a_replica

from .statements import choices_of, period_of


@require_GET
@in_fund(Role.READER)
@from_a_replica
def source_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Money received by source in any days and since founding, and running costs under their ceiling."""
    usual, choices = choices_of(fund, thai.today())
    form, days = period_of(request, usual)
    page: dict[str, Any] = {"fund": fund, "form": form, "choices": choices}
    if days:
        rows = sources.received(fund, *days)
        if sheets.asked(request):
            return _sources_table(request, fund, rows, days)
        matches = Transfer.objects.of(fund).until(days[1]).filter(credit__line=Source.STATE_MATCH)
        page |= {
            "rows": rows, "first": days[0], "last": days[1], "new": sum((row.new for row in rows), ZERO),
            "ever": sum((row.ever for row in rows), ZERO), "ceiling": sources.ceiling(fund, days[1]),
            "in_kind": in_kind.given(fund, *days),
            "query": urlencode({"first": days[0].isoformat(), "last": days[1].isoformat()}),
            "journal": f"{reverse('funds:journal', args=[fund.code])}?"
            + urlencode({"from": days[0].isoformat(), "until": days[1].isoformat()}),
            "matches": matches.filter(reversal__isnull=True).select_related("receipt", "credit").order_by("on", "pk"),
        }  # fmt: skip
    return render(request, "funds/statement_sources.html", page)


def _sources_table(
    request: FundRequest, fund: Fund, rows: Sequence[sources.Received], days: tuple[date, date]
) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Source"), width=36), sheets.Shown(_("Account"), width=36),
        sheets.Shown(_("In these days (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Since founding (baht)"), sheets.Kind.BAHT),
    )  # fmt: skip
    parts = [
        (row.label, part.label if row.parts else "", part.new, part.ever)
        for row in rows
        for part in row.parts or (row,)
    ]
    parts += [
        (str(given.source.label), _("in kind, not in the total"), given.new, given.ever)
        for given in in_kind.given(fund, *days)
    ]
    return sheets.export(request, f"sources-{fund.code}-{days[0]}-{days[1]}", columns, parts)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def source_paper(request: FundRequest, fund: Fund) -> HttpResponse:
    """The sources on A4, in the lines of the official form."""
    usual, _offered = choices_of(fund, thai.today())
    _form, days = period_of(request, usual)
    if days is None:
        raise Http404
    made = prints.source_list(fund, *days, sources.received(fund, *days), in_kind.given(fund, *days))
    disposition = f'inline; filename="sources-{fund.code}-{days[0]}-{days[1]}.pdf"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
