"""Read a page back: what stands in its tables, and where its links lead."""

from html.parser import HTMLParser
from typing import Protocol


class Page(Protocol):
    """An answer that holds a page."""

    @property
    def content(self) -> bytes: ...


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.links: dict[str, str] = {}
        self.in_cell = False
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self.in_cell = True
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
            self.links.setdefault(self.link, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False
        elif tag == "a":
            self.link = ""

    def handle_data(self, words: str) -> None:
        said = " ".join(words.split())
        if self.in_cell and said:
            cells = self.tables[-1][-1]
            cells[-1] = f"{cells[-1]} {said}".strip()
        if self.link and said:
            self.links[self.link] = f"{self.links[self.link]} {said}".strip()


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.link, self.in_cell = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.in_cell = True
        elif tag == "a" and self.in_cell:
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.in_cell = False
        elif tag == "a":
            self.link = ""

    def handle_data(self, words: str) -> None:
        if self.link and words.strip():
            self.found.append((words.strip(), self.link))


def figures_behind(page: Page) -> list[tuple[str, str]]:
    """Give every figure in a table of a page that is a link, with where it leads."""
    reader = _Cells()
    reader.feed(page.content.decode())
    return reader.found


def _read(page: Page) -> _Reader:
    reader = _Reader()
    reader.feed(page.content.decode())
    return reader


def tables(page: Page) -> list[list[list[str]]]:
    """Give every table of a page: rows of cells, in words."""
    return _read(page).tables


def links(page: Page) -> dict[str, str]:
    """Give the words of every link of a page by its address."""
    return _read(page).links
