"""The journal: every transfer with both its accounts, its paper, and who entered it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from funds import summaries
from funds.access import FundRequest, Role, in_fund
from funds.forms import JournalForm
from funds.models import Account, AccountKind, Fund, Transfer, TransferQuerySet
from funds.statement_form import line_name, on_line
from welfare import money, sheets, thai
from welfare.money import ZERO
from welfare.replicas import from_a_replica

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

    def other(self, account: Account) -> str:
        """Name the account on the other side of `account`."""
        return self.credit if self.debit == str(account) else self.debit


@gzip_page
@require_GET
@in_fund(Role.READER)
@from_a_replica
def journal(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The transfers of one fund, of a stretch of time, of one account and with some words if asked."""
    accounts = list(Account.objects.of(fund).order_by("pk"))
    form = JournalForm(request.GET, accounts=accounts, today=thai.today())
    form.is_valid()
    first, last = form.cleaned_data.get("from"), form.cleaned_data.get("until")
    number, found = _page(request.GET.get("page", "")), Transfer.objects.of(fund)
    if first:
        found = found.filter(on__gte=first)
    if last:
        found = found.until(last)
    lined = [each for each in accounts if form.source and (each.kind, each.line) == (AccountKind.INCOME, form.source)]
    if form.chosen:
        found = found.touching(form.chosen)
    elif form.source:
        found = found.touching(*lined)
    if line := form.cleaned_data.get("line", ""):
        found = found.filter(on_line(line))
    if form.words:
        found = found.matching(form.words)
    start = (number - 1) * PER_PAGE
    rows = found.select_related("debit", "credit", "receipt", "voucher", "by", "reversal").order_by(*form.order)
    if sheets.asked(request):
        return _file(request, fund, rows, form)
    shown = list(rows[start : start + PER_PAGE + 1])
    return render(request, "funds/journal.html", {
        "fund": fund, "form": form, "account": form.chosen, "source": form.source, "number": number,
        "has_more": len(shown) > PER_PAGE,
        "lines": lines(
            shown[:PER_PAGE], form.chosen, oldest_first=form.is_oldest_first, has_gaps=bool(form.words)
        ),
        "sums": _found(found, line) if form.words or line
        else _sums_of(lined, first, last) if form.source else _sums(fund, form.chosen, first, last),
        "title": form.chosen or line_name(line),
        "stretch": stretch(first, last), "oldest_first": form.is_oldest_first,
    })  # fmt: skip


Balanced = tuple[Transfer, bool, Decimal | None]


def balanced(
    transfers: Iterable[Transfer], account: Account, *, oldest_first: bool = False, has_gaps: bool = False
) -> Iterator[Balanced]:
    """Give each of `transfers` with whether it makes `account` more, and the balance after it.

    They follow each other in the order of the books, or `has_gaps` and no balance is given.
    """
    balance: Decimal | None = None
    step = ZERO
    for transfer in transfers:
        came_in = summaries.is_more(account, transfer)
        signed = transfer.amount if came_in else -transfer.amount
        if not has_gaps:
            if balance is None:
                balance = summaries.balance_after(account, transfer)
            else:
                balance += signed if oldest_first else -step
        step = signed
        yield transfer, came_in, balance


def lines(
    transfers: list[Transfer], account: Account | None = None, *, oldest_first: bool = False, has_gaps: bool = False
) -> list[Line]:
    """Write `transfers`; for one account with its balance after each, unless they have gaps."""
    if account is None:
        return [line_of(transfer) for transfer in transfers]
    found = balanced(transfers, account, oldest_first=oldest_first, has_gaps=has_gaps)
    return [line_of(transfer, came_in=came_in, balance=balance) for transfer, came_in, balance in found]


def _file(request: FundRequest, fund: Fund, transfers: TransferQuerySet, form: JournalForm) -> HttpResponseBase:
    baht, account = sheets.Kind.BAHT, form.chosen
    columns = [
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Receipt or voucher"), width=28),
        sheets.Shown(_("From or to"), width=28), sheets.Shown(_("Note"), width=36), sheets.Shown(_("Debit")),
        sheets.Shown(_("Credit")), sheets.Shown(_("Entered by")),
    ]  # fmt: skip
    if account is None:
        columns.append(sheets.Shown(_("Amount (baht)"), baht))
    else:
        columns += [sheets.Shown(words, baht) for words in (_("In (baht)"), _("Out (baht)"), _("Balance (baht)"))]
    return sheets.export(request, f"journal-{fund.code}", columns, _rows(transfers, account, form))


def _rows(transfers: TransferQuerySet, account: Account | None, form: JournalForm) -> Iterator[tuple[Any, ...]]:
    """Give each of `transfers` as a file holds it; for one account with its balance after each."""
    found = transfers.iterator(chunk_size=1000)
    if account is None:
        for transfer in found:
            yield *_told(transfer), transfer.amount
        return
    for transfer, came_in, balance in balanced(
        found, account, oldest_first=form.is_oldest_first, has_gaps=bool(form.words)
    ):
        yield *_told(transfer), transfer.amount if came_in else None, None if came_in else transfer.amount, balance


def _told(transfer: Transfer) -> tuple[Any, ...]:
    line = line_of(transfer)
    return transfer.on, line.paper, line.who, line.note, line.debit, line.credit, line.by


def line_of(transfer: Transfer, *, came_in: bool | None = None, balance: Decimal | None = None) -> Line:
    """Write one entry; `came_in` and `balance` are of the account that is looked at, if any."""
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


def _found(transfers: TransferQuerySet, line: str) -> list[dict[str, str]]:
    """Give what the entries that hold the words add up to; on a line of the form, what was turned back is taken off."""
    back = Q(credit__kind__in=(AccountKind.BENEFIT, AccountKind.COST))
    back |= Q(debit__kind__in=(AccountKind.INCOME, AccountKind.OPENING))
    found = transfers.aggregate(count=Count("pk"), back=Sum("amount", filter=back), amount=Sum("amount"))
    if line:
        found["amount"] = (found["amount"] or ZERO) - (found["back"] or ZERO) * 2
    label = ngettext("%(count)s entry found", "%(count)s entries found", found["count"])
    return [{
        "label": label % {"count": f"{found['count']:,}"}, "figure": money.format_baht(found["amount"] or ZERO)
    }]  # fmt: skip


def _sums_of(accounts: Iterable[Account], first: date | None, last: date | None) -> list[dict[str, str]]:
    """Give what came in by several accounts of one source, and what of it was turned back."""
    moved = [summaries.moved(account, first, last) for account in accounts]
    more, less = (sum((each[side] for each in moved), ZERO) for side in (1, 2))
    said = ((_("Came in"), more), (_("Turned back"), less), (_("Money received"), more - less))
    return [{"label": label, "figure": money.format_baht(amount)} for label, amount in said]


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


def stretch(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(first)s to %(last)s") % {"first": thai.long_date(first), "last": thai.long_date(last)}
    if first:
        return _("from %(first)s on") % {"first": thai.long_date(first)}
    if last:
        return _("since founding, to %(last)s") % {"last": thai.long_date(last)}
    return _("since founding")


def _page(asked: str) -> int:
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
