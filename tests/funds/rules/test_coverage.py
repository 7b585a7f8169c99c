from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from funds.rules.coverage import Spot, is_apart, is_empty, spots
from funds.rules.tenure import Span
from funds.rules.terms import Ladder, Reach, Rung

JOINED = st.dates(date(2023, 1, 1), date(2026, 12, 31))
MONTHS = st.builds(Span, st.integers(0, 30), st.integers(0, 3))
MIXED = MONTHS | st.builds(Span, st.integers(0, 3), st.integers(25, 400))


def reaches(points):
    bounds = st.tuples(points, points).filter(lambda pair: pair[0] != pair[1])
    inner = bounds.map(lambda pair: Reach(*sorted(pair, key=lambda point: point.after(date(2023, 1, 1)))))
    return st.lists(inner | st.builds(Reach, points), min_size=1, max_size=5)


def ladder(found):
    return Ladder("tenure", tuple(Rung(reach, Decimal(100)) for reach in found))


def within(reach, joined, day):
    return reach.start.after(joined) <= day and (reach.end is None or day < reach.end.after(joined))


def day_by_day(found, joined):
    """The days after joining that no step covers between the first step and the last, and those that two cover."""
    found = [reach for reach in found if not is_empty(reach)]
    first = min(reach.start.after(joined) for reach in found)
    last = max(joined + timedelta(days=2000) if reach.end is None else reach.end.after(joined) for reach in found)
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    counts = {day: sum(within(reach, joined, day) for reach in found) for day in days}
    return {day for day in days if counts[day] == 0}, {day for day in days if counts[day] > 1}


def named(spotted, code, joined):
    """The days that the spots of one code cover for who joined on a day."""
    days = set()
    for spot in spotted:
        if spot.code == code:
            start = spot.reach.start.after(joined)
            end = joined + timedelta(days=2000) if spot.reach.end is None else spot.reach.end.after(joined)
            days |= {start + timedelta(days=number) for number in range((end - start).days)}
    return days


@given(found=reaches(MONTHS), joined=JOINED)
def test_gaps_and_overlaps_are_those_that_counting_day_by_day_finds(found, joined):
    spotted = spots(ladder(found))

    assert (named(spotted, "gap", joined), named(spotted, "overlap", joined)) == day_by_day(found, joined)
    assert all(spot.example is None for spot in spotted)


@given(found=reaches(MIXED), joined=JOINED)
@settings(max_examples=10, deadline=None)
def test_where_days_meet_months_every_day_of_joining_is_thought_of(found, joined):
    assume(any(reach.start.days > 27 or (reach.end and reach.end.days > 27) for reach in found))
    spotted = spots(ladder(found))
    gaps, overlaps = day_by_day(found, joined)

    assert gaps <= named(spotted, "gap", joined) | named(spotted, "overlap", joined)
    assert overlaps <= named(spotted, "overlap", joined)
    for spot in spotted:
        if spot.example is not None:
            found_for_example = day_by_day(found, spot.example)[spot.code == "overlap"]
            assert named([spot], spot.code, spot.example) <= found_for_example


def test_180_days_and_6_months_leave_a_gap_for_most_and_none_for_some():
    steps = ladder([Reach(Span(), Span(0, 181)), Reach(Span(6))])

    (gap,) = spots(steps)

    assert (gap.code, gap.reach) == ("gap", Reach(Span(0, 181), Span(6)))
    assert gap.example is not None
    assert Span(6).after(gap.example) > gap.example + timedelta(days=181)
    assert Span(6).after(date(2022, 8, 31)) == date(2022, 8, 31) + timedelta(days=181)


def test_the_printed_overlap_is_named_to_the_day():
    found = [Reach(Span(96, 1), Span(216, 1)), Reach(Span(180, 1))]

    assert spots(ladder(found)) == [Spot("overlap", Reach(Span(180, 1), Span(216, 1)))]


def test_numbers_are_told_apart_to_two_decimals():
    grades = [Reach(Decimal(2), Decimal("3.00")), Reach(Decimal("3.01"), Decimal("3.50")), Reach(Decimal("3.49"))]

    assert spots(ladder(grades)) == [
        Spot("gap", Reach(Decimal("3.00"), Decimal("3.01"))),
        Spot("overlap", Reach(Decimal("3.49"), Decimal("3.50"))),
    ]


def test_bounds_that_nobody_is_within_are_empty_and_those_that_do_not_meet_apart():
    assert [is_empty(Reach(Span(12), Span(12))), is_empty(Reach(Span(0, 180), Span(6)))] == [True, False]
    assert is_apart(Reach(Span(), Span(6)), Reach(Span(6)))
    assert not is_apart(Reach(Span(), Span(6, 1)), Reach(Span(6)))
    assert is_apart(Reach(choices=("a",)), Reach(choices=("b", "c")))
