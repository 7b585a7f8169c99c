"""`make chaos`: break the portal in every way that is known, and report what was lost.

`python -m chaos [--short] [--write] [--only TRIAL,…] [--share 0.5] [--minutes N] [--with FILE]`

`--short` is the form of CI, `--write` writes docs/reliability.md from this run, `--minutes` lets 180 people work for so
long (`make load`). `--with` puts this run together with earlier ones that were kept in FILE, and keeps it there.
"""

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from chaos import places, report
from chaos.places import HOME, POSTGRESQL, SQLITE
from tests import postgres

# (trial, database): how often, in the long form and in the short one
ROUNDS: dict[tuple[str, str], tuple[int, int]] = {
    ("workers", POSTGRESQL): (105, 12), ("workers", SQLITE): (105, 12),
    ("database", POSTGRESQL): (6, 1), ("network", POSTGRESQL): (4, 1), ("replica", POSTGRESQL): (3, 0),
    ("nodes", POSTGRESQL): (42, 0), ("nodes", SQLITE): (42, 6),
    ("clock", POSTGRESQL): (4, 0), ("clock", SQLITE): (4, 0),
    ("disk", POSTGRESQL): (4, 0), ("disk", SQLITE): (4, 1), ("locked", SQLITE): (4, 0), ("cut", SQLITE): (3, 1),
    ("copies", POSTGRESQL): (6, 0), ("copies", SQLITE): (6, 0),
}  # fmt: skip
AT_ONCE = 2  # trials side by side, one for each core
# Seconds that a trial may take, beside the minutes of the load; then it is ended, and has failed.
LONGEST = 25 * 60
RUNNING: list[subprocess.Popen[str]] = []
STOPPED = threading.Event()


def stop(number: int, frame: FrameType | None) -> None:
    """End every trial, and each ends its own servers."""
    STOPPED.set()
    for process in RUNNING:
        if process.poll() is None:
            process.terminate()
    for process in RUNNING:
        process.wait()
    os._exit(128 + number)


def machine() -> str:
    """Name the machine and what runs on it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024 // 1024
    folder = postgres.binaries()
    release = postgres.version_of(folder) if folder else "none"
    return (
        f"{os.cpu_count()} cores of {model}, {memory} GB, {platform.freedesktop_os_release().get('PRETTY_NAME', '')}, "
        f"Python {platform.python_version()}, PostgreSQL {release}"
    )


def run(trial: str, database: str, rounds: int, seed: str) -> dict[str, Any]:
    """Run one trial in a process of its own and give what it found."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        words = [sys.executable, "-m", "chaos.one", trial, database, str(rounds), seed, file.name]
        process = subprocess.Popen(words, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        RUNNING.append(process)
        try:
            said = process.communicate(timeout=LONGEST + (60 * rounds if trial == "load" else 0))[0]
        except subprocess.TimeoutExpired:
            process.terminate()  # it ends its own servers
            said = f"it took longer than {LONGEST // 60} minutes\n" + process.communicate()[0]
        text = Path(file.name).read_text(encoding="utf-8")
    if not text:
        fault = f"the trial itself broke off: {said[-1500:]}"
        return {"name": trial, "database": database, "done": {}, "figures": {}, "lost": [fault]}
    found: dict[str, Any] = json.loads(text)
    return found


def together(file: Path, results: list[dict[str, Any]], seconds: float) -> tuple[list[dict[str, Any]], float]:
    """Keep what was found in `file` beside what runs before found, and give all of it with the seconds of all."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"results": [], "seconds": 0.0}
    anew = {(result["name"], result["database"]) for result in results}
    every = [each for each in kept["results"] if (each["name"], each["database"]) not in anew] + results
    seconds += kept["seconds"]
    file.write_text(json.dumps({"results": every, "seconds": seconds}, ensure_ascii=False), encoding="utf-8")
    return every, seconds


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=float, default=1.0, help="this part of the long form, on a busy machine")
    parser.add_argument("--minutes", type=int, default=0)
    parser.add_argument("--with", dest="kept", type=Path, help="runs that belong together; made where it is missing")
    parser.add_argument("--databases", default=f"{SQLITE},{POSTGRESQL}")
    parser.add_argument("--seed", default=str(date.today()))  # noqa: DTZ011 -- a name for the run
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    only, begin = set(filter(None, asked.only.split(","))), time.monotonic()
    plan = [
        (trial, database, short if asked.short else max(round(long * asked.share), 1))
        for (trial, database), (long, short) in ROUNDS.items()
        if (not only or trial in only) and database in asked.databases
    ]  # fmt: skip
    if asked.minutes:
        plan += [("load", database, asked.minutes) for database in asked.databases.split(",")]
    plan = [(trial, database, rounds) for trial, database, rounds in plan if rounds]
    with ThreadPoolExecutor() as makers:
        list(makers.map(places.filled, *zip(
            *{("small" if trial != "load" else "full", database) for trial, database, _rounds in plan}, strict=True
        )))  # fmt: skip
    waiting, results, lock = [each for each in plan if each[0] != "load"], list[dict[str, Any]](), threading.Lock()

    def work() -> None:
        while True:
            with lock:
                if not waiting or STOPPED.is_set():
                    return
                trial, database, rounds = waiting.pop(0)
            print(f"… {trial} on {database}", flush=True)
            told(run(trial, database, rounds, asked.seed))

    def told(result: dict[str, Any]) -> None:
        results.append(result)
        lost = result["lost"]
        print(
            f"── {result['name']} on {result['database']}: " + ("nothing lost" if not lost else "LOST OR WRONG"),
            flush=True,
        )
        print("   " + ", ".join(f"{count} {what}" for what, count in result["done"].items()), flush=True)
        print("   " + ", ".join(f"{what}: {figure}" for what, figure in result["figures"].items()), flush=True)
        for words in lost[:20]:
            print(f"   ! {words}", flush=True)

    crew = [threading.Thread(target=work) for _worker in range(AT_ONCE)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    for trial, database, rounds in plan:
        if trial == "load":  # alone on the machine
            told(run(trial, database, rounds, asked.seed))
    failed = sum(bool(result["lost"]) for result in results)
    passed, seconds = len(results) - failed, time.monotonic() - begin
    if asked.kept:
        results, seconds = together(asked.kept, results, seconds)
    if asked.write:
        order = [*ROUNDS, ("load", SQLITE), ("load", POSTGRESQL)]
        results.sort(key=lambda result: order.index((result["name"], result["database"])))
        page = report.page(results, machine(), minutes=round(seconds / 60))
        (HOME / "docs" / "reliability.md").write_text(page, encoding="utf-8")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
