"""Whom an assembly invites, and how many places each has."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import assemblies
from events.forms.registering import InviteForm
from events.models import Assembly, Invitation
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from .assemblies import assembly_of

QUOTA_MAX = 9999


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_READER)
@from_a_replica
def invitations(request: FundRequest, province: Province, assembly: int) -> HttpResponseBase:
    """Every invitation with its places and how many are taken; organisers change the places here."""
    found = assembly_of(province, assembly)
    rows: list[Any] = list(
        Invitation.objects.of(found).in_order().select_related("fund")
        .annotate(listed=Count("attendances", filter=Q(attendances__withdrawal__isnull=True)))
    )  # fmt: skip
    if sheets.asked(request):
        return _file(request, found, rows)
    wrong: dict[int, str] = {}
    if request.method == "POST" and request.rights["organiser"]:
        quotas, wrong = _typed(rows, request.POST)
        if not wrong:
            assemblies.set_quotas(found, quotas, by=request.user)
            messages.success(request, _("The places are saved."))
            return redirect("events:invitations", province.slug, found.pk)
    return render(request, "events/invitations.html", {
        "province": province, "assembly": found, "rows": [(row, wrong.get(row.pk)) for row in rows],
        "wrong": wrong, "places": sum(row.quota for row in rows), "listed": sum(row.listed for row in rows),
    })  # fmt: skip


def _file(request: FundRequest, assembly: Assembly, rows: list[Any]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Invited"), width=36), sheets.Shown(_("Kind of guest")),
        sheets.Shown(_("On the list"), sheets.Kind.COUNT), sheets.Shown(_("Places"), sheets.Kind.COUNT),
    )  # fmt: skip
    return sheets.export(request, f"invitations-{assembly.code}", columns, (
        (row.called, row.get_group_display(), row.listed, row.quota) for row in rows
    ))  # fmt: skip


def _typed(rows: list[Any], sent: Any) -> tuple[dict[int, int], dict[int, str]]:
    quotas, wrong = {}, {}
    for row in rows:
        typed = thai.arabic_digits(sent.get(f"quota-{row.pk}", str(row.quota))).strip()
        if typed.isascii() and typed.isdecimal() and int(typed) <= QUOTA_MAX:
            quotas[row.pk] = int(typed)
        else:
            wrong[row.pk] = typed
    return quotas, wrong


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def invitation_new(request: FundRequest, province: Province, assembly: int) -> HttpResponse:
    """Invite an organisation."""
    found: Assembly = assembly_of(province, assembly)
    form = InviteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        made = assemblies.invite(found, **typed, by=request.user)
        messages.success(request, _("%(name)s is invited.") % {"name": made.called})
        return redirect("events:invitations", province.slug, found.pk)
    return render(request, "events/invitation_new.html", {"province": province, "assembly": found, "form": form})


@require_POST
@in_province(Role.ORGANISER)
def invitation_withdrawal(request: FundRequest, province: Province, invitation: int) -> HttpResponse:
    """Take an invitation back while nobody is on its list."""
    found = get_object_or_404(Invitation.objects.filter(assembly__province=province), pk=invitation)
    try:
        assemblies.uninvite(found, by=request.user)
    except assemblies.TakesPlaceAlready as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("events:invitations", province.slug, found.assembly_id)
