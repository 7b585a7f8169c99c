"""The same person across the funds of a province, for provincial staff alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_province
from funds.models import Province
from members import pairs
from welfare.replicas import from_a_replica


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def people(request: FundRequest, province: Province) -> HttpResponse:
    """People who are members of several funds, by their citizen ID; and entries of two funds that may be one person."""
    return render(request, "overview/people.html", {
        "province": province, "shared": pairs.in_several_funds(province), "pairs": pairs.across(province),
    })  # fmt: skip
