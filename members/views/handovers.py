"""A change of committee: the one who goes hands over, the one who comes confirms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from funds import handovers, months
from funds.access import FundRequest, Role, in_fund
from funds.models import OFFICES_OF_A_PROVINCE, Account, Fund, Handover, Numbers, Office, Series
from members.models import Claim
from welfare import money, sheets, thai
from welfare.forms import KeyField, PortalForm
from welfare.replicas import from_a_replica


class GiveForm(PortalForm):
    """Which office, and what goes over on paper and in kind."""

    key = KeyField()
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    papers = forms.CharField(
        label=gettext_lazy("Papers and things"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Receipt books with their numbers, bank books, seals, keys, the cash box."),
    )  # fmt: skip

    def __init__(self, *args: Any, offices: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["office"]
        choose.choices = [(one, Office(one).label) for one in sorted(offices - frozenset(OFFICES_OF_A_PROVINCE))]


class TakeForm(PortalForm):
    """What the one who comes found otherwise, if anything."""

    remark = forms.CharField(
        label=gettext_lazy("What I found otherwise, if anything"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def stand(fund: Fund) -> list[list[str]]:
    """Give what there is to hand over today, label and value in words: money, open matters, papers by their numbers."""
    books = months.stand(fund)
    told = [[str(place), f"{money.format_baht(place.balance)} {_('baht')}"]
            for place in Account.objects.of(fund).money().order_by("pk")]  # fmt: skip
    told.append([_("Claims that wait"), str(Claim.objects.of(fund).waiting().count())])
    told.append([_("Books closed to the end of"), thai.long_month(books.closed) if books.closed else "–"])
    names = {Numbers.RECEIPT: _("Last receipt"), Numbers.VOUCHER: _("Last voucher")}
    for series in Series.objects.filter(fund=fund, of__in=names).order_by("of", "-year"):
        told.append([names[Numbers(series.of)], f"{series.last}/{series.year}"])
    return told


@require_GET
@in_fund(Role.READER)
@from_a_replica
def handover_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Every handover of the fund, the latest first."""
    found = Handover.objects.filter(fund=fund).select_related("given_by", "taken_by").order_by("-pk")
    if sheets.asked(request):
        return _file(request, fund, found)
    return render(request, "members/handovers.html", {"fund": fund, "handovers": found})


def _file(request: FundRequest, fund: Fund, found: Iterable[Handover]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Office")), sheets.Shown(_("Handed over by")),
        sheets.Shown(_("Handed over on"), sheets.Kind.DAY), sheets.Shown(_("Taken by")),
        sheets.Shown(_("Confirmed on"), sheets.Kind.DAY),
    )  # fmt: skip
    return sheets.export(request, f"handovers-{fund.code}", columns, (
        (one.get_office_display(), one.given_by, thai.in_thailand(one.given_at).date(), one.taken_by or _("waits"),
         thai.in_thailand(one.taken_at).date() if one.taken_at else None)
        for one in found
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.OFFICER)
def handover_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Hand one's own office over, with what the portal says today."""
    form, figures = GiveForm(request.POST or None, offices=request.offices), stand(fund)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = handovers.give(
                fund, key=said["key"], office=said["office"], figures={"lines": figures}, papers=said["papers"],
                on=thai.today(), at=timezone.now(), by=request.user,
            )  # fmt: skip
            messages.success(request, _("Handed over. The one who takes the office over confirms it."))
            return redirect("members:handover", fund.code, made.pk)
        except handovers.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "members/handover_new.html", {"fund": fund, "form": form, "figures": figures})


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.READER)
def handover(request: FundRequest, fund: Fund, handover: int) -> HttpResponse:
    """One handover, and for who takes the office over the confirmation."""
    rows = Handover.objects.filter(fund=fund).select_related("given_by", "taken_by", "fund")
    found = get_object_or_404(rows, pk=handover)
    may_take = found.taken_by_id is None and found.office in request.offices and found.given_by_id != request.user.pk
    form = TakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            handovers.take(
                found, remark=form.cleaned_data["remark"], on=thai.today(), at=timezone.now(), by=request.user
            )
            messages.success(request, _("Confirmed. Both sides have it in the trail."))
            return redirect("members:handover", fund.code, found.pk)
        except handovers.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "members/handover.html", {
        "fund": fund, "handover": found, "form": form, "may_take": may_take or form.errors,
        "figures": found.figures.get("lines", []),
    })  # fmt: skip
