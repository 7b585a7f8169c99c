"""Thai writing in and out: days, digits, names, telephones."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from welfare import thai

TODAY = date(2026, 11, 23)
MARCH_12 = date(2025, 3, 12)
PAST = st.dates(date(1920, 1, 1), TODAY)


def reason(text, **choices):
    with translation.override("en"), pytest.raises(thai.DateNotUnderstood) as problem:
        thai.parse_date(text, today=TODAY, **choices)
    return problem.value.reason


@pytest.mark.parametrize(
    "written",
    [
        "12/3/68",
        "12/03/2568",
        "12-03-2568",
        "12.3.2568",
        "12 3 2568",
        "12–3–2568",
        "12 มี.ค. 2568",
        "12 มี.ค. 68",
        "12มี.ค.68",
        "12 มีค 2568",
        "12 มี. ค. 2568",
        "12 มีนา 68",
        "12 มีนาคม 2568",
        "12มีนาคม2568",
        "12 มีนาคม พ.ศ. 2568",
        "12 มีนาคม พ.ศ.2568",
        "12 มีนาคม พศ 2568",
        "12 มีนาคม พุทธศักราช 2568",
        "12 มีนาคม ค.ศ. 2025",
        "วันที่ 12 มีนาคม 2568",
        "วันพุธที่ 12 เดือนมีนาคม ปี พ.ศ. 2568",
        "๑๒/๐๓/๒๕๖๘",
        "๑๒ มี.ค. ๖๘",
        "2568-03-12",
        "2568/3/12",
        "2568 มีนาคม 12",
        "2025-03-12",
        "12/3/2025",
        "12 Mar 2025",
        "12 MARCH 2568",
        "March 12, 2025",
        "12th of March 2025",
        "12032568",
        "120368",
        "12032025",
        "25680312",
        "20250312",
        "  12 / 3 / 2568 ",
        "12/\u200b3/2568\u200e",
    ],
)
def test_a_day_is_read_in_every_writing(written):
    assert thai.parse_date(written, today=TODAY) == MARCH_12


@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month_is_read(month):
    names = thai.MONTHS[month - 1], thai.MONTHS_SHORT[month - 1], thai.MONTHS_ENGLISH[month - 1]
    written = {f"7 {name} 2560" for name in (*names, names[1].replace(".", ""), names[2][:3])}
    assert {thai.parse_date(each, today=TODAY) for each in written} == {date(2017, month, 7)}


def test_today_and_yesterday_are_days_too():
    assert thai.parse_date("วันนี้", today=TODAY) == TODAY
    assert thai.parse_date("เมื่อวาน", today=TODAY) == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("31/02/2568", "February 2025 has 28 days; there is no day 31."),
        ("29/2/2568", "February 2025 has 28 days; there is no day 29."),
        ("31 เม.ย. 68", "April 2025 has 30 days; there is no day 31."),
        ("0/1/2568", "January 2025 has 31 days; there is no day 0."),
        ("3/25/2568", "There is no month 25. Type the day first, then the month, then the year."),
        ("12/3/3111", "The year 3111 cannot be right. If B.E. 2568 is meant, type 2568."),
        ("12/3/1482", "The year 1482 cannot be right. If B.E. 2568 is meant, type 2568."),
        ("12 มีนาคม ค.ศ. 2568", "The year 2568 cannot be right. If B.E. 2568 is meant, type 2568."),
        ("12 มีนาคม พ.ศ. 2025", "The year 2025 cannot be right. If B.E. 2568 is meant, type 2568."),
        ("12/3/2700", "The year 2700 cannot be right. Type a year from B.E. 2400 to 2600."),
        ("12/3/9999", "The year 9999 cannot be right. Type a year from B.E. 2400 to 2600."),
        ("12/3/568", "The year 568 is unclear. Type all four digits of the year."),
        ("12 มี.ค. ค.ศ. 25", "The year 25 is unclear. Type all four digits of the year."),
        ("12/3/25", "The year 25 could be 2525 or 2568. Type all four digits of the year."),
        ("12/3/71", "The year 71 could be 2471 or 2571. Type all four digits of the year."),
        ("24/11/2569", "24 November 2026 has not come yet. Type a day up to today, 23 November 2026."),
        ("24/11/69", "24 November 2026 has not come yet. Type a day up to today, 23 November 2026."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(written, says):
    assert reason(written) == says


@pytest.mark.parametrize(
    "written",
    ["", "12/3", "abc", "12/3/9", "12/3/25680", "12/345/2568", "1 2 3 4", "12 มี.ค.", "12/3/2568 14:00", "²/3/68"],
)
def test_what_is_no_date_is_refused_with_examples(written):
    example = "Type day, month and year, for example 12/3/2568 or 12 มี.ค. 2568."
    assert reason(written) == f"“{written}” is not a date. {example}"


def test_the_reason_is_told_in_the_readers_language():
    with translation.override("th"), pytest.raises(thai.DateNotUnderstood) as problem:
        thai.parse_date("31/02/2568", today=TODAY)
    assert "กุมภาพันธ์" in problem.value.reason
    assert "2568" in problem.value.reason


def test_two_digits_written_the_thai_way_are_of_the_buddhist_era():
    assert thai.parse_date("12 มี.ค. 25", today=TODAY) == date(1982, 3, 12)
    assert thai.parse_date("๑๒/๓/๒๕", today=TODAY) == date(1982, 3, 12)
    assert thai.parse_date("12/3/พ.ศ.25", today=TODAY) == date(1982, 3, 12)


def test_two_digits_are_the_latest_year_not_in_the_future():
    assert thai.parse_date("12/3/69", today=TODAY) == date(2026, 3, 12)
    assert thai.parse_date("12/3/80", today=TODAY) == date(1937, 3, 12)
    assert thai.parse_date("12/3/00", today=TODAY) == date(1957, 3, 12)


def test_two_digits_are_the_nearest_year_where_the_future_is_allowed():
    assert thai.parse_date("12/3/71", today=TODAY, allow_future=True) == date(2028, 3, 12)
    assert thai.parse_date("12/3/80", today=TODAY, allow_future=True) == date(2037, 3, 12)
    assert thai.parse_date("12/3/2570", today=TODAY, allow_future=True) == date(2027, 3, 12)


def test_an_earliest_day_settles_which_era_two_digits_are_of():
    founded = date(2008, 6, 1)
    assert thai.parse_date("12/3/25", today=TODAY, earliest=founded) == MARCH_12
    assert reason("12/3/2540", earliest=founded) == "12 March 1997 is too early. Type a day from 1 June 2008 on."


@given(PAST)
def test_every_way_to_write_a_day_is_read_back(day):
    with translation.override("th"):
        written = [thai.long_date(day), thai.short_date(day), thai.formal_date(day), thai.typed_date(day)]
    written += [day.isoformat(), f"{day.day:02}{day.month:02}{day.year + 543}", thai.thai_digits(thai.typed_date(day))]
    assert {thai.parse_date(each, today=TODAY) for each in written} == {day}


@given(st.dates(date(1857, 1, 1), date(2057, 12, 31)))
def test_the_buddhist_year_round_trips(day):
    iso = f"{thai.be_year(day)}-{day:%m-%d}"
    assert (thai.from_be_iso(iso), thai.parse_iso_either(iso), thai.parse_iso_either(day.isoformat())) == (day,) * 3


@given(st.text(max_size=30) | st.text("0123456789๐๑๒/.- มีคพศ", max_size=20))
def test_any_text_is_a_past_day_or_a_refusal(text):
    try:
        found = thai.parse_date(text, today=TODAY)
    except thai.DateNotUnderstood:
        return
    assert date(1857, 1, 1) <= found <= TODAY


@pytest.mark.parametrize(
    "text", ["2561-8-14", "14/8/2561", "2561-02-30", "3104-08-14", "1018-08-14", "", "2561-08-14x"]
)
def test_an_iso_date_in_another_form_is_refused(text):
    with pytest.raises(thai.DateNotUnderstood):
        thai.parse_iso_either(text)


def test_a_common_year_is_refused_where_the_buddhist_one_is_asked():
    with pytest.raises(thai.DateNotUnderstood):
        thai.from_be_iso("2018-08-14")


def test_a_day_is_written_long_short_and_formal():
    day = date(2018, 8, 14)
    with translation.override("th"):
        assert (thai.long_date(day), thai.short_date(day)) == ("14 สิงหาคม 2561", "14 ส.ค. 2561")
    with translation.override("en"):
        assert (thai.long_date(day), thai.short_date(day)) == ("14 August 2018", "14 Aug 2018")
        assert thai.formal_date(day) == "วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑"
    assert thai.be_year(day) == 2561
