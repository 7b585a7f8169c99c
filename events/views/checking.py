"""Is this certificate true: open to everyone, by its code or by its file."""

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events import certificate_prints, checking, codes, pades
from events.forms.checking import CheckFileForm, CheckForm

# Who tries codes that do not exist, or sends file after file, is slowed down; a certificate that exists always answers.
TRIES_IN_A_MINUTE = {"code": 30, "file": 20}


def _tries_too_often(request: HttpRequest, what: str) -> bool:
    """Count one try of this address, and say whether it was one too many within a minute."""
    key = f"certificate-{what}:{get_client_ip(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > TRIES_IN_A_MINUTE[what]
    except ValueError:  # the minute has just gone by
        return False


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate, or choose its file."""
    if request.method == "POST":
        return _file(request)
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("events:certificate-state", form.cleaned_data["code"])
    return render(request, "events/check.html", {"form": form, "files": CheckFileForm()})


def _file(request: HttpRequest) -> HttpResponse:
    files = CheckFileForm(request.POST, request.FILES)
    if _tries_too_often(request, "file"):
        return render(request, "events/check_later.html", status=429)
    context = {"form": CheckForm(), "files": files}
    if not files.is_valid():
        return render(request, "events/check.html", context)
    sent = files.cleaned_data["file"]
    if sent.size > checking.LARGEST_FILE:
        files.add_error("file", _("This file is too large to be a certificate."))
        return render(request, "events/check.html", context)
    checked = checking.by_file(sent.read())
    return render(request, "events/checked_file.html", {
        "checked": checked, "certificate": checked.certificate, "name": sent.name, "signs": pades.is_configured(),
        "number": _number(checked.certificate),
    })  # fmt: skip


@require_GET
def certificate_state(request: HttpRequest, certificate_code: str) -> HttpResponse:
    """What a certificate is worth: valid, replaced or withdrawn; a code of none gets a plain answer."""
    try:
        code = codes.read(certificate_code)
    except codes.NotACode:
        code = ""
    if code and code != certificate_code:
        return redirect("events:certificate-state", code)
    found = checking.by_code(code) if code else None
    if found is None:
        if _tries_too_often(request, "code"):
            return render(request, "events/check_later.html", status=429)
        form = CheckForm({"code": certificate_code})
        form.is_valid()
        return render(request, "events/no_certificate.html", {"form": form, "is_slip": not code}, status=404)
    return render(request, "events/certificate_state.html", {
        "certificate": found, "look": found.issue.look, "number": _number(found),
    })  # fmt: skip


def _number(certificate: object) -> str:
    look = getattr(getattr(certificate, "issue", None), "look", None)
    return certificate_prints.number_of(certificate, look["prefix"]) if look else ""  # type: ignore[arg-type]
