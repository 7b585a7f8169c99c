"""The books of one fund while their lock is held: asked of once, their totals and trail written once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from welfare import joined, trail
from welfare.models import TrailHead, User

from . import totals
from .models import Fund, MonthClose, MonthReopening

# What a writer asks of a fund, as columns of a statement that may ask more; `fund` names its primary key in it.
STANDING = f"""
    (
        SELECT MAX(closed.month) FROM {MonthClose._meta.db_table} AS closed
        LEFT JOIN {MonthReopening._meta.db_table} AS reopened ON reopened.close_id = closed.id
        WHERE closed.fund_id = {{fund}} AND reopened.id IS NULL
    ) AS closed_until,
    (SELECT count FROM {TrailHead._meta.db_table} WHERE chain = {{fund}}) AS entries,
    (SELECT seal FROM {TrailHead._meta.db_table} WHERE chain = {{fund}}) AS seal
    """  # noqa: S608 -- no word here was typed by anyone


@dataclass(frozen=True, slots=True)
class Standing:
    """How the books of a fund stand: closed to the end of a month, and where their trail has come to."""

    closed_until: date | None
    head: TrailHead | None


@dataclass(slots=True)
class Books:
    """The books of `fund`, held by `by`: what is done meanwhile is added to `acts` and to the changes of the totals.

    `elsewhere` are changes of the fund that its province counts otherwise; `in_province` is how.
    """

    fund: Fund
    by: User
    acts: list[trail.Act] = field(default_factory=list)
    changes: list[totals.Change] = field(default_factory=list)
    elsewhere: list[totals.Change] = field(default_factory=list)
    in_province: list[totals.Change] = field(default_factory=list)
    _standing: Standing | None = None

    def know(self, standing: Standing) -> None:
        """Take over what another statement has read since the lock was taken."""
        self._standing = standing

    @property
    def standing(self) -> Standing:
        """How the books stand; asked when it is needed first, unless it is known."""
        if self._standing is None:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {STANDING.format(fund=int(self.fund.pk))}")
                self._standing = standing_of(self.fund, *cursor.fetchone())
        return self._standing


@contextmanager
def held_books(fund: Fund, *, by: User) -> Iterator[Books]:
    """Hold the books of `fund` in one transaction: all that is done with them stands afterwards, or nothing."""
    with transaction.atomic():
        lock(fund)
        books = Books(fund, by)
        yield books
        if books.changes or books.elsewhere or books.in_province:
            totals.record(fund, [*books.changes, *books.elsewhere], in_province=[*books.changes, *books.in_province])
        trail.record_all(books.acts, by=by, fund=fund.pk, after=books._standing.head if books._standing else None)


def lock(fund: Fund) -> None:
    """Take the fund's lock until the transaction ends. On SQLite a transaction that may write is alone already."""
    if connection.features.has_select_for_update:
        Fund.objects.locked().values_list("pk").get(pk=fund.pk)


def standing_of(fund: Fund, closed_until: Any, entries: Any, seal: Any) -> Standing:
    """Make a Standing of the columns STANDING."""
    return Standing(joined.day(closed_until), TrailHead(chain=fund.pk, count=entries, seal=seal) if seal else None)
