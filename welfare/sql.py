"""Triggers beside their migrations: one SQL file per database, chosen by the database that migrates."""

from pathlib import Path
from typing import Any

from django.db.migrations import RunPython

BETWEEN_STATEMENTS = "\n---\n"


def sql_beside(migration: str, *, undo: tuple[tuple[str, str], ...] = ()) -> RunPython:
    """Run `<migration>.<vendor>.sql` from the folder `sql` beside the migration file `migration`.

    Statements are parted by a line of three dashes, because a trigger holds semicolons. `undo` names
    what was made, as (trigger, table), so that the migration can be rolled back.
    """
    here = Path(migration)

    def forwards(apps: Any, schema_editor: Any) -> None:
        file = here.parent / "sql" / f"{here.stem}.{schema_editor.connection.vendor}.sql"
        for statement in file.read_text(encoding="utf-8").split(BETWEEN_STATEMENTS):
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(statement)

    def backwards(apps: Any, schema_editor: Any) -> None:
        on_table = schema_editor.connection.vendor == "postgresql"
        for trigger, table in undo:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if on_table else ""))

    return RunPython(forwards, backwards)
