"""Work that a portal does by the clock: each chore at most once at a time, on whichever machine comes first."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from .models import Chore

# A chore that has not ended by then was cut off: the next machine may take it up again.
LONGEST = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a chore ended: whether all is well, and one sentence for people."""

    is_well: bool
    words: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A chore by name: how often it is due, and what it does with the moment at which it runs."""

    name: str
    every: timedelta
    do: Callable[[datetime], Outcome]


def take(duty: Duty, at: datetime, *, now: bool = False) -> bool:
    """Take a chore that is due, or asked for `now`; False when it is not due, or another machine is at it.

    One statement decides, so that of two machines one alone gets it.
    """
    Chore.objects.get_or_create(name=duty.name)
    is_free = Q(started_at=None) | Q(ended_at__gte=F("started_at")) | Q(started_at__lt=at - LONGEST)
    is_due = Q(started_at=None) | Q(started_at__lte=at - duty.every)
    free = Chore.objects.filter(is_free, name=duty.name)
    return (free if now else free.filter(is_due)).update(started_at=at, machine=machine()) == 1


def run(duty: Duty, at: datetime, ended: Callable[[], datetime], *, now: bool = False) -> Outcome | None:
    """Do a chore when it is due, and write down how it ended; None when there was nothing to do.

    A fault of the chore is written down as its outcome and raised again.
    """
    if not take(duty, at, now=now):
        return None
    try:
        outcome = duty.do(at)
    except Exception as fault:
        _write(duty, ended(), Outcome(is_well=False, words=f"{type(fault).__name__}: {fault}"))
        raise
    _write(duty, ended(), outcome)
    return outcome


def _write(duty: Duty, at: datetime, outcome: Outcome) -> None:
    Chore.objects.filter(name=duty.name).update(ended_at=at, is_well=outcome.is_well, words=outcome.words[:500])


def machine() -> str:
    """Name this machine and process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"
