"""Announced beside recorded: each figure once announced, the rows of its day, and why they differ, if that is known."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import published
from funds.access import FundRequest, Role, in_province
from funds.forms import as_of
from funds.models import Announced, Province
from funds.published import Compared
from funds.published_forms import WHOLE, ExplanationForm, PublishedForm
from welfare import money, sheets, thai
from welfare.replicas import from_a_replica

from . import pages
from .tables import change


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def published_list(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every announced figure beside what is recorded as of its day."""
    found = published.compared(province, thai.today())
    if sheets.asked(request):
        return _file(request, found)
    opened = sum(one.is_open for one in found)
    lead = ngettext(
        "%(count)s difference is not explained yet", "%(count)s differences are not explained yet", opened
    ) % {"count": opened} if opened else _("Every figure agrees with the rows or is explained")  # fmt: skip
    return render(request, "overview/province_published.html", {
        **pages.framed(province, as_of({}, thai.today()), "province-published", _("Announced and recorded"), lead),
        "rows": [_row(province, one) for one in found],
    })  # fmt: skip


def _row(province: Province, one: Compared) -> dict[str, Any]:
    said = one.figure
    return {
        "pk": said.pk, "on": said.on, "label": said.get_measure_display(), "source": said.source, "remark": said.remark,
        "announced": (_("more than %(figure)s") if said.is_at_least else "%(figure)s")
        % {"figure": written(said.measure, said.figure)},
        "recorded": written(said.measure, one.recorded), "difference": _change(one),
        "url": behind(province, one), "agrees": one.agrees, "is_open": one.is_open, "explanations": one.explanations,
        "by": said.by or _("came with the portal"),
    }  # fmt: skip


def written(measure: str, figure: Decimal) -> str:
    """Write a figure as its measure is counted: people as whole numbers, baht with satang."""
    return f"{int(figure):,}" if measure in WHOLE else money.format_baht(figure)


def _change(one: Compared) -> str:
    if one.figure.measure in WHOLE:
        return change(int(one.recorded), int(one.figure.figure))
    return change(one.recorded, one.figure.figure)


def behind(province: Province, one: Compared) -> str:
    """Give the page that opens what is recorded into its rows, as of the same day."""
    name = {
        Announced.MEMBERS: "province-members", Announced.HELPED: "province-help",
        Announced.PAID_TO_MEMBERS: "province-help",
    }.get(Announced(one.figure.measure), "province")  # fmt: skip
    return reverse(name, args=[province.slug]) + pages.chosen(as_of=one.figure.on)


def _file(request: FundRequest, found: list[Compared]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("As of"), sheets.Kind.DAY), sheets.Shown(_("Figure"), width=30), sheets.Shown(_("Announced")),
        sheets.Shown(_("Recorded")), sheets.Shown(_("Difference")), sheets.Shown(_("Explanation"), width=60),
        sheets.Shown(_("Where it was announced"), width=40),
    )  # fmt: skip
    return sheets.export(request, "announced", columns, (
        (one.figure.on, one.figure.get_measure_display(), written(one.figure.measure, one.figure.figure),
         written(one.figure.measure, one.recorded), _change(one), one.explanation.words if one.explanation else "",
         one.figure.source)
        for one in found
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
def published_new(request: FundRequest, province: Province) -> HttpResponse:
    """Enter a figure that was announced."""
    form = PublishedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        published.publish(province, **form.cleaned_data, by=request.user)
        messages.success(request, _("The announced figure is recorded."))
        return redirect("province-published", province.slug)
    return render(request, "overview/province_published_new.html", {"province": province, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
def published_explain(request: FundRequest, province: Province, figure: int) -> HttpResponse:
    """Say why an announced figure differs from the rows; what was said before stays to be read."""
    one = next((one for one in published.compared(province, thai.today()) if one.figure.pk == figure), None)
    if one is None:
        raise Http404
    form = ExplanationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        published.explain(one, form.cleaned_data["words"], key=form.cleaned_data["key"], by=request.user)
        messages.success(request, _("The explanation is recorded."))
        return redirect("province-published", province.slug)
    return render(request, "overview/province_published_explain.html", {
        "province": province, "form": form, "row": _row(province, one),
    })  # fmt: skip
