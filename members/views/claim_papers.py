"""The papers of one claim: ticking originals, attaching photos, showing and taking back a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import attachments
from funds.access import FundRequest, Role, in_fund, refusal
from funds.models import Attachment, Fund
from members import claim_papers, consents, looks
from members.forms.consent import consent_fields
from members.forms.papers import PapersForm
from members.forms.proofs import TakeBackForm
from members.models import Claim
from welfare import media, thai

from .claim import claim_of, sees_causes


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def claim_papers_new(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """Tick the originals that were seen, and attach photos or PDFs."""
    found = claim_of(fund, claim)
    ticked = {each.paper for each in claim_papers.seen(found)}
    left = [paper for paper in claim_papers.required(found) if paper not in ticked]
    agreed = not consents.is_about_health(found.category) or consents.standing(found.person, fund) is not None
    asked = {} if agreed else consent_fields(found.person.born_on, thai.today())
    form = PapersForm(request.POST or None, request.FILES or None, papers=left, consent=asked)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if typed.get("consent"):
            consents.give(
                found.person, fund=fund, guardian=typed.get("guardian", ""), key=typed["key"], on=thai.today(),
                by=request.user,
            )  # fmt: skip
        claim_papers.tick(found, typed.get("seen") or (), on=thai.today(), by=request.user)
        claim_papers.attach(found, typed["photos"], key=typed["key"], by=request.user)
        messages.success(request, _("The papers of claim %(claim)s are recorded.") % {"claim": found})
        return redirect("members:claim", fund.code, found.pk)
    return render(request, "members/claim_papers.html", {"fund": fund, "claim": found, "form": form})


def _file(request: FundRequest, claim: Claim, file: UUID) -> Attachment:
    """Give a file of a claim by its address. Answers 404 for any other, for one taken back and one whose consent was.

    Raises PermissionDenied where it tells of health and the reader neither files, decides nor pays.
    """
    found = get_object_or_404(claim_papers.files_of(claim), address=file)
    if not sees_causes(request, claim):
        raise PermissionDenied(refusal(Role.CONFIDANT))
    return found


@require_GET
@in_fund(Role.READER)
def claim_file(request: FundRequest, fund: Fund, claim: int, file: UUID) -> HttpResponse:
    """Show one file, as it was kept; to no other fund, and to nobody once it was taken back."""
    asked = claim_of(fund, claim)
    found = _file(request, asked, file)
    if consents.is_about_health(asked.category):
        looks.note(asked.person, looks.OPENED_PAPER, fund=fund, on=thai.today(), by=request.user, claim=str(asked),
                   paper=found.name)  # fmt: skip
    try:
        made = media.content(found.address, found.sha256)
    except media.NotAsKept as problem:
        raise Http404(str(problem)) from None
    return media.served(made, found.kind, found.name)


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.CLERK)
def claim_file_taking_back(request: FundRequest, fund: Fund, claim: int, file: UUID) -> HttpResponse:
    """Take back a file that was sent by mistake, with the reason."""
    asked = claim_of(fund, claim)
    found = _file(request, asked, file)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attachments.take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The file is taken back and is not shown any more."))
        return redirect("members:claim", fund.code, asked.pk)
    context: dict[str, Any] = {"fund": fund, "claim": asked, "proof": found, "form": form}
    return render(request, "members/claim_file_back.html", context)
