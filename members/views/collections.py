"""The sheet of a collection day: type it, check it, post it; what is typed is kept on the way."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import bookdays, ledger, policies
from funds.access import FundRequest, Role, in_fund
from funds.models import Branch, Fund
from members import collections, contributions, sheet_prints, sheets
from members.forms.collections import SheetForm, opened, sealed, to_keep, typed_rows
from members.models import Collection, CollectionDraft, Contribution
from welfare import thai
from welfare.money import format_baht
from welfare.replicas import from_a_replica

from .papers import inline

WHOLE_FUND = 0


def branch_of(fund: Fund, pk: int) -> Branch | None:
    """Give a branch of `fund`; None stands for the whole fund. Answers 404 for another fund's."""
    return None if pk == WHOLE_FUND else get_object_or_404(Branch.objects.filter(fund=fund), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def sheet(request: FundRequest, fund: Fund, branch: int) -> HttpResponse:
    """Type the sheet of one branch, check it, post it. What is typed is kept on the way."""
    place = branch_of(fund, branch)
    if done := _posted_before(request, fund):
        return redirect("members:collection", fund.code, done.pk)
    step = request.POST.get("step", "check") if request.method == "POST" else "open"
    if step == "save":
        return _post(request, fund, place)
    if step == "drop":
        collections.drop_draft(fund, place, by=request.user)
        messages.success(request, _("What was typed into the sheet is thrown away."))
        return redirect("members:collections", fund.code)
    if step == "open":
        return _show(request, fund, place, *_as_kept(request, fund, place))
    return _check(request, fund, place, step)


def _as_kept(request: FundRequest, fund: Fund, place: Branch | None) -> tuple[SheetForm, dict[str, Any]]:
    """Give the form and the rows as they were when the sheet was last kept; empty ones for a new sheet."""
    draft, today = collections.draft_of(fund, place, by=request.user), bookdays.kept_until(fund, thai.today())
    if draft is None:
        return SheetForm(fund=fund, today=today), {}
    head = {name: text for name, text in draft.typed.get("head", {}).items() if text}
    initial = {**head, "key": draft.key, "turn": draft.typed["turn"]}
    return SheetForm(fund=fund, today=today, initial=initial), draft.typed.get("rows", {})


def _check(request: FundRequest, fund: Fund, place: Branch | None, step: str) -> HttpResponse:
    """Keep what was typed; then show it once more in words, or what is to be mended."""
    form = SheetForm(request.POST, fund=fund, today=thai.today())
    form.is_valid()
    kept = _keep(request, fund, place, form)
    if step == "keep" and kept:
        messages.success(request, _("What was typed is kept. Go on whenever you like."))
        return redirect("members:collections", fund.code)
    read = _read(fund, place, form, typed_rows(request.POST.dict()))
    if kept and not read.problems and form.is_valid():
        if not read.lines:
            form.add_error(None, _("Nothing is typed yet. Type what at least one member paid."))
        elif form.cleaned_data["counted"] != read.total and not form.cleaned_data["explanation"].strip():
            form.add_error("explanation", _differs(form, read))
        else:
            return render(request, "members/collection_check.html", _to_check(fund, place, form, read))
    return _show(request, fund, place, form, typed_rows(request.POST.dict()), read=read)


def _keep(request: FundRequest, fund: Fund, place: Branch | None, form: SheetForm) -> CollectionDraft | None:
    """Keep the sheet; when it was typed further elsewhere, say so, and let the next attempt through."""
    key, turn = form.cleaned_data.get("key"), form.cleaned_data.get("turn") or 0
    if key is None:
        return None
    try:
        kept = collections.keep_draft(
            fund, place, key=key, turn=turn + 1, typed=to_keep(request.POST.dict()), by=request.user
        )
    except collections.Outrun:
        there = collections.draft_of(fund, place, by=request.user)
        form.add_error(None, _("This sheet was typed further on another page. Compare it, then go on from here."))
        key, turn, kept = (there.key, there.typed["turn"], None) if there else (key, turn, None)  # type: ignore[assignment]
    else:
        turn = kept.typed["turn"]
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["key"], form.data["turn"] = str(key), str(turn)  # type: ignore[index]
    return kept


def _read(fund: Fund, place: Branch | None, form: SheetForm, typed: dict[str, Any]) -> sheets.Read:
    day = form.day() or bookdays.kept_until(fund, thai.today())
    members = sheets.members_of(fund, place, day)
    return sheets.read(fund, sheets.rows(fund, members, day), typed, day)


def _show(
    request: FundRequest, fund: Fund, place: Branch | None, form: SheetForm, typed: dict[str, Any], *,
    read: sheets.Read | None = None,
) -> HttpResponse:  # fmt: skip
    if read is None:
        read = _read(fund, place, form, typed)
    return render(request, "members/collection_sheet.html", {
        "fund": fund, "branch": place, "place": place.pk if place else WHOLE_FUND, "form": form, "rows": read.rows,
        "problems": read.problems, "total": read.total, "payers": read.payers, "due": any(row.due for row in read.rows),
    })  # fmt: skip


def _differs(form: SheetForm, read: sheets.Read) -> str:
    difference = form.cleaned_data["counted"] - read.total
    words = _("%(amount)s baht too much.") if difference > 0 else _("%(amount)s baht too little.")
    return (
        _("The receipts come to %(total)s baht: ") % {"total": format_baht(read.total)}
        + words % {"amount": format_baht(abs(difference))}
        + " "
        + _("Count once more, or say why.")
    )


def _to_check(fund: Fund, place: Branch | None, form: SheetForm, read: sheets.Read) -> dict[str, Any]:
    counted = form.cleaned_data["counted"]
    terms = policies.in_force(fund, form.cleaned_data["on"])
    parts = contributions.parts([line.paid for line in read.lines], terms)
    groups: dict[int, list[collections.Line]] = {}
    for line in read.lines:
        groups.setdefault(line.payer.pk, []).append(line)
    receipts = [(group[0].payer, group, sum(line.paid.amount for line in group)) for group in groups.values()]
    return {
        "fund": fund, "branch": place, "place": place.pk if place else WHOLE_FUND, "typed": form.cleaned_data,
        "receipts": receipts, "total": read.total, "counted": counted, "difference": counted - read.total,
        "members": len(read.lines), "seal": sealed(read.lines),
        "shares": [(name, baht) for (_source, name), baht in parts.items() if name],
    }  # fmt: skip


def _posted_before(request: FundRequest, fund: Fund) -> Collection | None:
    """Find the collection day that a first click on the same page has posted."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return Collection.objects.filter(fund=fund, key=key).first()


def _post(request: FundRequest, fund: Fund, place: Branch | None) -> HttpResponse:
    """Post what was checked; what has changed meanwhile is said on the sheet."""
    form = SheetForm(request.POST, fund=fund, today=thai.today())
    try:
        if not form.is_valid():
            raise ValidationError(_("This page was not opened in full. Open it again and fill it in once more."))
        typed = form.cleaned_data
        made = collections.post_collection(
            fund, place, key=typed["key"], lines=opened(fund, request.POST.get("lines", "")), into=typed["into"],
            on=typed["on"], counted=typed["counted"], explanation=typed["explanation"], by=request.user,
        )  # fmt: skip
    except (contributions.NotAMemberThen, contributions.AlreadyCovered, collections.NotExplained,
            collections.NothingTaken, ledger.Refused) as refusal:  # fmt: skip
        messages.error(request, _("Nothing was posted. %(reason)s") % {"reason": refusal})
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        many = Contribution.objects.filter(collection=made).values("receipt").distinct().count()
        said = ngettext(
            "%(count)s receipt is made, %(amount)s baht.", "%(count)s receipts are made, %(amount)s baht.", many
        )
        messages.success(request, said % {"count": many, "amount": format_baht(made.total)})
        return redirect("members:collection", fund.code, made.pk)
    return redirect("members:collection-sheet", fund.code, place.pk if place else WHOLE_FUND)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def sheet_draft(request: FundRequest, fund: Fund, branch: int) -> HttpResponse:
    """Keep what was typed so far, asked by the page itself every few seconds; say what is kept."""
    place, sent = branch_of(fund, branch), request.POST.dict()
    draft = collections.draft_of(fund, place, by=request.user)
    if request.method == "POST":
        try:
            draft = collections.keep_draft(
                fund, place, key=UUID(str(sent.get("key", ""))), turn=int(str(sent.get("turn", ""))),
                typed=to_keep(sent), by=request.user,
            )  # fmt: skip
        except collections.Outrun as refusal:
            return JsonResponse({"problem": str(refusal)})
        except ValueError:
            return JsonResponse({"problem": _("This page was not opened in full. Open it again.")})
    return JsonResponse({"turn": draft.typed["turn"], "at": f"{thai.in_thailand(draft.at):%H:%M}"} if draft else {})


@require_GET
@in_fund(Role.READER)
@from_a_replica
def sheet_paper(request: FundRequest, fund: Fund, branch: int) -> HttpResponse:
    """The sheet of a branch on A4, months as columns, to write on."""
    usual = bookdays.kept_until(fund, thai.today())
    place, year = branch_of(fund, branch), _year(request.GET.get("year", ""), usual)
    return inline(sheet_prints.collection_sheet(fund, place, year=year, day=thai.today()), f"sheet-{branch}-{year}")


def _year(typed: str, today: date) -> int:
    """Read a Buddhist year within reach of today; this year for anything else."""
    digits = thai.arabic_digits(typed)
    year = int(digits) - thai.BE if digits.isascii() and digits.isdigit() and len(digits) == 4 else today.year
    return year if abs(year - today.year) < 50 else today.year
