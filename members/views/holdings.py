"""What a fund holds on one person: the page, the paper, the file, who looked, and erasing it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import erasure, holdings, pairs, privacy_prints
from members.forms.privacy import EraseForm
from members.models import Consent, Merge
from welfare import thai

from .membership import membership_of
from .papers import inline

SHOWN = 50


@require_GET
@in_fund(Role.KEEPER)
def member_data(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Consents, who looked, and the doors to all that is held."""
    found, today = membership_of(fund, membership), thai.today()
    looked = holdings.readings(found.person, fund)
    return render(request, "members/data.html", {
        "fund": fund, "membership": found, "person": found.person,
        "consents": Consent.objects.of(fund).filter(person=found.person).select_related("withdrawal").order_by("-pk"),
        "looked": [holdings.look(entry) for entry in looked[: -SHOWN - 1 : -1]], "count": len(looked),
        "merges": Merge.objects.of(fund).standing().filter(kept=found.person).select_related("fund", "gone", "by"),
        "refusals": erasure.refusals(found.person, today), "is_elsewhere": pairs.is_elsewhere(found.person, fund),
    })  # fmt: skip


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def member_data_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """All that the fund holds on the person, as a PDF; that it was taken out is written down."""
    found = membership_of(fund, membership)
    with override("th"):
        parts = holdings.take_out(found.person, fund=fund, how="PDF", by=request.user)
    return inline(privacy_prints.held(fund, found.person, parts, thai.today()), f"data-{found.pk}")


@never_cache
@require_GET
@in_fund(Role.KEEPER)
def member_data_file(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """All that the fund holds on the person, as JSON; that it was taken out is written down."""
    found = membership_of(fund, membership)
    parts = holdings.take_out(found.person, fund=fund, how="JSON", by=request.user)
    return JsonResponse(
        holdings.as_plain(parts), json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="data-{found.pk}.json"'},
    )  # fmt: skip


@require_GET
@in_fund(Role.KEEPER)
def member_looks_paper(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Who looked at what of the person, as a PDF to hand out."""
    found = membership_of(fund, membership)
    return inline(privacy_prints.looked(fund, found.person, thai.today()), f"looked-{found.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def member_erasure(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Erase a person whose term is over: a pseudonym stands in the books; refused with its reasons before that."""
    found, today = membership_of(fund, membership), thai.today()
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            erasure.erase(found.person, fund=fund, reason=form.cleaned_data["reason"], on=today, by=request.user)
        except erasure.CannotErase as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("The person is erased. The books are as they were."))
            return redirect("members:member", fund.code, found.pk)
    return render(request, "members/erasure.html", {
        "fund": fund, "membership": found, "person": found.person, "form": form,
        "refusals": erasure.refusals(found.person, today),
    })  # fmt: skip
