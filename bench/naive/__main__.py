"""`python -m bench.naive FOLDER`: fill the opponent's tables from the four files once, measure it, print JSON."""

import io
import json
import os
import sys
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.naive.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402 -- Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench.naive.models import Contribution, Fund, Member, Payout  # noqa: E402
from bench.server import Server, medians  # noqa: E402
from welfare.bulk import in_parts  # noqa: E402

ROUNDS = 9


def fill(folder: Path) -> None:
    """Bring the files in as they are: COPY on PostgreSQL, one prepared statement on SQLite."""
    if Fund.objects.exists():
        return
    for model in (Fund, Member, Contribution, Payout):
        columns = [field.column for field in model._meta.concrete_fields]
        names = ", ".join(columns)
        with (folder / f"{model.__name__.lower()}.tsv").open(encoding="utf-8") as lines, connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                    for part in in_parts(lines, 20_000):
                        copy.write("".join(part))
                continue
            marks = ", ".join(["%s"] * len(columns))
            rows = ([None if each == r"\N" else each for each in line.rstrip("\n").split("\t")] for line in lines)
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", rows)  # type: ignore[arg-type]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('naive_payout', 'id'), max(id)) FROM naive_payout")
            cursor.execute("ANALYZE")


def main() -> None:
    out, sys.stdout = sys.stdout, io.StringIO()
    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        fill(Path(sys.argv[1]))
    user, _created = User.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})
    server, member = Server(user), Member.objects.exclude(citizen_id=None).order_by("pk")[0]
    members, turns = "/admin/naive/member/", count(1)
    paths = {
        "floor": "/floor/",
        "list": members,
        "list of a fund": f"{members}?fund__id__exact={member.fund_id}",
        "search: holds": f"{members}?q={quote('มชาย')}",
        "search: citizen ID": f"{members}?q={member.citizen_id}",
        "dashboard": "/dashboard/",
    }

    def pay() -> None:
        number = next(turns)
        status, body, _headers = server.ask("/admin/naive/payout/add/", {
            "fund": member.fund_id, "member": member.pk, "citizen_id": f"{number:013d}", "recipient": "ผู้รับเงิน",
            "category": 2, "amount": "300.00", "paid_on": "2026-01-05",
        })  # fmt: skip
        if status != 302:
            raise SystemExit(f"paying answered {status}: {body[:2000]!r}")

    works: dict[str, Any] = {name: lambda path=path: server.seen(path) for name, path in paths.items()}
    took = medians({**works, "pay": pay}, ROUNDS)
    sizes = {name: len(server.seen(path)[1]) for name, path in paths.items()}
    statements = {name: len(server.statements(path)) for name, path in paths.items()}
    print(json.dumps({"ms": took, "bytes": sizes, "queries": statements}, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
