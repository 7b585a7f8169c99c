"""Read the kept totals: every figure of a dashboard in a handful of statements over a few hundred rows.

The statements are written by hand because they are most of what such a page costs, and only here. Amounts are satang.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare import joined

from .models import Fund, FundTotal, Province, ProvinceTotal

Rows = tuple[tuple[Any, ...], ...]

# What a page says of a fund beside its figures.
NAMES = (
    "id", "code", "name_th", "name_en", "short_th", "short_en", "authority_th", "authority_en", "authority_kind",
    "position", "tile_column", "tile_row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a page of a province asks of the kept totals: two equal readings make the same page.

    `whole` has (measure, line, outsiders, count, satang), `years` the same after a day of a year; `funds` have the
    columns NAMES and one for each of SIDE_BY_SIDE. `year_ago` are the rows of the year before, up to the day a year
    ago, after nothing.
    """

    whole: Rows
    funds: Rows
    years: Rows = ()
    year_ago: Rows = ()


def read(province: Province, as_of: date | None = None) -> Reading:
    """Read `province` and its funds at the end of `as_of`, in two queries.

    None is all that is recorded; a fund that was founded after `as_of` is left out.
    """
    return Reading(whole=whole(province, as_of), funds=side_by_side(province, as_of))


def read_years(province: Province, as_of: date | None, year_ago: date) -> Reading:
    """Read `province` with its years up to `as_of`, and the year of the day `year_ago` up to it, in two queries.

    The years add up to the whole, which is therefore not asked for.
    """
    table, whose, pk = _place(province)
    first = as_of.replace(month=1, day=1) if as_of else date.max
    parts, parameters = (
        [f"SELECT start, {OF_LINES} FROM {table} WHERE {whose} AND span = 'Y' AND start < %s"],  # noqa: S608
        [pk, first],
    )
    for label, day in (("MIN(start)", as_of), ("NULL", year_ago)):
        if day:
            part, days = _year_up_to(table, whose, day)
            parts.append(f"SELECT {label}, measure, line, outsiders, {SUMS} {part}")
            parameters += [pk, *days]
    rows = joined.rows(" UNION ALL ".join(parts), parameters)
    years = tuple(row for row in rows if row[0] is not None)
    return Reading(
        whole=_together(years), funds=side_by_side(province, as_of), years=years,
        year_ago=tuple(row for row in rows if row[0] is None),
    )  # fmt: skip


def _year_up_to(table: str, whose: str, day: date) -> tuple[str, list[date]]:
    """Say in SQL, with its days, what is kept of the year of `day` up to it, by line.

    Of one table, which begins with its key, both databases search each stretch by itself.
    """
    stretches = _at_the_end_of(day)[1:]
    whens = " OR ".join(f"({when})" for when, _days in stretches)
    return f"FROM {table} WHERE {whose} AND ({whens}) GROUP BY measure, line, outsiders", [
        day for _when, days in stretches for day in days
    ]


def _together(years: Rows) -> Rows:
    """Add the rows of all years up: (measure, line, outsiders, count, satang)."""
    sums: dict[tuple[Any, ...], tuple[int, int]] = {}
    for _start, measure, line, outsiders, count, satang in years:
        before = sums.get((measure, line, outsiders), (0, 0))
        sums[measure, line, outsiders] = before[0] + count, before[1] + satang
    return tuple((*key, *sums[key]) for key in sorted(sums))


# What of a fund stands beside the others: which kept totals add up to it, by count or by amount.
SIDE_BY_SIDE = (
    ("count", "measure = 'members'"),
    ("amount", "measure = 'money'"),
    ("count", "measure = 'helped' AND NOT outsiders"),
    ("count", "measure = 'helped' AND outsiders"),
    ("count", "measure = 'benefit'"),
    ("amount", "measure = 'benefit'"),
    ("amount", "measure = 'income'"),
    ("amount", "measure = 'cost'"),
)


