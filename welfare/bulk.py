"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

For rows that are right by construction and counted in thousands; one row at a time goes through its model.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, TypeVar, cast

from django.db import connection, models

T = TypeVar("T")


def in_parts(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give `rows` in lists of `size`, the last one shorter."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def first_free_id(model: type[models.Model]) -> int:
    """Give the id after the highest one in use, for rows that name each other before they are written."""
    highest: int | None = model._default_manager.aggregate(top=models.Max("pk"))["top"]
    return (highest or 0) + 1


def take_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Take `count` ids that nobody has or had, while others write too: as the database itself gives them out."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [row[0] for row in cursor.fetchall()]
        # On SQLite a transaction that writes is alone.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = max(last[0] if last else 0, first_free_id(model) - 1) + 1
    return range(first, first + count)


def move_on(model: type[models.Model]) -> None:
    """Let PostgreSQL give out ids after the highest one in use, and none that it gave out before.

    A sequence keeps what it was set to when the transaction is undone, so it is never set back.
    """
    key = model._meta.auto_field
    if key is None or connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            # The highest alone is read off the primary key.
            "SELECT setval(series, GREATEST(highest, COALESCE(pg_sequence_last_value(series), 1)))"  # noqa: S608
            f" FROM (SELECT MAX(id) AS highest FROM {table}) AS kept,"
            " CAST(pg_get_serial_sequence(%s, 'id') AS regclass) AS series WHERE highest IS NOT NULL",
            [table],
        )


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, ids_are_taken: bool = False
) -> None:
    """Write `rows`, each in the order of the database `columns` and in the database's own types (satang, ISO dates).

    Constraints and triggers hold as always; defaults of the model do not apply, so `columns` names every
    column that may not be null. When ids are given, the sequence behind them is moved on, unless `take_ids` did it.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            if "id" in columns and not ids_are_taken:
                move_on(model)
            return
        marks = ", ".join(["%s"] * len(columns))
        # Table and columns come from the model, never from a reader.
        insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
        cursor.executemany(insert, cast("Sequence[Sequence[Any]]", rows))


def upsert_sums(
    model: type[models.Model], keys: Sequence[str], sums: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Add to the columns `sums` of the row that `keys` names, or make it; one statement for all `rows`."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [quote(name) for name in (*keys, *sums)]
    width = len(names)
    most = 900 // width  # stays under the number of parameters that every SQLite takes
    adding = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in map(quote, sums))
    conflict = ", ".join(map(quote, keys))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            marks = ", ".join([f"({', '.join(['%s'] * width)})"] * len(part))
            # Table and columns come from the model, never from a reader.
            insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES {marks}"  # noqa: S608
            cursor.execute(f"{insert} ON CONFLICT ({conflict}) DO UPDATE SET {adding}", list(chain.from_iterable(part)))


def add_to_each(
    model: type[models.Model], column: str, added: Mapping[int, int], *, never_below_zero: Collection[int] = ()
) -> int:
    """Add to `column` of each row by its primary key, in one statement, and give how many rows that changed.

    A row named in `never_below_zero` that would fall below zero is left as it is.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    name = connection.ops.quote_name(column)
    sums = " ".join(["WHEN %s THEN %s"] * len(added))
    parts = [f"id = %s AND {name} >= %s" if pk in never_below_zero else "id = %s" for pk in added]
    values = [[pk, -change] if pk in never_below_zero else [pk] for pk, change in added.items()]
    # Table and column come from the model, never from a reader.
    update = f"UPDATE {table} SET {name} = {name} + CASE id {sums} END WHERE {' OR '.join(parts)}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(update, [*chain.from_iterable(added.items()), *chain.from_iterable(values)])
        return int(cursor.rowcount)


def running_key(kind: str, number: int) -> str:
    """Make the key of a row: a UUID of the free version 8, running on, so that writing many stays fast."""
    return f"{ord(kind):08x}000080008000{number:012x}"
