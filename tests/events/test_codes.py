import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import codes

pytestmark = pytest.mark.once
ALL = [codes.with_checks("".join(codes.ALPHABET[(place * step) % 23] for place in range(18))) for step in (1, 5, 11)]

randoms = st.text(codes.ALPHABET, min_size=codes.RANDOM, max_size=codes.RANDOM)
places = st.integers(0, codes.LENGTH - 1)
signs = st.sampled_from(codes.ALPHABET)


def test_no_two_characters_look_alike():
    assert [
        pair
        for pair in ("0O", "1I", "1L", "IL", "5S", "2Z", "8B", "6G", "QO", "UV", "VY")
        if set(pair) <= set(codes.ALPHABET)
    ] == []


def test_a_new_code_has_more_than_eighty_random_bits_and_is_read_back():
    made = {codes.make() for _ in range(50)}

    assert len(made) == 50
    assert len(codes.ALPHABET) ** codes.RANDOM > 2**80
    assert all(codes.read(code) == code for code in made)


@given(randoms, st.sampled_from(["{}", " {} ", "{}."]))
def test_a_code_is_read_however_it_is_typed(random, around):
    code = codes.with_checks(random)
    spaced = around.format(codes.written(code).lower().replace("-", " – "))

    assert codes.read(spaced) == code


def test_thai_digits_and_look_alikes_are_read_as_what_was_meant():
    code = codes.with_checks("268268268268268268")
    typed = code.replace("2", "๒").replace("6", "g").replace("8", "B")

    assert codes.read(typed) == code


@given(randoms, places, signs)
def test_any_wrong_character_is_told_with_its_group(random, place, sign):
    code = codes.with_checks(random)
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong == code:
        return

    with pytest.raises(codes.NotACode, match="check") as told:
        codes.read(wrong)
    assert told.value.group == place // codes.GROUP + 1


@given(randoms, places, places, signs, signs)
def test_any_two_wrong_characters_are_told(random, first, second, one, other):
    signs_ = list(codes.with_checks(random))
    signs_[first], signs_[second] = one, other
    wrong = "".join(signs_)
    if wrong == codes.with_checks(random):
        return

    with pytest.raises(codes.NotACode, match="check"):
        codes.read(wrong)


@given(randoms, places, places)
def test_characters_that_changed_places_are_told(random, first, second):
    signs_ = list(codes.with_checks(random))
    if signs_[first] == signs_[second]:
        return
    signs_[first], signs_[second] = signs_[second], signs_[first]

    with pytest.raises(codes.NotACode, match="check"):
        codes.read("".join(signs_))


@pytest.mark.parametrize(
    ("typed", "why", "group"), [("", "length", 0), ("ABCD", "length", 0), (ALL[0][:-1] + "O", "letter", 5)]
)
def test_what_no_code_can_be_is_told(typed, why, group):
    with pytest.raises(codes.NotACode, match=why) as told:
        codes.read(typed)
    assert told.value.group == group


def test_a_code_is_written_in_groups_of_four():
    assert all(re.fullmatch(r"(\w{4}-){4}\w{4}", codes.written(code)) for code in ALL)
