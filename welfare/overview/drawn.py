"""Draw a page once for all who would see the same.

What a page says is part of the key under which it is kept, so it is never older than the figures just read; what is
saved is the drawing, which costs several times the reading. The figures are kept for all readers together, and so is
the frame around them, for all who hold the same offices: a reader's name and token are put in last, and never kept.
A browser that holds the page already is told so.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from welfare import stencils
from welfare.stencils import Place, Stencil

KEPT = 128  # of each kind: some ten megabytes in all
Context = Mapping[str, Any]
Drawn = TypeVar("Drawn")


class Shelf(Generic[Drawn]):
    """What was drawn last, by all that it depends on."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """Give what is kept under `key`, or draw and keep it."""
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        found = draw()
        with self._lock:
            self._drawn[key] = found
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return found

    def all(self) -> list[Drawn]:
        with self._lock:
            return list(self._drawn.values())

    def clear(self) -> None:
        with self._lock:
            self._drawn.clear()


FIGURES: Shelf[SafeString] = Shelf()
FRAMES: Shelf[Stencil] = Shelf()
STENCILS: Shelf[Stencil] = Shelf()


def _release() -> str:
    """Give a word that is another one when the words, the templates or the styles of the portal are."""
    files = [*Path(settings.BASE_DIR, "templates").rglob("*.html"), *Path(settings.BASE_DIR, "locale").rglob("*.mo")]
    files.append(Path(settings.STATIC_ROOT, "staticfiles.json"))
    stamps = sorted((str(file), file.stat().st_mtime_ns) for file in files if file.exists())
    return blake2b(repr(stamps).encode(), digest_size=8).hexdigest()


RELEASE = _release()


def drawn(
    request: HttpRequest, template: str, figures: Callable[[], Context], *, of: tuple[Hashable, ...],
    around: tuple[Hashable, ...] = (), frame: Callable[[], Context], shape: Callable[[], Context] | None = None,
) -> HttpResponse:  # fmt: skip
    """Answer with `template`, its `body` drawn from `figures()` by the template of figures that lies beside it.

    `of` and `around` are all that the figures depend on, whoever reads them; `around` alone is what the page around
    them needs, which `frame` gives in words. Language, address and offices, on which the frame depends, are added
    here; a page that has a message to show gets a frame of its own. An answer that the browser holds already is not
    sent again.

    With `shape`, all that the template of figures shows but the figures, that template is a stencil: it is drawn once
    for the same `around`, and `figures` are put in at its places.
    """
    where = (template, get_language(), request.get_full_path(), around)
    offices = (request.user.is_authenticated, *sorted(getattr(request, "offices", ())))

    def put_in() -> HttpResponse:
        body = FIGURES.get((where, of), lambda: _body(request, template, figures, shape, where))
        if len(messages.get_messages(request)) > 0:
            page = _frame(request, template, frame)
        else:
            page = FRAMES.get((where, offices), lambda: _frame(request, template, frame))
        name = getattr(request.user, "display_name", "")
        return HttpResponse(page.fill({"body": body, "name": name, "token": get_token(request)}))

    if len(messages.get_messages(request)) > 0:
        return put_in()
    if "CSRF_COOKIE" not in request.META:
        get_token(request)  # gives this browser the secret of its own
    reader = (request.user.pk, str(request.user), offices, str(request.META["CSRF_COOKIE"]))
    etag = f'"{blake2b(repr((RELEASE, where, of, reader)).encode(), digest_size=16).hexdigest()}"'
    is_held = etag in parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponseNotModified() if is_held else put_in()
    answer.headers["ETag"] = etag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _body(
    request: HttpRequest, template: str, figures: Callable[[], Context], shape: Callable[[], Context] | None,
    where: tuple[Hashable, ...],
) -> SafeString:  # fmt: skip
    template = template.replace(".html", "_figures.html")
    if shape is None:
        return render_to_string(template, figures(), request)
    return STENCILS.get(where, lambda: stencils.draw(template, shape(), request)).fill(figures())


def _frame(request: HttpRequest, template: str, frame: Callable[[], Context]) -> Stencil:
    """Draw the page around the figures for whoever holds the offices of this reader, with a place for the name."""
    reader = {"is_authenticated": request.user.is_authenticated, "display_name": Place("name")}
    places = {"body": Place("body"), "user": reader, "csrf_token": stencils.mark(stencils.SHOWN, "token")}
    return stencils.draw(template, {**frame(), **places}, request)


def forget() -> None:
    """Throw away all that is kept, as a worker that has just started has it."""
    for shelf in (FIGURES, FRAMES, STENCILS):
        shelf.clear()
