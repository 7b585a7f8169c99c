"""The journal: every transfer with both its accounts, its paper, and who entered it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from funds import summaries
from funds.access import FundRequest, Role, in_fund
from funds.forms import JournalForm
from funds.models import Account, Fund, Transfer, TransferQuerySet
from welfare import money, sheets, thai

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer as the journal shows it, with its paper in words and by primary key.

    `pair` is the entry that turned it back, or that it turns back.

    `into`, `out` and `balance` are of the chosen account, if any.
    """

    on: str
    paper: str
    who: str
    note: str
    debit: str
    credit: str
    amount: str
    by: str
    is_reversal: bool
    entry: int
    pair: int | None
    receipt: int | None
    voucher: int | None
    into: str = ""
    out: str = ""
    balance: str = ""


@gzip_page
@require_GET
@in_fund(Role.READER)
def journal(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The transfers of one fund, the latest first, of a stretch of time and of one account if asked."""
    accounts = list(Account.objects.of(fund).order_by("pk"))
    form = JournalForm(request.GET, accounts=accounts, today=thai.today())
    form.is_valid()
    first, last = form.cleaned_data.get("from"), form.cleaned_data.get("until")
    number, found = _page(request.GET.get("page", "")), Transfer.objects.of(fund)
    if first:
        found = found.filter(on__gte=first)
    if last:
        found = found.until(last)
    if form.chosen:
        found = found.filter(Q(debit=form.chosen) | Q(credit=form.chosen))
    start = (number - 1) * PER_PAGE
    rows = found.select_related("debit", "credit", "receipt", "voucher", "by", "reversal").order_by("-on", "-pk")
    if sheets.asked(request):
        return _file(request, fund, rows, form.chosen)
    shown = list(rows[start : start + PER_PAGE + 1])
    return render(request, "funds/journal.html", {
        "fund": fund, "form": form, "account": form.chosen, "number": number, "has_more": len(shown) > PER_PAGE,
        "lines": lines(shown[:PER_PAGE], form.chosen), "sums": _sums(fund, form.chosen, first, last),
        "stretch": _stretch(first, last),
    })  # fmt: skip


def lines(transfers: list[Transfer], account: Account | None = None) -> list[Line]:
    """Write `transfers`, the latest first; for one account with its balance after each."""
    if account is None or not transfers:
        return [_line(transfer) for transfer in transfers]
    written = []
    balance = summaries.balance_after(account, transfers[0])
    for transfer in transfers:
        came_in = summaries.is_more(account, transfer)
        written.append(_line(transfer, came_in=came_in, balance=balance))
        balance += -transfer.amount if came_in else transfer.amount
    return written


def _file(request: FundRequest, fund: Fund, transfers: TransferQuerySet, account: Account | None) -> HttpResponseBase:
    baht = sheets.Kind.BAHT
    columns = [
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Receipt or voucher"), width=28),
        sheets.Shown(_("From or to"), width=28), sheets.Shown(_("Note"), width=36), sheets.Shown(_("Debit")),
        sheets.Shown(_("Credit")), sheets.Shown(_("Entered by")),
    ]  # fmt: skip
    if account is None:
        columns.append(sheets.Shown(_("Amount (baht)"), baht))
    else:
        columns += [sheets.Shown(words, baht) for words in (_("In (baht)"), _("Out (baht)"), _("Balance (baht)"))]
    return sheets.export(request, f"journal-{fund.code}", columns, _rows(transfers, account))


def _rows(transfers: TransferQuerySet, account: Account | None) -> Iterator[tuple[Any, ...]]:
    """Give each of `transfers`, the latest first, as a file holds it; for one account with its balance after each."""
    balance = None
    for transfer in transfers.iterator(chunk_size=1000):
        line = _line(transfer)
        told = (transfer.on, line.paper, line.who, line.note, line.debit, line.credit, line.by)
        if account is None:
            yield *told, transfer.amount
            continue
        balance = summaries.balance_after(account, transfer) if balance is None else balance
        came_in = summaries.is_more(account, transfer)
        yield *told, transfer.amount if came_in else None, None if came_in else transfer.amount, balance
        balance += -transfer.amount if came_in else transfer.amount


def _line(transfer: Transfer, *, came_in: bool | None = None, balance: Decimal | None = None) -> Line:
    receipt, voucher = transfer.receipt, transfer.voucher
    amount = money.format_baht(transfer.amount)
    return Line(
        on=thai.short_date(transfer.on),
        paper=_("Receipt %(paper)s") % {"paper": receipt} if receipt
        else _("Voucher %(paper)s") % {"paper": voucher} if voucher else "",
        who=receipt.payer if receipt else voucher.payee if voucher else "",
        note=transfer.note,
        debit=str(transfer.debit),
        credit=str(transfer.credit),
        amount=amount,
        by=str(transfer.by),
        is_reversal=transfer.reversal_of_id is not None,
        entry=transfer.pk,
        pair=transfer.reversal_of_id or (transfer.reversal.pk if hasattr(transfer, "reversal") else None),
        receipt=transfer.receipt_id,
        voucher=transfer.voucher_id,
        into=amount if came_in else "",
        out=amount if came_in is False else "",
        balance="" if balance is None else money.format_baht(balance),
    )  # fmt: skip


def _sums(fund: Fund, account: Account | None, first: date | None, last: date | None) -> list[dict[str, str]]:
    """Give what the stretch adds up to: label and baht in words."""
    if account is not None:
        before, more, less = summaries.moved(account, first, last)
        said: Iterable[tuple[str, Decimal]] = (
            (_("Brought forward"), before), (_("Came in"), more), (_("Went out"), less),
            (_("Balance"), before + more - less),
        )  # fmt: skip
    else:
        end = summaries.figures_of(fund, last)
        new = end - (summaries.figures_of(fund, first - timedelta(days=1)) if first else summaries.Figures())
        said = (
            (_("Money received"), new.received), (_("Welfare paid"), new.paid), (_("Running costs"), new.costs),
            (_("Money in the fund at the end"), end.balance),
        )  # fmt: skip
    return [{"label": label, "figure": money.format_baht(amount)} for label, amount in said]


def _stretch(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(first)s to %(last)s") % {"first": thai.long_date(first), "last": thai.long_date(last)}
    if first:
        return _("from %(first)s on") % {"first": thai.long_date(first)}
    if last:
        return _("since founding, to %(last)s") % {"last": thai.long_date(last)}
    return _("since founding")


def _page(asked: str) -> int:
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
