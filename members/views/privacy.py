"""Personal data: the whole citizen ID shown once with a reason, and a search that keeps it out of addresses."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import consents, looks
from members.forms.consent import ConsentForm, WithdrawForm
from members.forms.privacy import RevealForm
from members.models import Consent, Person
from welfare import citizen, thai

from .claim import claim_of
from .membership import membership_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def member_citizen_id(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Show a member's whole citizen ID, once, to who says why."""
    found = membership_of(fund, membership)
    return _reveal(request, fund, found.person, reverse("members:member", args=[fund.code, found.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def claim_consent(request: FundRequest, fund: Fund, claim: int) -> HttpResponseBase:
    """Record that the person of a claim agrees that health papers are kept."""
    found, today = claim_of(fund, claim), thai.today()
    form = ConsentForm(request.POST or None, born_on=found.person.born_on, on=today)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        consents.give(
            found.person, fund=fund, guardian=typed.get("guardian", ""), key=typed["key"], on=today, by=request.user
        )
        messages.success(request, _("The consent is recorded."))
        return redirect("members:claim", fund.code, found.pk)
    back_url = reverse("members:claim", args=[fund.code, found.pk])
    paper_url = reverse("members:claim-consent-paper", args=[fund.code, found.pk])
    context = {"fund": fund, "person": found.person, "form": form, "back_url": back_url, "paper_url": paper_url}
    return render(request, "members/consent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def consent_withdrawal(request: FundRequest, fund: Fund, consent: int) -> HttpResponseBase:
    """Record that a person agrees no more; no reason is asked."""
    found = get_object_or_404(Consent.objects.of(fund).standing().select_related("person"), pk=consent)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        consents.withdraw(found, on=thai.today(), by=request.user)
        messages.success(request, _("The consent is withdrawn. Its health papers are shown no more."))
        return redirect("members:register", fund.code)
    context = {"fund": fund, "person": found.person, "form": form, "consent": found}
    return render(request, "members/consent_withdrawal.html", context)


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
