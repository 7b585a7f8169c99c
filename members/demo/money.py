"""What else comes in and goes out: grants, gifts, interest and running costs, so that a fund ends at its balance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from funds.heads import RULE as MATCH
from funds.heads import Head, why_not
from funds.policies import GRACE_DAYS
from welfare.money import from_satang, share, to_satang

from .contributions import ENTRY_FEE, Paid, paid_through
from .days import DAY, GENERAL_MEETING_MONTH, Month, month_at
from .lives import Spell
from .plan import LAST_DAY, MATCH_ON_ITS_WAY, FundPlan

HEAD_RATE = to_satang(MATCH.head_rate)
SEED_MONEY = 55_000_00
A_THOUSAND = 1000_00
INTEREST_OF_HALF_A_YEAR = 0.0055
DONORS = (
    "ผู้มีจิตศรัทธา", "ชมรมผู้สูงอายุ", "กลุ่มแม่บ้าน", "ร้านค้าในชุมชน", "โรงแรมในพื้นที่", "ชมรมเรือหางยาว", "คณะกรรมการมัสยิด",
    "คณะกรรมการศาลเจ้า", "วัดในพื้นที่", "กลุ่มประมงพื้นบ้าน",
)  # fmt: skip


@dataclass(slots=True)
class Incoming:
    """Money that comes in: satang by source, in cash or straight into the bank. Interest has no receipt.

    `round` is that of the state's match, `heads` are the memberships it counted.
    """

    on: date
    payer: str
    lines: list[tuple[str, int]]
    is_cash: bool = False
    note: str = ""
    paid: Paid | None = None
    round: int = 0
    heads: list[Spell] = field(default_factory=list)

    @property
    def satang(self) -> int:
        return sum(satang for _source, satang in self.lines)


@dataclass(slots=True)
class Cost:
    """A running cost."""

    on: date
    payee: str
    purpose: str
    kind: str
    satang: int


@dataclass(slots=True)
class Flow:
    """All that moves a fund's money, but for what its bank does."""

    incoming: list[Incoming] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)


def collected(paid: Iterable[Paid]) -> list[Incoming]:
    """Give each household's receipt: contributions, and entry fees apart."""
    found = []
    for each in paid:
        fees = ENTRY_FEE * sum(line.first is None for line in each.lines)
        lines = [("members", sum(line.satang for line in each.lines) - fees)]
        if fees:
            lines.append(("entry_fee", fees))
        found.append(Incoming(each.on, each.payer, lines, is_cash=True, paid=each))
    return found


def given(
    plan: FundPlan, spells: list[Spell], paid: Iterable[Paid], months: list[Month], rng: Random
) -> list[Incoming]:
    """Give seed money, the state's match by heads, and what neighbours and other bodies gave."""
    seed = months[min(rng.randint(3, 7), len(months) - 1)].first + DAY * rng.randint(3, 20)
    found = [Incoming(seed, "สถาบันพัฒนาองค์กรชุมชน (องค์การมหาชน)", [("codi_seed", SEED_MONEY)], note="เงินสมทบจัดตั้งกองทุน")]
    found += _matched(plan, spells, paid_through(list(paid)), months, rng)
    for month in months[2:]:
        if rng.random() < 0.16:
            satang = rng.choice((200, 300, 500, 500, 1000, 1000, 2000, 3000)) * 100
            found.append(
                Incoming(month.meeting, rng.choice(DONORS), [("donation", satang)], is_cash=True, note="เงินบริจาค")
            )
        if month.first.month == GENERAL_MEETING_MONTH and rng.random() < 0.3:
            payer, satang = "กลุ่มออมทรัพย์ในชุมชน", rng.randint(2, 12) * A_THOUSAND
            found.append(Incoming(month.meeting, payer, [("organisations", satang)], note="ส่วนกำไรสมทบกองทุน"))
        if month.first.month == 8 and rng.random() < 0.1:
            payer, satang = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด", rng.choice((10, 20, 30)) * A_THOUSAND
            found.append(
                Incoming(month.last - DAY * 9, payer, [("other_state", satang)], note="เงินสนับสนุนกิจกรรมสวัสดิการ")
            )
    return [each for each in found if each.on <= months[-1].meeting]


def _matched(
    plan: FundPlan, spells: list[Spell], paid: Mapping[int, list[tuple[date, date]]], months: list[Month], rng: Random
) -> list[Incoming]:
    """Match who counts on 30 September at most three times, with 365 baht a head and round.

    The last round of some funds is still on its way (members/demo/matches.py).
    Source: the rule of the state's match through CODI, funds/heads.py.
    """
    found: list[Incoming] = []
    had: Counter[int] = Counter()
    for year in range(2010, months[-1].first.year + 1):
        on = date(year, rng.choice((1, 2, 3)), rng.randint(5, 25))
        counting_on = date(year - 1, MATCH.month, MATCH.day)
        counted = [spell for spell in spells if _counts(spell, counting_on, had, paid[spell.number])]
        is_on_its_way = year == LAST_DAY.year and plan.code in MATCH_ON_ITS_WAY
        if len(counted) < 10 or rng.random() < 0.1 or is_on_its_way:
            continue
        had.update(first_of(spell) for spell in counted)
        round_of_match = len(found) + 1
        note = f"เงินสมทบรัฐบาล รอบที่ {round_of_match} ({len(counted):,} คน × 365 บาท)"
        payer, lines = "สถาบันพัฒนาองค์กรชุมชน (องค์การมหาชน)", [("state_match", HEAD_RATE * len(counted))]
        found.append(Incoming(on, payer, lines, note=note, round=round_of_match, heads=counted))
    return found


