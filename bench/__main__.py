"""`make bench`: what the pages cost, as ratios measured in one run, on SQLite and on PostgreSQL.

`python -m bench [--scale nation] [--bars] [--keep FOLDER] [--write]`. Each database is filled in a folder of its own
and thrown away, or kept in FOLDER and not filled again. Milliseconds say little across machines; the ratios are what
docs/performance.md keeps (`--write`).
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import bars, scales
from tests import postgres

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "performance.md"
END = "<!-- end -->"


@contextlib.contextmanager
def databases(folder: Path, *, are_kept: bool = False, options: str = postgres.OPTIONS) -> Iterator[dict[str, str]]:
    """Give a DATABASE_URL for each database found on this machine."""
    with contextlib.ExitStack() as stack:
        urls = {"SQLite": f"sqlite:///{folder}/bench.sqlite3"}
        if binaries := postgres.binaries():
            kept = folder / "postgresql" if are_kept else None
            urls["PostgreSQL"] = stack.enter_context(postgres.cluster(binaries, options, kept=kept))
        yield urls


def write(mark: str, lines: list[str]) -> None:
    """Put `lines` into docs/performance.md in the place of those that an earlier run wrote there."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- {mark} -->")
    if not begin:
        raise SystemExit(f"{PAGE} has no place for: {mark}")
    after = rest.partition(END)[2]
    PAGE.write_text(before + "\n".join([begin, "", *lines, "", END]) + after, encoding="utf-8")


def machine() -> str:
    """Name the machine, and how much else it was doing."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores of {platform.machine()} with {memory:.0f} GB, Python {platform.python_version()}, "
        f"on {time.strftime('%d %B %Y').lstrip('0')}; load of the last quarter of an hour {load:.1f}."
    )


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


def measure_bars(scale: str, keep: Path | None, *, is_written: bool) -> int:
    """Measure the twenty bars at `scale`, print each as a row of its own, and give how many do not hold."""
    found, said, started = {}, [], time.perf_counter()
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        urls = stack.enter_context(databases(folder, are_kept=keep is not None, options=scales.OPTIONS))
        for name, url in urls.items():
            if scale not in scales.PAST[name] and len(urls) > 1:
                continue
            print(f"{name}: loading and measuring {scale} …", file=sys.stderr, flush=True)
            found[name], sentences = scales.measure(name, url, scale, folder)
            said += sentences
    minutes = f"The whole run took {(time.perf_counter() - started) / 60:.0f} minutes"
    kept = " on databases that an earlier run had loaded." if keep else "."
    loads = [f"- {sentence}" for sentence in said if "Loaded" in sentence]
    lines = [machine() + " " + minutes + kept, "", *bars.table(found), "", *loads]
    print("\n".join([*lines, *said]))
    if is_written:
        write(f"bars at {scale} scale", lines)
    return sum(holds is False for rows in found.values() for *_rest, holds in rows)


def measure_pages(*, is_written: bool) -> int:
    """Measure the pages of the demo province, print a row for each, and give how many bars do not hold."""
    figures = {}
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, databases(Path(folder)) as urls:
        for name, url in urls.items():
            print(f"{name}: making the demo province and measuring …", file=sys.stderr, flush=True)
            figures[name] = measure(url, folder)
    lines = [next(iter(figures.values()))["machine"], "", *table(figures)]
    print("\n".join(lines))
    if is_written:
        write("pages of the demo province", lines)
    return sum(row["holds"] is False for found in figures.values() for row in found["rows"])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the result in docs/performance.md")
    parser.add_argument("--scale", choices=("province", "region", "nation"), default="province")
    parser.add_argument("--bars", action="store_true", help="only the twenty bars, not the pages of the demo province")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the loaded databases, use them when they are there"
    )
    options = parser.parse_args()
    broken = 0 if options.bars else measure_pages(is_written=options.write)
    broken += measure_bars(options.scale, options.keep and options.keep.resolve(), is_written=options.write)
    print(f"\n{broken} bars do not hold." if broken else "\nEvery bar holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
