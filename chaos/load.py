"""Trial: 180 people of 18 funds work at once, with the pauses that people make, reading and writing."""

import copy
import statistics
import threading
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from urllib.parse import quote

from django.db import connections

from chaos import PAUSE
from chaos.acts import ACTS
from chaos.killing import portal
from chaos.laws import Findings
from chaos.person import Person, Unexpected
from chaos.working import AWAY
from chaos.world import GIVEN, World
from funds.models import Fund
from members.models import Claim, Membership
from tests import factories
from welfare.models import User

PEOPLE_OF_A_FUND = 10
WRITES = ("a contribution", "an enrolment", "a claim filed", "a claim decided", "a payment", "other income")
WRITING = 0.25  # of what people do; the rest is reading
ALONE = 40  # things that one person does before the others come
BAR = 5.0


class Ready(World):
    """A fund whose people, members and claims were looked up beforehand: the database is asked by the portal alone."""

    def __init__(self, address: str, rng: Random, fund: Fund, users: dict[str, User]) -> None:
        super().__init__(address, rng)
        self.funds, self.users = [fund], users
        self.waiting: list[Claim] = []
        self.approved: list[Claim] = []
        active = Membership.objects.of(fund).exclude(joined_on=None).filter(ended_on=None)
        self.members = list(active.select_related("person").order_by("-pk")[:400])
        self.read = [member.pk for member in self.members]
        self.cash = factories.cash_of(fund).pk

    def user(self, office: str, fund: Fund | None = None) -> User:
        return self.users[office]

    def member(self, fund: Fund) -> Membership:
        found = self.members.pop() if self.members else super().member(fund)
        self.used.add(found.pk)
        return found

    def of_one_person(self) -> "Ready":
        """Give this fund with browsers of one's own: nobody shares cookies with a colleague."""
        mine = copy.copy(self)
        mine.people = {}
        for name, person in self.people.items():
            mine.people[name] = Person(self.address, None)
            mine.people[name].browser.cookies.update(person.browser.cookies)
        return mine

    def rest(self) -> None:
        """Let go of the lines to the portal, as a browser does that is left alone for a while."""
        for person in self.people.values():
            person.browser.close()

    def claim(self, fund: Fund, *, approved: bool = False) -> Claim:
        return (self.approved if approved else self.waiting).pop()

    def prepare(self, count: int) -> None:
        """Have `count` claims wait for the chair, and as many for the treasurer."""
        fund = self.funds[0]
        for _claim in range(count):
            self.waiting.append(super().claim(fund))
            self.approved.append(super().claim(fund, approved=True))


class Timed:
    """How long each kind of page took, in seconds, and whatever went wrong."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []
        self.lock = threading.Lock()

    def all(self) -> list[float]:
        return [seconds for kind in self.took.values() for seconds in kind]


def do_one_thing(world: Ready, person: Person, timed: Timed, rng: Random) -> None:
    """Read a page or write something, as somebody of a fund does, and note how long each answer took."""
    code = world.funds[0].code
    pages = (
        ("front page of the fund", f"/funds/{code}/"), ("register", f"/funds/{code}/members/"),
        ("search", f"/funds/{code}/members/?q={quote(rng.choice(GIVEN))}"),
        ("a member", f"/funds/{code}/members/{rng.choice(world.read)}/"), ("claims", f"/funds/{code}/claims/"),
        ("journal", f"/funds/{code}/journal/"), ("receipts", f"/funds/{code}/receipts/"), ("public page", "/"),
    )  # fmt: skip
    begin = time.monotonic()
    if rng.random() < WRITING:
        name = rng.choice(WRITES)
        post = ACTS[name](world)
        begin = time.monotonic()
        answer, wanted = post.send(), 302
        if answer.status_code == 200:
            raise Unexpected(f"{name}: not taken")
    else:
        name, path = rng.choice(pages)
        answer, wanted = person.get(path), 200
    seconds = time.monotonic() - begin
    with timed.lock:
        timed.took[name].append(seconds)
        if answer.status_code != wanted:
            timed.wrong.append(f"{name}: {answer.status_code}")


def at_work(world: Ready, timed: Timed, ended: threading.Event, seed: str, pause: float) -> None:
    rng, world = Random(seed), world.of_one_person()
    person = world.people[f"treasurer.{world.funds[0].code}"]
    if ended.wait(rng.uniform(0, pause)):
        return
    while not ended.is_set():
        try:
            do_one_thing(world, person, timed, rng)
        except (*AWAY, Unexpected, IndexError) as fault:
            with timed.lock:
                timed.wrong.append(f"{type(fault).__name__}: {str(fault)[:300]}")
        world.rest()
        ended.wait(rng.expovariate(1 / pause))


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def people_at_work(found: Findings, data: Path, url: str, *, rounds: int, seed: str) -> None:
    """Let 180 people work for `rounds` minutes, after one has worked alone."""
    with portal(data, url, workers=2) as node:
        worlds = []
        for number, fund in enumerate(Fund.objects.order_by("position")):
            offices = ("treasurer", "chair", "secretary", "auditor")
            users = {office: User.objects.get(username=f"{office}.{fund.code}") for office in offices}
            world = Ready(node.address, Random(f"{seed} {number}"), fund, users)
            for office in offices:
                world.person(office, fund)
            world.prepare(4 + 4 * rounds)
            worlds.append(world)
        connections.close_all()
        for world in worlds:
            world.claim = Ready.claim.__get__(world)  # type: ignore[method-assign]
        alone, rng = Timed(), Random(seed)
        for number in range(ALONE + 8):
            world = worlds[number % len(worlds)]
            person = world.people[f"treasurer.{world.funds[0].code}"]
            do_one_thing(world, person, alone if number >= 8 else Timed(), rng)
        busy, ended = Timed(), threading.Event()
        threads = [
            threading.Thread(target=at_work, args=(world, busy, ended, f"{seed} {place} {number}", PAUSE))
            for place, world in enumerate(worlds) for number in range(PEOPLE_OF_A_FUND)
        ]  # fmt: skip
        for thread in threads:
            thread.start()
        time.sleep(60 * rounds)
        ended.set()
        for thread in threads:
            thread.join()
    found.done["people at work at once"] = len(threads)
    found.done["minutes"] = rounds
    found.done["pages and forms"] = len(busy.all())
    found.done["forms that wrote"] = sum(len(busy.took[name]) for name in WRITES)
    found.lost += sorted(set(busy.wrong))[:20]
    p50, p95 = statistics.median(alone.all()), quantile(busy.all(), 0.95)
    found.figures |= {
        "idle p50 (ms)": round(p50 * 1000), "p50 at work (ms)": round(statistics.median(busy.all()) * 1000),
        "p95 at work (ms)": round(p95 * 1000), "p95 ÷ idle p50": round(p95 / p50, 1), "answers a second":
        round(len(busy.all()) / (60 * rounds), 1), "errors": len(busy.wrong),
        "by page: idle p50, at work p50, p95 (ms)": {
            name: [round(1000 * figure) for figure in (statistics.median(alone.took[name]) if alone.took[name] else 0,
                                                       statistics.median(took), quantile(took, 0.95))]
            for name, took in sorted(busy.took.items())
        },
    }  # fmt: skip
    found.check(p95 <= BAR * p50, f"p95 is {p95 / p50:.1f} × the idle p50; the bar is {BAR:g} ×")
    found.whole()
