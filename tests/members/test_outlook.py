import pytest

from members import outlook
from tests.cast import signed_in
from tests.factories import approve, give, make_claim, pay
from tests.papers import text_of

from .claiming import DAY, LATELY, TODAY, file_with, hospital, url


@pytest.fixture
def told(fund, member, rules):
    return {each.name: each for each in outlook.outlook_of(fund, member, on=TODAY)}


def test_every_benefit_of_the_book_is_told(fund, member, rules, told):
    assert list(told) == [term.name for term in rules.values()]
    assert told["นอนโรงพยาบาล"].is_open
    assert told["นอนโรงพยาบาล"].amount is None


def test_what_is_not_open_says_why(fund, member, told):
    assert not told["ผู้สูงอายุ"].is_open
    assert told["ผู้สูงอายุ"].why_not != ()


def test_what_is_left_counts_what_was_claimed(fund, member, rules, secretary):
    file_with(signed_in(secretary), hospital(fund, member), LATELY + 3 * DAY)

    response = signed_in(secretary).get(url("member-outlook", fund, member.pk))

    limits = next(limits for each, limits in response.context["benefits"] if each.name == "นอนโรงพยาบาล")
    assert [(limit.used, limit.left) for limit in limits if "20" in limit.limit] == [("3 คืน", "17 คืน")]


def test_the_paper_says_the_same_on_one_page(fund, member, rules, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY)
    approve(claim, by=chair, on=LATELY)
    pay(claim, by=treasurer, on=LATELY)

    response = signed_in(treasurer).get(url("member-outlook-paper", fund, member.pk))

    text = text_of(response.content)
    assert response.headers["Content-Type"] == "application/pdf"
    missing = [w for w in (member.person.name, "นอนโรงพยาบาล", "ยังไม่ได้", "500.00 บาท") if w not in text]
    assert missing == []
    assert text.count("สิทธิสวัสดิการของสมาชิก") == 1


def test_a_fund_without_rules_says_so(fund, member, secretary):
    page = signed_in(secretary).get(url("member-outlook", fund, member.pk))

    assert page.context["benefits"] == []
    assert "ยังไม่มีระเบียบ" in page.content.decode()
