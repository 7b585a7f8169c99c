"""Entries that may be one human being: the list, two side by side, told apart, made one, and made two again."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import duplicates as alike
from members import merge_plan, merging
from members.forms.duplicates import AgainForm, ApartForm, MergeForm, UndoForm
from members.merge_plan import MergePlan
from members.models import Claim, Contribution, Distinction, Membership, Merge, MergeQuerySet, Person
from welfare import citizen, sheets, thai, trail
from welfare.replicas import from_a_replica

PER_PAGE = 50
OWN_FACTS = 6  # the first lines of an entry are about the person; where they agree is said


@require_GET
@in_fund(Role.MERGER)
@from_a_replica
def duplicates(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The pairs that wait for someone to decide, those told apart, and those made one."""
    if sheets.asked(request):
        return _file(request, fund)
    page = Paginator(alike.inside(fund), PER_PAGE).get_page(request.GET.get("page"))
    people = {person.pk: person for pair in page for person in (pair.one, pair.other)}
    called = _called(fund, people.values())
    rows = [(pair, called[pair.one.pk], called[pair.other.pk]) for pair in page]
    return render(request, "members/duplicates.html", {
        "fund": fund, "page": page, "rows": rows, "told_apart": alike.told_apart(fund), "merged": alike.merged(fund),
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Send the pairs in the order of the page; that a list of people was taken out is written down."""
    columns = (
        sheets.Shown(_("State")), sheets.Shown(_("First entry"), width=36), sheets.Shown(_("Second entry"), width=36),
        sheets.Shown(_("Why they look alike"), width=36), sheets.Shown(_("By")),
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Note"), width=36),
    )  # fmt: skip
    pairs = alike.inside(fund)
    called = _called(fund, [person for pair in pairs for person in (pair.one, pair.other)])
    rows: list[tuple[Any, ...]] = [
        (_("Pairs to decide on"), called[pair.one.pk], called[pair.other.pk], ", ".join(pair.reasons), "", None, "")
        for pair in pairs
    ]
    rows += [(_("Told apart: two people"), told.one.name, told.other.name, "", told.by, told.on, told.note)
             for told in alike.told_apart(fund)]  # fmt: skip
    rows += [(_("undone") if hasattr(done, "undo") else _("Made one"), done.kept.name, done.gone.name, "", done.by,
              done.on, done.reason) for done in alike.merged(fund)]  # fmt: skip
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": len(rows)})
    return sheets.export(request, f"duplicates-{fund.code}", columns, rows)


@require_GET
@in_fund(Role.MERGER)
def duplicate(request: FundRequest, fund: Fund, one: int, other: int) -> HttpResponseBase:
    """Two entries side by side, why they look alike, and what can be said of them."""
    if done := _merge_of(fund, one, other):
        return redirect("members:merge", fund.code, done.pk)
    first, second = _pair(request, fund, one, other)
    told = alike.distinction_of(first, second)
    return render(request, "members/duplicate.html", {
        "fund": fund, "one": first, "other": second, "reasons": alike.likeness(first, second), "told": told,
        "rows": [
            (label, mine, theirs, mine == theirs and place < OWN_FACTS)
            for place, ((label, mine), (_label, theirs)) in enumerate(
                zip(_facts(fund, first), _facts(fund, second), strict=True)
            )
        ],
        "form": AgainForm() if told else ApartForm(),
        "is_for_province": MergePlan(fund, first, second).is_for_province and not request.rights[Role.PROVINCE_READER],
    })  # fmt: skip


@require_POST
@in_fund(Role.MERGER)
def duplicate_distinction(request: FundRequest, fund: Fund, one: int, other: int) -> HttpResponse:
    """Remember that the two are two people."""
    first, second = _pair(request, fund, one, other)
    form = ApartForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        alike.tell_apart(
            first, second, fund=fund, note=typed["note"], key=typed["key"], on=thai.today(), by=request.user
        )
        messages.success(request, _("Remembered: they are two people."))
        return redirect("members:duplicates", fund.code)
    return redirect("members:duplicate", fund.code, first.pk, second.pk)


@require_POST
@in_fund(Role.MERGER)
def distinction_withdrawal(request: FundRequest, fund: Fund, distinction: int) -> HttpResponse:
    """Look again at two that were told apart."""
    told = get_object_or_404(Distinction.objects.of(fund), pk=distinction)
    form = AgainForm(request.POST)
    if form.is_valid():
        alike.ask_again(told, key=form.cleaned_data["key"], on=thai.today(), by=request.user)
        messages.success(request, _("The two are looked at again."))
    return redirect("members:duplicate", fund.code, told.one_id, told.other_id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.MERGER)
def duplicate_merge(request: FundRequest, fund: Fund, one: int, other: int) -> HttpResponseBase:
    """Show all that would move and what stands in the way, then make the two one."""
    if done := _merge_of(fund, one, other):
        return redirect("members:merge", fund.code, done.pk)
    first, second = _pair(request, fund, one, other)
    kept, gone = (second, first) if request.GET.get("keep") == str(second.pk) else (first, second)
    plan, is_province = MergePlan(fund, kept, gone), request.rights[Role.PROVINCE_READER]
    form = MergeForm(request.POST if request.method == "POST" else None, initial={"seen": plan.seen})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            done = merging.merge(
                kept, gone, fund=fund, seen=typed["seen"], reason=typed["reason"], for_province=is_province,
                key=typed["key"], on=thai.today(), by=request.user,
            )  # fmt: skip
        except merging.CannotMerge as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            fresh = request.POST.copy()
            fresh["seen"] = MergePlan(fund, kept, gone).seen
            form.data = fresh
        else:
            messages.success(request, _("The two entries are one now."))
            return redirect("members:merge", fund.code, done.pk)
    called = _called(fund, (kept, gone))
    return render(request, "members/duplicate_merge.html", {
        "from": called[gone.pk], "to": called[kept.pk],
        "fund": fund, "kept": kept, "gone": gone, "plan": plan, "rows": merge_plan.said_of(plan), "form": form,
        "open": Membership.objects.of(fund).filter(person__in=(kept, gone), ended_on=None, joined_on__isnull=False)
        .order_by("number"),
        "is_for_province": plan.is_for_province and not is_province,
    })  # fmt: skip


@require_GET
@in_fund(Role.MERGER)
def merge(request: FundRequest, fund: Fund, merge: int) -> HttpResponse:
    """One merge: who made it, when and why, what moved, and whether it can still be undone."""
    done = get_object_or_404(_merges(fund), pk=merge)
    moved = merging.moved_by(done)
    return render(request, "members/merge.html", {
        "fund": fund, "merge": done, "undo": getattr(done, "undo", None),
        "taken_over": ", ".join(merge_plan.names_of(done.filled)),
        "member": Membership.objects.of(fund).filter(person=done.kept_id).order_by("-pk").first(),
        "memberships": Membership.objects.of(fund).filter(pk__in=moved["membership"]).order_by("pk"),
        "claims": Claim.objects.of(fund).filter(pk__in=moved["claim"]).order_by("pk"),
        "resting": [] if hasattr(done, "undo") else merging.what_rests(done),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.MERGER)
def merge_undoing(request: FundRequest, fund: Fund, merge: int) -> HttpResponseBase:
    """Make two again what was made one, while nothing rests on it."""
    done = get_object_or_404(_merges(fund), pk=merge)
    if hasattr(done, "undo"):
        return redirect("members:merge", fund.code, done.pk)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            merging.undo(
                done, reason=typed["reason"], for_province=request.rights[Role.PROVINCE_READER], key=typed["key"],
                on=thai.today(), by=request.user,
            )  # fmt: skip
        except merging.CannotUndo as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("The two are two again. Everything is back where it came from."))
            return redirect("members:merge", fund.code, done.pk)
    return render(request, "members/merge_undoing.html", {
        "fund": fund, "merge": done, "form": form, "resting": merging.what_rests(done),
    })  # fmt: skip


def _merges(fund: Fund) -> MergeQuerySet:
    return Merge.objects.of(fund).select_related("kept", "gone", "by", "undo__by")


def _merge_of(fund: Fund, one: int, other: int) -> Merge | None:
    """Give the merge that made the two one: who presses twice, or comes second, is shown it."""
    return Merge.objects.of(fund).standing().filter(kept__in=(one, other), gone__in=(one, other)).first()


def _pair(request: FundRequest, fund: Fund, one: int, other: int) -> tuple[Person, Person]:
    """Give two people on record of the fund, the earlier first; provincial staff may name one of another fund."""
    known = {person.pk: person for person in alike.people_of(fund).filter(pk__in=(one, other))}
    if known and request.rights[Role.PROVINCE_READER]:
        member = Membership.objects.filter(person=OuterRef("pk"), fund__province=fund.province_id)
        rows = Person.objects.filter(Exists(member), pk__in=(one, other), erased_on__isnull=True)
        known |= {person.pk: person for person in rows}
    if len(known) != 2:
        raise Http404
    return known[min(known)], known[max(known)]


def _facts(fund: Fund, person: Person) -> list[tuple[str, str]]:
    """Give what an entry says, line by line, to be laid beside another."""
    spells = list(Membership.objects.of(fund).filter(person=person).order_by("pk"))
    paid = Contribution.objects.filter(membership__in=spells).count()
    claims = Claim.objects.of(fund).filter(person=person).count()
    elsewhere = Membership.objects.filter(person=person, fund__province=fund.province_id).exclude(fund=fund).exists()
    born = thai.long_date(person.born_on) if person.born_on else ""
    if person.born_on and person.is_birth_year_only:
        born = _("in the year %(year)s") % {"year": thai.be_year(person.born_on)}
    return [
        (_("Name"), person.name),
        (_("Citizen ID"), citizen.mask(person.citizen_last4) or person.get_no_citizen_id_display()),
        (_("Born"), born), (_("Sex"), person.get_sex_display()), (_("Address"), person.address()),
        (_("Telephone"), thai.phone_written(person.phone) if person.phone else ""),
        (_("Memberships"), "\n".join(_spell(one) for one in spells)),
        (_("Contributions"), ngettext("%(count)s payment", "%(count)s payments", paid) % {"count": f"{paid:,}"}),
        (_("Claims"), ngettext("%(count)s claim", "%(count)s claims", claims) % {"count": f"{claims:,}"}),
        (_("Another fund"), _("a member there too") if elsewhere else ""),
    ]  # fmt: skip


def _called(fund: Fund, people: Iterable[Person]) -> dict[int, str]:
    """Name each of `people` with the last member number in the fund, so that two of one name are told apart."""
    spells = Membership.objects.of(fund).filter(person__in=people, number__isnull=False).order_by("pk")
    numbers = dict(spells.values_list("person", "number"))
    return {
        person.pk: _("%(name)s, number %(number)s") % {"name": person.name, "number": numbers[person.pk]}
        if person.pk in numbers
        else person.name
        for person in people
    }


def _spell(one: Membership) -> str:
    if one.number is None or one.joined_on is None:
        return _("applied on %(day)s") % {"day": thai.short_date(one.applied_on)}
    words = {"number": one.number, "since": thai.short_date(one.joined_on)}
    if one.ended_on is None:
        return _("number %(number)s since %(since)s") % words
    return _("number %(number)s, %(since)s – %(until)s") % (words | {"until": thai.short_date(one.ended_on)})
