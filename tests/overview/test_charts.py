from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.overview import charts
from welfare.overview.charts import Bar, GridLine, Point

AMOUNTS = st.decimals(min_value=-(10**10), max_value=10**10, places=2)


def whole(amount: Decimal) -> str:
    return f"{amount:,.0f}"


def test_a_trend_runs_from_the_first_value_to_the_last_over_a_scale_from_zero():
    trend = charts.trend([("2559", 0), ("2560", 50), ("2561", 100)], say=whole)

    assert trend.points == (
        Point("2559", "0", "5", "86", "always"),
        Point("2560", "50", "50", "50", "always"),
        Point("2561", "100", "95", "14", "last"),
    )
    assert trend.grid == (
        GridLine("68", "25"),
        GridLine("50", "50"),
        GridLine("32", "75"),
        GridLine("14", "100"),
    )
    assert trend.line == "M5 86L50 50L95 14"
    assert trend.area == "M5 86L50 50L95 14L95 86L5 86Z"
    assert trend.last.words == "100"


def test_a_trend_below_zero_keeps_its_baseline_at_zero():
    trend = charts.trend([("2560", -50), ("2561", 50)], say=whole)

    assert (trend.baseline, [point.y for point in trend.points]) == ("50", ["86", "14"])


def test_a_trend_of_one_year_stands_in_the_middle_and_of_none_is_refused():
    assert charts.trend([("2561", 0)], say=whole).points == (Point("2561", "0", "50", "86", "last"),)
    with pytest.raises(ValueError, match="at least one value"):
        charts.trend([], say=whole)


def test_a_long_trend_names_few_years_on_a_phone_and_always_the_last():
    trend = charts.trend([(str(year), year) for year in range(2550, 2562)], say=whole)

    assert [point.label for point in trend.points if point.shows in ("always", "last")] == [
        "2552",
        "2555",
        "2558",
        "2561",
    ]


def test_a_bar_is_as_long_as_its_share_of_the_longest():
    assert charts.bars([("เจ็บป่วย", 6120, "/a/"), ("เสียชีวิต", 1530, ""), ("คืนเงิน", -5, "")], say=whole) == (
        Bar("เจ็บป่วย", "6,120", "100", "/a/"),
        Bar("เสียชีวิต", "1,530", "25", ""),
        Bar("คืนเงิน", "-5", "0", ""),
    )
    assert charts.bars([("ไม่มี", 0, "")], say=whole) == (Bar("ไม่มี", "0", "0", ""),)


@given(AMOUNTS, AMOUNTS)
def test_a_scale_has_even_round_levels_that_hold_zero_and_every_value(one: Decimal, other: Decimal):
    lowest, highest = sorted([one, other])
    zero = Decimal(0)

    levels = charts.scale(lowest, highest)

    assert levels[0] <= min(lowest, zero)
    assert levels[-1] >= max(highest, zero)
    assert zero in levels
    assert len({after - before for before, after in pairwise(levels)}) == 1
    assert 2 <= len(levels) <= 7
