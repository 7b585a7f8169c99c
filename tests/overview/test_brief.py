"""The governor's brief is one sheet of A4 with the figures of the province's pages."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from funds.forms import AsOf
from funds.models import Fund
from tests.cast import signed_in
from tests.factories import approve, give, make_claim, make_member, make_outsider, pay
from welfare import paper
from welfare.overview import brief

DAY = date(2018, 8, 14)


@pytest.fixture
def province_of_two(fund, other_fund, secretary, chair, treasurer):
    for place in (fund, other_fund):
        give(place, "123456.00", by=secretary)
        make_member(place, by=secretary)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="1000.00", category="disaster")
    approve(claim, by=chair)
    pay(claim, by=treasurer)


def test_the_brief_says_what_the_pages_say(province_of_two, province):
    said = brief.facts(province, AsOf(DAY, date(2020, 1, 1)))

    assert [stat["figure"] for stat in said["stats"]] == ["2", "245,912.00", "1", "1,000.00"]
    assert said["total"] == {"members": "2", "balance": "245,912.00", "helped": "1", "paid": "1,000.00", "late": 12}
    assert [(kind["label"], kind["paid"]) for kind in said["kinds"]] == [("ภัยพิบัติ", "1,000.00")]


@pytest.mark.parametrize("is_long", [False, True])
def test_the_brief_is_one_page_also_with_the_longest_names(province_of_two, province, province_officer, is_long):
    if is_long:
        Fund.objects.update(short_th="เทศบาลตำบลเทพกระษัตรีที่มีชื่อยาวกว่าใคร")
    answer = signed_in(province_officer).get("/province/phuket/brief/", {"as_of": "14/8/2561"})
    pages = PdfReader(BytesIO(answer.content)).pages

    assert answer.headers["Content-Type"] == "application/pdf"
    assert (len(pages), [round(float(side)) for side in pages[0].mediabox[2:]]) == (1, [595, 842])


def test_the_brief_of_an_empty_province_is_one_page_too(province):
    said = brief.facts(province, AsOf(DAY, date(2020, 1, 1)))

    assert len(PdfReader(BytesIO(paper.pdf("brief", said))).pages) == 1
