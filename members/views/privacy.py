"""Personal data: the whole citizen ID shown once with a reason, and a search that keeps it out of addresses."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import looks
from members.forms.privacy import RevealForm
from members.models import Person
from welfare import citizen

from .claim import claim_of
from .membership import membership_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def member_citizen_id(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Show a member's whole citizen ID, once, to who says why."""
    found = membership_of(fund, membership)
    return _reveal(request, fund, found.person, reverse("members:member", args=[fund.code, found.pk]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def claim_citizen_id(request: FundRequest, fund: Fund, claim: int) -> HttpResponseBase:
    """Show the whole citizen ID of whom a claim is for, once, to who says why."""
    found = claim_of(fund, claim)
    return _reveal(request, fund, found.person, reverse("members:claim", args=[fund.code, found.pk]))


def _reveal(request: FundRequest, fund: Fund, person: Person, back_url: str) -> HttpResponse:
    """Answer the posted reason with the number itself: a redirect would have to keep it somewhere on the way."""
    if not person.citizen_id:
        raise Http404
    form, number = RevealForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            number = looks.reveal(person, fund=fund, reason=typed["reason"], key=typed["key"], by=request.user)
        except looks.ShownAlready as refusal:
            form.add_error(None, str(refusal))
        except citizen.KeyIsMissing:
            form.add_error(None, _("No key of this portal opens the number. Tell who keeps the portal running."))
    return render(request, "members/citizen_id.html", {
        "fund": fund, "person": person, "form": form, "number": citizen.display(number), "back_url": back_url,
        "masked": citizen.mask(person.citizen_last4),
    })  # fmt: skip
