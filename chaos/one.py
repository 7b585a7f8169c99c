"""Run one trial: `python -m chaos.one TRIAL DATABASE ROUNDS SEED FILE`; what was found is written to FILE as JSON."""

import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

import django

from chaos import places

# trial -> (module, function, size of the province)
TRIALS = {
    "workers": ("killing", "workers_killed", "small"), "copies": ("killing", "copies_killed", "small"),
    "database": ("database", "database_killed", "small"), "network": ("database", "network_cut", "small"),
    "replica": ("database", "replica_lost", "small"), "nodes": ("nodes", "two_at_once", "small"),
    "clock": ("nodes", "clock_wrong", "small"), "disk": ("disk", "disk_full", "small"),
    "locked": ("disk", "file_locked", "small"), "cut": ("disk", "file_cut", "small"),
    "load": ("load", "people_at_work", "full"),
}  # fmt: skip


def stop(number: int, frame: FrameType | None) -> None:
    """Turn a signal to end into an exit that ends every server on its way."""
    raise SystemExit(128 + number)


def main(trial: str, database: str, rounds: str, seed: str, file: str) -> None:
    module, function, size = TRIALS[trial]
    signal.signal(signal.SIGTERM, stop)
    with places.place(os.environ.get("CHAOS_SIZE", size), database) as (data, server):
        url = server.url if server else ""
        os.environ.update(places.environment_of(data, url))
        if not url:
            os.environ.pop("DATABASE_URL", None)
        django.setup()
        laws = importlib.import_module("chaos.laws")
        found = laws.Findings(trial, database)
        begin = time.monotonic()
        more = {"server": server} if server and module == "database" else {}
        if module == "disk":
            more = {"server": server}
        try:
            getattr(importlib.import_module(f"chaos.{module}"), function)(
                found, data, url, rounds=int(rounds), seed=seed, **more
            )
        except Exception:
            found.lost.append(traceback.format_exc()[-3000:])
        finally:
            importlib.import_module("django.db").connections.close_all()
        found.figures["seconds"] = round(time.monotonic() - begin)
    Path(file).write_text(json.dumps(vars(found), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