def side_by_side(province: Province, as_of: date | None = None) -> Rows:
    """Read each fund of `province` that was founded by `as_of`: NAMES and the sums of SIDE_BY_SIDE, in their order."""
    table, days = FundTotal._meta.db_table, list[Any]()
    if as_of is None:
        totals = f"{table} AS total ON total.fund_id = fund.id AND total.span = 'E'"
    else:
        parts = []
        for when, bounds in _at_the_end_of(as_of):
            parts.append(f"SELECT {OF_FUNDS} FROM {OF_A_PROVINCE} AND {when}")  # noqa: S608
            days += [province.pk, *bounds]
        totals = f"({' UNION ALL '.join(parts)}) AS total ON total.fund_id = fund.id"
    founded, until = ("AND (founded_on IS NULL OR founded_on <= %s)", [as_of]) if as_of else ("", [])
    sums = ", ".join(f"CAST(COALESCE(SUM({what}) FILTER (WHERE {which}), 0) AS bigint)" for what, which in SIDE_BY_SIDE)
    return joined.rows(
        f"SELECT {', '.join(f'fund.{name}' for name in NAMES)}, {sums} "  # noqa: S608
        f"FROM {Fund._meta.db_table} AS fund LEFT JOIN {totals} "
        f"WHERE fund.province_id = %s {founded} GROUP BY fund.id ORDER BY fund.position",
        [*days, province.pk, *until],
    )


def names(province: Province, as_of: date | None = None) -> Rows:
    """Read what pages say of each fund of `province` that was founded by `as_of`, in the order of lists."""
    founded, days = ("AND (founded_on IS NULL OR founded_on <= %s)", [as_of]) if as_of else ("", [])
    return joined.rows(
        f"SELECT {', '.join(NAMES)} FROM funds_fund "  # noqa: S608 -- no word here was typed by anyone
        f"WHERE province_id = %s {founded} ORDER BY position",
        [province.pk, *days],
    )


def whole(scope: Fund | Province, as_of: date | None = None) -> Rows:
    """Read one fund or one province: (measure, line, outsiders, count, satang) at the end of `as_of`."""
    return _sums(*_place(scope), "measure, line, outsiders", _at_the_end_of(as_of))


def by_year(scope: Fund | Province, as_of: date | None = None) -> Rows:
    """Read what changed in each year before that of `as_of`: (first day, measure, line, outsiders, count, satang).

    In no order.
    """
    table, whose, pk = _place(scope)
    until, days = ("AND start < %s", [as_of.replace(month=1, day=1)]) if as_of else ("", [])
    return joined.rows(
        f"SELECT start, measure, line, outsiders, count, amount FROM {table} "  # noqa: S608
        f"WHERE {whose} AND span = 'Y' {until}",
        [pk, *days],
    )


def provinces() -> Rows:
    """Read every province of the portal: (primary key, name in Thai, in English, version of its kept totals)."""
    return joined.rows(f"SELECT id, name_th, name_en, totals_version FROM {Province._meta.db_table} ORDER BY id", [])  # noqa: S608


def by_province(as_of: date | None = None) -> Rows:
    """Read each province of the portal: (province, measure, outsiders, count, satang) at the end of `as_of`.

    One search for each province in the index of its totals: CROSS JOIN keeps SQLite to that order.
    """
    table = f"{Province._meta.db_table} AS province CROSS JOIN {ProvinceTotal._meta.db_table} AS total"
    parts: list[str] = []
    parameters: list[Any] = []
    for when, days in _at_the_end_of(as_of):
        parts.append(
            f"SELECT province_id, measure, outsiders, count, amount FROM {table} "  # noqa: S608
            f"WHERE total.province_id = province.id AND {when}"
        )
        parameters += days
    return _summed("province_id, measure, outsiders", parts, parameters)


def by_fund(province: Province, as_of: date | None = None) -> Rows:
    """Read each fund of `province`: (fund, measure, outsiders, count, satang) at the end of `as_of`."""
    table = f"{FundTotal._meta.db_table} AS total JOIN {Fund._meta.db_table} AS fund ON fund.id = total.fund_id"
    return _sums(table, "fund.province_id = %s", province.pk, "fund_id, measure, outsiders", _at_the_end_of(as_of))


OF_LINES = "measure, line, outsiders, count, amount"
OF_FUNDS = "fund_id, measure, outsiders, count, amount"
OF_A_PROVINCE = (
    f"{FundTotal._meta.db_table} AS total JOIN {Fund._meta.db_table} AS fund ON fund.id = total.fund_id "
    "WHERE fund.province_id = %s"
)


