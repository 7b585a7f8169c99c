"""Take in a region: 50,000 members of one file, beside the least that a database and a reader of sheets can do.

`python -m bench.imports` with DATABASE_URL and PORTAL_DATA_DIR set, of a database that holds funds. Each way runs in a
process of its own, so that its memory is its own, up to the last look at every constraint, and is taken back. Prints
JSON: rows in a busy second and the highest memory in MB.
"""

import csv
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

import xlsxwriter  # noqa: E402 -- Django must be set up first
from django.db import connection, transaction  # noqa: E402
from django.utils.translation import activate  # noqa: E402

from bench.server import busy  # noqa: E402
from funds.models import Branch, Fund, Numbers  # noqa: E402
from funds.numbering import last_number  # noqa: E402
from members.imports import files, writing  # noqa: E402
from members.imports.register import understand  # noqa: E402
from members.models import Beneficiary, Import, ImportedMember, Membership, Person  # noqa: E402
from welfare import citizen, thai  # noqa: E402
from welfare.bulk import first_free_id, insert_rows  # noqa: E402
from welfare.models import User  # noqa: E402
from welfare.sheets import open_file  # noqa: E402

MEMBERS = 50_000
MEN = ["บุญชู", "ประเสริฐ", "สวัสดิ์", "เจริญ", "จำเริญ", "ถวิล", "สนั่น", "ประจวบ", "บุญเลิศ", "ประสิทธิ์", "สมบูรณ์"]
FAMILIES = ["ทองคำ", "แก้วกลาง", "สุขสวัสดิ์", "ใจดี", "ชาวเล", "มั่นคง", "รักษ์ทะเล", "ทะเลงาม", "วิเศษสุวรรณ", "บุญมาก"]
TODAY = date(2025, 1, 31)
HEADINGS = ("เลขที่สมาชิก", "ชื่อ - สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "หมู่บ้าน", "โทรศัพท์", "ศูนย์",
            "วันที่เป็นสมาชิก", "ผู้รับผลประโยชน์", "ความสัมพันธ์")  # fmt: skip


def rows(after: int) -> Iterator[tuple[Any, ...]]:
    """Make up a region of members, numbered after `after`; their citizen IDs begin with 9, which nobody holds."""
    for number in range(1, MEMBERS + 1):
        twelve = f"9{number:011d}"
        first, last = MEN[number % len(MEN)], FAMILIES[number * 7 % len(FAMILIES)]
        yield (
            after + number, f"นาย{first} {last}", twelve + citizen.check_digit(twelve),
            f"{number % 28 + 1}/{number % 12 + 1}/25{number % 40:02d}",
            f"{number % 300}/{number % 9 + 1}", number % 12 + 1, "บ้านชายทะเล", f"08{number:08d}",
            f"ศูนย์ที่ {number % 17 + 1}", f"{number % 28 + 1} ม.ค. {2550 + number % 17}", f"นาง{first} {last}", "ภรรยา",
        )  # fmt: skip


