import re
from pathlib import Path

from django.conf import settings
from django.db import connection


def test_every_trigger_that_a_migration_made_still_stands(db):
    # SQLite drops a table's triggers silently when a later migration makes the table anew.
    files = Path(settings.BASE_DIR).glob(f"*/migrations/sql/*.{connection.vendor}.sql")
    made = {name for file in files for name in re.findall(r"CREATE TRIGGER (\w+)", file.read_text(encoding="utf-8"))}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        standing = {row[0] for row in cursor.fetchall()}

    assert (made, made - standing) == (standing, set())
