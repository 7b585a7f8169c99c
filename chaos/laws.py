"""What must hold whatever happened: nothing acknowledged is lost, nothing is there by half, the books are right."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

import funds.books
import members.books
from funds.models import Province
from welfare import trail

# What is not a record of anybody's act: sessions, what waits to be read again, totals (check_books recomputes those).
LEFT_OUT = {
    "welfare_session", "django_migrations", "welfare_cache", "account_emailaddress", "usersessions_usersession",
    "funds_fundtotal", "funds_provincetotal", "members_collectiondraft", "welfare_trailhead", "funds_series",
    "welfare_backup", "welfare_chore",
}  # fmt: skip


def rows() -> Counter[str]:
    """Count the rows of every table that keeps what people did."""
    tables = sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed} - LEFT_OUT)
    here = set(connection.introspection.table_names())
    tables = [table for table in tables if table in here]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables))
        return Counter(dict(cursor.fetchall()))


def added(before: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Give by how much each table has grown, or shrunk, since `before`."""
    after = rows()
    return tuple(sorted((table, after[table] - before[table]) for table in after if after[table] != before[table]))


def faults() -> list[str]:
    """Recompute all books and every seal of the trail, and name what is wrong."""
    provinces = list(Province.objects.order_by("pk"))
    books = [str(one) for each in provinces for one in funds.books.faults(each) + members.books.faults(each)]
    return books + [str(one.what) for one in trail.faults()]


@dataclass
class Findings:
    """What one trial came to: how often what was done, and everything that should not have been."""

    name: str
    database: str
    done: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def check(self, holds: bool, words: str) -> None:
        if not holds:
            self.lost.append(words)

    def whole(self) -> None:
        """Note that books and trail were recomputed, and what is wrong in them."""
        self.done["books and trail recomputed"] += 1
        self.lost += faults()
