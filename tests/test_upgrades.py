"""A database that the last release filled comes through every migration with no figure lost or changed."""

import contextlib
import json
import re
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests import schema
from tests.upgrades.make import HERE, HOME, manage
from welfare import dumps
from welfare.overview.copies import HEADS

# What Django keeps of the program itself, and grows with it.
OF_THE_PROGRAM = {"django_migrations", "django_content_type", "auth_permission"}
# Tables in which a migration is known to leave a row of its own, and how many.
LEFT_BY_MIGRATIONS: dict[str, int] = {}


def kept(engine: str) -> Path:
    """Give the copy of the last release."""
    return max(HERE.glob(f"*.{engine}.tar.gz"))


def read(copy: Path, name: str) -> bytes:
    with tarfile.open(copy) as archive:
        file = archive.extractfile(name)
        assert file is not None
        return file.read()


@pytest.fixture
def place(db: None, tmp_path: Path) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Give an empty database of the kind that is under test: a data folder, a DATABASE_URL, Django's settings of it."""
    if connection.vendor == "sqlite":
        yield tmp_path, "", {"ENGINE": "sqlite3", "NAME": str(tmp_path / "portal.sqlite3")}
        return
    ours, name = connection.settings_dict, f"upgrade_{tmp_path.name}".lower()[:60]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            where = {key: str(ours[key] or "") for key in ("USER", "PASSWORD", "HOST", "PORT")}
            user = quote(where["USER"]) + (f":{quote(where['PASSWORD'])}" if where["PASSWORD"] else "")
            port = f":{where['PORT']}" if where["PORT"] else ""
            url = f"postgresql://{user}@{quote(where['HOST'], safe='')}{port}/{name}"
            yield tmp_path, url, {**ours, "NAME": name}
        finally:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def test_a_database_of_the_last_release_is_brought_up_to_date_and_keeps_every_figure(place):
    room, url, where = place
    copy = kept("postgresql" if url else "sqlite")
    for command in (("restore", str(copy)), ("migrate", "--verbosity=0")):
        done = manage(room, url, *command)
        assert (done.returncode, done.stderr) == (0, ""), command

    said = json.loads(read(copy, "manifest.json"))
    found = dumps.of(where).facts(HEADS)
    assert found["heads"] == said["heads"]
    assert {name: found["rows"].get(name) for name in said["rows"].keys() - OF_THE_PROGRAM} == {
        name: count + LEFT_BY_MIGRATIONS.get(name, 0)
        for name, count in said["rows"].items()
        if name not in OF_THE_PROGRAM
    }
    for check in ("check_books", "check_trail"):
        done = manage(room, url, check)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert built(where) == built(connection.settings_dict)


def built(where: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """Tell how a database is built: one that came by all migrations in turn, and a new one that took the short road."""
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(where["NAME"])) as database:
            return schema.of("sqlite", database.execute)
    given = {"host": where["HOST"], "port": where["PORT"], "user": where["USER"], "password": where["PASSWORD"]}
    with psycopg.connect(dbname=where["NAME"], **{key: value for key, value in given.items() if value}) as database:
        return schema.of("postgresql", lambda sql: database.execute(sql).fetchall())


# The old program beside the new shape of the database


def applied_by_the_last_release() -> set[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(read(kept("sqlite"), "database"))
        return set(database.execute("SELECT app, name FROM django_migrations"))


def is_borne_by_the_old_program(operation: Operation, new_models: set[str]) -> bool:
    """Tell whether a program that does not know of this change goes on reading and writing as before."""
    match operation:
        case (
            migrations.CreateModel() | migrations.AddIndex() | migrations.RemoveIndex() | migrations.RemoveConstraint()
        ):
            return True
        case migrations.AlterModelOptions() | migrations.AlterModelManagers() | migrations.RunPython():
            return True
        case migrations.RunSQL() | migrations.AlterField():
            return True  # a wider field, or words beside it; a narrower one is a constraint's business
        case migrations.AddField(field=field, model_name=name):
            is_filled = field.null or field.db_default is not models.NOT_PROVIDED or field.many_to_many
            return bool(is_filled) or name.lower() in new_models
        case migrations.AddConstraint(model_name=name):
            return name.lower() in new_models
        case migrations.SeparateDatabaseAndState(database_operations=inner):
            return all(is_borne_by_the_old_program(each, new_models) for each in inner)
    return False


@pytest.mark.once
def test_what_the_old_program_cannot_bear_is_told_to_who_upgrades():
    loader, before = MigrationLoader(None), applied_by_the_last_release()
    ours = {"welfare", "funds", "members", "events"}
    new = {key: node for key, node in loader.disk_migrations.items() if key not in before and key[0] in ours}
    new = {key: node for key, node in new.items() if not node.replaces}  # the short road changes no old database
    new_models = {
        operation.name_lower
        for node in new.values()
        for operation in node.operations
        if isinstance(operation, migrations.CreateModel)
    }
    unborne = {
        f"{app}.{name}"
        for (app, name), node in new.items()
        if not all(is_borne_by_the_old_program(operation, new_models) for operation in node.operations)
    }
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `((?:welfare|funds|members|events)\.\d{4}_\w+)` \|", page, flags=re.MULTILINE))

    assert {name for name in told if tuple(name.split(".")) not in before} == unborne


@pytest.mark.once
@pytest.mark.parametrize(
    ("operation", "borne"),
    [
        (migrations.AddField("fund", "motto", models.TextField(null=True)), True),
        (migrations.AddField("fund", "motto", models.TextField(db_default="")), True),
        (migrations.AddField("fund", "motto", models.TextField(default="")), False),
        (migrations.RemoveField("fund", "name"), False),
        (migrations.RenameField("fund", "name", "title"), False),
        (migrations.AddConstraint("fund", models.CheckConstraint(condition=models.Q(pk__gt=0), name="x")), False),
    ],
)
def test_an_old_program_bears_only_what_it_need_not_know(operation, borne):
    assert is_borne_by_the_old_program(operation, set()) is borne