def write_files(folder: Path, after: int) -> None:
    """Write the same members as an Excel and as a CSV file."""
    book = xlsxwriter.Workbook(folder / "region.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    with (folder / "region.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        for place, row in enumerate((HEADINGS, *rows(after))):
            sheet.write_row(place, 0, row)
            lines.writerow(row)
    book.close()


def by_hand(path: Path, fund: Fund, by: User) -> float:
    """Insert the same rows into the same four tables with all their indexes; nothing but that is counted.

    Every row is made ready beforehand: nothing is read, checked, compared, encrypted, totalled or written down.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))[1:]
    branches = {name: Branch.objects.create(fund=fund, name=name).pk for name in {row[8] for row in found}}
    done = Import.objects.create(
        key=uuid4(), fund=fund, kind="members", file_name="x", sha256="x", count=len(found), by=by
    )
    person, member = first_free_id(Person), first_free_id(Membership)
    people, memberships, heirs, made = [], [], [], []
    for place, row in enumerate(found):
        first, last = row[1].removeprefix("นาย").split(" ", 1)
        day, month, year = row[3].split("/")
        joined = date(int(row[9].split(" ")[2]) - thai.BE, 1, int(row[9].split(" ")[0])).isoformat()
        name = f"{first} {last}"
        people.append((
            person + place, "นาย", first, last, "M", date(int(year) - thai.BE, int(month), int(day)).isoformat(), False,
            citizen.encrypt(row[2]), citizen.keyed_hash(row[2]), row[2][-4:], "", row[4], int(row[5]), row[6],
            row[7], thai.search_text(name), thai.sort_key(name),
        ))  # fmt: skip
        memberships.append((
            member + place, fund.pk, person + place, branches[row[8]], int(row[0]), "yearly", joined, joined,
            joined, None, "", None,
        ))  # fmt: skip
        heirs.append((member + place, row[10], "spouse", 100, 1, "", joined))
        made.append((done.pk, member + place, place + 2, True))
    started = busy()
    insert_rows(Person, writing.PEOPLE, people)
    insert_rows(Membership, writing.MEMBERSHIPS, memberships)
    insert_rows(Beneficiary, writing.HEIRS, heirs)
    insert_rows(ImportedMember, writing.MADE, made)
    _hold()
    return busy() - started


def dry_run(path: Path, fund: Fund, by: User) -> float:
    started = busy()
    found = understand(fund, open_file(path.read_bytes()), today=TODAY)
    if len(found.entries) != MEMBERS or found.faults:
        raise SystemExit(f"{len(found.entries)} understood, {found.faults[:3]}")
    return busy() - started


def taking_in(path: Path, fund: Fund, by: User) -> float:
    """Read, check, compare and write, as the page does when a file is taken in."""
    content = path.read_bytes()
    started = busy()
    writing.take_in(
        fund, open_file(content), key=uuid4(), file_name="x", sha256=files.sha256(content), today=TODAY, by=by
    )
    _hold()
    return busy() - started


def openpyxl_alone(path: Path, fund: Fund, by: User) -> float:
    """Read every cell, row by row, and do nothing with it."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- only here for this comparison

    started = busy()
    count = sum(1 for _ in load_workbook(path, read_only=True)["Sheet1"].iter_rows(values_only=True))
    if count != MEMBERS + 1:
        raise SystemExit(f"openpyxl read {count} rows")
    return busy() - started


def _hold() -> None:
    """Look at all that is left to the commit."""
    connection.check_constraints(
        ["members_person"]
    ) if connection.vendor == "sqlite" else connection.check_constraints()


WAYS: dict[str, tuple[Callable[[Path, Fund, User], float], str]] = {
    "by hand": (by_hand, "csv"), "csv": (taking_in, "csv"), "xlsx": (taking_in, "xlsx"), "dry run": (dry_run, "xlsx"),
    "openpyxl": (openpyxl_alone, "xlsx"),
}  # fmt: skip


def one(way: str, folder: Path) -> None:
    activate("th")
    by, fund = User.objects.get(username="importer"), Fund.objects.order_by("position", "pk")[0]
    work, ending = WAYS[way]
    with transaction.atomic():
        took = work(folder / f"region.{ending}", fund, by)
        transaction.set_rollback(True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "rows": MEMBERS / took, "peak": peak}))


def measured() -> dict[str, dict[str, float]]:
    """Run each way in a process of its own; nothing is kept."""
    User.objects.get_or_create(username="importer", defaults={"display_name": "importer"})
    folder = Path(os.environ["PORTAL_DATA_DIR"])
    write_files(folder, last_number(Fund.objects.order_by("position", "pk")[0], Numbers.MEMBER))
    found = {}
    for way in WAYS:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.imports", way, str(folder)],
            stdout=subprocess.PIPE,
            check=True,
            env=os.environ,
        )
        found[way] = json.loads(answer.stdout.decode().splitlines()[-1])
    return found


def main() -> None:
    if len(sys.argv) > 1:
        one(sys.argv[1], Path(sys.argv[2]))
        return
    print(json.dumps(measured(), ensure_ascii=False))


if __name__ == "__main__":
    main()
