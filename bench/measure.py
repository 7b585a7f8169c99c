"""Measure one database: `python -m bench.measure` with DATABASE_URL and PORTAL_DATA_DIR set. Prints JSON."""

import gzip
import io
import json
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django must be set up first
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.by_hand import DASHBOARD, SUMMING_ROWS  # noqa: E402
from funds.models import Fund, Province  # noqa: E402
from members.models import Membership  # noqa: E402
from welfare.models import User  # noqa: E402

ROUNDS = 41
Row = dict[str, Any]


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Time `work` and give the median in milliseconds, after one call that does not count."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


class Server:
    """The portal as gunicorn calls it, in this process: server time without a network."""

    def __init__(self, user: User | None) -> None:
        client = Client()
        if user:
            client.force_login(user)
        self.cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self.handler = WSGIHandler()

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for `path` and give status and body."""
        statuses: list[int] = []
        url, _, query = path.partition("?")
        environ = (
            RequestFactory()
            .generic("GET", url, QUERY_STRING=query, HTTP_COOKIE=self.cookies, HTTP_ACCEPT_ENCODING="gzip")
            .environ
        )
        response = self.handler(environ, lambda status, headers, *rest: statuses.append(int(status[:3])))
        body = b"".join(response)
        response.close()
        return statuses[0], body

    def queries(self, path: str) -> list[tuple[str, Any]]:
        """Give the statements that `path` runs, with their parameters."""
        seen: list[tuple[str, Any]] = []

        def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            seen.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            status, _body = self.get(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        return [(sql, params) for sql, params in seen if sql.lstrip().upper().startswith("SELECT")]


def replay(statements: list[tuple[str, Any]]) -> Callable[[], None]:
    """Run `statements` bare and fetch all they give: on SQLite rows are computed while they are fetched."""

    def work() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()

    return work


def interleaved(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Time several works in turn, so that what else the machine does falls on all of them; medians in ms."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, kept in zip(works, times, strict=True):
            started = time.perf_counter()
            work()
            kept.append((time.perf_counter() - started) * 1000)
    return [statistics.median(kept) for kept in times]


def written(answer: bytes) -> bytes:
    """Give the page as it was before it was compressed for sending."""
    return gzip.decompress(answer) if answer.startswith(b"\x1f\x8b") else answer


def row(what: str, bar: str, figure: str, holds: bool | None) -> Row:
    return {"what": what, "bar": bar, "figure": figure, "holds": holds}


def weights(answer: bytes) -> tuple[int, int, int]:
    """Give the bytes of a page alone, and with its styles and scripts, fonts aside: as written, and as sent."""
    body = written(answer)
    raw, sent = len(body), len(answer)
    assets = set(re.findall(rb'(?:href|src)="/static/([^"?]+)"', body))
    for asset in assets:
        name = asset.decode()
        if "fonts/" in name:
            continue
        found = Path(settings.STATIC_ROOT) / name
        size = found.stat().st_size if found.exists() else Path(finders.find(name) or "").stat().st_size
        packed = [Path(f"{found}.{ending}") for ending in ("br", "gz")]
        raw += size
        sent += min([size, *(file.stat().st_size for file in packed if file.exists())])
    return len(body), raw, sent


def main() -> None:
    out, sys.stdout = sys.stdout, io.StringIO()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    if not User.objects.exists():
        call_command("demo")
    demo_seconds = time.perf_counter() - started
    settings.ROOT_URLCONF = "bench.urls"
    rows = [row("demo province, seconds", "≤ 20", f"{demo_seconds:.1f}", demo_seconds <= 20)]

    province = Province.objects.get()
    fund = Fund.objects.order_by("position")[0]
    officer = Server(User.objects.get(username="officer"))
    treasurer = Server(User.objects.get(username=f"treasurer.{fund.code}"))
    dashboard = reverse("province", args=[province.slug])
    statements = officer.queries(dashboard)
    kept = [(sql, params) for sql, params in statements if "total" in sql]
    round_trip = replay([("SELECT 1", [])])
    hand = replay([(sql, [province.pk]) for sql in DASHBOARD])
    page_db, by_hand, trip = interleaved(replay(kept), hand, round_trip)
    summing = median_ms(replay([(sql, [province.pk]) for sql in SUMMING_ROWS]), rounds=5)
    over = max(0, len(kept) - len(DASHBOARD)) * trip
    ratio = (page_db - over) / by_hand
    rows += [
        row("province dashboard: queries", "≤ 8", str(len(statements)), len(statements) <= 8),
        row("… database time ÷ SQL by hand over the same kept totals", "≤ 1.5", f"{ratio:.2f}", ratio <= 1.5),
        row("… database time ÷ summing the rows", "≤ 1/50", f"1/{summing / page_db:.0f}", page_db * 50 <= summing),
    ]
    page_ms, floor_ms = interleaved(lambda: officer.get(dashboard), lambda: officer.get("/floor/"))
    rows.append(
        row("… server time ÷ floor (a signed-in page that asks nothing)", "≤ 3", f"{page_ms / floor_ms:.2f}",
            page_ms <= 3 * floor_ms)
    )  # fmt: skip

    member = Membership.objects.of(fund).exclude(joined_on=None).order_by("pk")[0]
    register = reverse("members:register", args=[fund.code])
    pages = {
        "public front page": (Server(None), reverse("home")),
        "sign-in": (Server(None), reverse("account_login")),
        "province dashboard": (officer, dashboard),
        "fund front page": (treasurer, reverse("fund", args=[fund.code])),
        "register": (treasurer, register),
        "search สม": (treasurer, f"{register}?q={quote('สม')}"),
        "search 13-digit ID": (treasurer, f"{register}?q=9000000000021"),
        "member": (treasurer, reverse("members:member", args=[fund.code, member.pk])),
        "claims": (treasurer, reverse("members:claims", args=[fund.code])),
        "receipts": (treasurer, reverse("members:receipts", args=[fund.code])),
        "payouts": (treasurer, reverse("members:payouts", args=[fund.code])),
        "journal": (treasurer, reverse("funds:journal", args=[fund.code])),
    }
    lists = {"register", "search สม", "claims", "receipts", "payouts", "journal"}
    for name, (server, path) in pages.items():
        took, floor_ms = interleaved(partial(server.get, path), partial(officer.get, "/floor/"), rounds=15)
        status, body = server.get(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        page, raw, sent = weights(body)
        count = len(server.queries(path))
        rows.append(row(f"{name}: queries; server time ÷ floor", "", f"{count}; {took / floor_ms:.1f}", None))
        if name in lists:
            rows.append(row(f"{name}: page, KB", "≤ 50", f"{page / 1000:.0f}", page <= 50_000))
        rows.append(
            row(f"{name}: first view as written (as sent), KB", "< 100", f"{raw / 1000:.0f} ({sent / 1000:.0f})",
                sent < 100_000)
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    machine = (
        f"Measured with {ROUNDS} rounds each, medians, on {os.cpu_count()} cores of {platform.machine()}, "
        f"Python {platform.python_version()}, Django {django.get_version()}, {connection.display_name} {version}."
    )
    print(json.dumps({"rows": rows, "machine": machine}, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
