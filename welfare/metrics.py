"""What the portal measures of itself, as Prometheus reads it; nothing is measured unless a token is set.

Each worker writes into files of its own in the data folder, and whichever worker is asked adds them up.
"""

import os
import shutil
from pathlib import Path

from django.conf import settings

if settings.METRICS_TOKEN:  # the library decides when it is imported whether it keeps its figures in files
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(settings.METRICS_DIR))
    Path(settings.METRICS_DIR).mkdir(parents=True, exist_ok=True)

from prometheus_client import CONTENT_TYPE_LATEST as CONTENT_TYPE
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

__all__ = ["CONTENT_TYPE", "forget", "observe", "start_anew", "written"]

# Seconds: a page of the portal takes some hundredths, a report some seconds.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_requests = Counter("portal_requests_total", "Requests answered.", ("page", "method", "status"))
_seconds = Histogram("portal_request_seconds", "Time to answer a request.", ("page",), buckets=BUCKETS)
_statements = Counter("portal_statements_total", "Statements that pages ran on the database.", ("page",))


def observe(page: str, method: str, status: int, seconds: float, statements: int) -> None:
    """Count one answered request of `page`, its time in `seconds` and its `statements`."""
    if not settings.METRICS_TOKEN:
        return
    _requests.labels(page, method, status).inc()
    _seconds.labels(page).observe(seconds)
    _statements.labels(page).inc(statements)


def written(checks: dict[str, bool]) -> bytes:
    """Write all that was measured, by every worker, with whether each of `checks` holds now."""
    registry = CollectorRegistry()
    if settings.METRICS_TOKEN:
        MultiProcessCollector(registry, path=str(settings.METRICS_DIR))  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    holds = Gauge("portal_ready", "Whether a part of the portal is in order.", ("part",), registry=now)
    for part, is_well in checks.items():
        holds.labels(part).set(is_well)
    return generate_latest(registry) + generate_latest(now)


def start_anew() -> None:
    """Forget what an earlier start of the server measured."""
    if settings.METRICS_TOKEN:
        shutil.rmtree(settings.METRICS_DIR, ignore_errors=True)
        Path(settings.METRICS_DIR).mkdir(parents=True, exist_ok=True)


def forget(worker: int) -> None:
    """Drop what belongs to a worker that has ended, but not what it counted."""
    if settings.METRICS_TOKEN:
        mark_process_dead(worker)  # type: ignore[no-untyped-call]
