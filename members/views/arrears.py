"""Who has not paid what fell due: the list to print and to share, the warning, and the end by resolution."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import bookdays, policies
from funds.access import FundRequest, Role, in_fund
from funds.forms import AsOf, as_of
from funds.models import Branch, Fund
from members import arrears, enrolment, lapsing, sheet_prints
from members.arrears import Stand
from members.forms.arrears import LapseForm, WarnForm
from members.models import LapseWarning, MembershipStep
from welfare import sheets, thai
from welfare.money import format_baht
from welfare.replicas import from_a_replica

from . import answers
from .answers import Step
from .papers import inline


@require_GET
@in_fund(Role.READER)
@from_a_replica
def arrears_list(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Who has missed payments as of a day, by branch, with the days left and a text to share."""
    asked, branch, branches = _asked(request, fund)
    words, sort = request.GET.get("q", "").strip()[:100], _sort(request)
    late = arrears.chosen(arrears.arrears(fund, asked.day, branch=branch), words=words, sort=sort)
    if sheets.asked(request):
        return _file(request, fund, late)
    kept = {"branch": branch.pk if branch else "", "q": words, "sort": "" if sort == "number" else sort}
    return render(request, "members/arrears.html", {
        "fund": fund, "as_of": asked, "branch": branch, "branches": branches, "groups": _by_branch(late),
        "sums": arrears.sums(late), "rules": policies.in_force(fund, asked.day), "share": _to_share(fund, late, asked),
        "keep": [{"name": name, "value": value} for name, value in kept.items() if value], "words": words,
        "sort": sort,
    })  # fmt: skip


