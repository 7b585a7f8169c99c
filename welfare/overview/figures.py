"""Figures as pages show them: written once in words, each with the address of the rows behind it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from funds.forms import AsOf
from funds.models import Fund, Province
from funds.summaries import Figures
from welfare import money, thai

from . import tilemap

# What a map may be coloured by, a table sorted by, a trend drawn of: the value of a fund or a province.
MEASURES: dict[str, Callable[[Figures], Decimal | int]] = {
    "members": lambda figures: figures.members,
    "balance": lambda figures: figures.balance,
    "helped": lambda figures: figures.helped,
    "cases": lambda figures: figures.cases,
    "paid": lambda figures: figures.paid,
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was once announced of a province as of the day `on`: funds, members, baht, people helped."""

    on: date
    funds: int
    members: int
    balance: Decimal
    helped: int


# Source: figures of the network of funds, announced at Phuket's assembly on 14 สิงหาคม 2561. The news printed
# "ล้านบาท" after the amount, which is in baht.
ANNOUNCED = {"phuket": Announcement(date(2018, 8, 14), 18, 13_080, Decimal("56736316.00"), 13_951)}


class Row(NamedTuple):
    """One fund of a table, every figure in words; an address is empty where a reader may not go."""

    code: str
    name: str
    authority: str
    members: str
    balance: str
    helped: str
    outsiders: str
    cases: str
    paid: str
    url: str = ""
    members_url: str = ""
    balance_url: str = ""
    payouts_url: str = ""


def rows(pairs: Sequence[tuple[Fund, Figures]], asked: AsOf | None = None) -> list[Row]:
    """Write each fund's figures; with `asked`, each with the address of its rows as of that day."""
    names = _names()
    ends = (asked.address("as_of"), asked.address("until")) if asked else None
    return [
        Row(
            fund.code, *names(fund), count(figures.members), money.format_baht(figures.balance), count(figures.helped),
            count(figures.helped_outsiders), count(figures.cases), money.format_baht(figures.paid),
            *(_links(fund.code, *ends) if ends else ()),
        )
        for fund, figures in pairs
    ]  # fmt: skip


def _names() -> Callable[[Fund], tuple[str, str]]:
    """Give what reads the short name of a fund and its authority in the reader's language, asked for once."""
    language = "en" if get_language() == "en" else "th"
    return attrgetter(f"short_{language}", f"authority_{language}")


@lru_cache(maxsize=4096)
def _links(code: str, as_of: str, until: str) -> tuple[str, ...]:
    return (
        address("fund", code), address("members:register", code, as_of), address("funds:journal", code, until),
        address("members:payouts", code, until),
    )  # fmt: skip


class Total(NamedTuple):
    """A whole province in words; `millions` is the second reading of its balance."""

    members: str
    balance: str
    millions: str
    helped: str
    helped_members: str
    outsiders: str
    cases: str
    paid: str
    received: str


def total_row(figures: Figures) -> Total:
    """Write a province's figures, as they stand above a table of its funds and as its last line."""
    return Total(
        members=count(figures.members), balance=money.format_baht(figures.balance),
        millions=in_millions(figures.balance), helped=count(figures.helped),
        helped_members=count(figures.helped_members), outsiders=count(figures.helped_outsiders),
        cases=count(figures.cases), paid=money.format_baht(figures.paid), received=money.format_baht(figures.received),
    )  # fmt: skip


def count(number: int) -> str:
    """Write a count: 13,080."""
    return f"{number:,}"


def in_millions(amount: Decimal) -> str:
    """Write baht as a second reading: 56.74 ล้านบาท; nothing below one million."""
    return _("%(amount)s million baht") % {"amount": money.millions(amount)} if abs(amount) >= 1_000_000 else ""


def in_round() -> Callable[[Decimal], str]:
    """Give what writes baht on a chart: millions with two decimals unless whole, and smaller amounts in full."""
    words = _("%(amount)s million baht")

    def write(amount: Decimal) -> str:
        if abs(amount) < 1_000_000:
            return f"{amount:,.0f}"
        return words % {"amount": money.millions(amount) if amount % 1_000_000 else f"{amount / 1_000_000:,.0f}"}

    return write


def address(name: str, argument: str, end: str = "") -> str:
    """Give the address of a page with the choices at its `end`; nothing where there is no such page."""
    start = _start(name, argument)
    return start + end if start else ""


@lru_cache(maxsize=4096)
def _start(name: str, argument: str) -> str:
    try:
        return reverse(name, args=[argument])
    except NoReverseMatch:
        return ""


def sort_key(key: str) -> Callable[[tuple[Fund, Figures]], Any]:
    """Give what to sort funds by: a measure, or the name as the dictionary has it."""
    if key == "name":
        return lambda pair: (thai.sort_key(pair[0].short_name), pair[0].position)
    measure = MEASURES[key]
    return lambda pair: (measure(pair[1]), -pair[0].position)


def in_order(pairs: Sequence[tuple[Fund, Figures]], sort: str) -> list[tuple[Fund, Figures]]:
    """Sort funds by `sort`, a key of MEASURES or name, with a minus before it from the highest; else as listed."""
    key = sort.removeprefix("-")
    if key != "name" and key not in MEASURES:
        return list(pairs)
    return sorted(pairs, key=sort_key(key), reverse=sort.startswith("-"))


def choices(address_of: Callable[[str], str], asked: AsOf, province: Province) -> list[dict[str, Any]]:
    """Give the days that people ask for most; `address_of` makes an address from a day in ISO, or from nothing."""
    year_end, announced = asked.today.replace(month=1, day=1) - timedelta(days=1), ANNOUNCED.get(province.slug)
    days = [year_end] + ([announced.on] if announced else [])
    offered = [{"label": _("Today"), "url": address_of(""), "current": asked.kept is None and not asked.problem}]
    return offered + [
        {"label": thai.short_date(day), "url": address_of(day.isoformat()), "current": asked.kept == day}
        for day in days
    ]


def tiles(
    pairs: Sequence[tuple[Fund, Figures]], measure: str, address_of: Callable[[Fund], str], few: Collection[str] = ()
) -> tilemap.TileMap:
    """Draw the funds in their places on the island, coloured by `measure`; baht are written in millions.

    What is measured of a fund whose code is among the `few` is not told.
    """
    value, names = MEASURES[measure], _names()
    drawn = []
    for fund, figures in pairs:
        name, _bracket, note = names(fund)[0].partition(" (")
        amount = value(figures)
        words = money.millions(amount) if isinstance(amount, Decimal) else count(amount)
        if fund.code in few:
            amount, words = 0, "–"
        drawn.append(
            tilemap.Measure(
                name, fund.tile_column, fund.tile_row, amount, words, note=note.rstrip(")"), url=address_of(fund)
            )
        )
    return tilemap.lay_out(drawn)


def shown_province(slug: str = "") -> Province | None:
    """Give the province that a public page is about: the one asked for, else the first."""
    provinces = Province.objects.order_by("pk")
    return (provinces.filter(slug=slug) if slug else provinces).first()
