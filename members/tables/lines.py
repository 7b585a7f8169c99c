"""One fund of the files as lines of our own tables: people, memberships, contributions, help and its papers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import override

from funds.models import Category, Fund, Numbers
from funds.pasts import HELPED_TOTAL, MEMBERS_TOTAL, Free, Past, moment
from members.models import (
    Claim,
    ClaimedDay,
    Contribution,
    Decision,
    Helped,
    HelpedInProvince,
    Membership,
    Payout,
    Person,
    Plan,
)
from welfare import citizen, thai
from welfare.bulk import running_key
from welfare.filling import NOTHING, Filling, escaped, plain

from .reading import Days, FundRows, Row, Satang, citizen_id

PEOPLE = (
    "id", "title", "first_name", "last_name", "sex", "born_on", "citizen_id", "citizen_hash", "citizen_last4",
    "no_citizen_id", "search", "sort_key",
)  # fmt: skip
MEMBERSHIPS = (
    "id", "fund_id", "person_id", "number", "plan", "applied_on", "joined_on", "tenure_from", "ended_on", "end_reason",
)  # fmt: skip
CONTRIBUTIONS = (
    "fund_id", "membership_id", "receipt_id", "is_entry_fee", "amount", "on", "covers_from", "covers_until",
)  # fmt: skip
CLAIMS = (
    "id", "key", "fund_id", "year", "number", "person_id", "membership_id", "category", "occurred_on", "facts",
    "judged", "steps", "amount", "reason", "claimant", "filed_on", "by_id", "at",
)  # fmt: skip
DECISIONS = ("key", "claim_id", "verdict", "amount", "reason", "on", "by_id", "at")
HELD_DAYS = ("claim_id", "person_id", "day")
PAYOUTS = (
    "key", "claim_id", "transfer_id", "voucher_id", "fund_id", "person_id", "category", "outsider", "amount", "on",
    "by_id", "at",
)  # fmt: skip
HELPED = ("fund_id", "person_id", "first_on", "outsider")
HELPED_IN_PROVINCE = ("province_id", "person_id", "first_on", "outsider")
FUNDS = (
    "id", "province_id", "district_id", "code", "name_th", "name_en", "short_th", "short_en", "authority_th",
    "authority_en", "authority_kind", "tambon_codes", "founded_on", "position", "tile_column", "tile_row",
)  # fmt: skip
TABLES = (
    Fund, Person, Membership, Contribution, Claim, Decision, ClaimedDay, Payout, Helped, HelpedInProvince,
)  # fmt: skip

SEXES = {"0": "M", "1": "F"}
ENDS = {"2": "left", "3": "died"}
CATEGORIES = {
    "1": Category.BIRTH, "2": Category.ILLNESS, "3": Category.ELDERLY, "4": Category.DEATH, "5": Category.EDUCATION,
    "6": Category.DISADVANTAGED, "7": Category.DISASTER, "8": Category.OTHER,
}  # fmt: skip
KINDS = {number: category.value for number, category in CATEGORIES.items()}
ONCE = (Category.DEATH.value, Category.FUNERAL.value)
PLANS = {1: Plan.MONTHLY, 3: Plan.QUARTERLY, 6: Plan.HALF_YEARLY, 12: Plan.YEARLY}
TILES = 10  # funds in a row of the map
CLAIM = Numbers.CLAIM.value
Event = tuple[int, str, str]  # person, category, day: empty where it happens once in a life
GIVEN, HELPED_OUTSIDE = "เงินสัจจะ", "ตามทะเบียนเดิมของกองทุน"


@dataclass(frozen=True, slots=True)
class Clerks:
    """The keys of the users by whom what the files say was filed, decided and paid."""

    filed: int
    decided: int
    paid: int


@dataclass(slots=True)
class Loading:
    """What goes on from one fund to the next: free keys, people of several funds, and what is strange in the files."""

    filling: Filling
    clerks: Clerks
    shared: frozenset[str]
    free: Free = field(default_factory=Free)
    satang: Satang = field(default_factory=Satang)
    days: Days = field(default_factory=Days)
    people: dict[str, int] = field(default_factory=dict)
    shared_people: set[int] = field(default_factory=set)
    # (province, person) → each fund's first help, in the order of the funds: day, and whether as no member.
    first_helps: dict[tuple[int, int], list[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(list))
    events: set[Event] = field(default_factory=set)
    doubled: int = 0
    left_before_joining: int = 0
    overdrawn: int = 0
    purposes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with override("th"):
            self.purposes = {number: str(category.label) for number, category in CATEGORIES.items()}


class FundLines:
    """Writes one fund. Raises ValueError or KeyError at the first row that cannot be."""

    def __init__(self, load: Loading, rows: FundRows, *, position: int) -> None:
        self.load, self.rows = load, rows
        pk, province, name, _held, started = rows.row
        self.fund, self.province = int(pk), int(province)
        load.days.see([started])
        column, row = (position - 1) % TILES + 1, (position - 1) // TILES + 1
        line = (
            f"{pk}\t{province}\t{province}\tfund-{pk}\t{name}\tFund {pk}\t{escaped(plain(name)[:60])}\tFund {pk}"
            f"\t\t\ttao\t\t{started}\t{position}\t{column}\t{row}"
        )
        load.filling.add(Fund, FUNDS, [line])
        self.books = Past(self.fund, load.filling, load.free, by=load.clerks.paid)
        self.people: dict[str, int] = {}  # citizen ID → person
        self.members: dict[str, tuple[int, str]] = {}  # id in the file → person, name
        self.events: set[Event] = set()

    def write(self) -> None:
        self.books.open_with(self.load.satang[self.rows.row[3]], self.rows.row[4])
        periods = _periods(self.rows.contributions)
        self._members(PLANS.get(periods.months, Plan.FREE))
        self._contributions(periods)
        self._payouts()
        missing = self.books.finish(members=len(self.rows.members), began_on=self.rows.row[4])
        self.load.overdrawn += missing > 0

    def _members(self, plan: Plan) -> None:
        rows, lines = self.rows.members, []
        self.load.days.see([day for row in rows for day in (row[8], row[9], row[10]) if day != NOTHING])
        if sorted(int(row[2]) for row in rows) != list(range(1, len(rows) + 1)):
            raise ValueError("its members are not numbered from 1 on without a gap")
        for pk, fund, number, identity, title, first, last, sex, born, joined, left, standing in rows:
            person = self._person(identity, title, first, last, SEXES[sex], born)
            self.members[pk] = person, f"{title}{first} {last}"
            reason = ""
            if left != NOTHING:
                reason = ENDS[standing]
                if left < joined:
                    left, self.load.left_before_joining = joined, self.load.left_before_joining + 1
                self.books.count(left, MEMBERS_TOTAL, -1)
            self.books.count(joined, MEMBERS_TOTAL, 1)
            lines.append(
                f"{pk}\t{fund}\t{person}\t{number}\t{plan.value}\t{joined}\t{joined}\t{joined}\t{left}\t{reason}"
            )
        self.load.filling.add(Membership, MEMBERSHIPS, lines)

    def _person(self, identity: str, title: str, first: str, last: str, sex: str, born: str) -> int:
        """Give the person of a citizen ID, known once in all funds; without one everybody is somebody else."""
        number = citizen_id(identity)
        known = self.load.people if number in self.load.shared else self.people
        if number and number in known:
            return known[number]
        pk = self.load.free.take(Person)
        if number:
            known[number] = pk
        if number in self.load.shared:
            self.load.shared_people.add(pk)
        name = plain(f"{first} {last}") if last else plain(first)
        secret = (
            f"{citizen.encrypt(number)}\t{citizen.keyed_hash(number)}\t{number[-4:]}\t"
            if number
            else f"\t{NOTHING}\t\tnot_at_hand"
        )
        line = (
            f"{pk}\t{title}\t{first}\t{last}\t{sex}\t{born}\t{secret}\t{escaped(thai.search_text(name))}\t"
            f"{thai.sort_key(name)}"
        )
        self.load.filling.add(Person, PEOPLE, [line])
        return pk

    def _contributions(self, periods: "Periods") -> None:
        satang, members, lines = self.load.satang, self.members, []
        given: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.load.days.see(list(periods.ends))
        for row in self.rows.contributions:
            of_period = given[row[3]]
            of_period[0] += 1
            of_period[1] += satang[row[4]]
        receipts = {}
        for period, (count, amount) in sorted(given.items()):
            receipts[period] = self.books.receive(amount, period, f"สมาชิก {count} คน", GIVEN)
        heads = {period: f"{receipt}\t0\t" for period, receipt in receipts.items()}
        tails = {period: f"\t{period}\t{period}\t{end}" for period, end in periods.ends.items()}
        for _pk, fund, member, period, baht in self.rows.contributions:
            if member not in members:
                raise ValueError(f"contribution.tsv names member {member}, who is not of this fund")
            lines.append(f"{fund}\t{member}\t{heads[period]}{satang[baht]}{tails[period]}")
        self.load.filling.add(Contribution, CONTRIBUTIONS, lines)

    def _payouts(self) -> None:
        first: dict[int, tuple[str, bool]] = {}
        rows = sorted(self.rows.payouts, key=lambda row: row[7])
        self.load.days.see([row[7] for row in rows])
        for row in rows:
            member, name, on = row[2], row[4], row[7]
            outsider = member == NOTHING
            if outsider:
                given, _space, family = name.partition(" ")
                person = self._person(row[3], "", given, family, "", NOTHING)
            elif member in self.members:
                person, name = self.members[member]
            else:
                raise ValueError(f"payout.tsv names member {member}, who is not of this fund")
            self._pay(row, person, name, outsider=outsider)
            first.setdefault(person, (on, outsider))
        shared = self.load.shared_people
        in_fund, in_province = [], []
        for person, (on, outsider) in first.items():
            self.books.count(on, HELPED_TOTAL[outsider], 1)
            in_fund.append(f"{self.fund}\t{person}\t{on}\t{outsider:d}")
            if person in shared:
                self.load.first_helps[self.province, person].append((on, outsider))
            else:
                in_province.append(f"{self.province}\t{person}\t{on}\t{outsider:d}")
        self.load.filling.add(Helped, HELPED, in_fund)
        self.load.filling.add(HelpedInProvince, HELPED_IN_PROVINCE, in_province)

    def _pay(self, row: Row, person: int, name: str, *, outsider: bool) -> None:
        member, on, satang, clerks = row[2], row[7], self.load.satang[row[6]], self.load.clerks
        category, fund, at = KINDS[row[5]], self.fund, moment(row[7])
        event = (person, category, "" if category in ONCE else on)
        events = self.load.events if person in self.load.shared_people else self.events
        self.load.doubled += event in events
        events.add(event)
        pk, add = self.load.free.take(Claim), self.load.filling.add
        year, number = self.books.number(CLAIM, on)
        reason = HELPED_OUTSIDE if outsider else ""
        claim = (
            f"{pk}\t{running_key('c', pk)}\t{fund}\t{year}\t{number}\t{person}\t{member}\t{category}\t{on}\t{{}}"
            f"\t{satang}\t[]\t{satang}\t{reason}\t{name}\t{on}\t{clerks.filed}\t{at}"
        )
        add(Claim, CLAIMS, [claim])
        add(Decision, DECISIONS, [f"{running_key('d', pk)}\t{pk}\tapprove\t{satang}\t\t{on}\t{clerks.decided}\t{at}"])
        add(ClaimedDay, HELD_DAYS, [f"{pk}\t{person}\t{on}"])
        voucher, transfer, key = self.books.pay(
            satang, on, category, name, self.load.purposes[row[5]], outsider=outsider
        )
        payout = (
            f"{key}\t{pk}\t{transfer}\t{voucher}\t{fund}\t{person}\t{category}\t{outsider:d}\t{satang}\t{on}\t"
            f"{clerks.paid}\t{at}"
        )
        add(Payout, PAYOUTS, [payout])


@dataclass(frozen=True, slots=True)
class Periods:
    """Of how many months the periods of a fund are, and the last day of each by its first."""

    months: int
    ends: Mapping[str, str]


def _periods(contributions: list[Row]) -> Periods:
    """A contribution covers its period until the fund's next one; the last is as long as the shortest before it."""
    found = [date.fromisoformat(text) for text in sorted({row[3] for row in contributions})]
    apart = [(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(found)]
    months = min(apart, default=12) or 1
    ends = {}
    for first in found:
        beyond = first.month - 1 + months
        ends[first.isoformat()] = (date(first.year + beyond // 12, beyond % 12 + 1, 1) - timedelta(days=1)).isoformat()
    return Periods(months, ends)
