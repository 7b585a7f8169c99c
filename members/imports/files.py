"""A file between choosing and taking in: kept encrypted, given back with marks, and the empty sheet to begin with."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from funds.models import Fund
from members.models import ImportFile
from welfare import citizen, sheets
from welfare.models import User
from welfare.sheets import Grid
from welfare.sheets.excel import xlsxwriter

from .columns import EXAMPLE
from .understood import Found

KEPT_DAYS = 7
SILENT = timedelta(minutes=2)  # who works on a file says so more often
EXAMPLE_ROW: Mapping[str, str] = {
    "number": "1", "title": "นาง", "first_name": "สมหญิง", "last_name": f"ใจดี {EXAMPLE}", "sex": "หญิง",
    "citizen_id": "9-0000-00000-01-2", "born": "1/5/2503", "house_number": "12/3", "moo": "4", "place": "บ้านชายทะเล",
    "phone": "081-234-5678", "branch": "ศูนย์บ้านชายทะเล", "plan": "รายปี", "joined_on": "15/1/2560", "ended_on": "",
    "end_reason": "", "paid_until": "31/12/2567", "match_rounds": "3", "helped": "เคย",
    "heir1_name": "นายสมชาย ใจดี", "heir1_relation": "สามี", "heir1_share": "100", "heir2_name": "",
    "heir2_relation": "", "heir2_share": "",
}  # fmt: skip


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(fund: Fund, content: bytes, *, key: UUID, kind: str, name: str, by: User) -> ImportFile:
    """Keep a chosen file encrypted until it is taken in. The same key keeps it once."""
    made, _new = ImportFile.objects.get_or_create(
        key=key,
        defaults={
            "fund": fund, "kind": kind, "name": name[:200], "sha256": sha256(content), "by": by,
            "content": citizen.seal_file(content),
        },
    )  # fmt: skip
    return made


def old(now: datetime) -> models.QuerySet[ImportFile]:
    """Give the files, of whatever fund, that have waited for a week."""
    return ImportFile.objects.filter(at__lt=now - timedelta(days=KEPT_DAYS))


def forget_old(*, now: datetime) -> int:
    """Forget the files that have waited for a week, of all funds; give how many."""
    count, _by_model = old(now).delete()
    return count


def grid_of(chosen: ImportFile) -> Grid:
    """Open a kept file. Raises sheets.NotReadable as `sheets.open_file`."""
    return sheets.open_file(citizen.open_file(bytes(chosen.content)))


def marked(grid: Grid, found: Found[Any]) -> BytesIO:
    """Give the file back as an Excel sheet in which every fault and every note stands in its row."""
    file = BytesIO()
    notes = [(note.row, note.words) for note in (*found.known, *found.doubts, *found.elsewhere)]
    sheets.write_marked(file, grid, found.faults, notes)
    file.seek(0)
    return file


def template(example: Mapping[str, str], known_as: Mapping[str, tuple[str, ...]], sheet_name: str) -> BytesIO:
    """Give an empty sheet with Thai headings and one example; every column is text, so no digits get lost."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(sheet_name)
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"})
    sheet.set_column(0, len(example) - 1, 18, text)
    sheet.freeze_panes(1, 0)
    for index, (name, shown) in enumerate(example.items()):
        sheet.write_string(0, index, known_as[name][0], head)
        sheet.write_string(1, index, shown, text)
    book.close()
    file.seek(0)
    return file


# How far it is: beside the database, because what is written inside a transaction is seen when it is over.


def _place(key: UUID) -> Path:
    return Path(settings.DATA_DIR) / "progress" / f"{key}.json"


@contextmanager
def telling(key: UUID) -> Iterator[Callable[[int, int], None]]:
    """Give a function that writes down how many rows of how many are done, until the work ends one way or another."""
    place = _place(key)
    place.parent.mkdir(parents=True, exist_ok=True)

    def tell(done: int, total: int) -> None:
        with suppress(OSError):
            place.write_text(json.dumps({"done": done, "total": total}), encoding="ascii")

    try:
        yield tell
    finally:
        place.unlink(missing_ok=True)


def told(key: UUID) -> dict[str, Any]:
    """Give how far the work on a file is; nothing of nothing before it begins."""
    try:
        found: dict[str, Any] = json.loads(_place(key).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {"done": 0, "total": 0}
    return found


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many rows of how many are done; with `is_broken_off` nobody works on it any more."""

    done: int
    total: int
    is_broken_off: bool


def how_far(key: UUID, *, now: datetime) -> HowFar | None:
    """Give how far the work on a file is that somebody has begun; None where nobody has, or it is over."""
    if not (found := told(key))["total"]:
        return None
    with suppress(OSError):
        silent = now.timestamp() - _place(key).stat().st_mtime
        return HowFar(found["done"], found["total"], silent > SILENT.total_seconds())
    return None
