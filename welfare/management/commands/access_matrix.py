"""manage.py access_matrix: write into docs/security.md which office may do what on which page."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from welfare.overview.matrix import table

FILE = settings.BASE_DIR / "docs" / "security.md"
BEGIN, END = "<!-- matrix: manage.py access_matrix -->\n", "<!-- end of the matrix -->\n"


def written(page: str) -> str:
    """Give the document `page` with the matrix of today between its two marks."""
    before, _mark, rest = page.partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}\n{END}{after}"


class Command(BaseCommand):
    help = "Write into docs/security.md which office may do what on which page, as the code has it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print", action="store_true", help="print the matrix instead")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the document, or print the matrix alone."""
        if options["print"]:
            self.stdout.write(table())
            return
        FILE.write_text(written(FILE.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"{FILE.name}: {table().count(chr(10)) - 1} pages")
