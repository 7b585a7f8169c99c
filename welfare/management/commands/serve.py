"""Serve the portal: everything a start needs, in one process."""

import errno
import os
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from welfare import backups, metrics, serving


class Command(BaseCommand):
    help = "Make the database and the static files ready, then serve the portal with gunicorn."
    # Django's checks run in the tests and before a migration; a start does not wait for them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("PORTAL_HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        """Bring the portal up to date and serve it until it is told to stop.

        Raises CommandError when the port cannot be had or the database does not answer.
        """
        if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
            raise CommandError(f"PORT must be a number from 1 to 65535, not {port!r}.")
        refuse_a_taken_port(host, int(port))
        refuse_a_broken_database()
        try:
            self.prepare_database()
        except OperationalError as refusal:
            raise CommandError(f"The database does not answer: {refusal}") from refusal
        self.prepare_static_files()
        self.prepare_demo()
        metrics.start_anew()
        connections.close_all()  # no connection may be shared by two workers
        serving.Portal(host, int(port), on_ready=lambda: self.greet(host, port)).run()

    def prepare_database(self) -> None:
        """Apply what the code brings that this database has not seen, and make the table of the cache."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Bringing the database up to date …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)

    def prepare_static_files(self) -> None:
        """Collect and compress the static files, when one of them has changed."""
        if serving.static_files_changed():
            self.stdout.write("Collecting the static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            serving.remember_static_files()

    def prepare_demo(self) -> None:
        """Make the demo province in an empty database, unless this is to be a real one."""
        if not settings.DEMO or get_user_model().objects.exists():
            return
        if "demo" not in get_commands():
            self.stdout.write("The database is empty; this version of the portal has no demo province to fill it.")
            return
        self.stdout.write("The database is empty: making the demo province …")
        call_command("demo", verbosity=0)

    def greet(self, host: str, port: str) -> None:
        """Say where the portal is and, in a demo database only, which accounts open it."""
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 -- compared, not bound
        self.stdout.write(f"\nThe portal is at http://{shown}:{port}/ (Ctrl-C stops it)")
        if "demo" in get_commands():
            call_command("demo", "--accounts")
        self.stdout.flush()
        connections[DEFAULT_DB_ALIAS].close()


def refuse_a_taken_port(host: str, port: int) -> None:
    """Try the address before any work is done. Raises CommandError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            if refusal.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken by another program. Choose another one: make run PORT={port % 65535 + 1}"
                ) from refusal
            raise CommandError(f"Port {port} on {host} cannot be had: {refusal.strerror}.") from refusal


def refuse_a_broken_database() -> None:
    """Look at a SQLite file before anything writes to it. Raises CommandError when it was cut."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not file.exists() or not (fault := backups.fault_of(file)):
        return
    copy = backups.newest(settings.BACKUP_DIR)
    way = (
        f"Move it away and put the newest copy in its place: manage.py restore {copy}"
        if copy
        else f"There is no copy in {settings.BACKUP_DIR}."
    )
    raise CommandError(f"The database {file} was cut or is broken ({fault}). Nothing was changed. {way}")
