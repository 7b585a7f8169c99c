"""Count the notes and coins of a cash box; open another place for money."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import accounts, counting
from funds.access import FundRequest, Role, in_fund
from funds.closing_forms import AccountForm, CountForm, worth_in_words
from funds.forms import CountsForm
from funds.models import Account, AccountKind, CashCount, Fund
from welfare import sheets, thai
from welfare.money import from_satang
from welfare.replicas import from_a_replica

PER_PAGE = 50


@require_GET
@in_fund(Role.READER)
@from_a_replica
def counts(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The cash counts of one fund, the latest first."""
    boxes = list(Account.objects.of(fund).filter(kind=AccountKind.CASH).order_by("pk"))
    form = CountsForm(request.GET, boxes=boxes, today=thai.today())
    form.is_valid()
    asked = form.cleaned_data
    rows = CashCount.objects.filter(fund=fund).select_related("account", "by").order_by("-on", "-pk")
    if asked.get("account"):
        rows = rows.filter(account=asked["account"])
    if asked.get("from"):
        rows = rows.filter(on__gte=asked["from"])
    if asked.get("until"):
        rows = rows.filter(on__lte=asked["until"])
    if sheets.asked(request):
        columns = (
            sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Cash box")), sheets.Shown(_("Counted by")),
            sheets.Shown(_("Counted (baht)"), sheets.Kind.BAHT),
        )  # fmt: skip
        counted = ((row.on, str(row.account), str(row.by), row.total) for row in rows)
        return sheets.export(request, f"cash-counts-{fund.code}", columns, counted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    is_asked = any(asked.values()) or bool(form.errors)
    return render(request, "funds/counts.html", {"fund": fund, "page": page, "form": form, "is_asked": is_asked})


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLOSER)
def count_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Count a cash box: type how many there are of each note and coin, check, save."""
    asked = {"on": _day(request.GET.get("on", "")), "account": request.GET.get("account", "")}
    form = CountForm(
        request.POST if request.method == "POST" else None, fund=fund,
        initial={name: value for name, value in asked.items() if value} or {"on": thai.today()},
    )  # fmt: skip
    step, page = request.POST.get("step", "check"), {"fund": fund, "form": form, "until": request.GET.get("until", "")}
    if form.is_bound and form.is_valid() and step == "check":
        account, on, counted = form.cleaned_data["account"], form.cleaned_data["on"], form.counted()
        book = counting.book_balance(account, on)
        page |= {"account": account, "on": on, "counted": counted, "book": book, "difference": counted - book}
        return render(request, "funds/count_check.html", page)
    if form.is_bound and form.is_valid() and step == "save":
        typed = form.cleaned_data
        made = counting.count_cash(
            typed["account"], key=typed["key"], pieces=form.pieces(), on=typed["on"], by=request.user
        )
        messages.success(request, _("The count is kept."))
        if page["until"]:
            answer = redirect("funds:close", fund.code)
            answer["Location"] += f"?until={thai.arabic_digits(str(page['until']))[:7]}"
            return answer
        return redirect("funds:count", fund.code, made.pk)
    return render(request, "funds/count_new.html", page)


def _day(typed: str) -> date | None:
    try:
        return thai.parse_iso_either(typed)
    except thai.DateNotUnderstood:
        return None


@require_GET
@in_fund(Role.READER)
def count(request: FundRequest, fund: Fund, count: int) -> HttpResponse:
    """One cash count, piece by piece, beside the books of that day."""
    found = get_object_or_404(CashCount.objects.filter(fund=fund).select_related("account", "by"), pk=count)
    book = counting.book_balance(found.account, found.on)
    pieces = [
        (worth_in_words(value), found.pieces[str(value)], from_satang(value * found.pieces[str(value)]))
        for value in counting.PIECES
        if str(value) in found.pieces
    ]
    page = {"fund": fund, "count": found, "pieces": pieces, "book": book, "difference": found.total - book}
    return render(request, "funds/count.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLOSER)
def account_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Open another cash box, bank account or investment."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kind, name = AccountKind(form.cleaned_data["kind"]), form.cleaned_data["name"]
        try:
            opened = accounts.open_account(fund, kind=kind, name=name, by=request.user)
        except accounts.NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(account)s is open.") % {"account": opened})
            return redirect("funds:accounts", fund.code)
    return render(request, "funds/count_account.html", {"fund": fund, "form": form})
