"""Draw a page once for all who would see the same.

What a page says is part of the key under which it is kept, so it is never older than the figures just read; what is
saved is the drawing, which costs several times the reading. The figures are kept for all readers together, the whole
page for each of them; a browser that holds it already is told so.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT_PAGES = 256
# Stands in a kept page where the reader's own token goes.
TOKEN = "the-token-of-this-reader"  # noqa: S105 -- a place, not a secret

_pages: OrderedDict[Hashable, str] = OrderedDict()
_lock = Lock()


def _release() -> str:
    """Give a word that is another one when the words, the templates or the styles of the portal are."""
    files = [*Path(settings.BASE_DIR, "templates").rglob("*.html"), *Path(settings.BASE_DIR, "locale").rglob("*.mo")]
    files.append(Path(settings.STATIC_ROOT, "staticfiles.json"))
    stamps = sorted((str(file), file.stat().st_mtime_ns) for file in files if file.exists())
    return blake2b(repr(stamps).encode(), digest_size=8).hexdigest()


RELEASE = _release()


def drawn(
    request: HttpRequest, template: str, figures: Callable[[], dict[str, Any]], *, of: tuple[Hashable, ...],
    frame: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Answer with `template`, its `body` drawn from `figures()` by the template of figures that lies beside it.

    `of` is all that the figures depend on, whoever reads them; `frame` is what the page around them needs beside
    that. Language, address, reader and offices, on which the frame depends, are added here; a page that has a message
    to show is always drawn anew. An answer that the browser holds already is not sent again.
    """
    token = get_token(request)
    shared = (template, get_language(), request.get_full_path(), of)
    offices = tuple(sorted(getattr(request, "offices", ())))
    key = (*shared, request.user.pk, str(request.user), offices)
    if len(messages.get_messages(request)) > 0:
        return HttpResponse(_page(request, template, figures, shared, frame).replace(TOKEN, token))
    secret = str(request.META.get("CSRF_COOKIE", ""))
    etag = f'"{blake2b(repr((RELEASE, key, secret)).encode(), digest_size=16).hexdigest()}"'
    answer: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponseNotModified()
    else:
        page = _kept(key) or _keep(key, _page(request, template, figures, shared, frame))
        answer = HttpResponse(page.replace(TOKEN, token))
    answer.headers["ETag"] = etag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _page(
    request: HttpRequest, template: str, figures: Callable[[], dict[str, Any]], shared: Hashable, frame: dict[str, Any]
) -> str:
    body = _kept(shared)
    if body is None:
        body = _keep(shared, render_to_string(template.replace(".html", "_figures.html"), figures(), request))
    safe: SafeString = mark_safe(body)  # drawn by a template just now, or before
    return render_to_string(template, frame | {"body": safe, "csrf_token": TOKEN}, request)


def _kept(key: Hashable) -> str | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: Hashable, page: str) -> str:
    with _lock:
        _pages[key] = page
        while len(_pages) > KEPT_PAGES:
            _pages.popitem(last=False)
    return page
