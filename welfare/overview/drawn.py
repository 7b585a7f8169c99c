"""Draw a page once for all who would see the same.

What a page says is part of the key under which it is kept, so it is never older than the figures just read; what is
saved is the drawing, which costs several times the reading. The figures are kept for all readers together, the frame
around them for each reader; a browser that holds both already is told so.
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

KEPT_PAGES = 512
# Stands in a kept page where the reader's own token goes.
TOKEN = "the-token-of-this-reader"  # noqa: S105 -- a place, not a secret
# … and where the figures do; a name cannot hold it, because a page writes its signs as entities.
BODY = "<figures/>"

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
    around: tuple[Hashable, ...] = (), frame: Callable[[], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    """Answer with `template`, its `body` drawn from `figures()` by the template of figures that lies beside it.

    `of` and `around` are all that the figures depend on, whoever reads them; `around` alone is what the page around
    them needs, which `frame` gives in words. Language, address, reader and offices, on which the frame depends, are
    added here; a page that has a message to show gets a frame of its own. An answer that the browser holds already
    is not sent again.
    """
    where = (template, get_language(), request.get_full_path(), around)
    reader = (request.user.pk, str(request.user), tuple(sorted(getattr(request, "offices", ()))))
    if len(messages.get_messages(request)) > 0:
        page = _frame(request, template, frame).replace(BODY, _body(request, template, figures, (*where, of)))
        return HttpResponse(page.replace(TOKEN, get_token(request)))
    if "CSRF_COOKIE" not in request.META:
        get_token(request)  # gives this browser the secret of its own
    secret = str(request.META["CSRF_COOKIE"])
    etag = f'"{blake2b(repr((RELEASE, where, of, reader, secret)).encode(), digest_size=16).hexdigest()}"'
    answer: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponseNotModified()
    else:
        body = _body(request, template, figures, (*where, of))
        page = _kept((*where, *reader)) or _keep((*where, *reader), _frame(request, template, frame))
        answer = HttpResponse(page.replace(BODY, body).replace(TOKEN, get_token(request)))
    answer.headers["ETag"] = etag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _body(request: HttpRequest, template: str, figures: Callable[[], dict[str, Any]], key: Hashable) -> str:
    return _kept(key) or _keep(key, render_to_string(template.replace(".html", "_figures.html"), figures(), request))


def _frame(request: HttpRequest, template: str, frame: Callable[[], dict[str, Any]]) -> str:
    place: SafeString = mark_safe(BODY)
    return render_to_string(template, frame() | {"body": place, "csrf_token": TOKEN}, request)


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
