"""The ways to sign without an account: a link with a code, and a page signed by hand that two people enter."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from events import enclosures, signing, strategies
from events.forms.signing import PaperForm, PaperVerdictForm
from events.models import Enclosure, PaperEntry, Party
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import media


def party_of(province: Province, strategy: int, version: int, pk: int) -> Party:
    """Give a party of a version of `province`. Answers 404 for another's."""
    known = Party.objects.of(province).select_related("version__strategy__province", "fund", "user")
    return get_object_or_404(known, version__strategy=strategy, version__number=version, pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def link_new(request: FundRequest, province: Province, strategy: int, version: int, party: int) -> HttpResponse:
    """Make a link and a code for one party, and show both once."""
    found = party_of(province, strategy, version, party)
    context = {"province": province, "version": found.version, "party": found, "days": signing.LINK_DAYS}
    if request.method != "POST":
        return render(request, "events/link_new.html", context)
    try:
        opened = signing.open_link(found, by=request.user, at=timezone.now())
    except strategies.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:strategy-version", province.slug, strategy, version)
    address = request.build_absolute_uri(reverse("events:signing-link", args=[opened.token]))
    text = _("%(person)s, please sign for %(organisation)s: %(url)s") % {
        "person": found.person, "organisation": found.organisation, "url": address,
    }  # fmt: skip
    return render(request, "events/link.html", context | {"opened": opened, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.DESK)
def paper_new(request: FundRequest, province: Province, strategy: int, version: int, party: int) -> HttpResponse:
    """Enter a page signed by hand, as the first of two people."""
    found = party_of(province, strategy, version, party)
    form = PaperForm(request.POST or None, request.FILES or None, party=found)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = signing.enter_paper(
                found, form.name(), photo=typed["photo"][0], on=typed["on"], key=typed["key"], by=request.user
            )
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The page is entered. It counts when a second person has confirmed it."))
            return redirect("events:strategy-paper", province.slug, strategy, version, made.pk)
    return render(request, "events/paper_new.html", {
        "province": province, "version": found.version, "party": found, "form": form,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.DESK)
def paper(request: FundRequest, province: Province, strategy: int, version: int, paper: int) -> HttpResponse:
    """Look at an entered page; the second person confirms it or turns it back."""
    known = PaperEntry.objects.filter(party__version__strategy__province=province).select_related(
        "party__version__strategy__province", "photo", "letter", "by", "refusal__by", "signature__confirmed_by"
    )
    found = get_object_or_404(known, party__version__strategy=strategy, party__version__number=version, pk=paper)
    form = PaperVerdictForm(request.POST or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            if typed["verdict"] == "right":
                signing.confirm_paper(found, key=typed["key"], by=request.user, at=timezone.now())
                messages.success(request, _("The signature counts now, as any other."))
            else:
                signing.refuse_paper(found, reason=typed["reason"], by=request.user)
                messages.success(request, _("The entry is turned back. The page can be entered anew."))
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:strategy-version", province.slug, strategy, version)
    is_settled = hasattr(found, "refusal") or hasattr(found, "signature")
    return render(request, "events/paper.html", {
        "province": province, "version": found.party.version, "paper": found, "form": form, "settled": is_settled,
        "mine": found.by_id == request.user.pk,
    })  # fmt: skip


@require_GET
@in_province(Role.PROVINCE_READER)
def enclosure(request: FundRequest, province: Province, enclosure: UUID) -> HttpResponse:
    """A photograph, a letter or an evidence of a strategy, for those of the province."""
    return kept(get_object_or_404(Enclosure, province=province, address=enclosure))


def kept(enclosure: Enclosure) -> HttpResponse:
    """Answer with a kept file. Answers 404 when it is gone or no longer what was kept."""
    try:
        return media.served(enclosures.content(enclosure), enclosure.kind, enclosure.name)
    except media.NotAsKept:
        raise Http404(_("The file is gone or no longer what was kept.")) from None
