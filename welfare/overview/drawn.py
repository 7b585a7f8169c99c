"""Draw a page once for all who would see the same.

What the page says is part of the key under which it is kept, so it is never older than the figures just read; what is
saved is the drawing, which costs several times the reading.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

KEPT_PAGES = 128
# Stands in a kept page where the reader's own token goes.
TOKEN = "the-token-of-this-reader"  # noqa: S105 -- a place, not a secret

_pages: OrderedDict[Hashable, str] = OrderedDict()
_lock = Lock()


def drawn(
    request: HttpRequest, template: str, context: Callable[[], dict[str, Any]], *, of: tuple[Hashable, ...]
) -> HttpResponse:
    """Answer with `template` drawn from `context()`, or with what was drawn before of the same figures.

    `of` is all that `context` depends on. Language, address, reader and office, on which the frame of a page
    depends, are added here; a page that has a message to show is always drawn anew.
    """
    token = get_token(request)
    user = request.user
    offices: frozenset[str] = getattr(request, "offices", frozenset())
    key = (template, get_language(), request.get_full_path(), user.pk, str(user), offices, of)
    has_message = len(messages.get_messages(request)) > 0
    page = None if has_message else _kept(key)
    if page is None:
        page = render_to_string(template, context() | {"csrf_token": TOKEN}, request)
        if not has_message:
            _keep(key, page)
    return HttpResponse(page.replace(TOKEN, token))


def _kept(key: Hashable) -> str | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: Hashable, page: str) -> None:
    with _lock:
        _pages[key] = page
        while len(_pages) > KEPT_PAGES:
            _pages.popitem(last=False)
