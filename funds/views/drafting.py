"""The pages on which a draft is written: a benefit, a page of plain questions, an entry and its figures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from funds import drafts
from funds.access import FundRequest, Role, in_fund
from funds.draft_forms import BENEFIT_PARTS, BOOK_PARTS, ENTRIES, PartForm, StepsForm
from funds.draft_forms.entries import BookCapForm, EntryForm
from funds.models import Fund, RegulationDraft
from funds.rules import drafting
from funds.rules.descriptions import describe, describe_entries, describe_pages
from funds.rules.drafting import Draft, Fields

from .drafts import draft_of, page_titles, version_before
from .regulations import worked

NEW_NAMES = {"pays": _("Add a sum"), "condition": _("Add a condition"), "cap": _("Add a limit")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a draft a page writes: the benefit (0 for the book), its page or list, the number of the entry."""

    draft: RegulationDraft
    benefit: int
    part: str
    number: int = 0

    def above(self) -> str:
        """Give the address of the page that leads here."""
        code, pk = self.draft.fund.code, self.draft.pk
        if self.benefit and self.benefit <= len(self.draft.book.get("term", [])):
            return reverse("funds:draft-benefit", args=[code, pk, self.benefit])
        return reverse("funds:draft", args=[code, pk])

    def table(self, path: str = "") -> Fields:
        if self.benefit > len(self.draft.book.get("term", [])):
            return {}
        table = drafting.table_of(self.draft.book, self.benefit, self.part if self.number else "", self.number)
        return table.get(path, {}) if path else table


def _of_benefit(fund: Fund, pk: int, benefit: int, *, may_be_new: bool = False) -> RegulationDraft:
    """Give the draft, or 404 where it has no such benefit."""
    draft = draft_of(fund, pk)
    if benefit > len(draft.book.get("term", [])) + may_be_new:
        raise Http404
    return draft


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def benefit(request: FundRequest, fund: Fund, draft: int, benefit: int) -> HttpResponse:
    """One benefit: what it does so far, in words and worked examples, and the pages that change it."""
    found = _of_benefit(fund, draft, benefit)
    if not benefit:
        raise Http404
    if request.method == "POST":
        return _moved(request, fund, found, benefit)
    read = drafting.read(found.book, version_before(fund))
    table = drafting.table_of(found.book, benefit)
    said, entries = describe_pages(read.book.terms[benefit - 1]), describe_entries(read.book.terms[benefit - 1])
    lists = [
        {"part": part, "title": page_titles()[part], "add": NEW_NAMES[part], "new": len(table.get(part, [])) + 1,
         "slips": [slip for slip in read.of(benefit, part) if not slip.number],
         "entries": [
             {"number": n, "lines": lines, "slips": [slip for slip in read.of(benefit, part, n) if slip.number]}
             for n, lines in enumerate(entries[part], start=1)
         ]}
        for part in drafting.LISTS
    ]  # fmt: skip
    parts = [
        {"part": part, "title": form.title, "lines": said[part], "slips": read.of(benefit, part)}
        for part, form in BENEFIT_PARTS.items()
    ]
    return render(request, "funds/draft_benefit.html", {
        "fund": fund, "draft": found, "number": benefit, "count": len(read.book.terms), "parts": parts,
        "lists": lists, **_told(read, benefit),
    })  # fmt: skip


def _moved(request: FundRequest, fund: Fund, found: RegulationDraft, benefit: int) -> HttpResponse:
    """Move a benefit up or down, or take it out."""
    changes: dict[str, Callable[[], Fields]] = {
        "up": lambda: drafting.moved(found.book, benefit, -1),
        "down": lambda: drafting.moved(found.book, benefit, 1),
        "remove": lambda: drafting.without_benefit(found.book, benefit),
    }
    change = changes.get(request.POST.get("step", ""))
    if change is None:
        return redirect("funds:draft-benefit", fund.code, found.pk, benefit)
    try:
        _save(found, change(), request)
    except (drafts.ChangedMeanwhile, drafts.NoDraft) as refusal:
        messages.error(request, str(refusal))
    return redirect("funds:draft", fund.code, found.pk)


def _save(found: RegulationDraft, book: Fields, request: FundRequest) -> None:
    revision = request.POST.get("revision", "")
    drafts.change(found, book=book, revision=int(revision) if revision.isdecimal() else 0, by=request.user)


