"""Thai letters: digits, names searched and in order, telephones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare import thai


@given(st.integers(min_value=0))
def test_thai_digits_round_trip(number):
    assert thai.arabic_digits(thai.thai_digits(number)) == str(number)


DICTIONARY = """
1 ก ก์ ก็ กก กะ กา ก่า ก้า ก๊า ก๋า กาก กาก่ ก่าก กาน การ การ์ กำ กิ กี เก เก็ง เก่ง เก้ง เกา แก โก ใก ไก
ขวัญ น้อย นาม นำ น้ำ รัก ฤทธิ์ ลา วา สมใจ เสก อรุณ อำนาจ เอก ฮาซัน Abdul
"""


def test_names_stand_in_the_order_of_the_dictionary():
    names = DICTIONARY.split()
    assert sorted(set(names), key=thai.sort_key) == names


def test_a_first_name_stands_before_the_longer_names_that_begin_with_it():
    names = ["สม ฮาวา", "สมใจ กา", "สมหมาย กา"]
    assert sorted(set(names), key=thai.sort_key) == names


def test_a_sort_key_needs_no_collation_and_fits_its_column():
    keys = [thai.sort_key(name) for name in ("สมหญิง ใจดี", "น้ำฝน", "Ann O’Neil", "李", "กิ๊" * 200)]
    assert all(key.isascii() and key.isalnum() and key == key.lower() for key in keys)
    assert max(map(len, keys)) == thai.SORT_KEY_LENGTH


@given(st.lists(st.text("กขคนสเแไาะิีุู่้์็ ", max_size=12), min_size=2))
def test_sorting_again_changes_nothing_and_equal_letters_stay_together(names):
    ordered = sorted(names, key=thai.sort_key)
    assert sorted(ordered, key=thai.sort_key) == ordered
    assert all(thai.sort_key(one) <= thai.sort_key(other) for one, other in pairwise(ordered))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("นาย สมชาย ใจดี", "สมชาย ใจดี"),
        ("นางสมหญิง", "สมหญิง"),
        ("นางสาวสมหญิง", "สมหญิง"),
        ("น.ส.สมหญิง", "สมหญิง"),
        ("น.ส. สมหญิง", "สมหญิง"),
        ("นส.สมหญิง", "สมหญิง"),
        ("ด.ช.เก่ง", "เก่ง"),
        ("ดช. เก่ง", "เก่ง"),
        ("ด.ญ.แก้ว", "แก้ว"),
        ("เด็กหญิงแก้ว", "แก้ว"),
        ("พระสมปอง", "สมปอง"),
        ("พระครูปลัดสุวัฒน์", "สุวัฒน์"),
        ("พระมหาสมปอง", "สมปอง"),
        ("สามเณรเก่ง", "เก่ง"),
        ("แม่ชีบุญมา", "บุญมา"),
        ("ว่าที่ร้อยตรีหญิงสมศรี", "สมศรี"),
        ("ว่าที่ ร.ต. ดร. สมชาย", "สมชาย"),
        ("Mr. John", "John"),
        ("นายิกา", "นายิกา"),
        ("นางาม", "นางาม"),
        ("ดรุณี", "ดรุณี"),
        ("คุณวุฒิ", "คุณวุฒิ"),
        ("ศศิธร", "ศศิธร"),
        ("พลอย", "พลอย"),
        ("นาย", "นาย"),
    ],
)
def test_a_title_is_told_from_the_name(written, name):
    assert thai.strip_title(written) == name


def test_every_title_of_the_form_is_known_as_one():
    assert {thai.strip_title(f"{title.text}สมใจ") for title in thai.TITLES} == {"สมใจ"}


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("  นาง สาว   สมหญิง ", "สาว สมหญิง"),
        ("นางสาว   สมหญิง  ใจดี ", "สมหญิง ใจดี"),
        ("เเก้ว", "แก้ว"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("ก้ิก", "กิ้ก"),
        ("สม\u200bชาย\ufeff", "สมชาย"),
        ("๑๒๓", "123"),
        ("John SMITH", "john smith"),
        ("นาย", ""),
    ],
)
def test_a_name_is_searched_in_one_writing(typed, searched):
    assert thai.search_text(typed) == searched


@given(st.text("กานเแโ้่ัิ์ำํ1๑Aa \u200b", max_size=15))
def test_tidied_writing_is_tidy(text):
    assert thai.tidy(thai.tidy(text)) == thai.tidy(text)


@pytest.mark.parametrize(
    "written", ["081-234-5678", "0812345678", "+66 81 234 5678", "๐๘๑ ๒๓๔ ๕๖๗๘", "(081)2345678", "0066812345678"]
)
def test_a_mobile_number_is_read_in_every_writing(written):
    assert thai.phone_digits(written) == "0812345678"


@pytest.mark.parametrize("written", ["", "12345", "081234567", "0112345678", "081-234-5678 ต่อ 2", "08123456789"])
def test_what_is_no_telephone_number_is_refused(written):
    with pytest.raises(ValueError):
        thai.phone_digits(written)


def test_telephone_numbers_are_written_in_groups():
    written = [thai.phone_written(number) for number in ("0812345678", "076123456", "021234567", "191")]
    assert written == ["081-234-5678", "076-123-456", "02-123-4567", "191"]
