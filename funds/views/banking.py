"""Acts at the bank's lines: take a file in and back, pair lines with entries and part them, enter what is missing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from funds import bank as acts
from funds import bankbook, ledger, matching
from funds.access import FundRequest, Role, in_fund
from funds.bank_forms import ColumnsForm, FileForm, LineEntryForm, LineMatchForm, PairsForm, TakeBackForm, written
from funds.models import Account, BankImport, Fund
from welfare import thai
from welfare.money import ZERO, format_baht

from .bank import bank_account, bank_line


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def import_file(request: FundRequest, fund: Fund, bank: int) -> HttpResponse:
    """Choose a file, see how every row of it is understood, then take its lines in."""
    account = bank_account(fund, bank)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), account=account)
    if not form.is_bound or not form.is_valid():
        return render(request, "funds/bank_import.html", {"fund": fund, "account": account, "form": form})
    if form.done:
        return redirect("funds:bank-match", fund.code, account.pk)
    chosen = None if form.cleaned_data["file"] else ColumnsForm.chosen(request.POST)
    layout, book = bankbook.read(form.grid, today=thai.today(), labels=chosen or acts.remembered(account) or None)
    columns = ColumnsForm(request.POST if chosen else None, layout=layout)
    if request.POST.get("step") == "save" and _may_save(columns, book):
        try:
            made = acts.import_lines(
                account, key=form.cleaned_data["key"], file_name=form.cleaned_data["name"], sha256=form.sha256,
                columns=layout.named(), lines=book.lines, by=request.user,
            )  # fmt: skip
        except acts.Refused as refusal:
            columns.add_error(None, str(refusal))
        else:
            messages.success(request, _taken_in(made))
            return redirect("funds:bank-match", fund.code, account.pk)
    return render(request, "funds/bank_import_check.html", _understood(account, form, columns, book))


def _may_save(columns: ColumnsForm, book: bankbook.Book) -> bool:
    if not columns.is_valid() or book.faults or book.missing:
        return False
    if book.breaks and not columns.cleaned_data["anyway"]:
        columns.add_error(
            "anyway", _("Look at the balances first. If the lines are right as they are read, tick this.")
        )
    return columns.is_valid()


def _understood(account: Account, form: FileForm, columns: ColumnsForm, book: bankbook.Book) -> dict[str, Any]:
    """Say how a file is understood: every line, every fault, and what is left out."""
    new, known = acts.new_lines(account, book.lines)
    return {
        "fund": account.fund, "account": account, "form": form, "columns": columns, "book": book, "new": new,
        "known": len(known), "kept": form.kept_values(), "sheet": form.grid.sheet, "others": form.grid.others,
        "into": sum((line.amount for line in new if line.amount > 0), ZERO),
        "out": -sum((line.amount for line in new if line.amount < 0), ZERO),
        "missing": [bankbook.LABELS[name] for name in book.missing],
        "broken": {line.row for line in book.breaks}, "may_save": bool(new) and not book.faults,
    }  # fmt: skip


def _taken_in(made: BankImport) -> str:
    count = made.lines.count()
    words = ngettext("%(count)s line of %(file)s is taken in.", "%(count)s lines of %(file)s are taken in.", count)
    return words % {"count": f"{count:,}", "file": made.file_name}


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def taking_back(request: FundRequest, fund: Fund, bank: int, bank_import: int) -> HttpResponse:
    """Take back an import that was read wrongly."""
    account = bank_account(fund, bank)
    made = get_object_or_404(BankImport.objects.filter(account=account).select_related("by"), pk=bank_import)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            acts.take_back(made, key=typed["key"], reason=typed["reason"], on=thai.today(), by=request.user)
        except acts.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The import of %(file)s is taken back.") % {"file": made.file_name})
            return redirect("funds:bank-account", fund.code, account.pk)
    page = {"fund": fund, "account": account, "made": made, "count": made.lines.count(), "form": form}
    return render(request, "funds/bank_take_back.html", page)


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def match(request: FundRequest, fund: Fund, bank: int) -> HttpResponse:
    """Confirm which lines are which entries: the certain ones in one go, the likely ones one by one."""
    account = bank_account(fund, bank)
    found = matching.suggest(account)
    form = PairsForm(request.POST if request.method == "POST" else None, pairs=[*found.exact, *found.likely])
    if form.is_bound and form.is_valid():
        count = len(matching.match_all(account, form.chosen(), by=request.user))
        words = ngettext("%(count)s line is matched.", "%(count)s lines are matched.", count)
        messages.success(request, words % {"count": f"{count:,}"})
        return redirect("funds:bank-account", fund.code, account.pk)
    ticked = set(request.POST.getlist("pairs")) if form.is_bound else {written(pair) for pair in found.exact}
    return render(request, "funds/bank_match.html", {
        "fund": fund, "account": account, "form": form,
        "exact": [(written(pair), pair, written(pair) in ticked) for pair in found.exact],
        "likely": [(written(pair), pair, written(pair) in ticked) for pair in found.likely],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def line_match(request: FundRequest, fund: Fund, bank: int, line: int) -> HttpResponse:
    """Choose by hand which entry of the same sum a line is."""
    found = bank_line(bank_account(fund, bank), line)
    pairs = matching.candidates(found)
    form = LineMatchForm(request.POST if request.method == "POST" else None, pairs=pairs)
    if form.is_bound and form.is_valid():
        try:
            matching.match(found, form.entries[form.cleaned_data["entry"]], by=request.user)
        except acts.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The line is matched."))
            return redirect("funds:bank-line", fund.code, bank, found.pk)
    page = {"fund": fund, "account": found.account, "line": found, "form": form, "pairs": pairs}
    return render(request, "funds/bank_line_match.html", page)


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def line_entry(request: FundRequest, fund: Fund, bank: int, line: int) -> HttpResponse:
    """Enter into the books what stands in the bank's book alone: interest, a fee, cash put in or fetched."""
    found = bank_line(bank_account(fund, bank), line)
    form = LineEntryForm(request.POST if request.method == "POST" else None, line=found)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            matching.enter(found, form.account(), key=typed["key"], note=typed["note"], by=request.user)
        except (acts.Refused, ledger.Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            amount = {"amount": format_baht(abs(found.amount))}
            messages.success(request, _("%(amount)s baht are entered and matched to the line.") % amount)
            return redirect("funds:bank-line", fund.code, bank, found.pk)
    return render(
        request, "funds/bank_line_entry.html", {"fund": fund, "account": found.account, "line": found, "form": form}
    )


@require_http_methods(["GET", "POST"])
@in_fund(Role.CLOSER)
def line_parting(request: FundRequest, fund: Fund, bank: int, line: int) -> HttpResponse:
    """Part a line from the entry it was matched to by mistake."""
    found = bank_line(bank_account(fund, bank), line)
    refused = ""
    if request.method == "POST":
        try:
            matching.unmatch(found, by=request.user)
        except acts.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The line and the entry are parted."))
            return redirect("funds:bank-line", fund.code, bank, found.pk)
    page = {"fund": fund, "account": found.account, "line": found, "refused": refused}
    return render(request, "funds/bank_line_parting.html", page)
