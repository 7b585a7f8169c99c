"""A projection is what one works out by hand for a small fund, and what chance comes to for a large one."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds import foresight, mortality
from funds.foresight import Assumptions, Group, Promises, project
from funds.mortality import LifeTable
from funds.rules.tenure import Span
from funds.rules.terms import Cap, Condition, Ladder, Pay, Reach, RuleBook, Rung, Term

pytestmark = pytest.mark.once

DAY = date(2018, 6, 15)
TENTH = LifeTable({sex: (Decimal("0.1"),) * 99 + (Decimal(1),) for sex in "FM"})
NOBODY_DIES = LifeTable({sex: (Decimal(0),) * 100 for sex in "FM"})
DEATH = Term(
    "death", "เสียชีวิต", "ข้อ 14", "death", "death",
    (Pay(ladder=Ladder("tenure", (
        Rung(Reach(Span(6), Span(24)), Decimal(3000)), Rung(Reach(Span(24), None), Decimal(6000)),
    ))),),
)  # fmt: skip
OLD_AGE = Term(
    "old", "ผู้สูงอายุ", "ข้อ 13", "elderly", "old_age", (Pay(amount=Decimal(100)),),
    conditions=(Condition("age", Reach(Span(720), None)),), caps=(Cap("times", "month", Decimal(1)),),
)  # fmt: skip
BOOK = RuleBook("กองทุน", "ระเบียบ", date(2010, 1, 1), (DEATH, OLD_AGE))
PROMISES = Promises(BOOK, DAY)


def test_the_promises_are_what_the_rule_book_grants():
    assert [PROMISES.at_death(40, tenure) for tenure in (0, 1, 2, 9)] == [3000, 3000, 6000, 6000]
    assert [PROMISES.in_old_age(age, 5) for age in (58, 59, 60, 90)] == [0, 0, 1200, 1200]


def test_a_rule_that_asks_what_nobody_can_foresee_is_named():
    funeral = Term("f", "ค่าจัดการศพ", "ข้อ 15", "funeral", "death", (Pay(amount=Decimal(50), of="cost"),))
    promises = Promises(RuleBook("กองทุน", "ระเบียบ", DAY, (DEATH, funeral)), DAY)

    assert (int(promises.at_death(40, 9)), promises.unforeseen) == (6000, ["ค่าจัดการศพ"])


def test_two_years_of_ten_members_worked_by_hand():
    # Year 1: 10 members of 59, in the fund one year; 1 dies (3,000 baht), 9 live, none is 60 in the middle of the year.
    #   They pay 10 - ½ = 9.5 × 360 = 3,420; the state gives 9 × 365 = 3,285; costs 500. 10,000 + 3,205 = 13,205.
    # Year 2: 9 of 60, two years in; 0.9 die (5,400), 8.1 have 1,200 = 9,720; 8.55 × 360 = 3,078; 8.1 × 365 = 2,956.50.
    assumed = Assumptions(contribution=Decimal(360), match=Decimal(365), costs=Decimal(500))
    first, second = project([Group("F", 59, 1, Decimal(10))], Decimal(10000), PROMISES, assumed, TENTH, years=2).years

    assert [first.members, first.deaths, first.death_help, first.old_age_help] == [9, 1, 3000, 0]
    assert [first.income, first.spent, first.balance] == [6705, 3500, 13205]
    assert [second.members, second.death_help, second.old_age_help] == [Decimal("8.1"), 5400, 9720]
    assert second.balance == Decimal("13205") + Decimal("6034.50") - 15620


def test_the_year_in_which_the_money_ends_is_named():
    assumed = Assumptions(costs=Decimal(400))
    projection = project([], Decimal(1000), PROMISES, assumed, TENTH, years=5)

    assert (projection.runs_out_in, projection.turns_in) == (3, 1)
    assert project([], Decimal(1000), PROMISES, Assumptions(), TENTH, years=5).runs_out_in is None


@pytest.mark.parametrize(
    ("what", "changed", "difference"),
    [
        ("the pension rises to 2,000", Assumptions(pension=Decimal(2000)), -800),
        ("one more joins a year", Assumptions(contribution=Decimal(360), joining=(Group("M", 25, 0),)), 720),
        ("the match goes on for no year", Assumptions(match=Decimal(365), match_years=0), 0),
        ("the match goes on", Assumptions(match=Decimal(365)), 365),
        ("a part leaves", Assumptions(contribution=Decimal(360), leaving=Decimal("0.5")), 270),
    ],
)
def test_what_changes_the_first_year(what, changed, difference):
    group = [Group("F", 70, 3)]
    without = project(group, Decimal(0), PROMISES, Assumptions(), NOBODY_DIES, years=1).years[0].balance
    assert project(group, Decimal(0), PROMISES, changed, NOBODY_DIES, years=1).years[0].balance - without == difference


def test_what_is_promised_to_one_member_until_the_end():
    # Of 80 and ten years in: 6,000 at death, once; 1,200 a year for as long as she lives.
    promised = foresight.promised([Group("F", 97, 10)], PROMISES, TENTH)

    # Alive after one year 0.9, after two 0.81; at 99 the table ends.
    assert promised.promised_at_death == 6000
    assert promised.promised_in_old_age == 1200 * (Decimal("0.9") + Decimal("0.81"))


def test_months_of_reserve_are_whole_months():
    given = [(1000, 700), (5, 0), (-5, 1)]
    assert [foresight.months_of_reserve(Decimal(money), Decimal(spent)) for money, spent in given] == [17, None, 0]


def test_the_projection_is_what_chance_comes_to():
    table, chance = mortality.thai().times(Decimal(3)), random.Random(2561)
    groups = [Group("M", 66, 5, Decimal(400)), Group("F", 58, 1, Decimal(300))]
    expected = project(groups, Decimal(0), PROMISES, Assumptions(), table, years=8)
    paid, runs = 0, 40
    for _ in range(runs):
        living = [(group.sex, group.age, group.tenure) for group in groups for _ in range(int(group.count))]
        for _ in range(8):
            staying = []
            for sex, age, tenure in living:
                if chance.random() < table.rate(sex, age):
                    paid += int(PROMISES.at_death(age, tenure))
                else:
                    paid += int(PROMISES.in_old_age(age, tenure))
                    staying.append((sex, age + 1, tenure + 1))
            living = staying

    assert abs(paid / runs / float(-expected.years[-1].balance) - 1) < 0.01


@given(
    st.lists(st.tuples(st.sampled_from("FM"), st.integers(0, 99), st.integers(0, 40), st.integers(1, 500)), max_size=8),
    st.integers(0, 10**7), st.sampled_from([foresight.LIGHT, foresight.MIDDLE, foresight.HEAVY]),
)  # fmt: skip
def test_nobody_and_no_baht_is_lost_on_the_way(people, balance, factor):
    groups = [Group(sex, age, tenure, Decimal(count)) for sex, age, tenure, count in people]
    assumed = Assumptions(contribution=Decimal(360), leaving=Decimal("0.02"), costs=Decimal(10))
    years = project(groups, Decimal(balance), PROMISES, assumed, mortality.thai().times(factor), years=6).years

    held, members = Decimal(balance), sum((group.count for group in groups), Decimal(0))
    for year in years:
        held += year.income - year.spent
        assert (year.balance, year.members + year.deaths <= members, year.deaths >= 0) == (held, True, True)
        members = year.members


def test_the_table_is_whole_and_heavier_with_age():
    table = mortality.thai()
    assert {sex: len(rates) for sex, rates in table.rates.items()} == {"F": 100, "M": 100}
    assert [table.rate("M", age) for age in (0, 60, 99, 120)] == [
        Decimal("0.0013208"), Decimal("0.0111381"), 1, 1,
    ]  # fmt: skip
    assert all(table.rate(sex, age) < table.rate(sex, age + 1) for sex in "FM" for age in range(30, 99))
    assert table.rate("", 60) == (table.rate("F", 60) + table.rate("M", 60)) / 2
