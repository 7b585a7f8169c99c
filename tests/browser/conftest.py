"""A reader with a browser: on a phone, at a desk, with scripts or without; every fault the browser names is kept."""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)
PATIENCE = 10_000  # milliseconds for a page or an element to appear

# The browser is driven from an event loop of its own, which Django takes for code that must not touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a browser, and leave it out where there is none."""
    for item in items:
        if "new_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no chromium found; apt install chromium"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the browser complained of: errors in the console, refused content, requests to other hosts.

    None may be left at the end of a test; a journey that meets a 404 on purpose takes it out itself.
    """
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_page(chromium: Browser, live_server: LiveServer, faults: list[str]) -> Iterator[NewPage]:
    """Give a browser of its own to each reader: `new_page(PHONE)`, `new_page(DESKTOP, scripts=False)`."""
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(f"{message.type}: {message.text}")

    def open_one(viewport: ViewportSize = PHONE, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport,
            is_mobile=viewport == PHONE,
            has_touch=viewport == PHONE,
            java_script_enabled=scripts,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", lambda request: faults.extend(other_host(request.url, live_server.url)))
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """A page on a phone, 360 pixels wide."""
    return new_page(PHONE)


@pytest.fixture
def desktop(new_page: NewPage) -> Page:
    """A page on a desk."""
    return new_page(DESKTOP)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    """The same journey twice: on a phone, then on a desk."""
    return new_page(request.param)


@pytest.fixture
def without_scripts(new_page: NewPage) -> Page:
    """A page on a phone that runs no scripts."""
    return new_page(PHONE, scripts=False)


def other_host(url: str, home: str) -> list[str]:
    """Name a request that leaves the portal; a data: or blob: address stays in the page."""
    return [] if url.startswith(("data:", "blob:", f"{home}/")) else [f"request to {urlsplit(url).netloc}: {url}"]


def accessibility_faults(page: Page) -> list[str]:
    """Let axe look at the page as it stands: one line per rule broken, with the places. Needs scripts."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} at "
        + ", ".join(str(node["target"][0]) for node in violation["nodes"])
        for violation in violations
    ]


def sideways_scroll(page: Page) -> int:
    """Tell by how many pixels the page is wider than the screen: 0 when nothing has to be pushed aside."""
    # By its locator, which waits for the new page where the old one is just leaving.
    return int(page.locator("html").evaluate("root => root.scrollWidth - root.clientWidth"))