def _sort(request: FundRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in arrears.ORDERS else "number"


def _file(request: FundRequest, fund: Fund, late: list[Stand]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Branch"), width=30), sheets.Shown(_("Number"), sheets.Kind.COUNT),
        sheets.Shown(_("Name"), width=32), sheets.Shown(_("Telephone")),
        sheets.Shown(_("Paid up to"), sheets.Kind.DAY), sheets.Shown(_("Missed payments"), sheets.Kind.COUNT),
        sheets.Shown(_("Months unpaid"), sheets.Kind.COUNT), sheets.Shown(_("Owed (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Last day to pay"), sheets.Kind.DAY), sheets.Shown(_("Days left"), sheets.Kind.COUNT),
        sheets.Shown(_("Warned on"), sheets.Kind.DAY),
    )  # fmt: skip
    return sheets.export(request, f"arrears-{fund.code}", columns, (
        (row.membership.branch, row.membership.number, row.membership.person.name,
         thai.phone_written(row.membership.person.phone), row.paid_until, row.missed, row.months, row.owed,
         row.last_day, row.days_left, row.warned_on)
        for row in late
    ))  # fmt: skip


@require_GET
@in_fund(Role.READER)
@from_a_replica
def arrears_paper(request: FundRequest, fund: Fund) -> HttpResponse:
    """The same list on A4."""
    asked, branch, _branches = _asked(request, fund)
    words = request.GET.get("q", "").strip()[:100]
    late = arrears.chosen(arrears.arrears(fund, asked.day, branch=branch), words=words, sort=_sort(request))
    return inline(sheet_prints.arrears_list(fund, late, day=asked.day, branch=branch), f"arrears-{asked.day}")


def _asked(request: FundRequest, fund: Fund) -> tuple[AsOf, Branch | None, list[Branch]]:
    """Read the day and the branch asked for; what is not understood is today, and every branch."""
    branches = list(Branch.objects.filter(fund=fund).order_by("moo", "name"))
    chosen = next((one for one in branches if str(one.pk) == request.GET.get("branch", "")), None)
    today = thai.today()
    return as_of(request.GET, today, books=bookdays.kept_until(fund, today)), chosen, branches


def _by_branch(late: list[Stand]) -> list[tuple[str, list[Stand], arrears.Sums]]:
    groups: dict[str, list[Stand]] = {}
    for row in late:
        groups.setdefault(row.membership.branch.name if row.membership.branch else "", []).append(row)
    return [(name, rows, arrears.sums(rows)) for name, rows in groups.items()]


def _to_share(fund: Fund, late: list[Stand], asked: AsOf) -> str:
    """Write the list as plain text for a group of the branch; it goes to many, so it names no sum of a person."""
    lines = [_("Members who have payments to make, %(fund)s, %(day)s") % {"fund": fund.short_name, "day": asked.words}]
    for name, rows, sums in _by_branch(late):
        said = ngettext("%(count)s member", "%(count)s members", sums.members) % {"count": sums.members}
        lines += ["", f"{name or fund.short_name} ({said})"]
        lines += [_share_line(row) for row in rows]
    return "\n".join([*lines, "", _("Please pay at the next collection day. Thank you.")])


def _share_line(row: Stand) -> str:
    missed = ngettext("%(count)s payment", "%(count)s payments", row.missed) % {"count": row.missed}
    line = f"{row.membership.number} {row.membership.person.name} · {missed}"
    if row.last_day is None:
        return line
    if row.may_lapse:
        return f"{line} · " + _("overdue")
    return f"{line} · " + _("by %(day)s") % {"day": thai.short_date(row.last_day)}


def _was_done(request: FundRequest, records: type[LapseWarning] | type[MembershipStep]) -> bool:
    """Say whether a first click on the same page has made the records that this one asks for."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return False
    return records.objects.filter(key__in=[uuid5(key, pk) for pk in request.POST.getlist("members")]).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def arrears_warn(request: FundRequest, fund: Fund) -> HttpResponse:
    """Write down that members were warned, many in one go."""
    if _was_done(request, LapseWarning):
        return redirect("members:arrears", fund.code)
    asked = as_of({}, today := thai.today(), books=bookdays.kept_until(fund, today))
    late = [row for row in arrears.arrears(fund, asked.day) if row.last_day]
    unwarned = [row for row in late if row.warned_on is None]
    form = WarnForm(request.POST or None, late=unwarned, picked=unwarned, today=asked.day)
    if form.is_bound and form.is_valid():
        members = [row.membership for row in form.chosen()]
        made = lapsing.warn(fund, members, key=form.cleaned_data["key"], on=form.cleaned_data["on"], by=request.user)
        said = ngettext(
            "The warning of %(count)s member is recorded.", "The warnings of %(count)s members are recorded.", len(made)
        )
        messages.success(request, said % {"count": len(made)})
        return redirect("members:arrears", fund.code)
    return render(request, "members/arrears_warn.html", {
        "fund": fund, "form": form, "warned": len(late) - len(unwarned), "as_of": asked,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def arrears_lapse(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter whose membership the committee ended because of missed payments."""
    if _was_done(request, MembershipStep):
        return redirect("members:arrears", fund.code)
    asked = as_of({}, today := thai.today(), books=bookdays.kept_until(fund, today))
    over = [row for row in arrears.arrears(fund, asked.day) if row.may_lapse]
    warned = [row for row in over if row.warned_on]
    form = LapseForm(request.POST or None, late=warned, picked=[])
    context: dict[str, Any] = {"fund": fund, "form": form, "unwarned": len(over) - len(warned), "as_of": asked}
    step = answers.step(request, form)
    if step == Step.CHECK:
        chosen = form.chosen()
        return render(request, "members/arrears_lapse_check.html", context | {
            "chosen": chosen, "resolution": form.said_resolution(), "owed": format_baht(arrears.sums(chosen).owed),
        })  # fmt: skip
    if step == Step.SAVE:
        try:
            with transaction.atomic():  # with the resolution, or not at all
                resolution = form.resolution(fund, by=request.user)
                if resolution is None:
                    raise ValueError("memberships end by a resolution")
                ended = lapsing.lapse(
                    fund, [row.membership for row in form.chosen()], resolution=resolution,
                    key=form.cleaned_data["key"], by=request.user,
                )  # fmt: skip
        except (lapsing.NotYet, lapsing.NotWarned, enrolment.NotAMember) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s membership has ended.", "%(count)s memberships have ended.", len(ended))
            messages.success(request, said % {"count": len(ended)})
            return redirect("members:arrears", fund.code)
    return render(request, "members/arrears_lapse.html", context)
