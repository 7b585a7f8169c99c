"""Every number of a demo fund's status form, line by line, beside a sum of its own in plain SQL."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from funds.models import Category, Cost, Fund, Source
from members.demo.province import make
from members.status import freezing
from tests.members.demo_plans import CHALONG, RAWAI

LAST = """
    WITH spells AS (
        SELECT m.*, row_number() OVER (PARTITION BY m.person_id ORDER BY m.joined_on DESC, m.id DESC) AS place
        FROM members_membership m WHERE m.fund_id = %(fund)s AND m.joined_on <= %(day)s
    ), last AS (
        SELECT s.*, p.sex, CAST(p.born_on AS text) AS born,
            CASE WHEN s.ended_on <= %(day)s THEN s.end_reason ELSE '' END AS gone,
            CASE WHEN s.ended_on <= %(day)s THEN CAST(s.ended_on AS text) ELSE %(day)s END AS until
        FROM spells s JOIN members_person p ON p.id = s.person_id WHERE s.place = 1
    )
"""
BIRTHDAY = "CAST(CAST(substr(born, 1, 4) AS integer) + {} AS text) || substr(born, 5)"
AGES = {
    "child": f"born IS NOT NULL AND {BIRTHDAY.format(18)} > until",
    "adult": f"born IS NOT NULL AND {BIRTHDAY.format(18)} <= until AND {BIRTHDAY.format(60)} > until",
    "elder": f"born IS NOT NULL AND {BIRTHDAY.format(60)} <= until",
    "unknown": "born IS NULL",
}
SEXES = {"F": "sex = 'F'", "M": "sex = 'M'", "unknown": "sex = ''"}
STOOD = """
    FROM members_payout p WHERE p.fund_id = %(fund)s AND p."on" <= %(day)s AND NOT EXISTS (
        SELECT 1 FROM funds_transfer r WHERE r.reversal_of_id = p.transfer_id AND r."on" <= %(day)s)
"""
MOVED = """
    SELECT COALESCE(SUM(CASE WHEN d.{side} THEN t.amount ELSE 0 END), 0)
         - COALESCE(SUM(CASE WHEN c.{side} THEN t.amount ELSE 0 END), 0)
    FROM funds_transfer t JOIN funds_account d ON d.id = t.debit_id JOIN funds_account c ON c.id = t.credit_id
    WHERE t.fund_id = %(fund)s AND t."on" <= %(day)s
