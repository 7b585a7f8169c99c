"""The two databases as things to copy, to read back into a scratch place, and to fill from a copy."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from .later import Later

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql
else:
    psycopg, sql = Later("psycopg"), Later("psycopg.sql")


class NotEmpty(Exception):
    """A copy is only put where nothing would be lost."""


class NotPossible(Exception):
    """A program that this needs is missing or failed; the message says which."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a database held when it was copied: rows by table, and the answers to the statements of `heads`."""

    rows: dict[str, int]
    heads: dict[str, list[list[str]]]

    def facts(self) -> dict[str, Any]:
        return {"rows": self.rows, "heads": self.heads}


class Found(Protocol):
    """Something that can be asked what it holds."""

    def facts(self, heads: Mapping[str, str]) -> dict[str, Any]: ...


class Database(Found, Protocol):
    """A database that can be copied and filled."""

    @property
    def engine(self) -> str: ...

    def copy(self, file: Path, heads: Mapping[str, str]) -> Copied:
        """Copy all of it, as it is at one moment, into `file`; people go on working."""
        ...

    def scratch(self, file: Path) -> contextlib.AbstractContextManager[Found]:
        """Read `file` into a place that ends with the block."""
        ...

    def put(self, file: Path) -> None:
        """Fill this database, which is empty, from `file`."""
        ...

    def refuse_unless_empty(self) -> None:
        """Raise NotEmpty when there is anything in it."""
        ...


def of(settings: Mapping[str, Any]) -> Database:
    """Give the database that Django's `settings` name."""
    if settings["ENGINE"].endswith("sqlite3"):
        return SQLite(Path(settings["NAME"]))
    return PostgreSQL({key: str(settings[key]) for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})


def _asked(cursor: Any, tables: list[str], heads: Mapping[str, str]) -> Copied:
    rows = {}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 -- a name that the database gave
        rows[table] = cursor.fetchone()[0]
    answers = {}
    for name, statement in heads.items():
        cursor.execute(statement)
        answers[name] = [[str(value) for value in row] for row in cursor.fetchall()]
    return Copied(rows, answers)


@dataclass(frozen=True, slots=True)
class SQLite:
    """A database in a file."""

    file: Path
    engine: str = "SQLite"

    def copy(self, file: Path, heads: Mapping[str, str]) -> Copied:
        ours = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)
        with contextlib.closing(ours) as source, contextlib.closing(sqlite3.connect(file)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        return SQLite(file)._copied(heads)

    @contextlib.contextmanager
    def scratch(self, file: Path) -> Iterator[Found]:
        with contextlib.closing(sqlite3.connect(file)) as database:
            said = database.execute("PRAGMA integrity_check(5)").fetchall()
        if said != [("ok",)]:
            raise NotPossible(f"SQLite finds the copy broken: {said}")
        yield SQLite(file)

    def put(self, file: Path) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        half = self.file.with_name(f".{self.file.name}.part")
        shutil.copyfile(file, half)
        with open(half, "rb") as copied:
            os.fsync(copied.fileno())
        for beside in ("-wal", "-shm"):
            self.file.with_name(self.file.name + beside).unlink(missing_ok=True)
        half.replace(self.file)

    def refuse_unless_empty(self) -> None:
        if self.file.exists() and self.file.stat().st_size:
            raise NotEmpty(str(self.file))

    def facts(self, heads: Mapping[str, str]) -> dict[str, Any]:
        return self._copied(heads).facts()

    def _copied(self, heads: Mapping[str, str]) -> Copied:
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            return _asked(database.cursor(), [row[0] for row in database.execute(named)], heads)


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A database of a server; `where` are NAME, USER, PASSWORD, HOST and PORT, empty for the server's own defaults."""

    where: Mapping[str, str]
    engine: str = "PostgreSQL"

    def copy(self, file: Path, heads: Mapping[str, str]) -> Copied:
        with self._connection() as connection, connection.cursor() as cursor:
            # The rows are counted in the very picture of the database that is dumped.
            cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str((cursor.fetchone() or ("",))[0])
            self._run("pg_dump", "--format=custom", "--compress=1", f"--snapshot={snapshot}", f"--file={file}")
            return _asked(cursor, self._tables(cursor), heads)

    @contextlib.contextmanager
    def scratch(self, file: Path) -> Iterator[Found]:
        name = f"rehearsal_{uuid4().hex[:12]}"
        place = PostgreSQL({**self.where, "NAME": name})
        with self._connection(autocommit=True) as connection:
            made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(
                sql.Identifier(name), self._locale_of(connection)
            )
            connection.execute(made)
            try:
                place.put(file)
                yield place
            finally:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def put(self, file: Path) -> None:
        self._run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
                  f"--dbname={self.where['NAME']}", str(file), names_database=False)  # fmt: skip

    def refuse_unless_empty(self) -> None:
        with self._connection() as connection, connection.cursor() as cursor:
            if self._tables(cursor):
                raise NotEmpty(self.where["NAME"])

    def facts(self, heads: Mapping[str, str]) -> dict[str, Any]:
        with self._connection() as connection, connection.cursor() as cursor:
            return _asked(cursor, self._tables(cursor), heads).facts()

    def _connection(self, *, autocommit: bool = False) -> "psycopg.Connection[Any]":
        where = {
            "dbname": self.where["NAME"], "user": self.where["USER"], "password": self.where["PASSWORD"],
            "host": self.where["HOST"], "port": self.where["PORT"],
        }  # fmt: skip
        given: dict[str, Any] = {key: value for key, value in where.items() if value}
        return psycopg.connect(autocommit=autocommit, **given)

    def _locale_of(self, connection: "psycopg.Connection[Any]") -> "sql.Composable":
        provider, collate, icu = connection.execute(
            "SELECT datlocprovider, datcollate, to_jsonb(d) ->> 'daticulocale' FROM pg_database AS d "
            "WHERE datname = current_database()"
        ).fetchone() or ("c", "C", None)
        words = sql.SQL("LOCALE {}").format(sql.Literal(collate))
        if provider == "i" and icu:
            words += sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(icu))
        return words

    @staticmethod
    def _tables(cursor: Any) -> list[str]:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\"")
        return [row[0] for row in cursor.fetchall()]

    def _run(self, program: str, *arguments: str, names_database: bool = True) -> None:
        """Run a program of PostgreSQL's. Raises NotPossible when it is missing or fails."""
        found = shutil.which(program) or next(
            (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)), None
        )
        if found is None:
            raise NotPossible(f"{program} is not installed (Debian: apt install postgresql-client).")
        variables = {"USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
        environment = {**os.environ, **{to: self.where[key] for key, to in variables.items() if self.where[key]}}
        name = [self.where["NAME"]] if names_database else []
        done = subprocess.run([found, *arguments, *name], env=environment, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise NotPossible(f"{program} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
