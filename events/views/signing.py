"""Signing on a phone or tablet: what waits for me, and the page to sign on, signed in or by a link and its code."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from events import signing, standing, strategies
from events.forms.signing import CodeForm, SignForm
from events.models import Party, Signature, SigningLink
from welfare import thai
from welfare.models import User

from . import shown

OPENED = "signing links opened"  # in the session: the primary keys of links whose code was right


def reader(request: HttpRequest) -> User:
    """Give who is signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@require_GET
@login_required
def signing_list(request: HttpRequest) -> HttpResponse:
    """What this reader signs: what waits first, then what they signed."""
    mine = signing.may_sign(reader(request), on=thai.today()).filter(version__adoption__isnull=False)
    found = list(mine.order_by("-version__pk", "place"))
    return render(request, "events/signings.html", {
        "waiting": [party for party in found if not hasattr(party, "signature")],
        "signed": [party for party in found if hasattr(party, "signature")],
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def signing_page(request: HttpRequest, party: int) -> HttpResponse:
    """Read the text and sign it, signed in."""
    user = reader(request)
    found = get_object_or_404(signing.may_sign(user, on=thai.today()), pk=party)
    return _sign(request, found, user=user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signing_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code of a link; when it was right, read the text and sign it."""
    link = signing.link_of(token)
    if link is None:
        return render(request, "events/link_ended.html", status=404)
    if hasattr(link.party, "signature"):
        return _done(request, link.party, link.party.signature)
    if not SigningLink.objects.open(at=timezone.now()).filter(pk=link.pk).exists():
        return render(request, "events/link_ended.html", status=410)
    if link.pk in request.session.get(OPENED, []):
        return _sign(request, link.party, link=link)
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            if signing.is_code_right(link, form.cleaned_data["code"], at=timezone.now()):
                request.session[OPENED] = [*request.session.get(OPENED, []), link.pk]
                return redirect("events:signing-link", token)
        except signing.LinkEnded:
            return render(request, "events/link_ended.html", status=410)
        form.add_error("code", _("This is not the code. After five wrong ones the link ends."))
    return render(request, "events/link_code.html", {"party": link.party, "form": form})


def _sign(request: HttpRequest, party: Party, **who: Any) -> HttpResponse:
    state = standing.of(party.version)
    if done := next((each for each in state.signatures if each.party_id == party.pk), None):
        return _done(request, party, done)
    form = SignForm(request.POST or None, request.FILES or None, party=party)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            signing.sign(party, form.name(), drawing=typed["drawing"], key=typed["key"], at=timezone.now(), **who)
        except strategies.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your signature is recorded."))
            return redirect(request.path)
    return render(request, "events/sign.html", {
        "party": party, "form": form, "compared": shown.compared(party.version),
        "refusal": _why_not_yet(state, party), **shown.context(state),
    })  # fmt: skip


def _why_not_yet(state: standing.Standing, party: Party) -> str:
    if state.faults:
        return _("The text or a signature is not as it was recorded. Nobody can sign until that is cleared up.")
    if state.adoption is None:
        return _("It can be signed when an assembly has adopted it.")
    if state.next and state.next.pk != party.pk:
        return _("Before you signs %(organisation)s: %(person)s.") % {
            "organisation": state.next.organisation, "person": state.next.person}  # fmt: skip
    return ""


def _done(request: HttpRequest, party: Party, signature: Signature) -> HttpResponse:
    return render(request, "events/signed.html", {"party": party, "signature": signature})
