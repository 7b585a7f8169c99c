"""The papers of this room, always in Thai: the two-sided statement, the sources of money."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare import paper, thai
from welfare.money import ZERO, format_baht

from .in_kind import Given
from .models import Fund, Statement
from .sources import Received
from .statement_form import Line, Sheet


def statement(fund: Fund, sheet: Sheet, *, frozen: Statement | None = None) -> bytes:
    """Print the statement `sheet` of `fund` on A4; a copy that is not frozen says that it is a draft."""
    with override("th"):
        return paper.pdf("statement", {
            "fund": fund.name_th,
            "place": _place(fund),
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


OFFICIAL_ROUNDS = 11  # as many as the official form has lines for


def source_list(fund: Fund, first: date, last: date, rows: Sequence[Received], in_kind: Sequence[Given]) -> bytes:
    """Print where the money of `fund` came from on A4: the lines of section 4.3, the match by its rounds."""
    with override("th"):
        lines = []
        for row in rows:
            rounds = {part.account.round: part for part in row.parts if part.account}
            lines.append({"label": row.label, "is_part": False, **_new_and_ever(row.new, row.ever)})
            if rounds and set(rounds) != {0}:
                for number in range(1, max(OFFICIAL_ROUNDS, *rounds) + 1):
                    part = rounds.get(number) or Received(None, "")
                    label = _("Round %(round)s") % {"round": number}
                    lines.append({"label": label, "is_part": True, **_new_and_ever(part.new, part.ever)})
                row = replace(row, parts=tuple(part for part in row.parts if part.account and not part.account.round))
            for part in row.parts:
                lines.append({"label": part.label, "is_part": True, **_new_and_ever(part.new, part.ever)})
        return paper.pdf("sources", {
            "fund": fund.name_th, "place": _place(fund), "day": last.isoformat(),
            "first": thai.long_date(first), "last": thai.long_date(last), "lines": lines,
            "total": _new_and_ever(sum((row.new for row in rows), ZERO), sum((row.ever for row in rows), ZERO)),
            "in_kind": [
                {
                    "label": str(given.source.label), "new_count": given.new_count, "ever_count": given.ever_count,
                    **_new_and_ever(given.new, given.ever),
                }
                for given in in_kind
            ],
        })  # fmt: skip


def _new_and_ever(new: Decimal, ever: Decimal) -> dict[str, str]:
    return {"new": format_baht(new) if new else "–", "ever": format_baht(ever) if ever else "–"}


def _place(fund: Fund) -> str:
    return f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}"


def _cells(line: Line | None) -> dict[str, Any]:
    if line is None:
        return {"label": "", "amount": ["", ""]}
    return {"label": line.label, "amount": _baht_and_satang(line.amount) if line.amount else ["–", "–"]}


def _baht_and_satang(amount: Any) -> list[str]:
    """Write an amount in the two columns of the form."""
    whole, _point, part = format_baht(amount).rpartition(".")
    return [whole, part]
