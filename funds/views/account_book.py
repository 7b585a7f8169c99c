"""One account as its paper book has it: brought forward, every entry with the balance after it, carried forward."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from funds import months, policies, prints, statements, summaries
from funds.access import FundRequest, Role, in_fund
from funds.closing_forms import PeriodForm
from funds.models import MONEY, Account, AccountKind, Fund, Transfer, TransferQuerySet
from funds.rules.tenure import DAY
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .journal import Line, balanced, line_of, stretch

PER_PAGE = 100
# As many entries as one printed book may hold: a busy year of the largest fund, in two seconds.
MOST_ON_PAPER = 4000


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a book shows, as a form and in words, and the months before and after a whole month."""

    form: PeriodForm
    first: date
    last: date
    before: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        return urlencode({"first": self.first.isoformat(), "last": self.last.isoformat()})


def account_of(fund: Fund, pk: int) -> Account:
    """Give an account of `fund`. Raises Http404."""
    found = get_object_or_404(Account.objects.of(fund), pk=pk)
    found.fund = fund
    return found


def book_name(account: Account) -> str:
    """Say what the paper book of `account` is called."""
    if account.kind == AccountKind.CASH:
        return _("Cash book")
    return _("Book of the bank account") if account.kind == AccountKind.BANK else _("Account book")


def _days(request: FundRequest, account: Account, today: date) -> Days | None:
    """Read the days asked for; the month of the last entry where none are, nothing where they were not understood."""
    if {"first", "last"} & set(request.GET):
        form = PeriodForm(request.GET)
        if not form.is_valid():
            return None
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    else:
        latest = Transfer.objects.touching(account).order_by("-on", "-pk").values_list("on", flat=True).first()
        first = (latest or today).replace(day=1)
        last = _end(first, today)
        form = PeriodForm(initial={"first": first, "last": last})
    if first != first.replace(day=1) or last not in (months.last_day(first), _end(first, today)):
        return Days(form, first, last)
    ahead = months.following(first)
    return Days(
        form, first, last, before=_month((first - DAY).replace(day=1), today),
        after=_month(ahead, today) if ahead <= today else "",
    )  # fmt: skip


def _end(month: date, today: date) -> date:
    """Give the last day of `month`, or `today` while it runs: no book holds the days to come."""
    return min(months.last_day(month), today)


def _month(first: date, today: date) -> str:
    return "?" + urlencode({"first": first.isoformat(), "last": _end(first, today).isoformat()})


def _choices(fund: Fund, today: date) -> list[dict[str, str]]:
    """Give the days that are asked for most, with their addresses."""
    month = today.replace(day=1)
    year = statements.financial_year(today, policies.in_force(fund, today).first_month)
    begins = months.stand(fund).begins or month
    offered = (
        (_("This month"), month, today), (_("This year"), year[0], today), (_("Since founding"), begins, today)
    )  # fmt: skip
    return [
        {"label": label, "url": "?" + urlencode({"first": thai.typed_date(first), "last": thai.typed_date(last)})}
        for label, first, last in offered
    ]


def entries(account: Account, days: Days) -> TransferQuerySet:
    """Give the entries of `account` in `days`, oldest first, with what a line says."""
    found = Transfer.objects.touching(account).filter(on__gte=days.first, on__lte=days.last)
    return found.select_related("debit", "credit", "receipt", "voucher", "by", "reversal").order_by("on", "pk")


@gzip_page
@require_GET
@in_fund(Role.READER)
@from_a_replica
def account_book(request: FundRequest, fund: Fund, account: int) -> HttpResponseBase:
    """The book of one account, oldest first, with the balance after each entry."""
    found = account_of(fund, account)
    days = _days(request, found, thai.today())
    page: dict[str, Any] = {
        "fund": fund, "account": found, "account_pk": str(found.pk), "book": book_name(found),
        "is_money": found.kind in MONEY,
        "choices": _choices(fund, thai.today()), "form": days.form if days else PeriodForm(request.GET), "days": days,
    }  # fmt: skip
    if days:
        rows = entries(found, days)
        before, more, less = summaries.moved(found, days.first, days.last)
        if sheets.asked(request):
            return _file(request, found, days, rows, before)
        shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        lines, brought = _lines(found, list(shown.object_list), before)
        page |= {
            "page": shown, "lines": lines, "brought": brought, "before": before, "more": more, "less": less,
            "after": before + more - less, "stretch": stretch(days.first, days.last),
        }  # fmt: skip
    return render(request, "funds/account_book.html", page)


def _lines(account: Account, transfers: list[Transfer], before: Decimal) -> tuple[list[tuple[Line, str]], Decimal]:
    """Write `transfers`, oldest first, each with its other account; give with them what stood before the first."""
    written: list[tuple[Line, str]] = []
    brought = before
    for transfer, came_in, balance in balanced(transfers, account, oldest_first=True):
        if not written and balance is not None:
            brought = balance - (transfer.amount if came_in else -transfer.amount)
        line = line_of(transfer, came_in=came_in, balance=balance)
        written.append((line, line.other(account)))
    return written, brought


def _file(
    request: FundRequest, account: Account, days: Days, rows: TransferQuerySet, before: Decimal
) -> HttpResponseBase:
    baht = sheets.Kind.BAHT
    columns = (
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Receipt or voucher"), width=28),
        sheets.Shown(_("From or to"), width=28), sheets.Shown(_("Note"), width=36),
        sheets.Shown(_("Other account"), width=28), sheets.Shown(_("In (baht)"), baht),
        sheets.Shown(_("Out (baht)"), baht), sheets.Shown(_("Balance (baht)"), baht), sheets.Shown(_("Entered by")),
    )  # fmt: skip

    def told() -> Iterator[tuple[Any, ...]]:
        yield days.first, "", "", _("Brought forward"), "", None, None, before, ""
        for transfer, came_in, balance in balanced(rows.iterator(chunk_size=1000), account, oldest_first=True):
            line = line_of(transfer)
            into, out = (transfer.amount, None) if came_in else (None, transfer.amount)
            yield transfer.on, line.paper, line.who, line.note, line.other(account), into, out, balance, line.by

    return sheets.export(request, f"account-{account.fund.code}-{days.first}-{days.last}", columns, told())


@require_GET
@in_fund(Role.READER)
@from_a_replica
def account_paper(request: FundRequest, fund: Fund, account: int) -> HttpResponse:
    """The book of one account on A4, as it is kept on paper."""
    found = account_of(fund, account)
    days = _days(request, found, thai.today())
    if days is None:
        raise Http404
    rows = list(entries(found, days)[: MOST_ON_PAPER + 1])
    if len(rows) > MOST_ON_PAPER:
        words = _("At most %(limit)s entries are printed at a time. Choose fewer days.")
        messages.warning(request, words % {"limit": f"{MOST_ON_PAPER:,}"})
        address = redirect("funds:account", fund.code, found.pk)
        address["Location"] += f"?{days.query}"
        return address
    before, more, less = summaries.moved(found, days.first, days.last)
    made = prints.account_book(
        fund, found, days.first, days.last, rows=list(balanced(rows, found, oldest_first=True)),
        before=before, more=more, less=less,
    )  # fmt: skip
    name = f"account-{fund.code}-{days.first}-{days.last}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
