"""The register of members: searched as one types, as of any day."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import numbers, passbook
from members.forms.register import EVERYBODY, ORDERS, STATES, RegisterChoice, RegisterForm
from members.models import Membership, MembershipQuerySet, Standing
from welfare import citizen, sheets, thai, trail
from welfare.replicas import from_a_replica

PER_PAGE = 50
AT_ONCE = 500  # rows of a file that are worked out together


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the register as of the day asked for."""

    membership: Membership
    standing: Standing
    paid_until: date | None


@gzip_page
@require_GET
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@in_fund(Role.READER)
@from_a_replica
def register(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The members of one fund, searched and paged; a citizen ID in the address is taken out of it."""
    if number := citizen.whole(request.GET.get("q", "")):
        return redirect(_holder(request, fund, number))
    return _listed(request, fund)


@gzip_page
@require_POST
@in_fund(Role.READER)
def register_search(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """Search by what is posted: a citizen ID leads to who holds it, and no address ever has it."""
    asked = request.POST.copy()
    asked.pop("csrfmiddlewaretoken", None)
    if number := citizen.whole(asked.get("q", "")):
        found = _holder(request, fund, number)
        return HttpResponse(headers={"HX-Redirect": found}) if request.htmx else redirect(found)
    address = reverse("members:register", args=[fund.code], query={name: text for name, text in asked.items() if text})
    if not request.htmx:
        return redirect(address)
    request.GET = asked  # type: ignore[assignment]
    answer = _listed(request, fund)
    answer["HX-Push-Url"] = address
    return answer


def _holder(request: FundRequest, fund: Fund, number: str) -> str:
    """Give the page of the member of `fund` who holds the citizen ID; the register, which says so, for nobody."""
    if found := numbers.holder(fund, number):
        return reverse("members:member", args=[fund.code, found])
    messages.info(request, _("Nobody in this register has that citizen ID."))
    return reverse("members:register", args=[fund.code])


def _listed(request: FundRequest, fund: Fund) -> HttpResponseBase:
    form = RegisterForm(request.GET, fund=fund, today=thai.today())
    chosen = form.chosen()
    found = Membership.objects.of(fund).matching(chosen.words).filter(chosen.only)
    if chosen.branch:
        found = found.filter(branch=chosen.branch)
    counts = found.count_by_standing(chosen.day)
    shown = found if chosen.state == EVERYBODY else found.standing(STATES[chosen.state], chosen.day)
    rows = shown.filter(applied_on__lte=chosen.day).select_related("person", "branch").order_by(*ORDERS[chosen.sort])
    if sheets.asked(request):
        return _file(request, fund, rows, chosen.day)
    paginator, everybody = Paginator(rows, PER_PAGE), sum(counts.values())
    paginator.count = everybody if chosen.state == EVERYBODY else counts[STATES[chosen.state]]
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "fund": fund, "form": form, "chosen": chosen, "sort": chosen.sort, "counts": counts, "page": page,
        "everybody": everybody, "rows": _rows(list(page.object_list), chosen.day),
        "counted": _counted(chosen, page.paginator.count), "nobody": _nobody(chosen),
        "states": {name: name == chosen.state for name in (*STATES, EVERYBODY)},
        "branches": form.branches,
        "shows_digits": chosen.words.strip().isdigit(),
    }  # fmt: skip
    is_part = request.htmx and not request.htmx.history_restore_request
    return render(request, "members/register.html#rows" if is_part else "members/register.html", context)


def _file(request: FundRequest, fund: Fund, memberships: MembershipQuerySet, day: date) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Number"), sheets.Kind.COUNT), sheets.Shown(_("Name"), width=32), sheets.Shown(_("Branch")),
        sheets.Shown(_("State")), sheets.Shown(_("Applied on"), sheets.Kind.DAY),
        sheets.Shown(_("Member since"), sheets.Kind.DAY), sheets.Shown(_("Paid up to"), sheets.Kind.DAY),
        sheets.Shown(_("Ended on"), sheets.Kind.DAY), sheets.Shown(_("Reason")),
    )  # fmt: skip
    trail.record(
        by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": memberships.count()}
    )
    return sheets.export(request, f"register-{fund.code}", columns, (
        (row.membership.number, row.membership.person.name, row.membership.branch, row.standing.label,
         row.membership.applied_on, row.membership.joined_on, row.paid_until, row.membership.ended_on,
         row.membership.get_end_reason_display())
        for part in Paginator(memberships, AT_ONCE)
        for row in _rows(list(part.object_list), day)
    ))  # fmt: skip


def _rows(memberships: list[Membership], day: date) -> list[Row]:
    until = passbook.paid_until(memberships, as_of=day)
    return [Row(each, each.standing(day), until.get(each.pk)) for each in memberships]


def _counted(chosen: RegisterChoice, count: int) -> str:
    """Say what the list counts, and as of when."""
    said = {
        "active": ngettext("%(count)s member on %(day)s", "%(count)s members on %(day)s", count),
        "applying": ngettext("%(count)s application on %(day)s", "%(count)s applications on %(day)s", count),
        "ended": ngettext("%(count)s membership ended by %(day)s", "%(count)s memberships ended by %(day)s", count),
        EVERYBODY: ngettext(
            "%(count)s line of the register up to %(day)s", "%(count)s lines of the register up to %(day)s", count
        ),
    }[chosen.state] % {"count": f"{count:,}", "day": thai.long_date(chosen.day)}
    if chosen.words:
        said = _("%(said)s, found by “%(words)s”") % {"said": said, "words": chosen.words}
    if chosen.branch:
        said = _("%(said)s, branch %(branch)s") % {"said": said, "branch": chosen.branch}
    return said


def _nobody(chosen: RegisterChoice) -> str:
    """Say that the list is empty, and what was looked for."""
    if chosen.words:
        return _("Nobody found by “%(words)s”") % {"words": chosen.words}
    return {
        "active": _("No member on that day"),
        "applying": _("No application waits"),
        "ended": _("No membership has ended"),
        EVERYBODY: _("The register is empty"),
    }[chosen.state]
