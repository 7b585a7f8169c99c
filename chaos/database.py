"""Trials: PostgreSQL ends without a word, the line to it is cut, a replica is lost and another one promoted."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connections

from chaos import places
from chaos.killing import portal
from chaos.laws import Findings
from chaos.person import Person
from chaos.places import Postgres
from chaos.working import Crowd, note, settled, until
from funds.models import Fund
from welfare.models import User

PEOPLE = 6
AT_WORK = 60  # seconds after which a breakdown comes, however little was done


def at_work(crowd: Crowd, count: int) -> None:
    """Wait until `count` more forms were sent."""
    already = len(crowd.sent)
    until(lambda: len(crowd.sent) >= already + count, seconds=AT_WORK)


def database_killed(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres) -> None:
    """Kill PostgreSQL with all its processes while people work, and start it again."""
    with portal(data, url, workers=2) as node:
        for number in range(rounds):
            with Crowd(node.address, f"{seed} {number}", PEOPLE) as crowd:
                at_work(crowd, 8)
                connections.close_all()
                server.kill()
                found.done["PostgreSQL killed"] += 1
                time.sleep(3)
                server.start()
                back = crowd.acknowledged()
                took = places.wait_for(lambda: crowd.acknowledged() > back)  # noqa: B023
                at_work(crowd, 4)
            found.figures["seconds until work went on"] = max(found.figures.get("seconds until work went on", 0),
                                                              round(took, 1))  # fmt: skip
            settled(found, crowd)


@contextlib.contextmanager
def line(server: Postgres) -> Iterator[tuple[str, str]]:
    """Move a PostgreSQL into a network of its own; give its address there and the name of the line to it."""
    name, number = f"chaos{os.getpid()}", os.getpid() % 200 + 20
    here, there = f"ch{os.getpid()}"[:14], f"10.231.{number}.2"

    def ip(*words: str) -> None:
        subprocess.run(["/usr/sbin/ip", *words], check=True, capture_output=True)

    try:
        ip("netns", "add", name)
        ip("link", "add", here, "type", "veth", "peer", "name", "db0", "netns", name)
        ip("addr", "add", f"10.231.{number}.1/30", "dev", here)
        ip("link", "set", here, "up")
        ip("-n", name, "addr", "add", f"{there}/30", "dev", "db0")
        ip("-n", name, "link", "set", "db0", "up")
        ip("-n", name, "link", "set", "lo", "up")
        server.stop()
        hosts = server.data / "pg_hba.conf"
        hosts.write_text(f"{hosts.read_text()}\nhost all all 10.231.{number}.0/30 trust\n")
        server.options = server.options.replace("listen_addresses=127.0.0.1", "listen_addresses=*")
        server.within = ("/usr/sbin/ip", "netns", "exec", name)
        server.start()
        yield f"postgresql://portal@{there}:{server.port}/postgres", f"{name} db0"
    finally:
        connections.close_all()
        server.stop()
        server.within = ()
        subprocess.run(["/usr/sbin/ip", "netns", "del", name], check=False, capture_output=True)
        subprocess.run(["/usr/sbin/ip", "link", "del", here], check=False, capture_output=True)
        server.start()


def may_have_a_network() -> bool:
    """Try whether this machine gives a network of one's own."""
    if os.geteuid() != 0 or not Path("/usr/sbin/ip").exists():
        return False
    name = f"chaos-try{os.getpid()}"
    made = subprocess.run(["/usr/sbin/ip", "netns", "add", name], check=False, capture_output=True)
    subprocess.run(["/usr/sbin/ip", "netns", "del", name], check=False, capture_output=True)
    return made.returncode == 0


def network_cut(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres) -> None:
    """Cut the line between web and database while people work, and heal it."""
    if not may_have_a_network():
        found.figures["left out"] = "a network of one's own needs root and the program ip, on a kernel that gives one"
        return
    with line(server) as (address, where):
        name, device = where.split()
        cut = ["/usr/sbin/ip", "-n", name, "link", "set", device]
        with portal(data, address, workers=2) as node:
            for number in range(rounds):
                with Crowd(node.address, f"{seed} {number}", PEOPLE) as crowd:
                    at_work(crowd, 8)
                    subprocess.run([*cut, "down"], check=True)
                    found.done["line cut"] += 1
                    time.sleep(12 if number % 2 == 0 else 2)
                    subprocess.run([*cut, "up"], check=True)
                    back = crowd.acknowledged()
                    took = places.wait_for(lambda: crowd.acknowledged() > back)  # noqa: B023
                    at_work(crowd, 4)
                found.figures["seconds until work went on"] = max(found.figures.get("seconds until work went on", 0),
                                                                  round(took, 1))  # fmt: skip
                settled(found, crowd)


