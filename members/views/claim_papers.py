"""The papers of one claim: ticking originals, attaching photos, showing and taking back a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import attachments
from funds.access import FundRequest, Role, in_fund
from funds.models import Attachment, Fund
from members import claim_papers
from members.forms.papers import PapersForm
from members.forms.proofs import TakeBackForm
from members.models import ClaimFile
from welfare import media, thai

from .claim import claim_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def claim_papers_new(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Tick the originals that were seen, and attach photos or PDFs."""
    found = claim_of(fund, claim)
    ticked = {each.paper for each in claim_papers.seen(found)}
    left = [paper for paper in claim_papers.required(found) if paper not in ticked]
    form = PapersForm(request.POST or None, request.FILES or None, papers=left)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        claim_papers.tick(found, typed.get("seen") or (), on=thai.today(), by=request.user)
        claim_papers.attach(found, typed["photos"], key=typed["key"], by=request.user)
        messages.success(request, _("The papers of claim %(claim)s are recorded.") % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    return render(request, "members/claim_papers.html", {"fund": fund, "claim": found, "form": form})


def _file(fund: Fund, claim: int, file: UUID) -> Attachment:
    """Give a file of a claim of `fund` by its address. Answers 404 for any other, and for one taken back."""
    rows = ClaimFile.objects.filter(claim=claim, claim__fund=fund).values("attachment")
    return get_object_or_404(Attachment.objects.of(fund).standing().filter(pk__in=rows), address=file)


@require_GET
@in_fund(Role.READER)
def claim_file(request: FundRequest, fund: Fund, claim: int, file: UUID) -> HttpResponse:
    """Show one file, as it was kept; to no other fund, and to nobody once it was taken back."""
    found = _file(fund, claim, file)
    try:
        made = media.content(found.address, found.sha256)
    except media.NotAsKept as problem:
        raise Http404(str(problem)) from None
    return media.served(made, found.kind, found.name)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def claim_file_taking_back(request: FundRequest, fund: Fund, claim: int, file: UUID) -> HttpResponse:
    """Take back a file that was sent by mistake, with the reason."""
    asked, found = claim_of(fund, claim), _file(fund, claim, file)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attachments.take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The file is taken back and is not shown any more."))
        return redirect("members:claim", fund.code, asked.pk)
    context: dict[str, Any] = {"fund": fund, "claim": asked, "proof": found, "form": form}
    return render(request, "members/claim_file_back.html", context)
