"""All provinces side by side, each from its own kept totals, in as many questions for one province as for three."""

import pytest

from funds.models import Province
from tests.cast import signed_in
from tests.factories import give, make_member
from tests.pages import tables

PAGE = "/province/phuket/country/"


@pytest.fixture
def country(fund, secretary):
    give(fund, "10.00", by=secretary)
    make_member(fund, by=secretary)
    for code, name in (("82", "พังงา"), ("81", "กระบี่")):
        Province.objects.create(code=code, slug=f"p{code}", name_th=name, name_en=name)


def test_each_province_has_its_figures(country, province_officer):
    reader = signed_in(province_officer)

    assert tables(reader.get(PAGE))[0][1:] == [
        ["กระบี่", "0", "0.00", "0", "0", "0.00", "0.00"], ["พังงา", "0", "0.00", "0", "0", "0.00", "0.00"],
        ["ภูเก็ต", "1", "10.00", "0", "0", "0.00", "10.00"],
    ]  # fmt: skip
    assert tables(reader.get(PAGE, {"as_of": "2017-01-14"}))[0][3][1:3] == ["0", "0.00"]


def test_the_page_asks_the_same_of_one_province_and_of_three(country, fund, secretary, province_officer,
                                                             django_assert_num_queries):  # fmt: skip
    reader = signed_in(province_officer)
    with django_assert_num_queries(4):
        first = reader.get(PAGE)
    with django_assert_num_queries(3):
        assert reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    give(fund, "5.00", by=secretary)
    Province.objects.exclude(slug="phuket").delete()
    with django_assert_num_queries(4):
        assert tables(reader.get(PAGE))[0][1][2] == "15.00"
