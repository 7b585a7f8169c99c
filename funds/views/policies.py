"""The rules of paying in: what holds today, the versions before and to come, and adopting a new one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import policies, policy_forms, resolutions
from funds.access import FundRequest, Role, in_fund
from funds.models import Body, Fund, Policy
from funds.policy_forms import PolicyForm
from welfare import thai
from welfare.replicas import from_a_replica


@require_GET
@in_fund(Role.READER)
@from_a_replica
def policy_list(request: FundRequest, fund: Fund) -> HttpResponse:
    """What is in force today, and every version with its resolution; none is ever edited."""
    today = thai.today()
    rows = Policy.objects.of(fund).select_related("resolution", "by").prefetch_related("rates", "shares")
    versions = [(policy, policy_forms.said(policies.terms_of(policy))) for policy in rows.order_by("-since")]
    begun = [policy for policy, _said in versions if policy.since <= today]
    return render(request, "funds/policies.html", {
        "fund": fund, "versions": versions, "now": begun[0] if begun else None, "today": today,
        "unwritten": policy_forms.said(policies.Terms()),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGULATOR)
def policy_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter a new version from the day it takes effect, with the resolution behind it."""
    today = thai.today()
    form = PolicyForm(request.POST or None, fund=fund, terms=policies.in_force(fund, today))
    step = request.POST.get("step", "check")
    context = {"fund": fund, "form": form}
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "funds/policy_check.html", context | {"said": policy_forms.said(form.terms())})
    if form.is_bound and form.is_valid() and step == "save":
        typed = form.cleaned_data
        try:
            with transaction.atomic():  # with the resolution, or not at all
                resolution = resolutions.resolved(
                    fund, meeting=typed["meeting"], on=typed["resolved_on"], by=request.user, body=Body(typed["body"])
                )
                adopted = policies.adopt(
                    fund, form.terms(), since=typed["since"], by=request.user, resolution=resolution
                )
        except (policies.NotWhole, policies.TooLate) as refusal:
            form.add_error("since", str(refusal))
        else:
            said = _("The rules are adopted and hold from %(day)s.") % {"day": thai.long_date(adopted.since)}
            messages.success(request, said)
            return redirect("funds:policies", fund.code)
    return render(request, "funds/policy_new.html", context)
