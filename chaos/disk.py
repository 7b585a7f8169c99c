"""Trials: the disk is full; another program holds the SQLite file; the SQLite file is cut."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from django.db import connections

from chaos import laws, places
from chaos.acts import ACTS
from chaos.killing import portal
from chaos.laws import Findings
from chaos.person import Person
from chaos.places import Postgres
from chaos.working import note, sent
from chaos.world import World
from welfare.models import User

WRITTEN = ("a contribution", "an enrolment", "other income", "a payment")


@contextlib.contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[None]:
    """Put `folder` on a disk of its own that is soon full."""
    kept = folder.with_name(folder.name + ".kept")
    folder.rename(kept)
    folder.mkdir()
    subprocess.run(["/usr/bin/mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", folder], check=True)
    try:
        subprocess.run(["/usr/bin/cp", "-a", f"{kept}/.", folder], check=True)
        shutil.copystat(kept, folder)
        os.chown(folder, kept.stat().st_uid, kept.stat().st_gid)
        yield
    finally:
        subprocess.run(["/usr/bin/umount", "--lazy", folder], check=False)
        folder.rmdir()
        kept.rename(folder)


def fill(ballast: Path) -> None:
    """Write until there is no room left."""
    with contextlib.suppress(OSError), open(ballast, "wb") as out:
        while True:
            out.write(b"\0" * 65536)
            out.flush()


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) >> 20


def may_have_a_disk(beside: Path) -> bool:
    """Try whether this machine mounts a small disk."""
    if os.geteuid() != 0:
        return False
    place = beside.with_name("try")
    place.mkdir()
    tmpfs = ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place]
    made = subprocess.run(tmpfs, check=False, capture_output=True)
    subprocess.run(["/usr/bin/umount", "--lazy", place], check=False, capture_output=True)
    place.rmdir()
    return made.returncode == 0


def disk_full(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres | None) -> None:
    """Fill the disk that the database is on while people write; make room again."""
    if not may_have_a_disk(data):
        found.figures["left out"] = "a small disk needs root, on a kernel that mounts one"
        return
    folder = server.data if server else data
    connections.close_all()
    if server:
        server.stop()
    room = size_of(folder) + (80 if server else 40)
    with small_disk(folder, room):
        if server:
            server.start()
        try:
            with portal(data, url) as node:
                write_on_a_full_disk(found, node.address, folder, rounds=rounds, seed=seed, server=server)
        finally:
            connections.close_all()
            if server:
                server.stop()
    if server:
        server.start()


def write_on_a_full_disk(
    found: Findings, address: str, folder: Path, *, rounds: int, seed: str, server: Postgres | None
) -> None:
    ballast = folder / "ballast"
    for number in range(rounds):
        world = World(address, Random(f"{seed} {number}"))
        posts = [(name, ACTS[name](world)) for name in WRITTEN * 6]
        before = laws.rows()
        connections.close_all()
        fill(ballast)
        found.done["disk filled"] += 1
        answers = [sent(name, post) for name, post in posts]
        note(found, answers)
        refused = [one for one in answers if one.status == 503]
        found.check(bool(refused), "nobody was told that the disk is full")
        found.done["told that there is no room"] += sum("ไม่มีที่ว่าง" in one.words for one in refused)
        ballast.unlink()
        if server and not server.is_up():
            found.done["PostgreSQL ended by itself on a full disk"] += 1
            server.stop()
            server.start()
        # /readyz asks for more room than this disk has.
        places.wait_for(lambda: Person(address, None).get("/").status_code == 200)
        acknowledged = [one for one in answers if one.is_acknowledged]
        here = laws.rows()
        for one in acknowledged:
            sent(one.act, one.post)
        found.check(not laws.added(here), f"acknowledged on a full disk, and lost: {laws.added(here)}")
        for one in answers:
            again = sent(one.act, one.post)
            found.check(again.status == 302, f"{one.act}: not taken once there was room: {again.status}")
        found.check(bool(laws.added(before)), "nothing was written at all")
        found.whole()


def file_locked(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres | None) -> None:
    """Let another program hold the SQLite file: for moments, and for longer than anybody waits."""
    file = data / "portal.sqlite3"
    with portal(data, url) as node:
        world = World(node.address, Random(seed))
        for number in range(rounds):
            held = 2 if number else 24  # a statement waits for 20 seconds
            post, before = ACTS["a contribution"](world), laws.rows()
            connections.close_all()
            release = threading.Event()
            other = threading.Thread(target=hold, args=(file, release))
            other.start()
            timer = threading.Timer(held, release.set)
            timer.start()
            one = sent("a contribution", post)
            reader = Person(node.address, None).get("/")
            timer.join()
            other.join()
            note(found, [one])
            found.done["file held by another program"] += 1
            found.check(reader.status_code == 200, f"reading stopped too: {reader.status_code}")
            found.check(one.status == (302 if number else 503), f"held for {held} s: {one.status}")
            sent("a contribution", post)
            whole = laws.added(before)
            sent("a contribution", post)
            found.check(bool(whole) and laws.added(before) == whole, f"not there once: {laws.added(before)}")
    found.whole()


def hold(file: Path, release: threading.Event) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        release.wait()
        other.execute("ROLLBACK")


def file_cut(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres | None) -> None:
    """Cut the SQLite file: under the portal as it runs, and before it starts; put the copy back that it offers."""
    file = data / "portal.sqlite3"
    for number in range(rounds):
        rng = Random(f"{seed} {number}")
        with portal(data, url) as node:
            world = World(node.address, rng)
            answer = sent("a contribution", ACTS["a contribution"](world))
            found.check(answer.is_acknowledged, f"not taken: {answer.status}")
            said = places.manage(data, url, "backup")
            found.check(said.returncode == 0, f"no copy: {said.stderr[-300:]}")
            kept = laws.rows()
            connections.close_all()
            officer = Person(node.address, User.objects.get(username="officer"))
            connections.close_all()
            with contextlib.closing(sqlite3.connect(file)) as other:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            os.truncate(file, int(file.stat().st_size * rng.uniform(0.2, 0.6)))
            found.done["file cut under the portal"] += 1
            for path in ("/", "/province/phuket/", "/funds/rawai/members/", "/funds/rawai/journal/"):
                page = officer.get(path)
                found.done[f"answers: {page.status_code}"] += 1
                found.check(page.status_code in {200, 503}, f"{path}: {page.status_code}")
                if page.status_code == 503:
                    found.check(page.headers["X-Request-Number"] in page.text, "no number on the page")
                    found.done["told that the file is broken"] += "ชำรุด" in page.text
        refused = places.manage(data, url, "serve", PORT=str(places.free_port()))
        found.done["starts refused on a cut file"] += refused.returncode != 0
        found.check(
            "Nothing was changed" in refused.stderr and "manage.py restore" in refused.stderr, refused.stderr[-500:]
        )
        copy = (
            refused.stderr.split("manage.py restore ")[-1].split()[0] if "manage.py restore" in refused.stderr else ""
        )
        for part in data.glob("portal.sqlite3*"):
            part.rename(part.with_name(f"cut-{number}-{part.name}"))
        restored = places.manage(data, url, "restore", copy)
        found.check(restored.returncode == 0, f"not put back: {restored.stderr[-500:]} {restored.stdout[-300:]}")
        found.done["copy put back"] += 1
        connections.close_all()
        found.check(not laws.added(kept), f"the copy lacks {laws.added(kept)}")
        found.whole()
        time.sleep(1.1)  # a copy is named by its second
