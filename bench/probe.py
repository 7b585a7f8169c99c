"""Measure the portal on one loaded database: `python -m bench.probe` with DATABASE_URL and PORTAL_DATA_DIR set.

Prints one JSON object: medians of server time in ms, statements and bytes of each page, the bare SQL beside it.
"""

import gzip
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils.translation import activate  # noqa: E402

from bench import by_hand, prepared  # noqa: E402
from bench.server import Server, busy, medians, quiet, replay  # noqa: E402
from funds import totals  # noqa: E402
from funds.ledger import RECEIPT_COLUMNS, TRANSFER_COLUMNS  # noqa: E402
from funds.models import Account, Province, Receipt, Transfer  # noqa: E402
from members import whereabouts  # noqa: E402
from members.collections import Line, post_collection  # noqa: E402
from members.contributions import Paid  # noqa: E402
from members.models import Contribution, Membership, Person  # noqa: E402
from members.tables.lines import CONTRIBUTIONS  # noqa: E402
from welfare import citizen  # noqa: E402
from welfare.bulk import first_free_id, insert_rows  # noqa: E402
from welfare.overview import drawn  # noqa: E402

ROUNDS, WRITES = 15, 12
# Pages of figures, which are kept as they were drawn until the figures change.
DRAWN = ("dashboard", "nation", "people of the province")
PREFIX, MIDDLE, TWO_LETTERS, COMMON = "สมช", "มชาย", "ชา", "สมชาย"


def pages(ready: prepared.Prepared) -> dict[str, tuple[Server, str]]:
    """Give the pages that are measured, each with who asks for it."""
    officer, treasurer, secretary = Server(ready.officer), Server(ready.treasurer), Server(ready.secretary)
    fund = ready.fund.code
    member = Membership.objects.select_related("person").get(pk=ready.member)
    register = reverse("members:register", args=[fund])
    filing = reverse("members:claim-new", args=[fund])
    number = citizen.decrypt(member.person.citizen_id)
    found = {
        "floor": (treasurer, "/floor/"),
        "dashboard": (officer, reverse("province", args=[ready.province.slug])),
        "fund": (treasurer, reverse("fund", args=[fund])),
        "register": (treasurer, register),
        "search: begins with": (treasurer, f"{register}?q={quote(PREFIX)}"),
        "search: holds": (treasurer, f"{register}?q={quote(MIDDLE)}"),
        "search: two letters": (treasurer, f"{register}?q={quote(TWO_LETTERS)}"),
        "search: citizen ID": (treasurer, f"{register}?q={number}"),
        "search to file a claim": (secretary, f"{filing}?q={quote(MIDDLE)}"),
        "member": (treasurer, reverse("members:member", args=[fund, member.pk])),
        "claim preview": (secretary, f"{filing}?member={member.pk}&occurred_on=2026-01-05&benefit=birth"),
        "claims": (treasurer, reverse("members:claims", args=[fund])),
        "receipts": (treasurer, reverse("members:receipts", args=[fund])),
        "payouts": (treasurer, reverse("members:payouts", args=[fund])),
        "journal": (treasurer, reverse("funds:journal", args=[fund])),
    }
    for name, url in (("nation", "province-country"), ("people of the province", "province-people")):
        try:
            found[name] = (officer, reverse(url, args=[ready.province.slug]))
        except NoReverseMatch:
            continue
    return found


