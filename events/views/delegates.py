"""A fund sends its people: its assemblies, and whom it has registered for one."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import registering
from events.forms.registering import PeopleForm
from events.models import Attendance, Invitation, Way
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .registrations import standing_of


def invitation_of(fund: Fund, assembly: int) -> Invitation:
    """Give what invites `fund` to an assembly. Answers 404 where it is not invited."""
    return get_object_or_404(Invitation.objects.filter(fund=fund).select_related("assembly"), assembly=assembly)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def fund_assemblies(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The assemblies to which this fund is invited, the latest first."""
    rows = Invitation.objects.filter(fund=fund).select_related("assembly").order_by("-assembly__on", "-pk")
    if sheets.asked(request):
        return _file(request, fund, rows)
    return render(request, "events/fund_assemblies.html", {"fund": fund, "rows": rows, "today": thai.today()})


def _file(request: FundRequest, fund: Fund, rows: Iterable[Invitation]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Assembly"), width=36), sheets.Shown(_("Theme"), width=36),
        sheets.Shown(_("Date"), sheets.Kind.DAY), sheets.Shown(_("Place"), width=36),
        sheets.Shown(_("Our places"), sheets.Kind.COUNT),
    )  # fmt: skip
    return sheets.export(request, f"assemblies-{fund.code}", columns, (
        (row.assembly.title, row.assembly.theme, row.assembly.on, row.assembly.place, row.quota) for row in rows
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD"])
@in_fund(Role.READER)
def fund_assembly(request: FundRequest, fund: Fund, assembly: int) -> HttpResponseBase:
    """Whom this fund sends to one assembly, who has a place and who waits."""
    invitation = invitation_of(fund, assembly)
    rows = Attendance.objects.filter(invitation=invitation).with_place().with_arrival()
    found = list(rows.select_related("withdrawal").order_by("pk"))
    for each in found:
        each.invitation = invitation
    people = [(each, standing_of(each)) for each in found]
    if sheets.asked(request):
        return _file_of_people(request, fund, invitation, people)
    listed = sum(1 for each, _said in people if not hasattr(each, "withdrawal"))
    return render(request, "events/fund_assembly.html", {
        "fund": fund, "assembly": invitation.assembly, "invitation": invitation, "people": people, "listed": listed,
        "is_open": invitation.assembly.takes_registrations(thai.today()),
    })  # fmt: skip


def _file_of_people(
    request: FundRequest, fund: Fund, invitation: Invitation, people: Iterable[tuple[Attendance, str]]
) -> HttpResponseBase:
    columns = sheets.Shown(_("Name"), width=32), sheets.Shown(_("Post"), width=32), sheets.Shown(_("State"))
    return sheets.export(request, f"registered-{invitation.assembly.code}-{fund.code}", columns, (
        (each.name, each.organisation, standing) for each, standing in people
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.DELEGATE)
def fund_registration(request: FundRequest, fund: Fund, assembly: int) -> HttpResponse:
    """Register people of this fund; who is above its places waits and moves up by itself."""
    invitation = invitation_of(fund, assembly)
    form = PeopleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = registering.register(
                invitation, form.cleaned_data["people"], way=Way.FUND, key=form.cleaned_data["key"], on=thai.today(),
                by=request.user,
            )  # fmt: skip
        except registering.NotRegistered as refusal:
            form.add_error("people", str(refusal))
        else:
            said = ngettext("%(count)s person is registered.", "%(count)s people are registered.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("events:fund-assembly", fund.code, assembly)
    return render(request, "events/fund_registration.html", {
        "fund": fund, "assembly": invitation.assembly, "invitation": invitation, "form": form,
        "is_open": invitation.assembly.takes_registrations(thai.today()),
    })  # fmt: skip


@require_POST
@in_fund(Role.DELEGATE)
def fund_withdrawal(request: FundRequest, fund: Fund, attendance: int) -> HttpResponse:
    """Take one of this fund's people off the list."""
    rows = Attendance.objects.filter(invitation__fund=fund).select_related("invitation")
    found = get_object_or_404(rows, pk=attendance)
    try:
        registering.withdraw(found, by=request.user)
    except registering.AlreadyCame as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s is off the list. Who waits first has the place now.") % {"name": found.name}
        )
    return redirect("events:fund-assembly", fund.code, found.invitation.assembly_id)
