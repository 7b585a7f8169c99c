"""Baht: read, written, divided and kept without losing a satang."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from welfare.money import (
    LARGEST,
    AmountNotUnderstood,
    format_baht,
    from_satang,
    in_words,
    millions,
    parse_baht,
    share,
    to_satang,
)

SATANG = st.integers(min_value=1, max_value=99_999_999_999_999)
WEIGHTS = st.lists(
    st.integers(0, 10**6) | st.decimals(0, 1000, allow_nan=False, allow_infinity=False, places=3),
    min_size=1,
    max_size=30,
).filter(any)


def reason(text, **choices):
    with translation.override("en"), pytest.raises(AmountNotUnderstood) as problem:
        parse_baht(text, **choices)
    return problem.value.reason


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1200", "1200.00"),
        ("1,200.50", "1200.50"),
        ("1 200.5", "1200.50"),
        ("๑,๒๐๐.๕๐", "1200.50"),
        ("๐.๒๕", "0.25"),
        (".25", "0.25"),
        ("5.", "5.00"),
        ("฿100", "100.00"),
        ("100 บาท", "100.00"),
        ("100บาทถ้วน", "100.00"),
        ("100.-", "100.00"),
        ("100.00 baht", "100.00"),
        (" 7\u200b ", "7.00"),
        ("007", "7.00"),
        ("1,234,567.89", "1234567.89"),
        ("999,999,999,999.99", "999999999999.99"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, amount):
    assert str(parse_baht(written)) == amount


EXAMPLE = "Use digits only, for example 1,200.50"
TWO_WAYS = "can be read in two ways. Put a comma before every three digits, or none at all."
LESS = "The amount is less than zero. Type it without the minus sign."
SIZE = "The amount is too large: at most 999,999,999,999.99 baht."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "Type an amount of baht, for example 1,200.50"),
        ("บาท", "Type an amount of baht, for example 1,200.50"),
        ("abc", f"“abc” is not an amount. {EXAMPLE}"),
        ("12a", f"“12a” is not an amount. {EXAMPLE}"),
        ("1e5", f"“1e5” is not an amount. {EXAMPLE}"),
        ("1..2", f"“1..2” is not an amount. {EXAMPLE}"),
        ("²", f"“²” is not an amount. {EXAMPLE}"),
        ("1,23", f"“1,23” {TWO_WAYS}"),
        ("12 50", f"“12 50” {TWO_WAYS}"),
        ("1234,567", f"“1234,567” {TWO_WAYS}"),
        ("-5", LESS),
        ("−5.00", LESS),
        ("(5)", LESS),
        ("0", "The amount must be more than zero."),
        ("๐.๐๐", "The amount must be more than zero."),
        ("1.005", "Satang have two digits: type at most two after the point."),
        ("1.000", "Satang have two digits: type at most two after the point."),
        ("1000000000000", SIZE),
        ("9" * 400, SIZE),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(written, says):
    assert reason(written) == says


def test_zero_and_a_smaller_maximum_are_the_callers_choice():
    assert parse_baht("0", allow_zero=True) == 0
    assert reason("500.01", maximum=Decimal(500)) == "The amount is too large: at most 500.00 baht."


@given(SATANG)
def test_what_is_written_is_read_back(satang):
    amount = from_satang(satang)
    assert parse_baht(format_baht(amount)) == amount
    assert to_satang(amount) == satang


@given(st.text(max_size=20) | st.text("0123456789๐๕,. -บาท฿", max_size=15))
def test_any_text_is_an_amount_above_zero_or_a_refusal(text):
    try:
        amount = parse_baht(text)
    except AmountNotUnderstood:
        return
    assert 0 < amount <= LARGEST
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1.0000000000000000000000000000001", "1e999999"])
def test_a_part_of_a_satang_is_never_dropped(amount):
    with pytest.raises(ValueError):
        to_satang(Decimal(amount))


def test_amounts_are_written_in_full_and_in_millions():
    assert format_baht(Decimal("56736316")) == "56,736,316.00"
    assert format_baht(Decimal("-1234.5")) == "-1,234.50"
    assert millions(Decimal("56736316")) == "56.74"
    assert millions(Decimal("1234565000")) == "1,234.57"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.21", "ยี่สิบเอ็ดสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("1", "หนึ่งบาทถ้วน"),
        ("5.01", "ห้าบาทหนึ่งสตางค์"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        ("1200", "หนึ่งพันสองร้อยบาทถ้วน"),
        ("56736316", "ห้าสิบหกล้านเจ็ดแสนสามหมื่นหกพันสามร้อยสิบหกบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("11000000", "สิบเอ็ดล้านบาทถ้วน"),
        ("21000021", "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("2000001000000", "สองล้านเอ็ดล้านบาทถ้วน"),
        ("-5.50", "ลบห้าบาทห้าสิบสตางค์"),
    ],
)
def test_an_amount_is_said_in_words(amount, words):
    assert in_words(Decimal(amount)) == words


@given(SATANG, SATANG)
def test_two_amounts_never_sound_the_same(one, other):
    assert (in_words(from_satang(one)) == in_words(from_satang(other))) == (one == other)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("100", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("0.02", [1, 1, 1], ["0.01", "0.01", "0.00"]),
        ("10", [3, 0, 1], ["7.50", "0.00", "2.50"]),
        ("-100", [1, 1, 1], ["-33.34", "-33.33", "-33.33"]),
        ("1", [Decimal("0.5"), Decimal("0.25"), Decimal("0.25")], ["0.50", "0.25", "0.25"]),
        ("0", [1, 2], ["0.00", "0.00"]),
    ],
)
def test_a_total_is_divided_by_the_largest_remainder(total, weights, parts):
    assert share(Decimal(total), weights) == [Decimal(part) for part in parts]


@given(st.integers(-(10**14), 10**14), WEIGHTS)
def test_shares_add_up_and_none_is_a_satang_off(satang, weights):
    parts = share(from_satang(satang), weights)
    assert sum(parts) == from_satang(satang)
    whole = sum(map(Decimal, weights))
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - from_satang(satang) * Decimal(weight) / whole) < Decimal("0.0101")


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_shares_without_weight_are_refused(weights):
    with pytest.raises(ValueError):
        share(Decimal(10), weights)