def read(ready: prepared.Prepared) -> dict[str, Any]:
    """Measure what is read, and the bare SQL of the same questions.

    The pages of figures are those that nobody has seen since the figures changed; the dashboard is also asked for by a
    colleague of its reader, by a browser that holds it, and where nothing at all is kept, as a worker starts.
    """
    found = pages(ready)
    works: dict[str, Any] = {}
    before: dict[str, Any] = {}
    sizes, statements = {}, {}
    for name, (server, path) in found.items():
        status = server.ask(path)[0]
        if status not in (200, 302):
            answer = written(server.ask(path)[1])[:300].decode(errors="replace")
            print(f"{name}: {path} answered {status}: {answer}", file=sys.stderr)
            continue
        _change(ready)
        statements[name] = server.statements(path)
        sizes[name] = len(written(server.ask(path)[1]))
        works[name] = partial(server.ask, path)
        if name in DRAWN:
            before[name] = partial(_change, ready)
    officer, dashboard = found["dashboard"]
    works |= {
        "dashboard, another reader": partial(Server(ready.colleague).ask, dashboard),
        "dashboard again": partial(officer.ask_again, dashboard),
        "dashboard, nothing kept": partial(officer.ask, dashboard),
    }
    before |= {
        "dashboard, another reader": partial(officer.ask, dashboard),
        "dashboard again": partial(officer.ask_again, dashboard),
        "dashboard, nothing kept": drawn.forget,
    }
    person = Person.objects.filter(memberships__fund=ready.fund).exclude(citizen_hash=None).order_by("pk")[0]
    finding = reverse("province-find", args=[ready.province.slug])
    for name, form in searches(person).items():
        statements[name] = officer.statements(finding, form)
        sizes[name] = len(written(officer.ask(finding, form)[1]))
        works[name] = partial(officer.ask, finding, form)
    kept = [(sql, params) for sql, params in statements["dashboard"] if "total" in sql and "SELECT" in sql]
    province, fund = ready.province.pk, ready.fund.pk
    bare = {
        "sql: dashboard by hand": [(sql, [province]) for sql in by_hand.DASHBOARD],
        "sql: dashboard, its statements": kept,
        "sql: round trip": [("SELECT 1", [])],
        "sql: register": [(sql, [fund]) for sql in by_hand.REGISTER],
        "sql: search holds": [(sql, [fund, f"%{MIDDLE}%"]) for sql in by_hand.SEARCH],
        "sql: search two letters": [(sql, [fund, f"%{TWO_LETTERS}%"]) for sql in by_hand.SEARCH],
        "sql: two letters in the province": [(sql, [province, f"%{TWO_LETTERS}%"]) for sql in by_hand.SEARCH_PROVINCE],
        "sql: citizen ID": [(by_hand.CITIZEN, [person.citizen_hash])],
        "sql: nation": [(by_hand.NATION, [])],
        **{
            f"sql: {name}": [(by_hand.COUNTRY, [f"%{form['q']}%"])]
            for name, form in searches(person).items()
            if form["way"] == "part"
        },
        "sql: member": [(sql, [ready.member]) for sql in by_hand.MEMBER],
        "sql: claim preview": [(sql, [ready.member]) for sql in by_hand.PREVIEW],
    }
    works |= {name: replay(each) for name, each in bare.items()}
    took = medians(works, ROUNDS, before)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # what its helpers were busy with is not seen, so it works alone
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    took |= medians({"sql: dashboard, summing rows": replay([(sql, [province]) for sql in by_hand.SUMMING_ROWS])}, 3)
    return {"ms": took, "bytes": sizes, "queries": {name: len(each) for name, each in statements.items()}}


def searches(person: Person) -> dict[str, dict[str, str]]:
    """Give the forms by which an officer of a province finds people; parts of names in the country where it can."""
    asked = {"search in the province: two letters": {"q": TWO_LETTERS, "way": "home", "reason": ""}}
    if whereabouts.can_look_for_parts():
        country = {"way": "part", "reason": "ตรวจสอบการเป็นสมาชิกซ้ำ"}
        asked |= {
            "search of the country: a surname": {"q": person.last_name, **country},
            "search of the country: a common name": {"q": COMMON, **country},
        }
    return asked


def _change(ready: prepared.Prepared) -> None:
    """Make the figures of the province others than those that were drawn, as every entry in its books does."""
    Province.objects.filter(pk=ready.province.pk).update(totals_version=uuid4())


def written(answer: bytes) -> bytes:
    """Give the page as it was before it was compressed for sending."""
    return gzip.decompress(answer) if answer.startswith(b"\x1f\x8b") else answer


def pay(ready: prepared.Prepared) -> dict[str, Any]:
    """Pay claims by the form that the treasurer sends; every payment is another claim."""
    made = iter(prepared.approved(ready, WRITES + 2))
    bank, server = prepared.bank_of(ready.fund), Server(ready.treasurer)
    turns = count()

    def form() -> tuple[str, dict[str, Any]]:
        claim = next(made)
        path = reverse("members:claim-payout", args=[ready.fund.code, claim.pk])
        return path, {
            "key": str(uuid4()), "cash": bank.pk, "on": "5 ม.ค. 2569", "payee": "ผู้รับเงิน", "witness": "",
            "proof": f"{next(turns):08d}", "step": "save",
        }  # fmt: skip

    path, typed = form()
    statements = server.statements(path, typed)
    times = []
    for _ in range(WRITES):
        path, typed = form()
        started = busy()
        status, body, _headers = server.ask(path, typed)
        times.append((busy() - started) * 1000)
        if status != 302:
            raise SystemExit(f"{path} answered {status}: {written(body)[:3000].decode()}")
    return {"ms": {"pay": quiet(times)}, "queries": {"pay": len(statements)},
            "statements": [sql for sql, _params in statements]}  # fmt: skip


