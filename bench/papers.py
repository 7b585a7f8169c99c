"""Papers of a loaded province: certificates, the workbook of all funds, the forms of all funds.

`python -m bench.papers` with DATABASE_URL and PORTAL_DATA_DIR set. Prints JSON: times in busy ms, rates by the busy
second. What is issued and made here stays in the database, which is made for this.
"""

import io
import json
import os
import sys
import time
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django must be set up first
from django.urls import reverse  # noqa: E402
from django.utils.translation import activate  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from bench import certificates as press  # noqa: E402
from bench import prepared  # noqa: E402
from bench.by_hand import FORMS  # noqa: E402
from bench.server import Server, busy, medians, quiet, replay  # noqa: E402
from events import certificate_prints, certificates  # noqa: E402
from events.models import CertificateKind  # noqa: E402
from members.status import runs  # noqa: E402

FIRSTS, ROUNDS = 24, 9
AS_OF = prepared.FILED.replace(year=prepared.FILED.year - 1, month=12, day=31)


def first_certificates(ready: prepared.Prepared, server: Server) -> dict[str, float]:
    """Ask for the files of certificates that nobody asked for before, each once, with the floor in turn."""
    kind = CertificateKind.objects.create(
        key=uuid4(), province=ready.province, by=ready.officer, name=str(uuid4()), issuer=press.look()["issuer"],
        superior=press.look()["superior"], deed="ปฏิบัติหน้าที่ได้อย่างดี",
    )  # fmt: skip
    names = [certificates.Recipient(name) for name in press.names(FIRSTS)]
    issue = certificates.begin(
        kind, names, key=uuid4(), on=AS_OF, signatories=(), address="https://welfare.example/certificates/",
        by=ready.officer,
    )  # fmt: skip
    certificates.go_on(issue, by=ready.officer)
    where = [
        reverse("events:certificate-file", args=[ready.province.slug, pk])
        for pk in issue.certificates.order_by("place").values_list("pk", flat=True)
    ]
    times: dict[str, list[float]] = {"floor": [], "certificate": [], "certificate, press set up anew": []}
    server.seen(where.pop())
    for place, path in enumerate(where):
        is_cold = place % 4 == 0
        if is_cold:
            certificate_prints._kept.cache_clear()
        for name, each in (
            ("certificate, press set up anew" if is_cold else "certificate", path),
            ("floor", "/floor/"),
        ):
            started = busy()
            server.seen(each)
            times[name].append((busy() - started) * 1000)
    return {name: quiet(kept) for name, kept in times.items()}


def workbook(ready: prepared.Prepared, server: Server) -> dict[str, float]:
    """Make the forms of all funds, then their workbook, and the same cells with openpyxl."""
    from openpyxl import Workbook  # noqa: PLC0415 -- only here for this comparison

    started = busy(), time.perf_counter()
    run = runs.begin(ready.province, AS_OF, key=uuid4(), by=ready.officer)
    while runs.go_on(run):
        pass
    made = {
        "forms of all funds": (busy() - started[0]) * 1000,
        "forms, wall": (time.perf_counter() - started[1]) * 1000,
    }
    path = reverse("province-status-file", args=[ready.province.slug, run.pk])
    book = CalamineWorkbook.from_filelike(io.BytesIO(server.seen(path)[1]))
    sheets = {
        name: [[None if cell == "" else cell for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }

    def rival() -> None:
        again = Workbook()
        for name, rows in sheets.items():
            leaf = again.create_sheet(name)
            for row in rows:
                leaf.append(row)
        again.save(io.BytesIO())

    hand = replay([(sql, [ready.province.pk]) for sql in FORMS])
    took = medians({"workbook": lambda: server.seen(path), "openpyxl": rival, "sql: forms": hand}, ROUNDS)
    return (
        made
        | took
        | {"cells": float(sum(cell is not None for rows in sheets.values() for row in rows for cell in row))}
    )


def main() -> None:
    out, sys.stdout = sys.stdout, io.StringIO()
    settings.ROOT_URLCONF = "bench.urls"
    activate("th")
    ready = prepared.ready()
    figures: dict[str, Any] = {}
    server = Server(ready.officer)
    figures["ms"] = first_certificates(ready, server) | workbook(ready, server)
    each, one = press.ours()
    figures |= {"each": each, "one": one, "office": press.office()}
    print(json.dumps(figures, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
