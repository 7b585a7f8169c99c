"""Take what one member pays."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funds import ledger, policies
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Receipt
from members import contributions
from members.forms.contributions import ContributionForm
from members.models import Membership
from welfare import thai
from welfare.money import format_baht

from . import answers
from .answers import Step
from .membership import membership_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.COLLECTOR)
def contribute(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Take what one member pays, and make its receipt."""
    member, today = membership_of(fund, membership), thai.today()
    if done := _made_before(request, fund):
        return redirect("members:receipt", fund.code, done.pk)
    if member.joined_on is None:
        messages.warning(request, _("Contributions can be taken once the committee has admitted the applicant."))
        return redirect("members:member", fund.code, member.pk)
    due = contributions.due(member, today=today)
    form = ContributionForm(request.POST or None, membership=member, due=due, today=today)
    context = {"fund": fund, "form": form, "membership": member, "due": due}
    try:
        match answers.step(request, form):
            case Step.CHECK:
                return render(request, "members/contribute_check.html", context | _to_check(fund, form))
            case Step.SAVE:
                receipt = _collected(form, fund, member, request)
                messages.success(request, _saved(receipt, fund))
                return redirect("members:receipt", fund.code, receipt.pk)
    except (contributions.NotAMemberThen, contributions.AlreadyCovered) as refusal:
        form.add_error(None, str(refusal))
    except ledger.Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    if done := _made_before(request, fund):  # meanwhile, by the other of two clicks
        return redirect("members:receipt", fund.code, done.pk)
    return render(request, "members/contribute.html", context)


def _made_before(request: FundRequest, fund: Fund) -> Receipt | None:
    """Find the receipt that a first click on the same page has made."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return Receipt.objects.of(fund).filter(key=key).first()


def _collected(form: ContributionForm, fund: Fund, member: Membership, request: FundRequest) -> Receipt:
    typed = form.cleaned_data
    return contributions.collect(
        fund, key=typed["key"], payer=typed["payer"], paid=form.paid(), into=typed["into"], on=typed["on"],
        by=request.user, note=typed["note"],
    )  # fmt: skip


def _to_check(fund: Fund, form: ContributionForm) -> dict[str, Any]:
    parts = contributions.parts(form.paid(), policies.in_force(fund, form.cleaned_data["on"]))
    return {
        "shares": [(name, baht) for (_source, name), baht in parts.items() if name],
        "rows": form.said(),
        "lines": form.reckoned(),
        "total": _("%(amount)s baht") % {"amount": format_baht(form.total())},
        "in_words": form.total(),
        "is_at_another_rate": form.is_at_another_rate(),
    }


def _saved(receipt: Receipt, fund: Fund) -> str:
    receipt.fund = fund
    return _("Received %(amount)s baht, receipt book %(book)s number %(number)s.") % {
        "amount": format_baht(receipt.amount),
        "book": receipt.book,
        "number": receipt,
    }
