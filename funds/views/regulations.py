"""A fund's law in plain words: the rule book in force, its versions, and adopting a new one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import prints, regulations
from funds.access import FundRequest, Role, in_fund
from funds.models import Body, Fund, Regulation, RegulationDraft
from funds.regulation_forms import RegulationForm, first_text
from funds.rules import rulebooks, terms
from funds.rules.descriptions import describe, describe_book, difference
from funds.rules.examples import examples
from funds.rules.faults import faults
from welfare import sheets, thai
from welfare.replicas import from_a_replica


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example: the case in words, baht due, and why nothing is."""

    says: str
    amount: Decimal
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit told back: its official line, what the rule does, and cases at its edges."""

    code: str
    name: str
    clause: str
    category: str
    lines: list[str]
    examples: list[Worked]


@dataclass(frozen=True, slots=True)
class Version:
    """One regulation and its last day in force, None while no later version follows."""

    regulation: Regulation
    until: date | None
    is_now: bool
    is_ahead: bool


def versions(fund: Fund, today: date) -> list[Version]:
    """Give all versions of the fund's law, the latest first."""
    found = Regulation.objects.of(fund).select_related("resolution").order_by("-in_force_from")
    given: list[Version] = []
    until: date | None = None
    for each in found:
        is_now = each.in_force_from <= today and (until is None or today <= until)
        given.append(Version(each, until, is_now, each.in_force_from > today))
        until = each.in_force_from - timedelta(days=1)
    return given


def told(book: terms.RuleBook, faulty: Collection[str] = ()) -> dict[str, Any]:
    """Tell a book in words; a benefit whose code is among the `faulty` has no examples."""
    return {
        "lines": describe_book(book),
        "benefits": [
            Benefit(
                term.code, term.name, term.clause, str(terms.CATEGORIES.get(term.category, "")), describe(term),
                [] if term.code in faulty else worked(term, book),
            )
            for term in book.terms
        ],
    }  # fmt: skip


def worked(term: terms.Term, book: terms.RuleBook) -> list[Worked]:
    """Work out the cases at the edges of a benefit, with the reason where nothing is due."""
    return [
        Worked(each.says, each.amount, tuple(step.sentence() for step in each.entitlement.refusals))
        for each in examples(term, book)
    ]


