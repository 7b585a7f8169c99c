"""Worked cases beside the rule book: heads of a match, spread of members, help to neighbours, the statement."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from funds import statements
from funds.heads import Head, counted, is_spread
from funds.models import AccountKind, Category, Cost, Measure
from funds.rules.tenure import parse_day
from tests.factories import approve, give, make_claim, make_outsider, pay
from tests.funds.moving import income, spend
from tests.funds.test_statements import FIRST, LAST, said
from tests.members.acts import counted as counts

CASES = tomllib.loads((Path(__file__).parents[1] / "scenarios" / "sap-anan.toml").read_text(encoding="utf-8"))


def cases(kind):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["says"]) for case in CASES[kind]])


@cases("match")
def test_a_round_counts_the_members_it_may(case):
    heads = [
        Head(parse_day(group["joined"]), parse_day(group["ended"]) if "ended" in group else None, group["rounds"])
        for group in case["groups"]
        for _each in range(group["count"])
    ]

    found = counted(heads, parse_day(case["on"]))

    assert {
        "members": found.members, "full_year": found.full_year, "heads": found.heads, "baht": int(found.amount),
    } == case["expect"]  # fmt: skip


@cases("spread")
def test_members_live_in_enough_villages_or_not(case):
    found = is_spread(case["authority"], with_members=case["with_members"], villages=case["villages"])

    assert found is case["expect"]


def test_an_area_without_villages_is_no_spread():
    assert is_spread("tao", with_members=0, villages=0) is False


@cases("outsider")
def test_help_to_someone_who_is_not_a_member_is_counted_apart(case, fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    before = {place: counts(place) for place in (fund, fund.province)}
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount=str(case["baht"]), category=case["category"])
    approve(claim, by=chair)
    pay(claim, by=treasurer)

    def added(place):
        return {key: row for key, row in counts(place).items() if before[place].get(key) != row}

    line = (Measure.BENEFIT, case["category"], True)
    assert added(fund)[line] == (1, Decimal(case["baht"]))
    assert {key for key in added(fund) if key[0] == Measure.BENEFIT and not key[2]} == set()
    helped = [
        count - before[fund.province].get(key, (0, 0))[0]
        for key, (count, _amount) in added(fund.province).items()
        if key[0] == Measure.HELPED
    ]
    assert helped == [1]


@cases("statement")
def test_both_sides_of_the_statement_are_equal(case, fund, treasurer):
    for source, amount in case["receipts"].items():
        income(fund, source, amount, by=treasurer)
    spend(fund, AccountKind.BENEFIT, Category.ILLNESS, case["benefits"], by=treasurer)
    spend(fund, AccountKind.COST, Cost.PAPER, case["costs"], by=treasurer)

    sheet = statements.drawn_up(fund, FIRST, LAST)

    money = sum(amount for key, amount in said(sheet.held) if key in ("cash", "bank"))
    assert (sheet.total_received, sheet.total_held) == (case["expect"]["both_sides"],) * 2
    assert money == case["expect"]["bank_and_cash"]
