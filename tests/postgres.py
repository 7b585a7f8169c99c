"""A private PostgreSQL for one run of the tests: made in a temporary folder, ended and removed with it.

`make bench KEEP=…` keeps one in a folder of its own instead.
"""

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
# Nothing here has to survive the run, so nothing waits for the disk. A replica that was away while the others wrote
# finds what it missed.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off "
    "-c shared_buffers=128MB -c max_connections=80 -c wal_keep_size=1GB"
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


class Cluster:
    """One PostgreSQL in a folder of its own, as the user `nobody` where we are root; `url` is its DATABASE_URL."""

    def __init__(
        self, folder: Path, options: str = OPTIONS, *, below: Path | None = None, kept: Path | None = None
    ) -> None:
        self.folder, self.options = folder, options
        if kept:
            kept.mkdir(parents=True, exist_ok=True)
        self.home = kept or Path(tempfile.mkdtemp(prefix="portal-pg-", dir=below))
        self.data = self.home / "data"
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam(UNPRIVILEGED)
            os.chown(self.home, account.pw_uid, account.pw_gid)
            self.as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    @property
    def url(self) -> str:
        return f"postgresql://portal@{quote(str(self.home), safe='')}/postgres"

    def run(self, *command: str | Path) -> None:
        # The server inherits this output, so it is a file: a pipe would stay open until the server ends.
        with open(self.home / "log", "ab") as log:
            try:
                subprocess.run(command, cwd=self.home, stdout=log, stderr=log, check=True, **self.as_user)
            except subprocess.CalledProcessError as fault:
                fault.add_note((self.home / "log").read_text(encoding="utf-8", errors="replace")[-3000:])
                raise

    def make(self) -> None:
        self.run(self.folder / "initdb", "--pgdata", self.data, "--username", "portal", "--auth", "trust", "--no-sync",
                 *LOCALE)  # fmt: skip

    def copy(self, host: str | Path, port: int = 5432) -> None:
        """Begin as a standby of the server at `host`, which it follows once started."""
        self.run(self.folder / "pg_basebackup", "--pgdata", self.data, "--host", str(host), "--port", str(port),
                 "--username", "portal", "--write-recovery-conf", "--checkpoint=fast", "--no-sync")  # fmt: skip

    def start(self) -> None:
        options = f"{self.options} -k {self.home}"
        self.run(self.folder / "pg_ctl", "start", "--wait", "--pgdata", self.data, "--options", options)

    def stop(self, mode: str = "immediate") -> None:
        """End it at once, if it runs."""
        if (self.data / "postmaster.pid").exists():
            self.run(self.folder / "pg_ctl", "stop", "--wait", "--pgdata", self.data, "--mode", mode)

    def process(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def remove(self) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self.home, ignore_errors=True)


@contextlib.contextmanager
def cluster(folder: Path, options: str = OPTIONS, *, kept: Path | None = None) -> Iterator[str]:
    """Run a PostgreSQL from `folder` on a socket of its own and give its DATABASE_URL; it may be `kept`."""
    server = Cluster(folder, options, kept=kept)
    try:
        if not server.data.exists():
            server.make()
        server.start()
        yield server.url
    finally:
        if kept:
            server.stop("fast")
        else:
            server.remove()


@contextlib.contextmanager
def standby(folder: Path, host: str) -> Iterator[Cluster]:
    """Run a standby of the server whose socket lies in `host`: it has all databases of that one, and follows it."""
    server = Cluster(folder, below=Path(host).parent)  # where `nobody` gets to
    try:
        server.copy(host)
        server.start()
        yield server
    finally:
        server.remove()
