"""Steps and bounds as plain fields, read and written: from, over, to, under, is."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funds.rules.reading import Table
from funds.rules.tenure import Span
from funds.rules.terms import COUNT_MEASURES, SPAN_MEASURES, Ladder, Point, Reach, Rung

SMALLEST = Decimal("0.01")


def read_ladder(table: Table, kind: str) -> Ladder | None:
    by = table.text("by")
    is_whole = table.flag("whole_numbers") or by in COUNT_MEASURES
    label = table.text("label")
    rows = table.tables("steps")
    if not by and not rows:
        return None
    if not by:
        table.complain("by", _('say what the steps depend on, for example by = "tenure"'))
    if not rows:
        table.complain("steps", _("this field is missing"))
    rungs = []
    for row in rows:
        is_baht = kind == "baht"
        amount = row.baht(kind) if is_baht else row.number(kind)
        if amount is None and not row.has(kind):
            row.complain(kind, _("this field is missing"))
        rungs.append(Rung(read_reach(row, by, is_whole=is_whole), amount or Decimal(0), row.count("at_most")))
        row.finish()
    return Ladder(by, tuple(rungs), is_whole, label)


def read_reach(table: Table, by: str, *, is_whole: bool = False) -> Reach:
    """Read from, over, to, under and is: the bounds of a step or a condition."""
    choices = table.texts("is") if not isinstance(table.fields.get("is"), bool) else None
    for one, other in (("from", "over"), ("to", "under")):
        if table.has(one) and table.has(other):
            table.complain(other, _("write either %(one)s or %(other)s") % {"one": one, "other": other})
    lower, start = _bound(table, by, "from", "over")
    upper, end = _bound(table, by, "under", "to")
    step: Point = Span(days=1) if by in SPAN_MEASURES else Decimal(1) if is_whole else SMALLEST
    return Reach(
        _beyond(start, step) if lower == "over" else start, _beyond(end, step) if upper == "to" else end, choices or ()
    )


def _bound(table: Table, by: str, one: str, other: str) -> tuple[str, Point | None]:
    """Read the one bound of two that is written. Both are read, so that neither is unknown."""
    found: tuple[str, Point | None] = (one, None)
    for field in (one, other):
        if by in SPAN_MEASURES:
            point: Point | None = table.span(field, is_years=by != "tenure")
        else:
            point = table.number(field)
        if point is not None:
            found = (field, point)
    return found


def _beyond(point: Point | None, step: Point) -> Point | None:
    """Give the first point that is beyond `point`."""
    if isinstance(point, Span):
        return Span(point.months, point.days + 1)
    return point + step if point is not None and isinstance(step, Decimal) else point


def ladder_fields(ladder: Ladder | None, kind: str) -> dict[str, Any]:
    if ladder is None:
        return {}
    is_said = ladder.is_whole and ladder.by not in COUNT_MEASURES
    rows = [
        {
            **reach_fields(rung.reach, is_whole=ladder.is_whole),
            kind: rung.amount,
            **({} if rung.units_max is None else {"at_most": rung.units_max}),
        }
        for rung in ladder.rungs
    ]
    return {"by": ladder.by, "label": ladder.label, "whole_numbers": True if is_said else None, "steps": rows}


def reach_fields(reach: Reach, *, is_whole: bool = False) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    start, end = reach.start, reach.end
    if isinstance(start, Span):
        is_over = start.days == 1 and start.months > 0
        fields["over" if is_over else "from"] = Span(start.months, start.days - is_over).written()
    elif start is not None:
        fields["from"] = start
    if isinstance(end, Span):
        fields["to" if end.days else "under"] = Span(end.months, end.days - bool(end.days)).written()
    elif end is not None:
        fields["to" if is_whole else "under"] = end - 1 if is_whole else end
    if reach.choices:
        fields["is"] = list(reach.choices)
    return fields
