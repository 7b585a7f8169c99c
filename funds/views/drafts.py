"""A rule book before it is law: begun from somewhere, looked at as a whole, adopted or thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import drafts, prints, regulations
from funds.access import FundRequest, Role, in_fund
from funds.draft_forms import BENEFIT_PARTS, BOOK_PARTS
from funds.draft_forms.adoption import AdoptionForm
from funds.draft_forms.beginning import BeginningForm, Start
from funds.models import Body, Fund, RegulationDraft
from funds.rules import drafting, rulebooks
from funds.rules.descriptions import describe_book, difference
from funds.rules.terms import RuleBook
from welfare import thai

from .regulations import told


def draft_of(fund: Fund, pk: int) -> RegulationDraft:
    """Give an unfinished draft of the fund, or 404."""
    return get_object_or_404(RegulationDraft.objects.of(fund).unfinished(), pk=pk)


def version_before(fund: Fund) -> RuleBook | None:
    """Give the version that a draft would follow."""
    last = regulations.latest(fund)
    return regulations.book_of(last) if last else None


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def draft_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Begin a draft: from the book in force, from an example, from a file, or with nothing."""
    last = regulations.latest(fund)
    form = BeginningForm(request.POST or None, request.FILES or None, has_law=last is not None)
    if request.method == "POST" and form.is_valid():
        book = form.book(fund, regulations.book_of(last) if last else None, today=thai.today())
        made = drafts.begin(fund, book=book, key=form.cleaned_data["key"], by=request.user)
        if form.cleaned_data["start"] == Start.FILE:
            return redirect("funds:draft-check", fund.code, made.pk)
        return redirect("funds:draft", fund.code, made.pk)
    return render(request, "funds/draft_new.html", {"fund": fund, "form": form})


@require_GET
@in_fund(Role.READER)
def draft(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """One draft: what it has so far, what is still wrong where, and what can be done with it."""
    found = draft_of(fund, draft)
    read = drafting.read(found.book, version_before(fund))
    rows = [
        {"number": number, "term": term, "slips": [slip for slip in read.of(number) if slip.is_blocking]}
        for number, term in enumerate(read.book.terms, start=1)
    ]
    parts = [{"part": part, "title": form.title, "slips": read.of(0, part)} for part, form in BOOK_PARTS.items()]
    return render(request, "funds/draft.html", {
        "fund": fund, "draft": found, "read": read, "rows": rows, "parts": parts, "lines": describe_book(read.book),
        "caps": [{"number": n, "slips": read.of(0, "cap", n)} for n, _cap in enumerate(read.book.caps, start=1)],
        "next_benefit": len(rows) + 1, "next_cap": len(read.book.caps) + 1,
    })  # fmt: skip


def page_titles() -> dict[str, Any]:
    """Give what each page of a draft is called, for the list of what is wrong."""
    titles = {part: form.title for part, form in (*BOOK_PARTS.items(), *BENEFIT_PARTS.items())}
    return titles | {"pays": _("What it pays"), "condition": _("Conditions"), "cap": _("Limits")}


@require_GET
@in_fund(Role.READER)
def draft_check(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """The whole draft told in words, with worked examples, what it changes and what keeps it from being law."""
    found, before = draft_of(fund, draft), version_before(fund)
    read = drafting.read(found.book, before)
    clear = tuple(term for number, term in enumerate(read.book.terms, start=1) if read.can_be_told(number))
    return render(request, "funds/draft_check.html", {
        "fund": fund, "draft": found, "read": read, "before": before,
        "changes": difference(before, read.book) if before else [],
        **told(read.book, {term.code for term in read.book.terms} - {term.code for term in clear}),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def draft_adoption(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """Make the draft law as the meeting adopted it: its number, its day, and the first day of the book."""
    found, before = draft_of(fund, draft), version_before(fund)
    form = AdoptionForm(request.POST or None, initial={"in_force_from": found.book.get("in_force_from")})
    page: dict[str, Any] = {"fund": fund, "draft": found, "form": form}
    if request.method != "POST" or not form.is_valid():
        read = drafting.read(found.book, before)
        return render(request, "funds/draft_adoption.html", page | {"read": read})
    read = drafting.read(form.fields_of(found.book), before)
    if request.POST.get("step") == "save" and read.is_publishable:
        try:
            made = drafts.adopt(
                found, book=form.adopted(read.book), body=Body(form.cleaned_data["body"]), by=request.user
            )
        except (regulations.AlreadyAdopted, regulations.NotPublishable, drafts.NoDraft) as refusal:
            form.add_error(None, str(refusal))
            return render(request, "funds/draft_adoption.html", page | {"read": read})
        messages.success(request, _("The rule book is adopted and in force from %(day)s.") % {
            "day": thai.long_date(made.in_force_from)
        })  # fmt: skip
        return redirect("funds:regulation", fund.code, made.pk)
    return render(request, "funds/draft_adoption_check.html", page | {
        "read": read, "book": form.adopted(read.book), "before": before,
        "changes": difference(before, read.book) if before else [],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def draft_discarding(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """Throw a draft away, after asking once more."""
    found = draft_of(fund, draft)
    if request.POST.get("step") == "discard":
        drafts.discard(found, by=request.user)
        messages.success(request, _("The draft was thrown away. The rule book in force stays as it is."))
        return redirect("funds:regulations", fund.code)
    return render(request, "funds/draft_discarding.html", {"fund": fund, "draft": found})


@require_GET
@in_fund(Role.READER)
def draft_file(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """The draft as the text that docs/rulebooks.md describes, as far as it is understood."""
    book = drafting.read(draft_of(fund, draft).book).book
    answer = HttpResponse(rulebooks.dump(book), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{fund.code}-draft.toml"'
    return answer


@require_GET
@in_fund(Role.READER)
def draft_paper(request: FundRequest, fund: Fund, draft: int) -> HttpResponse:
    """The draft on A4 for the general meeting, with what it changes."""
    book = drafting.read(draft_of(fund, draft).book).book
    made = prints.regulation(fund, book, before=version_before(fund), day=thai.today())
    headers = {"Content-Disposition": f'inline; filename="{fund.code}-draft.pdf"', "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
