"""What every test stands on: which database, and how it is put back as it was."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.template import Template
from django.test import TransactionTestCase
from django.test.utils import _TestState
from pytest_django import DjangoDbBlocker

from funds.founding import found_phuket
from funds.models import Province

# The standing cast of people and funds.
pytest_plugins = ["tests.cast"]

# A law is not broken by a busy machine; in CI Hypothesis has a profile of its own, the same examples each time.
hypothesis.settings.register_profile("busy", deadline=None)
if not os.environ.get("CI"):
    hypothesis.settings.load_profile("busy")

FOLDER = Path(tempfile.mkdtemp(prefix="portal-db-"))


def pytest_configure(config: pytest.Config) -> None:
    """Change what a test needs otherwise than a province: speed for strength, a file of its own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files are looked for when asked for, not listed anew for each test's client.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.MEDIA_ROOT = FOLDER / "media"
    database = settings.DATABASES["default"]
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"].endswith("sqlite3"):
        # A file, because threads of one test cannot share a database in memory as they do in a province.
        database.setdefault("TEST", {})["NAME"] = str(FOLDER / "test.sqlite3")
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


# What takes longest, begun first, so that no core waits for another at the end.
LONGEST = ("tests/test_isolation.py", "tests/test_fuzz.py", "tests/members/test_demo_command.py", "tests/browser/",
           "tests/welfare/test_serve.py")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pages as a server does, in a third less time: Django keeps for a test what it drew from which words."""
    monkeypatch.setattr(Template, "_render", cast("Any", _TestState).saved_data.template_render)


def made_before() -> Path:
    """Name the file that keeps an empty, migrated SQLite database between runs; another one after any migration."""
    home = Path(settings.BASE_DIR)
    sources = [*home.glob("*/migrations/**/*.py"), *home.glob("*/migrations/**/*.sql"), home / "funds" / "founding.py"]
    sources += [home / "funds" / "data" / "phuket.csv", home / "requirements.txt"]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(str(source.relative_to(home)).encode() + source.read_bytes())
    return Path(tempfile.gettempdir()) / f"portal-migrated-{os.getuid()}-{digest.hexdigest()[:20]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin with the database that an earlier run of the same migrations has left."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and made_before().exists():
        shutil.copyfile(made_before(), database["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Migrate what was left, which is nothing to do, instead of making it anew."""
    database = settings.DATABASES["default"]
    return bool(database["ENGINE"].endswith("sqlite3")) and Path(database["TEST"]["NAME"]).exists()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep a copy of the migrated database, and go back to it after each test that commits.

    Django would empty the tables instead: what migrations put there would be gone, and the books, which refuse to be
    deleted, would refuse that too.
    """
    copy = {"sqlite": sqlite_copy, "postgresql": postgresql_copy}[connection.vendor]
    with django_db_blocker.unblock():
        if not Province.objects.exists():
            found_phuket()  # once for all tests: founding it for each of them would cost more than most
            if connection.vendor == "sqlite":
                leave_for_the_next_run()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), copy() as put_back:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back())
        with django_db_blocker.block():
            yield


def leave_for_the_next_run() -> None:
    """Keep the migrated database under the name of its migrations; in full or not at all."""
    half = made_before().with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(half)) as kept:
        connection.connection.backup(kept)
    half.replace(made_before())


@contextlib.contextmanager
def sqlite_copy() -> Iterator[Callable[[], None]]:
    """Copy the database into memory; give what copies it back."""
    kept = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(kept)

    def put_back() -> None:
        connections.close_all()
        with contextlib.closing(sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=20)) as database:
            kept.backup(database)

    with contextlib.closing(kept):
        yield put_back


@contextlib.contextmanager
def postgresql_copy() -> Iterator[Callable[[], None]]:
    """Make a second database from the migrated one; give what makes the first anew from it."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    kept = connection.ops.quote_name(f"{connection.settings_dict['NAME']}_kept")

    def instead(new: str, old: str) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {new} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {new} TEMPLATE {old}")

    instead(kept, name)
    try:
        yield lambda: instead(name, kept)
    finally:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {kept} WITH (FORCE)")
