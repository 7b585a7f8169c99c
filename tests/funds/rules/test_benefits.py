from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.benefits import judge
from funds.rules.cases import Case, FactMissing, Usage
from funds.rules.questions import Question, questions
from funds.rules.tenure import Span, year_around
from funds.rules.terms import Arrears, Cap, Condition, Ladder, Pay, Reach, RuleBook, Rung, Term, UnknownTerm, in_force

JOINED = date(2010, 3, 1)
RATE = Decimal(100)


def book_of(*caps, pays=None, cap_year="calendar", **fields):
    """One benefit by the night at 100 baht, or by `pays`, under the caps given."""
    term = Term(
        code="hospital",
        name="Hospital",
        clause="12",
        category="illness",
        msdhs_category="health",
        pays=pays or (Pay(RATE, per="night"),),
        caps=caps,
        **fields,
    )
    return RuleBook("Fund", "Rules", date(2000, 1, 1), (term,), cap_year=cap_year)


def stay(on, nights, **fields):
    return Case("hospital", on, until_on=on + timedelta(days=nights), joined_on=JOINED, **fields)


def filed_in_turn(book, cases):
    """What each case is due when they are filed in this order, each knowing those before it."""
    used: tuple[Usage, ...] = ()
    entitlements = []
    for case in cases:
        entitlement = judge(book, replace(case, used=used))
        entitlements.append(entitlement)
        used += (entitlement.as_usage(case),)
    return entitlements


def yearly(entitlements, cap_year="calendar"):
    """Baht by the first day of the cap year in which each line falls."""
    totals: dict[date, Decimal] = {}
    for line in (line for entitlement in entitlements for line in entitlement.lines):
        first = year_around(line.on, cap_year, JOINED)[0]
        totals[first] = totals.get(first, Decimal(0)) + line.amount
    return totals


CAP_YEARS = st.sampled_from(["calendar", "october", "member_year", "04-01"])
PERIODS = st.sampled_from(["occurrence", "month", "year", "life"])
BAHT_CAPS = st.builds(Cap, of=st.just("baht"), per=PERIODS, limit=st.decimals(1, 3000, places=2))
WHOLE_CAPS = st.builds(Cap, of=st.just("baht"), per=PERIODS, limit=st.integers(1, 30).map(lambda n: n * RATE))
NIGHT_CAPS = st.builds(Cap, of=st.just("nights"), per=PERIODS, limit=st.integers(1, 30).map(Decimal))
TIME_CAPS = st.builds(
    Cap, of=st.just("times"), per=st.sampled_from(["month", "year", "life"]), limit=st.integers(1, 4).map(Decimal)
)
STAYS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 12)), min_size=1, max_size=6, unique_by=lambda stay: stay[0] // 14
)


