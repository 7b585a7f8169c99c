"""manage.py found_phuket: record the province, its 18 funds and what was announced of it, without people or money."""

from typing import Any

from django.core.management.base import BaseCommand

from funds import published
from funds.founding import found_phuket
from funds.models import Fund


class Command(BaseCommand):
    help = "Record Phuket and its 18 funds where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        province = found_phuket()
        published.load(province)
        self.stdout.write(f"{province.name_en}: {Fund.objects.of(province).count()} funds.")
