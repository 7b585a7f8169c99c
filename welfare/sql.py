"""What Django's migrations lack: triggers in a file beside, one per database, and many tables made at once."""

import re
from pathlib import Path
from typing import Any, cast

from django.db.migrations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation

BETWEEN_STATEMENTS = "\n---\n"
TRIGGER = re.compile(r"\s*CREATE TRIGGER (\w+)")


class CreateModels(Operation):
    """Make the models in turn, each after those it points to.

    Django draws the whole project anew for each CreateModel, since what points at the new one has changed; here it is
    drawn once, when all are known.
    """

    def __init__(self, *models: CreateModel) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"


class RunBeside(RunPython):
    """Run statements that ask for no models, so that none are made for them."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.code(cast("Any", None), schema_editor)


def sql_beside(migration: str, *, undo: tuple[tuple[str, str], ...] = (), of: str = "") -> RunPython:
    """Run `<migration>.<vendor>.sql` from the folder `sql` beside the migration file `migration`.

    Statements are parted by a line of three dashes, because a trigger holds semicolons. `undo` names
    what was made, as (trigger, table), so that the migration can be rolled back.

    A migration that stands for others runs their files by name, as those `of` its own folder. There a trigger takes the
    place of an older one of its name, which SQLite lost on the old road whenever a table was made anew.
    """
    here = Path(of).with_name(f"{migration}.py") if of else Path(migration)

    def forwards(apps: Any, schema_editor: Any) -> None:
        file = here.parent / "sql" / f"{here.stem}.{schema_editor.connection.vendor}.sql"
        for statement in file.read_text(encoding="utf-8").split(BETWEEN_STATEMENTS):
            with schema_editor.connection.cursor() as cursor:
                if of and schema_editor.connection.vendor == "sqlite" and (made := TRIGGER.match(statement)):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {made[1]}")
                cursor.execute(statement)

    def backwards(apps: Any, schema_editor: Any) -> None:
        on_table = schema_editor.connection.vendor == "postgresql"
        for trigger, table in undo:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if on_table else ""))

    return RunBeside(forwards, backwards)