def _told(read: Draft, benefit: int) -> dict[str, Any]:
    """Tell one benefit back: its sentences, worked examples where it is understood, and what is wrong."""
    term = drafting.benefit_of(read, benefit)
    if term is None:
        return {"term": None, "lines": [], "examples": [], "slips": ()}
    examples = worked(term, read.book) if read.can_be_told(benefit) else []
    return {"term": term, "lines": describe(term), "examples": examples, "slips": read.of(benefit)}


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def part(request: FundRequest, fund: Fund, draft: int, benefit: int, part: str) -> HttpResponse:
    """One page of plain questions on a benefit, or with 0 on the whole book; the first one makes a benefit."""
    found = _of_benefit(fund, draft, benefit, may_be_new=part == "naming")
    form_class = (BENEFIT_PARTS if benefit else BOOK_PARTS).get(part)
    if form_class is None:
        raise Http404
    place = Place(found, benefit, part)
    path = form_class.path if not benefit else "arrears" if part == "arrears" else ""
    initial = {**form_class.shown(place.table(path)), "revision": found.revision}
    form = form_class(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, place, form, drafting.read(found.book, version_before(fund)))
    given = form.written()
    if benefit > len(found.book.get("term", [])):
        book = drafting.with_benefit(found.book, {name: value for name, value in given.items() if value})
    else:
        book = drafting.with_fields(found.book, benefit, given, path)
    return _kept(request, place, form, book)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def entry(request: FundRequest, fund: Fund, draft: int, benefit: int, entries: str, number: int) -> HttpResponse:
    """What kind of sum, condition or limit an entry is; its figures come on the next page."""
    place, form_class = _entry_of(fund, draft, benefit, entries, number)
    table, found = place.table(), place.draft
    initial = {**(form_class.shown(table) if table else {}), "revision": found.revision}
    form = form_class(request.POST or None, initial=initial, book=found.book, entry=table)
    if request.method == "POST" and request.POST.get("step") == "remove" and table:
        return _kept(request, place, form, drafting.without_entry(found.book, benefit, entries, number), is_over=True)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, place, form, drafting.read(found.book, version_before(fund)))
    given = form.written()
    book = drafting.with_entry(found.book, benefit, entries, number, given)
    has_figures = entries == "pays" or bool(given.get("by")) or (entries == "condition" and bool(given.get("fact")))
    return _kept(request, place, form, book, has_figures=has_figures)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def figures(request: FundRequest, fund: Fund, draft: int, benefit: int, entries: str, number: int) -> HttpResponse:
    """The figures of an entry: one sum, or steps that are added and taken away row by row."""
    place, _form_class = _entry_of(fund, draft, benefit, entries, number)
    table, found = place.table(), place.draft
    if not table:
        raise Http404
    count = request.POST.get("rows", "")
    typed_rows = min(int(count), 40) if count.isdecimal() else None
    form = StepsForm(
        request.POST or None, entry=table, part=entries, count=typed_rows, initial={"revision": found.revision}
    )
    if request.method != "POST" or not form.is_valid():
        return _asked(request, place, form, drafting.read(found.book, version_before(fund)))
    given, step = form.written(), request.POST.get("step", "save")
    if step == "add" or step.startswith("remove-"):
        steps = given.get("steps", [])
        rows = [*steps, {}] if step == "add" else [row for n, row in enumerate(steps, 1) if f"remove-{n}" != step]
        again = StepsForm(entry={**given, "steps": rows}, part=entries, initial={"revision": form["revision"].value()})
        return _asked(request, place, again, drafting.read(found.book, version_before(fund)))
    book = drafting.with_entry(found.book, benefit, entries, number, given)
    return _kept(request, place, form, book)


def _entry_of(fund: Fund, pk: int, benefit: int, part: str, number: int) -> tuple[Place, type[EntryForm]]:
    """Give the place of an entry and the questions for it; 404 beyond the first new one."""
    found = _of_benefit(fund, pk, benefit)
    form_class = ENTRIES.get(part) if benefit else {"cap": BookCapForm}.get(part)
    if form_class is None or not 0 < number <= len(drafting.table_of(found.book, benefit).get(part, [])) + 1:
        raise Http404
    return Place(found, benefit, part, number), form_class


def _kept(
    request: FundRequest, place: Place, form: PartForm, book: Fields, *, has_figures: bool = False,
    is_over: bool = False,
) -> HttpResponse:  # fmt: skip
    """Keep what was typed, unless it is only previewed; what is wrong stays on the page, what is right leads on."""
    fund, before = place.draft.fund, version_before(place.draft.fund)
    read = drafting.read(book, before)
    is_preview = bool(request.htmx) or request.POST.get("step") == "preview"
    if is_preview:
        return _asked(request, place, form, read, is_preview=True)
    try:
        _save(place.draft, book, request)
    except (drafts.ChangedMeanwhile, drafts.NoDraft) as refusal:
        form.add_error(None, str(refusal))
        place.draft.refresh_from_db()
        form.carry(place.draft.revision)
        return _asked(request, place, form, read)
    place.draft.book = book
    if is_over:
        return redirect(place.above())
    form.mark(tuple(slip for slip in read.of(place.benefit, place.part, place.number) if slip.number or slip.field))
    if has_figures:
        args = [fund.code, place.draft.pk, place.benefit, place.part, place.number]
        return redirect("funds:draft-figures", *args)
    if form.errors and request.POST.get("step") != "later":
        form.carry(place.draft.revision + 1)
        return _asked(request, place, form, read, is_kept=True)
    return redirect(place.above())


def _asked(
    request: FundRequest, place: Place, form: PartForm, read: Draft, *, is_preview: bool = False,
    is_kept: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the questions, with what the benefit does so far beside them."""
    told = _told(read, place.benefit) if place.benefit else {}
    page = {
        "fund": place.draft.fund, "draft": place.draft, "number": place.benefit, "place": place, "form": form,
        "is_preview": is_preview, "is_kept": is_kept, "above": place.above(), **told,
        "can_be_removed": bool(place.number and place.table() and not isinstance(form, StepsForm)),
    }  # fmt: skip
    return render(request, "funds/draft_part.html#told" if request.htmx else "funds/draft_part.html", page)
