"""A hand at the prompt that even the triggers do not stop: what check_books is there to find."""

from typing import Any

from django.db import connection


def without_triggers(table: str, statement: str, *parameters: Any) -> None:
    """Do what the database refuses, as a broken disk or a hand at the prompt might."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table is altered only once nothing on it waits for the end of the transaction.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, parameters)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement, parameters)
        for _name, sql in triggers:
            cursor.execute(sql)
