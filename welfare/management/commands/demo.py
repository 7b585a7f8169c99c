"""manage.py demo: fill an empty database with the demo province, or say which accounts open it."""

import os
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import translation

import events.demo.certificates
import events.demo.day
import events.demo.strategy
from funds.models import Province
from members.demo import plan
from members.demo.accounts import demo_accounts
from members.demo.province import NotEmpty, make
from welfare.models import User
from welfare.money import format_baht


class Command(BaseCommand):
    help = "Fill an empty database with the demo province of 14 August 2561: real totals, invented people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print the accounts of a demo database")

    def handle(self, *args: Any, accounts: bool, verbosity: int, **options: Any) -> None:
        """Make the province; with `--accounts`, or more verbosity than none, say who may sign in."""
        if not accounts:
            self.make_province()
        if accounts or verbosity:
            self.print_accounts()

    def make_province(self) -> None:
        """Make the province and say what it holds. Raises CommandError when the database is not empty."""
        started = perf_counter()
        try:
            with transaction.atomic(), translation.override("th"):
                counts = make(plan.PROVINCE)
                self.make_the_day(Province.objects.get())
        except NotEmpty:
            raise CommandError(
                "This database already holds people or accounts. The demo province is made in an empty one only; "
                "name another with PORTAL_DATA_DIR or DATABASE_URL."
            ) from None
        sums = plan.totals_of(plan.PROVINCE)
        self.stdout.write(
            f"The demo province of {plan.LAST_DAY}: {sums.funds} funds, {sums.members:,} members, "
            f"{format_baht(sums.balance)} baht, {sums.helped:,} people helped; {sum(counts.values()):,} rows "
            f"in {perf_counter() - started:.1f} s. The totals are the published ones, all people are invented."
        )

    def make_the_day(self, province: Province) -> None:
        """Make the assembly of that day, the strategy signed on it, and the certificates given."""
        admin, officer = (User.objects.get(username=name) for name in ("admin", "officer"))
        day = events.demo.day.make(province, by=admin)
        events.demo.strategy.make(province, by=admin, second=officer)
        events.demo.certificates.make(day, address=self.address(), by=admin)

    def address(self) -> str:
        """Give where the codes on certificates lead: the portal's own address, or this machine's."""
        host = settings.PORTAL_ADDRESS or f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
        return f"{host}{reverse('events:certificate-check')}"

    def print_accounts(self) -> None:
        """Print the accounts, if this is a demo database: offices in one line, since every fund has the same."""
        found = demo_accounts()
        if not found:
            return
        names = [name for name, _place in found]
        of_funds = sorted({name.partition(".")[2] for name in names} - {""})
        offices = list(dict.fromkeys(name.partition(".")[0] for name in names if "." in name))
        self.stdout.write(
            f"Demo accounts, password {settings.DEMO_PASSWORD}\n"
            f"  of the province: {', '.join(name for name in names if '.' not in name)}\n"
            f"  of each fund:    {', '.join(f'{office}.<fund>' for office in offices)}, where <fund> is one of\n"
            f"                   {', '.join(of_funds)}"
        )
