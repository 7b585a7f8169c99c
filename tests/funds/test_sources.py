"""Money by source as the official form splits it, the match by round, help in kind apart; costs under their ceiling."""

from datetime import date
from decimal import Decimal

from funds import in_kind, prints, sources, statements
from funds.models import Policy, Source
from tests.factories import JAN_2560, make_in_kind
from tests.funds.moving import income
from tests.papers import needs_pdftotext, page_count, text_of

FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)


def test_the_sources_follow_the_official_form(fund):
    assert [row.label for row in sources.received(fund, FIRST, LAST)] == [
        str(Source(line).label)
        for line in (
            "members", "organisations", "lao", "codi_seed", "state_match", "other_state", "interest", "entry_fee",
            "donation", "other",
        )
    ]  # fmt: skip


def test_sources_are_given_in_the_period_and_since_founding(busy):
    found = {row.label: (row.new, row.ever) for row in sources.received(busy, FIRST, LAST) if row.ever}

    assert list(found.values()) == [
        (Decimal("365.25"), Decimal("365.25")), (Decimal(40), Decimal(40)), (Decimal(730), Decimal(730)),
        (Decimal("1.75"), Decimal("1.75")), (Decimal(0), Decimal(1000)),
    ]  # fmt: skip


def test_the_match_is_split_by_its_rounds(fund, treasurer):
    income(fund, "state_match", "365", by=treasurer, round=2)
    income(fund, "state_match", "730", by=treasurer, on=JAN_2560, round=1)
    income(fund, "lao", "5", by=treasurer)

    match = next(row for row in sources.received(fund, FIRST, LAST) if row.parts)

    assert (match.new, match.ever, match.account) == (Decimal(365), Decimal(1095), None)
    assert [(part.label, part.new, part.ever) for part in match.parts] == [
        ("รอบที่ 1", Decimal(0), Decimal(730)), ("รอบที่ 2", Decimal(365), Decimal(365)),
    ]  # fmt: skip
    income(fund, "state_match", "0.25", by=treasurer)
    assert [part.label for part in next(row for row in sources.received(fund, FIRST, LAST) if row.parts).parts] == [
        "ไม่ทราบรอบ", "รอบที่ 1", "รอบที่ 2",
    ]  # fmt: skip
    line = next(line for line in statements.drawn_up(fund, FIRST, LAST).received[1] if line.key == "income:state_match")
    assert line.amount == Decimal("365.25")


@needs_pdftotext
def test_the_sources_on_paper_are_one_page_with_every_round_of_the_form(busy, treasurer):
    income(busy, "state_match", "365", by=treasurer, round=2)
    make_in_kind(busy, by=treasurer)
    found = sources.received(busy, FIRST, LAST), in_kind.given(busy, FIRST, LAST)

    made = prints.source_list(busy, FIRST, LAST, *found)

    lines = [line.strip() for line in text_of(made).splitlines()]
    assert page_count(made) == 1
    assert [line for line in lines if line.startswith("รอบที่")] == [
        f"รอบที่ {number} {'365.00 365.00' if number == 2 else '– –'}" for number in range(1, 12)
    ]
    assert "องค์กรปกครองส่วนท้องถิ่น 1 1,500.00 1 1,500.00" in lines
    assert "รวม 1,502.00 2,502.00" in lines


def test_running_costs_stand_beside_a_fifth_of_the_years_money(busy):
    under = sources.ceiling(busy, LAST)

    assert (under.received, under.costs, under.percent) == (Decimal(1137), Decimal("37.50"), 20)
    assert (under.allowed, under.is_over) == (Decimal("227.40"), False)


def test_a_ceiling_follows_the_rules_of_the_fund(busy, treasurer):
    Policy.objects.create(fund=busy, since=FIRST, cost_ceiling=3, by=treasurer)

    assert (sources.ceiling(busy, LAST).over, sources.ceiling(busy, LAST).is_over) == (Decimal("3.39"), True)
