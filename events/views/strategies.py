"""The strategies of a province: the list, one with its versions, a new version, how far it came."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events import differences, standing, strategies
from events.enclosures import enclose
from events.forms.strategies import ProgressForm, StrategyForm, VersionForm
from events.models import Strategy
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from members.views.answers import Step, step
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import shown


def strategy_of(province: Province, pk: int) -> Strategy:
    """Give a strategy of `province`. Answers 404 for another's."""
    return get_object_or_404(Strategy.objects.of(province).select_related("province"), pk=pk)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def strategy_list(request: FundRequest, province: Province) -> HttpResponseBase:
    """Every strategy of the network, the newest first."""
    words = request.GET.get("q", "").strip()
    found = Strategy.objects.of(province).matching(words).with_last().order_by("-pk")
    if sheets.asked(request):
        return _file(request, province, found)
    return render(request, "events/strategies.html", {"province": province, "rows": found, "words": words})


def _file(request: FundRequest, province: Province, rows: Iterable[Any]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Document"), width=48), sheets.Shown(_("Last version"), sheets.Kind.COUNT),
        sheets.Shown(_("Signed by all")),
    )  # fmt: skip
    return sheets.export(request, f"strategies-{province.slug}", columns, (
        (row.title, row.last, _("version %(number)s") % {"number": row.signed} if row.signed else _("none yet"))
        for row in rows
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def strategy_new(request: FundRequest, province: Province) -> HttpResponse:
    """Begin a document with six strategies, numbered and not yet named."""
    form = StrategyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        made = strategies.begin(province, title=typed["title"], key=typed["key"], by=request.user, at=timezone.now())
        messages.success(request, _("The document is begun, with six strategies that have no titles yet."))
        return redirect("events:strategy", province.slug, made.pk)
    return render(request, "events/strategy_new.html", {"province": province, "form": form})


@require_GET
@in_province(Role.PROVINCE_READER)
def strategy(request: FundRequest, province: Province, strategy: int) -> HttpResponseBase:
    """One strategy: its versions, which of them is in force, and its progress."""
    found = strategy_of(province, strategy)
    versions = list(found.versions.select_related("adoption", "hand_over", "by").with_counts().order_by("-number"))
    if sheets.asked(request):
        return _file_of_versions(request, found, versions)
    in_force = standing.in_force(found)
    return render(request, "events/strategy.html", {
        "province": province, "strategy": found, "versions": versions, "in_force": in_force and in_force.version,
        "progress": shown.progress(found, versions[0].document),
    })  # fmt: skip


def _file_of_versions(request: FundRequest, strategy: Strategy, versions: Iterable[Any]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Version"), sheets.Kind.COUNT), sheets.Shown(_("Date"), sheets.Kind.DAY),
        sheets.Shown(_("Note"), width=36), sheets.Shown(_("Adopted on"), sheets.Kind.DAY),
        sheets.Shown(_("Signed so far")), sheets.Shown(_("Handed over on"), sheets.Kind.DAY),
    )  # fmt: skip
    return sheets.export(request, f"versions-{strategy.pk}", columns, (
        (row.number, thai.in_thailand(row.at).date(), row.note, row.adoption.on if hasattr(row, "adoption") else None,
         _("%(count)s of %(total)s") % {"count": row.signed_count, "total": row.party_count},
         row.hand_over.on if hasattr(row, "hand_over") else None)
        for row in versions
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def version_new(request: FundRequest, province: Province, strategy: int) -> HttpResponse:
    """Write the next version: type, look at what changed, save."""
    found = strategy_of(province, strategy)
    last = found.versions.select_related("file").order_by("-number")[0]
    form = VersionForm(request.POST or None, request.FILES or None, last=last)
    context = {"province": province, "strategy": found, "last": last, "form": form}
    now = step(request, form)
    if now == Step.CHECK:
        if sent := form.cleaned_data["file"]:
            form.keep(enclose(province, sent))
        changed = differences.changes(last.document, form.with_file(province))
        return render(request, "events/version_check.html", context | {"changes": changed})
    if now == Step.SAVE:
        try:
            made = strategies.publish(
                found, form.typed(), file=form.kept_file(province), note=form.cleaned_data["note"],
                key=form.cleaned_data["key"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is written. Nobody has signed it yet.") % {
                "number": made.number})  # fmt: skip
            return redirect("events:strategy-version", province.slug, found.pk, made.number)
    return render(request, "events/version_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def progress_new(request: FundRequest, province: Province, strategy: int) -> HttpResponse:
    """Report how far one of the strategies came in a year."""
    found = strategy_of(province, strategy)
    form = ProgressForm(request.POST or None, strategy=found, this_year=thai.today().year)
    if form.is_bound and form.is_valid():
        strategies.report(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The report is saved and stands on the public page."))
        return redirect("events:strategy", province.slug, found.pk)
    return render(request, "events/progress_new.html", {"province": province, "strategy": found, "form": form})