"""


class Plain:
    """Questions in SQL to one fund, as of `day`, in the year from `first` on."""

    def __init__(self, fund, first, day):
        year = day.year - (day.month < 10)
        self.asked = {"fund": fund.pk, "day": day.isoformat(), "first": first.isoformat()}
        self.september = {"september": f"{year}-09-30", "earlier": f"{year - 1}-09-30"}

    def one(self, sql, **more):
        with connection.cursor() as cursor:
            cursor.execute(sql, self.asked | more)
            return cursor.fetchone()[0]

    def members(self, where="1 = 1"):
        return self.one(f"{LAST} SELECT COUNT(*) FROM last WHERE {where}")  # noqa: S608 our own words

    def spells(self, where):
        mine = "SELECT COUNT(*) FROM members_membership WHERE fund_id = %(fund)s"
        return self.one(f"{mine} AND {where}", **self.september)

    def paid(self, what, where):
        return self.one(f"SELECT {what} {STOOD} AND {where}")

    def baht(self, side, *, in_year=False):
        since = """ AND t."on" >= %(first)s""" if in_year else ""
        moved = MOVED.replace("d.{side}", f"({side.format('d')})").replace("c.{side}", f"({side.format('c')})")
        found = self.one(moved + since)
        return Decimal(int(found)) / 100


def in_plain_sql(fund, first, day):
    """Give each number of the form by its key, from SQL of its own."""
    plain = Plain(fund, first, day)
    said = {
        "3.1.founders": plain.spells(f"joined_on <= '{fund.founded_on}'"), "3.1.ever": plain.members(),
        "3.1.now": plain.members("gone = ''"),
        "3.2.full_year": plain.spells("joined_on <= %(earlier)s AND (ended_on IS NULL OR ended_on > %(september)s)"),
        "3.4.with": plain.one(f"{LAST} SELECT COUNT(DISTINCT branch_id) FROM last WHERE gone = ''"),  # noqa: S608 our own
    }  # fmt: skip
    for reason in ("died", "left", "lapsed", "moved", "expelled"):
        said[f"3.1.{reason}"] = plain.members(f"gone = '{reason}'")
    for time, where in (("ever", "1 = 1"), ("now", "gone = ''")):
        said |= {f"3.3.{time}-{age}": plain.members(f"{where} AND {told}") for age, told in AGES.items()}
        said |= {f"3.3.{time}-sex-{sex}": plain.members(f"{where} AND {told}") for sex, told in SEXES.items()}
        said |= {f"3.3.{time}-{within}total": plain.members(where) for within in ("", "sex-")}
    said |= help_in_plain_sql(plain) | answers_in_plain_sql(plain, day)
    return said | money_in_plain_sql(plain, fund)


def help_in_plain_sql(plain):
    said = {}
    counts = {"persons": "COUNT(DISTINCT p.person_id)", "cases": "COUNT(*)", "baht": "COALESCE(SUM(p.amount), 0)"}
    members, year = "NOT p.outsider", """p."on" >= %(first)s"""
    lines = {f"5.{category}": f"{members} AND p.category = '{category}'" for category in Category.values}
    lines |= {f"6.{key[2:]}": f"{where} AND {year}" for key, where in lines.items()}
    lines |= {"5.total": members, "6.total": f"{members} AND {year}"}
    lines |= {"7.ever": "p.outsider", "7.new": f"p.outsider AND {year}"}
    for line, where in lines.items():
        for name, what in counts.items():
            found = plain.paid(what, where)
            said[f"{line}-{name}"] = Decimal(int(found)) / 100 if name == "baht" else found
    return said


def money_in_plain_sql(plain, fund):
    money = "{0}.kind IN ('cash', 'bank', 'investment')"
    said = {"4.1.balance": plain.baht(money)}
    said["4.1.ever"] = -plain.baht("{0}.kind IN ('income', 'opening')")
    said["4.1.first"] = Plain(fund, fund.founded_on, fund.founded_on).baht(money)
    for source in Source.values:
        side = f"{{0}}.kind = 'income' AND {{0}}.line = '{source}'"
        said |= {f"4.3.{source}-ever": -plain.baht(side), f"4.3.{source}-new": -plain.baht(side, in_year=True)}
        said[f"10.in.income:{source}"] = said[f"4.3.{source}-new"]
    said |= match_in_plain_sql(plain, fund)
    said["4.3.ever-total"] = -plain.baht("{0}.kind IN ('income', 'opening')")
    said["4.3.new-total"] = -plain.baht("{0}.kind = 'income'", in_year=True)
    for cost in Cost.values:
        side = f"{{0}}.kind = 'cost' AND {{0}}.line = '{cost}'"
        said[f"10.out.cost:{cost}"] = plain.baht(side, in_year=True)
    said["10.out.benefit"] = plain.baht("{0}.kind = 'benefit' AND NOT {0}.outsiders", in_year=True)
    said["10.out.benefit:outsiders"] = plain.baht("{0}.kind = 'benefit' AND {0}.outsiders", in_year=True)
    said["10.in.brought_forward"] = plain.baht(money) - plain.baht(money, in_year=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind FROM funds_account WHERE fund_id = %s", [fund.pk])
        held = [(pk, kind) for pk, kind in cursor.fetchall() if kind in ("cash", "bank", "investment")]
    said |= {f"10.out.{kind}:{pk}": plain.baht(f"{{0}}.id = {pk}") for pk, kind in held}
    said["10.out.investment"] = plain.baht("{0}.kind = 'investment'")
    for number in range(1, 12):
        side = f"{{0}}.kind = 'income' AND {{0}}.line = 'state_match' AND {{0}}.round = {number}"
        said |= {f"4.3.state_match.{number}.-ever": -plain.baht(side)}
        said |= {f"4.3.state_match.{number}.-new": -plain.baht(side, in_year=True)}
    said["10.out.total"] = said["10.in.total"] = said["10.in.brought_forward"] + said["4.3.new-total"]
    return said


def match_in_plain_sql(plain, fund):
    """Give sections 3.2 and 4.2: every round of the demo was approved and received as it stands in the books."""
    stands = """
        FROM funds_matchround n JOIN funds_matchrequest q ON q.round_id = n.id AND q."on" <= %(day)s
        LEFT JOIN funds_matchverdict v ON v.request_id = q.id AND v."on" <= %(day)s
        WHERE n.fund_id = %(fund)s AND n.number = {number}
    """
    received = """
        SELECT COALESCE(SUM(t.amount), 0) FROM funds_matchmoney m JOIN funds_transfer t ON t.id = m.transfer_id
        JOIN funds_matchrequest q ON q.id = m.request_id JOIN funds_matchround n ON n.id = q.round_id
        WHERE n.fund_id = %(fund)s AND n.number = {number} AND t."on" <= %(day)s
    """
    said: dict[str, Any] = {"3.2.earlier": Decimal(0), "3.2.heads": 0}
    for number in range(1, 12):
        heads, asked, approved, approved_heads = (
            plain.one(f"SELECT MAX({what}) {stands.format(number=number)}")
            for what in ("q.heads", "q.amount", "v.amount", "v.heads")
        )
        if heads is None:
            continue
        came = Decimal(int(plain.one(received.format(number=number)))) / 100
        side = f"{{0}}.kind = 'income' AND {{0}}.line = 'state_match' AND {{0}}.round = {number}"
        assert came == (-plain.baht(side) if approved else 0)
        said |= {
            f"4.2.{number}.heads": heads, f"4.2.{number}.asked": Decimal(asked) / 100,
            f"4.2.{number}.approved": Decimal(approved) / 100 if approved else None, f"4.2.{number}.received": came,
        }  # fmt: skip
        said["3.2.earlier"] += came
        said["3.2.heads"] += approved_heads or 0
        if approved is None:
            said["3.2.asked"] = heads
    return {"3.2.asked": None} | said | {"3.2.heads": said["3.2.heads"] or None}


# Which answer of the year each number is that no row counts.
ANSWERS = {
    "3.1.population": "population", "3.3.disadvantaged": "disadvantaged", "3.3.disabled": "disabled",
    "3.3.orphans": "orphans", "3.4.all": "villages", "9.3.committee": "committee_meetings",
    "9.3.members": "member_meetings",
}  # fmt: skip
COMMITTEE = ("of_members", "of_authority", "of_village_heads", "of_monks", "of_experts", "of_others")


def answers_in_plain_sql(plain, day):
    """Give what was answered of the year of `day`, and the counts of meetings and of help in kind in it."""
    asked = "SELECT MAX(CAST(answers AS text)) FROM funds_yearanswers WHERE fund_id = %(fund)s AND year = %(year)s"
    answers = json.loads(plain.one(asked, year=day.year + 543) or "{}")
    said = {key: answers.get(name) for key, name in ANSWERS.items()}
    said |= {f"8.{name}": answers.get(name, 0) for name in COMMITTEE}
    said["8.total"] = sum(said[f"8.{name}"] for name in COMMITTEE)
    within = """fund_id = %(fund)s AND "on" >= %(first)s AND "on" <= %(day)s"""
    for body in ("committee", "general_meeting"):
        met = f"""SELECT COUNT(DISTINCT "on") FROM funds_resolution WHERE {within} AND body = '{body}'"""  # noqa: S608
        said[f"9.3.resolved-{body}"] = plain.one(met)
    for what, name in (("COUNT(*)", "count"), ("COALESCE(SUM(worth), 0)", "baht")):
        given = f"SELECT {what} FROM funds_inkind WHERE {within} AND source = 'lao'"  # noqa: S608 our own words
        said[f"12.lao-{name}"] = plain.one(given)
    return said | {"12.lao-baht": Decimal(int(said["12.lao-baht"])) / 100}


@pytest.mark.parametrize("planned", [RAWAI, CHALONG], ids=lambda planned: planned.code)
def test_every_number_of_a_demo_fund_is_its_sum_in_plain_sql(db, planned):
    make([planned])
    fund = Fund.objects.select_related("province", "district").get(code=planned.code)

    for day in (date(2018, 8, 14), date(2014, 12, 31)):
        form = freezing.drawn_up(fund, day)
        said = {number.key: number.value for _words, number in form.numbers()}
        sums = in_plain_sql(fund, form.first, day)

        assert said == {key: sums[key] for key in said}
        assert len(said) > 180
