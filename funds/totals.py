"""Keep the totals that pages read, in the transaction that writes their rows; recompute them when asked.

Every act locks its fund first and its province, here, after it: always in that order, so two writers never
wait for each other in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, F, Sum

from welfare.bulk import upsert_sums
from welfare.money import to_satang

from .models import BEGINNING, MONEY, AccountKind, Fund, FundTotal, Measure, Province, ProvinceTotal, Span, Transfer

KEYS = ("span", "start", "measure", "line", "outsiders")
SUMS = ("count", "amount")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one measure on the day `on`: `count` rows or persons, `amount` baht; either may be negative."""

    on: date
    measure: Measure
    count: int = 0
    amount: Decimal = Decimal(0)
    line: str = ""
    outsiders: bool = False


def spans(day: date) -> tuple[tuple[str, date], ...]:
    """Give the four stretches of time in which a change on `day` is kept."""
    return (
        (Span.EVER.value, BEGINNING),
        (Span.YEAR.value, day.replace(month=1, day=1)),
        (Span.MONTH.value, day.replace(day=1)),
        (Span.DAY.value, day),
    )


def record(fund: Fund, changes: Iterable[Change], *, in_province: Iterable[Change] | None = None) -> None:
    """Add `changes` to the kept totals of `fund` and of its province; the caller holds the fund's lock.

    `in_province` replaces the changes of the province where they differ: a person helped by a second
    fund is new to that fund, not to the province.
    """
    changes = list(changes)
    if connection.features.has_select_for_update:
        Province.objects.select_for_update(no_key=True).get(pk=fund.province_id)
    _add(FundTotal, "fund_id", fund.pk, changes)
    _add(ProvinceTotal, "province_id", fund.province_id, changes if in_province is None else list(in_province))


def _add(model: type[FundTotal] | type[ProvinceTotal], scope: str, pk: int, changes: list[Change]) -> None:
    sums: dict[tuple[str, date, str, str, bool], list[int]] = defaultdict(lambda: [0, 0])
    for change in changes:
        satang = to_satang(change.amount)
        for span, start in spans(change.on):
            kept = sums[span, start, change.measure.value, change.line, change.outsiders]
            kept[0] += change.count
            kept[1] += satang
    rows = [(pk, *key, *kept) for key, kept in sums.items() if kept != [0, 0]]
    if rows:
        upsert_sums(model, (scope, *KEYS), SUMS, rows)


def changes_of(transfers: Iterable[Transfer]) -> list[Change]:
    """Give what `transfers` change: money in the fund, income by source, welfare by category, running costs.

    The accounts of each transfer must be loaded. A reversal counts one case back.
    """
    changes: list[Change] = []
    for transfer in transfers:
        for account, sign in ((transfer.debit, 1), (transfer.credit, -1)):
            signed = transfer.amount * sign
            if account.kind in MONEY:
                changes.append(Change(transfer.on, Measure.MONEY, 0, signed))
            elif account.kind == AccountKind.INCOME:
                changes.append(Change(transfer.on, Measure.INCOME, -sign, -signed, account.line))
            elif account.kind == AccountKind.BENEFIT:
                changes.append(Change(transfer.on, Measure.BENEFIT, sign, signed, account.line, account.outsiders))
            elif account.kind == AccountKind.COST:
                changes.append(Change(transfer.on, Measure.COST, sign, signed, account.line))
    return changes


def recounted(fund: Fund) -> list[Change]:
    """Recompute, from the transfers of `fund`, every change of its money measures, summed by day and line."""
    changes: list[Change] = []
    for side, sign in (("debit", 1), ("credit", -1)):
        sums = (
            Transfer.objects.of(fund)
            .values("on", kind=F(f"{side}__kind"), line=F(f"{side}__line"), outsiders=F(f"{side}__outsiders"))
            .annotate(count=Count("pk"), total=Sum("amount"))
        )
        for row in sums:
            on, line, signed, count = row["on"], row["line"], row["total"] * sign, row["count"]
            if row["kind"] in MONEY:
                changes.append(Change(on, Measure.MONEY, 0, signed))
            elif row["kind"] == AccountKind.INCOME:
                changes.append(Change(on, Measure.INCOME, -sign * count, -signed, line))
            elif row["kind"] == AccountKind.BENEFIT:
                changes.append(Change(on, Measure.BENEFIT, sign * count, signed, line, row["outsiders"]))
            elif row["kind"] == AccountKind.COST:
                changes.append(Change(on, Measure.COST, sign * count, signed, line))
    return changes


def differences(scope: Fund | Province, changes: Iterable[Change], measures: Iterable[Measure]) -> list[str]:
    """Compare the kept totals of `scope` with those that `changes` would make; name every difference.

    Only `measures` are compared, because each room recomputes its own.
    """
    expected: dict[tuple[str, date, str, str, bool], list[int]] = defaultdict(lambda: [0, 0])
    for change in changes:
        for span, start in spans(change.on):
            kept = expected[span, start, change.measure.value, change.line, change.outsiders]
            kept[0] += change.count
            kept[1] += to_satang(change.amount)
    found = {
        (row.span, row.start, row.measure, row.line, row.outsiders): [row.count, to_satang(row.amount)]
        for row in scope.totals.filter(measure__in=list(measures))
    }
    names = []
    for key in sorted(expected.keys() | found.keys()):
        kept, rows = found.get(key, [0, 0]), expected.get(key, [0, 0])
        if kept != rows:
            span, start, measure, line, outsiders = key
            what = " ".join(filter(None, (measure, line, "outsiders" if outsiders else "")))
            names.append(
                f"{what} {span} {start}: kept {kept[0]} and {kept[1] / 100:.2f} baht, "
                f"the rows give {rows[0]} and {rows[1] / 100:.2f} baht"
            )
    return names
