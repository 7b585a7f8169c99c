"""The consent to health papers as a form to be signed with a pen: filled in for one person, or blank."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import consents, privacy_prints
from members.models import Person
from welfare import thai

from .claim import claim_of
from .membership import membership_of
from .neighbours import neighbour_of
from .papers import inline


@require_GET
@in_fund(Role.CLERK)
def member_consent_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """The form with the name of a member."""
    return _paper(request, fund, membership_of(fund, membership).person)


@require_GET
@in_fund(Role.CLERK)
def neighbour_consent_paper(request: FundRequest, fund: Fund, person: int) -> HttpResponse:
    """The form with the name of a neighbour."""
    return _paper(request, fund, neighbour_of(fund, person))


@require_GET
@in_fund(Role.CLERK)
def claim_consent_paper(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """The form with the name of whom a claim is for."""
    return _paper(request, fund, claim_of(fund, claim).person)


@require_GET
@in_fund(Role.CLERK)
def blank_consent_paper(request: FundRequest, fund: Fund) -> HttpResponse:
    """The form without a name, to be taken along."""
    return _paper(request, fund, None)


def _paper(request: FundRequest, fund: Fund, person: Person | None) -> HttpResponse:
    asked = request.GET.get("version", "")
    version = asked if asked in consents.TEXTS else consents.CURRENT
    name = f"consent-{version}-{person.pk}" if person else f"consent-{version}"
    return inline(privacy_prints.consent(fund, person, version=version, day=thai.today()), name)
