"""What the demo has for whoever watches: matches in every state, signals of every kind, papers kept and not kept."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from funds import books as fund_books
from funds import official
from funds.models import Fund, FundTotal, MatchRound, OfficialPaper, Province, Span, Statement, VillagePopulation
from members import books as member_books
from members import match_stages, unusual
from members.demo import checks
from members.demo.plan import LAST_DAY, MATCH_DUE_BACK, MATCH_ON_ITS_WAY, SILENT_AFTER, FundPlan, totals_of
from members.demo.province import make
from members.models import Claim, ClaimState, MatchStrike, SignalKind
from welfare import thai

from .demo_plans import CHALONG, RAWAI

STANDS_OUT = tuple(
    replace(like, code=code)
    for like, codes in (
        (RAWAI, ("patong", "si-sunthon")),
        (replace(RAWAI, members=400, balance=Decimal("1800000.25"), helped_members=290), ("ratsada",)),
        (CHALONG, ("kathu", "wichit", "pa-khlok", "sakhu", "ko-kaeo")),
    )
    for code in codes
)


@pytest.fixture
def province(db: object) -> Province:
    make(STANDS_OUT)
    return Province.objects.get(slug="phuket")


def code_of(pk: int) -> str:
    return Fund.objects.get(pk=pk).code


def test_everything_that_stands_out_is_in_the_demo_and_its_books_agree(province):
    assert checks.by_rows(province) == checks.by_kept_totals(province) == totals_of(STANDS_OUT)
    assert fund_books.faults(province) + member_books.faults(province) == []

    stages = {code_of(round.fund_id): match_stages.stands([round])[0].stage for round in last_rounds()}
    wanted = MATCH_ON_ITS_WAY | {MATCH_DUE_BACK: "due_back"}
    assert {code: str(stages[code]) for code in wanted} == wanted
    assert stages["ratsada"] == "received"
    assert MatchStrike.objects.count() == 3

    pks = list(Fund.objects.filter(code__in=[plan.code for plan in STANDS_OUT]).values_list("pk", flat=True))
    found = unusual.found(pks, unusual.kept_until(Province.objects.get(), thai.today()))
    kinds = {(code_of(signal.fund), signal.kind) for signal in found}
    assert {("sakhu", SignalKind.SILENCE), ("patong", SignalKind.AGE), ("ratsada", SignalKind.STAYS)} <= kinds
    (old,) = [signal for signal in found if signal.kind == SignalKind.AGE]
    (twice,) = [signal for signal in found if signal.kind == SignalKind.STAYS]
    assert old.values["age"] == 106
    assert [each.state for each in Claim.objects.filter(pk__in=twice.claims).with_state().order_by("filed_on")] == [
        ClaimState.PAID, ClaimState.WAITING,
    ]  # fmt: skip

    silent = SILENT_AFTER["sakhu"]
    last = FundTotal.objects.filter(fund__code="sakhu", span=Span.DAY).latest("start").start
    assert last <= silent
    assert LAST_DAY - last >= timedelta(days=unusual.SILENT_DAYS)
    frozen = Statement.objects.values_list("fund__code", flat=True)
    assert sorted({plan.code for plan in STANDS_OUT} - set(frozen)) == ["ratsada", "sakhu", "si-sunthon"]

    kept = OfficialPaper.objects.select_related("fund").order_by("fund__position")
    assert [paper.fund.code for paper in kept] == [code for code in codes() if code not in NOT_FROZEN]
    assert all(official.is_unchanged(paper) and paper.as_of == date(2017, 12, 31) for paper in kept)
    counted = VillagePopulation.objects.values_list("branch__fund__code", flat=True)
    assert sorted({plan.code for plan in STANDS_OUT} - set(counted)) == ["wichit"]


NOT_FROZEN = ("ratsada",)


def codes() -> list[str]:
    plans: tuple[FundPlan, ...] = STANDS_OUT
    found = Fund.objects.filter(code__in=[plan.code for plan in plans]).order_by("position")
    return list(found.values_list("code", flat=True))


def last_rounds() -> list[MatchRound]:
    rounds = MatchRound.objects.order_by("number")
    return list({round.fund_id: round for round in rounds}.values())
