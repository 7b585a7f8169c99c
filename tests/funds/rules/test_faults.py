from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from funds.rules.faults import SENTENCES, faults, faults_of
from funds.rules.tenure import Span
from funds.rules.terms import Cap, Condition, Ladder, Pay, Reach, Resolution, RuleBook, Rung, Term

HUNDRED = Decimal(100)
TERM = Term("gift", "Gift", "5", "other", "other", (Pay(HUNDRED),))
BOOK = RuleBook("Fund", "Rules", date(2024, 1, 1), (TERM,))


def ladder(*reaches, by="tenure", amount=HUNDRED):
    return (Pay(ladder=Ladder(by, tuple(Rung(reach, amount) for reach in reaches))),)


def nights(**fields):
    return (Pay(HUNDRED, per="night", **fields),)


def test_a_book_without_fault_has_none():
    assert faults(BOOK) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"clause": ""}, ["no_clause"]),
        ({"category": ""}, ["no_category"]),
        ({"msdhs_category": "births"}, ["no_msdhs_category"]),
        ({"pays": ()}, ["pays_nothing"]),
        ({"pays": (Pay(Decimal(0)),)}, ["amount_zero"]),
        ({"pays": (Pay(Decimal(120), of="cost"),)}, ["percent_impossible"]),
        ({"pays": nights(units_max=0)}, ["at_most_zero"]),
        ({"pays": (*nights(), Pay(HUNDRED, per="day"))}, ["nights_and_days"]),
        ({"pays": ladder(Reach(Span(24), Span(12)))}, ["empty_step", "ends_open"]),
        ({"pays": ladder(Reach(Span(6), Span(24)), Reach(Span(24, 1)))}, ["gap"]),
        ({"pays": ladder(Reach(Span(6), Span(24, 1)), Reach(Span(24)))}, ["overlap"]),
        ({"pays": ladder(Reach(Span(6), Span(24, 1)), Reach(Span(24, 1)))}, []),
        ({"pays": ladder(Reach(Span(0, 180), Span(6)), Reach(Span(6)))}, []),
        ({"pays": ladder(Reach(Span(), Span(0, 180)), Reach(Span(6)))}, ["gap_for_some"]),
        ({"pays": ladder(Reach(Span(6), Span(24)))}, ["ends_open"]),
        ({"pays": ladder(Reach(choices=("a", "b")), Reach(choices=("b",)), by="level")}, ["choice_twice"]),
        ({"pays": ladder(Reach(choices=("a",)), Reach(Decimal(3)), by="level")}, ["mixed_steps"]),
        ({"pays": ladder(Reach(Span(6), Span(12)), Reach(Span(12))), "waiting": Span(12)}, ["unreachable_step"]),
        ({"pays": ladder(Reach(Span(6), Span(12)), Reach(Span(12))), "waiting": Span(11)}, []),
        ({"conditions": (Condition("age", Reach(Span(720), Span(600))),)}, ["condition_empty"]),
        (
            {"conditions": (Condition("grade", Reach(Decimal(3))), Condition("grade", Reach(None, Decimal(3))))},
            ["conditions_exclude"],
        ),
        ({"waiting": Span(6), "conditions": (Condition("tenure", Reach(None, Span(6))),)}, ["conditions_exclude"]),
        ({"open_to": "non_members", "waiting": Span(6)}, ["no_purse", "non_member_tenure"]),
        ({"open_to": "both", "pays": ladder(Reach(Span(6)))}, ["no_purse", "non_member_tenure"]),
        ({"open_to": "both", "waiting": Span(6)}, ["no_purse"]),
        ({"open_to": "non_members", "payees": ("beneficiary",)}, ["no_purse", "non_member_beneficiary"]),
        ({"caps": (Cap("times", "year", Decimal(0)),)}, ["cap_zero"]),
        ({"caps": (Cap("nights", "year", Decimal(5)),)}, ["cap_of_nothing"]),
        ({"pays": nights(), "caps": (Cap("nights", "year", Decimal(5)),)}, []),
        ({"caps": (Cap("times", "occurrence", Decimal(1)),)}, ["cap_of_one_occurrence"]),
        ({"caps": (Cap("baht", "occurrence", HUNDRED, whose="family"),)}, []),
        ({"caps": (Cap("times", "occurrence", Decimal(1), whose="family"),)}, []),
        ({"caps": (Cap("baht", "occurrence", HUNDRED, whose="purse"),)}, ["cap_of_one_occurrence"]),
        ({"caps": (Cap("baht", "occurrence", Decimal(300)), Cap("baht", "year", Decimal(200)))}, ["caps_contradict"]),
        ({"caps": (Cap("baht", "occurrence", Decimal(200)), Cap("baht", "year", Decimal(200)))}, []),
        ({"caps": (Cap("baht", "year", Decimal(300)), Cap("baht", "year", Decimal(200)))}, ["caps_contradict"]),
        ({"caps": (Cap("times", "month", Decimal(2)), Cap("times", "life", Decimal(1)))}, ["caps_contradict"]),
        ({"caps": (Cap("baht", "year", Decimal(99)),)}, ["cap_below_amount"]),
        ({"caps": (Cap("baht", "year", HUNDRED),)}, []),
    ],
)
def test_each_kind_of_slip_is_found_and_nothing_else(changes, codes):
    assert [fault.code for fault in faults(replace(BOOK, terms=(replace(TERM, **changes),)))] == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"terms": ()}, ["no_terms"]),
        ({"terms": (TERM, TERM)}, ["code_twice"]),
        ({"resolution": Resolution("AGM", "1", date(2024, 1, 2))}, ["adopted_later"]),
        ({"resolution": Resolution("AGM", "1", date(2024, 1, 1))}, []),
        ({"caps": (Cap("baht", "year", HUNDRED, terms=("gift", "gone")),)}, ["cap_unknown_term"]),
        ({"caps": (Cap("baht", "year", Decimal(50), terms=("gift",)),)}, ["cap_below_amount"]),
        ({"caps": (Cap("nights", "year", Decimal(50)),)}, ["cap_of_nothing"]),
        ({"caps": (Cap("baht", "month", Decimal(500)), Cap("baht", "year", Decimal(400)))}, ["caps_contradict"]),
        ({"purse": Decimal(500)}, ["purse_unused"]),
        ({"purse": Decimal(500), "terms": (replace(TERM, open_to="both"),)}, []),
        ({"purse": Decimal(50), "terms": (replace(TERM, open_to="both"),)}, ["cap_below_amount"]),
        ({"purse": Decimal(0), "terms": (replace(TERM, open_to="both"),)}, ["cap_zero"]),
    ],
)
def test_each_kind_of_slip_in_the_whole_book_is_found(changes, codes):
    assert [fault.code for fault in faults(replace(BOOK, **changes))] == codes


