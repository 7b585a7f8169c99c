"""From which copy of the database a page reads: the primary, or a replica that is proven to be fresh.

A replica is PostgreSQL's own (streaming replication), named by DATABASE_REPLICA_URL. Only a page that says so reads
from one (`from_a_replica`: dashboards and lists; `a_part` of a long report); what decides about money, whatever writes,
who somebody is and what they may see are asked of the primary. A replica counts as fresh as long as it has been seen to
hold what the primary held at most REPLICA_LAG_MAX seconds ago. docs/decisions/0040-reads-from-replicas.md says why.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Event, Lock, Thread
from typing import Any, ParamSpec, TypeVar, cast
from zlib import crc32

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

P = ParamSpec("P")
A = TypeVar("A")

# Who somebody is, by the app that keeps it: never asked of a replica.
ALWAYS_OF_THE_PRIMARY = frozenset({"account", "contenttypes", "mfa", "sessions", "socialaccount", "usersessions"})
LOOK_EVERY = 0.5  # seconds between two looks at a replica, while pages ask for it
REST_AFTER = 60.0  # seconds without such a page after which nobody looks any more
PATIENCE = 2.0  # seconds that the health page waits for a first look

# The cookie that says up to where in the primary's log this browser's own writes reach; or to stay with the primary.
COOKIE, COOKIE_AGE, PRIMARY = "written", 10 * 60, "primary"

# What a replica that is lost, too late or too slow answers with.
FAILED = (OperationalError, InterfaceError, ObjectDoesNotExist)

_chosen: ContextVar[str] = ContextVar("database", default=DEFAULT_DB_ALIAS)


class Router:
    """Send a page's reads where `reading` says, and everything else to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        if model._meta.app_label in ALWAYS_OF_THE_PRIMARY or connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        return _chosen.get()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, database: str, app_label: str, **hints: Any) -> bool:
        return database == DEFAULT_DB_ALIAS


@contextmanager
def reading(alias: str) -> Iterator[None]:
    """Read from the database `alias` inside the block, but for what only the primary is asked."""
    token = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(token)


def connection() -> Any:
    """Give the connection for a statement of one's own that only reads."""
    is_bound = connections[DEFAULT_DB_ALIAS].in_atomic_block
    return connections[DEFAULT_DB_ALIAS if is_bound else _chosen.get()]


