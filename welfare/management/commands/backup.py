"""manage.py backup: copy the database and the files people sent, and read the copy back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from welfare import dumps
from welfare.overview import copies


class Command(BaseCommand):
    help = "Copy the database and the files into one new file; with --rehearse, read it back and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="the folder; PORTAL_BACKUP_DIR where none is named")
        parser.add_argument("--rehearse", action="store_true", help="read the copy back into a scratch database")

    def handle(self, *args: Any, to: Path | None, rehearse: bool, **options: Any) -> None:
        """Make a copy and say where it is. Raises CommandError when it cannot be made or is not whole."""
        try:
            copy = copies.make(timezone.now(), to)
        except dumps.NotPossible as fault:
            raise CommandError(str(fault)) from fault
        sealed = "sealed" if copy.is_encrypted else "not sealed: set PORTAL_BACKUP_KEY to seal copies"
        self.stdout.write(f"{copy.name}: {copy.size:,} bytes, SHA-256 {copy.sha256}, {sealed}")
        if not rehearse:
            return
        read = copies.rehearse(copy, timezone.now, to)
        if not read.is_whole:
            raise CommandError(f"{copy.name} was read back and is NOT whole: {read.words}")
        self.stdout.write("Read back into a scratch database: every row, the books, the trail and every file agree.")
