"""manage.py first_admin: appoint the first administrator of a province, and print a one-time code for the account."""

from argparse import ArgumentParser
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from funds import access_codes
from funds.models import Appointment, Office, Province
from welfare import thai


class Command(BaseCommand):
    help = "Appoint the first administrator of a province and print a one-time code for the account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="title and full name, as shown")
        parser.add_argument("--province", default="phuket", help="short name of the province")

    def handle(self, *args: Any, name: str, province: str, **options: Any) -> None:
        """Say the code. Raises CommandError when there is no such province, or it has an administrator already."""
        place = Province.objects.filter(slug=province).first()
        if place is None:
            raise CommandError(f"There is no province {province!r}. Found it first: manage.py found_phuket.")
        if Appointment.objects.on(thai.today()).filter(province=place, office=Office.ADMIN).exists():
            raise CommandError("This province has an administrator, who appoints all others on the page of people.")
        code = access_codes.new_code()
        made = access_codes.first_admin(place, name=name, key=uuid4(), code=code, on=thai.today(), at=timezone.now())
        self.stdout.write(
            f"{made.user} is appointed. Open the account at /join/ within 14 days with the code\n"
            f"  {access_codes.spelled(code)}\nIt opens once, and is kept nowhere."
        )