class Replica:
    """What is known of one replica: up to where it has replayed the primary's log, and what it is proven to hold.

    `proven_at` is the latest moment (of `clock`, seconds) whose state of the primary it was seen to hold.
    """

    def __init__(self, alias: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.alias, self.clock = alias, clock
        self.replayed, self.proven_at, self.fault = 0, float("-inf"), ""
        self.positions: deque[tuple[float, int]] = deque(maxlen=1000)
        self.wanted_at = float("-inf")
        self.looked, self._watcher, self._lock = Event(), cast("Thread | None", None), Lock()

    def is_fresh(self, written: int = 0) -> bool:
        """Say whether it may be read by who has `written` up to there."""
        return not self.fault and self.age() <= settings.REPLICA_LAG_MAX and self.replayed >= written

    def age(self) -> float:
        """Give the seconds that what it holds may be old."""
        return self.clock() - self.proven_at

    def saw(self, at: float, position: int, replayed: int) -> None:
        """Note that the primary's log reached to `position` at `at`, and that this replica has `replayed` so far."""
        self.positions.append((at, position))
        self.replayed, self.fault = replayed, ""
        while self.positions and self.positions[0][1] <= replayed:
            self.proven_at = self.positions.popleft()[0]

    def leave_out(self, fault: str) -> None:
        """Read from it no more until it has answered again."""
        self.fault = fault

    def look(self) -> None:
        """Ask the primary and then the replica how far they are."""
        try:
            position, at = _position(), self.clock()
            with connections[self.alias].cursor() as cursor:
                cursor.execute("SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn()::text")
                is_replica, replayed = cursor.fetchone()
        except DatabaseError as fault:
            self.leave_out(str(fault).partition("\n")[0] or type(fault).__name__)
            for alias in (self.alias, DEFAULT_DB_ALIAS):
                connections[alias].close()
        else:
            if is_replica:
                self.saw(at, position, number_of(replayed or "0/0"))
            else:
                self.leave_out("It is a primary itself: it was promoted, or never was a replica.")
        self.looked.set()

    def want(self) -> None:
        """Have somebody look at it from now on; they rest when nobody has wanted it for a minute."""
        self.wanted_at = self.clock()
        with self._lock:
            if self._watcher is None or not self._watcher.is_alive():
                self._watcher = Thread(target=self._watch, name=f"watch-{self.alias}", daemon=True)
                self._watcher.start()

    def _watch(self) -> None:
        try:
            while self.clock() - self.wanted_at < REST_AFTER:
                self.look()
                time.sleep(LOOK_EVERY)
        finally:
            connections.close_all()


_replicas: dict[str, Replica] = {}


def all_of_them() -> list[Replica]:
    """Give every replica that the settings name."""
    return [_replicas.setdefault(alias, Replica(alias)) for alias in settings.REPLICAS]


def looked_at() -> list[Replica]:
    """Give every replica after it was looked at, or could not be in two seconds."""
    for replica in all_of_them():
        replica.want()
    for replica in all_of_them():
        if not replica.looked.wait(PATIENCE):
            replica.leave_out("It does not answer.")
    return all_of_them()


def chosen_for(request: HttpRequest) -> str:
    """Choose where a page reads: the same fresh replica for the same reader, so that time never runs backwards."""
    return fresh_for(request) if request.method in {"GET", "HEAD"} else DEFAULT_DB_ALIAS


def fresh_for(request: HttpRequest) -> str:
    """Choose the replica that holds what this reader has seen and written; the primary where there is none."""
    replicas = all_of_them()
    if not replicas or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return DEFAULT_DB_ALIAS
    for replica in replicas:
        replica.want()
    mark = request.COOKIES.get(COOKIE, "")
    if mark == PRIMARY:
        return DEFAULT_DB_ALIAS
    written = number_of(mark)
    reader = str(getattr(getattr(request, "user", None), "pk", "") or "").encode()
    first = crc32(reader) % len(replicas)
    for replica in [*replicas[first:], *replicas[:first]]:
        if replica.is_fresh(written):
            return replica.alias
    return DEFAULT_DB_ALIAS


def from_a_replica(view: Callable[P, A]) -> Callable[P, A]:
    """Let a dashboard or list read from a replica; it stands beneath what asks who the reader is.

    The fund or province that the view is given is read there too, so that a page's figures and the version under which
    it is kept come from one place. Where the replica fails meanwhile, the page is made again from the primary.
    """

    @wraps(view)
    def scoped(*args: P.args, **kwargs: P.kwargs) -> A:
        request = cast("HttpRequest", args[0])
        if (alias := chosen_for(request)) == DEFAULT_DB_ALIAS:
            return view(*args, **kwargs)
        try:
            with reading(alias):
                answer: Any = view(*[_as_read(one, alias) for one in args], **kwargs)
        except FAILED as fault:
            _failed(alias, fault)
            return view(*args, **kwargs)
        except Http404:  # it may be younger than the replica: the primary knows
            return view(*args, **kwargs)
        if isinstance(answer, StreamingHttpResponse):
            answer.streaming_content = _streamed(iter(cast("Any", answer.streaming_content)), alias)
        return cast("A", answer)

    return scoped


def a_part(request: HttpRequest, work: Callable[[str], A]) -> A:
    """Do one part of a long report: `work` is told from which database it may read, and keeps what it found.

    Where the replica fails meanwhile, the part is done once more from the primary; so `work` must bear that.
    """
    if (alias := fresh_for(request)) == DEFAULT_DB_ALIAS:
        return work(alias)
    try:
        return work(alias)
    except FAILED as fault:
        _failed(alias, fault)
        return work(DEFAULT_DB_ALIAS)


class OwnWrites:
    """Mark the browser that has just written, so that its pages come from a database that holds what it wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.REPLICAS:
            return self.get_response(request)
        wrote = [request.method not in {"GET", "HEAD", "OPTIONS"}]

        def notice(execute: Any, sql: str, *rest: Any) -> Any:
            wrote[0] = wrote[0] or sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}
            return execute(sql, *rest)

        with connections[DEFAULT_DB_ALIAS].execute_wrapper(notice):
            response = self.get_response(request)
        if wrote[0]:
            try:
                mark = text_of(_position())
            except DatabaseError:  # whether it was written is not known, so neither is up to where
                mark = PRIMARY
            response.set_cookie(
                COOKIE, mark, max_age=COOKIE_AGE, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )  # fmt: skip
        return response


def number_of(position: str) -> int:
    """Give a place in PostgreSQL's log ("16/B374D848") as a number of bytes; 0 for what is none."""
    high, _, low = position.partition("/")
    try:
        return (int(high, 16) << 32) + int(low, 16)
    except ValueError:
        return 0


def text_of(position: int) -> str:
    return f"{position >> 32:X}/{position & 0xFFFFFFFF:X}"


# Inside.


def _position() -> int:
    """Ask the primary how far its log reaches: whatever was committed lies before."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return number_of(cursor.fetchone()[0])


def _failed(alias: str, fault: Exception) -> None:
    _replicas[alias].leave_out(type(fault).__name__)
    connections[alias].close()


def _as_read(given: Any, alias: str) -> Any:
    """Give a record as the database `alias` has it, with the relations that it carries; anything else as it is."""
    if not isinstance(given, Model):
        return given
    carried = set(given._state.fields_cache) & {field.name for field in given._meta.concrete_fields}
    found = type(given)._base_manager.using(alias)
    return (found.select_related(*carried) if carried else found).get(pk=given.pk)


def _streamed(pieces: Iterator[Any], alias: str) -> Iterator[Any]:
    """Take the pieces of an answer from `alias`, when the request has left it already."""
    while True:
        with reading(alias):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
