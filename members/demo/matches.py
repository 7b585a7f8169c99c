"""The rounds of the state's match of one fund: those on record with whom they counted, and the one on its way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from funds import heads
from funds.models import Fund, MatchMoney, MatchRequest, MatchRound, MatchVerdict, Outcome, Source, Transfer
from members import match_criteria, match_lists, match_money, matching
from members.match_lists import Line, MatchList
from members.match_stages import Stage
from members.models import MatchLine
from welfare.bulk import insert_rows
from welfare.models import User
from welfare.money import from_satang

from .days import DAY
from .money import Incoming, first_of
from .plan import LAST_DAY, MATCH_DUE_BACK, MATCH_ON_ITS_WAY

COLUMNS = ("request_id", "position", "membership_id", "why", "since", "ended_on", "rounds")
SENT_AFTER, APPROVED_AFTER = DAY * 20, DAY * 60  # the counting day
ON_ITS_WAY = {"sent": date(2018, 8, 6), "decided": date(2018, 8, 13), "recalled": date(2018, 8, 10)}
WRONGLY_COUNTED = 3
RECALLED = "ตรวจพบภายหลังว่ามีชื่อรับเงินสมทบกับกองทุนสวัสดิการอื่นในรอบเดียวกัน"
REFUSED = "งบประมาณของปีหมดแล้ว ให้เสนอใหม่ในรอบถัดไป"
WORDING: dict[str, Any] = {
    "recognition": "welfare", "villages": 9, "disabled": 11, "disadvantaged": 14, "committee_community": 15,
    "committee_experts": 2, "plan_kept": True, "monitored": True, "reported": True,
    "links": "ร่วมกับ อสม. เยี่ยมผู้ป่วยติดเตียง และกลุ่มออมทรัพย์ของชุมชน",
    "strengths": "สมาชิกส่งเงินสัจจะสม่ำเสมอ คณะกรรมการประชุมทุกเดือน และรายงานบัญชีในที่ประชุมใหญ่ทุกปี",
    "use_of_money": "จ่ายสวัสดิการสมาชิกตามระเบียบ",
    "monitoring": "คณะกรรมการตรวจบัญชีทุกเดือน และรายงานสมาชิกปีละครั้ง",
    "year_plan": "รับสมาชิกใหม่ให้ครบทุกหมู่บ้าน\nจ่ายสวัสดิการตามระเบียบ\nประชุมใหญ่สามัญประจำปี",
}  # fmt: skip
SIGNERS: dict[str, Any] = {
    "committee": ["นางสาวกรรณิการ์ ใจบุญ", "นายสมพร เกาะแก้ว", "นางวรรณา ทองอ่อน", "นายประเสริฐ ชาวเล"],
    "executive": "นายวิชาญ ภักดี", "executive_post": "mayor", "executive_stands": "own",
}  # fmt: skip


def write(fund: Fund, incoming: Iterable[Incoming], *, secretary: User, officer: User) -> None:
    """Write the rounds on record with their lists, each received."""
    key = uuid5(UUID(int=0), f"match {fund.code}")
    matched = Transfer.objects.of(fund).filter(credit__line=Source.STATE_MATCH).values_list("credit__round", "pk")
    entries, had = dict(matched), Counter[int]()
    lines: list[tuple[Any, ...]] = []
    rounds, said = [each for each in incoming if each.round], WORDING | SIGNERS
    for each in rounds:
        counted = _counted(each, had)
        # What the criteria said is kept of the last round alone: each takes some twenty queries.
        kept = match_criteria.read(fund, counted, said).kept(said) if each is rounds[-1] else {}
        request = _on_record(fund, each, counted, kept, uuid5(key, str(each.round)), secretary, officer)
        MatchMoney.objects.create(request=request[0], transfer_id=entries[each.round], by=secretary)
        lines += request[1]
    insert_rows(MatchLine, COLUMNS, lines)


def _counted(each: Incoming, had: Counter[int]) -> MatchList:
    """Give the list of a round on record: the counted alone, as its paper has it; `had` counts on."""
    found = []
    for spell in each.heads:
        first = first_of(spell)
        found.append(Line(spell.pk, spell.number, "", spell.joined_on, spell.ended_on, had[first]))
        had[first] += 1
    on = date(each.on.year - 1, heads.RULE.month, heads.RULE.day)
    return MatchList(on, heads.RULE, found)


def _on_record(
    fund: Fund, each: Incoming, counted: MatchList, kept: Mapping[str, Any], key: UUID, secretary: User, officer: User
) -> tuple[MatchRequest, list[tuple[Any, ...]]]:
    """Write one round that was asked for, approved and received; give its request and the rows of its list."""
    round = MatchRound.objects.create(
        key=key, fund=fund, number=each.round, counting_on=counted.on, by=secretary
    )  # fmt: skip
    sent_on, amount = counted.on + SENT_AFTER, from_satang(each.satang)
    figures = match_lists.facts(counted) | dict(kept)
    said = matching.said_of(round, counted)
    request = MatchRequest.objects.create(
        **said, key=uuid5(key, "request"), round=round, figures=figures, on=sent_on, by=secretary,
        sha256=matching.fingerprint(round, sent_on, figures, said),
    )  # fmt: skip
    MatchVerdict.objects.create(
        key=uuid5(key, "verdict"), request=request, outcome=Outcome.APPROVED, heads=counted.heads, amount=amount,
        paper=f"พม 0301/{each.round + 100}", on=counted.on + APPROVED_AFTER, by=officer,
    )  # fmt: skip
    return request, list(_rows(request, counted))


def _rows(request: MatchRequest, counted: MatchList) -> Iterator[tuple[Any, ...]]:
    for position, line in enumerate(counted.lines, start=1):
        since, ended = (day.isoformat() if day else None for day in (line.since, line.ended_on))
        yield request.pk, position, line.membership, "", since, ended, line.rounds


def go_on(fund: Fund, *, secretary: User, treasurer: User, officer: User) -> None:
    """Bring the last rounds of some funds to where plan.py has them, by the acts that pages use."""
    if stage := MATCH_ON_ITS_WAY.get(fund.code):
        _go_on(fund, stage, secretary, officer)
    if fund.code == MATCH_DUE_BACK:
        _recall(fund, by=treasurer)


def _go_on(fund: Fund, stage: str, secretary: User, officer: User) -> None:
    key, number = uuid5(UUID(int=0), f"match {fund.code}, on its way"), MatchRound.objects.of(fund).count() + 1
    on = date(LAST_DAY.year - 1, heads.RULE.month, heads.RULE.day)
    round = matching.begin(fund, key=key, number=number, counting_on=on, by=secretary)
    if stage == Stage.DRAFT:
        return
    wording = WORDING | SIGNERS
    round = matching.word(round, wording, by=secretary)
    counted = match_lists.list_of(round)
    kept = match_criteria.read(fund, counted, wording).kept(wording)
    request = matching.send(
        round, key=uuid5(key, "request"), seen=counted.fingerprint, on=ON_ITS_WAY["sent"], by=secretary, papers=kept
    )
    verdict, day = uuid5(key, "verdict"), ON_ITS_WAY["decided"]
    if stage == Stage.APPROVED:
        matching.approve(
            request, key=verdict, amount=Decimal(request.amount), paper="พม 0301/2561", on=day, by=officer
        )  # fmt: skip
    if stage == Stage.REFUSED:
        matching.refuse(request, key=verdict, reason=REFUSED, on=day, by=officer)


def _recall(fund: Fund, *, by: User) -> None:
    """Find members in the last round who should not have been counted: what was paid for them goes back."""
    request = MatchRequest.objects.of(fund).approved().order_by("-round__number")[0]
    lines = MatchLine.objects.counted().filter(request=request).order_by("-position")[:WRONGLY_COUNTED]
    struck = [line.membership.number or 0 for line in lines.select_related("membership")]
    match_money.recall(
        request, key=uuid5(request.key, "recall"), amount=request.head_rate * len(struck), reason=RECALLED,
        on=ON_ITS_WAY["recalled"], by=by, struck=struck,
    )  # fmt: skip
