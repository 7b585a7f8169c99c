"""What lies ahead is said in words from the fund's own members, rules and years."""

from datetime import date
from decimal import Decimal

from django.core.cache import cache

from funds import foresight
from members import prospects
from tests.cast import signed_in
from tests.factories import AUGUST, give, make_member, make_regulation
from tests.pages import tables


def page_of(user, fund, **asked):
    return signed_in(user).get(f"/funds/{fund.code}/foresight/", asked)


def test_the_outlook_counts_the_members_of_the_day_by_sex_age_and_years(fund, treasurer):
    make_member(fund, by=treasurer, born_on=date(1950, 1, 1), sex="F")
    make_member(fund, by=treasurer, first_name="บุญมี", born_on=date(1990, 6, 1), sex="M")
    seen = prospects.outlook_of(fund, AUGUST)

    assert sorted((group.sex, group.age) for group in seen.groups) == [("F", 68), ("M", 28)]
    assert (seen.members, {group.count for group in seen.groups}) == (2, {Decimal(1)})


def test_a_fund_without_members_and_books_has_an_outlook_too(fund, treasurer):
    page = page_of(treasurer, fund)

    assert (page.status_code, "เงินจะไม่หมดภายใน 30 ปี" in page.content.decode()) == (200, True)


def test_what_is_asked_stands_above_what_is_usual(fund, treasurer):
    make_regulation(fund, by=treasurer, since=date(2015, 1, 1))
    make_member(fund, by=treasurer, born_on=date(1940, 1, 1))
    give(fund, "100000.00", by=treasurer)
    plain, asked = (page_of(treasurer, fund, **given) for given in ({}, {"pension": "5,000", "young": "10"}))

    def labels(page):
        found = next(table for table in tables(page) if table[0][0] == "ถ้า")
        return [row[0] for row in found[1:]]

    assert labels(plain)[0] == "ตามที่เป็นอยู่"
    assert labels(asked) == ["ตามที่ถาม", *labels(plain)]


def test_what_is_mistyped_is_told_and_kept(fund, treasurer):
    page = page_of(treasurer, fund, young="มาก").content.decode()

    assert ('value="มาก"' in page, "field--wrong" in page) == (True, True)


def test_the_province_lays_its_funds_side_by_side(province, fund, treasurer, province_officer):
    cache.clear()
    give(fund, "5000.00", by=treasurer)
    page = signed_in(province_officer).get("/province/phuket/foresight/")
    rows = {row[0]: row[1:] for row in tables(page)[0][1:]}

    assert (len(rows), rows["ราไวย์"][2]) == (18, "5,000")


def test_a_page_that_is_not_done_says_how_far_it_is_and_goes_on(province, province_officer, monkeypatch):
    cache.clear()
    monkeypatch.setattr("welfare.overview.foresight.PATIENCE", -1)
    reader = signed_in(province_officer)
    first, second = (reader.get("/province/phuket/foresight/").content.decode() for _ in range(2))

    assert ("คำนวณแล้ว 1 จาก 18 กองทุน" in first, 'hx-trigger="load' in first) == (True, True)
    assert "คำนวณแล้ว 2 จาก 18 กองทุน" in second


def test_more_deaths_leave_less_or_the_rules_promise_nothing(fund, treasurer):
    make_member(fund, by=treasurer, born_on=date(1950, 1, 1))
    seen = prospects.outlook_of(fund, AUGUST)
    light, heavy = (seen.ahead(deaths=factor).years[9] for factor in (foresight.LIGHT, foresight.HEAVY))

    assert light.members > heavy.members
