from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from funds.rules import rulebooks
from funds.rules.descriptions import describe, describe_book, difference
from funds.rules.examples import examples
from funds.rules.tenure import Span
from funds.rules.terms import Cap, Ladder, Pay, Reach, Rung
from tests.funds.rules.test_scenarios import FILES, book_of

BOOK = rulebooks.load(
    (Path(__file__).parents[3] / "funds" / "data" / "rulebooks" / "yasothon.toml").read_text(encoding="utf-8")
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_a_term_is_told_back_in_sentences():
    assert describe(BOOK.term("old_age")) == [
        "For members only",
        "Age must be 60 years or more",
        "Contributions paid for 10 years to less than 20 years → ผู้สูงอายุ: 1,500 baht",
        "Contributions paid for 20 years to less than 30 years → ผู้สูงอายุ: 2,000 baht",
        "Contributions paid for 30 years or more → ผู้สูงอายุ: 2,500 baht",
        "At most 1 time a year",
        "Paid to: the member",
        "Papers: สำเนาบัตรประชาชน, สำเนาทะเบียนบ้าน, สมุดประจำตัวสมาชิก",
    ]


def test_what_holds_for_the_whole_book_is_told_too():
    assert describe_book(book_of(FILES["umong"]))[:4] == [
        "In force from 1 Jan 2012",
        "A year runs from 1 October to 30 September",
        "Nothing for a member who missed more than 2 payments (ข้อ 9)",
        "To be filed within 6 months of the occurrence (ข้อ 10)",
    ]


def test_examples_stand_on_both_sides_of_every_edge():
    assert [(example.says, example.amount) for example in examples(BOOK.term("death"), BOOK)] == [
        ("Length of membership 5 months 27 days", Decimal("0.00")),
        ("Length of membership 6 months", Decimal("3000.00")),
        ("Length of membership 2 years", Decimal("3000.00")),
        ("Length of membership 2 years 1 day", Decimal("6000.00")),
        ("Length of membership 4 years", Decimal("6000.00")),
        ("Length of membership 4 years 1 day", Decimal("8000.00")),
        ("Length of membership 6 years", Decimal("8000.00")),
        ("Length of membership 6 years 1 day", Decimal("10000.00")),
        ("Length of membership 8 years", Decimal("10000.00")),
        ("Length of membership 8 years 1 day", Decimal("15000.00")),
        ("Length of membership 15 years", Decimal("15000.00")),
        ("Length of membership 15 years 1 day", Decimal("20000.00")),
        ("Length of membership 6 months, 1 time used before", Decimal("0.00")),
    ]
    assert [(example.says, example.amount) for example in examples(BOOK.term("hospital"), BOOK)] == [
        ("Length of membership 5 years, 3 nights", Decimal("300.00")),
        ("Length of membership 5 years, 5 nights, 18 nights used before", Decimal("200.00")),
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_term_can_be_told_back_and_worked_out(name):
    book = book_of(FILES[name])

    for term in book.terms:
        assert all(describe(term))
        assert any(example.amount > 0 for example in examples(term, book))


def test_nothing_differs_between_a_book_and_itself():
    assert difference(BOOK, BOOK) == []


def test_a_difference_names_what_ends_and_what_begins():
    hospital = BOOK.term("hospital")
    shorter = replace(hospital, caps=(Cap("nights", "year", Decimal(15)), hospital.caps[1]))
    ladder = Ladder("age", (Rung(Reach(Span(720)), Decimal(500)),))
    gift = replace(BOOK.term("birth"), code="gift", name="Gift", pays=(Pay(ladder=ladder),), caps=(), papers=())
    newer = replace(BOOK, in_force_from=date(2026, 1, 1), terms=(BOOK.terms[0], shorter, *BOOK.terms[3:], gift))

    assert difference(BOOK, newer) == [
        "No longer: In force from 1 Jan 2005",
        "New: In force from 1 Jan 2026",
        "The benefit “ผู้สูงอายุ” ends",
        "นอนโรงพยาบาล, no longer: At most 20 nights a year",
        "นอนโรงพยาบาล, new: At most 15 nights a year",
        "New benefit “Gift”: For members only; Age 60 years or more → Gift: 500 baht; Paid to: the member",
    ]
