from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.tenure import Span, between, parse_day, parse_span, year_around

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SPANS = st.builds(Span, st.integers(0, 600), st.integers(0, 40))


@given(start=DAYS, days=st.integers(0, 30_000))
def test_the_span_between_two_days_leads_from_one_to_the_other(start, days):
    day = start + timedelta(days=days)

    assert between(start, day).after(start) == day


@given(start=DAYS, span=SPANS)
def test_a_span_is_complete_on_its_day_and_not_the_day_before(start, span):
    reached = Span(span.months).after(start)

    assert between(start, reached).months == span.months
    if span.months:
        assert between(start, reached - timedelta(days=1)).months == span.months - 1


@given(span=SPANS)
def test_a_span_is_read_as_it_is_written(span):
    assert parse_span(span.written()) == span


@pytest.mark.parametrize(
    ("start", "span", "complete"),
    [
        (date(2022, 8, 31), "6 months", date(2023, 2, 28)),
        (date(2023, 8, 31), "6 months", date(2024, 2, 29)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2023, 2, 1), "180 days", date(2023, 7, 31)),
        (date(2023, 2, 1), "6 months", date(2023, 8, 1)),
        (date(2023, 1, 31), "1 month 1 day", date(2023, 3, 1)),
        (date(2023, 1, 1), "2 weeks", date(2023, 1, 15)),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day_of_the_month(start, span, complete):
    assert parse_span(span).after(start) == complete


def test_a_span_beyond_all_calendars_ends_on_their_last_day():
    assert [Span(months).after(date(2023, 1, 1)) for months in (120_000, 10**12)] == [date.max, date.max]
    assert Span(0, 10**9).after(date(2023, 1, 1)) == date.max


@pytest.mark.parametrize("text", ["6 months", "๖ เดือน", "6เดือน", " 6 Months ", "6 month"])
def test_a_span_is_read_in_thai_and_english(text):
    assert parse_span(text) == Span(6)


@pytest.mark.parametrize("text", ["", "6", "months", "6 moons", "-6 months", "6 months and 1 day", "1.5 years"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match="“"):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2566-08-01", date(2023, 8, 1)),
        ("2023-08-01", date(2023, 8, 1)),
        ("2567-02-29", date(2024, 2, 29)),
        ("๒๕๖๖-๐๘-๐๑", date(2023, 8, 1)),
        ("2506", date(1963, 1, 1)),
        ("2506-05", date(1963, 5, 1)),
    ],
)
def test_a_day_is_read_in_both_eras(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["2566-02-29", "2566-13-01", "66-08-01", "1 Aug 2566", "2566/08/01", "", "9999-01-01"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        parse_day(text)


@pytest.mark.parametrize(
    ("day", "kind", "first", "after"),
    [
        (date(2023, 12, 31), "calendar", date(2023, 1, 1), date(2024, 1, 1)),
        (date(2023, 9, 30), "october", date(2022, 10, 1), date(2023, 10, 1)),
        (date(2023, 10, 1), "october", date(2023, 10, 1), date(2024, 10, 1)),
        (date(2023, 3, 31), "04-01", date(2022, 4, 1), date(2023, 4, 1)),
        (date(2025, 2, 27), "member_year", date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 2, 28), "member_year", date(2025, 2, 28), date(2026, 2, 28)),
    ],
)
def test_a_cap_year_holds_the_day_and_ends_before_its_next_first_day(day, kind, first, after):
    assert year_around(day, kind, date(2020, 2, 29)) == (first, after)


def test_who_never_joined_has_calendar_years():
    assert year_around(date(2023, 5, 1), "member_year") == (date(2023, 1, 1), date(2024, 1, 1))


def test_a_span_is_said_in_words():
    with translation.override("en"):
        assert [Span(182, 1).words(), Span(12).words(), Span().words()] == [
            "15 years 2 months 1 day",
            "1 year",
            "0 days",
        ]
