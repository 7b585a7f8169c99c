"""Many at once over HTTP on loopback: eight clients, two workers, times and failures; and what a worker's memory does.

`python -m bench.crowd portal|naive REQUESTS` with the environment of the site. Prints JSON.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django

SITE = sys.argv[1] if len(sys.argv) > 1 else "portal"
os.environ["DJANGO_SETTINGS_MODULE"] = "welfare.settings" if SITE == "portal" else "bench.naive.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 -- Django must be set up first
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

CLIENTS, WORKERS = 8, 2
OF_PORTAL = "bench.site:application"
OF_NAIVE = "bench.naive.wsgi:application"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the site with two workers and give the port and the process."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", "4",
        "--preload", "--worker-class", "gthread", "--log-level", "error", "--keep-alive", "30",
        OF_PORTAL if SITE == "portal" else OF_NAIVE,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def crowd(port: int, path: str, cookie: str, requests: int, clients: int = CLIENTS) -> dict[str, float]:
    """Ask for `path` so many times by so many clients, each on a connection of its own."""
    times: list[float] = []
    failed = [0]

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(requests // clients):
            started = time.perf_counter()
            try:
                link.request("GET", path, headers={"Cookie": cookie})
                answer = link.getresponse()
                answer.read()
                failed[0] += answer.status != 200
            except OSError:
                failed[0] += 1
                link.close()
            times.append((time.perf_counter() - started) * 1000)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    cut = statistics.quantiles(times, n=20)
    return {"a second": len(times) / took, "p50": statistics.median(times), "p95": cut[18], "failed": failed[0]}


def memory(process: subprocess.Popen[bytes]) -> float:
    """Give the MB that the largest worker holds, what it shares with others included."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    held = [int(line.split()[1]) for pid in children for line in Path(f"/proc/{pid}/status").read_text().splitlines()
            if line.startswith("VmRSS")]  # fmt: skip
    return max(held, default=0) / 1024


def writing(stop: threading.Event) -> None:
    """Write to the trail twenty times a second until told to stop: what one busy clerk does, and more."""
    from welfare import trail  # noqa: PLC0415 -- the opponent has none

    by = get_user_model().objects.get(username="bench.treasurer")
    while not stop.wait(0.05):
        trail.record(by=by, fund=None, act="read", subject="register")
    connections.close_all()


def main() -> None:
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    names = ("bench.officer", "bench.treasurer") if SITE == "portal" else ("bench", "bench")
    cookies = []
    for name in names:
        client = Client()
        client.force_login(get_user_model().objects.get(username=name))
        cookies.append("; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items()))
    connections.close_all()
    found: dict[str, Any] = {}
    with served() as (port, process):
        if SITE == "naive":
            crowd(port, "/floor/", cookies[0], 80)
            found["dashboard"] = crowd(port, "/dashboard/", cookies[0], max(40, requests // 10))
            crowd(port, "/admin/naive/member/", cookies[0], 80)
            found["memory"] = memory(process)
        else:
            register = sys.argv[3]
            crowd(port, register, cookies[1], 80)
            found["dashboard"] = crowd(port, "/province/province-1/", cookies[0], requests)
            found["register"] = crowd(port, register, cookies[1], requests)
            stop = threading.Event()
            writer = threading.Thread(target=writing, args=(stop,))
            writer.start()
            found["register, one writes"] = crowd(port, register, cookies[1], requests)
            stop.set()
            writer.join()
            found["memory at first"] = memory(process)
            found["many"] = crowd(port, "/province/province-1/", cookies[0], int(os.environ.get("BENCH_MANY", "10000")))
            found["memory"] = memory(process)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
