"""Recipients of certificates from an Excel or CSV file: a name in each row, and what for if not the same for all."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from welfare import sheets

from .certificates import Recipient

COLUMNS = (
    sheets.Column("name", "ชื่อ", sheets.text(longest=200), is_required=True, known_as=(
        "ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อ-นามสกุล", "ชื่อ นามสกุล", "ผู้รับ", "ผู้ได้รับ", "ชื่อผู้รับ", "หน่วยงาน", "name", "recipient",
    )),
    sheets.Column("deed", "ผลงาน", sheets.text(longest=300), known_as=(
        "คุณงามความดี", "เพื่อแสดงว่า", "ข้อความ", "รายการ", "deed", "for",
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the recipients in its order, what is not understood, rows left out, names that stand twice."""

    recipients: list[Recipient]
    faults: list[sheets.Fault]
    left_out: list[tuple[int, str]]
    twice: list[str]


def read(content: bytes) -> Read:
    """Read every row; the first column is the name where no heading says so. Raises sheets.NotReadable."""
    grid = sheets.open_file(content)
    layout = sheets.lay_out(grid, COLUMNS)
    if "name" not in layout.places:
        if layout.row:
            raise sheets.NotReadable(_("No column is headed “ชื่อ”. Write that word above the names."))
        layout = sheets.Layout(0, layout.labels, {"name": 0})
    reading = sheets.read(grid, COLUMNS, layout)
    rows: list[dict[str, Any]] = [dict(row.cells) for row in reading.rows]
    names = [row["name"] for row in rows]
    twice = list(dict.fromkeys(name for name in names if names.count(name) > 1)) if len(names) < 5000 else []
    recipients = [Recipient(row["name"], row.get("deed") or "") for row in rows]
    return Read(recipients, reading.faults, reading.left_out, twice)
