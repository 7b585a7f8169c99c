"""What lies ahead is said in words from the fund's own members, rules and years."""

from datetime import date
from decimal import Decimal

from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from funds import foresight
from members import prospects
from tests.cast import signed_in
from tests.factories import AUGUST, give, make_member, make_regulation
from tests.pages import tables
from welfare.overview.foresight import AGES, TENURES
from welfare.overview.foresight_together import Way, together


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
    rows = {row[0]: row[1:] for row in tables(page)[1][1:]}

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


def test_the_province_says_what_lies_ahead_of_all_funds_together(province, fund, treasurer, province_officer):
    cache.clear()
    make_regulation(fund, by=treasurer, since=date(2015, 1, 1))
    make_member(fund, by=treasurer, born_on=date(1940, 1, 1))
    give(fund, "5000.00", by=treasurer)
    page = signed_in(province_officer).get("/province/phuket/foresight/")
    whole, each = tables(page)[:2]

    assert [row[0] for row in whole[1:]] == [
        "ตามที่เป็นอยู่", "ถ้าเงินผู้สูงอายุเพิ่มเป็น 2,000 บาทต่อปี", "ถ้ามีคนหนุ่มสาวสมัครเพิ่มปีละ 50 คน", "ถ้าเงินสมทบจากรัฐหยุดเมื่อครบสามปี",
        "เสียชีวิตน้อยกว่าตาราง", "เสียชีวิตมากกว่าตาราง",
    ]  # fmt: skip
    in_ten_years = [int(row[-1].replace(",", "")) for row in each[1:]]
    assert int(whole[1][-1].replace(",", "")) == sum(in_ten_years)
    assert "กองทุนรวมกัน" in page.content.decode()


@given(
    st.lists(
        st.tuples(
            st.integers(2540, 2570),
            st.lists(st.tuples(*[st.integers(0, 10**6)] * 2, st.integers(-(10**6), 10**6)), min_size=10, max_size=30),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_the_whole_is_the_sum_of_its_funds(funds):
    ways = []
    for first, years in funds:
        ends = next((first + place for place, year in enumerate(years) if year[2] < 0), None)
        ways.append(Way(first, tuple(years), ends))
    whole = together("x", ways)

    assert whole.ten == sum(years[9][2] for _first, years in funds)
    assert whole.in_all == sum(any(year[2] < 0 for year in years) for _first, years in funds)
    assert whole.in_ten == sum(any(year[2] < 0 for year in years[:10]) for _first, years in funds)
    ends = [way.ends for way in ways if way.ends]
    assert whole.first_end == (min(ends) if ends else None)


def test_what_is_promised_is_told_by_age_and_years_in_the_fund_and_adds_up(fund, treasurer):
    make_regulation(fund, by=treasurer, since=date(2015, 1, 1))
    for born in (1938, 1950, 1965, 1980, 2000):
        make_member(fund, by=treasurer, born_on=date(born, 1, 1), first_name=f"คน{born}")
    seen = prospects.outlook_of(fund, AUGUST)
    parts = seen.promised_by([prospects.Cell(ages, years) for ages in AGES for years in TENURES])
    whole = seen.promised()

    assert sum(part[0] for part in parts) == 5
    assert abs(sum(part[1] for part in parts) - whole.promised_at_death) < Decimal("0.01")
    assert abs(sum(part[2] for part in parts) - whole.promised_in_old_age) < Decimal("0.01")
    table = next(table for table in tables(page_of(treasurer, fund)) if table[0][0] == "อายุ")
    assert [row[0] for row in table[1:]] == ["0–29", "30–44", "45–59", "60–74", "75 ขึ้นไป"]


def test_a_fund_that_has_not_changed_is_not_reckoned_anew(fund, treasurer, province_officer, monkeypatch):
    cache.clear()
    reader = signed_in(province_officer)
    reader.get("/province/phuket/foresight/")
    give(fund, "7.00", by=treasurer)
    monkeypatch.setattr("welfare.overview.foresight.PATIENCE", -1)  # one fund is reckoned at an asking, no more
    page = reader.get("/province/phuket/foresight/")

    assert {row[0]: row[3] for row in tables(page)[1][1:]}[fund.short_name] == "7"
    assert page.context["done"] == page.context["all"] == 18
