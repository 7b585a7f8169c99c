"""Folders, databases and servers of our own, all on this machine and none left behind."""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

import psycopg

from tests import postgres

HOME = Path(__file__).resolve().parent.parent
PATIENCE = 600  # seconds for a start on a busy machine
SQLITE, POSTGRESQL = "sqlite", "postgresql"
# As a province runs it: what is acknowledged is on the disk.
OPTIONS = (
    "-c listen_addresses=127.0.0.1 -c shared_buffers=128MB -c max_connections=100 -c jit=off -c wal_level=replica "
    "-c hot_standby=on -c max_wal_senders=5"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgres(postgres.Cluster):
    """A PostgreSQL of our own, on a socket and on a port of this machine."""

    def __init__(self, port: int = 0, *, options: str = "", below: Path | None = None) -> None:
        folder = postgres.binaries()
        if folder is None:
            raise SystemExit(f"No PostgreSQL {postgres.OLDEST} or newer found; apt install postgresql.")
        self.port = port or free_port()
        self.within: tuple[str, ...] = ()  # the network it runs in, where it is not this machine's own
        super().__init__(folder, f"{OPTIONS} -c port={self.port} {options}", below=below)

    def start(self) -> None:
        if not self.within:
            return super().start()
        user = self.as_user
        command = [
            *self.within, "/usr/bin/setpriv", f"--reuid={user['user']}", f"--regid={user['group']}", "--clear-groups",
            str(self.folder / "pg_ctl"), "start", "--wait", "--pgdata", str(self.data), "--log", str(self.data / "log"),
            "--options", f"{self.options} -k {self.home}",
        ]  # fmt: skip
        subprocess.run(command, cwd=self.home, check=True, stdout=subprocess.DEVNULL)
        return None

    def ask(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.home), port=self.port, user="portal", dbname="postgres", autocommit=True
        ) as it:
            it.execute(statement)  # type: ignore[call-overload]

    @property
    def url(self) -> str:
        return f"postgresql://portal@{quote(str(self.home), safe='')}:{self.port}/postgres"

    def kill(self) -> None:
        """End the server and all its children at once, as when the machine loses power."""
        head = self.process()
        children = Path(f"/proc/{head}/task/{head}/children").read_text().split()
        for process in (head, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        wait_for(lambda: not any(Path(f"/proc/{process}").exists() and not is_zombie(process)
                                 for process in (head, *children)))  # fmt: skip

    def is_up(self) -> bool:
        answer = subprocess.run([self.folder / "pg_isready", "-q", "-h", self.home, "-p", str(self.port)], check=False)
        return answer.returncode == 0

    def stop(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if is_zombie(self.process()):  # it was killed, and has left the file that says it runs
                (self.data / "postmaster.pid").unlink()
        super().stop()

    def promote(self) -> None:
        self.run(self.folder / "pg_ctl", "promote", "--wait", "--pgdata", self.data)


def is_zombie(process: int | str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for(holds: object, patience: float = PATIENCE) -> float:
    """Wait until `holds()`; give the seconds it took. Raises TimeoutError."""
    begin = time.monotonic()
    while not holds():  # type: ignore[operator]
        if time.monotonic() - begin > patience:
            raise TimeoutError(f"{holds} does not come true")
        time.sleep(0.02)
    return time.monotonic() - begin


class Portal:
    """One node: `manage.py serve` on a port of its own."""

    def __init__(self, data: Path, url: str, *, workers: int = 1, environment: Mapping[str, str] | None = None) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = environment_of(data, url) | {"PORT": str(self.port), "WEB_CONCURRENCY": str(workers)}
        self.environment |= environment or {}
        self.process: subprocess.Popen[bytes] | None = None
        self.said = data / f"said-{self.port}"

    def start(self, *, before: tuple[str, ...] = ()) -> None:
        with open(self.said, "ab") as said:
            self.process = subprocess.Popen(
                [*before, sys.executable, HOME / "manage.py", "serve"], env=self.environment, stdout=said, stderr=said
            )
        wait_for(self.is_alive)

    def is_alive(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise SystemExit("The portal did not start: " + self.said.read_text(encoding="utf-8")[-3000:])
        with contextlib.suppress(HTTPError, URLError, OSError), urlopen(f"{self.address}/healthz", timeout=5) as page:
            return bool(page.status == 200)
        return False

    def workers(self) -> list[int]:
        assert self.process is not None
        head = self.process.pid
        with contextlib.suppress(OSError):
            return [int(one) for one in Path(f"/proc/{head}/task/{head}/children").read_text().split()]
        return []

    def kill_workers(self) -> list[int]:
        """End every worker without a word; the head of the server starts new ones."""
        killed = self.workers()
        for worker in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        return killed

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill_workers()
                self.process.kill()
                self.process.wait()


def environment_of(data: Path, url: str) -> dict[str, str]:
    """Give the environment of a portal with its data in `data`, its database at `url` (empty for SQLite)."""
    kept = {
        name: value for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DATABASE_REPLICA_URL", "PORTAL_HTTPS", "PORTAL_BACKUP_DIR"}
    }  # fmt: skip
    kept |= {"PORTAL_DATA_DIR": str(data), "PORTAL_DEMO": "no", "DJANGO_SETTINGS_MODULE": "welfare.settings"}
    return kept | ({"DATABASE_URL": url} if url else {})


def manage(
    data: Path, url: str, *words: str, before: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal and give what it said."""
    return subprocess.run(
        [*before, sys.executable, HOME / "manage.py", *words], env=environment_of(data, url) | more, text=True,
        capture_output=True, check=False,
    )  # fmt: skip


def filled(size: str, database: str) -> Path:
    """Give a folder with a filled portal (`data`, and `cluster` on PostgreSQL), made once for these sources."""
    digest = hashlib.sha256(f"{size} {database}".encode())
    sources = [
        path for room in ("welfare", "funds", "members", "events") for path in (HOME / room).rglob("migrations/**/*")
    ]
    sources += [*(HOME / "members" / "demo").glob("*.py"), *(HOME / "events" / "demo").glob("*"),
                HOME / "chaos" / "fill.py", *(HOME / "static").rglob("*")]  # fmt: skip
    for source in sorted(path for path in sources if path.is_file() and path.suffix != ".pyc"):
        digest.update(source.read_bytes())
    made = Path(tempfile.gettempdir()) / f"portal-chaos-{os.getuid()}-{digest.hexdigest()[:16]}"
    if made.exists():
        return made
    half = Path(tempfile.mkdtemp(prefix="portal-chaos-half-"))
    half.chmod(0o755)
    (half / "data").mkdir()
    server = Postgres() if database == POSTGRESQL else None
    try:
        if server:
            server.make()
            server.start()
        subprocess.run(
            [sys.executable, "-m", "chaos.fill", size], cwd=HOME, check=True,
            env=environment_of(half / "data", server.url if server else ""),
        )  # fmt: skip
        if server:
            server.run(server.folder / "pg_ctl", "stop", "--wait", "--pgdata", server.data, "--mode", "fast")
            shutil.move(server.data, half / "cluster")
        half.rename(made)
    finally:
        if server:
            server.remove()
        shutil.rmtree(half, ignore_errors=True)
    return made


@contextlib.contextmanager
def place(size: str, database: str) -> Iterator[tuple[Path, Postgres | None]]:
    """Give a filled portal of one's own: its data folder, and its running PostgreSQL if it has one."""
    made = filled(size, database)
    room = Path(tempfile.mkdtemp(prefix="portal-chaos-room-"))
    room.chmod(0o755)
    shutil.copytree(made / "data", room / "data")
    server = None
    try:
        if database == POSTGRESQL:
            server = Postgres()
            subprocess.run(["/usr/bin/cp", "-a", made / "cluster", server.data], check=True)
            server.start()
        yield room / "data", server
    finally:
        if server:
            server.remove()
        shutil.rmtree(room, ignore_errors=True)
