"""`make bench SCALE=province|region|nation`: the twenty bars, on both databases, beside SQL by hand and a naive admin.

Every database is filled by `manage.py load_tables`, measured, and thrown away: the province alone, and at a larger
scale the same province among all the others. The nation is loaded into PostgreSQL only.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import bars, tables

HOME = Path(__file__).resolve().parent.parent
REGISTER = "/funds/fund-1/members/"
PAST = {"SQLite": ("province", "region"), "PostgreSQL": ("province", "region", "nation")}


def run(module: str, *arguments: str, **environment: str) -> Any:
    """Run a module in a process of its own and give the JSON of its last line."""
    answer = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=HOME, stdout=subprocess.PIPE, check=True,
        env={**os.environ, "ALLOWED_HOSTS": "testserver,127.0.0.1", **environment},
    )  # fmt: skip
    return json.loads(answer.stdout.decode().splitlines()[-1])


def manage(*arguments: str, **environment: str) -> str:
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=HOME, stdout=subprocess.PIPE, check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    return answer.stdout.decode().strip()


def database(url: str, name: str) -> str:
    """Give the address of the database `name` beside `url`, made where it is not there."""
    if url.startswith("sqlite"):
        return f"{url.rpartition('/')[0]}/{name}.sqlite3"
    code = (
        "import sys, psycopg; c = psycopg.connect(sys.argv[1], autocommit=True); "
        "c.execute(f'CREATE DATABASE {sys.argv[2]}')"
    )
    subprocess.run([sys.executable, "-c", code, url, name], check=True)
    return f"{url.rpartition('/')[0]}/{name}"


def measure(vendor: str, url: str, scale: str, folder: Path, own: dict[str, float]) -> tuple[list[bars.Bar], list[str]]:
    """Load, measure, and give the bars with the sentences that the loading said."""
    said, seconds, where = [], 0.0, {}
    scales = ["province"] if scale == "province" or scale not in PAST[vendor] else ["province", scale]
    for each in scales:
        files = folder / each
        if not files.exists():
            tables.write(files, each)
        data = folder / f"{vendor}-{each}"
        data.mkdir()
        where[each] = {"DATABASE_URL": database(url, f"bench_{each}"), "PORTAL_DATA_DIR": str(data)}
        manage("migrate", "-v0", **where[each])
        started = time.perf_counter()
        said.append(f"{vendor}: {manage('load_tables', str(files), **where[each])}")
        seconds = time.perf_counter() - started
    home = run("bench.probe", "--books", **where["province"])
    grown = run("bench.probe", **where[scales[-1]]) if len(scales) > 1 else home
    opponent = {"NAIVE_URL": database(url, "bench_naive")}
    naive = run("bench.naive", str(folder / "province"), **opponent)
    many = int(os.environ.setdefault("BENCH_MANY", "10000"))
    crowd = run("bench.crowd", "portal", os.environ.get("BENCH_REQUESTS", "400"), REGISTER, **where["province"])
    naive_crowd = run("bench.crowd", "naive", os.environ.get("BENCH_REQUESTS", "400"), **opponent)
    own = {**own, "load": seconds, "many": many}
    said += [f"{vendor}, {name}, ms: {took:.1f}" for name, took in home["ms"].items()]
    return bars.twenty(home, grown, naive, crowd, naive_crowd, own, scale=scales[-1]), said
