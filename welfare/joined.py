"""Records out of a statement written by hand, where one such statement stands for several that models would make."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from . import replicas

M = TypeVar("M", bound=models.Model)


def columns(model: type[models.Model], name: str) -> str:
    """Give the columns of `model` as a statement asks for them that calls its table `name`."""
    return ", ".join(f'{name}."{field.column}"' for field in model._meta.concrete_fields)


def record(model: type[M], values: Iterable[Any], *, using: str = DEFAULT_DB_ALIAS) -> M:
    """Make the record of `model` whose columns come next in `values`, each read as the models read it."""
    fields = model._meta.concrete_fields
    read = list(islice(values, len(fields)))
    for place, converters, column in _converters(model, using):
        for convert in converters:
            read[place] = convert(read[place], column, connections[using])
    return model.from_db(using, [field.attname for field in fields], read)


def day(value: Any) -> date | None:
    """Read a day that is no column of a model; SQLite gives days as texts."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@cache
def _converters(model: type[models.Model], using: str) -> list[tuple[int, list[Any], Any]]:
    """Give the places where a database gives otherwise than Python has it, and what reads them there."""
    connection, found = connections[using], []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.get_col(model._meta.db_table)
        converters = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
        if converters:
            found.append((place, converters, column))
    return found


def rows(statement: str, parameters: Iterable[Any]) -> tuple[tuple[Any, ...], ...]:
    """Run a statement where this page reads, and give all its rows."""
    connection = replicas.connection()
    given = [connection.ops.adapt_datefield_value(one) if isinstance(one, date) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return tuple(cursor.fetchall())
