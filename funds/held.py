"""Read who holds which office where, in the one statement that stands before every page of a fund or a province."""

from datetime import date

from welfare import joined, replicas

from .models import Appointment, District, Fund, Province

IN_PROVINCE = f"""
    SELECT appointment.office, {joined.columns(Province, "province")}
    FROM {Appointment._meta.db_table} AS appointment
    JOIN {Province._meta.db_table} AS province ON province.id = appointment.province_id
    WHERE appointment.user_id = %s AND province.slug = %s
        AND appointment.since <= %s AND (appointment.until IS NULL OR appointment.until >= %s)
    """  # noqa: S608 -- no word here was typed by anyone
IN_FUND = f"""
    SELECT appointment.office, {joined.columns(Fund, "fund")}, {joined.columns(Province, "province")},
        {joined.columns(District, "district")}
    FROM {Fund._meta.db_table} AS fund
    JOIN {Province._meta.db_table} AS province ON province.id = fund.province_id
    JOIN {District._meta.db_table} AS district ON district.id = fund.district_id
    JOIN {Appointment._meta.db_table} AS appointment
        ON appointment.user_id = %s AND (appointment.fund_id = fund.id OR appointment.province_id = fund.province_id)
    WHERE fund.code = %s AND appointment.since <= %s AND (appointment.until IS NULL OR appointment.until >= %s)
    """  # noqa: S608 -- no word here was typed by anyone


def in_province(user: int, slug: str, on: date) -> tuple[Province | None, frozenset[str]]:
    """Read the province `slug` and the offices that `user` holds in it on the day `on`; no province where none.

    It stands before every page of a province, where it costs a quarter of the same question asked by the models.
    """
    rows = joined.rows(IN_PROVINCE, [user, slug, on, on])
    if not rows:
        return None, frozenset()
    found = joined.record(Province, iter(rows[0][1:]), using=replicas.connection().alias)
    return found, frozenset(row[0] for row in rows)


def in_fund(user: int, code: str, on: date) -> tuple[Fund | None, frozenset[str]]:
    """Read the fund `code`, with its province and district, and the offices that `user` holds over it on the day `on`.

    No fund where none. It stands before every page of a fund, as `in_province` does before a province's.
    """
    rows = joined.rows(IN_FUND, [user, code, on, on])
    if not rows:
        return None, frozenset()
    alias, values = replicas.connection().alias, iter(rows[0][1:])
    found = joined.record(Fund, values, using=alias)
    found.province = joined.record(Province, values, using=alias)
    found.district = joined.record(District, values, using=alias)
    return found, frozenset(row[0] for row in rows)