def at_own_days(days: Mapping[int, date]) -> Rows:
    """Read each fund at the end of its own day: (fund, measure, outsiders, count, satang); `days` by primary key."""
    parts: list[str] = []
    parameters: list[Any] = []
    for fund, day in days.items():
        for when, bounds in _at_the_end_of(day):
            parts.append(f"SELECT {OF_FUNDS} FROM {FundTotal._meta.db_table} WHERE fund_id = %s AND {when}")  # noqa: S608
            parameters += [fund, *bounds]
    if not parts:
        return ()
    return _summed("fund_id, measure, outsiders", parts, parameters)


def lines_by_fund(province: Province, measure: str, day: date, *, is_all: bool) -> Rows:
    """Read one measure of each fund by line: (stretch, fund, line, outsiders, count, satang), in one query.

    The stretches are `ever` up to `day`, `year` from its first of January to `day`, and `last`, the same days of the
    year before. With `is_all` nothing that is recorded is later than `day`.
    """
    before = a_year_before(day)
    stretches = {
        "ever": [EVER] if is_all else _at_the_end_of(day),
        "year": [_whole_year(day)] if is_all else _at_the_end_of(day)[1:],
        "last": _at_the_end_of(before)[1:],
    }
    table = f"{FundTotal._meta.db_table} AS total JOIN {Fund._meta.db_table} AS fund ON fund.id = total.fund_id"
    parts, parameters = [], []
    for name, several in stretches.items():
        for when, days in several:
            parts.append(
                f"SELECT '{name}' AS stretch, fund_id, line, outsiders, count, amount FROM {table} "  # noqa: S608
                f"WHERE fund.province_id = %s AND measure = %s AND {when}"
            )
            parameters += [province.pk, measure, *days]
    return _summed("stretch, fund_id, line, outsiders", parts, parameters)


def a_year_before(day: date) -> date:
    """Give the same day of the year before; of 29 February, the last of that month."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def with_year_of(fund: Fund, today: date) -> Rows:
    """Read one fund since founding (span E) and in the year of `today` (span Y): (span, measure, outsiders, …)."""
    return _sums(*_place(fund), "span, measure, outsiders", [EVER, _whole_year(today)])


# Whole numbers, whatever the database makes of a sum.
SUMS = "CAST(SUM(count) AS bigint), CAST(SUM(amount) AS bigint)"
# A stretch of time in SQL, and its days.
Stretch = tuple[str, tuple[date, ...]]
EVER: Stretch = ("span = 'E'", ())


def _whole_year(day: date) -> Stretch:
    return "span = 'Y' AND start = %s", (day.replace(month=1, day=1),)


def _at_the_end_of(day: date | None) -> list[Stretch]:
    """Say in SQL what `TotalQuerySet.as_of` says: the years before, the months of the year, the days of the month."""
    if day is None:
        return [EVER]
    year, month = day.replace(month=1, day=1), day.replace(day=1)
    return [
        ("span = 'Y' AND start < %s", (year,)),
        ("span = 'M' AND start >= %s AND start < %s", (year, month)),
        ("span = 'D' AND start >= %s AND start <= %s", (month, day)),
    ]


def _place(scope: Fund | Province) -> tuple[str, str, int]:
    if isinstance(scope, Province):
        return ProvinceTotal._meta.db_table, "province_id = %s", scope.pk
    return FundTotal._meta.db_table, "fund_id = %s", scope.pk


def _sums(table: str, whose: str, pk: int, columns: str, stretches: list[Stretch]) -> Rows:
    """Sum count and satang by `columns`.

    Each stretch is a search of its own in the index by fund, span and day: joined by OR, SQLite would search every
    fund of the country.
    """
    parts, parameters = [], []
    for when, days in stretches:
        parts.append(f"SELECT {columns}, count, amount FROM {table} WHERE {whose} AND {when}")  # noqa: S608
        parameters += [pk, *days]
    return _summed(columns, parts, parameters)


def _summed(columns: str, parts: list[str], parameters: list[Any]) -> Rows:
    # No word in the statement was typed by anyone.
    together = f"({' UNION ALL '.join(parts)}) AS kept"
    return joined.rows(f"SELECT {columns}, {SUMS} FROM {together} GROUP BY {columns} ORDER BY {columns}", parameters)  # noqa: S608
