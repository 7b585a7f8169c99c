"""The trail: the one pen for what someone did or saw, each entry sealed onto the one before it.

Every fund has a chain of its own and the portal has one, so that funds never wait for each other:
docs/decisions/0016-the-trail-is-chained.md. Who writes into both writes into the fund's first.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from .bulk import insert_rows
from .models import LogEntry, TrailHead, User

# So many entries at once go in as rows, without an object's way for each, and have no primary key in the answer.
MANY = 100
COLUMNS = (
    "at", "by_id", "fund", "act", "subject", "subject_pk", "facts", "before", "office", "origin", "number", "seal",
)  # fmt: skip
PORTAL = 0  # the chain of what belongs to no fund
BEGINNING = "0" * 64
# Made once: an encoder for each entry costs more than what it writes.
_KEPT = DjangoJSONEncoder()
_SEALED = DjangoJSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Standing:
    """In which offices someone acts, and from where: both empty for a command on the server."""

    offices: str = ""
    origin: str = ""


_standing: ContextVar[Standing] = ContextVar("standing", default=Standing())  # noqa: B039 -- a Standing is frozen


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to write down; `fund` is the fund's primary key, `facts` what holds after it and `before` what did."""

    act: str
    subject: str
    subject_pk: int | None = None
    facts: Mapping[str, Any] | None = None
    before: Mapping[str, Any] | None = None


@contextmanager
def standing(*, origin: str = "") -> Iterator[None]:
    """Remember for one request from where it came; what is recorded meanwhile carries it."""
    token = _standing.set(Standing(origin=origin))
    try:
        yield
    finally:
        _standing.reset(token)


def in_offices(offices: frozenset[str]) -> None:
    """Remember for the rest of this request in which `offices` its reader stands."""
    _standing.set(replace(_standing.get(), offices=",".join(sorted(offices))))


def record(
    *,
    by: User,
    act: str,
    subject: str,
    subject_pk: int | None = None,
    fund: int | None = None,
    facts: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
) -> LogEntry:
    """Write down that `by` did or saw something, in the transaction of the thing itself, and give the entry.

    `facts` says what holds now and `before` what held until then, both in plain values: texts, numbers, days, baht.
    """
    return record_all([Act(act, subject, subject_pk, facts, before)], by=by, fund=fund)[0]


@transaction.atomic(savepoint=False)
def record_all(
    acts: Sequence[Act], *, by: User, fund: int | None = None, after: TrailHead | None = None
) -> list[LogEntry]:
    """Write down all `acts` of one fund, or of none, in their order; three queries however many.

    `after` is the head of the chain as this transaction has read it: where nobody has written since, one query less.
    Give the entries; of MANY and more give nothing.
    """
    if not acts:
        return []
    at, here = timezone.now(), _standing.get()
    if len(acts) >= MANY:
        head = _locked(fund)
        rows = list(_rows(acts, head, fund=fund, at=at, here=here, by=by))
        _move(head, *rows[-1][-2:])
        insert_rows(LogEntry, COLUMNS, rows)
        return []
    written = _sealed(acts, after, fund=fund, at=at, here=here, by=by) if after else []
    if after is None or not _move(after, written[-1].number, written[-1].seal):
        head = _locked(fund)
        written = _sealed(acts, head, fund=fund, at=at, here=here, by=by)
        _move(head, written[-1].number, written[-1].seal)
    LogEntry.objects.bulk_create(written)
    return written


def _locked(fund: int | None) -> TrailHead:
    """Give the head of a chain, and keep others from writing behind it."""
    chain, heads = PORTAL if fund is None else fund, TrailHead.objects.select_for_update(no_key=True)
    head = heads.filter(chain=chain).first()
    if head is None:
        TrailHead.objects.get_or_create(chain=chain)
        head = heads.get(chain=chain)
    return head


def _move(head: TrailHead, count: int, seal: str) -> bool:
    """Let a chain end anew, and keep others from writing behind it; not where it does not end with `head` any more."""
    chain = TrailHead.objects.filter(chain=head.chain, count=head.count, seal=head.seal)
    return bool(chain.update(count=count, seal=seal))


