"""The months of a fund: which are open, which is late, closing the next, opening one again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import closing, counting, months
from funds.access import FundRequest, Role, in_fund
from funds.closing_forms import CloseForm, ReopenForm
from funds.models import AccountKind, Fund, MonthClose
from welfare import sheets, thai, trail
from welfare.money import from_satang
from welfare.replicas import from_a_replica


@dataclass(frozen=True, slots=True)
class Balance:
    """One account as a close kept it, in baht; `found` is None where nothing was counted."""

    name: str
    book: Decimal
    found: Decimal | None
    difference: Decimal
    explanation: str
    count: int | None


@require_GET
@in_fund(Role.READER)
@from_a_replica
def month_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The months of one year, the latest first, and what is to be closed next."""
    today, stands = thai.today(), months.stand(fund)
    asked = request.GET.get("year", "")
    first = stands.begins.year if stands.begins else today.year
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today.year
    year = min(max(year, first), today.year)
    ended, late = stands.ended(today), stands.late(today)
    if sheets.asked(request):
        return _file(request, fund, year, months.of_year(fund, stands, year, today))
    return render(request, "funds/closing_months.html", {
        "fund": fund, "year": year, "years": range(today.year, first - 1, -1), "stands": stands, "late": late,
        "months": [
            {"month": each, "label": thai.long_month(each.first), "total": _held(each.close)}
            for each in months.of_year(fund, stands, year, today)
        ],
        "closed": thai.long_month(stands.closed) if stands.closed else "",
        "next": _ahead(ended[:1]), "all": _ahead(ended[1:][-1:]), "late_from": thai.long_month(late[0]) if late else "",
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, year: int, rows: Sequence[months.Month]) -> HttpResponseBase:
    """Send a year's months, the first one on top, each account of a closed month in a line of its own."""
    baht = sheets.Kind.BAHT
    columns = (
        sheets.Shown(_("Month"), width=20), sheets.Shown(_("State")), sheets.Shown(_("Closed on"), sheets.Kind.DAY),
        sheets.Shown(_("Closed by")), sheets.Shown(_("Account"), width=28), sheets.Shown(_("By the books"), baht),
        sheets.Shown(_("Counted or in the bank book"), baht), sheets.Shown(_("Difference"), baht),
        sheets.Shown(_("Why it differs from the books"), width=40),
    )  # fmt: skip

    def told() -> Iterator[tuple[Any, ...]]:
        for month in reversed(rows):
            name, close = thai.long_month(month.first), month.close
            if close is None:
                state = _("late") if month.is_late else _("open") if month.has_ended else _("running")
                yield name, state, None, "", "", None, None, None, ""
                continue
            for kept in map(_balance, close.balances):
                told_of = (kept.name, kept.book, kept.found, kept.difference, kept.explanation)
                yield name, _("closed"), close.on, close.by, *told_of

    return sheets.export(request, f"months-{fund.code}-{thai.BE + year}", columns, told())


def _ahead(ended: list[date]) -> dict[str, str]:
    return {"label": thai.long_month(ended[0]), "until": f"{ended[0]:%Y-%m}"} if ended else {}


def _held(close: MonthClose | None) -> Decimal | None:
    return from_satang(sum(kept["book"] for kept in close.balances)) if close else None


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLOSER)
def close(request: FundRequest, fund: Fund) -> HttpResponse:
    """Compare what was counted with the books at the end of a month, then close it."""
    if done := _closed_before(request, fund):
        return redirect("funds:closed-month", fund.code, done.pk)
    today, asked = thai.today(), months.read(request.GET.get("until", ""))
    ended = months.stand(fund).ended(today)
    month = asked or (ended[0] if ended else None)
    if month is None or month not in ended:
        messages.warning(request, _("There is no month to close now."))
        return redirect("funds:months", fund.code)
    earlier = ended[: ended.index(month)]
    places = counting.places(fund, month, on=today)
    form = CloseForm(request.POST if request.method == "POST" else None, month=month, places=places, earlier=earlier)
    page = {"fund": fund, "form": form, "month": thai.long_month(month), "last_day": months.last_day(month)}
    page |= {"earlier": [thai.long_month(each) for each in earlier]}
    step = request.POST.get("step", "check")
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "funds/closing_check.html", page)
    if form.is_bound and form.is_valid() and step == "save":
        try:
            closed = closing.close_month(
                fund, month, key=form.cleaned_data["key"], found=form.found(), on=today, by=request.user,
                with_earlier=form.is_together(),
            )  # fmt: skip
        except closing.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(month)s is closed.") % {"month": thai.long_month(month)})
            return redirect("funds:closed-month", fund.code, closed.pk)
    if done := _closed_before(request, fund):  # meanwhile, by the other of two clicks
        return redirect("funds:closed-month", fund.code, done.pk)
    return render(request, "funds/closing_month.html", page)


def _closed_before(request: FundRequest, fund: Fund) -> MonthClose | None:
    """Find what a first click on the same page has closed."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return MonthClose.objects.of(fund).filter(key=key).first()


@require_GET
@in_fund(Role.READER)
def closed_month(request: FundRequest, fund: Fund, close: int) -> HttpResponse:
    """One close: what the books said, what was found, who closed it, and who opened it again."""
    found = get_object_or_404(MonthClose.objects.of(fund).select_related("by", "reopening__by"), pk=close)
    return render(request, "funds/closing_closed.html", {
        "fund": fund, "close": found, "month": thai.long_month(found.month), "last_day": months.last_day(found.month),
        "balances": [_balance(kept) for kept in found.balances], "total": _held(found),
        "reopening": getattr(found, "reopening", None), "seal": trail.seal_of("month", found.pk),
    })  # fmt: skip


def _balance(kept: Mapping[str, Any]) -> Balance:
    return Balance(
        name=kept["name"] or str(AccountKind(kept["kind"]).label),
        book=from_satang(kept["book"]),
        found=None if kept["found"] is None else from_satang(kept["found"]),
        difference=from_satang(kept["difference"]),
        explanation=kept["explanation"],
        count=kept["count"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REOPENER)
def reopening(request: FundRequest, fund: Fund, close: int) -> HttpResponse:
    """Open a closed month again, with those after it, and say why."""
    found = get_object_or_404(MonthClose.objects.of(fund).select_related("reopening", "fund"), pk=close)
    if hasattr(found, "reopening"):
        return redirect("funds:closed-month", fund.code, found.pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        try:
            closing.reopen_month(found, key=asked["key"], reason=asked["reason"], on=thai.today(), by=request.user)
        except closing.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(month)s is open again.") % {"month": thai.long_month(found.month)})
            return redirect("funds:closed-month", fund.code, found.pk)
    return render(request, "funds/closing_reopen.html", {
        "fund": fund, "form": form, "close": found, "month": thai.long_month(found.month),
        "later": [thai.long_month(each.month) for each in closing.reopened_with(found) if each.pk != found.pk],
    })  # fmt: skip
