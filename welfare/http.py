"""What every answer of the portal carries: its language, its headers, its error pages."""

import sys
from collections.abc import Callable
from ipaddress import IPv4Address, ip_address
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from . import trail
from .faults import SECRET, SECRET_PLACES, fault_of

RETRY_SECONDS = 10

Answer = Callable[[HttpRequest], HttpResponse]


class HtmxRequest(HttpRequest):
    """A request that knows whether htmx asks for a part of the page."""

    htmx: HtmxDetails


class LanguageChoice:
    """Speak Thai unless this reader chose otherwise: what the browser prefers is not asked.

    Many phones here are sold with English set, and their owners read Thai.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class FromWhere:
    """Let what is recorded during a request carry the address it came from, as far as the portal's policy keeps it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with trail.standing(origin=address_kept(get_client_ip(request) or "", settings.TRAIL_ADDRESSES)):
            return self.get_response(request)


def address_kept(address: str, policy: str) -> str:
    """Give what is kept of an address: all of it, its network (`masked`: enough to see a foreign one), or nothing."""
    if not address or policy == "none":
        return ""
    if policy == "full":
        return address
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return ".".join([*address.split(".")[:3], "x"])
    return ":".join([*parsed.exploded.split(":")[:3], "x"])


class PermissionsPolicy:
    """Switch off what no page of the portal asks a device for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=()")
        return response


class RequestLimit:
    """Refuse a request that says it is larger than any form of the portal, before a byte of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A server may say of a request without a body that its length is "".
        length = request.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) > settings.REQUEST_BYTES_MAX:
            return bad_request(request, RequestDataTooBig())
        return self.get_response(request)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Give every template what the frame of a page needs; asks the database nothing."""
    return {
        "LANGUAGES": settings.LANGUAGES,
        "LANGUAGE_CODE": translation.get_language(),
        "line_login": bool(settings.LINE_CHANNEL_ID),
    }


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request was too large (413) or not understood (400)."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return render(request, "413.html" if too_large else "400.html", status=413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which right is missing and who can give it (403)."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none for this reader (404)."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours (500), or that database or disk cannot work now and how to go on (503).

    The page asks the database nothing, and it holds what was typed: one button sends it again.
    """
    context = page_context(request) | {"number": getattr(request, "number", "")}
    found = fault_of(sys.exc_info()[1])
    if found is None:
        return HttpResponse(render_to_string("500.html", context), status=500)
    context |= {"fault": str(found), "again": _typed(request), "here": request.get_full_path()}
    page = render_to_string("503.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what a form sent, to be sent again as it was; nothing where a password or a code is in it."""
    try:
        names = list(request.POST) if request.method == "POST" else []
    except (SuspiciousOperation, OSError):  # a form that cannot be read is not written back
        return []
    if request.path.startswith(SECRET_PLACES) or any(SECRET.search(name) for name in names):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, and that going back keeps what was typed (403)."""
    return render(request, "403_csrf.html", status=403)
