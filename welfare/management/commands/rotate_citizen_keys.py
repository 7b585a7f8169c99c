"""manage.py rotate_citizen_keys: encrypt every citizen ID anew with the newest key."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members import keys


class Command(BaseCommand):
    help = "Encrypt every citizen ID with the first key of CITIZEN_KEYS; it may be broken off and called again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=keys.AT_ONCE, help="people in one transaction")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        """Rotate and say the counts. Raises CommandError where an ID is opened by no key: keep the old keys then."""
        done = keys.rotate(at_once=max(batch, 1))
        self.stdout.write(f"{done.renewed:,} encrypted anew, {done.newest:,} had the newest key")
        if done.files_renewed or done.files_lost:
            self.stdout.write(
                f"{done.files_renewed:,} waiting files encrypted anew, {done.files_lost:,} opened by no key"
            )
        if done.lost:
            raise CommandError(f"{done.lost:,} are opened by no key in CITIZEN_KEYS: put the missing key back")
        self.stdout.write("Every citizen ID has the newest key: older keys may be taken out of CITIZEN_KEYS.")
