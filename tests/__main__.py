"""`make test`: the whole suite on SQLite and on PostgreSQL, and at the end what was left out and how to have it.

`python -m tests [arguments of pytest]`. The last line is `N passed, N failed`; in CI (CI=true) what is left out fails.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from tests import postgres

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
NO_TESTS = 5  # pytest's exit code when no test was chosen


@dataclass(frozen=True)
class Outcome:
    """What one run of the suite came to, and which reasons tests gave for being left out."""

    database: str
    passed: int
    failed: int
    seconds: float
    left_out: tuple[str, ...]

    def line(self) -> str:
        return f"{self.database:<10} {self.passed} passed, {self.failed} failed in {self.seconds:.0f} s"


@dataclass(frozen=True)
class Run:
    """One pytest process at work, writing what it says to `log` unless that is None."""

    database: str
    process: subprocess.Popen[bytes]
    folder: Path
    log: Path | None

    def wait(self, *, chosen: bool) -> Outcome:
        """Wait for the end. `chosen` tests may be none at all; a whole suite without a test has failed."""
        code = self.process.wait()
        if self.log:
            print(f"\n{'':=<20} {self.database} {'':=<20}", flush=True)
            sys.stdout.buffer.write(self.log.read_bytes())
            sys.stdout.flush()
        outcome = tally(self.database, self.folder / "report.xml")
        if code == 0 or (code == NO_TESTS and chosen):
            return outcome
        return replace(outcome, failed=max(outcome.failed, 1))  # also when pytest itself broke


def tally(database: str, report: Path) -> Outcome:
    """Count a JUnit report: passed, failed, seconds, and the reasons of what was skipped."""
    if not report.exists():
        return Outcome(database, passed=0, failed=0, seconds=0, left_out=())
    suite = ElementTree.parse(report).getroot()
    passed, failed, reasons = 0, 0, set[str]()
    for case in suite.iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skipped is not None:
            reasons.add(skipped.get("message", "no reason given"))
        else:
            passed += 1
    seconds = sum(float(part.get("time", 0)) for part in suite.iter("testsuite"))
    return Outcome(database, passed, failed, seconds, tuple(sorted(reasons)))


@contextlib.contextmanager
def started(database: str, url: str | None, arguments: list[str], *, aside: bool) -> Iterator[Run]:
    """Start the suite on one database. Its process and its folder end with the block, whatever happens.

    A run `aside` writes to a file, to be shown when it has ended.
    """
    with tempfile.TemporaryDirectory(prefix="portal-test-") as name:
        folder = Path(name)
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["PORTAL_DATA_DIR"] = environment["TMPDIR"] = name  # what it leaves behind goes with the folder
        if url:
            environment["DATABASE_URL"] = url
        log = folder / "log" if aside else None
        color = ["--color=yes"] if aside and sys.stdout.isatty() else []
        command = [sys.executable, "-m", "pytest", f"--junit-xml={folder / 'report.xml'}"]
        with open(log, "wb") if log else contextlib.nullcontext() as output:
            process = subprocess.Popen(
                [*command, *color, *arguments], env=environment, stdout=output, stderr=output and subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                yield Run(database, process, folder, log)
            finally:
                if process.poll() is None:
                    process.terminate()
                process.wait()


def stop(number: int, frame: FrameType | None) -> None:
    """Turn a signal to end into an exit that runs every `finally` on its way."""
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run the suite on each database that is to be had, both at once: each keeps one core busy."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    left_out = []
    with contextlib.ExitStack() as stack:
        url = os.environ.get("DATABASE_URL", "")
        if not url.startswith("postgres"):
            folder = postgres.binaries()
            url = stack.enter_context(postgres.cluster(folder)) if folder else ""
        runs = []
        if url:
            # What looks at pages or at files, not at the database, has been seen with SQLite.
            on_database = [*arguments, "-m", "not browser and not once"]
            runs.append(stack.enter_context(started("PostgreSQL", url, on_database, aside=True)))
        else:
            how = f"no PostgreSQL {postgres.OLDEST} or newer found; apt install postgresql, or name one in DATABASE_URL"
            left_out.append(f"the suite on PostgreSQL: {how}")
        runs.insert(0, stack.enter_context(started("SQLite", None, arguments, aside=False)))
        outcomes = [run.wait(chosen=bool(arguments)) for run in runs]

    for outcome in outcomes:
        left_out += [f"{outcome.database}: {reason}" for reason in outcome.left_out]
    print()
    if left_out:
        print("Left out, and how to have it" + (" (in CI that is a failure):" if CI else ":"))
        print(*(f"  {line}" for line in left_out), sep="\n")
        print()
    for outcome in outcomes:
        print(outcome.line())
    failed = sum(outcome.failed for outcome in outcomes) + (len(left_out) if CI else 0)
    print(f"{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