def collect(ready: prepared.Prepared) -> dict[str, Any]:
    """Post a collection of 300 members in one go, with the kept totals and without; nothing of it stays."""
    cash = Account.objects.get(fund=ready.fund, kind="cash")
    members = list(
        Membership.objects.of(ready.fund).active(prepared.FILED).select_related("person").order_by("pk")[:300]
    )
    times, without, bare = [], [], []
    for _ in range(3):
        times.append(_posted(ready, members, cash))
        with _no_totals():
            without.append(_posted(ready, members, cash))
        with transaction.atomic():
            bare.append(_by_hand(ready, members, cash))
            transaction.set_rollback(True)
    took = {"collection of 300": times, "collection of 300 without totals": without, "sql: collection of 300": bare}
    return {"ms": {name: min(kept) for name, kept in took.items()}, "members": len(members)}


def _posted(ready: prepared.Prepared, members: list[Membership], cash: Account) -> float:
    lines = [Line(Paid(membership=member, amount=Decimal(30)), payer=member) for member in members]
    with transaction.atomic():
        started = busy()
        post_collection(
            ready.fund, None, key=uuid4(), lines=lines, into=cash, on=prepared.FILED,
            counted=Decimal(30 * len(members)), by=ready.treasurer,
        )  # type: ignore[arg-type]  # fmt: skip
        took = (busy() - started) * 1000
        transaction.set_rollback(True)
    return took


@contextmanager
def _no_totals() -> Iterator[None]:
    """Let the pen keep no totals inside the block, to see what they cost it."""
    kept, totals.record = totals.record, lambda *_scope, **_changes: None
    try:
        yield
    finally:
        totals.record = kept


def _by_hand(ready: prepared.Prepared, members: list[Membership], cash: Account) -> float:
    """Insert receipts, entries and contributions as bare rows and move two balances; no total, number or trail."""
    income = Account.objects.get(fund=ready.fund, kind="income", line="members")
    receipt, entry = first_free_id(Receipt), first_free_id(Transfer)
    day, by, at = prepared.FILED.isoformat(), ready.treasurer.pk, f"{prepared.FILED} 03:00:00"
    papers, entries, given = [], [], []
    for place, member in enumerate(members):
        papers.append((receipt + place, uuid4().hex, ready.fund.pk, 3000, place + 1, day, 3000, "x", "", by, at))
        entries.append((
            entry + place, uuid4().hex, ready.fund.pk, cash.pk, income.pk, 3000, day, "", receipt + place, None, by, at
        ))  # fmt: skip
        given.append((ready.fund.pk, member.pk, receipt + place, False, 3000, day, None, None))
    started = busy()
    insert_rows(Receipt, RECEIPT_COLUMNS, papers, ids_are_taken=True)
    insert_rows(Transfer, TRANSFER_COLUMNS, entries, ids_are_taken=True)
    insert_rows(Contribution, CONTRIBUTIONS, given)
    with connection.cursor() as cursor:
        for account, sign in ((cash, 1), (income, -1)):
            moved = sign * 3000 * len(members)
            cursor.execute("UPDATE funds_account SET balance = balance + %s WHERE id = %s", [moved, account.pk])
    return (busy() - started) * 1000


def main() -> None:
    out, sys.stdout = sys.stdout, io.StringIO()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ROOT_URLCONF = "bench.urls"
    activate("th")
    ready = prepared.ready()
    figures = read(ready)
    for part in (pay(ready), collect(ready)):
        for name, found in part.items():
            figures[name] = {**figures.get(name, {}), **found} if isinstance(found, dict) else found
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM members_membership")
        figures["memberships"] = cursor.fetchone()[0]
    print(json.dumps(figures, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
