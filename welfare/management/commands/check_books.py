"""manage.py check_books: recompute every kept total, balance and running number from the rows."""

from typing import Any

from django.core.management.base import BaseCommand

import funds.books
import members.books
from funds.models import Province


class Command(BaseCommand):
    help = "Recompute what is kept beside the rows, for all funds; print each difference, end with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference with its fund. Raises SystemExit with 1 when there is one."""
        found, provinces = 0, list(Province.objects.order_by("pk"))
        if not provinces:
            self.stdout.write("No province is recorded: no difference")
        for province in provinces:
            faults = funds.books.faults(province) + members.books.faults(province)
            for fault in faults:
                self.stdout.write(fault)
            said = f"{len(faults)} differences" if faults else "no difference"
            self.stdout.write(f"{province.name_en}, {province.funds.count()} funds: {said}")
            found += len(faults)
        if found:
            raise SystemExit(1)