@require_GET
@in_fund(Role.READER)
@from_a_replica
def regulation_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The rule book in force today, told in words, and every version."""
    found = versions(fund, thai.today())
    if sheets.asked(request):
        return _file(request, fund, found)
    now = next((each for each in found if each.is_now), None)
    drafts = RegulationDraft.objects.of(fund).unfinished().select_related("changed_by").order_by("-changed_at", "-pk")
    page = {"fund": fund, "versions": found, "version": now, "drafts": drafts}
    return render(request, "funds/regulations.html", page | (told(regulations.book_of(now.regulation)) if now else {}))


def _file(request: FundRequest, fund: Fund, found: list[Version]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Regulation"), width=48), sheets.Shown(_("State")),
        sheets.Shown(_("In force from"), sheets.Kind.DAY), sheets.Shown(_("In force until"), sheets.Kind.DAY),
        sheets.Shown(_("Resolution"), width=36), sheets.Shown(_("Date"), sheets.Kind.DAY),
    )  # fmt: skip
    return sheets.export(request, f"regulations-{fund.code}", columns, (
        (each.regulation.title, _("in force") if each.is_now else _("to come") if each.is_ahead else _("earlier"),
         each.regulation.in_force_from, each.until,
         f"{each.regulation.resolution.get_body_display()} {each.regulation.resolution.meeting}",
         each.regulation.resolution.on)
        for each in found
    ))  # fmt: skip


@require_GET
@in_fund(Role.READER)
def regulation(request: FundRequest, fund: Fund, regulation: int) -> HttpResponse:
    """One version, told in words, and what it changed."""
    found = versions(fund, thai.today())
    place = next((place for place, each in enumerate(found) if each.regulation.pk == regulation), None)
    if place is None:
        raise Http404
    book = regulations.book_of(found[place].regulation)
    before = found[place + 1].regulation if place + 1 < len(found) else None
    return render(request, "funds/regulation.html", {
        "fund": fund, "version": found[place], "before": before,
        "changes": difference(regulations.book_of(before), book) if before else [], **told(book),
    })  # fmt: skip


@require_GET
@in_fund(Role.READER)
def regulation_file(request: FundRequest, fund: Fund, regulation: int) -> HttpResponse:
    """One version as the text that docs/rulebooks.md describes."""
    found = get_object_or_404(Regulation.objects.of(fund), pk=regulation)
    answer = HttpResponse(rulebooks.dump(regulations.book_of(found)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{fund.code}-{found.in_force_from}.toml"'
    return answer


@require_GET
@in_fund(Role.READER)
def regulation_paper(request: FundRequest, fund: Fund, regulation: int) -> HttpResponse:
    """One version on A4, as it was adopted."""
    found = get_object_or_404(Regulation.objects.of(fund), pk=regulation)
    made = prints.regulation(fund, regulations.book_of(found), day=found.in_force_from, is_law=True)
    disposition = f'inline; filename="{fund.code}-{found.in_force_from}.pdf"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_GET
@in_fund(Role.READER)
def differences(request: FundRequest, fund: Fund) -> HttpResponse:
    """What one version does otherwise than another, any two of them."""
    found = list(Regulation.objects.of(fund).order_by("in_force_from"))
    by_key = {str(each.pk): each for each in found}
    latest = found[-1] if found else None
    later = by_key.get(request.GET.get("later", ""), latest)
    earlier = by_key.get(request.GET.get("earlier", ""), found[-2] if len(found) > 1 else latest)
    changes = difference(regulations.book_of(earlier), regulations.book_of(later)) if earlier and later else []
    page = {"fund": fund, "versions": found, "earlier": earlier, "later": later, "changes": changes}
    return render(request, "funds/regulation_differences.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def regulation_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Give the text of a new version, see what it will do and what is wrong with it, then adopt it."""
    last = regulations.latest(fund)
    before = regulations.book_of(last) if last else None
    page: dict[str, Any] = {"fund": fund, "last": last}
    if request.method != "POST":
        form = RegulationForm(initial={"text": first_text(fund, before, on=thai.today())})
        return render(request, "funds/regulation_new.html", page | {"form": form})
    form = RegulationForm(request.POST, request.FILES)
    step = request.POST.get("step", "check")
    if form.is_valid() and step == "save" and (made := _adopted(request, fund, form)):
        return redirect("funds:regulation", fund.code, made.pk)
    if not form.is_valid() or step == "edit":
        return render(request, "funds/regulation_new.html", page | {"form": form})
    return render(request, "funds/regulation_check.html", page | {"form": form} | _checked(form.book(), before))


def _adopted(request: FundRequest, fund: Fund, form: RegulationForm) -> Regulation | None:
    """Adopt what the form says; None where it cannot be, and then the page says why."""
    book, body = form.book(), Body(form.cleaned_data["body"])
    try:
        made = regulations.adopt(fund, book, by=request.user, body=body)
    except regulations.AlreadyAdopted as refusal:
        form.add_error("in_force_from", str(refusal))
        return None
    except regulations.NotPublishable:
        return None
    day = thai.long_date(made.in_force_from)
    messages.success(request, _("The rule book is adopted and in force from %(day)s.") % {"day": day})
    return made


def _checked(book: terms.RuleBook, before: terms.RuleBook | None) -> dict[str, Any]:
    """Say what a book would do, what it changes and what is wrong with it."""
    found = faults(book, before)
    return {
        "book": book, "blocking": [fault.sentence() for fault in found if fault.is_blocking],
        "warnings": [fault.sentence() for fault in found if not fault.is_blocking],
        "changes": difference(before, book) if before else [],
        **told(book, {fault.term for fault in found if fault.is_blocking}),
    }  # fmt: skip
