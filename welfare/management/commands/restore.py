"""manage.py restore FILE: put a backup in the place of an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from welfare import backups, dumps, sealed
from welfare.overview import copies


class Command(BaseCommand):
    help = "Fill an empty database and the folder of files from a backup, and compare what is there with its manifest."
    # The database is empty: there is nothing to check in it yet.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Restore, or say why nothing was touched. Raises CommandError."""
        try:
            wrong = backups.restore(
                file, copies.database(), Path(settings.MEDIA_ROOT), word=settings.BACKUP_KEY, heads=copies.HEADS
            )
        except FileNotFoundError as fault:
            raise CommandError(f"There is no file {file}.") from fault
        except dumps.NotEmpty as fault:
            raise CommandError(
                f"{fault} is not empty, and nothing in it was touched. Stop the portal and move the old database away."
            ) from fault
        except backups.KeyMissing as fault:
            raise CommandError("This backup is sealed. Give its key in PORTAL_BACKUP_KEY.") from fault
        except (sealed.NotReadable, backups.NotWhole, dumps.NotPossible) as fault:
            raise CommandError(f"Nothing was put in place. {fault}") from fault
        if wrong:
            raise CommandError("The restored portal differs from the backup: " + "; ".join(wrong))
        self.stdout.write(f"{file.name} is in place: every row, the books, the trail and every file agree with it.")
