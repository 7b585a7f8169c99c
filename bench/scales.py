"""`make bench SCALE=province|region|nation`: the twenty bars, on both databases, beside SQL by hand and a naive admin.

Every database is filled by `manage.py load_tables`: the province alone, and at a larger scale the same province among
all the others. The nation is loaded into PostgreSQL only. What a folder holds already is not loaded again.
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
# PostgreSQL as one who has 8 GB of memory for it would set it; nothing here has to last, so nothing waits for the disk.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c jit=off -c max_connections=80 -c shared_buffers=2GB"
    " -c work_mem=32MB -c maintenance_work_mem=512MB -c max_wal_size=8GB -c wal_level=minimal -c max_wal_senders=0"
)


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
        "c.execute('SELECT 1 FROM pg_database WHERE datname = %s', sys.argv[2:]).fetchone() "
        "or c.execute(f'CREATE DATABASE {sys.argv[2]}')"
    )
    subprocess.run([sys.executable, "-c", code, url, name], check=True)
    return f"{url.rpartition('/')[0]}/{name}"


def loaded(vendor: str, url: str, scale: str, folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Give the environment of the database of `scale`, filled where it is empty, with what was said of the filling."""
    data = folder / f"{vendor}-{scale}"
    data.mkdir(exist_ok=True)
    where = {"DATABASE_URL": database(url, f"bench_{scale}"), "PORTAL_DATA_DIR": str(data)}
    manage("migrate", "-v0", **where)
    note = data / "loaded.json"
    if not note.exists():
        files = folder / scale
        if not files.exists():
            tables.write(files, scale)
        started = time.perf_counter()
        said = manage("load_tables", str(files), **where)
        note.write_text(json.dumps({"said": said, "seconds": time.perf_counter() - started}), encoding="utf-8")
        _settle(where["DATABASE_URL"])
    found: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    return where, found


def _settle(url: str) -> None:
    """Do at once what autovacuum does in the first hour: see that every row is there for all to see."""
    if url.startswith("postgresql"):
        code = (
            "import sys, psycopg; psycopg.connect(sys.argv[1], autocommit=True).execute('VACUUM (ANALYZE, PARALLEL 2)')"
        )
        subprocess.run([sys.executable, "-c", code, url], check=True)


def measure(vendor: str, url: str, scale: str, folder: Path) -> tuple[list[bars.Bar], list[str]]:
    """Load, measure, and give the bars with the sentences that the loading said."""
    said, where, found = [], {}, {}
    scales = ["province"] if scale == "province" or scale not in PAST[vendor] else ["province", scale]
    for each in scales:
        where[each], found = loaded(vendor, url, each, folder)
        said.append(f"{vendor}: {found['said']}")
    alone, among = where["province"], where[scales[-1]]
    home = run("bench.probe", **alone)
    grown = run("bench.probe", **among) if len(scales) > 1 else home
    opponent = {"NAIVE_URL": database(url, "bench_naive")}
    naive = run("bench.naive", str(folder / "province"), **opponent)
    many = int(os.environ.setdefault("BENCH_MANY", "10000"))
    crowd = run("bench.crowd", "portal", os.environ.get("BENCH_REQUESTS", "400"), REGISTER, **alone)
    naive_crowd = run("bench.crowd", "naive", os.environ.get("BENCH_REQUESTS", "400"), **opponent)
    own = {
        "vendor": vendor, "load": found["seconds"], "many": many, "imports": run("bench.imports", **alone),
        "papers": run("bench.papers", **alone), "books": run("bench.books", **among, PORTAL_STATEMENT_SECONDS="3600"),
    }  # fmt: skip
    said += [f"{vendor}, {name}, ms: {took:.1f}" for name, took in home["ms"].items()]
    return bars.twenty(home, grown, naive, crowd, naive_crowd, own, scale=scales[-1]), said
