"""From what is on record of a fund to what lies ahead of it: its members by age and tenure, and how its years went."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from funds import foresight, mortality, regulations, summaries
from funds.foresight import Assumptions, Group, Projection, Promises
from funds.models import Fund, FundTotal, Measure, Source, Span
from funds.rules import tenure

from .models import EndReason, Membership

YEARS_SEEN = 3
# Baht a year that the state gives for each member in their first three full years. Source: CODI match, 1 baht a day.
MATCH = Decimal(365)
LEFT = (EndReason.LAPSED, EndReason.LEFT, EndReason.MOVED, EndReason.EXPELLED)
AGE_UNKNOWN = 45
YOUNG = 25
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """Members of an age and a time in the fund: both from the first whole year on, up to before the second."""

    ages: tuple[int, int]
    years: tuple[int, int]

    def holds(self, group: Group) -> bool:
        return self.ages[0] <= group.age < self.ages[1] and self.years[0] <= group.tenure < self.years[1]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the years ahead of a fund are reckoned from, as of `day`.

    `seen` are the full years before it that were averaged; `balance` and `spent` (in the last of them) are baht.
    """

    day: date
    groups: tuple[Group, ...]
    balance: Decimal
    observed: Assumptions
    promises: Promises
    seen: tuple[int, ...]
    spent: Decimal

    @property
    def members(self) -> int:
        return int(sum(group.count for group in self.groups))

    @property
    def reserve(self) -> int | None:
        """Whole months for which the money lasts at the spending of the last full year."""
        return foresight.months_of_reserve(self.balance, self.spent)

    def ahead(self, assumed: Assumptions | None = None, *, deaths: Decimal = foresight.MIDDLE) -> Projection:
        """Carry the fund forward, as it was or as `assumed`, with so many times the deaths of the Thai table."""
        table = mortality.thai() if deaths == 1 else mortality.thai().times(deaths)
        return foresight.project(self.groups, self.balance, self.promises, assumed or self.observed, table)

    def promised(self) -> Projection:
        """Add up what today's members may expect at death and in old age."""
        return self._promised(self.groups)

    def promised_by(self, cells: Sequence[Cell]) -> list[tuple[int, Decimal, Decimal]]:
        """Give, for each of `cells`, its members and what they may expect at death and in old age, in baht."""
        found = []
        for cell in cells:
            inside = [group for group in self.groups if cell.holds(group)]
            told = self._promised(inside)
            members = int(sum(group.count for group in inside))
            found.append((members, told.promised_at_death, told.promised_in_old_age))
        return found

    def _promised(self, groups: Iterable[Group]) -> Projection:
        return foresight.promised(groups, self.promises, mortality.thai(), leaving=self.observed.leaving)


def outlook_of(fund: Fund, day: date) -> Outlook:
    """Look at the members and the books of `fund` as of `day`; six queries, however many members."""
    regulation = regulations.in_force(fund, day)
    book = regulations.book_of(regulation) if regulation else None
    seen = _Seen(fund, day)
    return Outlook(
        day=day, groups=tuple(_groups(fund, day)), balance=summaries.figures_of(fund, day).balance,
        observed=seen.assumptions(), promises=Promises(book, day), seen=tuple(seen.years), spent=seen.spent_last(),
    )  # fmt: skip


def young_people(count: int) -> tuple[Group, ...]:
    """Give so many people of 25 who join in a year, half of them women."""
    return tuple(Group(sex, YOUNG, 0, Decimal(count) / 2) for sex in "FM") if count else ()


def _groups(fund: Fund, day: date) -> Iterator[Group]:
    counted: Counter[tuple[str, int, int]] = Counter()
    members = Membership.objects.of(fund).active(day).order_by()
    for sex, born_on, since, joined_on in members.values_list(
        "person__sex", "person__born_on", "tenure_from", "joined_on"
    ):
        counted[sex, _years(born_on, day), _years(since or joined_on, day) if since or joined_on else 0] += 1
    for (sex, age, held), count in sorted(counted.items()):
        yield Group(sex, age, held, Decimal(count))


def _years(since: date | None, day: date) -> int:
    return tenure.between(since, max(since, day)).months // 12 if since else AGE_UNKNOWN


class _Seen:
    """The last full calendar years of a fund: what came in, what went out, who came and who went."""

    def __init__(self, fund: Fund, day: date) -> None:
        self.fund = fund
        rows = list(
            FundTotal.objects.filter(fund=fund, span=Span.YEAR, start__lt=day.replace(month=1, day=1))
            .order_by("start").values_list("start", "measure", "line", "outsiders", "count", "amount")
        )  # fmt: skip
        first = min((row[0].year for row in rows), default=day.year)
        # The year of founding is seldom a whole one.
        self.years = list(range(max(first + 1, day.year - YEARS_SEEN), day.year))
        self.sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self.last: Decimal = NOTHING
        members, self.member_years = 0, NOTHING
        by_year: Counter[int] = Counter()
        for start, measure, line, outsiders, count, amount in rows:
            if measure == Measure.MEMBERS:
                by_year[start.year] += count
            if start.year not in self.years:
                continue
            self.sums[measure, "outsiders" if outsiders else line] += amount
            if start.year == day.year - 1 and measure in (Measure.BENEFIT, Measure.COST):
                self.last += amount
        for year in range(first, day.year):
            if year in self.years:
                self.member_years += members + Decimal(by_year[year]) / 2
            members += by_year[year]

    def assumptions(self) -> Assumptions:
        """Average the years seen; a fund without a full year behind it is carried forward by its promises alone."""
        count = len(self.years)
        if not count or not self.member_years:
            return Assumptions()
        income = {line: amount for (measure, line), amount in self.sums.items() if measure == Measure.INCOME}
        foreseen = (*foresight.ON_DEATH, *foresight.IN_OLD_AGE, "outsiders")
        other_help = sum(
            (amount for (measure, line), amount in self.sums.items()
             if measure == Measure.BENEFIT and line not in foreseen), NOTHING
        )  # fmt: skip
        costs = sum((amount for (measure, _line), amount in self.sums.items() if measure == Measure.COST), NOTHING)
        apart = income.get(Source.MEMBERS, NOTHING) + income.get(Source.STATE_MATCH, NOTHING)
        return Assumptions(
            contribution=income.get(Source.MEMBERS, NOTHING) / self.member_years,
            other_help=other_help / self.member_years,
            costs=(costs + self.sums[Measure.BENEFIT, "outsiders"]) / count,
            other_income=(sum(income.values(), NOTHING) - apart) / count,
            match=MATCH if income.get(Source.STATE_MATCH) else NOTHING,
            leaving=Decimal(self._left()) / self.member_years,
            joining=tuple(self._joined()),
        )

    def spent_last(self) -> Decimal:
        return self.last

    def _in_years(self, name: str) -> Q:
        return Q(**{f"{name}__year__gte": self.years[0], f"{name}__year__lte": self.years[-1]})

    def _left(self) -> int:
        ended = Membership.objects.of(self.fund).filter(self._in_years("ended_on"), joined_on__isnull=False)
        return ended.filter(end_reason__in=LEFT).count()

    def _joined(self) -> Iterator[Group]:
        joined = Membership.objects.of(self.fund).filter(self._in_years("joined_on")).order_by()
        rows = joined.values_list("person__sex", "person__born_on", "joined_on")
        ages = Counter((sex, _years(born_on, on)) for sex, born_on, on in rows if on is not None)
        for (sex, age), count in sorted(ages.items()):
            yield Group(sex, age, 0, Decimal(count) / len(self.years))
