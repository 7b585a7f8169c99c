"""The rules of approval: who must sign a claim today, the versions before, and adopting a new one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import resolutions, signing, signing_forms
from funds.access import FundRequest, Role, in_fund
from funds.models import Body, Fund, SigningRule
from funds.signing_forms import SigningForm
from welfare import thai
from welfare.replicas import from_a_replica


@require_GET
@in_fund(Role.READER)
@from_a_replica
def signing_rules(request: FundRequest, fund: Fund) -> HttpResponse:
    """What is in force today, and every version with its resolution; none is ever edited."""
    today = thai.today()
    rows = SigningRule.objects.of(fund).select_related("resolution", "by").prefetch_related("steps")
    versions = [(rule, signing_forms.said(signing.all_steps(rule))) for rule in rows.order_by("-since")]
    begun = [rule for rule, _said in versions if rule.since <= today]
    return render(request, "funds/signing_rules.html", {
        "fund": fund, "versions": versions, "now": begun[0] if begun else None, "today": today,
        "unwritten": signing_forms.said(signing.ONE_SECOND_PERSON),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGULATOR)
def signing_rule_new(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter a new version from the day it takes effect, with the resolution behind it."""
    steps = signing.all_steps(signing.in_force(fund, thai.today()))
    form = SigningForm(request.POST or None, steps=steps)
    step = request.POST.get("step", "check")
    context = {"fund": fund, "form": form}
    if form.is_bound and form.is_valid() and not any(each.above == 0 for each in form.steps()):
        form.add_error("who0", _("At least one step must hold for every claim, however small."))
    if form.is_bound and form.is_valid() and step == "check":
        return render(request, "funds/signing_rule_check.html", context | {"said": signing_forms.said(form.steps())})
    if form.is_bound and form.is_valid() and step == "save":
        typed = form.cleaned_data
        try:
            with transaction.atomic():  # with the resolution, or not at all
                resolution = resolutions.resolved(
                    fund, meeting=typed["meeting"], on=typed["resolved_on"], by=request.user, body=Body(typed["body"])
                )
                adopted = signing.adopt(
                    fund, form.steps(), since=typed["since"], by=request.user, resolution=resolution
                )
        except signing.TooLate as refusal:
            form.add_error("since", str(refusal))
        else:
            words = _("The rules are adopted and hold from %(day)s.") % {"day": thai.long_date(adopted.since)}
            messages.success(request, words)
            return redirect("funds:signing-rules", fund.code)
    return render(request, "funds/signing_rule_new.html", context)
