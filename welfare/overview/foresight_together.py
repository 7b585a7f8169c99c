"""What lies ahead of all funds of a province together: each carried forward by itself, and the years added up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funds import foresight
from funds.foresight import Projection
from funds.models import Fund
from members.forms.foresight import usual
from members.prospects import Outlook
from welfare import thai

from . import figures

# Of one year, in whole baht: what comes in, what goes out, what is there at its end.
Year = tuple[int, int, int]
TEN = 10


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a fund may go on: `years` from `first` (พ.ศ.) on, and the year in which its money is used up."""

    first: int
    years: tuple[Year, ...]
    ends: int | None


def ways_of(seen: Outlook, ahead: Projection) -> list[Way]:
    """Give the ways of one fund in the order of `labels`: as it goes, the usual changes, fewer and more deaths."""
    found = [ahead, *(seen.ahead(assumed) for _label, assumed in usual(seen.observed))]
    found += [seen.ahead(deaths=factor) for factor in (foresight.LIGHT, foresight.HEAVY)]
    return [_way(seen.day.year + thai.BE, each) for each in found]


def _way(this_year: int, ahead: Projection) -> Way:
    years = tuple(
        (int(foresight.in_baht(year.income)), int(foresight.in_baht(year.spent)), int(foresight.in_baht(year.balance)))
        for year in ahead.years
    )
    return Way(this_year + 1, years, this_year + ahead.runs_out_in if ahead.runs_out_in else None)


def labels(observed: Any) -> list[str]:
    """Name the ways, in the order of `ways_of`."""
    return [
        _("As it goes now"), *(str(label) for label, _assumed in usual(observed)), _("Fewer die than the table says"),
        _("More die than the table says"),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Together:
    """One way of all funds: what all rows of a page say of it."""

    label: str
    turns: int | None
    first_end: int | None
    in_ten: int
    in_all: int
    ten: int


def together(label: str, ways: Sequence[Way]) -> Together:
    """Add one way of every fund up. No fund pays for another, so one below nothing owes alone."""
    sums: dict[int, list[int]] = {}
    for way in ways:
        for year, moved in enumerate(way.years, start=way.first):
            sums[year] = [before + new for before, new in zip(sums.get(year, [0, 0, 0]), moved, strict=True)]
    turns = next((year for year in sorted(sums) if sums[year][1] > sums[year][0]), None)
    ends = [way.ends for way in ways if way.ends]
    in_ten = [way for way in ways if way.ends and way.ends < way.first + TEN]
    ten = sum(way.years[TEN - 1][2] for way in ways)
    return Together(label, turns, min(ends, default=None), len(in_ten), len(ends), ten)


def words(rows: Iterable[dict[str, Any]], whole: Together) -> list[str]:
    """Say the whole in a few sentences; `rows` are the reckoned funds."""
    found = list(rows)
    money, spent, owed = (sum(row[name] for row in found) for name in ("money", "spent", "owed"))
    said = []
    if spent > 0 and money > 0:
        count = money * 12 // spent
        said.append(
            ngettext("At the spending of last year the money of all funds together lasts %(count)s month.",
                     "At the spending of last year the money of all funds together lasts %(count)s months.", count)
            % {"count": figures.count(count)}
        )  # fmt: skip
    if whole.turns:
        said.append(
            _("If nothing changes, more goes out of the funds together than comes in from the year %(year)s on.")
            % {"year": whole.turns}
        )
    said.append(_ends(found, whole))
    if money > 0 and owed:
        said.append(
            _("For each baht in the funds, %(owed)s baht are promised to the members of today until the last has died.")
            % {"owed": f"{owed / money:,.1f}"}
        )
    return said


def _ends(rows: list[dict[str, Any]], whole: Together) -> str:
    if not whole.in_all:
        return _("The money of no fund is used up within %(years)s years.") % {"years": foresight.HORIZON}
    first: Fund = min((row for row in rows if row["ends"]), key=lambda row: row["ends"])["fund"]
    return ngettext(
        "The money of %(count)s fund is used up within %(years)s years, in %(year)s: %(fund)s.",
        "The money of %(count)s funds is used up within %(years)s years, that of %(fund)s first, in %(year)s.",
        whole.in_all,
    ) % {"count": whole.in_all, "years": foresight.HORIZON, "year": whole.first_end, "fund": first.short_name}
