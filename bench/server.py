"""A Django site as gunicorn calls it, in this process: server time without a network."""

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory

SECRET = "s" * 32  # the secret against forged forms: of a browser that this process plays itself


class Server:
    """The site for one signed-in user, or for nobody."""

    def __init__(self, user: AbstractBaseUser | None) -> None:
        client = Client()
        if user:
            client.force_login(user)  # type: ignore[arg-type]
        client.cookies["csrftoken"] = SECRET
        self.cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self.handler = WSGIHandler()
        self.held = ""

    def ask(
        self, path: str, form: Mapping[str, Any] | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        """Ask for `path`, or post `form` to it, and give status, body and headers."""
        answered: list[Any] = []
        url, _, query = path.partition("?")
        factory = RequestFactory()
        common = {"HTTP_COOKIE": self.cookies, "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_X_CSRFTOKEN": SECRET, **headers}
        if form is None:
            environ = factory.generic("GET", url, QUERY_STRING=query, **common).environ
        else:
            kind = "application/x-www-form-urlencoded"
            environ = factory.generic("POST", path, urlencode(form), content_type=kind, **common).environ
        response = self.handler(environ, lambda status, found, *rest: answered.extend((int(status[:3]), dict(found))))
        body = b"".join(response)
        response.close()
        return answered[0], body, answered[1]

    def ask_again(self, path: str) -> None:
        """Ask for `path` as a browser that holds what was answered before."""
        self.held = self.ask(path, HTTP_IF_NONE_MATCH=self.held)[2]["ETag"]

    def seen(self, path: str) -> tuple[int, bytes]:
        status, body, _headers = self.ask(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        return status, body

    def statements(self, path: str, form: Mapping[str, Any] | None = None) -> list[tuple[str, Any]]:
        """Give every statement that `path` runs, with its parameters."""
        found: list[tuple[str, Any]] = []

        def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            found.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            self.ask(path, form)
        return found


def busy() -> float:
    """Give the seconds that a processor was busy for this process, and for the one that PostgreSQL keeps for it.

    Others who use the machine change a clock on the wall, not this one; waiting for the disk is not in it.
    """
    seconds = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        run = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        if run.exists():
            seconds += int(run.read_text().split()[0]) / 1e9
    return seconds


def medians(
    works: Mapping[str, Callable[[], object]], rounds: int, before: Mapping[str, Callable[[], object]] | None = None
) -> dict[str, float]:
    """Time several works in turn and give, in busy ms, the median of the faster half of each.

    What a work has in `before` is done ahead of it every time, and not counted.
    """
    before = before or {}
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            before.get(name, nothing)()
            started = busy()
            work()
            times[name].append((busy() - started) * 1000)
    return {name: quiet(kept) for name, kept in times.items()}


def nothing() -> None:
    """Be the work of which nothing is to be done first."""


def quiet(times: list[float]) -> float:
    """Give the median of the faster half."""
    return statistics.median(sorted(times)[: (len(times) + 1) // 2])


def replay(statements: list[tuple[str, Any]]) -> Callable[[], None]:
    """Run `statements` bare and fetch all they give: on SQLite rows are computed while they are fetched."""

    def work() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()

    return work
