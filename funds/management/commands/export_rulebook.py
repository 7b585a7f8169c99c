"""Write the law of one fund as the text that docs/rulebooks.md describes."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from funds import regulations
from funds.management.commands.load_rulebook import found_fund
from funds.rules import rulebooks
from funds.rules.reading import as_day
from welfare import thai


class Command(BaseCommand):
    help = "Write the rule book of the fund FUND in force today, or on DAY, as a file that load_rulebook reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fund", help="the fund's code, for example rawai, or its whole name")
        parser.add_argument("--on", metavar="DAY", help="the day whose version to write, for example 2568-01-01")

    def handle(self, *args: Any, fund: str, on: str | None, **options: Any) -> None:
        day = as_day(on) if on else thai.today()
        if not isinstance(day, date):
            raise CommandError(day)
        book = regulations.rule_book(found_fund(fund), day)
        if book is None:
            raise CommandError(_("The fund has no rule book in force on %(day)s.") % {"day": thai.long_date(day)})
        self.stdout.write(rulebooks.dump(book), ending="")
