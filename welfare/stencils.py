"""Templates drawn once, with places in them that figures are put into as often as they change.

Django draws what stands still: words, addresses, tabs, the heads of tables. Where a figure will stand, the template is
given a `Place`, which is written as a mark; `{% each %}` and `{% when %}` (templatetags/stencils.py) mark what comes as
often as there are things, or only where there is something. What was drawn is cut at its marks and kept, and to put
figures in is to join strings: a fiftieth of what drawing the template again costs.

A figure can only be shown. A template that decides by a place, counts it or goes through it otherwise is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NoReturn

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# Letters that no text of the portal holds: Unicode keeps them for private use.
SHOWN, EACH, WHEN, OTHERWISE, END, CLOSE = "\ue000\ue001\ue002\ue003\ue004\ue005"
MARK = re.compile(f"([{SHOWN}{EACH}{WHEN}{OTHERWISE}{END}])([^{CLOSE}]*){CLOSE}")
LOST = "%EE%80%8"  # a mark that an address has swallowed
NEEDS_CARE = re.compile("[&<>\"']").search
Scope = dict[str, Any]
Write = Callable[[Scope, list[str]], None]


class DecidedTooEarly(RuntimeError):
    """A template asked of a figure what it can only know once the figure is there."""


class Place:
    """Stands in a template for what is named `path` once the figures are there; its parts are places too."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __getitem__(self, name: str) -> "Place":
        return Place(f"{self.path}.{name}")

    def __str__(self) -> str:
        return mark(SHOWN, self.path)

    def _refuse(self, *_given: object) -> NoReturn:
        raise DecidedTooEarly(f"{self.path} is not there yet: show it, or use each and when.")

    __bool__ = __len__ = __iter__ = __int__ = __contains__ = _refuse


@dataclass(frozen=True, slots=True)
class Stencil:
    """A drawn template, ready for the figures."""

    write: Write

    def fill(self, figures: Mapping[str, Any]) -> SafeString:
        """Put `figures` in, by the names of their places; what is not known to be safe is escaped, as by a template."""
        written: list[str] = []
        self.write(dict(figures), written)
        return mark_safe("".join(written))


def draw(template: str, shape: Mapping[str, Any], request: HttpRequest | None = None) -> Stencil:
    """Draw `template` with its `shape`: all that stands still, and a Place for each figure."""
    return cut(render_to_string(template, dict(shape), request))


def mark(sign: str, words: str = "") -> SafeString:
    return mark_safe(f"{sign}{words}{CLOSE}")


def cut(drawn: str) -> Stencil:
    """Cut what was drawn at its marks."""
    if LOST in drawn:
        raise DecidedTooEarly("A figure stands in an address that Django makes: give the address as a figure.")
    pieces = MARK.split(drawn)
    write, last = _part(pieces, 0)
    if last != len(pieces):
        raise DecidedTooEarly("A part ends that never began.")
    return Stencil(write)


def _part(pieces: list[str], at: int) -> tuple[Write, int]:
    """Make of the pieces from `at` on what writes them, up to the end of the part, and say where that is.

    Pieces come in threes: text, the sign of the mark after it, the words of the mark.
    """
    steps: list[Write] = []
    run = Run()
    while True:
        run.texts.append(pieces[at])
        if at + 1 == len(pieces):
            return _all([*steps, run.write()]), at + 1
        sign, words, at = pieces[at + 1], pieces[at + 2], at + 3
        if sign == SHOWN:
            root, _dot, path = words.partition(".")
            if not run.takes(root):
                steps.append(run.write())
                run = Run([""])
            run.root = root
            run.paths.append(path)
            continue
        steps.append(run.write())
        run = Run()
        if sign not in (EACH, WHEN):
            return _all(steps), at
        part, at = _part(pieces, at)
        otherwise: Write = _all([])
        if pieces[at - 2] == OTHERWISE:
            otherwise, at = _part(pieces, at)
        steps.append(_each(words, part, otherwise) if sign == EACH else _when(words, part, otherwise))


@dataclass(slots=True)
class Run:
    """Text and places in turn, as far as they are of one thing, which are written at once."""

    texts: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    root: str = ""

    def takes(self, root: str) -> bool:
        """Say whether a place in `root` may follow; a thing that is shown itself stands alone."""
        return not self.paths or (self.root == root and "" not in self.paths)

    def write(self) -> Write:
        if not self.paths:
            return _text("".join(self.texts))
        form = "%s".join(text.replace("%", "%%") for text in self.texts)
        return _shown(form, self.root, self.paths)


def _all(steps: list[Write]) -> Write:
    if len(steps) == 1:
        return steps[0]

    def write(scope: Scope, written: list[str]) -> None:
        for step in steps:
            step(scope, written)

    return write


def _text(text: str) -> Write:
    def write(_scope: Scope, written: list[str]) -> None:
        written.append(text)

    return write


def _shown(form: str, root: str, paths: list[str]) -> Write:
    """Write the parts of one thing into `form`: escaped one by one only where any of them may need it."""
    find: Callable[[Any], Any] = (lambda whole: (whole,)) if paths == [""] else _parts(paths)

    def write(scope: Scope, written: list[str]) -> None:
        values = find(scope[root])
        if NEEDS_CARE("".join(map(str, values))):
            values = tuple(map(conditional_escape, values))
        written.append(form % values)

    return write


def _parts(paths: list[str]) -> Callable[[Any], Any]:
    find = attrgetter(*paths)
    return find if len(paths) > 1 else lambda whole: (find(whole),)


def _each(words: str, part: Write, otherwise: Write) -> Write:
    name, _of, path = words.partition(" in ")
    find = _finder(path)

    def write(scope: Scope, written: list[str]) -> None:
        found = find(scope)
        for scope[name] in found:
            part(scope, written)
        if not found:
            otherwise(scope, written)

    return write


def _when(path: str, part: Write, otherwise: Write) -> Write:
    find = _finder(path)

    def write(scope: Scope, written: list[str]) -> None:
        (part if find(scope) else otherwise)(scope, written)

    return write


def _finder(path: str) -> Callable[[Scope], Any]:
    root, _dot, rest = path.partition(".")
    if not rest:
        return lambda scope: scope[root]
    inside = attrgetter(rest)
    return lambda scope: inside(scope[root])
