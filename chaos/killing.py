"""Trial: a web worker ends without a word in the middle of every kind of writing; a copy is cut off."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from chaos import laws, places
from chaos.acts import ACTS
from chaos.laws import Findings
from chaos.places import Portal
from chaos.working import note, sent
from chaos.world import World
from welfare import backups
from welfare.overview import copies

# Issuing goes on in parts, each whole, and the next opening of its page takes it up where it stopped.
IN_PARTS = {"certificates issued"}
# Who was helped before leaves no row here again; check_books counts whom each fund helped.
OF_THE_FIRST_TIME = {"members_helped", "members_helpedinprovince"}


def shape(grown: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Give by how much tables have grown, but for what only the first help to somebody leaves."""
    return tuple(part for part in grown if part[0] not in OF_THE_FIRST_TIME)


@contextlib.contextmanager
def portal(data: Path, url: str, **more: object) -> Iterator[Portal]:
    node = Portal(data, url, **more)  # type: ignore[arg-type]
    try:
        node.start()
        yield node
    finally:
        node.stop()


def workers_killed(found: Findings, data: Path, url: str, *, rounds: int, seed: str) -> None:
    """Kill every worker in the middle of a write, `rounds` times, going through all kinds of writing.

    A knife that falls after the answer is counted too, but not among the `rounds`; twice as many fall at most.
    """
    rng, known, took = Random(seed), dict[str, set[object]](), dict[str, float]()
    with portal(data, url) as node:
        world = World(node.address, rng)
        for name, act in ACTS.items():
            post, before = act(world), laws.rows()
            one = sent(name, post)
            found.check(one.is_acknowledged, f"{name}: not taken even when nothing breaks: {one.status}")
            known[name], took[name] = {shape(laws.added(before))}, one.seconds
        for name in islice(cycle(ACTS), 2 * rounds):
            if found.done["kills in the middle of a write"] >= rounds:
                break
            post, before = ACTS[name](world), laws.rows()
            killed: list[int] = []
            knife = threading.Timer(rng.uniform(0.05, 1.0) * took[name], lambda: killed.extend(node.kill_workers()))  # noqa: B023
            knife.start()
            one = sent(name, post)
            knife.join()
            places.wait_for(node.is_alive)
            there = laws.added(before)
            found.done["workers killed"] += len(killed)
            found.done["kills in the middle of a write" if one.status == 0 else "kills after the answer"] += 1
            found.done["… of which written" if there else "… of which not written"] += one.status == 0
            note(found, [one])
            if one.is_acknowledged:
                took[name] = (took[name] + one.seconds) / 2
                found.check(bool(there), f"{name}: acknowledged and not there")
            if there and name not in IN_PARTS:
                found.check(shape(there) in known[name], f"{name}: there by half: {there}, not {known[name]}")
            again = sent(name, post)
            found.check(0 < again.status < 500, f"{name}: sent again: {again.status}")
            whole = laws.added(before)
            if not there:
                known[name].add(shape(whole))
            found.check(bool(whole), f"{name}: sent again and still not there")
            found.check(whole == there or not there or name in IN_PARTS, f"{name}: written twice: {there}, {whole}")
            sent(name, post)
            found.check(laws.added(before) == whole, f"{name}: a third click wrote again")
            found.done[f"kind: {name}"] += 1
            if sum(found.done[f"kind: {each}"] for each in ACTS) % 50 == 0:
                found.whole()
    found.whole()


def copies_killed(found: Findings, data: Path, url: str, *, rounds: int, seed: str) -> None:
    """Kill `manage.py backup` at a random moment: what is named a copy is whole, and the next one works."""
    rng, folder = Random(seed), data / "backups"
    command = [sys.executable, places.HOME / "manage.py", "backup"]
    begin = time.monotonic()
    made = places.manage(data, url, "backup")
    takes = time.monotonic() - begin
    found.check(made.returncode == 0, f"no copy even when nothing breaks: {made.stderr[-300:]}")
    for _round in range(rounds):
        process = subprocess.Popen(
            command, env=places.environment_of(data, url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(rng.uniform(0.4, 1.0) * takes)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found.done["copies cut off"] += 1
    for copy in sorted(folder.glob("portal-*")):
        wrong = backups.rehearse(copy, copies.database(), heads=copies.HEADS)
        found.check(not wrong, f"{copy.name} is not whole: {wrong}")
        found.done["copies read back whole"] += 1
    last = places.manage(data, url, "backup", "--rehearse")
    found.check(last.returncode == 0, f"no copy after the others were cut off: {last.stderr[-300:]}")
    left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    found.figures["half copies left behind"] = len(left)
