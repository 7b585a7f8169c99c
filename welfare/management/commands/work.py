"""manage.py work: do what is due by the clock; for cron or a timer, safe to start twice or on two machines."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from welfare import upkeep
from welfare.overview.chores import DUTIES


class Command(BaseCommand):
    help = "Do the chores that are due (or those named, now), each on one machine at a time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", choices=[[], *(duty.name for duty in DUTIES)], metavar="chore",
                            help="do these now: " + ", ".join(duty.name for duty in DUTIES))  # fmt: skip

    def handle(self, *args: Any, names: list[str], **options: Any) -> None:
        """Do each chore and say how it went. Raises SystemExit with 1 when one of them is not well."""
        is_well = True
        for duty in DUTIES:
            if names and duty.name not in names:
                continue
            try:
                outcome = upkeep.run(duty, timezone.now(), timezone.now, now=bool(names))
            except Exception as fault:
                outcome = upkeep.Outcome(is_well=False, words=f"{type(fault).__name__}: {fault}")
            if outcome is None:
                self.stdout.write(f"{duty.name}: not due, or at work elsewhere")
                continue
            is_well &= outcome.is_well
            self.stdout.write(f"{duty.name}: {'well' if outcome.is_well else 'NOT WELL'}: {outcome.words}")
        if not is_well:
            raise SystemExit(1)
