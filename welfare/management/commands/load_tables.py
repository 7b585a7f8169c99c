"""manage.py load_tables: fill an empty database with whole funds from tab-separated files."""

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.tables.loading import NotEmpty, load
from members.tables.reading import NotUnderstood


class Command(BaseCommand):
    help = "Fill an empty database with whole funds from the tab-separated files in a folder: docs/performance.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where fund, member, contribution and payout.tsv are")

    def handle(self, *args: Any, folder: Path, verbosity: int, **options: Any) -> None:
        """Load all or nothing, and say what. Raises CommandError when it cannot."""
        started = perf_counter()

        def progress(funds: int) -> None:
            if verbosity > 1 and funds % 100 == 0:
                self.stderr.write(f"{funds} funds in {perf_counter() - started:.0f} s")

        try:
            done = load(folder, progress=progress)
        except NotEmpty:
            raise CommandError(
                "This database already holds a province, people or accounts. Whole funds are loaded into an empty one "
                "only; name another with PORTAL_DATA_DIR or DATABASE_URL."
            ) from None
        except NotUnderstood as fault:
            raise CommandError(f"Nothing was loaded. {fault}") from None
        rows = done.rows
        strange = ""
        if done.doubled:
            strange += f" {done.doubled:,} payments are of an event for which the person had been paid before."
        if done.left_before_joining:
            strange += f" {done.left_before_joining:,} members left before they joined and end on the day they joined."
        if done.overdrawn:
            strange += f" {done.overdrawn:,} funds paid out more than came in and are opened with what is missing."
        funds, members, given, paid = (
            f"{rows.get(name, 0):,}" for name in ("Fund", "Membership", "Contribution", "Payout")
        )
        self.stdout.write(
            f"Loaded {funds} funds of {done.provinces} provinces, {members} members, {given} contributions and {paid} "
            f"payouts: {sum(rows.values()):,} rows in {perf_counter() - started:.0f} s.{strange}"
        )
