"""What open data give: the columns, the rows in them, and the schema that describes both.

A figure that is not told is null in JSON and empty in CSV. Baht are texts with two decimals.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from funds import summaries
from welfare.money import from_satang

from .hiding import TOTAL, hidden_counts
from .told import WHOM, Help, Public, rows, tells_split

VERSION = 1

FUND_COLUMNS = {
    "as_of": _(
        "The day that the figures are of, in the Common Era: the last that the fund tells up to the day asked for."
    ),
    "code": _("The fund’s short name in addresses; it never changes."),
    "name_th": _("The fund’s name in Thai."),
    "name_en": _("The fund’s name in English."),
    "members": _("Persons who were members at the end of the day."),
    "balance": _("Baht in cash, in the bank and in other investments at the end of the day."),
    "people_helped": _(
        "Persons helped since founding, each once. "
        "Someone helped by two funds counts in each, but once in the province."
    ),
    "people_helped_members": _(
        "Of these, persons who were members when they were first helped. Told of the province only."
    ),
    "people_helped_non_members": _(
        "Of these, persons who were not members when they were first helped. Told of the province only."
    ),
    "cases": _("Payments of welfare since founding. One that was turned back is not counted."),
    "paid": _("Baht of welfare paid since founding."),
}  # fmt: skip

HELP_COLUMNS = {
    "year": _("The calendar year, in the Common Era."),
    "after": _("The last day before those that are counted."),
    "until": _("The last day that is counted. Where the end of a year is not told, an earlier one."),
    "code": _("The fund, or “province” for all funds together."),
    "name_th": _("The fund’s name in Thai."),
    "name_en": _("The fund’s name in English."),
    "category": _("The kind of help, as the official form has it."),
    "to": _("Whether it went to members or to others (who are not members)."),
    "cases": _("Payments of welfare in these days; empty where it is hidden."),
    "paid": _("Baht of welfare paid in these days; empty where it is hidden."),
    "hidden": _("1 where the figures are hidden, else 0."),
}
TEXTS = frozenset({"as_of", "code", "name_th", "name_en", "balance", "paid", "after", "until", "category", "to"})
MAY_BE_HIDDEN = frozenset({"members", "people_helped_members", "people_helped_non_members", "cases", "paid"})


def province_object(known: Public, day: date) -> dict[str, Any]:
    """Give what is told of the province on its last common day up to `day`."""
    day = known.common(day)
    counted = summaries.figures_of(known.province, day)
    told = rows(known, day)
    few = hidden_counts({row.fund.code: row.figures.members for row in told})
    split = tells_split(known.province, day)
    return {"as_of": day.isoformat(), "funds": len(told)} | _columns(
        counted, None if TOTAL in few else counted.members, split=split
    )


def fund_objects(known: Public, day: date) -> list[dict[str, Any]]:
    """Give one object for each fund, on its own last day that is told up to `day`, in the order of lists."""
    return [
        {
            "as_of": row.day.isoformat(), "code": row.fund.code, "name_th": row.fund.name_th,
            "name_en": row.fund.name_en,
        } | _columns(row.figures, row.members, split=False)
        for row in rows(known, day)
    ]  # fmt: skip


def _columns(counted: summaries.Figures, members: int | None, *, split: bool) -> dict[str, Any]:
    return {
        "members": members,
        "balance": f"{counted.balance:.2f}",
        "people_helped": counted.helped,
        "people_helped_members": counted.helped_members if split else None,
        "people_helped_non_members": counted.helped_outsiders if split else None,
        "cases": counted.cases,
        "paid": f"{counted.paid:.2f}",
    }


def help_objects(given: Help) -> list[dict[str, Any]]:
    """Give one object for each fund and kind in which something was given, then those of the province.

    A fund that tells no day of the year is left out.
    """
    objects = []
    for (row, column), cell in given.cells.items():
        after, until = given.spans.get(row, (None, None))
        is_hidden = (row, column) in given.hidden
        if (row != TOTAL and after == until) or not (cell.count or cell.amount or is_hidden):
            continue
        category, whom = column.split(" ")
        name_th, name_en = given.names[row]
        objects.append({
            "year": given.year, "after": after.isoformat() if after else None,
            "until": until.isoformat() if until else None,
            "code": "province" if row == TOTAL else row, "name_th": name_th, "name_en": name_en,
            "category": category, "to": whom,
            "cases": None if is_hidden else cell.count,
            "paid": None if is_hidden else f"{from_satang(cell.amount):.2f}", "hidden": int(is_hidden),
        })  # fmt: skip
    return objects


def schema() -> dict[str, Any]:
    """Describe every answer in JSON Schema (draft 2020-12); columns may be added, none is taken away in a version."""
    fund = _object(FUND_COLUMNS)
    province = {name: words for name, words in FUND_COLUMNS.items() if name not in ("code", "name_th", "name_en")}
    help_row = _object(HELP_COLUMNS)
    help_row["properties"]["to"]["enum"] = list(WHOM)
    for name in ("after", "until"):
        help_row["properties"][name]["type"] = ["string", "null"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Open data of community welfare funds",
        "version": VERSION,
        "$defs": {
            "province.json": _object({"funds": "Funds that had been founded."} | province),
            "funds.json": {"type": "array", "items": fund},
            "help.json": _object({"province": "", "year": "", "years": "Years that are told.", "rows": ""}) | {
                "properties": {
                    "province": {"type": "string"}, "year": {"type": ["integer", "null"]},
                    "years": {"type": "array", "items": {"type": "integer"}},
                    "rows": {"type": "array", "items": help_row},
                },
            },
            "error": _object({"error": ""}) | {"properties": {"error": {"type": "string"}}},
        },
    }  # fmt: skip


def _object(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "required": list(columns),
        "properties": {
            name: {
                "type": [kind, "null"] if name in MAY_BE_HIDDEN else kind,
                "description": str(words),
            }
            for name, words in columns.items()
            for kind in ("string" if name in TEXTS else "integer",)
        },
    }  # fmt: skip