def first_of(spell: Spell) -> int:
    """Give the number of a person's first membership, by which their rounds are counted."""
    return first_of(spell.before) if spell.before else spell.number


def _counts(spell: Spell, on: date, had: Counter[int], paid: list[tuple[date, date]]) -> bool:
    """Say whether the round of the day `on` counts a membership, which by then has paid as `paid` says."""
    through = max((last for paid_on, last in paid if paid_on <= on), default=spell.joined_on - DAY)
    is_paid_up = through + DAY * (1 + GRACE_DAYS) >= on
    head = Head(spell.joined_on, spell.ended_on, had[first_of(spell)], spell.end_reason, is_paid_up)
    return why_not(head, on) is None


def costs_of(plan: FundPlan, months: list[Month], rng: Random) -> list[Cost]:
    """Give what meetings, papers, journeys and the yearly general meeting cost."""
    size = 0.5 + plan.members / 900
    found = []
    for month in months[1:]:
        day = month.meeting
        found.append(Cost(day, "แม่ครัวชุมชน", "ค่าอาหารว่างประชุมคณะกรรมการ", "meetings", _round(rng, 260, 480, size)))
        if month.first.month % 4 == 2:
            found.append(
                Cost(day, "ร้านเครื่องเขียนในตลาด", "ค่ากระดาษและสมุดประจำตัวสมาชิก", "paper", _round(rng, 240, 900, size))
            )
        if rng.random() < 0.35:
            found.append(Cost(day, "กรรมการกองทุน", "ค่าพาหนะไปประชุมเครือข่ายจังหวัด", "travel", _round(rng, 200, 500, 1)))
        if month.first.month == GENERAL_MEETING_MONTH:
            found.append(
                Cost(day, "ร้านอาหารในชุมชน", "ค่าจัดประชุมใหญ่สามัญประจำปี", "meetings", _round(rng, 3000, 8000, size))
            )
            found.append(Cost(day, "ผู้จัดทำบัญชี", "ค่าตอบแทนผู้จัดทำบัญชี", "wages", _round(rng, 1500, 3500, size)))
    return found


def _round(rng: Random, least: int, most: int, size: float) -> int:
    return round(rng.randint(least, most) * size / 10) * 1000


def closing(
    plan: FundPlan, authority: str, flows: Iterable[tuple[date, int]], months: list[Month], rng: Random
) -> list[Incoming]:
    """Give the local authority's yearly grants and the bank's interest with which the fund ends at its balance.

    `flows` are all other days and satang, in and out. Raises ValueError when the fund has more than its balance.
    """
    net = [0] * len(months)
    for on, satang in flows:
        net[month_at(months, on)] += satang
    missing = to_satang(plan.balance) - sum(net)
    years = [month for month in months[10:] if month.first.month == 5] or months[-1:]
    halves = [month for month in months[4:] if month.first.month in (6, 12)]
    half_days = [month.last for month in halves]
    # The grants follow the size of the fund; the interest, whatever the bank gives, makes the odd satang.
    weights = [round((month.number + len(months) // 3) * rng.uniform(6, 12)) for month in years]
    rough = _held(net, {m.number: missing * w // sum(weights) for m, w in zip(years, weights, strict=True)})
    interest = sum(round(rough[month.number] * INTEREST_OF_HALF_A_YEAR) for month in halves)
    granted = (missing - interest) // A_THOUSAND
    if granted < len(years):
        raise ValueError(f"{plan.code}: {plan.balance} baht is less than what comes in of itself")
    parts = _in_fives(granted, weights)
    held = _held(net, {month.number: part * A_THOUSAND for month, part in zip(years, parts, strict=True)})
    rest = missing - granted * A_THOUSAND
    found = [
        Incoming(
            month.first + DAY * rng.randint(4, 24), authority, [("lao", part * A_THOUSAND)], note="เงินสมทบจากท้องถิ่น"
        )
        for month, part in zip(years, parts, strict=True)
        if part
    ]
    shares = share(from_satang(rest), [max(held[month.number], 1) for month in halves])
    found += [
        Incoming(day, "", [("interest", to_satang(part))], note="ดอกเบี้ยเงินฝากธนาคาร")
        for day, part in zip(half_days, shares, strict=True)
        if part
    ]
    return found


def _in_fives(thousands: int, weights: list[int]) -> list[int]:
    """Divide thousands of baht into grants of whole five thousands; the first takes what is odd."""
    fives = share(from_satang(thousands // 5), weights)
    parts = [to_satang(part) * 5 for part in fives]
    parts[0] += thousands - sum(parts)
    return parts


def _held(net: list[int], grants: dict[int, int]) -> list[int]:
    """Give the satang held at the end of each month."""
    held, found = 0, []
    for number, satang in enumerate(net):
        held += satang + grants.get(number, 0)
        found.append(held)
    return found
