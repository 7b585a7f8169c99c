"""Figures read from kept totals are the sums of the rows, on every day."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funds import ledger, readings, summaries
from funds.models import AccountKind, Fund, Province, Source, Transfer
from funds.summaries import Figures, Part, Year
from members.models import Membership, Payout
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    pay,
)
from welfare.models import User

JUNE = date(2018, 6, 20)


@pytest.fixture
def busy(fund: Fund, other_fund: Fund, secretary: User, chair: User, stranger: User, treasurer: User) -> Fund:
    """Two funds with members and help over two years; one neighbour is helped by both."""
    neighbour = make_outsider()
    # One event is paid once; what the two funds helped with are two.
    for place, clerk, kind in ((fund, secretary, "illness"), (other_fund, stranger, "disaster")):
        give(place, "10000.00", by=clerk)
        member = make_member(place, by=clerk)
        make_contribution(member, "365.00", by=clerk)
        for person, membership, amount, on in (
            (member.person, member, "500.00", MAY_DAY), (member.person, member, "250.50", JUNE),
            (neighbour, None, "1000.00", JUNE),
        ):  # fmt: skip
            claim = make_claim(
                place, by=clerk, person=person, membership=membership, amount=amount, on=on, category=kind
            )
            approve(claim, by=chair, on=on)
            pay(claim, by=treasurer, on=on)
    return fund


def counted_from_rows(fund: Fund, day: date) -> Figures:
    """Count one fund the slow way."""
    payouts = Payout.objects.of(fund).until(day)
    first: dict[int, bool] = {}
    for person, outsider in payouts.order_by("on", "pk").values_list("person", "outsider"):
        first.setdefault(person, outsider)
    transfers = list(Transfer.objects.of(fund).until(day).select_related("debit", "credit"))

    def moved(kind: str) -> Decimal:
        into = sum((t.amount for t in transfers if t.debit.kind == kind), Decimal(0))
        return into - sum((t.amount for t in transfers if t.credit.kind == kind), Decimal(0))

    return Figures(
        members=Membership.objects.of(fund).active(day).count(),
        balance=moved(AccountKind.CASH) + moved(AccountKind.BANK),
        helped_members=sum(not outsider for outsider in first.values()),
        helped_outsiders=sum(first.values()),
        cases=payouts.count(),
        paid=sum((payout.amount for payout in payouts), Decimal(0)),
        received=-moved(AccountKind.INCOME),
        costs=moved(AccountKind.COST),
    )


def test_what_is_kept_for_a_fund_is_the_sum_of_its_rows_on_every_day(busy):
    days = [JAN_2560 - timedelta(days=1), JAN_2560, MAY_DAY - timedelta(days=1), MAY_DAY, JUNE, AUGUST]

    assert [summaries.figures_of(busy, day) for day in days] == [counted_from_rows(busy, day) for day in days]
    assert summaries.figures_of(busy) == counted_from_rows(busy, AUGUST)


def test_a_neighbour_helped_by_two_funds_counts_in_each_and_once_in_the_province(busy, province):
    by_fund = {fund.code: figures for fund, figures in summaries.figures_by_fund(province)}

    assert (by_fund["rawai"].helped_members, by_fund["rawai"].helped_outsiders) == (1, 1)
    assert (by_fund["chalong"].helped_members, by_fund["chalong"].helped_outsiders) == (1, 1)
    assert summaries.figures_of(province) == Figures(
        members=2, balance=Decimal("17229.00"), helped_members=2, helped_outsiders=1, cases=6, paid=Decimal("3501.00"),
        received=Decimal("20730.00"), costs=Decimal(0),
    )  # fmt: skip


def test_all_but_people_helped_in_a_province_is_the_sum_of_its_funds(busy, province):
    for day in (None, MAY_DAY, JUNE):
        whole = summaries.figures_of(province, day)
        added = sum((figures for _fund, figures in summaries.figures_by_fund(province, day)), Figures())

        assert (added.members, added.balance, added.cases, added.paid, added.received, added.costs) == (
            whole.members, whole.balance, whole.cases, whole.paid, whole.received, whole.costs
        )  # fmt: skip


def test_every_fund_is_listed_in_its_place_even_with_nothing_recorded(province):
    listed = summaries.figures_by_fund(province)

    assert [fund.code for fund, _figures in listed] == list(
        Fund.objects.of(province).order_by("position").values_list("code", flat=True)
    )
    assert {figures for _fund, figures in listed} == {Figures()}


def test_a_fund_founded_later_is_not_listed_as_of_an_earlier_day(province, fund):
    Fund.objects.filter(pk=fund.pk).update(founded_on=date(2015, 1, 1))

    def codes(day: date | None) -> set[str]:
        return {each.code for each, _figures in summaries.figures_by_fund(province, day)}

    assert codes(None) - codes(date(2014, 12, 31)) == {"rawai"}
    assert codes(None) == codes(date(2015, 1, 1))


def test_the_lines_of_the_official_form_add_up_to_their_figures(busy, province):
    whole = summaries.breakdown_of(province)

    assert whole.sources == (
        Part(Source.DONATION, False, 2, Decimal("20000.00")), Part(Source.MEMBERS, False, 2, Decimal("730.00")),
    )  # fmt: skip
    assert whole.categories == (
        Part("disaster", False, 2, Decimal("750.50")), Part("disaster", True, 1, Decimal("1000.00")),
        Part("illness", False, 2, Decimal("750.50")), Part("illness", True, 1, Decimal("1000.00")),
    )  # fmt: skip
    assert whole.costs == ()


def test_the_years_end_with_the_day_asked_for(busy, province):
    def years(day: date | None) -> list[Year]:
        reading = readings.read_years(province, day, readings.a_year_before(day or AUGUST))
        return summaries.trend(summaries.by_year(reading.years))

    first = Year(2560, Decimal("20000.00"), 2, 0, Decimal(0))
    assert years(None) == [first, Year(2561, Decimal("17229.00"), 2, 3, Decimal("3501.00"))]
    assert years(MAY_DAY) == [first, Year(2561, Decimal("19730.00"), 2, 2, Decimal("1000.00"))]
    assert years(date(2017, 12, 31)) == [first]
    assert years(date(2016, 12, 31)) == []


@pytest.mark.parametrize("day", [None, JAN_2560, MAY_DAY, JUNE, AUGUST])
def test_the_years_of_a_reading_add_up_to_its_whole_and_reach_back_to_the_day_a_year_ago(busy, province, day):
    before = readings.a_year_before(day or AUGUST)
    reading = readings.read_years(province, day, before)
    beside = summaries.compared(reading, summaries.by_year(reading.years), day or AUGUST)

    def new(until: date) -> Figures:
        return summaries.figures_of(province, until) - summaries.figures_of(province, date(until.year - 1, 12, 31))

    assert summaries.breakdown(reading.whole) == summaries.breakdown_of(province, day)
    assert beside == summaries.Compared(
        summaries.figures_of(province, day), summaries.figures_of(province, before), new(day or AUGUST), new(before)
    )  # fmt: skip


def test_a_year_in_which_nothing_happened_keeps_what_stood(province, fund, treasurer):
    give(fund, "100.00", by=treasurer, on=date(2014, 3, 1))
    give(fund, "50.00", by=treasurer, on=date(2016, 3, 1))

    years = summaries.trend(summaries.by_year(readings.by_year(province)))

    assert [(year.year, year.balance) for year in years] == [
        (2557, Decimal("100.00")), (2558, Decimal("100.00")), (2559, Decimal("150.00")),
    ]  # fmt: skip


def test_the_year_of_today_is_counted_apart_from_all_years(busy):
    ever, year = summaries.this_year(busy, AUGUST)

    assert ever == summaries.figures_of(busy)
    assert (year.members, year.received, year.cases, year.paid) == (0, Decimal("365.00"), 3, Decimal("1750.50"))


def test_a_statement_has_two_equal_sides_on_every_day(busy):
    for day in (None, JAN_2560, MAY_DAY, JUNE):
        balances = summaries.balances(busy, day)
        came_in = sum(held for account, held in balances if account.kind in (AccountKind.OPENING, AccountKind.INCOME))
        went = sum(held for account, held in balances if account.kind not in (AccountKind.OPENING, AccountKind.INCOME))

        assert came_in == went
        assert came_in == summaries.figures_of(busy, day).received


def test_the_balance_after_an_entry_follows_the_order_of_the_books(fund, treasurer):
    cash, bank = cash_of(fund), ledger.account(fund, AccountKind.BANK)
    donation = ledger.account(fund, AccountKind.INCOME, Source.DONATION)
    give(fund, "300.00", by=treasurer, on=MAY_DAY)
    ledger.post(key=uuid4(), debit=bank, credit=cash, amount=Decimal(100), on=JUNE, by=treasurer)
    give(fund, "50.00", by=treasurer, on=JAN_2560)
    in_order = list(Transfer.objects.of(fund).order_by("on", "pk"))

    assert [summaries.balance_after(cash, each) for each in in_order] == [Decimal(50), Decimal(350), Decimal(250)]
    assert [summaries.balance_after(donation, each) for each in in_order] == [Decimal(50), Decimal(350), Decimal(350)]
    assert summaries.moved(cash, MAY_DAY, JUNE) == (Decimal(50), Decimal(300), Decimal(100))
    assert summaries.moved(donation, None, None) == (Decimal(0), Decimal(350), Decimal(0))


def test_reading_a_province_asks_the_same_of_no_fund_and_of_eighteen(busy, province):
    bare = Province.objects.create(code="99", slug="bare", name_th="ว่าง", name_en="Bare")

    def queries(of: Province, day: date | None) -> int:
        with CaptureQueriesContext(connection) as asked:
            readings.read_years(of, day, readings.a_year_before(day or AUGUST))
        return len(asked)

    assert [queries(of, day) for of in (province, bare) for day in (None, MAY_DAY)] == [2, 2, 2, 2]
    assert summaries.figures_by_fund(bare) == []
