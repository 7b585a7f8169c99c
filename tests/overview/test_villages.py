"""Members beside the people of their villages: shares with their year and source, the last number of a year counts."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import villages
from funds.models import VillagePopulation
from tests.cast import signed_in
from tests.factories import make_branch, make_member
from tests.pages import figures_behind, tables

PAGE = "/province/phuket/villages/"


@pytest.fixture
def two_villages(fund, secretary):
    """Two members among forty people in one village; one member in another that nobody counted."""
    shore, hill = make_branch(fund), make_branch(fund, "บ้านบนเขา", 3)
    for branch in (shore, shore, hill):
        make_member(fund, by=secretary, branch=branch)
    count(fund, shore, 50, year=2559, by=secretary)
    count(fund, shore, 40, year=2560, by=secretary)
    return shore, hill


def count(fund, branch, people, *, year, by):
    return villages.record(fund, {branch: people}, year=year, source="สำนักทะเบียน", key=uuid4(), by=by)


def test_a_fund_is_its_counted_villages_and_opens_into_them(two_villages, province_officer):
    reader = signed_in(province_officer)
    page = reader.get(PAGE, {"as_of": "2018-01-01"})

    rows = {row[0]: row[1:] for row in tables(page)[0]}
    assert rows["ราไวย์"] == rows["ทุกกองทุน"] == ["1", "2", "40", "5.0 %"]
    behind = next(url for words, url in figures_behind(page) if words == "40")
    inside = reader.get(behind)
    assert tables(inside)[0][1:] == [
        ["ศูนย์บ้านชายทะเล", "2", "40", "5.0 %", "2560", "สำนักทะเบียน"], ["บ้านบนเขา", "1", "–", "–", "–", "–"],
    ]  # fmt: skip
    for words, url in figures_behind(inside):
        assert words == f"{reader.get(url).context['page'].paginator.count}"


def test_an_earlier_day_is_reckoned_of_the_number_known_then(two_villages, province_officer):
    page = signed_in(province_officer).get(PAGE, {"as_of": "2016-12-31"})

    assert tables(page)[0][-1][1:] == ["1", "0", "50", "0.0 %"]


def test_the_people_are_entered_for_all_villages_at_once_and_once(two_villages, fund, secretary):
    shore, hill = two_villages
    form = {"key": uuid4(), "year": "2561", "source": "อบต.", f"branch_{shore.pk}": "80", f"branch_{hill.pk}": ""}
    reader = signed_in(secretary)
    for _twice in range(2):
        assert reader.post("/funds/rawai/villages/new/", form).status_code == 302

    assert {pk: one.people for pk, one in villages.latest(fund, 2561).items()} == {shore.pk: 80}
    assert VillagePopulation.objects.count() == 3


@pytest.mark.parametrize("typed", [{"year": "2700"}, {"source": ""}, {"people": "-1"}, {"people": ""}])
def test_a_wrong_number_is_named_and_nothing_is_kept(two_villages, secretary, typed):
    shore, _hill = two_villages
    form = {"key": uuid4(), "year": "2561", "source": "อบต.", "people": "80"} | typed
    form[f"branch_{shore.pk}"] = form.pop("people")
    page = signed_in(secretary).post("/funds/rawai/villages/new/", form)

    assert (bool(page.context["form"].errors), VillagePopulation.objects.count()) == (True, 2)


def test_the_page_asks_the_same_of_one_village_and_of_three(
    two_villages, fund, secretary, province_officer, django_assert_num_queries
):
    reader = signed_in(province_officer)
    for _time in range(2):
        with django_assert_num_queries(5):
            reader.get(PAGE)
        for number in (4, 5):
            count(fund, make_branch(fund, f"หมู่ {number} {_time}", number), 10, year=2560, by=secretary)


def test_what_was_counted_stays_as_it_was_entered(two_villages):
    rows = VillagePopulation.objects.all()
    for act in (lambda: rows.update(people=1), lambda: rows._raw_delete("default")):
        with pytest.raises(IntegrityError, match="people of a village"), transaction.atomic():
            act()


def test_a_fund_without_branches_says_so(province_officer):
    assert "กองทุนนี้ยังไม่มีสาขา" in signed_in(province_officer).get("/funds/rawai/villages/").content.decode()
