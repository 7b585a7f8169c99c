"""People at work while something breaks: what they sent, what they were told, and what became of it."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import requests
from django.db import DatabaseError, close_old_connections, connections

from chaos import laws
from chaos.acts import ACTS, OF_THE_PROVINCE
from chaos.laws import Findings
from chaos.person import Post, Unexpected
from chaos.world import World

AWAY = (requests.ConnectionError, requests.Timeout)


@dataclass
class Sent:
    """One form that was sent: what it was, and what came back; status 0 where nothing did."""

    act: str
    post: Post
    status: int
    words: str = ""
    number: str = ""
    seconds: float = 0.0

    @property
    def is_acknowledged(self) -> bool:
        """Say whether the sender was told that it is done."""
        return self.status == 302


def sent(act: str, post: Post) -> Sent:
    """Send a form once and note what came back."""
    begin = time.monotonic()
    try:
        answer = post.send()
    except AWAY:
        return Sent(act, post, 0, seconds=time.monotonic() - begin)
    leads_to = answer.headers.get("Location", "")
    status = answer.status_code if "/accounts/" not in leads_to else 403
    return Sent(act, post, status, answer.text, answer.headers.get("X-Request-Number", ""), time.monotonic() - begin)


class Crowd:
    """Several people who work without a rest until they are sent home."""

    def __init__(self, address: str, seed: str, people: int, acts: tuple[str, ...] = tuple(ACTS)) -> None:
        self.sent: list[Sent] = []
        self.seen: Counter[int] = Counter()
        self.odd: list[str] = []
        self.ended = threading.Event()
        self.threads = [
            threading.Thread(target=self._work, args=(address, seed, part, people, acts)) for part in range(people)
        ]

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def acknowledged(self) -> int:
        return sum(one.is_acknowledged for one in self.sent)

    def _work(self, address: str, seed: str, part: int, parts: int, acts: tuple[str, ...]) -> None:
        rng, world = Random(f"{seed} {part}"), None
        mine = [act for act in acts if part == 0 or act not in OF_THE_PROVINCE]
        while not self.ended.is_set():
            act = rng.choice(mine)
            try:
                world = world or World(address, rng, part=part, parts=parts)
                post = ACTS[act](world)
            except (*AWAY, DatabaseError, Unexpected) as fault:
                # Before the last click nothing was promised; the page that came instead was seen by somebody.
                if isinstance(fault, Unexpected) and " 503" not in str(fault) and ": 503" not in str(fault):
                    self.odd.append(f"{act}: {fault}")
                close_old_connections()
                time.sleep(0.2)
                continue
            one = sent(act, post)
            self.sent.append(one)
            self.seen[one.status] += 1
        connections.close_all()


def settled(found: Findings, crowd: Crowd) -> None:
    """After a breakdown: all that was acknowledged is there, the rest can be sent again and is then there once."""
    connections.close_all()
    note(found, crowd.sent)
    found.lost += [f"a page that nobody expects: {words}" for words in crowd.odd[:5]]
    known = [one for one in crowd.sent if one.is_acknowledged]
    unknown = [one for one in crowd.sent if not one.is_acknowledged]
    found.done["acknowledged, and there"] += len(known)
    found.done["not acknowledged, sent again"] += len(unknown)
    before = laws.rows()
    for one in known:
        again = sent(one.act, one.post)
        found.check(0 < again.status < 500, f"{one.act}: sent again after it was acknowledged: {again.status}")
    found.check(
        not laws.added(before), f"what was acknowledged was written again, so it was lost: {laws.added(before)}"
    )
    for one in unknown:
        again = sent(one.act, one.post)
        found.check(0 < again.status < 500, f"{one.act}: sent again: {again.status}")
    before = laws.rows()
    for one in unknown:
        sent(one.act, one.post)
    found.check(not laws.added(before), f"the same click was written twice: {laws.added(before)}")
    found.whole()


def note(found: Findings, answers: list[Sent]) -> None:
    """Count what people were told, and look whether a refusal tells them what to do."""
    for one in answers:
        told = {0: "the line broke off", 302: "done", 503: "told to wait and send again"}
        found.done["answers: " + told.get(one.status, str(one.status))] += 1
        if one.status >= 500:
            found.check(bool(one.number), f"{one.act}: {one.status} without a request number")
            found.check(one.number in one.words, f"{one.act}: the page does not show its number")
            found.check(one.status == 503, f"{one.act}: {one.status}")
            is_kept = all(value.strip() == "" or name in one.words for name, value in one.post.fields.items())
            found.check(is_kept or bool(one.post.files), f"{one.act}: what was typed is not on the page")


def until(holds: Callable[[], bool], *, seconds: float) -> None:
    """Wait until `holds()`, or for `seconds`."""
    begin = time.monotonic()
    while not holds() and time.monotonic() - begin < seconds:
        time.sleep(0.05)
