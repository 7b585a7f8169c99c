"""Fill a small province with this release and keep its copies, so that the next releases can be tried on them.

`python -m tests.upgrades.make 2026-11-25` is run once, on the commit of a release, before anything is added to it.
It writes two copies as `manage.py backup` makes them, of SQLite and of PostgreSQL; the release before's may then go.
Everybody in them is invented, and their keys, which stand here, open nothing else.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
KEYS = {
    "SECRET_KEY": "kept for trying upgrades, and used by no portal",
    "CITIZEN_KEYS": base64.urlsafe_b64encode(hashlib.sha256(b"kept for trying upgrades").digest()).decode(),
    "CITIZEN_HASH_KEY": "kept for trying upgrades, and used by no portal",
    "SEAL_KEY": "kept for trying upgrades, and used by no portal",
}
FILL = """
import events.demo.certificates, events.demo.day, events.demo.strategy
from django.db import transaction
from django.utils import translation
from funds.models import Province
from members.demo.province import make
from tests.members.demo_plans import SMALL
from welfare.models import User
with transaction.atomic(), translation.override("th"):
    make(SMALL)
    admin, officer = (User.objects.get(username=name) for name in ("admin", "officer"))
    day = events.demo.day.make(Province.objects.get(), by=admin)
    events.demo.strategy.make(Province.objects.get(), by=admin, second=officer)
    events.demo.certificates.make(day, address="http://127.0.0.1/certificates/check/", by=admin)
"""


def manage(room: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with the kept keys, a data folder, and a database of its own: SQLite in `room` without a `url`."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"PORTAL_DATA_DIR": str(room), "LOG_LEVEL": "ERROR", **KEYS} | ({"DATABASE_URL": url} if url else {})
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=HOME,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def fill(release: str, room: Path, url: str) -> None:
    """Make the province in the empty database `url` (SQLite in `room` where empty) and keep its copy."""
    engine = "postgresql" if url else "sqlite"
    for command in (("migrate", "--verbosity=0"), ("createcachetable",), ("shell", "-c", FILL), ("check_books",),
                    ("check_trail",), ("backup",)):  # fmt: skip
        done = manage(room, url, *command)
        if done.returncode:
            raise SystemExit(f"{command[0]} failed: {done.stdout}{done.stderr}")
    (copy,) = (room / "backups").glob("portal-*.tar.gz")
    shutil.copyfile(copy, HERE / f"{release}.{engine}.tar.gz")


def main(release: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        fill(release, room, "")
        shutil.rmtree(room / "backups")
        folder = postgres.binaries()
        if folder is None:
            raise SystemExit("A release is kept from PostgreSQL too; install it first.")
        with postgres.cluster(folder) as url:
            fill(release, room, url)


if __name__ == "__main__":
    main(*sys.argv[1:])
