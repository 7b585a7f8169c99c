"""Read the kept totals: every figure of a dashboard in a handful of statements over a few hundred rows.

The statements are written by hand because they are most of what such a page costs, and only here. Amounts are satang.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare import joined, replicas

from .models import Appointment, District, Fund, FundTotal, Province, ProvinceTotal

Rows = tuple[tuple[Any, ...], ...]

# What a page says of a fund beside its figures.
NAMES = (
    "id", "code", "name_th", "name_en", "short_th", "short_en", "authority_th", "authority_en", "authority_kind",
    "position", "tile_column", "tile_row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a page of a province asks of the kept totals: two equal readings make the same page.

    `whole` has (measure, line, outsiders, count, satang); `years` and `by_fund` have the first day of a year, or the
    fund's primary key, and (measure, outsiders, count, satang); `funds` the columns NAMES.
    """

    whole: Rows
    years: Rows
    funds: Rows
    by_fund: Rows
    year_ago: Rows = ()


def read(
    province: Province, as_of: date | None = None, *, with_years: bool = False, year_ago: date | None = None
) -> Reading:
    """Read `province` and its funds at the end of `as_of`, in three queries, or four with the years before it.

    None is all that is recorded; a fund that was founded after `as_of` is left out. The day `year_ago`, if given,
    costs a fifth.
    """
    return Reading(
        whole=whole(province, as_of),
        years=by_year(province, as_of) if with_years else (),
        funds=names(province, as_of),
        by_fund=by_fund(province, as_of),
        year_ago=whole(province, year_ago) if year_ago else (),
    )


HELD = f"""
    SELECT appointment.office, {joined.columns(Province, "province")}
    FROM {Appointment._meta.db_table} AS appointment
    JOIN {Province._meta.db_table} AS province ON province.id = appointment.province_id
    WHERE appointment.user_id = %s AND province.slug = %s
        AND appointment.since <= %s AND (appointment.until IS NULL OR appointment.until >= %s)
    """  # noqa: S608 -- no word here was typed by anyone
HELD_IN_FUND = f"""
    SELECT appointment.office, {joined.columns(Fund, "fund")}, {joined.columns(Province, "province")},
        {joined.columns(District, "district")}
    FROM {Fund._meta.db_table} AS fund
    JOIN {Province._meta.db_table} AS province ON province.id = fund.province_id
    JOIN {District._meta.db_table} AS district ON district.id = fund.district_id
    JOIN {Appointment._meta.db_table} AS appointment
        ON appointment.user_id = %s AND (appointment.fund_id = fund.id OR appointment.province_id = fund.province_id)
    WHERE fund.code = %s AND appointment.since <= %s AND (appointment.until IS NULL OR appointment.until >= %s)
    """  # noqa: S608 -- no word here was typed by anyone


def held(user: int, slug: str, on: date) -> tuple[Province | None, frozenset[str]]:
    """Read the province `slug` and the offices that `user` holds in it on the day `on`; no province where none.

    It stands before every page of a province, where it costs a quarter of the same question asked by the models.
    """
    rows = _rows(HELD, [user, slug, on, on])
    if not rows:
        return None, frozenset()
    found = joined.record(Province, iter(rows[0][1:]), using=replicas.connection().alias)
    return found, frozenset(row[0] for row in rows)


def held_in_fund(user: int, code: str, on: date) -> tuple[Fund | None, frozenset[str]]:
    """Read the fund `code`, with its province and district, and the offices that `user` holds over it on the day `on`.

    No fund where none. It stands before every page of a fund, as `held` does before a province's.
    """
    rows = _rows(HELD_IN_FUND, [user, code, on, on])
    if not rows:
        return None, frozenset()
    alias, values = replicas.connection().alias, iter(rows[0][1:])
    found = joined.record(Fund, values, using=alias)
    found.province = joined.record(Province, values, using=alias)
    found.district = joined.record(District, values, using=alias)
    return found, frozenset(row[0] for row in rows)


def names(province: Province, as_of: date | None = None) -> Rows:
    """Read what pages say of each fund of `province` that was founded by `as_of`, in the order of lists."""
    founded, days = ("AND (founded_on IS NULL OR founded_on <= %s)", [as_of]) if as_of else ("", [])
    return _rows(
        f"SELECT {', '.join(NAMES)} FROM funds_fund "  # noqa: S608 -- no word here was typed by anyone
        f"WHERE province_id = %s {founded} ORDER BY position",
        [province.pk, *days],
    )


def whole(scope: Fund | Province, as_of: date | None = None) -> Rows:
    """Read one fund or one province: (measure, line, outsiders, count, satang) at the end of `as_of`."""
    return _sums(*_place(scope), "measure, line, outsiders", _at_the_end_of(as_of))


def by_year(scope: Fund | Province, as_of: date | None = None) -> Rows:
    """Read what changed in each year before that of `as_of`: (first day, measure, outsiders, count, satang)."""
    years: Stretch = ("span = 'Y' AND start < %s", (as_of.replace(month=1, day=1),)) if as_of else ("span = 'Y'", ())
    return _sums(*_place(scope), "start, measure, outsiders", [years])


def provinces() -> Rows:
    """Read every province of the portal: (primary key, name in Thai, in English, version of its kept totals)."""
    return _rows(f"SELECT id, name_th, name_en, totals_version FROM {Province._meta.db_table} ORDER BY id", [])  # noqa: S608


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


OF_FUNDS = "fund_id, measure, outsiders, count, amount"


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
    """Sum count and satang by `columns`, as whole numbers, whatever the database makes of a sum.

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
    statement = f"SELECT {columns}, SUM(count), SUM(amount) FROM {together} GROUP BY {columns} ORDER BY {columns}"  # noqa: S608
    return tuple((*row[:-2], int(row[-2]), int(row[-1])) for row in _rows(statement, parameters))


def _rows(statement: str, parameters: list[Any]) -> Rows:
    connection = replicas.connection()
    given = [connection.ops.adapt_datefield_value(one) if isinstance(one, date) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return tuple(cursor.fetchall())
