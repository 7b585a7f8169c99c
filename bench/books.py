"""`python -m bench.books` with DATABASE_URL and PORTAL_DATA_DIR set: what `manage.py check_books` takes. Prints JSON.

Beside it, the sums that it recomputes as bare SQL over the whole database, grouped and fetched, compared with nothing.
"""

import io
import json
import os
import resource
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import connection  # noqa: E402

from bench.by_hand import BOOKS  # noqa: E402
from bench.server import busy  # noqa: E402

AT_ONCE = 50_000


def timed(work: Any) -> dict[str, float]:
    started = busy(), time.perf_counter()
    work()
    return {"busy": busy() - started[0], "seconds": time.perf_counter() - started[1]}


def by_hand() -> None:
    with connection.cursor() as cursor:
        for sql in BOOKS:
            cursor.execute(sql)
            while cursor.fetchmany(AT_ONCE):
                pass


def main() -> None:
    is_clean = True
    bare = timed(by_hand)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = io.StringIO()
    try:
        checked = timed(lambda: call_command("check_books", stdout=said))
    except SystemExit:
        is_clean, checked = False, {"busy": 0.0, "seconds": 0.0}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = {"checked": checked, "bare": bare, "peak": peak / 1024, "before": before / 1024, "clean": is_clean}
    print(json.dumps(figures | {"said": said.getvalue().splitlines()[-3:]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