def replica_lost(found: Findings, data: Path, url: str, *, rounds: int, seed: str, server: Postgres) -> None:
    """Kill a replica while people read from it; then kill the primary and promote the replica."""
    standby = Postgres(below=server.home.parent)
    try:
        standby.copy(server.home, server.port)
        standby.start()
        synchronous(server, "*")
        fund = Fund.objects.order_by("position")[0]
        officer = User.objects.get(username="officer")
        pages = (f"/funds/{fund.code}/members/", "/province/phuket/", f"/funds/{fund.code}/journal/")
        with portal(data, url, workers=2, environment={"DATABASE_REPLICA_URL": standby.url}) as node:
            reader = Person(node.address, officer)

            def read(times: int) -> None:
                for number in range(times):
                    answer = reader.get(pages[number % len(pages)])
                    found.done["pages read"] += 1
                    found.check(answer.status_code == 200, f"a page answered {answer.status_code}")

            for number in range(rounds):
                with Crowd(node.address, f"{seed} {number}", 3) as crowd:
                    at_work(crowd, 5)
                    read(6)
                    found.figures["read from the replica"] = in_use(node.address, officer)
                    # The primary waits for its replica before it acknowledges: who takes that away, says so first.
                    synchronous(server, "")
                    standby.kill()
                    found.done["replica killed"] += 1
                    read(6)
                    out = places.wait_for(lambda: not in_use(node.address, officer), 30)
                    found.figures["seconds until it was left out"] = round(out, 1)
                    at_work(crowd, 3)
                    standby.start()
                    found.figures["seconds until it was used again"] = round(
                        places.wait_for(lambda: in_use(node.address, officer), 60), 1
                    )
                    synchronous(server, "*")
                settled(found, crowd)
            with Crowd(node.address, f"{seed} last", 3) as crowd:
                at_work(crowd, 10)
                connections.close_all()
                server.kill()
                found.done["primary killed, replica promoted"] += 1
        note(found, crowd.sent)
        standby.promote()
        server.data, standby.data, server.home, standby.home = standby.data, server.data, standby.home, server.home
        server.port, standby.port = standby.port, server.port
        point_at(server)
        with portal(data, server.url, workers=2) as node:
            for one in crowd.sent:
                one.post.by.address = node.address
                one.post.by.browser.cookies.clear()
                one.post.by.__init__(node.address, one.post.by.user)  # type: ignore[misc]
            moved = [(one, one.post) for one in crowd.sent]
            for one, post in moved:
                fields = post.fields | {"csrfmiddlewaretoken": token(one.post.by)}
                one.post = type(post)(post.by, post.path.replace(post.path.split("/")[2], node.address.split("/")[2])
                                      if post.path.startswith("http") else post.path, fields, post.files)  # fmt: skip
            settled(found, crowd)
    finally:
        connections.close_all()
        standby.remove()


def synchronous(server: Postgres, names: str) -> None:
    server.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
    server.ask("SELECT pg_reload_conf()")


def in_use(address: str, officer: User) -> bool:
    """Ask the page on the state of the portal whether the replica is read."""
    admin = Person(address, User.objects.get(username="admin"))
    parts = admin.get("/readyz").json()["parts"]
    return bool(parts["replica1"]["well"])


def token(person: Person) -> str:
    """Take a token for forms, as any page gives it."""
    person.get("/accounts/password/change/")
    return str(person.browser.cookies.get("csrftoken", ""))


def point_at(server: Postgres) -> None:
    """Let this process ask the server that is the primary now."""
    settings = connections.databases["default"]
    settings["HOST"], settings["PORT"] = str(server.home), str(server.port)
    connections["default"].close()
    connections["default"].settings_dict.update(HOST=str(server.home), PORT=str(server.port))