@pytest.mark.parametrize(("first", "codes"), [(date(2024, 1, 1), ["in_force_too_early"]), (date(2024, 1, 2), [])])
def test_a_new_version_begins_after_the_one_in_force(first, codes):
    assert [fault.code for fault in faults(replace(BOOK, in_force_from=first), BOOK)] == codes


def test_an_open_end_is_a_warning_and_an_overlap_is_not():
    found = faults_of(replace(TERM, pays=ladder(Reach(Span(6), Span(24)), Reach(Span(12), Span(24)))))

    assert [(fault.code, fault.is_blocking) for fault in found] == [("overlap", True), ("ends_open", False)]


def test_a_fault_is_said_with_its_clause():
    with translation.override("en"):
        said = [
            fault.sentence()
            for changes in (
                {"pays": ladder(Reach(Span(96, 1), Span(216, 1)), Reach(Span(180, 1)))},
                {"pays": ladder(Reach(Span(), Span(0, 180)), Reach(Span(6)))},
                {"pays": ladder(Reach(Decimal(1), Decimal(4)), Reach(Decimal(6)), by="children")},
                {"caps": (Cap("baht", "occurrence", Decimal(300)), Cap("baht", "year", Decimal(200)))},
                {"caps": (Cap("baht", Span(36), Decimal(99), whose="family"),)},
            )
            for fault in faults_of(replace(TERM, **changes))
        ]

    assert said == [
        "Gift: two steps for Length of membership 15 years 1 day to 18 years (5)",
        "Gift: no step for Length of membership 180 days to less than 6 months, for who begins on 1 Jan 2023 (5)",
        "Gift: no step for Children 4 to 5 (5)",
        "Gift: the caps of 300 baht per occurrence and of 200 baht a year contradict each other (5)",
        "Gift: 100 baht can never be paid in full under the cap of 99 baht in any 3 years for the whole family (5)",
    ]


def test_every_fault_has_its_sentence():
    assert all(str(sentence) for sentence in SENTENCES.values())
