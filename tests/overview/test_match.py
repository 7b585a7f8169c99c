"""The match of all funds of a province, and the rules that counting days go by."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funds import match_rules
from funds.heads import RULE, Rule
from funds.models import Fund, MatchRule
from tests.cast import signed_in
from tests.members.matching import approve, free_member, make_request, make_round
from tests.pages import tables
from tests.papers import needs_pdftotext, text_of
from welfare.sheets import open_file

PAGE = "/province/phuket/match/"
LAST, BEFORE = date(2017, 9, 30), date(2016, 9, 30)
TYPED = {
    "since": "1/10/2569", "head_rate": "400", "rounds_max": "4", "months_min": "12", "day": "30", "month": "9",
    "spread_subdistrict": "50", "spread_municipality": "20", "kinds_min": "3", "source": "หนังสือ พอช. ที่ 1/2569",
}  # fmt: skip


def asked_by(fund, by, on=LAST, number=1):
    free_member(fund, by=by, on=date(2010, 1, 10))
    return make_request(fund, by=by, number=number, on=on)


def test_the_funds_of_a_day_stand_side_by_side_with_who_has_not_asked(fund, other_fund, secretary, province_officer):
    approve(asked_by(fund, secretary), by=province_officer, amount="300")
    make_round(other_fund, by=secretary, on=LAST)

    page = signed_in(province_officer).get(f"{PAGE}?on=2017-09-30&sort=-asked")

    head, *rows, total = tables(page)[0]
    assert rows[0][1:] == ["อนุมัติแล้ว ยังไม่ได้รับเงิน", "1", "365.00", "300.00", "–", "–"]
    assert total[2:] == ["1", "365.00", "300.00", "0.00", "0.00"]
    assert len(rows) == Fund.objects.of(fund.province).count()
    assert fund not in page.context["without"]
    assert other_fund in page.context["without"]
    assert [row[1] for row in rows if other_fund.short_th in row[0]] == ["กำลังเตรียม"]
    assert head[0]


def test_each_counting_day_has_its_own_figures(fund, secretary, province_officer):
    asked_by(fund, secretary, BEFORE)
    asked_by(fund, secretary, LAST, 2)
    reader = signed_in(province_officer)

    said = [reader.get(f"{PAGE}?on={day}").context["total"]["heads"] for day in (BEFORE, LAST, "nonsense")]

    assert said == [1, 2, 0]
    csv = reader.get(f"{PAGE}?on={LAST}&format=csv").getvalue().decode()
    assert [line for line in csv.splitlines() if "730.00" in line] != []


@pytest.mark.parametrize("funds", [1, 2])
def test_the_page_costs_the_same_queries_for_any_number_of_funds(fund, other_fund, secretary, province_officer, funds):
    for one in (fund, other_fund)[:funds]:
        asked_by(one, secretary)
    reader = signed_in(province_officer)
    reader.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        reader.get(f"{PAGE}?on=2017-09-30")

    assert len(asked) == 11


def test_a_rule_is_read_back_and_entered_once_from_its_day(fund, province_admin):
    reader, typed = signed_in(province_admin), TYPED | {"key": str(uuid4())}

    said = reader.post(f"{PAGE}rules/new/", typed | {"step": "check"}).content.decode()
    assert [words for words in ("1 ตุลาคม 2569", "400.00") if words not in said] == []
    assert MatchRule.objects.count() == 0
    for _twice in range(2):
        assert reader.post(f"{PAGE}rules/new/", typed | {"step": "save"})["Location"] == f"{PAGE}rules/"
    assert MatchRule.objects.get().head_rate == Decimal(400)
    assert match_rules.in_force(fund.province, date(2026, 9, 30)) == RULE
    assert match_rules.in_force(fund.province, date(2026, 10, 1)).rounds_max == 4
    assert "หนังสือ พอช. ที่ 1/2569" in reader.get(f"{PAGE}rules/").content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"source": " "}, "source"), ({"head_rate": "0"}, "head_rate"), ({"month": "13"}, "month"),
     ({"spread_subdistrict": "101"}, "spread_subdistrict"), ({"rounds_max": "0"}, "rounds_max")],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_beside_its_field(province_admin, changed, field):
    page = signed_in(province_admin).post(f"{PAGE}rules/new/", TYPED | {"key": str(uuid4()), "step": "save"} | changed)

    assert (list(page.context["form"].errors), MatchRule.objects.count()) == ([field], 0)


def test_a_rule_does_not_begin_before_what_went_by_another(fund, secretary, province_admin):
    asked_by(fund, secretary)
    told = {"by": province_admin}

    with pytest.raises(match_rules.TooLate):
        match_rules.adopt(fund.province, Rule(), key=uuid4(), since=LAST, **told)
    match_rules.adopt(fund.province, Rule(), key=uuid4(), since=date(2018, 1, 1), **told)
    with pytest.raises(match_rules.TooLate):
        match_rules.adopt(fund.province, Rule(), key=uuid4(), since=date(2018, 1, 1), **told)


@needs_pdftotext
def test_all_requests_of_a_day_come_in_one_file(fund, other_fund, secretary, province_officer):
    asked_by(fund, secretary)
    make_round(other_fund, by=secretary, on=LAST)
    reader = signed_in(province_officer)

    words = text_of(reader.get(f"{PAGE}paper/?on=2017-09-30").content)
    assert [fund.name_th in words, other_fund.name_th in words, "ร่าง ยังไม่ได้ส่ง" in words] == [True] * 3
    book = open_file(reader.get(f"{PAGE}file/?on=2017-09-30").content)
    assert (book.sheet, book.others) == (fund.short_th, (other_fund.short_th,))


def test_no_request_of_a_day_is_told_and_leads_back(province, province_officer):
    answer = signed_in(province_officer).get(f"{PAGE}paper/")

    assert answer["Location"] == PAGE
