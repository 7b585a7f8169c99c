import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funds.rules import rulebooks
from funds.rules.rulebooks import RuleBookNotUnderstood
from funds.rules.tenure import Span
from funds.rules.terms import (
    CAP_PER,
    CATEGORIES,
    MSDHS_CATEGORIES,
    NO_DEADLINE,
    OPEN_TO,
    PAYEES,
    Arrears,
    Cap,
    Condition,
    Ladder,
    Pay,
    Reach,
    Resolution,
    RuleBook,
    Rung,
    Term,
)

SHIPPED = sorted((Path(__file__).parents[3] / "funds" / "data" / "rulebooks").glob("*.toml"))
SMALLEST = 'fund = "F"\ntitle = "T"\nin_force_from = "2568-01-01"\n'

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip)
TEXTS = WORDS.filter(bool)
CODES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
BAHT = st.decimals(0, 100_000, places=2)
SPANS = st.builds(Span, st.integers(0, 400), st.integers(0, 400)).filter(lambda span: span != Span())
NUMBERS = st.decimals(0, 1000, places=2)
COUNTS = st.integers(0, 365)


def reaches(by, *, choices=True):
    numbers = st.integers(0, 365).map(lambda count: Decimal(count)) if by == "nights" else NUMBERS
    bounds = st.none() | (SPANS if by in ("tenure", "age", "years_paid") else numbers)
    words = st.lists(TEXTS, min_size=1, max_size=3, unique=True).map(tuple)
    bounded = st.builds(Reach, bounds, bounds).filter(lambda reach: reach != Reach())
    return bounded | st.builds(Reach, choices=words) if by == "level" and choices else bounded


def ladders(by):
    rung = st.builds(Rung, reaches(by), BAHT, st.none() | COUNTS)
    return st.builds(
        Ladder, st.just(by), st.lists(rung, min_size=1, max_size=4).map(tuple), st.just(by == "nights"), WORDS
    )


LADDERS = st.sampled_from(["tenure", "age", "years_paid", "nights", "grade", "level"]).flatmap(ladders)
PER = st.sampled_from(["once", "night", "day", "child", "item"])
PAYS = (
    st.builds(Pay, BAHT, PER, units_max=st.none() | COUNTS, unit_name=WORDS, name=WORDS, clause=WORDS)
    | st.builds(Pay, per=PER, ladder=LADDERS, name=WORDS)
    | st.builds(Pay, st.decimals(1, 100, places=1), of=CODES, of_label=WORDS)
)
YEARS = st.sampled_from(["calendar", "october", "member_year", "07-15"])
PERIODS = st.sampled_from(CAP_PER) | SPANS


def caps(**fields):
    whose, year = st.sampled_from(["person", "family"]), st.just("") | YEARS
    limited = st.builds(Cap, st.just("baht"), PERIODS, BAHT, whose=whose, year=year, clause=WORDS, **fields)
    counted = st.builds(
        Cap, st.sampled_from(["times", "nights", "items"]), PERIODS, COUNTS.map(Decimal), year=year, **fields
    )
    return limited | counted | st.builds(Cap, st.just("baht"), PERIODS, ladder=ladders("tenure"), **fields)


