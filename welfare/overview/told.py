"""What everyone may know: the figures of each fund and of the province on days that are told, few hidden.

Pages and open data for everyone read here and nowhere else. funds/telling.py chooses the days, hiding.py the cells;
docs/open-data.md says both in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from funds import readings, summaries, telling
from funds.models import BEGINNING, Fund, FundTotal, Measure, Province, Span
from funds.rules.terms import CATEGORIES
from funds.summaries import Figures
from funds.telling import DAY, Stand, Told
from welfare.money import to_satang

from . import figures, hiding
from .hiding import TOTAL, Cell, Place


@dataclass(frozen=True, slots=True)
class Public:
    """The days that each fund of a province tells, by primary key."""

    province: Province
    funds: Mapping[int, Told]

    def day_of(self, fund: Fund, day: date) -> date:
        """Give the last day up to `day` that `fund` tells."""
        return self.funds.get(fund.pk, Told()).until(day)

    def common(self, day: date) -> date:
        """Give the last day up to `day` that all funds tell; before the first, the end of a month without any."""
        return telling.common(self.funds, day)

    def years(self, today: date) -> list[int]:
        """Give the calendar years that every fund has closed, the first first."""
        begins = [told.begins for told in self.funds.values() if told.begins]
        return [
            year for year in range(min(begins).year, today.year)
            if all(told.has_closed(date(year, 12, 1)) for told in self.funds.values())
        ] if begins else []  # fmt: skip


def public(province: Province) -> Public:
    """Say what may be told of `province`; one query where nothing has changed."""
    return Public(province, telling.told_of(province, announced_days(province)))


def announced_days(province: Province) -> tuple[date, ...]:
    announced = figures.ANNOUNCED.get(province.slug)
    return (announced.on,) if announced else ()


@dataclass(frozen=True, slots=True)
class Row:
    """One fund as everyone may see it: its `figures` on its own `day`; `members` None where they are few."""

    fund: Fund
    day: date
    figures: Figures
    members: int | None


def rows(known: Public, day: date) -> list[Row]:
    """Give every fund that was founded by `day`, each on its last day that is told. Two queries."""
    funds = [
        Fund(**dict(zip(readings.NAMES, names, strict=True))) for names in readings.names(known.province, day)
    ]  # fmt: skip
    days = {fund.pk: known.day_of(fund, day) for fund in funds}
    counted = summaries.at_own_days(days)
    gone = hiding.hidden_counts({fund.code: counted[fund.pk].members for fund in funds})
    return [
        Row(fund, days[fund.pk], counted[fund.pk], None if fund.code in gone else counted[fund.pk].members)
        for fund in funds
    ]


def tells_split(province: Province, day: date) -> bool:
    """Say whether those helped by `day` may be told apart, members from others: at ends of years and when announced."""
    return day in _split_days(province, str(province.totals_version), announced_days(province))


@lru_cache(maxsize=8)
def _split_days(province: Province, _version: str, announced: tuple[date, ...]) -> frozenset[date]:
    said = []
    for day in announced:
        counted = summaries.figures_of(province, day)
        said.append(Stand(day, counted.helped_members, counted.helped_members, counted.helped_outsiders))
    members = others = 0
    ends = []
    for start, measure, _line, outsiders, count, _satang in sorted(readings.by_year(province)):
        if measure == Measure.HELPED:
            members, others = members + (0 if outsiders else count), others + (count if outsiders else 0)
            ends.append(Stand(date(int(str(start)[:4]), 12, 31), members, members, others))
    last_of_each = {stand.day: stand for stand in ends}
    return frozenset(telling.told_days(said, last_of_each.values()))


@dataclass(frozen=True, slots=True)
class Help:
    """The help of one year: `cells` by fund and kind with the totals of the kinds, and which of them are `hidden`.

    A kind is the official category and, after a blank, members or others. `spans` gives, by the fund's code, the day
    after which its year begins and the day with which it ends: days that the fund tells.
    """

    year: int
    cells: Mapping[Place, Cell]
    hidden: frozenset[Place]
    spans: Mapping[str, tuple[date, date]]
    names: Mapping[str, tuple[str, str]]


WHOM = ("members", "others")


def help_of(known: Public, year: int) -> Help:
    """Give the help of a year that all funds have closed, few hidden among many. Two queries."""
    province = known.province
    spans = {pk: _span(told, year) for pk, told in known.funds.items()}
    funds = {fund.pk: fund for fund in province.funds.order_by("position") if fund.pk in spans}
    columns = [f"{line} {whom}" for line in CATEGORIES for whom in WHOM]
    cells: dict[Place, Cell] = {(fund.code, column): Cell() for fund in funds.values() for column in columns}
    kept = FundTotal.objects.filter(
        fund__province=province, span=Span.MONTH, measure=Measure.BENEFIT,
        start__gt=min((start for start, _end in spans.values()), default=BEGINNING), start__lte=date(year, 12, 31),
    )  # fmt: skip
    for pk, start, line, outsiders, count, amount in kept.order_by().values_list(
        "fund", "start", "line", "outsiders", "count", "amount"
    ):
        after, until = spans[pk]
        if after < start <= until:
            cells[funds[pk].code, f"{line} {WHOM[outsiders]}"] += Cell(count, to_satang(amount))
    names = {fund.code: (fund.name_th, fund.name_en) for fund in funds.values()}
    return Help(
        year, hiding.with_totals(cells), _hidden(tuple(cells.items())),
        {funds[pk].code: span for pk, span in spans.items()},
        names | {TOTAL: (province.name_th, province.name_en)},
    )  # fmt: skip


@lru_cache(maxsize=64)
def _hidden(cells: tuple[tuple[Place, Cell], ...]) -> frozenset[Place]:
    """Choose once what is hidden of the same cells: it costs more than all the reading."""
    return hiding.hidden(dict(cells))


def _span(told: Told, year: int) -> tuple[date, date]:
    return end_of(told, year - 1), end_of(told, year)


def end_of(told: Told, year: int) -> date:
    """Give the last end of a month that a fund tells in `year` or before it."""
    day = told.until(date(year, 12, 31))
    while (day + DAY).day != 1:
        day = told.until(day - DAY)
    return day
