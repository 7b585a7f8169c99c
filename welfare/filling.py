"""Fill empty tables with millions of rows: COPY on PostgreSQL, one prepared statement on SQLite.

A row is a line of texts parted by tabs, \\N for nothing, as COPY reads it; both databases take the same lines. While
the tables are filled their indexes, foreign keys and triggers stand aside, and all of them are back before the
transaction ends: indexes and keys look at every row then, triggers at every row that comes after.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Self, cast

from django.db import connection, models, transaction

from welfare import bulk

NOTHING = r"\N"
AT_ONCE = 20_000  # lines of one table that are sent together
WAITING = 3  # parts that may wait for the database while the next ones are made
Model = type[models.Model]
_MEMORY = "512MB"  # what PostgreSQL may take to build one index, to look at one key, to sum up

_KEYS = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = %s::regclass
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
"""
_OF_SQLITE = (
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger') AND sql > ''"
)


class Filling:
    """Takes lines for many tables and writes them in large parts, while the next ones are made."""

    def __init__(self) -> None:
        self.counts: dict[Model, int] = defaultdict(int)
        self._lines: dict[tuple[Model, tuple[str, ...]], list[str]] = defaultdict(list)
        self._pen = ThreadPoolExecutor(max_workers=1)
        self._sent: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        """Write what is left; nothing more after a fault."""
        try:
            if fault[0] is None:
                for model, columns in list(self._lines):
                    self._write(model, columns)
            self._wait(0)
        finally:
            self._pen.shutdown()

    def add(self, model: Model, columns: tuple[str, ...], lines: Iterable[str]) -> None:
        """Add `lines` of the database `columns`; a column that may not be empty and is not named has its default."""
        waiting = self._lines[model, columns]
        waiting += lines
        if len(waiting) >= AT_ONCE:
            self._write(model, columns)

    def _write(self, model: Model, columns: tuple[str, ...]) -> None:
        lines = self._lines.pop((model, columns), [])
        if not lines:
            return
        self.counts[model] += len(lines)
        left_out = {
            str(field.column): _default(field)
            for field in model._meta.concrete_fields
            if field.column not in columns and not field.null and not field.primary_key
        }
        names = ", ".join(connection.ops.quote_name(name) for name in (*columns, *left_out))
        table = connection.ops.quote_name(model._meta.db_table)
        if left_out:
            tail = "".join(f"\t{value}" for value in left_out.values())
            lines = [line + tail for line in lines]
        if connection.vendor == "postgresql":
            self._wait(WAITING)
            self._sent.append(
                self._pen.submit(_copy, connection.connection, f"COPY {table} ({names}) FROM STDIN", lines)
            )
            return
        marks = ", ".join(["%s"] * (len(columns) + len(left_out)))
        with connection.cursor() as cursor:
            # Table and columns come from the model, never from a reader.
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", cast("Any", map(_values, lines)))  # noqa: S608

    def _wait(self, most: int) -> None:
        """Wait until no more than `most` parts are on their way; what went wrong on the way is raised here."""
        while len(self._sent) > most:
            self._sent.pop(0).result()


def _copy(raw: Any, statement: str, lines: Sequence[str]) -> None:
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write("\n".join(lines) + "\n")


def _default(field: Any) -> str:
    """Give the default of a field as a line holds it; one that may be anything is named by the caller instead."""
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return escaped(json.dumps(value))
    if isinstance(value, bool):
        return str(int(value))
    return escaped(str(field.get_db_prep_save(value, connection)))


def _values(line: str) -> list[str | None]:
    """Give the values of a line; columns of SQLite make numbers of texts themselves."""
    values: list[str | None] = [None if value == NOTHING else value for value in line.split("\t")]
    return [value and plain(value) for value in values] if "\\" in line else values


def plain(value: str) -> str:
    r"""Read one value as COPY does: \t, \n, \r and \\ for what a line cannot hold as it is."""
    if "\\" not in value:
        return value
    parts = value.split("\\\\")
    parts = [part.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r") for part in parts]
    return "\\".join(parts)


def escaped(value: str) -> str:
    """Write one value as `plain` reads it."""
    if "\\" in value or "\t" in value or "\n" in value or "\r" in value:
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return value


@contextmanager
def one_transaction() -> Iterator[None]:
    """Run a transaction in which SQLite does not follow foreign keys row by row; `set_aside` looks at all of them."""
    is_outermost = not connection.in_atomic_block
    is_off = is_outermost and connection.vendor == "sqlite" and connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    finally:
        if is_off:
            connection.enable_constraint_checking()


@contextmanager
def set_aside(tables: Sequence[Model]) -> Iterator[None]:
    """Take indexes, foreign keys and triggers off `tables`, and put all of them back, inside one transaction.

    Primary keys and checks stay. Raises IntegrityError at the end when a row breaks an index or a key.
    """
    names = [model._meta.db_table for model in tables]
    put_back = _off_postgresql(names) if connection.vendor == "postgresql" else _off_sqlite(names)
    yield
    with connection.cursor() as cursor:
        for statement in put_back:
            cursor.execute(statement)
    for model in tables:
        bulk.move_on(model)
    connection.check_constraints(table_names=names)


def _off_postgresql(tables: Sequence[str]) -> list[str]:
    put_back = []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'")
        cursor.execute(f"SET LOCAL work_mem = '{_MEMORY}'")
        keys = []
        for table in tables:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {quoted} DISABLE TRIGGER USER")
            cursor.execute(_KEYS, [quoted])
            found = cursor.fetchall()
            for name, definition in found:
                cursor.execute(f"ALTER TABLE {quoted} DROP CONSTRAINT {name}")
                keys.append(
                    (definition.startswith("FOREIGN"), f"ALTER TABLE {quoted} ADD CONSTRAINT {name} {definition}")
                )
            cursor.execute(_INDEXES, [quoted])
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {name}")
                put_back.append(definition)
        # Foreign keys last: they look up what they name by index.
        put_back += [statement for _is_foreign, statement in sorted(keys)]
        put_back += [f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER" for table in tables]
    return put_back


def _off_sqlite(tables: Sequence[str]) -> list[str]:
    put_back = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(_OF_SQLITE, [table])
            for kind, name, definition in cursor.fetchall():
                cursor.execute(f"DROP {kind} {connection.ops.quote_name(name)}")
                put_back.append(definition)
    return put_back
