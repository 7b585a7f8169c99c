"""Take in a region: 50,000 members from one Excel file, beside parsing it and inserting the same columns by hand.

`python -m bench.imports` with DATABASE_URL and PORTAL_DATA_DIR set. Each way runs in a process of its own, so that its
memory is its own. Prints JSON: rows a second and the highest memory in MB.
"""

import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
django.setup()

import python_calamine  # noqa: E402 -- Django must be set up first
import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils.translation import activate  # noqa: E402

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


def workbook(after: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate((HEADINGS, *rows(after))):
        sheet.write_row(place, 0, row)
    book.close()
    return file.getvalue()


def by_hand(content: bytes, fund: Fund, by: User) -> None:
    """Do the least: every cell is known to be right, nothing is checked, compared, counted or written down."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    found: list[list[Any]] = sheet.to_python()[1:]
    months = {"ม.ค.": 1}
    with transaction.atomic():
        branches = {name: Branch.objects.create(fund=fund, name=name).pk for name in {row[8] for row in found}}
        done = Import.objects.create(
            key=uuid4(), fund=fund, kind="members", file_name="x", sha256="x", count=len(found), by=by
        )
        person, member = first_free_id(Person), first_free_id(Membership)
        people, memberships, heirs, made = [], [], [], []
        for place, row in enumerate(found):
            first, last = row[1].removeprefix("นาย").split(" ", 1)
            day, month, year = row[3].split("/")
            joined_day, joined_month, joined_year = row[9].split(" ")
            joined = date(int(joined_year) - 543, months[joined_month], int(joined_day)).isoformat()
            name = f"{first} {last}"
            people.append((
                person + place, "นาย", first, last, "M", date(int(year) - 543, int(month), int(day)).isoformat(), False,
                citizen.encrypt(row[2]), citizen.keyed_hash(row[2]), row[2][-4:], "", row[4], int(row[5]), row[6],
                row[7], thai.search_text(name), thai.sort_key(name),
            ))  # fmt: skip
            memberships.append((
                member + place, fund.pk, person + place, branches[row[8]], int(row[0]), "yearly", joined, joined,
                joined, None, "", None,
            ))  # fmt: skip
            heirs.append((member + place, row[10], "spouse", 100, 1, "", joined))
            made.append((done.pk, member + place, place + 2, True))
        insert_rows(Person, writing.PEOPLE, people)
        insert_rows(Membership, writing.MEMBERSHIPS, memberships)
        insert_rows(Beneficiary, writing.HEIRS, heirs)
        insert_rows(ImportedMember, writing.MADE, made)


def dry_run(content: bytes, fund: Fund, by: User) -> None:
    found = understand(fund, open_file(content), today=TODAY)
    if len(found.entries) != MEMBERS or found.faults:
        raise SystemExit(f"{len(found.entries)} understood, {found.faults[:3]}")


def taking_in(content: bytes, fund: Fund, by: User) -> None:
    writing.take_in(
        fund, open_file(content), key=uuid4(), file_name="x", sha256=files.sha256(content), today=TODAY, by=by
    )


WAYS: dict[str, Callable[[bytes, Fund, User], None]] = {"by hand": by_hand, "dry run": dry_run, "taking in": taking_in}


def one(way: str, path: str) -> None:
    activate("th")
    by = User.objects.get(username="importer")
    fund = Fund.objects.get(code="rawai")
    content = Path(path).read_bytes()
    started = time.perf_counter()
    with transaction.atomic():
        WAYS[way](content, fund, by)
        took = time.perf_counter() - started
        transaction.set_rollback(True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "rows": MEMBERS / took, "peak": peak}))


def measured() -> dict[str, dict[str, float]]:
    """Run each way in a process of its own; nothing is kept."""
    User.objects.get_or_create(username="importer", defaults={"display_name": "importer"})
    path = Path(os.environ["PORTAL_DATA_DIR"]) / "region.xlsx"
    path.write_bytes(workbook(last_number(Fund.objects.get(code="rawai"), Numbers.MEMBER)))
    found = {}
    for way in WAYS:
        answer = subprocess.run(
            [sys.executable, "-m", "bench.imports", way, str(path)], stdout=subprocess.PIPE, check=True, env=os.environ
        )
        found[way] = json.loads(answer.stdout.decode().splitlines()[-1])
    return found


def main() -> None:
    if len(sys.argv) > 1:
        one(sys.argv[1], sys.argv[2])
        return
    call_command("migrate", verbosity=0)
    if not Fund.objects.exists():
        call_command("found_phuket")
    print(json.dumps(measured(), ensure_ascii=False))


if __name__ == "__main__":
    main()
