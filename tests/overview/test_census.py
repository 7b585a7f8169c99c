"""The members page counts persons once, its parts add up, and each figure opens into registers of that many."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funds.models import Fund
from members import census, enrolment
from members.models import EndReason, Membership, Person
from tests.cast import signed_in
from tests.factories import make_member
from tests.pages import figures_behind, tables

PAGE = "/province/phuket/members/"
BIRTHS = st.dates(date(1920, 1, 1), date(2016, 12, 31)) | st.none()
PEOPLE = st.lists(
    st.tuples(BIRTHS, st.sampled_from(["F", "M", ""]), st.sets(st.integers(0, 1), min_size=1)), max_size=7
)


@pytest.fixture
def two_funds(fund: Fund, other_fund: Fund) -> tuple[Fund, Fund]:
    Fund.objects.exclude(pk__in=(fund.pk, other_fund.pk)).update(founded_on=date(2031, 1, 1))
    return fund, other_fund


def join(fund: Fund, person, *, number: int) -> Membership:
    """Make someone who is a member already a member of another fund too."""
    day = date(2017, 2, 1)
    return Membership.objects.create(
        fund=fund, person=person, number=number, applied_on=day, joined_on=day, tenure_from=day
    )


def full_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(people=PEOPLE, day=st.dates(date(2017, 2, 1), date(2021, 12, 31)))
def test_sexes_and_ages_add_up_to_persons_and_are_those_of_the_rows(two_funds, secretary, people, day):
    with transaction.atomic():
        for number, (born, sex, funds) in enumerate(people, start=500):
            first, *more = (two_funds[place] for place in sorted(funds))
            made = make_member(first, by=secretary, on=date(2017, 1, 15), born_on=born, sex=sex)
            for fund in more:
                join(fund, made.person, number=number)
        found = census.groups(census.members_of(two_funds[0].province, day), day)

        assert census.add(found, 0) == len(people)
        assert census.several(census.members_of(two_funds[0].province, day)) == sum(
            len(each[2]) == 2 for each in people
        )
        for place, fund in enumerate(two_funds):
            assert census.add(found, fund.pk) == sum(place in each[2] for each in people)
        for kind, (least, most) in {**census.BANDS, **census.KINDS}.items():
            for wanted in ("F", "M", ""):
                assert census.add(found, 0, sex=wanted, ages=kind) == sum(
                    born is not None and sex == wanted and least <= full_years(born, day) <= most
                    for born, sex, _funds in people
                )
        assert sum(census.add(found, 0, ages=band) for band in (*census.BANDS, "unknown")) == len(people)
        assert sum(census.add(found, 0, ages=kind) for kind in (*census.KINDS, "unknown")) == len(people)
        assert sum(census.add(found, 0, sex=sex) for sex in ("F", "M", "")) == len(people)
        transaction.set_rollback(True)


@pytest.fixture
def village(two_funds, secretary, stranger):
    """A girl, a grown man who leaves, an old woman in both funds, and someone of unknown age and sex."""
    rawai, chalong = two_funds
    make_member(rawai, by=secretary, born_on=date(2010, 5, 1), sex="F")
    leaver = make_member(rawai, by=secretary, born_on=date(1980, 5, 1), sex="M", on=date(2018, 2, 1))
    old = make_member(rawai, by=secretary, born_on=date(1950, 5, 1), sex="F")
    join(chalong, old.person, number=77)
    make_member(chalong, by=stranger, born_on=None, sex="")
    enrolment.leave(leaver, key=uuid4(), reason=EndReason.LEFT, on=date(2018, 6, 1), by=secretary)


def test_every_figure_opens_into_funds_and_registers_of_that_many(village, province_officer):
    reader = signed_in(province_officer)
    page = reader.get(PAGE, {"as_of": "2018-12-31"})
    opened = []
    for figure, behind in figures_behind(page):
        if behind.startswith("/funds/"):
            assert figure == f"{reader.get(behind).context['page'].paginator.count:,}", behind
            opened.append(behind)
        elif behind.startswith("?"):
            inside = reader.get(PAGE + behind)
            if "as_of=2017" in behind:
                continue
            assert tables(inside)[-1][-1][1] == figure.removeprefix("-"), behind
            for number, rows in figures_behind(inside):
                if rows.startswith("/funds/"):
                    assert number == f"{reader.get(rows).context['page'].paginator.count:,}", rows
                    opened.append(rows)
    assert len(opened) > 60


def test_persons_are_told_from_memberships(village, province_officer):
    page = signed_in(province_officer).get(PAGE, {"as_of": "2018-12-31"})

    assert [stat["figure"] for stat in page.context["stats"]] == ["3", "4", "+1 −1"]
    assert "1 คนเป็นสมาชิกมากกว่าหนึ่งกองทุน" in page.content.decode()


def test_a_birthday_that_is_corrected_shows_at_once(village, province_officer):
    reader = signed_in(province_officer)
    before = tables(reader.get(PAGE, {"as_of": "2018-12-31"}))[1]
    Person.objects.filter(born_on=date(2010, 5, 1)).update(born_on=date(1990, 5, 1))

    assert tables(reader.get(PAGE, {"as_of": "2018-12-31"}))[1] != before


def test_the_page_asks_the_same_of_one_fund_and_of_two(village, province_officer, django_assert_max_num_queries):
    reader = signed_in(province_officer)
    asked = set()
    for _time in range(2):
        with django_assert_max_num_queries(13) as seen:
            reader.get(PAGE, {"as_of": "2018-12-31"})
        asked.add(len(seen))
        Fund.objects.filter(code="chalong").update(founded_on=date(2031, 1, 1))

    assert len(asked) == 1


@pytest.mark.parametrize(("day", "years", "latest"), [
    (date(2020, 2, 29), 18, date(2002, 2, 28)), (date(2018, 2, 28), 18, date(2000, 2, 28)),
    (date(2018, 8, 14), 60, date(1958, 8, 14)),
])  # fmt: skip
def test_a_birthday_is_reached_on_its_day(day, years, latest):
    assert census.years_before(day, years) == latest
