"""The bank: what its book says beside ours, its lines, and one of them."""

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from funds import matching, reconciling
from funds.access import FundRequest, Role, in_fund
from funds.bank_forms import LinesForm
from funds.forms import as_of
from funds.models import Account, AccountKind, BankImport, BankLine, Fund
from welfare import money, sheets, thai
from welfare.replicas import from_a_replica

PER_PAGE = 50
# As many open lines and entries as one page shows of each; the sums count them all.
SHOWN = 100
STATES = ("open", "matched", "all")


def bank_account(fund: Fund, pk: int) -> Account:
    """Give a bank account of `fund`. Raises Http404."""
    account = get_object_or_404(Account.objects.of(fund).filter(kind=AccountKind.BANK), pk=pk)
    account.fund = fund
    return account


def bank_line(account: Account, pk: int) -> BankLine:
    """Give a line of `account` that counts. Raises Http404."""
    rows = reconciling.standing(account).select_related("bank_import__by", "match__by", "match__transfer__receipt")
    line = get_object_or_404(rows.select_related("match__transfer__voucher"), pk=pk)
    line.account, line.fund = account, account.fund
    return line


@require_GET
@in_fund(Role.READER)
@from_a_replica
def banks(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The bank accounts of one fund, with what is open in each."""
    places = reconciling.places(fund)
    if sheets.asked(request):
        return _file_of_accounts(request, fund, places)
    return render(request, "funds/bank.html", {"fund": fund, "places": places})


def _file_of_accounts(request: FundRequest, fund: Fund, places: list[reconciling.Place]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Account"), width=36), sheets.Shown(_("By the books (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Lines taken in until"), sheets.Kind.DAY), sheets.Shown(_("Open lines"), sheets.Kind.COUNT),
    )  # fmt: skip
    rows = ((place.account, place.account.balance, place.last_on, place.open_lines) for place in places)
    return sheets.export(request, f"bank-accounts-{fund.code}", columns, rows)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def account(request: FundRequest, fund: Fund, bank: int) -> HttpResponse:
    """One bank account: the bank's book beside ours as of a day, and what is open on both sides."""
    found, asked = bank_account(fund, bank), as_of(request.GET, thai.today())
    compared = reconciling.compare(found, asked.day)
    suggested = matching.suggest(found)
    imports = BankImport.objects.filter(account=found).select_related("by", "withdrawal__by").order_by("-pk")
    return render(request, "funds/bank_account.html", {
        "fund": fund, "account": found, "as_of": asked, "compared": compared, "lines": compared.lines[:SHOWN],
        "entries": [(entry, matching.signed(found, entry)) for entry in compared.entries[:SHOWN]],
        "suggested": len(suggested.exact) + len(suggested.likely), "imports": list(imports[:12]),
    })  # fmt: skip


@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def lines(request: FundRequest, fund: Fund, bank: int) -> HttpResponseBase:
    """The lines of one bank account by words and days; all, those that are open, or those that are matched."""
    found, form = bank_account(fund, bank), LinesForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    words = asked.get("q") or ""
    state = request.GET.get("state", "all")
    state = state if state in STATES else "all"
    every = reconciling.standing(found).matching(words)
    if asked.get("since"):
        every = every.filter(on__gte=asked["since"])
    if asked.get("until"):
        every = every.filter(on__lte=asked["until"])
    of_state = {"open": every.open(), "matched": every.filter(match__isnull=False), "all": every}
    rows = of_state[state].select_related("match__transfer__receipt", "match__transfer__voucher")
    oldest_first = asked.get("order") == "oldest"
    ordered = rows.in_order() if oldest_first else rows.order_by("-on", "-bank_import", "-position")
    if sheets.asked(request):
        return _file(request, found, ordered)
    context = {
        "fund": fund, "account": found, "words": words, "state": state, "form": form, "oldest_first": oldest_first,
        "page": Paginator(ordered, PER_PAGE).get_page(request.GET.get("page")),
        "total": rows.aggregate(sum=Sum("amount"))["sum"] or money.ZERO,
    }  # fmt: skip
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "funds/bank_lines.html#rows" if is_part else "funds/bank_lines.html", context)


def _file(request: FundRequest, account: Account, lines: QuerySet[BankLine]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("What it is"), width=40),
        sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT), sheets.Shown(_("Balance (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("In the books"), width=20),
    )  # fmt: skip
    rows = ((line.on, line.text, line.amount, line.balance, _entry(line)) for line in lines.iterator(chunk_size=1000))
    return sheets.export(request, f"bank-lines-{account.fund.code}", columns, rows)


def _entry(line: BankLine) -> str:
    """Name the entry that a line is matched to by its paper, or say that it is open."""
    match = getattr(line, "match", None)
    if match is None:
        return _("not matched")
    return str(match.transfer.receipt or match.transfer.voucher or _("without a paper"))


@require_GET
@in_fund(Role.READER)
def line(request: FundRequest, fund: Fund, bank: int, line: int) -> HttpResponse:
    """One line of the bank, and the entry that it is."""
    found = bank_line(bank_account(fund, bank), line)
    return render(request, "funds/bank_line.html", {"fund": fund, "account": found.account, "line": found})
