"""The portal as a server: gunicorn in this very process, and what a start has to know."""

import gc
import hashlib
import logging
import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from welfare import metrics

STAMP = settings.DATA_DIR / "static.stamp"


class Portal(BaseApplication):
    """gunicorn with the portal loaded once and shared by its workers.

    `on_ready` is called once, when the port is open and before the workers start.
    """

    def __init__(self, host: str, port: int, *, on_ready: Callable[[], None]) -> None:
        self.settings = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": "gthread",
            "workers": int(os.environ.get("WEB_CONCURRENCY", "2")),
            "threads": 4,
            "preload_app": True,
            "proc_name": "portal",
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda arbiter: on_ready(),
            "pre_fork": lambda arbiter, worker: connections.close_all(),
            "child_exit": lambda arbiter, worker: metrics.forget(worker.pid),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        # Django answers HEAD with a body and leaves dropping it to the server, which need not say so each time.
        logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)
        application = get_wsgi_application()
        # Read every page's module now, once, instead of in each worker at its first request.
        _ = get_resolver().url_patterns
        # What lives as long as the server is not looked through for what may go: workers would each copy it by looking.
        gc.collect()
        gc.freeze()
        return application


def static_files_changed() -> bool:
    """Tell whether the collected files are other than the sources, by name, size and time."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return not (manifest.exists() and STAMP.exists() and STAMP.read_text() == digest_of_static_files())


def remember_static_files() -> None:
    """Note which sources have just been collected."""
    STAMP.write_text(digest_of_static_files())


def digest_of_static_files() -> str:
    """Give one line that changes when a static file comes, goes or changes."""
    facts: list[Any] = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            facts.append((path, stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(repr(sorted(facts)).encode()).hexdigest()
