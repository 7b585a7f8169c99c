"""`make test`: the suite on SQLite, on every core, and at the end what was left out and how to have it.

`python -m tests [--postgresql | --browser] [arguments of pytest]`. With `--postgresql`, or where DATABASE_URL names
such a server, the suite runs there instead, on that server or else on a private one; with `--browser` the journeys in a
real browser run, which the suite leaves out. The last line is `N passed, N failed`; in CI (CI=true) what is left out
fails.
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
# What looks at pages or at files, not at the database, has been seen with SQLite.
ON_THE_DATABASE = ("-m", "not browser and not once")
WITHOUT_A_BROWSER, IN_A_BROWSER = ("-m", "not browser and not postgresql"), ("-m", "browser")
# A worker for each core, each with a database of its own; the tests of one file stay together.
ON_ALL_CORES = ("-n", str(os.cpu_count() or 1), "--dist", "loadfile", "--maxprocesses", "8")


@dataclass(frozen=True)
class Outcome:
    """What one run of the suite came to, and which reasons tests gave for being left out."""

    passed: int
    failed: int
    seconds: float
    left_out: tuple[str, ...]


def tally(report: Path) -> Outcome:
    """Count a JUnit report: passed, failed, seconds, and the reasons of what was skipped."""
    if not report.exists():
        return Outcome(passed=0, failed=0, seconds=0, left_out=())
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
    return Outcome(passed, failed, seconds, tuple(sorted(reasons)))


def run(url: str, arguments: list[str], *, browser: bool = False) -> Outcome:
    """Run the suite, on SQLite where `url` is empty. What it leaves behind goes with its folder."""
    with tempfile.TemporaryDirectory(prefix="portal-test-") as name:
        report = Path(name) / "report.xml"
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["PORTAL_DATA_DIR"] = environment["TMPDIR"] = name
        if url:
            environment["DATABASE_URL"] = url
        cores = () if arguments else ON_ALL_CORES  # a few chosen tests start sooner in one process
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *cores, *arguments]
        if not url and not arguments:
            command += IN_A_BROWSER if browser else WITHOUT_A_BROWSER
        process = subprocess.Popen([*command, *(ON_THE_DATABASE if url else ())], env=environment,
                                   stdin=subprocess.DEVNULL)  # fmt: skip
        try:
            code = process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait()
        outcome = tally(report)
        if code == 0 or (code == NO_TESTS and arguments):
            return outcome
        return replace(outcome, failed=max(outcome.failed, 1))  # also when pytest itself broke


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Give the DATABASE_URL of a PostgreSQL: the one named outside, else a private one; empty where there is none."""
    named = os.environ.get("DATABASE_URL", "")
    folder = postgres.binaries()
    if named.startswith("postgres"):
        yield named
    elif folder:
        with postgres.cluster(folder) as url:
            yield url
    else:
        yield ""


def stop(number: int, frame: FrameType | None) -> None:
    """Turn a signal to end into an exit that runs every `finally` on its way."""
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run the suite on the database asked for, and say how it went."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    if arguments[:1] == ["--postgresql"] or os.environ.get("DATABASE_URL", "").startswith("postgres"):
        with postgresql() as url:
            if not url:
                print(f"No PostgreSQL {postgres.OLDEST} or newer found; apt install postgresql, or name DATABASE_URL.")
                return 1
            outcome = run(url, [argument for argument in arguments if argument != "--postgresql"])
    else:
        given = [argument for argument in arguments if argument != "--browser"]
        outcome = run("", given, browser="--browser" in arguments)

    print()
    if outcome.left_out:
        print("Left out, and how to have it" + (" (in CI that is a failure):" if CI else ":"))
        print(*(f"  {reason}" for reason in outcome.left_out), sep="\n")
        print()
    failed = outcome.failed + (len(outcome.left_out) if CI else 0)
    print(f"{outcome.passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
