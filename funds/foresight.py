"""What a fund has promised and how long its money lasts: expected values, year by year. Method: docs/foresight.md.

Nothing here knows a person or a database. Baht and expected numbers of people are Decimal, a part of a person among
them; only what is shown is rounded.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from funds.mortality import LifeTable
from funds.rules import benefits
from funds.rules.cases import Case, FactMissing
from funds.rules.tenure import DAY, Span
from funds.rules.terms import Arrears, RuleBook, Term

HORIZON = 30  # years
# How many die beside the table's: fewer, as many, more.
LIGHT, MIDDLE, HEAVY = Decimal("0.80"), Decimal(1), Decimal("1.25")
NOTHING, HALF = Decimal(0), Decimal("0.5")
HALF_A_YEAR = Span(6)
ON_DEATH, IN_OLD_AGE = ("death", "funeral"), ("elderly",)
TIMES_A_YEAR = {"year": 1, "month": 12, "day": 365}


@dataclass(frozen=True, slots=True)
class Group:
    """Members who are alike: sex, age and years in the fund, whole years both; `count` of them."""

    sex: str
    age: int
    tenure: int
    count: Decimal = Decimal(1)


class Promises:
    """What a rule book grants at death and in old age, by age and tenure; each is judged once.

    A death is taken to happen in the middle of a year of age and of tenure, as it does on average. A term that asks
    for a fact nobody can foresee, such as the cost of a funeral, is left out and named in `unforeseen`.
    """

    def __init__(self, book: RuleBook | None, day: date) -> None:
        self._day = day
        self.unforeseen: list[str] = []
        self._known: dict[tuple[str, int, int], Decimal] = {}
        self._due: dict[tuple[str, int, int], Decimal] = {}
        self._terms: dict[tuple[str, ...], tuple[tuple[RuleBook, Term], ...]] = {}
        for categories in (ON_DEATH, IN_OLD_AGE):
            terms = [term for term in book.terms if term.category in categories] if book else []
            open_terms = [term for term in terms if term.open_to in ("members", "both")]
            self._terms[categories] = tuple(
                (replace(book, arrears=Arrears(), terms=(term,), caps=()), _freely(term)) for term in open_terms if book
            )

    def at_death(self, age: int, tenure: int) -> Decimal:
        """Give the baht paid for the death of a member of this age and tenure, in whole years."""
        return self._granted("d", ON_DEATH, age, tenure)

    def in_old_age(self, age: int, tenure: int) -> Decimal:
        """Give the baht paid in a year to a living member of this age and tenure, in whole years."""
        return self._granted("o", IN_OLD_AGE, age, tenure)

    def _granted(self, kind: str, categories: tuple[str, ...], age: int, tenure: int) -> Decimal:
        key = (kind, age, tenure)
        if key not in self._known:
            self._known[key] = sum((self._once(*each, age, tenure) for each in self._terms[categories]), NOTHING)
        return self._known[key]

    def _once(self, book: RuleBook, term: Term, age: int, tenure: int) -> Decimal:
        # A term that does not ask for the age is judged once for all ages.
        key = (term.code, age if "age" in term.measures() else 0, tenure)
        if key not in self._due:
            self._due[key] = self._judged(book, term, age, tenure)
        return self._due[key]

    def _judged(self, book: RuleBook, term: Term, age: int, tenure: int) -> Decimal:
        joined = _back(_back(self._day, 12 * tenure), HALF_A_YEAR.months)
        case = Case(
            term=term.code, occurred_on=self._day, joined_on=joined, born_on=_back(self._day, 12 * age + 6),
            years_paid=Span(12 * tenure + 6),
        )  # fmt: skip
        try:
            due = benefits.judge(replace(book, terms=(term,)), case, as_if_in_force=True).amount
        except FactMissing:
            if term.name not in self.unforeseen:
                self.unforeseen.append(term.name)
            return NOTHING
        return due * (times_a_year(term) if term.category in IN_OLD_AGE else 1)


def times_a_year(term: Term) -> int:
    """Say how often in a year a benefit is paid to who may have it: as often as its caps allow, else once."""
    counts = [
        int(cap.limit) * TIMES_A_YEAR[cap.per]
        for cap in term.caps
        if cap.of == "times" and isinstance(cap.per, str) and cap.per in TIMES_A_YEAR and cap.limit is not None
    ]
    return min(counts, default=1)


def _freely(term: Term) -> Term:
    """Give a term without what concerns papers, deadlines and who receives: it is about how much."""
    return replace(term, papers=(), proxy_papers=(), deadline=None, payees=(), arrears=Arrears())


def _back(day: date, months: int) -> date:
    """Give the day from which so many months are complete on `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    start = date(year, month + 1, min(day.day, 28))
    return start if Span(months).after(start) <= day else start - DAY


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How a year goes, beside deaths: baht and people a year, as observed or as asked what if.

    `contribution`, `other_help` (welfare that is neither for death nor for old age) are baht a member; `costs` and
    `other_income` (without contributions and without the state's match) baht a fund. `match` is the state's baht for
    each member in their first three full years, paid for `match_years` more years, None for ever. `leaving` is the
    part of the living who leave; `joining` come at the beginning of each year. With `pension`, everybody to whom the
    rules grant old-age help has so many baht a year instead.
    """

    contribution: Decimal = NOTHING
    other_help: Decimal = NOTHING
    costs: Decimal = NOTHING
    other_income: Decimal = NOTHING
    match: Decimal = NOTHING
    match_years: int | None = None
    leaving: Decimal = NOTHING
    joining: tuple[Group, ...] = ()
    pension: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """One year to come: `members` and `balance` at its end, and what moved in it."""

    number: int
    members: Decimal
    deaths: Decimal
    contributions: Decimal
    match: Decimal
    other_income: Decimal
    death_help: Decimal
    old_age_help: Decimal
    other_help: Decimal
    costs: Decimal
    balance: Decimal

    @property
    def income(self) -> Decimal:
        return self.contributions + self.match + self.other_income

    @property
    def spent(self) -> Decimal:
        return self.death_help + self.old_age_help + self.other_help + self.costs


@dataclass(frozen=True, slots=True)
class Projection:
    """The years to come, the first first; and what is promised to those who are members now, in baht of today."""

    years: tuple[Year, ...]
    promised_at_death: Decimal = NOTHING
    promised_in_old_age: Decimal = NOTHING

    @property
    def runs_out_in(self) -> int | None:
        """The number of the first year at whose end there is no money left; None within the horizon."""
        return next((year.number for year in self.years if year.balance < 0), None)

    @property
    def turns_in(self) -> int | None:
        """The number of the first year in which more goes out than comes in; None within the horizon."""
        return next((year.number for year in self.years if year.spent > year.income), None)


@dataclass(slots=True)
class _Sums:
    """What one year comes to, while it is being added up."""

    deaths: Decimal = NOTHING
    paying: Decimal = NOTHING
    matched: Decimal = NOTHING
    death_help: Decimal = NOTHING
    old_age_help: Decimal = NOTHING
    members: Decimal = NOTHING
    after: defaultdict[tuple[str, int, int], Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def project(
    groups: Iterable[Group], balance: Decimal, promises: Promises, assumed: Assumptions, table: LifeTable,
    *, years: int = HORIZON,
) -> Projection:  # fmt: skip
    """Carry `groups` and `balance` (baht) forward year by year.

    Who dies or leaves in a year pays half of its contribution; who dies has had no old-age help in it.
    """
    living: dict[tuple[str, int, int], Decimal] = defaultdict(Decimal)
    for group in groups:
        living[group.sex, group.age, group.tenure] += group.count
    told = []
    for number in range(1, years + 1):
        for group in assumed.joining:
            living[group.sex, group.age, group.tenure] += group.count
        sums = _year(living, promises, assumed, table)
        is_matched = assumed.match_years is None or number <= assumed.match_years
        year = Year(
            number=number, members=sums.members, deaths=sums.deaths,
            contributions=sums.paying * assumed.contribution,
            match=sums.matched * assumed.match if is_matched else NOTHING, other_income=assumed.other_income,
            death_help=sums.death_help, old_age_help=sums.old_age_help,
            other_help=sums.paying * assumed.other_help, costs=assumed.costs, balance=balance,
        )  # fmt: skip
        balance += year.income - year.spent
        told.append(replace(year, balance=balance))
        living = sums.after
    return Projection(tuple(told))


def _year(
    living: dict[tuple[str, int, int], Decimal], promises: Promises, assumed: Assumptions, table: LifeTable
) -> _Sums:
    sums = _Sums()
    for (sex, age, tenure), count in living.items():
        dead = count * table.rate(sex, age)
        alive = count - dead
        left = alive * assumed.leaving
        sums.deaths += dead
        sums.paying += count - (dead + left) * HALF
        sums.death_help += dead * promises.at_death(age, tenure)
        granted = promises.in_old_age(age, tenure)
        sums.old_age_help += alive * (assumed.pension if assumed.pension is not None and granted else granted)
        stay = alive - left
        sums.members += stay
        if 1 <= tenure <= 3:
            sums.matched += stay
        if stay:
            sums.after[sex, age + 1, tenure + 1] += stay
    return sums


def promised(
    groups: Iterable[Group], promises: Promises, table: LifeTable, *, leaving: Decimal = NOTHING
) -> Projection:
    """Add up what those who are members now may expect until the last of them has died, without anyone joining."""
    assumed = Assumptions(leaving=leaving)
    whole = project(groups, NOTHING, promises, assumed, table, years=100)
    return Projection(
        whole.years,
        promised_at_death=sum((year.death_help for year in whole.years), NOTHING),
        promised_in_old_age=sum((year.old_age_help for year in whole.years), NOTHING),
    )


def months_of_reserve(balance: Decimal, spent_in_a_year: Decimal) -> int | None:
    """Say for how many whole months the money lasts at the spending of a year; None where nothing is spent."""
    return int(balance * 12 / spent_in_a_year) if spent_in_a_year > 0 and balance > 0 else 0 if balance <= 0 else None


def in_baht(amount: Decimal) -> Decimal:
    """Round an expected amount to whole baht, to show it."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)
