"""One version: what became of it, who signs in which order, its adoption, its handing over, its evidence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import evidence, standing, strategies
from events.forms import signers
from events.forms.signers import SignersForm
from events.forms.strategies import AdoptionForm, HandOverForm
from events.models import PaperEntry, Version
from funds.access import FundRequest, Role, in_province
from funds.models import Province
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import shown


def version_of(province: Province, strategy: int, number: int) -> Version:
    """Give a version of a strategy of `province`, by its number. Answers 404 for another's."""
    known = Version.objects.of(province).select_related("strategy__province", "file", "by")
    return get_object_or_404(known, strategy=strategy, number=number)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def version(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponseBase:
    """One version: the three acts, who has signed and who has yet to, what changed, the text."""
    found = version_of(province, strategy, version)
    state = standing.of(found)
    if sheets.asked(request):
        return _file(request, state)
    waiting = PaperEntry.objects.waiting().filter(party__version=found).select_related("party", "by")
    return render(request, "events/version.html", {
        "province": province, "compared": shown.compared(found), "papers": waiting,
        "given": found.evidence.select_related("file", "by").order_by("-pk"), **shown.context(state),
    })  # fmt: skip


def _file(request: FundRequest, state: standing.Standing) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Order"), sheets.Kind.COUNT), sheets.Shown(_("Organisation"), width=36),
        sheets.Shown(_("Who signs it")), sheets.Shown(_("Post")), sheets.Shown(_("Signed on"), sheets.Kind.DAY),
        sheets.Shown(_("How it was signed")), sheets.Shown(_("On behalf of")), sheets.Shown("SHA-256", width=66),
    )  # fmt: skip
    name = f"signatures-{state.version.strategy_id}-{state.version.number}"
    return sheets.export(request, name, columns, (
        (row.party.place, row.party.organisation, signed.person if signed else row.party.person,
         signed.post if signed else row.party.post, signed.on if signed else None, row.how,
         signed.behalf if signed else "", signed.version_sha256 if signed else "")
        for row in shown.rows(state) for signed in [row.signature]
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def version_signers(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponse:
    """Set who signs, in which order; after the first signature only who signs for the others."""
    found = version_of(province, strategy, version)
    rows = signers.initial(found, funds_on=thai.today() if "funds" in request.GET else None)
    form: Any = SignersForm(request.POST or None, initial=rows)
    refused = ""
    if form.is_bound and form.is_valid():
        try:
            strategies.order(found, form.signers(province), by=request.user)
        except strategies.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The order of signing is saved."))
            return redirect("events:strategy-version", province.slug, strategy, version)
    return render(request, "events/signers.html", {
        "province": province, "version": found, "form": form, "refused": refused, "begun": signers.has_begun(found),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def version_adoption(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponse:
    """Record the resolution that adopted exactly this text."""
    found = version_of(province, strategy, version)
    form = AdoptionForm(request.POST or None, province=province)
    if form.is_bound and form.is_valid():
        try:
            strategies.adopt(found, form.cleaned_data["resolution"], key=form.cleaned_data["key"], by=request.user)
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The adoption is recorded. The version can be signed now."))
            return redirect("events:strategy-version", province.slug, strategy, version)
    return render(request, "events/adoption.html", {"province": province, "version": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.ORGANISER)
def version_hand_over(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponse:
    """Record by whom to whom the signed text was handed over."""
    found = version_of(province, strategy, version)
    form = HandOverForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        photo = typed.pop("photo")
        try:
            strategies.hand_over(
                found, at_time=typed.pop("time"), photo=photo[0] if photo else None, by=request.user, **typed
            )
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The handing over is recorded."))
            return redirect("events:strategy-version", province.slug, strategy, version)
    return render(request, "events/hand_over.html", {"province": province, "version": found, "form": form})


@require_POST
@in_province(Role.ORGANISER)
def version_evidence(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponse:
    """Give the evidence out as it is now; the file can be compared with it for ever."""
    found = version_of(province, strategy, version)
    address = request.build_absolute_uri(reverse("events:public-version", args=[strategy, version]))
    evidence.give_out(found, address=address, by=request.user, at=timezone.now())
    messages.success(request, _("The evidence is made. It is kept and can be compared for ever."))
    return redirect("events:strategy-version", province.slug, strategy, version)


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def version_reminders(request: FundRequest, province: Province, strategy: int, version: int) -> HttpResponse:
    """Who has not signed, as a text to copy into a message."""
    found = version_of(province, strategy, version)
    state = standing.of(found)
    address = request.build_absolute_uri(reverse("events:public-version", args=[strategy, version]))
    asks = _("%(title)s, version %(number)s: these still have to sign, in this order\n%(names)s\nRead it: %(url)s")
    text = asks % {
        "title": found.document.title, "number": found.number, "names": shown.named(state.waiting), "url": address,
    }  # fmt: skip
    return render(request, "events/reminders.html", {"province": province, "text": text, **shown.context(state)})
