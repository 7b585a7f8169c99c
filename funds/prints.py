"""The papers of this room, always in Thai: the two-sided statement."""

from itertools import chain, zip_longest
from typing import Any

from django.utils.translation import override

from welfare import paper, thai
from welfare.money import format_baht

from .models import Fund, Statement
from .statement_form import Line, Sheet


def statement(fund: Fund, sheet: Sheet, *, frozen: Statement | None = None) -> bytes:
    """Print the statement `sheet` of `fund` on A4; a copy that is not frozen says that it is a draft."""
    with override("th"):
        return paper.pdf("statement", {
            "fund": fund.name_th,
            "place": f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}",
            "day": sheet.last.isoformat(), "first": thai.long_date(sheet.first), "last": thai.long_date(sheet.last),
            "rows": [
                {"left": _cells(left), "right": _cells(right)}
                for left, right in zip_longest(chain(*sheet.received), chain(*sheet.held))
            ],
            "total_left": _baht_and_satang(sheet.total_received), "total_right": _baht_and_satang(sheet.total_held),
            "benefits": [_cells(line) for line in sheet.benefits],
            "frozen": frozen is not None,
            "frozen_on": thai.long_date(thai.in_thailand(frozen.at).date()) if frozen else "",
            "frozen_by": str(frozen.by) if frozen else "", "sha256": frozen.sha256 if frozen else "",
        })  # fmt: skip


def _cells(line: Line | None) -> dict[str, Any]:
    if line is None:
        return {"label": "", "amount": ["", ""]}
    return {"label": line.label, "amount": _baht_and_satang(line.amount) if line.amount else ["–", "–"]}


def _baht_and_satang(amount: Any) -> list[str]:
    """Write an amount in the two columns of the form."""
    whole, _point, part = format_baht(amount).rpartition(".")
    return [whole, part]
