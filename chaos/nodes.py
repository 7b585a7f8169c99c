"""Trials: two nodes and two schedulers at once; a node whose clock is an hour wrong."""

import subprocess
import sys
import threading
from pathlib import Path
from random import Random

from chaos import laws, places
from chaos.acts import ACTS
from chaos.killing import portal
from chaos.laws import Findings
from chaos.person import Post
from chaos.working import Crowd, Sent, note, sent, settled, until
from chaos.world import World
from welfare.models import Chore

SHIFT = Path(__file__).with_name("shift.c")


def two_at_once(found: Findings, data: Path, url: str, *, rounds: int, seed: str) -> None:
    """Send the same form to two nodes at the same moment, `rounds` times; let two schedulers run at once."""
    rng = Random(seed)
    with portal(data, url) as one, portal(data, url) as two:
        world = World(one.address, rng)
        for number in range(rounds):
            name = list(ACTS)[number % len(ACTS)]
            post, before = ACTS[name](world), laws.rows()
            clean = laws.added(before)
            answers = at_both(name, post, one.address, two.address)
            once = laws.added(before)
            note(found, answers)
            found.done["forms sent to both nodes at once"] += 1
            found.check(not clean and bool(once), f"{name}: sent twice at once, and not there")
            found.check(all(0 < answer.status < 500 for answer in answers), f"{name}: {[a.status for a in answers]}")
            sent(name, post)
            found.check(laws.added(before) == once, f"{name}: a later click wrote again")
    for _round in range(max(rounds // 14, 2)):
        Chore.objects.all().delete()
        command = [sys.executable, places.HOME / "manage.py", "work"]
        both = [
            subprocess.Popen(command, env=places.environment_of(data, url), stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
            for _scheduler in range(2)
        ]  # fmt: skip
        said = [process.communicate()[0] for process in both]
        found.done["schedulers run at once"] += 2
        found.check(all(process.returncode == 0 for process in both), f"a scheduler failed: {said}")
        made = list((data / "backups").glob("portal-*"))
        found.check(len(made) == found.done["schedulers run at once"] // 2, f"{len(made)} copies were made")
        found.check(not Chore.objects.filter(ended_at=None).exists(), "a chore did not end")
    found.whole()


def at_both(name: str, post: Post, *addresses: str) -> list[Sent]:
    """Send one form to several nodes at the same moment."""
    together, answers = threading.Barrier(len(addresses)), list[Sent]()

    def one(address: str) -> None:
        path = "/" + post.path.split("/", 3)[3] if post.path.startswith("http") else post.path
        mine = Post(post.by, address + path, post.fields, post.files)
        together.wait()
        answers.append(sent(name, mine))

    threads = [threading.Thread(target=one, args=(address,)) for address in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def clock_wrong(found: Findings, data: Path, url: str, *, rounds: int, seed: str) -> None:
    """Let one node be an hour ahead, then an hour behind, beside one whose clock is right."""
    library = data / "shift.so"
    made = subprocess.run(["/usr/bin/cc", "-shared", "-fPIC", "-o", library, SHIFT, "-ldl"], check=False)
    if made.returncode != 0:
        found.figures["left out"] = "a wrong clock needs a C compiler"
        return
    for seconds in (3600, -3600):
        wrong = {"LD_PRELOAD": str(library), "SHIFT_SECONDS": str(seconds)}
        with portal(data, url, environment=wrong) as one, portal(data, url) as two:
            with (
                Crowd(one.address, f"{seed} {seconds}", 2) as late,
                Crowd(two.address, f"{seed} right {seconds}", 2) as right,
            ):
                until(lambda: min(late.acknowledged(), right.acknowledged()) >= rounds, seconds=120)
            found.done["nodes with a clock that is an hour wrong"] += 1
            for crowd in (late, right):
                # A node that is behind says in words of today's date, around midnight, that it has not come yet.
                understood = [words for words in crowd.odd if "ยังมาไม่ถึง" in words]
                found.done["forms whose day the wrong clock refused in words"] += len(understood)
                crowd.odd = [words for words in crowd.odd if words not in understood]
                found.check(crowd.acknowledged() > 0 or bool(understood), "nobody got any work done")
                settled(found, crowd)
        said = places.manage(data, url, "work", "sessions", LD_PRELOAD=str(library), SHIFT_SECONDS=str(seconds))
        found.check(said.returncode == 0, f"the scheduler with the wrong clock failed: {said.stderr[-300:]}")