ARREARS = st.builds(Arrears, st.booleans(), st.integers(0, 12), st.just(Span()) | SPANS, WORDS)
CONDITIONS = st.sampled_from(["age", "tenure", "nights", "grade", "level"]).flatmap(
    lambda by: st.builds(Condition, st.just(by), reaches(by), label=WORDS, clause=WORDS)
) | st.builds(Condition, CODES, must_be=st.booleans())
PAPERS = st.lists(TEXTS, max_size=3).map(tuple)
TERMS = st.builds(
    Term,
    code=CODES,
    name=TEXTS,
    clause=WORDS,
    category=st.sampled_from(["", *CATEGORIES]),
    msdhs_category=st.sampled_from(["", *MSDHS_CATEGORIES]),
    pays=st.lists(PAYS, max_size=3).map(tuple),
    open_to=st.sampled_from(OPEN_TO),
    waiting=st.none() | SPANS,
    conditions=st.lists(CONDITIONS, max_size=2).map(tuple),
    caps=st.lists(caps(), max_size=2).map(tuple),
    arrears=st.none() | ARREARS,
    papers=PAPERS,
    proxy_papers=st.none() | PAPERS,
    deadline=st.none() | st.just(NO_DEADLINE) | SPANS,
    has_waiver=st.none() | st.booleans(),
    payees=st.lists(st.sampled_from(PAYEES), unique=True).map(tuple),
    note=WORDS,
)
DAYS = st.dates(date(1900, 1, 1), date(2050, 1, 1))
BOOKS = st.builds(
    RuleBook,
    fund=TEXTS,
    title=TEXTS,
    in_force_from=DAYS,
    terms=st.lists(TERMS, max_size=3).map(tuple),
    caps=st.lists(caps(code=CODES, terms=st.lists(CODES, max_size=2).map(tuple)), max_size=2).map(tuple),
    resolution=st.builds(Resolution, WORDS, WORDS, st.none() | DAYS),
    cap_year=YEARS,
    arrears=ARREARS,
    deadline=st.none() | SPANS,
    has_waiver=st.booleans(),
    deadline_clause=WORDS,
    proxy_papers=PAPERS,
    purse=st.none() | BAHT,
    purse_clause=WORDS,
    note=WORDS,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(book=BOOKS)
def test_a_book_is_read_as_it_was_written(book):
    assert rulebooks.load(rulebooks.dump(book)) == book


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(book=BOOKS)
def test_a_book_survives_a_database_column_of_json(book):
    assert rulebooks.from_dict(json.loads(json.dumps(rulebooks.to_dict(book)))) == book


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(term=TERMS)
def test_a_term_survives_a_database_column_of_json(term):
    assert rulebooks.from_json(json.loads(json.dumps(rulebooks.to_json(term)))) == term


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_book_is_read_as_it_would_be_written(file):
    book = rulebooks.load(file.read_text(encoding="utf-8"))

    assert rulebooks.load(rulebooks.dump(book)) == book


def problems(text):
    with translation.override("en"), pytest.raises(RuleBookNotUnderstood) as raised:
        rulebooks.load(text)
    return list(raised.value.problems)


def test_what_is_no_toml_names_its_line():
    (problem,) = problems('fund = "F"\ntitle = T\n')

    assert re.fullmatch(r"This is not TOML: .*\(at line 2, column 9\)", problem)


def test_every_problem_names_its_line_its_table_and_its_field():
    text = f"""{SMALLEST}cap_year = "april"
[[term]]
code = "hospital"
name = "Hospital"
waiting = "6 moons"
clauses = "12"
[[term.pays]]
baht = -5
[[term.pays]]
by = "tenure"
steps = [{{ from = "1 year", over = "2 years", baht = 5 }}, {{ to = "3 years" }}]
[[term.cap]]
nights = 20
baht = 5
per = "fortnight"
[[term]]
code = "Old Age"
payee = ["son"]
"""
    assert problems(text) == [
        "line 4, “cap_year”: “april” is none of: calendar, october, member_year, MM-DD",
        "line 8, term[1] (hospital), “waiting”: "
        "“6 moons” is not a length of time such as “6 months” or “2 years 1 day”",
        "line 11, term[1].pays[1] (hospital), “baht”: an amount cannot be less than zero",
        "line 14, term[1].pays[2].steps[1] (hospital), “over”: write either from or over",
        "line 14, term[1].pays[2].steps[2] (hospital), “baht”: this field is missing",
        "line 15, term[1].cap[1] (hospital): one cap limits one thing: baht, times, nights, days, children, items",
        "line 18, term[1].cap[1] (hospital), “per”: “fortnight” is none of: "
        "occurrence, day, month, year, life, 3 years",
        "line 9, term[1] (hospital), “clauses”: there is no such field here; known are: "
        "arrears, cap, category, clause, code, condition, deadline, for, msdhs, name, note, papers, payee, pays, "
        "proxy_papers, waiting, waiver",
        "line 20, term[2] (Old Age), “code”: a code has small letters a to z, digits, - and _ only",
        "line 21, term[2] (Old Age), “payee”: “son” is none of: member, beneficiary, guardian, family, organiser",
        "line 19, term[2] (Old Age), “name”: this field is missing",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "“fund”: this field is missing"),
        (SMALLEST.replace("2568-01-01", "2568-02-29"), "February 2025 has 28 days; there is no day 29."),
        (SMALLEST.replace('"2568-01-01"', "12"), "“12” is not a date such as"),
        (f"{SMALLEST}term = 5", "a list of tables is needed, written as [[term]]"),
        (f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.pays]]", "say what is paid"),
        (f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.pays]]\nbaht = 1.005", "at most two decimals"),
        (f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.pays]]\npercent = 50", "name the fact that holds the sum"),
        (f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.condition]]\nfact='x'", "say what is asked for"),
        (f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.cap]]\nper='year'", "say how much at most"),
        (f"{SMALLEST}[arrears]\nrefuse='yes'", "true or false is needed, not yes"),
        (f"{SMALLEST}[claims]\ndeadline=30", "a length of time is needed, such as “6 months”, not 30"),
    ],
)
def test_a_slip_is_explained(text, problem):
    assert any(problem in each for each in problems(text))


def test_days_may_be_dates_of_toml_too():
    book = rulebooks.load(SMALLEST.replace('"2568-01-01"', "2568-01-01"))

    assert book.in_force_from == date(2025, 1, 1)


def test_the_same_rule_may_be_written_in_several_ways():
    head = f"{SMALLEST}[[term]]\ncode='a'\nname='A'\n[[term.pays]]\nby='tenure'\n"
    ways = [
        'steps = [{ over = "2 years", under = "4 years 1 day", baht = 5 }]\n[[term.cap]]\nbaht="2,000"\nper="stay"',
        'steps = [{ from = "2 years 1 day", to = "48 months", baht = 5.00 }]\n[[term.cap]]\nbaht=2000\nper="event"',
        'steps = [{ from = "2 ปี 1 วัน", to = "๔ ปี", baht = "5" }]\n[[term.cap]]\nbaht=2000.00\nper="occurrence"',
    ]

    books = {rulebooks.load(head + way) for way in ways}

    assert len(books) == 1


def test_the_example_in_the_documentation_is_a_rule_book():
    text = (Path(__file__).parents[3] / "docs" / "rulebooks.md").read_text(encoding="utf-8")
    first, whole, death, grade = (found[1] for found in list(re.finditer(r"```toml\n(.*?)```", text, re.DOTALL)))

    book = rulebooks.load(f"{first}\n{death}\n{grade}\n{whole}")

    assert [term.code for term in book.terms] == ["hospital"]
    assert book.arrears == Arrears(refuses=True, missed_max=2, grace=Span(0, 30), clause="ข้อ 9")
    assert [condition.fact for condition in book.terms[0].conditions] == ["age", "grade", "nights"]
