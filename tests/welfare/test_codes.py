"""Codes that are read out and typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare import codes

BODIES = st.text(codes.ALPHABET, min_size=6, max_size=11)


def test_a_new_code_is_read_back_however_it_is_typed():
    made = codes.make(6)

    assert {codes.read(made), codes.read(made.lower()), codes.read(f" {codes.written(made)}-")} == {made}


@given(BODIES, st.data())
def test_one_wrong_sign_is_found(body, data):
    code = body + codes.check_sign(body)
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.sampled_from(codes.ALPHABET.replace(code[place], "")))

    assert codes.read(code[:place] + other + code[place + 1 :]) == ""


@given(BODIES, st.data())
def test_two_neighbours_that_changed_places_are_found(body, data):
    code = body + codes.check_sign(body)
    place = data.draw(st.integers(0, len(body) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert swapped == code or codes.read(swapped) == ""


@pytest.mark.parametrize("typed", ["", "A", "IL0O1U2", "ก", "K7M3 QX8!"])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.read(typed) == ""
