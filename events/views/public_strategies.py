"""Strategies for everyone: the text, the three acts, who signed, how far it came, whether a file is the true one."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from events import evidence, standing
from events.forms.signing import FileForm
from events.models import Strategy, Version
from welfare.replicas import from_a_replica

from . import shown
from .signed_pages import kept


def adopted(strategy: int, number: int) -> Version:
    """Give a version that an assembly adopted. Answers 404 for a draft."""
    known = Version.objects.adopted().select_related("strategy__province", "file")
    return get_object_or_404(known, strategy=strategy, number=number)


@require_GET
@from_a_replica
def strategy_list(request: HttpRequest) -> HttpResponse:
    """Every strategy that was adopted, the newest first."""
    words = request.GET.get("q", "").strip()
    found = Strategy.objects.shown().matching(words).with_last().order_by("-pk")
    return render(request, "events/public_strategies.html", {"rows": found, "words": words})


@require_GET
@from_a_replica
def strategy(request: HttpRequest, strategy: int) -> HttpResponse:
    """One strategy: what is in force, the three acts, and its progress year by year."""
    found = get_object_or_404(Strategy.objects.shown().select_related("province"), pk=strategy)
    versions = list(found.versions.adopted().with_counts().order_by("-number"))
    latest = standing.of(versions[0])
    state = latest if latest.is_in_force else standing.in_force(found) or latest
    return render(request, "events/public_strategy.html", {
        "strategy": found, "versions": versions, "progress": shown.progress(found, state.version.document),
        **shown.context(state),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, strategy: int, version: int) -> HttpResponse:
    """One version with its fingerprints, and a box to compare a file of one's own with them."""
    state = standing.of(adopted(strategy, version))
    form = FileForm(request.POST or None, request.FILES or None)
    hashes = evidence.known_hashes(state.version)
    answer: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        digest = hashlib.sha256()
        for piece in form.cleaned_data["file"].chunks():
            digest.update(piece)
        answer = {"asked": digest.hexdigest(), "found": hashes.get(digest.hexdigest(), "")}
    return render(request, "events/public_version.html", {
        "form": form, "hashes": hashes, "compared": shown.compared(state.version), **answer, **shown.context(state),
    })  # fmt: skip


@require_GET
def version_text(request: HttpRequest, strategy: int, version: int) -> HttpResponse:
    """Exactly the bytes that the fingerprint is reckoned of."""
    found = adopted(strategy, version)
    return HttpResponse(found.text.encode(), content_type="application/json; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="strategy-{strategy}-{version}.json"'
    })  # fmt: skip


@require_GET
def version_file(request: HttpRequest, strategy: int, version: int) -> HttpResponse:
    """The document as a PDF, exactly as it was sent."""
    found = adopted(strategy, version)
    if found.file is None:
        raise Http404
    return kept(found.file)