def _sealed(
    acts: Sequence[Act], head: TrailHead, *, fund: int | None, at: datetime, here: Standing, by: User
) -> list[LogEntry]:
    """Make the entries that follow `head`, each sealed onto the one before it."""
    written, last = [], head.seal
    for number, act in enumerate(acts, start=head.count + 1):
        entry = LogEntry(
            at=at, by=by, fund=fund, act=act.act, subject=act.subject, subject_pk=act.subject_pk,
            facts=plain(act.facts), before=plain(act.before), office=here.offices, origin=here.origin, number=number,
        )  # fmt: skip
        entry.seal = last = seal(entry, last)
        written.append(entry)
    return written


def _rows(
    acts: Sequence[Act], head: TrailHead, *, fund: int | None, at: datetime, here: Standing, by: User
) -> Iterator[tuple[Any, ...]]:
    """Give `acts` behind `head` in the order of COLUMNS, in the database's own types, sealed as `seal` does it."""
    before, moment = head.seal, connection.ops.adapt_datetimefield_value(at)
    same = _SEALED.encode([fund, _moment(at), by.pk, here.offices, here.origin])[1:-1]
    for number, act in enumerate(acts, start=head.count + 1):
        facts, past = dict(act.facts or {}), dict(act.before or {})
        what = _SEALED.encode([act.act, act.subject, act.subject_pk, past, facts])[1:]
        before = sha256(f'["{before}",{number},{same},{what}'.encode()).hexdigest()
        yield (
            moment, by.pk, fund, act.act, act.subject, act.subject_pk, _KEPT.encode(facts), _KEPT.encode(past),
            here.offices, here.origin, number, before,
        )  # fmt: skip


def plain(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give `facts` as databases keep them: days and moments as ISO texts, baht as texts."""
    kept: dict[str, Any] = json.loads(_KEPT.encode(dict(facts or {}))) if facts else {}
    return kept


def seal(entry: LogEntry, before: str) -> str:
    """Give the hash that joins `entry` to the seal of the entry `before` it: whatever is changed breaks it."""
    told = [
        before, entry.number, entry.fund, _moment(entry.at), entry.by_id, entry.office, entry.origin, entry.act,
        entry.subject, entry.subject_pk, entry.before, entry.facts,
    ]  # fmt: skip
    return sha256(_SEALED.encode(told).encode()).hexdigest()


def shown(seal: str) -> str:
    """Give a seal as it is printed: its first sixteen characters, four and four."""
    return " ".join(seal[start : start + 4] for start in range(0, 16, 4))


def seal_of(subject: str, pk: int) -> str:
    """Give the seal of the first entry about a record, as it is printed; empty where nothing was recorded."""
    entry = LogEntry.objects.about(subject, pk).order_by("pk").first()
    return shown(entry.seal) if entry else ""


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain does not hold: the chain, the number of the entry, and what is wrong there."""

    chain: int
    number: int
    what: str


def faults() -> Iterator[Fault]:
    """Give every place where an entry of the trail was changed, removed or slipped in, chain by chain."""
    heads = {head.chain: head for head in TrailHead.objects.all()}
    used = {fund or PORTAL for fund in LogEntry.objects.order_by().values_list("fund", flat=True).distinct()}
    for chain in sorted(used | set(heads)):
        yield from _faults_of(chain, heads.get(chain) or TrailHead(chain=chain))


def _faults_of(chain: int, head: TrailHead) -> Iterator[Fault]:
    last, count = BEGINNING, 0
    for entry in LogEntry.objects.of_chain(chain).order_by("number", "pk").iterator(chunk_size=2000):
        if entry.number != count + 1:
            missing = f"{count + 1}" if entry.number == count + 2 else f"{count + 1} to {entry.number - 1}"
            what = f"entry {missing} is missing" if entry.number > count else "an entry stands here twice"
            yield Fault(chain, count + 1, what)
        elif seal(entry, last) != entry.seal:
            yield Fault(chain, entry.number, "the entry was changed")
        last, count = entry.seal, entry.number
    if count < head.count:
        yield Fault(chain, count + 1, f"the last {head.count - count} of {head.count} entries are missing")
    elif (count, last) != (head.count, head.seal):
        yield Fault(chain, count, "the head does not name the last entry")
