"""`make bench`: what the pages cost, as ratios measured in one run, on SQLite and on PostgreSQL.

`python -m bench [--write]`. Each database is filled with the demo province in a folder of its own and thrown
away. Milliseconds say little across machines; the ratios are what docs/performance.md keeps (`--write`).
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import bars, scales
from tests import postgres

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "performance.md"
BARS = "<!-- the twenty bars are written by `make bench` -->"
MARK = "<!-- what follows is written by `make bench` -->"


@contextlib.contextmanager
def databases(folder: str) -> Iterator[dict[str, str]]:
    """Give a DATABASE_URL for each database found on this machine."""
    with contextlib.ExitStack() as stack:
        urls = {"SQLite": f"sqlite:///{folder}/bench.sqlite3"}
        if binaries := postgres.binaries():
            urls["PostgreSQL"] = stack.enter_context(postgres.cluster(binaries))
        yield urls


def measure(url: str, folder: str) -> dict[str, Any]:
    """Fill the database at `url` and measure it in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": url, "PORTAL_DATA_DIR": folder, "ALLOWED_HOSTS": "testserver"}
    answer = subprocess.run(
        [sys.executable, "-m", "bench.measure"], env=environment, cwd=HERE.parent, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, Any] = json.loads(answer.stdout.decode().splitlines()[-1])
    return figures


def table(figures: dict[str, dict[str, Any]]) -> list[str]:
    """Lay the figures out as Markdown, a column for each database."""
    names = list(figures)
    lines = ["| what | bar | " + " | ".join(names) + " |", "|---|---|" + "---|" * len(names)]
    for row in figures[names[0]]["rows"]:
        cells = []
        for name in names:
            found = next(other for other in figures[name]["rows"] if other["what"] == row["what"])
            verdict = "" if found["holds"] is None else (" ✓" if found["holds"] else " ✗")
            cells.append(f"{found['figure']}{verdict}")
        lines.append(f"| {row['what']} | {row['bar']} | " + " | ".join(cells) + " |")
    return lines


def own_of(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Take from the rows of the demo province what some of the twenty bars ask too."""
    asked = {
        "taking in: rows a second": "import", "files ÷ mail merge": "certificates",
        "in one file ÷ mail merge": "certificates in one",
    }  # fmt: skip
    return {
        name: float(row["figure"].split()[0])
        for row in rows
        for words, name in asked.items()
        if words in row["what"] and row["holds"] is not None
    }


def measure_bars(scale: str, own: dict[str, dict[str, float]], *, write: bool) -> None:
    """Measure the twenty bars at `scale` and print each as a row of its own."""
    found, said = {}, []
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, databases(folder) as urls:
        for name, url in urls.items():
            print(f"{name}: loading and measuring {scale} …", file=sys.stderr, flush=True)
            found[name], sentences = scales.measure(name, url, scale, Path(folder), own.get(name, {}))
            said += sentences
    machine = f"{os.cpu_count()} cores of {platform.machine()}, Python {platform.python_version()}, at {scale} scale."
    lines = [machine, "", *bars.table(found), "", *(f"- {sentence}" for sentence in said if "Loaded" in sentence), ""]
    print("\n".join([*lines, *said]))
    if write:
        before, _mark, rest = PAGE.read_text(encoding="utf-8").partition(BARS)
        after = rest.partition(MARK)[2]
        PAGE.write_text(before + "\n".join([BARS, "", *lines, MARK]) + after, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the result in docs/performance.md")
    parser.add_argument("--scale", choices=("province", "region", "nation"), default="province")
    parser.add_argument("--bars", action="store_true", help="only the twenty bars, not the pages of the demo province")
    options = parser.parse_args()
    if options.bars:
        measure_bars(options.scale, {}, write=options.write)
        return 0
    figures = {}
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, databases(folder) as urls:
        for name, url in urls.items():
            print(f"{name}: making the demo province and measuring …", file=sys.stderr, flush=True)
            figures[name] = measure(url, folder)
    own = {name: own_of(each["rows"]) for name, each in figures.items()}
    measure_bars(options.scale, own, write=options.write)
    lines = table(figures)
    print("\n".join(lines))
    if options.write:
        method = PAGE.read_text(encoding="utf-8").split(MARK)[0]
        machine = next(iter(figures.values()))["machine"]
        PAGE.write_text(method + "\n".join([MARK, "", machine, "", *lines, ""]), encoding="utf-8")
    broken = [row["what"] for found in figures.values() for row in found["rows"] if row["holds"] is False]
    print(f"\n{len(broken)} bars do not hold." if broken else "\nEvery bar holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
