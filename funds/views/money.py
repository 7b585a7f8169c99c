"""The accounts of a fund as its statement splits them, and entries that are no member's contribution or claim."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import ledger, summaries
from funds.access import FundRequest, Role, in_fund
from funds.forms import AsOf, CostForm, DepositForm, EntryForm, IncomeForm, as_of, heading
from funds.models import MONEY, Account, AccountKind, Fund, Source
from welfare import money, sheets, thai
from welfare.replicas import from_a_replica

ORDER = {source.value: position for position, source in enumerate(Source, start=1)}
# What a page says once an entry is made, and the address that shows it.
Done = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One heading of the statement: lines of (account, baht in words, address of its rows) and their sum in words."""

    heading: str
    lines: tuple[tuple[str, str, str], ...]
    total: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the statement: both sides have the same total."""

    name: str
    groups: tuple[Group, ...]
    total: str


@require_GET
@in_fund(Role.READER)
@from_a_replica
def accounts(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Every account with its balance as of a day: what came in on one side, where it is or went on the other."""
    asked = as_of(request.GET, thai.today())
    balances = summaries.balances(fund, asked.kept)
    came_in = [row for row in balances if row[0].kind in (AccountKind.OPENING, AccountKind.INCOME)]
    # The rounds of the match are opened as they come, and stand together.
    came_in.sort(
        key=lambda row: (row[0].kind == AccountKind.INCOME, ORDER.get(row[0].line, 0), row[0].round, row[0].pk)
    )
    went = [row for row in balances if row[0].kind in MONEY]
    went += [row for row in balances if row[0].kind in (AccountKind.BENEFIT, AccountKind.COST)]
    sides = [_side(_("Received"), came_in, fund, asked), _side(_("Held and paid"), went, fund, asked)]
    if sheets.asked(request):
        return _file(request, fund, [(sides[0].name, came_in), (sides[1].name, went)])
    return render(request, "funds/accounts.html", {"fund": fund, "as_of": asked, "sides": sides})


def _file(request: FundRequest, fund: Fund, sides: list[tuple[str, list[tuple[Account, Decimal]]]]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Side")), sheets.Shown(_("Group"), width=32), sheets.Shown(_("Account"), width=32),
        sheets.Shown(_("Baht"), sheets.Kind.BAHT),
    )  # fmt: skip
    return sheets.export(request, f"accounts-{fund.code}", columns, (
        (name, heading(account), account, balance)
        for name, balances in sides
        for account, balance in balances
        if balance or account.kind in MONEY or account.kind == AccountKind.INCOME
    ))  # fmt: skip


def _side(name: str, balances: list[tuple[Account, Decimal]], fund: Fund, asked: AsOf) -> Side:
    groups: dict[str, list[tuple[Account, Decimal]]] = {}
    # Once the match comes by rounds, the account of those whose round is not known is no line of its own.
    has_rounds = any(account.round for account, _balance in balances)
    dull = {account.pk for account, _balance in balances if has_rounds and account.line == Source.STATE_MATCH}
    for account, balance in balances:
        if balance or account.kind in MONEY or (account.kind == AccountKind.INCOME and account.pk not in dull):
            groups.setdefault(heading(account), []).append((account, balance))
    return Side(
        name,
        tuple(
            Group(
                words,
                tuple((str(one), money.format_baht(baht), _book_of(fund, one, asked)) for one, baht in held),
                money.format_baht(sum((baht for _one, baht in held), money.ZERO)),
            )
            for words, held in groups.items()
        ),
        money.format_baht(sum((balance for _account, balance in balances), money.ZERO)),
    )


def _book_of(fund: Fund, account: Account, asked: AsOf) -> str:
    """Give the address of an account's book: of its last month, or of the month that ends with the day asked for."""
    address = reverse("funds:account", args=[fund.code, account.pk])
    if asked.kept is None:
        return address
    return f"{address}?first={asked.day.replace(day=1).isoformat()}&last={asked.day.isoformat()}"


@require_http_methods(["GET", "POST"])
@in_fund(Role.COLLECTOR)
def income(request: FundRequest, fund: Fund) -> HttpResponse:
    """Take in money that is no contribution, on a receipt."""

    def receive(form: EntryForm) -> Done:
        entry = form.cleaned_data
        account = ledger.account(fund, AccountKind.INCOME, entry["source"], round=entry["round"] or 0)
        receipt = ledger.receive(
            fund, key=entry["key"], payer=entry["payer"], lines=[(account, entry["amount"])], into=entry["into"],
            on=entry["on"], by=request.user, note=entry["note"],
        )  # fmt: skip
        said = _("%(amount)s baht received on receipt %(paper)s, book %(book)s.") % {
            "amount": money.format_baht(receipt.amount), "paper": receipt, "book": receipt.book
        }  # fmt: skip
        return said, reverse("members:receipt", args=[fund.code, receipt.pk])

    return take_entry(request, fund, IncomeForm, receive, title=_("Record money received"))


@require_http_methods(["GET", "POST"])
@in_fund(Role.PAYER)
def cost(request: FundRequest, fund: Fund) -> HttpResponse:
    """Pay a running cost, on a voucher."""

    def pay(form: EntryForm) -> Done:
        entry = form.cleaned_data
        voucher, _transfer = ledger.pay_out(
            fund, key=entry["key"], payee=entry["payee"], purpose=entry["purpose"], amount=entry["amount"],
            costs=ledger.account(fund, AccountKind.COST, entry["line"]), cash=entry["cash"], on=entry["on"],
            by=request.user, witness=entry["witness"],
        )  # fmt: skip
        said = _("%(amount)s baht paid on voucher %(paper)s.") % {
            "amount": money.format_baht(voucher.amount), "paper": voucher
        }  # fmt: skip
        return said, reverse("members:voucher", args=[fund.code, voucher.pk])

    return take_entry(request, fund, CostForm, pay, title=_("Record a running cost"))


@require_http_methods(["GET", "POST"])
@in_fund(Role.PAYER)
def deposit(request: FundRequest, fund: Fund) -> HttpResponse:
    """Move money between the fund's own cash box, bank and investments."""

    def move(form: EntryForm) -> Done:
        entry = form.cleaned_data
        transfer = ledger.post(
            key=entry["key"], debit=entry["debit"], credit=entry["credit"], amount=entry["amount"], on=entry["on"],
            by=request.user, note=entry["note"],
        )  # fmt: skip
        said = _("%(amount)s baht moved from %(credit)s into %(debit)s.") % {
            "amount": money.format_baht(transfer.amount), "credit": transfer.credit, "debit": transfer.debit
        }  # fmt: skip
        return said, reverse("funds:entry", args=[fund.code, transfer.pk])

    return take_entry(request, fund, DepositForm, move, title=_("Move money between cash and bank"))


def take_entry(
    request: FundRequest, fund: Fund, ask: type[EntryForm], record: Callable[[EntryForm], Done], *, title: str
) -> HttpResponse:
    """Ask, read back what was understood, then record and show it; the step is in the button that was pressed."""
    step = request.POST.get("step", "check")
    form = ask(request.POST if request.method == "POST" else None, fund=fund, today=thai.today())
    page = {"fund": fund, "form": form, "title": title}
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "funds/check.html", page | {"answers": form.answers()})
    if form.is_bound and form.is_valid() and step == "save":
        try:
            said, address = record(form)
        except ledger.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, said)
            return redirect(address)
    return render(request, "funds/entry.html", page)
