"""manage.py check_trail: find any entry of the trail that was changed, removed or slipped in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from funds.models import Fund
from welfare import trail
from welfare.models import LogEntry, TrailHead

SHORTEST = 12  # of a printed seal, so that it means one entry


class Command(BaseCommand):
    help = "Recompute every seal of the trail; print each fault, end with 1 if there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--printed", metavar="SEAL", help="also say which entry carries this seal from a paper")

    def handle(self, *args: Any, printed: str | None, **options: Any) -> None:
        """Print each fault and where it stands. Raises SystemExit with 1 when there is one or a seal is unknown."""
        codes = dict(Fund.objects.values_list("pk", "code"))
        found = 0
        for fault in trail.faults():
            place = codes.get(fault.chain, f"fund {fault.chain}") if fault.chain else "the portal"
            self.stdout.write(f"{place}, entry {fault.number}: {fault.what}")
            found += 1
        entries, chains = LogEntry.objects.count(), TrailHead.objects.count()
        self.stdout.write(f"{entries:,} entries in {chains} chains: {f'{found} faults' if found else 'no fault'}")
        if found or (printed is not None and not self.is_known(printed)):
            raise SystemExit(1)

    def is_known(self, printed: str) -> bool:
        """Say which entry carries the seal that a paper shows. Raises CommandError when it is too short to tell."""
        begins = "".join(printed.split()).lower()
        if len(begins) < SHORTEST:
            raise CommandError(f"A seal is at least {SHORTEST} characters long.")
        entry = LogEntry.objects.filter(seal__startswith=begins).first()
        if entry is None:
            self.stdout.write("No entry carries this seal: what was written after that paper was made anew.")
            return False
        self.stdout.write(f"The seal belongs to entry {entry.number} of {entry.at:%Y-%m-%d %H:%M}: {entry.act}.")
        return True
