"""How amounts, counts and days are written on every page; what is not there is written as a dash."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from welfare import citizen, money, thai

register = template.Library()
NOTHING = "–"


def _or_dash(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Write None, and what a template could not find, as a dash."""

    @wraps(write)
    def filtered(value: Any) -> str:
        return NOTHING if value is None or value == "" else write(value)

    return filtered


def _day(value: date) -> date:
    """Give the day in Thailand of a moment; a day stays as it is."""
    return thai.in_thailand(value).date() if isinstance(value, datetime) else value


@register.filter
@_or_dash
def baht(amount: Decimal | int) -> str:
    """56736316 → 56,736,316.00"""
    return money.format_baht(amount)


@register.filter
@_or_dash
def million(amount: Decimal | int) -> str:
    """56736316 → 56.74, the second reading of a large amount."""
    return money.millions(amount)


@register.filter
@_or_dash
def words(amount: Decimal | int) -> str:
    """1200 → หนึ่งพันสองร้อยบาทถ้วน, as on paper; a page in another language is told that this is Thai."""
    written = money.in_words(amount)
    return written if translation.get_language() == "th" else format_html('<span lang="th">{}</span>', written)


@register.filter
@_or_dash
def count(number: int) -> str:
    """13080 → 13,080"""
    return f"{int(number):,}"


@register.filter
@_or_dash
def digits(text: object) -> str:
    """14/8/2561 → ๑๔/๘/๒๕๖๑"""
    return thai.thai_digits(text)


@register.filter
@_or_dash
def thai_date(day: date) -> str:
    """2018-08-14 → 14 สิงหาคม 2561"""
    return thai.long_date(_day(day))


@register.filter
@_or_dash
def thai_date_short(day: date) -> str:
    """2018-08-14 → 14 ส.ค. 2561"""
    return thai.short_date(_day(day))


@register.filter
@_or_dash
def thai_date_formal(day: date) -> str:
    """2018-08-14 → วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑"""
    return thai.formal_date(_day(day))


@register.filter
@_or_dash
def thai_datetime(moment: datetime) -> str:
    """2018-08-14T03:30Z → 14 ส.ค. 2561 10:30 น."""
    local = thai.in_thailand(moment)
    return _("%(date)s at %(time)s") % {"date": thai.short_date(local), "time": f"{local:%H:%M}"}


@register.filter
@_or_dash
def be_year(day: date | int) -> str:
    """2018-08-14 or the year 2018 → 2561"""
    return str(day + thai.BE if isinstance(day, int) else thai.be_year(_day(day)))


@register.filter
@_or_dash
def mask_id(last4: str) -> str:
    """5123 → x-xxxx-xxxx5-12-3"""
    return citizen.mask(last4)


@register.filter(name="phone")
@_or_dash
def phone_number(number: str) -> str:
    """0812345678 → 081-234-5678"""
    return thai.phone_written(number)