def stays(drawn):
    """Stays at least a day apart: each begins in a fortnight of its own and has at most twelve nights."""
    first = date(2021, 1, 1)
    return [stay(first + timedelta(days=start // 14 * 14), nights) for start, nights in drawn]


@given(drawn=STAYS, caps=st.lists(BAHT_CAPS | NIGHT_CAPS | TIME_CAPS, max_size=3), cap_year=CAP_YEARS)
def test_no_cap_is_ever_exceeded_and_nothing_is_negative(drawn, caps, cap_year):
    cases = stays(drawn)
    entitlements = filed_in_turn(book_of(*caps, cap_year=cap_year), cases)

    assert all(entitlement.amount == sum(line.amount for line in entitlement.lines) for entitlement in entitlements)
    assert all(line.amount > 0 for entitlement in entitlements for line in entitlement.lines)
    for cap in caps:
        totals: dict[object, Decimal] = {}
        for number, (case, entitlement) in enumerate(zip(cases, entitlements, strict=True)):
            for place, line in enumerate(entitlement.lines):
                day = case.occurred_on if cap.of == "times" else line.on
                key = {
                    "occurrence": number,
                    "month": (day.year, day.month),
                    "year": year_around(day, cap_year, JOINED),
                    "life": None,
                }[cap.per]
                taken = {"baht": line.amount, "nights": Decimal(1), "times": Decimal(place == 0)}[cap.of]
                totals[key] = totals.get(key, Decimal(0)) + taken
        assert all(total <= cap.limit for total in totals.values())


@given(
    start=st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    nights=st.integers(2, 40),
    cut=st.integers(1, 39),
    caps=st.lists(BAHT_CAPS | NIGHT_CAPS | TIME_CAPS, max_size=4),
    cap_year=CAP_YEARS,
    flat=st.booleans(),
)
def test_a_stay_claimed_in_two_parts_is_worth_what_it_is_worth_in_one(start, nights, cut, caps, cap_year, flat):
    pays = (Pay(Decimal(250)), Pay(RATE, per="night", units_max=7)) if flat else None
    book = book_of(*caps, pays=pays, cap_year=cap_year)
    cut = min(cut, nights - 1)

    whole = judge(book, stay(start, nights))
    parts = filed_in_turn(book, [stay(start, cut), stay(start + timedelta(days=cut), nights - cut)])

    assert sum(part.amount for part in parts) == whole.amount
    assert yearly(parts, cap_year) == yearly([whole], cap_year)


@given(drawn=STAYS, caps=st.lists(WHOLE_CAPS | NIGHT_CAPS, max_size=3), cap_year=CAP_YEARS, data=st.data())
def test_the_order_of_filing_changes_no_total_of_a_year(drawn, caps, cap_year, data):
    cases = stays(drawn)
    if any(cap.per in ("occurrence", "month") for cap in caps):
        # A stay that crosses a boundary, under a cap of its own, takes its nights in the order of dates.
        cases = [case for case in cases if _is_within(case, cap_year)]
    order = data.draw(st.permutations(cases))
    book = book_of(*caps, cap_year=cap_year)

    as_written, as_drawn = filed_in_turn(book, cases), filed_in_turn(book, order)

    assert sum(each.amount for each in as_written) == sum(each.amount for each in as_drawn)
    if all(cap.per != "life" for cap in caps):
        assert yearly(as_written, cap_year) == yearly(as_drawn, cap_year)


def _is_within(case, cap_year):
    last = case.until_on - timedelta(days=1)
    is_one_month = (case.occurred_on.year, case.occurred_on.month) == (last.year, last.month)
    return is_one_month and year_around(last, cap_year, JOINED) == year_around(case.occurred_on, cap_year, JOINED)


@given(on=st.lists(st.dates(date(2015, 1, 1), date(2024, 12, 31)), max_size=8), limit=st.integers(1, 2))
def test_so_many_times_in_any_three_years_holds_in_every_three_years(on, limit):
    book = book_of(Cap("times", Span(36), Decimal(limit)), pays=(Pay(Decimal(300)),))
    cases = [Case("hospital", day, joined_on=JOINED) for day in on]

    entitlements = filed_in_turn(book, cases)

    paid = [case.occurred_on for case, each in zip(cases, entitlements, strict=True) if each.eligible]
    for day in paid:
        assert len([other for other in paid if day <= other < Span(36).after(day)]) <= limit


def test_the_sentence_of_a_step_names_what_was_used_and_the_clause():
    book = book_of(Cap("nights", "year", Decimal(20)))
    used = (Usage("hospital", date(2023, 3, 1), night_count=18),)

    entitlement = judge(book, stay(date(2023, 8, 1), 5, used=used))

    with translation.override("en"):
        assert [step.sentence() for step in entitlement.steps] == [
            "A member since 1 Mar 2010, on 1 Aug 2023 for 13 years 5 months (12)",
            "Hospital: 5 nights, 18 of 20 nights a year used, pays 2 nights × 100 = 200 baht (12)",
            "Due in all: 200 baht (12)",
        ]


def test_a_meter_tells_the_cap_before_and_after():
    book = book_of(Cap("baht", "year", Decimal(1000)))
    used = (Usage("hospital", date(2023, 3, 1), amount=Decimal(300), night_count=3),)

    (meter,) = judge(book, stay(date(2023, 8, 1), 5, used=used)).meters

    assert (meter.key, meter.limit, meter.used, meter.granted, meter.left) == (
        "hospital.baht.year",
        Decimal(1000),
        Decimal(300),
        Decimal(500),
        Decimal(200),
    )
    assert (meter.start, meter.end) == (date(2023, 1, 1), date(2024, 1, 1))


def test_an_earlier_payment_across_new_year_counts_each_night_in_its_year():
    book = book_of(Cap("nights", "year", Decimal(4)))
    before = stay(date(2022, 12, 30), 5)
    used = (judge(book, before).as_usage(before),)

    assert judge(book, stay(date(2023, 8, 1), 5, used=used)).amount == Decimal(100)
    assert judge(book, stay(date(2022, 8, 1), 5, used=used)).amount == Decimal(200)


def test_overlapping_steps_pay_nothing_until_the_book_is_mended():
    rungs = (Rung(Reach(None, Span(24)), Decimal(100)), Rung(Reach(Span(12)), Decimal(200)))
    book = book_of(pays=(Pay(ladder=Ladder("tenure", rungs)),))

    entitlement = judge(book, Case("hospital", date(2011, 6, 1), joined_on=JOINED))

    assert [step.code for step in entitlement.refusals] == ["steps_overlap"]
    assert judge(book, Case("hospital", date(2013, 6, 1), joined_on=JOINED)).amount == Decimal(200)


def test_a_refused_first_part_of_a_stay_refuses_the_rest():
    book = book_of(waiting=Span(6))
    joined = date(2023, 2, 1)
    refused = Usage("hospital", date(2023, 7, 30), Decimal(0), nights=(date(2023, 7, 30), date(2023, 7, 31)))
    case = Case("hospital", date(2023, 8, 1), until_on=date(2023, 8, 4), joined_on=joined)

    assert judge(book, case).amount == Decimal(300)
    assert judge(book, replace(case, used=(refused,))).amount == Decimal(0)


def test_a_draft_can_be_judged_on_days_before_it_is_in_force():
    book = replace(book_of(), in_force_from=date(2024, 1, 1))

    assert judge(book, stay(date(2023, 8, 1), 5)).amount == Decimal(0)
    assert judge(book, stay(date(2023, 8, 1), 5), as_if_in_force=True).amount == Decimal(500)


def test_the_day_it_happened_picks_the_version():
    books = tuple(replace(book_of(), in_force_from=date(year, 1, 1)) for year in (2024, 2020))

    assert in_force(books, date(2023, 12, 31)) == books[1]
    assert in_force(books, date(2024, 1, 1)) == books[0]
    assert in_force(books, date(2019, 12, 31)) is None


@pytest.mark.parametrize(
    ("fields", "facts", "missing"),
    [
        ({"waiting": Span(6)}, {"joined_on": None}, "joined_on"),
        ({"conditions": (Condition("age", Reach(Span(720))),)}, {}, "born_on"),
        ({"conditions": (Condition("grade", Reach(Decimal("3.5"))),)}, {}, "grade"),
        ({"pays": (Pay(Decimal(50), of="cost"),)}, {"facts": {"cost": "a lot"}}, "cost"),
        ({}, {"until_on": None}, "until_on"),
    ],
)
def test_a_fact_that_the_rule_asks_for_and_nobody_gave_is_named(fields, facts, missing):
    case = replace(stay(date(2023, 8, 1), 3), **facts)

    with pytest.raises(FactMissing) as raised:
        judge(book_of(**fields), case)

    assert raised.value.fact == missing


def test_a_benefit_that_the_book_does_not_have_is_named():
    with pytest.raises(UnknownTerm) as raised:
        judge(book_of(), Case("death", date(2023, 8, 1)))

    assert raised.value.known == ("hospital",)


def test_the_facts_that_a_term_asks_for_are_listed_for_its_form():
    (term,) = book_of(
        waiting=Span(6),
        conditions=(
            Condition("age", Reach(Span(720))),
            Condition("grade", Reach(Decimal("3.5")), label="Grade"),
            Condition("alone", must_be=True),
        ),
        pays=(
            Pay(RATE, per="night"),
            Pay(ladder=Ladder("level", (Rung(Reach(choices=("P.6",)), RATE), Rung(Reach(choices=("M.3",)), RATE)))),
        ),
    ).terms

    assert questions(term) == (
        Question("joined_on", "", "day"),
        Question("born_on", "", "day"),
        Question("grade", "Grade", "number", is_named=True),
        Question("alone", "alone", "flag", is_named=True),
        Question("level", "level", "choice", ("P.6", "M.3"), is_named=True),
        Question("until_on", "", "day"),
    )


def test_arrears_of_the_benefit_go_before_those_of_the_book():
    book = replace(book_of(arrears=Arrears()), arrears=Arrears(refuses=True))

    assert judge(book, stay(date(2023, 8, 1), 3, arrears=5)).amount == Decimal(300)


def test_judging_a_case_takes_well_under_a_millisecond():
    book = book_of(Cap("nights", "year", Decimal(20)), Cap("baht", "year", Decimal(2000)))
    used = tuple(
        Usage("hospital", date(2023, m, 1), RATE * 3, tuple(date(2023, m, d) for d in (1, 2, 3))) for m in range(1, 7)
    )
    case = stay(date(2023, 8, 1), 5, used=used)

    def once() -> float:
        start = perf_counter()
        judge(book, case)
        return perf_counter() - start

    assert sorted(once() for _ in range(200))[100] < 0.001
