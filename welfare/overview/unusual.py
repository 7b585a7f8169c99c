"""Signals: what is unusual in one fund, for its chair and auditor, or in all funds, for the province's staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund, in_province
from funds.models import Fund, Province
from members import unusual
from members.models import SignalClosing, SignalKind
from members.unusual import Signal
from welfare import sheets, thai
from welfare.money import format_baht
from welfare.replicas import from_a_replica

from .unusual_forms import SignalForm, SignalListForm

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A signal in words: what it is, why it was found, its rows, and the page where it is closed."""

    signal: Signal
    place: str
    kind: str
    why: str
    rows: list[tuple[str, str]]
    url: str


def words(signal: Signal, fund: Fund) -> Row:
    """Say a signal in words, with the addresses of the rows behind it."""
    given = dict(signal.values)
    if signal.kind == SignalKind.STEP:
        baht = {name: format_baht(given[name]) for name in ("amount", "above")}
        why = _("Claim %(claim)s was paid with %(amount)s baht; above %(above)s baht it needs one more signature.") % (
            given | baht
        )
    elif signal.kind == SignalKind.MAKER:
        why = _("%(who)s filed %(count)s claims in %(month)s.") % {
            "who": given["who"], "count": f"{given['count']:,}", "month": thai.long_month(given["month"])}  # fmt: skip
    elif signal.kind == SignalKind.STAYS:
        days = ngettext("%(days)s day", "%(days)s days", given["days"]) % {"days": f"{given['days']:,}"}
        why = _("Claims %(claim)s and %(other)s of one person hold the same days: %(days)s.") % {
            "claim": given["claim"], "other": given["other"], "days": days}  # fmt: skip
    elif signal.kind == SignalKind.AGE:
        why = _("Member %(member)s is %(age)s years old, and for a year nothing was paid in or received.") % given
    else:
        why = _("Nothing was entered for %(days)s days, since %(last)s.") % {
            "days": f"{given['days']:,}", "last": thai.long_date(given["last"])}  # fmt: skip
    rows = [(_("Claim"), reverse("members:claim", args=[fund.code, claim])) for claim in signal.claims]
    if signal.membership:
        rows.append((_("Member"), reverse("members:member", args=[fund.code, signal.membership])))
    if signal.kind == SignalKind.MAKER:
        rows.append((_("Claims"), reverse("members:claims", args=[fund.code])))
    if signal.kind == SignalKind.SILENCE:
        rows.append((_("Journal"), reverse("funds:journal", args=[fund.code])))
    url = reverse("fund-signal", args=[fund.code, f"{signal.kind}-{signal.subject}"])
    return Row(signal, fund.short_name, str(SignalKind(signal.kind).label), why, rows, url)


def of_funds(province: Province, funds: Iterable[Fund]) -> list[Row]:
    """Give the signals of `funds` of `province` in words."""
    by_pk = {fund.pk: fund for fund in funds}
    day = unusual.kept_until(province, thai.today())
    return [words(each, by_pk[each.fund]) for each in unusual.found(list(by_pk), day)]


def open_count(fund: Fund) -> int:
    """Count the signals of `fund` that nobody has closed."""
    return sum(row.signal.closing is None for row in of_funds(fund.province, [fund]))


@require_GET
@in_fund(Role.WATCHER)
@from_a_replica
def fund_signals(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """What is unusual in one fund."""
    return _list(request, of_funds(fund.province, [fund]), [], f"signals-{fund.code}", {"fund": fund})


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def province_signals(request: FundRequest, province: Province) -> HttpResponseBase:
    """What is unusual in all funds."""
    funds = list(province.funds.order_by("position"))
    return _list(request, of_funds(province, funds), funds, f"signals-{province.slug}", {"province": province})


def _list(
    request: FundRequest, rows: list[Row], funds: list[Fund], name: str, page: dict[str, Any]
) -> HttpResponseBase:
    form = SignalListForm(request.GET, funds=funds)
    form.is_valid()
    asked = form.cleaned_data
    is_closed = asked.get("state") == "closed"
    shown = [
        row for row in rows
        if (asked.get("state") == "all" or (row.signal.closing is not None) == is_closed)
        and asked.get("kind", "") in ("", row.signal.kind)
        and asked.get("fund", "") in ("", str(row.signal.fund))
    ]  # fmt: skip
    if asked.get("sort") == "fund":
        places = {fund.pk: fund.position for fund in funds}
        shown.sort(key=lambda row: (places.get(row.signal.fund, 0), row.signal.kind))
    elif asked.get("sort") == "kind":
        shown.sort(key=lambda row: row.signal.kind)
    if sheets.asked(request):
        return sheets.export(request, name, _columns(), (_cells(row) for row in shown))
    return render(request, "overview/signals.html", page | {
        "form": form, "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")), "places": bool(funds),
        "open": sum(row.signal.closing is None for row in rows), "count": len(rows),
    })  # fmt: skip


def _columns() -> list[sheets.Shown]:
    return [
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Fund"), width=24), sheets.Shown(_("Kind"), width=30),
        sheets.Shown(_("Why"), width=70), sheets.Shown(_("Closed on"), sheets.Kind.DAY),
        sheets.Shown(_("Closed by"), width=24), sheets.Shown(_("Reason"), width=50),
    ]  # fmt: skip


def _cells(row: Row) -> tuple[Any, ...]:
    closing = row.signal.closing
    done = (closing.on, closing.by, closing.reason) if closing else (None, "", "")
    return row.signal.on, row.place, row.kind, row.why, *done


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.WATCHER)
def signal(request: FundRequest, fund: Fund, signal: str) -> HttpResponse:
    """One signal: why it was found, its rows, what was said of it; closed or opened again with a reason."""
    whole = request.rights[Role.PROVINCE_READER]  # who reads all funds sees what two of them share
    funds = list(fund.province.funds.order_by("position")) if whole else [fund]
    kind, _dash, subject = signal.partition("-")
    names = (fund.pk, kind, subject)
    row = next((row for row in of_funds(fund.province, funds) if row.signal.name == names), None)
    if row is None:
        raise Http404
    past = SignalClosing.objects.filter(fund=fund, kind=kind, subject=subject)
    form = SignalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed, today = form.cleaned_data, thai.today()
        try:
            if closing := row.signal.closing:
                unusual.reopen(closing, key=typed["key"], reason=typed["reason"], on=today, by=request.user)
            else:
                unusual.close(row.signal, key=typed["key"], reason=typed["reason"], on=today, by=request.user)
        except unusual.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The signal is open again.") if closing else _("The signal is closed."))
            return redirect("fund-signals", fund.code)
    return render(request, "overview/signal.html", {
        "fund": fund, "row": row, "form": form,
        "past": past.select_related("by", "reopening__by").order_by("-pk"),
    })  # fmt: skip
