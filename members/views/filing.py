"""File a claim on one address: who it is for; what happened and when; the facts, the sum and why; all read back."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from funds import regulations
from funds.access import FundRequest, Role, in_fund
from funds.models import Category, Fund, Term
from funds.rules import terms, wording
from members import claim_papers, consents, entitlements, occurrences
from members.forms.claims import FactsForm, WhatForm
from members.forms.consent import consent_fields
from members.models import Claim, ClaimState, Membership, Person
from welfare import citizen, thai

from .answers import Step, step
from .asking import Asking, Draft, Subject, What
from .claim import facts_of
from .neighbours import neighbour_of

FOUND = 20
CATEGORY = "category."


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.CLERK)
def claim_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """File a claim; the address says how far the clerk has come, the rule what is still to be asked."""
    subject = _subject(request, fund)
    if subject is None:
        return _search(request, fund)
    today = thai.today()
    typed = request.GET if "occurred_on" in request.GET else None
    book, chosen = _terms(fund, subject, _day(request.GET.get("occurred_on", ""), today))
    form = WhatForm(typed, benefits=_choices(subject, chosen))
    if typed is None or not form.is_valid():
        has_rules = bool(chosen) or subject.membership is None
        context = {"fund": fund, "subject": subject, "form": form, "has_rules": has_rules}
        return render(request, "members/claim_what.html", context)
    what = _what(form.cleaned_data["occurred_on"], form.cleaned_data["benefit"], chosen, book)
    return _facts(request, fund, subject, what, today)


# Who.


def _subject(request: FundRequest, fund: Fund) -> Subject | None:
    """Read from the address whom the claim is for; None while nobody is chosen."""
    member, person = request.GET.get("member", ""), request.GET.get("person", "")
    if member:
        members = Membership.objects.of(fund).exclude(joined_on=None).select_related("person", "branch")
        membership = get_object_or_404(members, pk=_number(member))
        return Subject(membership, membership.person)
    if person:
        return Subject(person=neighbour_of(fund, _number(person)))
    return Subject() if request.GET.get("outsider") else None


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise Http404
    return int(typed)


def _search(request: FundRequest, fund: Fund) -> HttpResponse:
    """Find whom it is for by words that are posted: a citizen ID leads on, and no address ever has it."""
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:100]
    here = reverse("members:claim-new", args=[fund.code])
    if number := citizen.whole(words):
        holder = Membership.objects.of(fund).exclude(joined_on=None).matching(number).order_by("-pk").first()
        if holder is None:
            messages.info(request, _("Nobody in this register has that citizen ID."))
        address = f"{here}?member={holder.pk}" if holder else here
        return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)
    address = reverse("members:claim-new", args=[fund.code], query={"q": words} if words else None)
    if request.method == "POST" and not request.htmx:
        return redirect(address)
    members: list[Membership] = []
    neighbours: list[Person] = []
    if words:
        found = Membership.objects.of(fund).exclude(joined_on=None).matching(words)
        members = list(found.select_related("person", "branch").order_by("person__sort_key", "-pk")[:FOUND])
        if not words.isdecimal():
            neighbours = list(Person.objects.neighbours_of(fund).matching(words).order_by("sort_key", "pk")[:FOUND])
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "members/claim_new.html#found" if is_part else "members/claim_new.html"
    context = {"fund": fund, "words": words, "members": members, "neighbours": neighbours, "most": FOUND}
    answer = render(request, template, context)
    if request.method == "POST":
        answer["HX-Push-Url"] = address
    return answer


# What and when.


def _day(typed: str, today: date) -> date:
    """Give the day whose rules to offer: the day typed, today while none is."""
    try:
        return thai.parse_date(typed, today=today)
    except thai.DateNotUnderstood:
        return today


def _terms(fund: Fund, subject: Subject, on: date) -> tuple[terms.RuleBook | None, dict[str, Term]]:
    """Give the rule book in force on the day, and the benefits that it opens to the subject, by code."""
    regulation = regulations.in_force(fund, on)
    if regulation is None:
        return None, {}
    open_to = ("members", "both") if subject.membership else ("non_members", "both")
    book, found = regulations.opened(regulation)
    return book, {term.code: term for term in found if term.rule.get("for", "members") in open_to}


def _choices(subject: Subject, chosen: dict[str, Term]) -> list[tuple[str, str]]:
    if chosen or subject.membership:
        return [(code, wording.with_clause(term.name, term.clause)) for code, term in chosen.items()]
    return [(f"{CATEGORY}{value}", str(label)) for value, label in Category.choices]


def _what(occurred_on: date, benefit: str, chosen: dict[str, Term], book: terms.RuleBook | None) -> What:
    if benefit.startswith(CATEGORY):
        category = Category(benefit.removeprefix(CATEGORY))
        return What(occurred_on, category, str(category.label))
    term = chosen[benefit]
    return What(occurred_on, term.category, term.name, term, book.term(term.code) if book else None, book)


# The facts, the sum and why.


def _facts(request: FundRequest, fund: Fund, subject: Subject, what: What, today: date) -> HttpResponse:
    heirs = entitlements.beneficiaries_of(subject.membership, what.occurred_on) if subject.membership else ()
    form = FactsForm(
        request.POST if request.method == "POST" else None, book=what.book, rule=what.rule,
        occurred_on=what.occurred_on, heirs=list(heirs), is_outsider=subject.membership is None,
        is_unknown=subject.person is None, consent=_consent(fund, subject, what, today),
    )  # fmt: skip
    asking, now = Asking(fund, subject, what, form, today), step(request, form)
    is_part = request.htmx and not request.htmx.history_restore_request
    if now is Step.SAVE and (filed := asking.file(by=request.user)):
        messages.success(request, _("Claim %(claim)s is filed. It waits for a decision.") % {"claim": filed[0]})
        return redirect("members:claim", fund.code, filed[0].pk)
    if now is Step.CHECK and not is_part and (drafts := asking.check(by=request.user)):
        return render(request, "members/claim_check.html", _read_back(fund, asking, drafts))
    if form.is_bound and asking.entitlement is None and not form.errors.keys() - {"amount", "reason"}:
        asking.judge()
    if asking.allowed is not None:
        form.show_sum(asking.allowed)
    same = asking.same_occurrence()
    context = {
        "fund": fund, "subject": subject, "what": what, "form": form, "sum": asking.entitlement,
        "same": same, "same_said": _same_said(fund, asking, same), "shares": asking.shares(),
        "short_of_whole": _short_of_whole(form), "open_claims": _open_claims(subject, what),
        "limits": asking.limits(),
        "titles": thai.TITLES,
    }  # fmt: skip
    return render(request, "members/claim_facts.html#sum" if is_part else "members/claim_facts.html", context)


def _read_back(fund: Fund, asking: Asking, drafts: list[Draft]) -> dict[str, Any]:
    """Give what the page says that is read before a claim is filed."""
    first, ticked = drafts[0].claim, asking.form.cleaned_data.get("originals") or ()
    papers = dict.fromkeys((*claim_papers.required(first), *ticked))
    return {
        "fund": fund, "form": asking.form, "claim": first, "drafts": drafts, "facts": facts_of(first),
        "length": _length(first, asking.what.rule), "papers": [(paper, paper in ticked) for paper in papers],
        "is_deadline_waived": asking.form.cleaned_data.get("is_deadline_waived"), "limits": asking.limits(),
        "total": sum(draft.claim.amount for draft in drafts),
    }  # fmt: skip


def _length(claim: Claim, rule: terms.Term | None) -> str:
    """Count the nights, or the days with the last one, of a stay."""
    if claim.until_on is None or rule is None:
        return ""
    days = (claim.until_on - claim.occurred_on).days
    return wording.counted(days, "night") if "nights" in rule.measures() else wording.counted(days + 1, "day")


def _consent(fund: Fund, subject: Subject, what: What, today: date) -> dict[str, forms.Field]:
    """Give the fields that ask for consent, where the claim tells of health and none stands; else none.

    Of someone new the birthday is not known, and with it who agrees: the page of the papers asks.
    """
    person = subject.person
    if person is None or not consents.is_about_health(what.category) or consents.standing(person, fund):
        return {}
    return consent_fields(person.born_on, today)


def _same_said(fund: Fund, asking: Asking, same: Claim | None) -> str:
    """Say which claim holds the same day, as far as someone of `fund` may know."""
    return occurrences.said(same, fund=fund, days=(asking.what.occurred_on,)) if same else ""


def _short_of_whole(form: FactsForm) -> int:
    """Give the per cent that the named beneficiaries have together, where it is not a hundred; else 0."""
    named = sum(heir.share for heir in form.heirs) if "receiver" in form.fields else 100
    return named if form.heirs and named != 100 else 0


def _open_claims(subject: Subject, what: What) -> list[Claim]:
    """Give the claims of who died that still wait or are not paid."""
    if what.category != Category.DEATH or subject.person is None:
        return []
    waits = (ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED)
    found = Claim.objects.filter(person=subject.person, membership=subject.membership).with_state()
    return [claim for claim in found.exclude(category=Category.DEATH).order_by("pk") if claim.state in waits]
