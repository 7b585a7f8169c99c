"""Help that is no money: listed, recorded, taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import in_kind as acts
from funds.access import FundRequest, Role, in_fund
from funds.forms import EntryForm, InKindForm, InKindListForm, TakingBackForm
from funds.models import Fund, InKind, InKindQuerySet
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.replicas import from_a_replica

from .money import Done, take_entry

PER_PAGE = 50


@require_GET
@in_fund(Role.READER)
@from_a_replica
def in_kind(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The help in kind of one fund, the latest first, by source, words and days."""
    form = InKindListForm(request.GET, today=thai.today())
    form.is_valid()
    asked = form.cleaned_data
    found = InKind.objects.of(fund).matching(asked.get("q") or "")
    if asked.get("source"):
        found = found.filter(source=asked["source"])
    if asked.get("from"):
        found = found.filter(on__gte=asked["from"])
    if asked.get("until"):
        found = found.until(asked["until"])
    rows = found.select_related("by", "withdrawal__by").order_by("-on", "-pk")
    if sheets.asked(request):
        return _file(request, fund, rows)
    return render(request, "funds/in_kind.html", {
        "fund": fund, "form": form, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "worth": found.standing().aggregate(all=Sum("worth"))["all"] or ZERO, "is_asked": any(asked.values()),
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, rows: InKindQuerySet) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Who helps"), width=28),
        sheets.Shown(_("Given by"), width=28), sheets.Shown(_("What was given"), width=40),
        sheets.Shown(_("Worth (baht)"), sheets.Kind.BAHT), sheets.Shown(_("State")), sheets.Shown(_("Entered by")),
    )  # fmt: skip
    return sheets.export(request, f"in-kind-{fund.code}", columns, (
        (each.on, each.get_source_display(), each.giver, each.what, each.worth,
         _("taken back") if hasattr(each, "withdrawal") else "", each.by)
        for each in rows.iterator(chunk_size=500)
    ))  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.COLLECTOR)
def in_kind_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Record help that is no money."""

    def record(form: EntryForm) -> Done:
        typed = form.cleaned_data
        acts.record(
            fund, key=typed["key"], source=typed["source"], giver=typed["giver"], what=typed["what"],
            worth=typed["worth"] or ZERO, on=typed["on"], by=request.user,
        )  # fmt: skip
        return _("The help is recorded."), reverse("funds:in-kind", args=[fund.code])

    return take_entry(request, fund, InKindForm, record, title=_("Record help in kind"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CORRECTOR)
def in_kind_back(request: FundRequest, fund: Fund, in_kind: int) -> HttpResponse:
    """Take a wrong record back, and say why."""
    found = get_object_or_404(InKind.objects.of(fund).select_related("by"), pk=in_kind)
    form = TakingBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            acts.take_back(found, key=typed["key"], reason=typed["reason"], on=thai.today(), by=request.user)
        except acts.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is taken back."))
            return redirect("funds:in-kind", fund.code)
    return render(request, "funds/in_kind_back.html", {"fund": fund, "form": form, "given": found})
