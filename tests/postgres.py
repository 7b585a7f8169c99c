"""A private PostgreSQL for one run of the tests: made in a temporary folder, ended and removed with it."""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

OLDEST = 15  # the first release whose initdb takes an ICU locale
UNPRIVILEGED = "nobody"
# Nothing here has to survive the run, so nothing waits for the disk.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off "
    "-c shared_buffers=128MB -c max_connections=80"
)

# The portal's: Thai letters count as letters (C.UTF-8), and names sort as in a Thai dictionary.
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=th-TH")


def binaries() -> Path | None:
    """Find the folder that holds initdb and pg_ctl of the newest PostgreSQL here, if it is new enough."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_in, reverse=True)
    on_path = shutil.which("initdb")
    for folder in ([Path(on_path).resolve().parent] if on_path else []) + folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists() and version_of(folder) >= OLDEST:
            return folder
    return None


def version_in(folder: Path) -> int:
    """Read the release from a folder's name, as Debian lays them out; 0 when it has none."""
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def version_of(folder: Path) -> int:
    """Ask initdb for its release."""
    answer = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+", answer)
    return int(found[0]) if found else 0


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL from `folder` on a socket of its own and give its DATABASE_URL."""
    home = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam(UNPRIVILEGED)
        os.chown(home, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(*command: str | Path) -> None:
        # The server inherits this output, so it is a file: a pipe would stay open until the server ends.
        with open(home / "log", "ab") as log:
            subprocess.run(command, cwd=home, stdout=log, stderr=log, check=True, **as_user)

    data = home / "data"
    try:
        try:
            run(folder / "initdb", "--pgdata", data, "--username", "portal", "--auth", "trust", "--no-sync",
                *LOCALE)  # fmt: skip
            run(folder / "pg_ctl", "start", "--wait", "--pgdata", data, "--options", f"{OPTIONS} -k {home}")
        except subprocess.CalledProcessError as fault:
            fault.add_note((home / "log").read_text(encoding="utf-8", errors="replace")[-3000:])
            raise
        try:
            yield f"postgresql://portal@{quote(str(home), safe='')}/postgres"
        finally:
            run(folder / "pg_ctl", "stop", "--wait", "--pgdata", data, "--mode", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)
