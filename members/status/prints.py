"""The status form on A4: one fund, or all funds of a province in one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from funds.models import OfficialPaper
from welfare import paper, thai

from .tree import Block, Cell, Form, Line, Number, Ticks, Unit, from_json

MOST_ON_A_LINE = 70  # letters, beside a label


@dataclass(frozen=True, slots=True)
class Copy:
    """A form to print; a frozen one says when, by whom and with which hash, any other that it is a draft."""

    form: Form
    frozen: OfficialPaper | None = None


def pdf(copies: Iterable[Copy]) -> bytes:
    """Print forms one after the other, each with pages of its own; the same forms give the same file."""
    with override("th"):
        forms = [_facts(copy) for copy in copies]
        last = max((form["day"] for form in forms), default="")
        return paper.pdf("status_form", {"forms": forms, "day": last})


def frozen_copy(frozen: OfficialPaper) -> Copy:
    """Give a frozen form as it was; who froze it must be loaded."""
    return Copy(from_json(frozen.content), frozen)


def _facts(copy: Copy) -> dict[str, Any]:
    form, frozen = copy.form, copy.frozen
    return {
        "name": form.name, "place": form.place, "year": str(form.year), "day": form.as_of.isoformat(),
        "first": thai.long_date(form.first), "as_of": thai.long_date(form.as_of),
        "sections": [
            {"number": one.number, "title": one.title, "blocks": [_block(block) for block in one.blocks]}
            for one in form.sections
        ],
        "signers": [{"what": one.what, "name": one.name, "post": one.post} for one in form.signers],
        "frozen_on": thai.long_date(thai.in_thailand(frozen.at).date()) if frozen else "",
        "frozen_by": str(frozen.by) if frozen else "", "sha256": frozen.sha256 if frozen else "",
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        return {
            "is": "line",
            "label": block.label,
            "words": block.said,
            "long": "\n" in block.said or len(block.said) > 70,
        }
    if isinstance(block, Ticks):
        return {"is": "ticks", "label": block.label, "boxes": [list(box) for box in block.boxes], "words": block.words}
    numbers = [any(isinstance(row.cells[at], Number) for row in block.rows) for at in range(len(block.heads))]
    return {
        "is": "table", "title": block.title, "heads": list(block.heads), "numbers": numbers, "note": block.note,
        "sides": block.sides,
        "rows": [{"kind": row.kind, "cells": [_cell(cell) for cell in row.cells]} for row in block.rows],
    }  # fmt: skip


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    is_nothing = cell.value is None or (cell.unit == Unit.BAHT and not cell.value)
    return "–" if is_nothing else cell.bare
