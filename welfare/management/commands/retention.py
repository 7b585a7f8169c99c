"""manage.py retention: say which personal data is over its term; with --do, take it out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members import retention
from welfare import thai
from welfare.models import User


class Command(BaseCommand):
    help = "Count what is over its term, kind by kind; with --do and --by, remove papers and put pseudonyms in place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--do", action="store_true", help="do it; without it nothing is changed")
        parser.add_argument("--by", default="", help="the user name of who answers for it; the trail says so")

    def handle(self, *args: Any, do: bool, by: str, **options: Any) -> None:
        """Report, and do what follows when asked. Raises CommandError where --do names nobody known."""
        today, who = thai.today(), User.objects.filter(username=by, is_active=True).first()
        if do and who is None:
            raise CommandError("--do needs --by with the user name of who answers for it")
        for kind in retention.due(today):
            if do and who is not None:
                self.stdout.write(f"{kind.kind}: {kind.do(today, who):,} done")
            else:
                self.stdout.write(f"{kind.kind}: {kind.count:,} over the term")
