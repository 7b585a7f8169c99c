"""Office by page by method, read from the code itself: what docs/security.md shows and the isolation walk tries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from funds.access import OFFICES, Role
from funds.models import Office

LIBRARY = ("account_", "mfa_", "usersessions_", "socialaccount_", "line_")  # allauth guards its own pages
ALL_METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Page:
    """One named URL: its name with namespace, its address, the names of its parts, its view and its methods."""

    name: str
    address: str
    parts: frozenset[str]
    view: Callable[..., Any]

    @property
    def role(self) -> Role | None:
        """The right that the page asks for; None where it is the public's or the reader's own."""
        found = getattr(self.view, "role", None)
        return Role(found) if found else None

    @property
    def methods(self) -> tuple[str, ...]:
        """GET, POST or both, as the view's own decorators allow."""
        allowed = _allowed(self.view)
        return tuple(method for method in ALL_METHODS if allowed is None or method in allowed)


def pages(
    patterns: Any = None, space: str = "", start: str = "/", parts: frozenset[str] = frozenset()
) -> Iterator[Page]:
    """Give every page of the portal but those of the sign-in library."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here, address = parts | set(entry.pattern.converters), start + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(
                entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space, address, here
            )
        elif isinstance(entry, URLPattern) and entry.name and not entry.name.startswith(LIBRARY):
            yield Page(f"{space}{entry.name}", address, frozenset(here), entry.callback)


def table() -> str:
    """Write the matrix: a line for each page, a column for each office, in each cell what it may do there."""
    offices = [Office(value) for value in Office.values]
    lines = [
        "| page | " + " | ".join(office.value for office in offices) + " |",
        "|---" * (len(offices) + 1) + "|",
    ]
    for page in sorted(pages(), key=lambda page: page.address):
        if page.role is None:
            continue
        may = "/".join(page.methods)
        cells = [may if office in OFFICES[page.role] else "–" for office in offices]
        lines.append(f"| `{page.address}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _allowed(view: Any) -> set[str] | None:
    """Look through the decorators of a view for the methods that one of them lets in."""
    while view is not None:
        for name, cell in zip(
            getattr(view, "__code__", _allowed.__code__).co_freevars, view.__closure__ or (), strict=False
        ):
            if name == "request_method_list":
                return set(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None
