"""What proves a payment: photos and papers sent to a voucher, shown to its fund alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import attachments
from funds.access import FundRequest, Role, in_fund
from funds.models import Attachment, Fund, Voucher, VoucherProof
from members.forms.proofs import ProofForm, TakeBackForm
from welfare import media


def of_voucher(fund: Fund, voucher: int, proof: UUID) -> Attachment:
    """Give a file of a voucher of `fund` by its address. Answers 404 for any other, and for one taken back."""
    rows = VoucherProof.objects.filter(voucher=voucher, voucher__fund=fund).values("attachment")
    return get_object_or_404(Attachment.objects.of(fund).standing().filter(pk__in=rows), address=proof)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def voucher_proof_new(request: FundRequest, fund: Fund, voucher: int) -> HttpResponse:
    """Send photos or PDFs that prove what a voucher paid for."""
    found = get_object_or_404(Voucher.objects.filter(fund=fund), pk=voucher)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = attachments.prove(found, form.cleaned_data["proofs"], key=form.cleaned_data["key"], by=request.user)
        said = ngettext("%(count)d file is attached.", "%(count)d files are attached.", len(kept))
        messages.success(request, said % {"count": len(kept)} if kept else _("These files are attached already."))
        return redirect("members:voucher", fund.code, found.pk)
    return render(request, "members/voucher_proof_new.html", {"fund": fund, "voucher": found, "form": form})


@require_GET
@in_fund(Role.READER)
def voucher_proof(request: FundRequest, fund: Fund, voucher: int, proof: UUID) -> HttpResponse:
    """Show one file, as it was kept; to no other fund, and to nobody once it was taken back."""
    found = of_voucher(fund, voucher, proof)
    try:
        made = media.content(found.address, found.sha256)
    except media.NotAsKept as problem:
        raise Http404(str(problem)) from None
    return media.served(made, found.kind, found.name)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def voucher_proof_taking_back(request: FundRequest, fund: Fund, voucher: int, proof: UUID) -> HttpResponse:
    """Take back a file that was sent by mistake, with the reason."""
    paper = get_object_or_404(Voucher.objects.filter(fund=fund), pk=voucher)
    found = of_voucher(fund, voucher, proof)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attachments.take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The file is taken back and is not shown any more."))
        return redirect("members:voucher", fund.code, paper.pk)
    context: dict[str, Any] = {"fund": fund, "voucher": paper, "proof": found, "form": form}
    return render(request, "members/voucher_proof_back.html", context)
