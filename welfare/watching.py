"""Each request has a number: its answer carries it, error pages show it, every line of the log names it.

What is logged names pages, never people: no address with a search in it, no value of a form, no row of the database.
"""

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from . import metrics

# Letters and digits that nobody mistakes for one another when a number is read out on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8

log = logging.getLogger("portal.request")
slow = logging.getLogger("portal.slow")

_number: ContextVar[str] = ContextVar("request_number", default="-")


@dataclass(slots=True)
class Asked:
    """What one request asked of the database: how many statements, and how long they took in seconds."""

    count: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run one statement and count it; a slow one is logged, without its values."""
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - started
            self.count += 1
            self.seconds += took
            if took * 1000 >= settings.SLOW_QUERY_MS:
                slow.warning("slow statement", extra={"ms": round(took * 1000), "sql": sql[:2000]})


class Numbered:
    """Give the request its number, count what it asks, and write one line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        request.number = number  # type: ignore[attr-defined]
        token, started = _number.set(number), time.perf_counter()
        try:
            with counted() as asked:
                response = self.get_response(request)
            seconds = time.perf_counter() - started
            page = page_of(request)
            metrics.observe(page, request.method or "", response.status_code, seconds, asked.count)
            log.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO, "answered",
                extra={
                    "page": page, "method": request.method, "status": response.status_code,
                    "ms": round(seconds * 1000, 1), "statements": asked.count,
                    "db_ms": round(asked.seconds * 1000, 1),
                },
            )  # fmt: skip
        finally:
            _number.reset(token)
        response.headers["X-Request-Number"] = number
        if settings.SERVER_TIMING:
            response.headers["Server-Timing"] = (
                f'db;dur={asked.seconds * 1000:.2f};desc="{asked.count}", app;dur={seconds * 1000:.2f}'
            )
        return response


@contextmanager
def counted() -> Iterator[Asked]:
    """Count the statements that run inside, on every database."""
    asked = Asked()
    wrapped = [connection.execute_wrapper(asked) for connection in connections.all()]
    for wrapper in wrapped:
        wrapper.__enter__()
    try:
        yield asked
    finally:
        for wrapper in reversed(wrapped):
            wrapper.__exit__(None, None, None)


def page_of(request: HttpRequest) -> str:
    """Name the page of a request as the URLconf does: never the address, which may hold what somebody searched."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "unknown"


class RequestNumber(logging.Filter):
    """Put the number of the request at work on each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.number = _number.get()
        return True


# What a record of the standard library carries beside what the caller gave it.
USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "request"}


class Lines(logging.Formatter):
    """One line a record: time, level, number of the request, what, and the facts given with it."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {name: value for name, value in vars(record).items() if name not in USUAL and name != "number"}
        words = [self.formatTime(record), record.levelname, getattr(record, "number", "-"), record.name, said(record)]
        line = " ".join(words + [f"{name}={value}" for name, value in facts.items()])
        return f"{line}\n{told(record)}" if record.exc_info else line


class Json(logging.Formatter):
    """One JSON object a record, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {name: value for name, value in vars(record).items() if name not in USUAL}
        line = {"at": self.formatTime(record), "level": record.levelname, "log": record.name, "said": said(record)}
        fault = {"fault": told(record)} if record.exc_info else {}
        return json.dumps(line | facts | fault, ensure_ascii=False, default=str)


def said(record: logging.LogRecord) -> str:
    """Give the words of a record; Django's own lines name the address asked for, so they are said without it."""
    if record.name.startswith("django.request"):
        return str(record.msg).partition(":")[0]
    return record.getMessage()


def told(record: logging.LogRecord) -> str:
    """Write where a fault came from: files, lines and the kind of fault.

    What the fault itself says is left out where a database said it, because it repeats the row.
    """
    kind, fault, trace = record.exc_info or (None, None, None)
    places = "".join(traceback.format_tb(trace)).rstrip()
    name = f"{kind.__module__}.{kind.__name__}" if kind else "no fault"
    words = "" if "Error" in name and ("django.db" in name or "psycopg" in name or "sqlite3" in name) else f": {fault}"
    return f"{places}\n{name}{words}"
