"""Give contributions back to who left, where the fund's rule says so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funds import ledger
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import refunds
from members.forms.refunds import RefundForm
from welfare import thai
from welfare.money import ZERO, format_baht

from .membership import membership_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.PAYER)
def refund(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Show what goes back and why, and pay it on a voucher, once."""
    found, done = membership_of(fund, membership), None
    amount = ZERO
    if found.ended_on is not None:
        done = refunds.voucher_of(found)
        amount = refunds.refund(found, reason=found.end_reason, on=found.ended_on)
    form = RefundForm(request.POST or None, fund=fund, today=thai.today())
    if request.method == "POST" and form.is_valid() and not done:
        typed = form.cleaned_data
        try:
            voucher = refunds.give_back(
                found, cash=typed["cash"], on=typed["on"], by=request.user, witness=typed["witness"]
            )
        except (refunds.NothingToGiveBack, ledger.Refused) as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            said = _("%(amount)s baht are given back on voucher %(voucher)s.")
            messages.success(request, said % {"amount": format_baht(voucher.amount), "voucher": voucher})
            return redirect("members:member", fund.code, found.pk)
    context = {"fund": fund, "membership": found, "form": form, "amount": amount, "done": done}
    return render(request, "members/refund.html", context)
