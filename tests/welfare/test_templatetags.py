"""What every page says about amounts, counts and days."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

DAY = date(2018, 8, 14)


def shown(expression, language="th", **facts):
    with translation.override(language):
        return Template(f"{{{{ {expression} }}}}").render(Context(facts))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("it|baht", Decimal("56736316"), "56,736,316.00"),
        ("it|baht", 0, "0.00"),
        ("it|baht", Decimal("-1.5"), "-1.50"),
        ("it|million", Decimal("56736316.00"), "56.74"),
        ("it|words", Decimal("1200"), "หนึ่งพันสองร้อยบาทถ้วน"),
        ("it|count", 13080, "13,080"),
        ("it|count", 0, "0"),
        ("it|digits", "14/8/2561", "๑๔/๘/๒๕๖๑"),
        ("it|digits", 18, "๑๘"),
        ("it|thai_date", DAY, "14 สิงหาคม 2561"),
        ("it|thai_date", datetime(2018, 8, 13, 18, tzinfo=UTC), "14 สิงหาคม 2561"),
        ("it|thai_date_short", DAY, "14 ส.ค. 2561"),
        ("it|thai_date_formal", DAY, "วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑"),
        ("it|be_year", DAY, "2561"),
        ("it|be_year", 2018, "2561"),
        ("it|mask_id", "5123", "x-xxxx-xxxx5-12-3"),
        ("it|phone", "0812345678", "081-234-5678"),
    ],
)
def test_a_page_writes_numbers_and_days_the_thai_way(expression, value, text):
    assert shown(expression, it=value) == text


FILTERS = (
    "baht million words count digits thai_date thai_date_short thai_date_formal thai_datetime be_year mask_id phone"
)


@pytest.mark.parametrize("name", FILTERS.split())
@pytest.mark.parametrize("facts", [{"it": None}, {"it": ""}, {}])
def test_what_is_not_there_is_a_dash(name, facts):
    assert shown(f"it|{name}", **facts) == "–"


def test_a_page_in_english_writes_days_the_english_way():
    assert shown("it|thai_date", "en", it=DAY) == "14 August 2018"
    assert shown("it|thai_datetime", "en", it=datetime(2018, 8, 14, 3, 30, tzinfo=UTC)) == "14 Aug 2018 at 10:30"


def test_an_amount_in_words_is_thai_on_every_page_and_an_english_one_says_so():
    assert shown("it|words", it=Decimal("1200")) == "หนึ่งพันสองร้อยบาทถ้วน"
    assert shown("it|words", "en", it=Decimal("1200")) == '<span lang="th">หนึ่งพันสองร้อยบาทถ้วน</span>'


def test_an_amount_that_is_not_whole_satang_is_not_shown_rounded():
    with pytest.raises(ValueError):
        shown("it|baht", it=Decimal("0.005"))
