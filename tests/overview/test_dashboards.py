"""Parts add up to wholes on the pages of money in and help out, and every figure opens into its rows."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funds import ledger
from funds.forms import AsOf
from funds.models import AccountKind, Fund, Source
from members.models import Payout
from tests.cast import signed_in
from tests.factories import (
    approve,
    cash_of,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    pay,
)
from tests.pages import figures_behind, links, tables
from welfare.money import from_satang
from welfare.overview import help_out, money_in

BEGIN, TODAY = date(2017, 1, 1), date(2019, 6, 1)
DAYS = st.integers(0, 729).map(lambda after: BEGIN + timedelta(after))
PLACES, SATANG = st.integers(0, 1), st.integers(1, 90_000)
HELP = st.tuples(
    DAYS, PLACES, st.integers(0, 2), st.sampled_from(["illness", "education", "disaster"]), SATANG,
    st.none() | st.integers(0, 500),
)  # fmt: skip
GIVEN = st.tuples(DAYS, PLACES, st.sampled_from([Source.LAO, Source.DONATION, Source.INTEREST]), SATANG)


@pytest.fixture
def two_funds(fund: Fund, other_fund: Fund) -> tuple[Fund, Fund]:
    """Rawai and Chalong; the others of the province were not founded yet."""
    Fund.objects.exclude(pk__in=(fund.pk, other_fund.pk)).update(founded_on=date(2031, 1, 1))
    return fund, other_fund


def told(two_funds, people, helps, *, secretary, chair, treasurer):
    """Pay each of `helps`, turn back those that say after how many days, and tell it plainly."""
    rows = []
    for on, place, who, category, satang, after in helps:
        fund, (person, memberships) = two_funds[place], people[who]
        claim = make_claim(
            fund, by=secretary, person=person, membership=memberships.get(place), amount=str(from_satang(satang)),
            category=category, on=on,
        )  # fmt: skip
        approve(claim, by=chair, on=on)
        payout = pay(claim, by=treasurer, on=on)
        back = None if after is None else min(on + timedelta(after), TODAY)
        if back:
            ledger.reverse(payout.transfer, key=uuid4(), on=back, by=treasurer, reason="จ่ายผิดคน")
        rows.append((on, back, fund.short_name, who, payout.get_category_display(), payout.outsider, satang))
    return rows


@pytest.fixture
def people(two_funds, secretary):
    """Someone who is a member of both funds, someone of one of them, and a neighbour of neither."""
    both = [make_member(fund, by=secretary, on=date(2016, 1, 1)) for fund in two_funds]
    one = make_member(two_funds[0], by=secretary, on=date(2016, 1, 1))
    twice = make_outsider("อารี")
    return [(both[0].person, {0: both[0]}), (one.person, {0: one}), (twice, {})]


def in_stretch(day, span, asked):
    last = asked if span != "last" else asked.replace(year=asked.year - 1)
    return day is not None and (span == "ever" or day >= date(last.year, 1, 1)) and day <= last


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(helps=st.lists(HELP, max_size=6, unique_by=lambda one: one[0]), span=st.sampled_from(["ever", "year", "last"]),
       asked=DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), now=st.booleans())  # fmt: skip
def test_help_is_counted_as_its_payments_are_by_category_and_by_fund(
    two_funds, people, secretary, chair, treasurer, helps, span, asked, now
):
    with transaction.atomic():
        for fund in two_funds:
            give(fund, "90000.00", by=treasurer, on=date(2016, 1, 1))
        rows = told(two_funds, people, helps, secretary=secretary, chair=chair, treasurer=treasurer)
        if now:
            asked = TODAY
        page = help_out.Help(two_funds[0].province, AsOf(asked, TODAY), "", span)

        last = asked if span != "last" else asked.replace(year=asked.year - 1)
        whom: dict[str, set[int]] = defaultdict(set)
        count: dict[tuple[str, bool], int] = defaultdict(int)
        baht: dict[tuple[str, bool], int] = defaultdict(int)
        for on, back, fund, who, category, outsider, satang in rows:
            for key in (category, fund, "all"):
                if in_stretch(on, span, asked) and not (back and back <= last):
                    whom[key].add(who)
                for day, sign in ((on, 1), (back, -1)):
                    if in_stretch(day, span, asked):
                        count[key, outsider] += sign
                        baht[key, outsider] += sign * satang
        for table in page.tables():
            for row in table.rows:
                assert [cell.value for cell in row.cells[:5]] == [
                    len(whom[row.label]), count[row.label, False], count[row.label, True],
                    from_satang(baht[row.label, False]), from_satang(baht[row.label, True]),
                ]  # fmt: skip
            assert table.total
            whole = [cell.value for cell in table.total.cells[:5]]
            assert whole[0] == len(whom["all"]) == page.people.all
            assert whole[1:] == [sum(row.cells[column].value for row in table.rows) for column in (1, 2, 3, 4)]
        assert page.people.several == sum(
            {two_funds[0].short_name, two_funds[1].short_name}
            <= {fund for fund in (two_funds[0].short_name, two_funds[1].short_name) if who in whom[fund]}
            for who in whom["all"]
        )
        transaction.set_rollback(True)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(received=st.lists(st.tuples(GIVEN, st.none() | st.integers(0, 500)), max_size=6),
       asked=DAYS.filter(lambda day: (day.month, day.day) != (2, 29)))  # fmt: skip
def test_money_in_is_counted_as_its_entries_are_by_source_and_by_fund(two_funds, treasurer, received, asked):
    with transaction.atomic():
        sums: dict[object, int] = defaultdict(int)
        for (on, place, source, satang), after in received:
            line = ledger.account(two_funds[place], AccountKind.INCOME, source)
            receipt = ledger.receive(
                two_funds[place], key=uuid4(), payer="ผู้ให้", lines=[(line, from_satang(satang))],
                into=cash_of(two_funds[place]), on=on, by=treasurer,
            )  # fmt: skip
            back = None if after is None else min(on + timedelta(after), TODAY)
            if back:
                ledger.reverse(receipt.transfers.get(), key=uuid4(), on=back, by=treasurer, reason="รับผิด")
            for day, sign in ((on, 1), (back, -1)):
                for number, span in enumerate(("ever", "year", "last")):
                    if in_stretch(day, span, asked):
                        for key in (str(source.label), (two_funds[place].short_name, source), "all"):
                            sums[key, number] += sign * satang
        table = money_in.table_of(two_funds[0].province, AsOf(asked, TODAY))
        assert table.total
        for row in table.rows:
            assert [cell.value for cell in row.cells[:3]] == [
                from_satang(sums[row.label, number]) for number in range(3)
            ]
        assert [cell.value for cell in table.total.cells[:3]] == [
            from_satang(sums["all", number]) for number in range(3)
        ]
        for source in (Source.LAO, Source.DONATION, Source.INTEREST):
            opened = money_in.table_of(two_funds[0].province, AsOf(asked, TODAY), source.value)
            assert opened.total
            for row in (*opened.rows, opened.total):
                key = (row.label, source) if row is not opened.total else str(source.label)
                assert [cell.value for cell in row.cells[:3]] == [from_satang(sums[key, number]) for number in range(3)]
        transaction.set_rollback(True)


@pytest.fixture
def two_years(two_funds, people, secretary, chair, treasurer):
    """Help and money in two years; a payment of the first year is turned back in the second."""
    for fund in two_funds:
        give(fund, "9000.00", by=treasurer, on=date(2017, 3, 1))
        give(fund, "500.50", by=treasurer, on=date(2018, 3, 1))
    make_contribution(people[1][1][0], "365.00", by=treasurer, on=date(2018, 4, 1))
    told(two_funds, people, [
        (date(2017, 5, 1), 0, 0, "illness", 50_000, None), (date(2017, 6, 1), 0, 1, "illness", 25_050, 300),
        (date(2018, 1, 5), 0, 2, "illness", 10_000, None), (date(2018, 2, 5), 1, 2, "illness", 20_000, None),
        (date(2018, 2, 9), 0, 1, "disaster", 300_000, None),
    ], secretary=secretary, chair=chair, treasurer=treasurer)  # fmt: skip


@pytest.mark.parametrize("asked", [{"as_of": "2018-02-06"}, {"as_of": "2018-12-31"}])
@pytest.mark.parametrize("span", ["ever", "year", "last"])
def test_every_figure_of_help_opens_into_funds_and_each_of_theirs_into_payments_of_that_sum(
    two_years, province_officer, asked, span
):
    reader = signed_in(province_officer)
    page = reader.get("/province/phuket/help/", {"span": span, **asked})
    by_category = next(table for table in tables(page) if table[0][0] == "ประเภทสวัสดิการ" and len(table[0]) > 5)
    opened = 0
    for category, *figures in by_category[1:-1]:
        address = next(url for url, words in links(page).items() if words.startswith(category) and "category=" in url)
        inside = reader.get("/province/phuket/help/" + address)
        by_fund = next(table for table in tables(inside) if table[0][0] == "กองทุน" and len(table[0]) > 5)
        assert by_fund[-1][1:] == figures
        for figure, behind in figures_behind(inside):
            if "/payouts/" in behind:
                assert figure in net_of(reader.get(behind)), behind
                opened += 1
    assert opened == len(by_category[1:-1]) * 2 * (7 - 1 if span == "year" else 5)


def net_of(page) -> set[str]:
    """Give the figures of a list of payments: cases, persons and baht, less what was turned back of earlier ones."""
    shown = page.context
    return {f"{shown['net_cases']:,}", f"{shown['people']:,}", f"{shown['net_paid']:,.2f}"}


@pytest.mark.parametrize("asked", [{}, {"as_of": "2018-03-01"}])
def test_every_figure_of_money_in_opens_into_funds_and_each_of_theirs_into_entries_of_that_sum(
    two_years, province_officer, asked
):
    reader = signed_in(province_officer)
    page = reader.get("/province/phuket/money-in/", asked)
    opened = 0
    for address in [url for url in links(page) if "source=" in url and "picture" not in url]:
        inside = reader.get("/province/phuket/money-in/" + address)
        for figure, behind in figures_behind(inside):
            if "/journal/" in behind:
                assert reader.get(behind).context["sums"][-1]["figure"] == figure, behind
                opened += 1
    assert opened >= 6


def test_a_payment_turned_back_in_a_later_year_lessens_that_year(two_years, province_officer):
    reader = signed_in(province_officer)
    page = reader.get("/funds/rawai/payouts/", {"from": "2018-01-01", "category": "illness"})

    assert "กลับรายการที่จ่ายไว้ก่อนหน้า 1 ครั้ง 250.50 บาท" in page.content.decode()
    assert Payout.objects.standing().count() == 4
    assert (page.context["net_cases"], page.context["net_paid"]) == (0, Decimal("-150.50"))


@pytest.mark.parametrize("name", ["money-in", "help"])
def test_the_pages_ask_the_same_of_one_fund_and_of_two(
    two_years, province_officer, django_assert_max_num_queries, name
):
    reader = signed_in(province_officer)
    asked = {}
    for day, span in (("2018-02-06", "year"), ("2018-02-07", "ever")):
        with django_assert_max_num_queries(8) as seen:
            reader.get(f"/province/phuket/{name}/", {"as_of": day, "span": span})
        asked[len(seen)] = day
        Fund.objects.filter(code="chalong").update(founded_on=date(2031, 1, 1))

    assert len(asked) == 1


@pytest.mark.parametrize("name", ["money-in", "help"])
def test_the_pages_are_sent_as_numbers_and_their_charts_as_pictures(two_years, province_officer, name):
    reader = signed_in(province_officer)
    page = f"/province/phuket/{name}/"

    svg = reader.get(page, {"picture": "svg"}).content.decode()
    assert svg.startswith("<svg ")
    assert svg.count("<rect") > 3
    assert reader.get(page, {"picture": "png"}).content.startswith(b"\x89PNG")
    written = reader.get(page, {"format": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    total = tables(reader.get(page))[1][-1]
    assert written[-1].replace('"', "").split(",")[:2] == [total[0], total[1].replace(",", "")]


@pytest.mark.parametrize("name", ["money-in", "help"])
def test_a_province_with_nothing_recorded_says_so(two_funds, province_officer, name):
    page = signed_in(province_officer).get(f"/province/phuket/{name}/")

    assert "ยังไม่มีรายการถึงวันนี้" in page.content.decode()
