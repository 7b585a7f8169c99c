"""The same person across the funds of a province, for provincial staff alone."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_province
from funds.models import Province
from members import pairs
from members.models import Membership, Person
from welfare import citizen, sheets, trail
from welfare.replicas import from_a_replica


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def people(request: FundRequest, province: Province) -> HttpResponseBase:
    """People who are members of several funds, by their citizen ID; and entries of two funds that may be one person."""
    shared, alike = pairs.in_several_funds(province), pairs.across(province)
    if sheets.asked(request):
        return _file(request, province, shared, alike)
    return render(request, "overview/people.html", {"province": province, "shared": shared, "pairs": alike})


def _file(
    request: FundRequest, province: Province, shared: list[tuple[Person, list[Membership]]], alike: list[pairs.Pair]
) -> HttpResponseBase:
    """Send both lists; each fund whose members stand in them has it written down that they were taken out."""
    columns = (
        sheets.Shown(_("Why"), width=36), sheets.Shown(_("Name"), width=32), sheets.Shown(_("Citizen ID")),
        sheets.Shown(_("Funds"), width=48), sheets.Shown(_("First entry"), width=48),
        sheets.Shown(_("Second entry"), width=48),
    )  # fmt: skip
    rows = [
        (_("Members of more than one fund, by their citizen ID"), person.name, citizen.mask(person.citizen_last4),
         ", ".join(one.fund.short_name for one in memberships), "", "") for person, memberships in shared
    ] + [
        (_("Perhaps one person: the same name, village and birthday in two funds"), pair.one.name, "", "",
         pair.one.address(), pair.other.address()) for pair in alike
    ]  # fmt: skip
    people = [person.pk for person, _memberships in shared]
    people += [one.pk for pair in alike for one in (pair.one, pair.other)]
    named = Membership.objects.filter(person__in=people, fund__province=province).order_by("fund")
    for fund in named.values_list("fund", flat=True).distinct():
        trail.record(by=request.user, fund=fund, act="exported", subject="memberships", facts={"rows": len(rows)})
    return sheets.export(request, f"several-funds-{province.slug}", columns, rows)
